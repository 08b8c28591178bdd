package sqlite

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// Replacement says how to replace all data of a database.
type Replacement struct {
	// Path is the file that a [Loader] has filled. Its notes about the store are
	// changed to those that the database has; else it stays as it is.
	Path string
	// Before is called when nobody else can change the data any more, with what
	// they are. An error ends the replacement with the data as they were.
	Before func(*Snapshot) error
	// Progress hears how many of all pages are copied; it may be nil.
	Progress func(done, total int)
}

// Replace puts the content of another file in the place of all data, in one
// transaction: whatever happens, the database holds either what was there or what
// was to come, also for other processes that have it open. What belongs to the
// store and is not in a backup stays: its identity, the note of its last backup,
// the settings, all notes. The counts of changes move on, so that everybody reads anew.
//
// An end of ctx stops it until the last page is copied.
func (db *DB) Replace(ctx context.Context, r Replacement) (err error) {
	if db.writer == nil {
		return ErrReadOnly
	}
	// Before the turn, as nobody waits for a connection while holding it.
	present := &Snapshot{}
	defer present.Close()
	if present.readers, err = db.takeReaders(ctx, min(runtime.GOMAXPROCS(0), readersPerSnapshot)); err != nil {
		return contextError(ctx, known(err))
	}
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	defer db.endTurn()
	from, err := sqlite.OpenConn(r.Path, sqlite.OpenReadWrite)
	if err != nil {
		return known(err)
	}
	defer func() {
		if err = known(errors.Join(err, from.Close())); err != nil {
			err = contextError(ctx, err)
		}
	}()
	// What is changed there is thrown away in the end.
	for _, setting := range []string{"journal_mode = MEMORY", "synchronous = OFF", "trusted_schema = OFF"} {
		if err := sqlitex.ExecuteTransient(from, "PRAGMA "+setting, nil); err != nil {
			return err
		}
	}
	want, err := integer(from, "SELECT count(*) FROM bookings")
	if err != nil {
		return err
	}
	if err := db.replace(ctx, from, present, r); err != nil {
		return err
	}
	// It is done. What follows only makes the next start faster and is sure to
	// find what a disk has lost right away.
	if have, err := integer(db.writer, "SELECT count(*) FROM bookings"); err != nil || have != want {
		return fmt.Errorf("%w: %d bookings of %d are there (%w)", ErrDamaged, have, want, err)
	}
	_ = sqlitex.ExecuteTransient(db.writer, "PRAGMA wal_checkpoint(PASSIVE)", nil)
	return nil
}

// pagesPerStep is how much is copied before looking at the context again.
const pagesPerStep = 512

func (db *DB) replace(ctx context.Context, from *sqlite.Conn, present *Snapshot, r Replacement) error {
	copying, err := sqlite.NewBackup(db.writer, "main", from, "main")
	if err != nil {
		return err
	}
	defer copying.Close()
	// Copying nothing takes the lock, which stays until the end.
	if _, err := copying.Step(0); err != nil {
		return err
	}
	if err := beforeReplacing(from, present, r); err != nil {
		return err
	}
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		if more, err = copying.Step(pagesPerStep); err != nil {
			return err
		}
		if total := copying.PageCount(); r.Progress != nil {
			r.Progress(total-copying.Remaining(), total)
		}
	}
	return nil
}

// beforeReplacing shows the caller what is there, and notes in the other file what
// stays.
func beforeReplacing(from *sqlite.Conn, present *Snapshot, r Replacement) error {
	defer present.Close() // what it reads would keep the log from being written back
	if err := present.begin(); err != nil {
		return err
	}
	if err := present.load(); err != nil {
		return err
	}
	if r.Before != nil {
		if err := r.Before(present); err != nil {
			return err
		}
	}
	return inTransaction(from, func() error {
		if err := keepNotes(from, present.Status); err != nil {
			return err
		}
		if err := followChain(present.readers[0].conn, from); err != nil {
			return err
		}
		return copyNotes(present.readers[0].conn, from)
	})
}

// keepNotes writes what stays, and counts that are beyond the present ones.
func keepNotes(conn *sqlite.Conn, s Status) error {
	notes := map[string]any{
		metaStore: s.Store, metaChanges: s.Changes + 1, metaPeople: s.People + 1, metaOffices: s.Offices + 1,
		metaAllowPast: s.Settings.AllowPast,
	}
	if s.Backup.Path != "" {
		notes[metaBackupPath], notes[metaBackupAt], notes[metaBackupState] = s.Backup.Path, s.Backup.At.UnixMilli(), s.Backup.Changes
	}
	for key, value := range notes {
		if err := setMeta(conn, key, value); err != nil {
			return err
		}
	}
	return nil
}
