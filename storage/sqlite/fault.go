package sqlite

import (
	"fmt"
	"runtime/debug"

	"seatkeeper/storage/engine"
)

// The memory that processes share is a file. Where the disk can't back a page of it, as
// when it has become full, the system sends the program a signal by which it would end.

// faulty is to be deferred by whatever may touch that memory: such a signal becomes an
// error. The database is not used again then, as nobody knows what was left undone; what
// is committed is in its files, and is there when it is opened anew.
//
//	defer db.faulty(&err)()
func (db *DB) faulty(err *error) func() {
	before := debug.SetPanicOnFault(true) // of this goroutine
	return func() {
		debug.SetPanicOnFault(before)
		cause := recover()
		if cause == nil {
			return
		}
		fault, is := cause.(interface{ Addr() uintptr })
		if !is {
			panic(cause)
		}
		db.broken.Store(true)
		*err = fmt.Errorf("%w: the memory that programs share could not be had (at %#x)", engine.ErrDisk, fault.Addr())
	}
}

// whole returns an error where the database can't be used any more.
func (db *DB) whole() error {
	if db.broken.Load() {
		return fmt.Errorf("%w: the memory that programs share could not be had before", engine.ErrDisk)
	}
	return nil
}
