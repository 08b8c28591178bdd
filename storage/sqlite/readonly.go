package sqlite

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/engine"
)

// A database that this user can't write is read in one of two ways. While somebody is
// at work in it, their shared memory is there and is used: SQLite sees to it then that
// every read is of one moment. While nobody is, SQLite could not be kept from making
// files in the folder but by being told that nobody will ever come ("immutable"); it
// takes no locks then, and whoever comes all the same changes pages under it. So what
// is read in that way counts only where the files are the same before and after, and
// is read anew where they are not.

// follower reads such a database, and opens it anew when its files have changed.
type follower struct {
	path   string
	o      Options
	ending context.Context // ends with the database

	mu    sync.Mutex  // held only while the database is opened or closed
	first os.FileInfo // of the file that was opened first: another one is never read
	log   bool        // whether the database keeps a log
	// foreign says that the log which lay there at first is not the database's own.
	foreign  bool
	firstLog fileState
	forget   func() // called when the database is opened anew

	seen *seen // nil where it could not be opened
	over bool
}

// seen is the database as it was found at one time.
type seen struct {
	*DB
	of    *follower
	files footprint // what the files were then
	still bool      // it was opened on the word that nobody writes
}

// moved reports whether what was read may be of two moments, or is no longer the
// newest. A file that another one has replaced is not written any more.
func (s *seen) moved() bool {
	return s.still && !s.of.isAway() && footprintOf(s.path) != s.files
}

// isAway reports whether the file that was opened has lost its name.
func (f *follower) isAway() bool {
	now, err := os.Stat(f.path)
	return err != nil || !os.SameFile(now, f.first)
}

// attempts bounds how often something is read anew.
const attempts = 10

// read runs f, again where the database has changed under it.
func (f *follower) read(ctx context.Context, run func(*sqlite.Conn) error) (err error) {
	for range attempts {
		var s *seen
		if s, err = f.newest(ctx); err != nil {
			return err
		}
		if err = s.read(ctx, run); ctx.Err() != nil {
			return contextError(ctx, err)
		}
		if !s.moved() && !(err != nil && f.isReplaced(s)) {
			if err == nil || !mayPass(err) {
				return err
			}
			// The other side may have come or gone just now. What fails once more is so.
			if s, err = f.anew(ctx, s); err != nil {
				return err
			}
			if err = s.read(ctx, run); !s.moved() {
				return err
			}
		}
	}
	return fmt.Errorf("%w: it has changed under each of %d attempts to read it (%w)", engine.ErrLocked, attempts, errors.Join(err, ctx.Err()))
}

// snapshot opens the database once more, for a reader that takes its time.
func (f *follower) snapshot(ctx context.Context) (s *snapshot, err error) {
	if f.isAway() {
		now, err := f.newest(ctx)
		if err != nil {
			return nil, err
		}
		return now.snapshot(ctx)
	}
	for range attempts {
		if f.ending.Err() != nil {
			return nil, engine.ErrClosed
		}
		var now *seen
		if now, err = f.openNow(ctx, true); err != nil {
			return nil, err
		}
		if s, err = now.snapshot(ctx); err == nil {
			s.aside, s.still = now.DB, now.isStill()
			s.unhook = context.AfterFunc(f.ending, now.extra.end)
		}
		moved := now.moved()
		if err == nil && !moved {
			return s, nil
		}
		if s != nil {
			s.Close()
		}
		if passes := moved || mayPass(err); !passes || ctx.Err() != nil {
			return nil, errors.Join(err, now.close())
		}
		err = errors.Join(err, now.close())
	}
	return nil, fmt.Errorf("%w: it has changed under each of %d attempts to read it (%w)", engine.ErrLocked, attempts, errors.Join(err, ctx.Err()))
}

// isStill returns what reports whether a snapshot is of one moment, nil where that is
// sure.
func (s *seen) isStill() func() error {
	if !s.still || s.scratch != nil {
		return nil
	}
	return func() error {
		if s.moved() {
			return fmt.Errorf("%w: it has changed while it was read", engine.ErrLocked)
		}
		return nil
	}
}

// newest returns the database as it is now.
func (f *follower) newest(ctx context.Context) (*seen, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen != nil && !f.seen.moved() {
		return f.seen, nil
	}
	return f.renew(ctx)
}

// anew opens the database anew unless somebody has just done so.
func (f *follower) anew(ctx context.Context, old *seen) (*seen, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen != nil && f.seen != old {
		return f.seen, nil
	}
	return f.renew(ctx)
}

func (f *follower) isReplaced(s *seen) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen != s && !f.over
}

func (f *follower) renew(ctx context.Context) (*seen, error) {
	if f.over {
		return nil, engine.ErrClosed
	}
	if f.seen != nil {
		if f.isAway() {
			return f.seen, nil
		}
		// Stops what is being read, which is then read anew.
		seen := f.seen
		f.seen = nil
		if err := seen.close(); err != nil {
			return nil, err
		}
	}
	if f.o.Remote {
		f.log = hasLogMode(f.path)
	}
	f.forget()
	var err error
	f.seen, err = f.openNow(ctx, false)
	return f.seen, err
}

func (f *follower) open(ctx context.Context) (err error) {
	if f.first, err = os.Stat(f.path); err != nil {
		return err
	}
	f.firstLog = stateOf(f.path + "-wal")
	_, err = f.newest(ctx)
	return err
}

func (f *follower) close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.over = true
	if f.seen == nil {
		return nil
	}
	return f.seen.close()
}

// openNow opens the database as it is now. Where it takes its time to be read, a copy
// aside is preferred to a file that may change.
func (f *follower) openNow(ctx context.Context, copied bool) (s *seen, err error) {
	for range attempts {
		s = &seen{DB: newDB(f.path, f.o), of: f, files: footprintOf(f.path)}
		if err = s.openAsItIs(ctx, copied); err == nil {
			err = s.openUpgraded(ctx)
		}
		if err == nil && !s.moved() {
			return s, nil
		}
		passes := s.moved() || mayPass(err)
		if err = errors.Join(err, s.close()); !passes {
			break
		}
	}
	if err == nil {
		err = fmt.Errorf("%w: it has changed under each of %d attempts to open it", engine.ErrLocked, attempts)
	}
	return nil, known(err)
}

// openAsItIs opens a database in a folder that can't be written. Beside its log
// another process may be at work, and its shared memory is used. A log that was left
// behind without it holds committed bookings, and a journal what has to be taken back,
// but neither can be read in place: the files are copied aside.
func (s *seen) openAsItIs(ctx context.Context, copied bool) error {
	if s.of.foreign && s.files.log == s.of.firstLog {
		s.still = true
		return s.openPool(ctx, s.path, immutable(s.path), sqlite.OpenReadOnly)
	}
	// The memory of another computer is not shared, whatever its file says.
	if !s.of.o.Remote || !s.of.log {
		err := s.openPool(ctx, s.path, fileURI(s.path)+"?mode=ro", sqlite.OpenReadOnly)
		switch sqlite.ErrCode(err).ToPrimary() {
		case sqlite.ResultOK, sqlite.ResultNotADB, sqlite.ResultBusy:
			return err
		}
	}
	s.still = true
	if s.files.log.size > 0 || s.files.journal.size > 0 {
		return s.openCopyOfFiles(ctx)
	}
	if copied {
		err := s.openCopyOfFiles(ctx)
		if err == nil {
			return nil
		}
		// No room, as where the whole system can only be read.
		if err := s.scratch.Remove(); err != nil {
			return err
		}
		s.scratch = nil
	}
	return s.openPool(ctx, s.path, immutable(s.path), sqlite.OpenReadOnly)
}

// mayPass reports whether an error may come of somebody who begins or ends their
// work in the database just now.
func mayPass(err error) bool {
	if errors.Is(err, engine.ErrDamaged) {
		return true
	}
	switch sqlite.ErrCode(err).ToPrimary() {
	case sqlite.ResultCorrupt, sqlite.ResultNotADB, sqlite.ResultCantOpen, sqlite.ResultIOErr, sqlite.ResultReadOnly, sqlite.ResultProtocol:
		return true
	}
	return false
}

// footprint tells whether a database was changed: by its files, as long as one holds
// no lock on them.
type footprint struct{ store, log, memory, journal fileState }

type fileState struct {
	is       bool
	size     int64
	modified int64 // nanoseconds since 1970
}

func footprintOf(path string) footprint {
	return footprint{store: stateOf(path), log: stateOf(path + "-wal"), memory: stateOf(path + "-shm"), journal: stateOf(path + "-journal")}
}

func stateOf(path string) fileState {
	info, err := os.Stat(path)
	if err != nil {
		return fileState{}
	}
	return fileState{is: true, size: info.Size(), modified: info.ModTime().UnixNano()}
}

// hasLogMode reports whether the database keeps a log (a "WAL"), so that SQLite would
// share memory: https://sqlite.org/fileformat2.html, 1.3.
func hasLogMode(path string) bool {
	header := make([]byte, 20)
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	n, err := file.ReadAt(header, 0)
	return err == nil && n == len(header) && header[19] == 2
}

// fileURI returns the name by which SQLite takes a path with options.
func fileURI(path string) string { return (&url.URL{Scheme: "file", Path: slashed(path)}).String() }

// immutable returns the name of a file of which SQLite believes that nobody changes it.
func immutable(path string) string { return fileURI(path) + "?immutable=1" }

// slashed returns path as the path of a file: URI, which begins with a slash.
func slashed(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return path
}
