package sqlite

import (
	"context"
	"time"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/schema"
)

var _ engine.DB = (*DB)(nil)

// Update runs f in a transaction and commits it where f returns nil; when Update
// returns nil the change is on the disk. f must not keep the Tx.
func (db *DB) Update(ctx context.Context, f func(engine.Tx) error) error {
	return db.write(ctx, func(conn *sqlite.Conn) error { return f(rows.Tx{Conn: conn}) })
}

// View runs f in a transaction that only reads.
func (db *DB) View(ctx context.Context, f func(engine.Tx) error) error {
	return db.read(ctx, func(conn *sqlite.Conn) error { return f(rows.Tx{Conn: conn}) })
}

// write runs f in a transaction that holds the write lock from its start, and commits
// it where f returns nil.
func (db *DB) write(ctx context.Context, f func(*sqlite.Conn) error) (err error) {
	if db.writer == nil {
		return engine.ErrReadOnly
	}
	since := engine.WaitsSince(ctx)
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
	err = query.InTransaction(db.writer, func() error {
		return touchChain(db.writer, func() error {
			// A newer program may have come meanwhile, whose rules we don't know.
			if err := schema.CheckVersion(db.writer); err != nil {
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

// Changed returns a number that changes when another connection than the
// writer, which means another process, has changed the database. It costs next
// to nothing (PRAGMA data_version). Where the database is read-only it is the
// number of changes.
func (db *DB) Changed(ctx context.Context) (version int64, err error) {
	if db.writer == nil {
		status, err := db.Status(ctx)
		return status.Changes, err
	}
	if err := db.takeTurn(ctx); err != nil {
		return 0, err
	}
	defer db.endTurn()
	defer db.faulty(&err)()
	version, err = query.Integer(db.writer, "PRAGMA data_version")
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
	busy, err := query.Integer(db.writer, "PRAGMA wal_checkpoint(FULL)")
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
