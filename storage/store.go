// Package storage keeps Seatkeeper's data and its backups.
//
// [Open] opens the store of a data folder, or makes one. Every change goes
// through a method of [Store], which commits before it reports and only then
// tells those who have called [Store.Subscribe]; [Store.Undo] takes it back. [ExportBackup] writes a backup
// and [VerifyBackup] checks one. Errors are an [*Error] with operation, path and
// cause, sorted by [KindOf]; what a change can run into is a ConflictError or
// RuleError of package data.
package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/sqlite"
)

// Status says how a store stands as a whole.
type Status struct {
	engine.Status
	Notes  int64 // moves when settings, or what is noted about backups, have changed
	Backup LastBackup
}

// Settings are the user's choices that hold for everybody who uses the store.
type Settings = engine.Settings

// Store is the open store of one data folder. Its methods may be called from any
// goroutine.
type Store struct {
	id       string // tells this window from others on the same folder
	folder   string
	app      string
	now      func() time.Time
	files    atomicfile.Files
	db       engine.DB
	file     *storeFile // what it has as a file; nil where it is none
	local    *local
	backups  *backups.Folder
	readOnly error    // why nothing can be changed; nil where it can
	swept    error    // what the sweep at the start could not do
	looked   *Restore // where the store is a backup that is looked at: holds its file
	watch    watch
	history  history
}

// Options say how to open a store. The zero value is good for tests.
type Options struct {
	// App is the program's name and version, as it stands in a backup.
	App string
	// Now is the clock, in the zone that names backups; nil means time.Now.
	Now func() time.Time
	// For tests: what stands in for the file system, and a shorter wait for locks.
	files       atomicfile.Files
	busyTimeout time.Duration
	onNetwork   func(folder string) bool // the function of that name where it is nil
}

// Open opens the store of a data folder. Where the folder or the store is
// missing it makes them, the store with the sample office and no people. A
// folder that can't be written is opened read-only where it holds a store: see
// [Store.ReadOnly]. Temporary files of killed processes are removed.
//
// The error is an [*Error]; a file that is foreign, cut, damaged, locked or of a
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
	if err := s.findOrMake(ctx); err != nil {
		return nil, err
	}
	if err := s.openFile(ctx, o); err != nil {
		return nil, err
	}
	if s.watch.known, err = s.db.Changed(ctx); err != nil {
		return nil, &failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: errors.Join(err, s.db.Close())}
	}
	s.sweep()
	if err := s.file.lookAround(ctx); err != nil {
		return nil, errors.Join(&failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: err}, s.db.Close())
	}
	return s, nil
}

// saveOlder exports what a store of an older schema holds, before that is brought up
// to date. Where that fails, the store stays as it is and is not opened.
func (s *Store) saveOlder(ctx context.Context, upgrade func(path string) error) (err error) {
	if err := beginExport(ctx, s); err != nil {
		return err
	}
	defer endExport()
	temp, err := s.files.Create(s.path())
	if err != nil {
		return &failure.Error{Op: failure.OpMakeStore, Path: s.folder, Err: err}
	}
	defer func() {
		if cleanupErr := temp.Cleanup(); err == nil && cleanupErr != nil {
			err = &failure.Error{Op: failure.OpSweep, Path: temp.Name(), Err: cleanupErr, Left: temp.Name()}
		}
	}()
	if err := upgrade(temp.Name()); err != nil {
		return &failure.Error{Op: failure.OpMakeStore, Path: temp.Name(), Err: err}
	}
	db, err := sqlite.Open(ctx, temp.Name(), sqlite.Options{ReadOnly: true, Now: s.now})
	if err != nil {
		return &failure.Error{Op: failure.OpOpenStore, Path: temp.Name(), Err: err}
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return &failure.Error{Op: failure.OpReadStore, Path: temp.Name(), Err: err}
	}
	defer snapshot.Close()
	if counts := snapshot.Status.Counts; counts.Users == 0 && counts.Bookings == 0 {
		return nil // nothing that could be lost
	}
	_, err = exportAuto(ctx, s, snapshot, format.OriginUpgrade, false, nil)
	if errors.Is(err, failure.ErrNotConfirmed) {
		return nil // it is there and good; an upgrade is no reason to keep anybody out
	}
	return err
}

// leave ends the look-out and says that the store is free. Where its drive does not
// answer, that is not waited for: the program has to end.
func (s *Store) leave() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.watch.stop()
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

// ReadOnly returns why the store can't be changed, an [*Error], or nil.
func (s *Store) ReadOnly() error { return s.readOnly }

// Swept returns what could not be removed of the files that a killed process had
// left, or nil.
func (s *Store) Swept() error { return s.swept }

// findOrMake sees to it that there is a store. A new one is built under a
// temporary name and published whole, so that a kill or a full disk never leaves
// half a store; of several processes at once the first wins.
func (s *Store) findOrMake(ctx context.Context) error {
	// One goroutine at a time: closing the file of a store that was just made
	// would drop the locks of another goroutine that has opened it by then.
	select {
	case making <- struct{}{}:
		defer func() { <-making }()
	case <-ctx.Done():
		return &failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: context.Cause(ctx)}
	}
	_, err := os.Stat(s.path())
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil // opening it tells what it is
	}
	if err := os.MkdirAll(filepath.Dir(s.folder), 0o700); err != nil {
		if above, isFile := atomicfile.FileAbove(s.folder); isFile {
			return &failure.Error{Op: failure.OpMakeFolder, Path: above, Err: failure.ErrNotAFolder}
		}
		return &failure.Error{Op: failure.OpMakeFolder, Path: s.folder, Err: err}
	}
	if err := atomicfile.MakeFolder(s.files, s.folder); err != nil {
		return err
	}
	if err := s.file.beside.SetOrphansAside(); err != nil {
		return err
	}
	temp, err := s.files.Create(s.path())
	if err != nil {
		return &failure.Error{Op: failure.OpMakeStore, Path: s.path(), Err: err}
	}
	err = sqlite.Create(ctx, temp.Name(), s.now(), []data.Office{data.SampleOffice()})
	if err == nil {
		_, err = atomicfile.Publish(ctx, s.files, temp, s.folder, func(int) string { return StoreFile })
	}
	if err == nil || errors.Is(err, failure.ErrNotConfirmed) {
		err = temp.Close()
	} else {
		err = errors.Join(err, temp.Cleanup())
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return &failure.Error{Op: failure.OpMakeStore, Path: s.path(), Err: err}
	}
	return nil
}

var making = make(chan struct{}, 1)

// sweep removes what killed processes left. A failure is no reason not to work.
func (s *Store) sweep() {
	errs := []error{sweepScratch("")}
	if s.readOnly != nil {
		s.swept = errs[0]
		return
	}
	errs = append(errs, sweepScratch(s.folder))
	for folder, pattern := range map[string]*regexp.Regexp{
		s.folder: tempStoreName, s.backups.Path: backups.TempPattern, s.backups.AutoFolder(): backups.TempPattern,
	} {
		_, err := atomicfile.Sweep(folder, pattern)
		errs = append(errs, err)
	}
	s.swept = errors.Join(errs...)
}

// Status returns how the store stands as a whole.
func (s *Store) Status(ctx context.Context) (Status, error) {
	status, err := s.status(ctx)
	if err != nil {
		err = s.file.foundDamage(&failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err})
	}
	return status, err
}

func (s *Store) status(ctx context.Context) (status Status, err error) {
	// The notes first: a backup that they name holds no more changes than there are.
	noted, err := s.local.noted(ctx)
	if err != nil {
		return status, err
	}
	status.Notes, status.Backup = noted.Count, noted.Backup
	status.Status, err = s.db.Status(ctx)
	return status, err
}

// Offices returns all offices, by ID, with all that is on their floors.
func (s *Store) Offices(ctx context.Context) ([]data.Office, error) {
	return reading(s, func() ([]data.Office, error) { return s.db.Offices(ctx) })
}

// Users returns all people but the visitor, by ID.
func (s *Store) Users(ctx context.Context) ([]data.User, error) {
	return reading(s, func() ([]data.User, error) { return s.db.Users(ctx) })
}

// Day returns who has a desk on that day, over all offices.
func (s *Store) Day(ctx context.Context, day data.Date) ([]data.Seat, error) {
	return reading(s, func() ([]data.Seat, error) { return s.db.Day(ctx, day) })
}

// PersonSeats returns the desks that a person has from one day to another, both
// included, by day. The visitor has none here.
func (s *Store) PersonSeats(ctx context.Context, userID string, from, to data.Date) ([]data.Seat, error) {
	return reading(s, func() ([]data.Seat, error) { return s.db.PersonSeats(ctx, userID, from, to) })
}

// DeskSeats returns who has a desk from one day to another, both included, by day.
func (s *Store) DeskSeats(ctx context.Context, ref data.DeskRef, from, to data.Date) ([]data.Seat, error) {
	return reading(s, func() ([]data.Seat, error) { return s.db.DeskSeats(ctx, ref, from, to) })
}

// HeldDays returns how many desks are booked on each day from one to another, both
// included; days without bookings are left out.
func (s *Store) HeldDays(ctx context.Context, from, to data.Date) (map[data.Date]int, error) {
	return reading(s, func() (map[data.Date]int, error) { return s.db.HeldDays(ctx, from, to) })
}

// FindUser returns the person with that ID or name, or an ErrUnknownUser.
func (s *Store) FindUser(ctx context.Context, idOrName string) (data.User, error) {
	return reading(s, func() (data.User, error) { return engine.FindUser(ctx, s.db, idOrName) })
}

// FindDesk returns the desk with that ID, label or office/floor/desk, or an
// ErrUnknownDesk or ErrAmbiguousDesk.
func (s *Store) FindDesk(ctx context.Context, text string) (data.DeskRef, error) {
	return reading(s, func() (data.DeskRef, error) { return engine.FindDesk(ctx, s.db, text) })
}

// reading adds operation and path to the error of a read.
func reading[T any](s *Store, f func() (T, error)) (T, error) {
	result, err := f()
	if err != nil {
		err = s.file.foundDamage(&failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: s.file.onFullDisk(err)})
	}
	return result, err
}
