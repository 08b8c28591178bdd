package engine

import (
	"errors"
	"fmt"
)

// Why a database can't be used. It is left as it was.
var (
	ErrForeign   = errors.New("the file is not a Seatkeeper store")
	ErrTruncated = errors.New("the store's file is shorter than it should be")
	ErrDamaged   = errors.New("the store's file is damaged")
	// ErrNotEmpty says that a store which had to be empty holds people or bookings.
	ErrNotEmpty = errors.New("the store is not empty")
)

// Why it can't be used now.
var (
	ErrLocked   = errors.New("another program keeps the store locked")
	ErrReadOnly = errors.New("the store can't be written")
	ErrClosed   = errors.New("the store is closed")
	ErrInUse    = errors.New("the store is still in use")
	ErrDisk     = errors.New("the disk of the store reports a failure")
	// ErrOlder says that a store of an older schema can't be written, and that no copy of it
	// could be brought up to date in the folder for temporary files.
	ErrOlder = errors.New("the store is of an older version and can't be brought up to date")
	// ErrFull says that the volume of the store has no room left.
	ErrFull = errors.New("no space left for the store")
)

// VersionError is a store made by a newer program.
type VersionError struct {
	Have  int // the schema of the store
	Known int // the newest that this program knows
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("the store has schema %d, this program knows up to %d", e.Have, e.Known)
}
