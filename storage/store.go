// Package storage keeps Seatkeeper's data and its backups.
//
// [Open] opens the store of a data folder, or makes one. Every change goes
// through a method of [Store], which commits before it reports and only then
// tells those who have called [Store.Subscribe]; [Store.Undo] takes it back. [ExportBackup] writes a backup
// and [VerifyBackup] checks one. Errors are an [*failure.Error] with operation, path and
// cause, sorted by [failure.KindOf]; what a change can run into is a ConflictError or
// RuleError of package data.
package storage

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/history"
	"seatkeeper/storage/plans"
)

// Store is the open store of one data folder. Its methods may be called from any
// goroutine.
type Store struct {
	reads

	id       string // tells this window from others on the same folder
	folder   string
	app      string
	now      func() time.Time
	files    atomicfile.Files
	backups  *backups.Folder
	readOnly error    // why nothing can be changed; nil where it can
	swept    error    // what the sweep at the start could not do
	looked   *Restore // where the store is a backup that is looked at: holds its file
	watch    watch
	history  history.Steps
	plans    *plans.Plans
}

// Options say how to open a store. The zero value is good for tests.
type Options struct {
	// App is the program's name and version, as it stands in a backup.
	App string
	// Now is the clock, in the zone that names backups; nil means time.Now.
	Now func() time.Time
	// Offices are what a store begins with that is made here; none is an empty one.
	Offices []data.Office
	// For tests: what stands in for the file system, and a shorter wait for locks.
	files       atomicfile.Files
	busyTimeout time.Duration
	onNetwork   func(folder string) bool // the function of that name where it is nil
}

// Open opens the store of a data folder. Where the folder or the store is
// missing it makes them, the store without offices and people. A folder that can't be written is opened read-only where it holds a store: see
// [Store.ReadOnly]. Temporary files of killed processes are removed.
//
// The error is an [*failure.Error]; a file that is foreign, cut, damaged, locked or of a
// newer program is refused and left as it was.
func Open(ctx context.Context, folder string, o Options) (*Store, error) {
	atomicfile.IgnoreFileSizeSignal()
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, &failure.Error{Op: failure.OpOpenStore, Path: folder, Err: err}
	}
	if err := datafolder.CheckPathLength(folder); err != nil {
		return nil, &failure.Error{Op: failure.OpOpenStore, Path: folder, Err: err}
	}
	s := &Store{id: uuid.NewString(), folder: folder, app: o.App, now: o.Now, files: o.files}
	if s.app == "" {
		s.app = "Seatkeeper"
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.files == nil {
		s.files = atomicfile.System{}
	}
	s.watch.subscribers = map[int]func(){}
	s.backups = backupsOf(s)
	s.file = newStoreFile(s, filepath.Join(folder, StoreFile))
	if err := (opening{s}).findOrMake(ctx, o.Offices); err != nil {
		return nil, err
	}
	if err := (opening{s}).openFile(ctx, o); err != nil {
		return nil, err
	}
	if s.watch.known, err = s.db.Changed(ctx); err != nil {
		return nil, &failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: errors.Join(err, s.db.Close())}
	}
	opening{s}.sweep()
	opening{s}.sweepPictures(ctx)
	if err := s.file.lookAround(ctx); err != nil {
		return nil, errors.Join(&failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: err}, s.db.Close())
	}
	return s, nil
}

// leave ends the look-out and says that the store is free. Where its drive does not
// answer, that is not waited for: the program has to end.
func (s *Store) leave() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.watch.stop()
		s.plans.Close()
		s.backups.Close()
		s.file.left()
	}()
	timer := time.NewTimer(leaveWait)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
	}
}

// leaveWait is how long a drive has to answer while a store is closed.
const leaveWait = 10 * time.Second

// Close ends the store. It waits for a change that is under way.
func (s *Store) Close() error {
	s.leave()
	var err error
	if closeErr := s.db.Close(); closeErr != nil {
		err = &failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: closeErr}
	}
	if s.looked != nil {
		err = errors.Join(err, s.looked.Close())
	}
	return err
}

// Folder returns the data folder as an absolute path.
func (s *Store) Folder() string { return s.folder }

// ReadOnly returns why the store can't be changed, an [*failure.Error], or nil.
func (s *Store) ReadOnly() error { return s.readOnly }

// Swept returns what could not be removed of the files that a killed process had
// left, or nil.
func (s *Store) Swept() error { return s.swept }
