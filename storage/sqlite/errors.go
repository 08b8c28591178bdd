package sqlite

import (
	"context"
	"errors"
	"fmt"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/engine"
)

// known puts SQLite's result codes into the errors of package engine and keeps the
// cause.
func known(err error) error {
	if err == nil {
		return nil
	}
	kind := error(nil)
	switch sqlite.ErrCode(err).ToPrimary() {
	case sqlite.ResultBusy, sqlite.ResultLocked:
		kind = engine.ErrLocked
	case sqlite.ResultNotADB:
		kind = engine.ErrForeign
	case sqlite.ResultCorrupt, sqlite.ResultFormat:
		kind = engine.ErrDamaged
	case sqlite.ResultFull:
		kind = engine.ErrFull
	case sqlite.ResultReadOnly:
		kind = engine.ErrReadOnly
	case sqlite.ResultIOErr:
		kind = engine.ErrDisk
	case sqlite.ResultInterrupt:
		kind = context.Canceled // by its own context, or by Close
	}
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}
