package sqlite

import (
	"context"
	"errors"
	"fmt"

	"zombiezen.com/go/sqlite"
)

// Why a database can't be used. The file is left as it was.
var (
	ErrForeign   = errors.New("the file is not a Seatkeeper store")
	ErrTruncated = errors.New("the store's file is shorter than it should be")
	ErrDamaged   = errors.New("the store's file is damaged")
	ErrLocked    = errors.New("another program keeps the store locked")
	ErrReadOnly  = errors.New("the store can't be written")
	ErrClosed    = errors.New("the store is closed")
	ErrInUse     = errors.New("the store is still in use")
	ErrDisk      = errors.New("the disk of the store reports a failure")
	// ErrFull says that the volume of the store has no room left.
	ErrFull = errors.New("no space left for the store")
	// ErrNotEmpty says that a store which had to be empty holds people or bookings.
	ErrNotEmpty = errors.New("the store is not empty")
)

// VersionError is a store made by a newer program.
type VersionError struct {
	Have  int // the schema of the file
	Known int // the newest that this program knows
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("the store has schema %d, this program knows up to %d", e.Have, e.Known)
}

// known puts SQLite's result codes into the errors of this package and keeps the
// cause.
func known(err error) error {
	if err == nil {
		return nil
	}
	kind := error(nil)
	switch sqlite.ErrCode(err).ToPrimary() {
	case sqlite.ResultBusy, sqlite.ResultLocked:
		kind = ErrLocked
	case sqlite.ResultNotADB:
		kind = ErrForeign
	case sqlite.ResultCorrupt, sqlite.ResultFormat:
		kind = ErrDamaged
	case sqlite.ResultFull:
		kind = ErrFull
	case sqlite.ResultReadOnly:
		kind = ErrReadOnly
	case sqlite.ResultIOErr:
		kind = ErrDisk
	case sqlite.ResultInterrupt:
		kind = context.Canceled // by its own context, or by Close
	}
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}
