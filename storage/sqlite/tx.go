package sqlite

import (
	"context"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Tx is a transaction that changes data. All that is done with it is of one
// moment, and either all of it is kept or nothing.
type Tx struct {
	conn    *sqlite.Conn
	now     time.Time // UTC, whole milliseconds
	today   data.Date // in the user's zone
	changed bool      // whether the data of a backup have changed
	people  bool      // and whether people have
	offices bool      // and offices, floors, desks or blocks
	noted   bool      // and settings
	edits   []Edit
	forget  bool // keep no edits
}

// Now returns the transaction's moment, in UTC and whole milliseconds.
func (tx *Tx) Now() time.Time { return tx.now }

// Today returns the civil date of that moment where the user is.
func (tx *Tx) Today() data.Date { return tx.today }

// HasNoted reports whether settings have changed.
func (tx *Tx) HasNoted() bool { return tx.noted }

// Update runs f in a transaction and commits it where f returns nil; when Update
// returns nil the change is on the disk. Where something has changed,
// lastUpdated and the count of changes are written in the same transaction. f
// must not keep the Tx. What it changed comes back as edits, in their order, by
// which it can be undone (see [Tx.Revert]).
func (db *DB) Update(ctx context.Context, f func(*Tx) error) (changed bool, edits []Edit, err error) {
	tx := &Tx{conn: db.writer}
	err = db.write(ctx, func(*sqlite.Conn) error {
		now := db.now()
		tx.now, tx.today = now.UTC().Truncate(time.Millisecond), data.DateOf(now)
		if err := f(tx); err != nil {
			return err
		}
		return tx.stamp()
	})
	if err != nil {
		return false, nil, err
	}
	return tx.changed, tx.edits, nil
}

// write runs f in a transaction that holds the write lock from its start, and commits
// it where f returns nil.
func (db *DB) write(ctx context.Context, f func(*sqlite.Conn) error) (err error) {
	if db.writer == nil {
		return engine.ErrReadOnly
	}
	since := waitingSince(ctx)
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	defer db.endTurn()
	defer db.faulty(&err)()
	db.writer.SetInterrupt(ctx.Done())
	defer db.writer.SetInterrupt(nil)
	begun := time.Now()
	db.writer.SetBusyTimeout(db.locked.patience(since, begun, db.busy))
	defer db.writer.SetBusyTimeout(db.busy)
	defer func() { db.locked.add(begun, time.Now(), err) }()
	err = inTransaction(db.writer, func() error {
		return touchChain(db.writer, func() error {
			// A newer program may have come meanwhile, whose rules we don't know.
			if err := checkVersion(db.writer); err != nil {
				return err
			}
			return f(db.writer)
		})
	})
	if err = known(err); err != nil {
		return contextError(ctx, err)
	}
	return nil
}

// ForeignVersion returns a number that changes when another connection than the
// writer, which means another process, has changed the database. It costs next
// to nothing (PRAGMA data_version). Where the database is read-only it is the
// number of changes.
func (db *DB) ForeignVersion(ctx context.Context) (version int64, err error) {
	if db.writer == nil {
		status, err := db.Status(ctx)
		return status.Changes, err
	}
	if err := db.takeTurn(ctx); err != nil {
		return 0, err
	}
	defer db.endTurn()
	defer db.faulty(&err)()
	version, err = integer(db.writer, "PRAGMA data_version")
	return version, known(err)
}

// Checkpoint writes all of the log that is open back into the file. While a snapshot of
// before the last change is open it can't: the error is ErrLocked, at once, since changes
// wait meanwhile.
func (db *DB) Checkpoint(ctx context.Context) (err error) {
	if db.writer == nil {
		return engine.ErrReadOnly
	}
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	defer db.endTurn()
	defer db.faulty(&err)()
	db.writer.SetBusyTimeout(min(db.busy, leastPatience))
	defer db.writer.SetBusyTimeout(db.busy)
	busy, err := integer(db.writer, "PRAGMA wal_checkpoint(FULL)")
	if err == nil && busy != 0 {
		err = engine.ErrLocked
	}
	return known(err)
}

func (db *DB) takeTurn(ctx context.Context) error {
	if err := db.whole(); err != nil {
		return err
	}
	select {
	case _, open := <-db.turn:
		if !open {
			return engine.ErrClosed
		}
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (db *DB) endTurn() { db.turn <- struct{}{} }

// exec runs a statement that returns no rows.
func (tx *Tx) exec(query string, args ...any) error {
	return sqlitex.Execute(tx.conn, query, &sqlitex.ExecOptions{Args: args})
}

// isUnique reports whether err is a broken rule of uniqueness.
func isUnique(err error) bool {
	code := sqlite.ErrCode(err)
	return code == sqlite.ResultConstraintUnique || code == sqlite.ResultConstraintPrimaryKey
}

// isForeignKey reports whether err is a row that is named by others.
func isForeignKey(err error) bool {
	return sqlite.ErrCode(err) == sqlite.ResultConstraintForeignKey
}
