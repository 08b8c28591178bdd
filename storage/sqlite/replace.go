package sqlite

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/scratch"
)

// Replace puts other data in the place of all there are, in one
// transaction: whatever happens, the database holds either what was there or what
// was to come, also for other processes that have it open. What belongs to the
// store and is not in a backup stays: its identity, the note of its last backup,
// the settings, all notes. The counts of changes move on, so that everybody reads anew.
//
// A snapshot of a scratch file (see Options) is copied page by page, and its file is changed
// for that; any other is written into one first.
//
// An end of ctx stops it until the last page is copied. What was in the other file is then
// committed: nothing is looked at afterwards, as others may have gone on from there.
// [CheckLoaded] says before whether the file is what it should be.
func (db *DB) Replace(ctx context.Context, r engine.Replacement) (err error) {
	defer r.With.Close()
	if db.writer == nil {
		return engine.ErrReadOnly
	}
	path, remove, err := scratchFileOf(ctx, r.With)
	if err != nil {
		return contextError(ctx, known(err))
	}
	defer func() { err = errors.Join(err, remove()) }()
	r.With.Close()
	defer db.faulty(&err)()
	// Before the turn, as nobody waits for a connection while holding it.
	present := newSnapshot(db)
	defer present.Close()
	count := min(runtime.GOMAXPROCS(0), readersPerSnapshot)
	if !db.alone {
		if present.readers, err = db.takeReaders(ctx, count); err != nil {
			return contextError(ctx, known(err))
		}
	}
	if err := db.takeTurn(ctx); err != nil {
		return err
	}
	defer db.endTurn()
	if db.alone {
		// Nobody can have changed anything before the turn ends: a copy is what is there.
		if present.readers, err = db.readersOfCopy(ctx, count); err != nil {
			return contextError(ctx, known(err))
		}
	}
	from, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		return known(err)
	}
	defer func() {
		// Where all is copied, it does not matter what becomes of the copy.
		if closeErr := from.Close(); err != nil {
			err = contextError(ctx, known(errors.Join(err, closeErr)))
		}
	}()
	// What is changed there is thrown away in the end.
	for _, setting := range []string{"journal_mode = MEMORY", "synchronous = OFF", "trusted_schema = OFF"} {
		if err := sqlitex.ExecuteTransient(from, "PRAGMA "+setting, nil); err != nil {
			return err
		}
	}
	return db.replace(ctx, from, present, r)
}

// pagesPerStep is how much is copied before looking at the context again.
const pagesPerStep = 512

func (db *DB) replace(ctx context.Context, from *sqlite.Conn, present *snapshot, r engine.Replacement) error {
	copying, err := sqlite.NewBackup(db.writer, "main", from, "main")
	if err != nil {
		return err
	}
	defer copying.Close()
	if err := db.lockForCopy(ctx, copying); err != nil {
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

// lockForCopy takes the lock of the database, which stays until the end of the copy. It asks
// more often than SQLite would: those who write all the time leave it free for moments.
func (db *DB) lockForCopy(ctx context.Context, copying *sqlite.Backup) error {
	db.writer.SetBusyTimeout(0)
	defer db.writer.SetBusyTimeout(db.busy)
	for end := time.Now().Add(db.busy); ; {
		_, err := copying.Step(0) // which copies nothing
		if err == nil || !errors.Is(known(err), engine.ErrLocked) || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(time.Millisecond + rand.N(4*time.Millisecond)):
		}
	}
}

// beforeReplacing shows the caller what is there, and notes in the other file what
// stays.
func beforeReplacing(from *sqlite.Conn, present *snapshot, r engine.Replacement) error {
	defer present.Close() // what it reads would keep the log from being written back
	if err := present.begin(); err != nil {
		return err
	}
	if err := present.load(); err != nil {
		return err
	}
	if r.Before != nil {
		if err := r.Before(&present.Snapshot); err != nil {
			return err
		}
	}
	return query.InTransaction(from, func() error {
		noted, err := rows.ReadNoted(present.readers[0].conn)
		if err != nil {
			return err
		}
		if err := keepNotes(from, present.Status, noted.Backup); err != nil {
			return err
		}
		if err := followChain(present.readers[0].conn, from); err != nil {
			return err
		}
		if err := rows.CopyDrafts(present.readers[0].conn, from); err != nil {
			return err
		}
		return rows.CopyNotes(present.readers[0].conn, from)
	})
}

// keepNotes writes what stays, and counts that are beyond the present ones.
func keepNotes(conn *sqlite.Conn, s engine.Status, last LastBackup) error {
	notes := map[string]any{
		rows.MetaStore: s.Store, rows.MetaChanges: s.Changes + 1, rows.MetaPeople: s.People + 1, rows.MetaOffices: s.Offices + 1,
		rows.MetaAllowPast: s.Settings.AllowPast,
	}
	if last.Path != "" {
		notes[rows.MetaBackupPath], notes[rows.MetaBackupAt], notes[rows.MetaBackupState] = last.Path, last.At.UnixMilli(), last.Changes
	}
	for key, value := range notes {
		if err := rows.SetMeta(conn, key, value); err != nil {
			return err
		}
	}
	return nil
}

// scratchFileOf returns the path of a scratch file that holds what the snapshot does, and
// what removes it again where it was made for that.
func scratchFileOf(ctx context.Context, with *engine.Snapshot) (path string, remove func() error, err error) {
	if s, ours := with.Reader.(*snapshot); ours && s.db.isScratch {
		return s.db.path, func() error { return nil }, nil
	}
	folder, err := scratch.New("", "seatkeeper-")
	if err != nil {
		return "", nil, err
	}
	path = filepath.Join(folder.Path, "replacement.db")
	if err := loadSnapshot(ctx, path, with); err != nil {
		return "", nil, errors.Join(err, folder.Remove())
	}
	return path, folder.Remove, nil
}

// loadSnapshot fills the file at path with what a snapshot of any engine holds.
func loadSnapshot(ctx context.Context, path string, s *engine.Snapshot) (err error) {
	l, err := NewLoader(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	desks := map[data.DeskRef]int{}
	for number, ref := range s.DeskRefs {
		desks[ref] = number
	}
	for _, o := range s.Offices {
		var numbers []int
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				numbers = append(numbers, desks[data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}])
			}
		}
		if err := l.AddOffice(o, numbers); err != nil {
			return err
		}
	}
	for _, p := range s.Pictures {
		picture, err := s.Picture(ctx, p.ID)
		if err == nil {
			err = l.AddPicture(picture)
		}
		if err != nil {
			return err
		}
	}
	users := map[string]int{}
	for number, id := range s.UserIDs {
		users[id] = number
	}
	for _, u := range s.Users {
		if err := l.AddUser(users[u.ID], u); err != nil {
			return err
		}
	}
	if err := s.Bookings(ctx, 0, data.MinDate, data.MaxDate, l.AddBooking); err != nil {
		return err
	}
	_, err = l.Finish(ctx, s.Status.LastUpdated, func(int, int) {})
	return err
}
