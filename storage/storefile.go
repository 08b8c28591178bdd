package storage

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"seatkeeper/storage/aside"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// storeFile is what a store has that is a file in a folder, and that no engine has to do:
// the file may lose its place while it is open, or be damaged; something may lie beside
// it; on a network drive another computer may have it, and a drive may be full. A store
// on a server has none of it: of a nil one there is nothing to tell.
type storeFile struct {
	path     string // absolute
	folder   string // the data folder
	now      func() time.Time
	files    atomicfile.Files
	db       *sqlite.DB
	local    *local
	tell     func() // tells the subscribers of the store
	readOnly error  // why it can't be written
	remote   bool   // whether the folder is on a network drive
	inPlace  inPlace
	beside   *aside.Beside

	soundness soundness
	mu        sync.Mutex
	holds     bool // whether a file in the folder says that this process has the store
}

// lookAround looks, when the file has been opened, for what a person should know of it.
func (f *storeFile) lookAround(ctx context.Context) (err error) {
	var unused []string
	if f.readOnly != nil {
		unused = f.db.Foreign()
	}
	f.beside.Look(unused)
	if f.inPlace, err = f.lookInPlace(); err == nil {
		err = f.lookAtStart(ctx)
	}
	if err == nil {
		f.sayHeld()
	}
	return err
}

// left says that the file is free, and forgets what was told of it.
func (f *storeFile) left() {
	if f != nil {
		f.sayLeft()
		if f.readOnly == nil {
			f.beside.RemoveMarks()
		}
	}
}

func (f *storeFile) isRemote() bool { return f != nil && f.remote }

// Found returns what was found beside the store when it was opened. What was set aside
// is told of at every start until one that has asked ends as it should.
func (s *Store) Found() []Found {
	if s.file == nil {
		return nil
	}
	return s.file.beside.Found()
}

// Displaced returns a [*failure.Error] where the store's file has been moved, deleted or
// replaced by another since it was opened, or the log beside it has, in which the last
// changes stand; and nil where they are in their place. What the store then holds is
// that which was there before.
func (s *Store) Displaced() error { return s.file.displaced() }

// Damage returns a [*failure.Error] of [failure.KindDamaged] where the store's file is
// known to be damaged, and nil otherwise. What can be read of it is shown; it is not
// changed any more, since a change could be lost or spoil more.
func (s *Store) Damage() error { return s.file.damage() }

// foreignLog returns what is to be done with a log that is not the store's own.
func (f *storeFile) foreignLog() func(string, io.ReaderAt, int64) error {
	if f.readOnly != nil {
		return nil
	}
	return func(ending string, file io.ReaderAt, size int64) error {
		if err := f.beside.SetLogAside(ending, file, size); err != nil {
			return openError(f.path, err)
		}
		return nil
	}
}

// openError adds operation and path to an error of the opening, unless it has them.
func openError(path string, err error) error {
	var known *failure.Error
	if errors.As(err, &known) {
		return err
	}
	return &failure.Error{Op: failure.OpOpenStore, Path: path, Err: err}
}

func newStoreFile(s *Store, path string) *storeFile {
	return &storeFile{
		path: path, folder: s.folder, now: s.now, files: s.files, tell: s.watch.tell,
		beside: &aside.Beside{Path: path, Folder: s.folder, Now: s.now, Files: s.files},
	}
}
