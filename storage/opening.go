package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/plans"
	"seatkeeper/storage/sqlite"
)

// opening is a store that is being opened.
type opening struct{ *Store }

// saveOlder exports what a store of an older schema holds, before that is brought up
// to date. Where that fails, the store stays as it is and is not opened.
func (s opening) saveOlder(ctx context.Context, upgrade func(path string) error) (err error) {
	if err := beginExport(ctx, s.Store); err != nil {
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
	_, err = exportAuto(ctx, s.Store, snapshot, format.OriginUpgrade, false, nil)
	if errors.Is(err, failure.ErrNotConfirmed) {
		return nil // it is there and good; an upgrade is no reason to keep anybody out
	}
	return err
}

// findOrMake sees to it that there is a store. A new one is built under a
// temporary name and published whole, so that a kill or a full disk never leaves
// half a store; of several processes at once the first wins.
func (s opening) findOrMake(ctx context.Context, offices []data.Office) error {
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
	err = sqlite.Create(ctx, temp.Name(), s.now(), offices)
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
func (s opening) sweep() {
	errs := []error{sweepScratch("")}
	if s.readOnly != nil {
		s.swept = errs[0]
		return
	}
	errs = append(errs, sweepScratch(s.folder))
	for pattern, folders := range map[*regexp.Regexp][]string{
		tempStoreName: {s.folder}, backups.WindowPattern: {s.folder}, backups.TempPattern: {s.backups.Path, s.backups.AutoFolder()},
	} {
		for _, folder := range folders {
			_, err := atomicfile.Sweep(folder, pattern)
			errs = append(errs, err)
		}
	}
	s.swept = errors.Join(errs...)
}

// unusedFor is how long a picture stays that nothing names any more: the undo of a window
// that is open may need it.
const unusedFor = 7 * 24 * time.Hour

// sweepPictures removes the pictures that nothing has named for unusedFor. A failure is no
// reason not to work: they will be removed another time.
func (s opening) sweepPictures(ctx context.Context) {
	if s.readOnly != nil {
		return
	}
	has, err := s.db.HasUnusedPictures(ctx)
	if err != nil {
		return
	}
	notes, err := s.local.notes(ctx, pictureNotes)
	since, _ := time.Parse(time.RFC3339, notes[unusedSince]) // the zero time where there is none
	isNoted, note := !since.IsZero(), ""
	switch {
	case err != nil, !has && !isNoted, has && isNoted && s.now().Before(since.Add(unusedFor)):
		return
	case has && isNoted:
		_ = s.db.Update(ctx, engine.Tx.DeletePictures)
	case has:
		note = s.now().UTC().Format(time.RFC3339)
	}
	_, _ = s.local.update(ctx, func(n *sqlite.Notes) error { return n.SetQuietly(pictureNotes, unusedSince, note) })
}

// What is noted of pictures: since when there are some that nothing names.
const pictureNotes, unusedSince = "pictures", "unused since"

// openFile opens the store's file, which is there.
func (s opening) openFile(ctx context.Context, o Options) (err error) {
	f := s.file
	f.readOnly = datafolder.CheckWritable(f.folder, f.path)
	if o.onNetwork == nil {
		o.onNetwork = datafolder.OnNetwork
	}
	f.remote = o.onNetwork(f.folder)
	f.db, err = sqlite.Open(ctx, f.path, sqlite.Options{
		ReadOnly: f.readOnly != nil, Remote: f.remote, NoRoom: f.hasNoRoom(), Now: s.now, BusyTimeout: o.busyTimeout,
		BeforeUpgrade: func(upgrade func(path string) error) error { return s.saveOlder(ctx, upgrade) },
		ForeignLog:    f.foreignLog(),
	})
	if err != nil {
		return openError(f.path, f.onFullDisk(f.held(err)))
	}
	s.use(f)
	return nil
}

// use makes a file that is open be where the data are, and the home of what belongs to
// this computer.
func (s opening) use(f *storeFile) {
	f.local = &local{db: f.db}
	s.db, s.local, s.file, s.readOnly = f.db, f.local, f, f.readOnly
	s.plans = plans.New(plansHost{s.Store}, f.path, s.now, s.files)
}
