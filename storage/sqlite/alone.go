package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// openAlone opens the database for this process alone, with one connection that
// writes and reads by turns. Its lock on the file is held until Close, so that no
// other process reads or writes meanwhile, and no memory is shared.
//
// That is how a database on a network drive is opened: processes of several computers
// have no memory in common, and what one of them has committed would be overwritten by
// another (https://sqlite.org/wal.html, section 1). It then has no log either, but a
// journal, which any computer can take back after a crash. How locks hold over a
// network is up to its server.
//
// It is also the way where the volume has no room for the file that is shared memory.
// Where others have the database open, that file is there, and it is opened as ever.
func (db *DB) openAlone(ctx context.Context, o Options) error {
	if !o.Remote && stateOf(db.path+"-shm").size > 0 {
		// Somebody may have it open, or has died with it: soon it is known.
		busy := db.busy
		db.busy = min(busy, 250*time.Millisecond)
		err := db.lockAlone(ctx, o)
		if db.busy = busy; sqlite.ErrCode(err).ToPrimary() != sqlite.ResultBusy {
			return err
		}
		err = db.writer.Close()
		if db.alone, db.writer = false, nil; err != nil {
			return err
		}
		return db.openWriter(ctx, o.BeforeUpgrade)
	}
	return db.lockAlone(ctx, o)
}

func (db *DB) lockAlone(ctx context.Context, o Options) error {
	conn, err := sqlite.OpenConn(db.path, sqlite.OpenReadWrite)
	if err != nil {
		return err
	}
	db.writer, db.alone = conn, true
	conn.SetInterrupt(ctx.Done())
	defer conn.SetInterrupt(nil)
	// The lock comes before anything else is looked at: a log would be read by memory
	// that is shared.
	if err := db.pragmas(conn, "locking_mode = EXCLUSIVE", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF",
		"cache_size = -32768"); err != nil {
		return err
	}
	if err := lockForGood(conn); err != nil {
		return err
	}
	if o.Remote {
		if err := leaveLog(conn); err != nil {
			return err
		}
	}
	return db.upgrade(conn, o.BeforeUpgrade)
}

// lockForGood takes the lock that keeps everybody out. In that mode of locking it
// stays after the end of the transaction.
func lockForGood(conn *sqlite.Conn) error {
	end, err := sqlitex.ExclusiveTransaction(conn)
	if err == nil {
		_, err = query.Integer(conn, "SELECT count(*) FROM sqlite_schema")
		end(&err)
	}
	return err
}

// leaveLog has the database keep a journal instead of a log. On a full volume it
// keeps its log, which is as safe while nobody else can have it open.
func leaveLog(conn *sqlite.Conn) error {
	mode, err := query.Text(conn, "PRAGMA journal_mode = TRUNCATE")
	switch {
	case sqlite.ErrCode(err).ToPrimary() == sqlite.ResultFull:
		return nil
	case err == nil && mode != "truncate":
		err = fmt.Errorf("%w: it can't leave its log (%s)", engine.ErrLocked, mode)
	}
	return err
}

// takeAlone takes the turn to use the one connection, until endAlone. What is being
// done with it ends with ctx, and with the database.
func (db *DB) takeAlone(ctx context.Context) error {
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := context.AfterFunc(db.extra.ending, cancel)
	db.leave = func() { ended(); cancel() }
	db.writer.SetInterrupt(ctx.Done())
	return nil
}

func (db *DB) endAlone() {
	db.writer.SetInterrupt(nil)
	db.leave()
	db.endTurn()
}

// readAlone is read where one connection does everything.
func (db *DB) readAlone(ctx context.Context, f func(*sqlite.Conn) error) error {
	if err := db.takeAlone(ctx); err != nil {
		return err
	}
	defer db.endAlone()
	return readWith(ctx, db.writer, f)
}

// readersAlone returns readers of a copy aside, so that others can book while a snapshot
// is read. Where there is no room for a copy they wait until the one reader is given
// back.
func (db *DB) readersAlone(ctx context.Context, count int) ([]*reader, error) {
	if err := db.takeAlone(ctx); err != nil {
		return nil, err
	}
	list, err := db.readersOfCopy(ctx, count)
	if err != nil && ctx.Err() == nil && db.extra.ending.Err() == nil {
		return []*reader{{conn: db.writer, back: db.endAlone}}, nil
	}
	db.endAlone()
	return list, err
}

// readersOfCopy copies what is there and returns readers of the copy, which goes with
// the last of them. The caller has the turn.
func (db *DB) readersOfCopy(ctx context.Context, count int) ([]*reader, error) {
	aside, err := copyOf(ctx, db.path, db.writer, db.now)
	if err != nil {
		return nil, err
	}
	list, err := aside.takeReaders(ctx, count)
	if err != nil {
		return nil, errors.Join(err, aside.close())
	}
	ended := context.AfterFunc(db.extra.ending, aside.extra.end)
	left := len(list)
	for _, r := range list {
		back := r.back
		r.back = func() {
			back()
			if left--; left == 0 {
				ended()
				_ = aside.close() // it was only read
			}
		}
	}
	return list, nil
}
