package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/history"
	"seatkeeper/storage/sqlite"
)

// RestoreOptions say how to restore. The zero value refuses a file with any fault.
type RestoreOptions struct {
	// LeaveOut restores the rest of a file in which single people, bookings or pictures
	// are at fault. A file with any other fault is refused all the same.
	LeaveOut bool
	// Passphrase opens a locked file; see [ReadOptions].
	Passphrase string
	// Progress hears, during PrepareRestore and again during Apply, how much of all
	// the work is done, in bytes or about so. It must return at once.
	Progress func(done, total int64)
}

// Restore is a backup that was read, checked and made into a new store beside the
// present one. Nothing is changed until Apply. Its methods may be called from any
// goroutine. It must be closed.
type Restore struct {
	store *Store
	path  string // of the backup
	o     RestoreOptions

	turn   chan struct{}       // one token: the right to use what follows
	temp   atomicfile.TempFile // holds the new store; nil when closed
	report format.Report
	counts Counts
	loaded sqlite.Loaded // what temp has to hold
	left   leftOut
	seen   int64         // the store's count of changes when this was prepared, or last compared
	only   *history.Back // at whose count of changes alone it may be applied; nil for any
}

// Restored says what a restore has done.
type Restored struct {
	Report format.Report // of the file
	Counts Counts        // what the store holds now
	// Safety is the backup of the data that were there before, to the last change.
	Safety Backup
	// Since is how many changes were made between the preview, or where there was
	// none PrepareRestore, and the restore. They are in Safety.
	Since int64

	Step int64         // the ID of the step by which it can be undone
	back *history.Back // the way back to what was there
}

// PrepareRestore reads a backup file whole, checks it as VerifyBackup does, and
// builds from it a new store in a temporary file of the data folder. Files of ours
// take constant memory. A file that lists no offices gets the present store's. When
// it ends with an error, or ctx does, nothing is left.
//
// The error is an [*failure.Error] that holds a [*failure.FaultsError], a [*failure.NewerFormatError],
// ErrNeedsPassphrase or ErrWrongPassphrase, or the system's error. Where
// FaultsError.OnlyRecords is true, the rest can be
// restored with RestoreOptions.LeaveOut.
func PrepareRestore(ctx context.Context, s *Store, path string, o RestoreOptions) (*Restore, error) {
	if err := s.mayChange(); err != nil {
		return nil, err
	}
	r := &Restore{store: s, path: path, o: o, turn: make(chan struct{}, 1)}
	r.turn <- struct{}{}
	returned := false
	defer func() {
		if !returned { // a panic: without this the file stays, and its lock
			_ = r.Close()
		}
	}()
	err := r.prepare(ctx)
	returned = true
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// begin waits for the right to use what r holds; end gives it back.
func (r *Restore) begin(ctx context.Context) error {
	select {
	case <-r.turn:
		return nil
	case <-ctx.Done():
		return &failure.Error{Op: failure.OpChangeStore, Path: r.store.path(), Err: context.Cause(ctx)}
	}
}

func (r *Restore) end() { r.turn <- struct{}{} }

func (r *Restore) prepare(ctx context.Context) error {
	status, err := r.store.Status(ctx)
	if err != nil {
		return err
	}
	r.seen = status.Changes
	file, err := backupfile.Open(r.path, backupfile.ReadOptions{Passphrase: r.o.Passphrase})
	if err != nil {
		return &failure.Error{Op: failure.OpVerify, Path: r.path, Err: err}
	}
	defer file.Close()
	progress := backupfile.NewMeter(r.o.Progress, 2*file.Size)
	defer backupfile.Frugally(file.Size)()
	err = r.buildFrom(ctx, file, progress)
	if file.Leave(err) {
		err = r.buildFrom(ctx, file, progress)
	}
	r.report.Form = file.Form
	return err
}

// buildFrom makes the new store in the way that the file allows.
func (r *Restore) buildFrom(ctx context.Context, file *backupfile.Source, progress *backupfile.Meter) error {
	err := r.build(ctx, file, file.Size, format.MustBeOrdered, progress)
	if errors.Is(err, format.ErrNotLines) {
		err = r.build(ctx, file, file.Size, format.MayBeOrdered, progress)
	}
	if errors.Is(err, format.ErrUnsorted) {
		err = r.build(ctx, file, file.Size, format.NotOrdered, progress)
	}
	return err
}

// build makes the new store from a file of our own form of lines, which must be ordered,
// or of any.
func (r *Restore) build(ctx context.Context, file io.ReaderAt, size int64, order format.Ordering, progress *backupfile.Meter) (err error) {
	if err := r.remove(); err != nil { // of the attempt before
		return err
	}
	present, err := r.store.Offices(ctx)
	if err != nil {
		return err
	}
	r.temp, err = r.store.files.Create(r.store.path())
	if err != nil {
		return &failure.Error{Op: failure.OpCreate, Path: r.store.folder, Err: err}
	}
	path := r.temp.Name()
	outer := ctx
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	loader, err := sqlite.NewLoader(ctx, path)
	if err != nil {
		return &failure.Error{Op: failure.OpMakeStore, Path: path, Err: err}
	}
	defer func() { err = errors.Join(err, loader.Close()) }()
	into := &restoring{}
	into.startLoading(loader, stop)
	defer into.end() // whatever happens, before the loader is closed
	c := format.NewChecker(order, format.CheckOptions{Sink: into, LeaveOut: r.o.LeaveOut, Present: present, Picture: func(id string) (data.Picture, error) {
		return r.store.Picture(ctx, id)
	}})
	metered := &backupfile.MeteredFile{ReaderAt: file, Meter: progress}
	r.report, err = format.Read(ctx, metered, size, c)
	into.end()
	if err == nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err == nil {
		err = into.settle(c, loader)
	}
	if err == nil {
		r.counts, err = loader.Finish(ctx, r.lastUpdated(), func(done, total int) { progress.Reach(size + size*int64(done)/int64(total)) })
		if err != nil {
			err = &loadError{err}
		}
		r.loaded = loader.Loaded()
	}
	if want := r.report.Bookings - into.bookings; err == nil && (r.counts.Bookings != want || r.loaded.Bookings != want) {
		err = &loadError{fmt.Errorf("%w: %d bookings of %d", failure.ErrBadWrite, r.counts.Bookings, want)}
	}
	r.left = into.leftOut
	if outer.Err() != nil {
		err = context.Cause(outer)
	}
	var load *loadError
	switch {
	case err == nil, errors.Is(err, format.ErrNotLines), errors.Is(err, format.ErrUnsorted):
		return err
	case errors.As(err, &load):
		return &failure.Error{Op: failure.OpMakeStore, Path: path, Err: load.err}
	}
	return &failure.Error{Op: failure.OpVerify, Path: r.path, Err: err}
}

// lastUpdated returns when the data of the file changed last, or as much as it
// says of that.
func (r *Restore) lastUpdated() time.Time {
	for _, t := range []time.Time{r.report.LastUpdated, r.report.ExportedAt} {
		if year := t.UTC().Year(); !t.IsZero() && year > 0 && year < 10000 {
			return t
		}
	}
	return r.store.now()
}

// Apply puts the restored data in the place of the present ones. Before that it
// exports the present data to AutoFolder, and stops where that fails; that backup
// is not noted as the user's last one. The replacement is one step: after a kill, a
// power cut or any error the store is wholly as it was, or wholly new, also for
// other processes that have it open. A change that somebody makes meanwhile is
// either in the safety backup or comes after. It is a step of the history, which Undo
// takes back by restoring the safety backup.
//
// The error is an [*failure.Error], of kind KindLocked where another process keeps the
// store locked.
func (r *Restore) Apply(ctx context.Context) (Restored, error) {
	done, err := r.apply(ctx)
	if err == nil {
		done.Step = r.store.history.Add(Step{Kind: history.Restore, Back: done.back})
		r.store.watch.tell()
	}
	return done, err
}

// apply is Apply, but for the step.
func (r *Restore) apply(ctx context.Context) (Restored, error) {
	if err := r.begin(ctx); err != nil {
		return Restored{}, err
	}
	defer r.end()
	s := r.store
	if r.temp == nil {
		return Restored{}, &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: errClosed}
	}
	if err := s.mayChange(); err != nil {
		return Restored{}, err
	}
	// Exports note themselves in the store, so none may be under way while it is held.
	if err := beginExport(ctx, s); err != nil {
		return Restored{}, err
	}
	defer endExport()
	a := &applying{Restore: r, done: Restored{Report: r.report, Counts: r.counts}}
	err := a.run(ctx)
	if err == nil {
		s.backups.NoteForUndo(ctx, a.done.Safety.Path, s.now(), a.saved)
	}
	if err != nil {
		var known *failure.Error
		if !errors.As(err, &known) {
			err = &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: err}
		}
		return Restored{Safety: a.done.Safety}, err
	}
	a.done.back = backOf(a.done.Safety, a.saved+1)
	return a.done, nil
}

// applying is one run of Apply.
type applying struct {
	*Restore
	done     Restored
	saved    int64 // the count of changes that the safety backup holds
	progress *backupfile.Meter
	size     int64
}

func (a *applying) run(ctx context.Context) error {
	s := a.store
	info, err := os.Stat(a.temp.Name())
	if err != nil {
		return err
	}
	a.size = info.Size()
	a.progress = backupfile.NewMeter(a.o.Progress, 2*a.size)
	for held := false; ; held = true {
		snapshot, err := s.db.Snapshot(ctx)
		if err != nil {
			return &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err}
		}
		if held {
			err = a.save(ctx, snapshot)
		} else {
			err = a.saveAndCheck(ctx, snapshot)
		}
		snapshot.Close()
		if err != nil {
			return err
		}
		if free, err := s.files.Free(s.folder); err == nil && free >= 0 && free < a.size {
			return &failure.Error{Op: failure.OpCheckSpace, Path: s.folder, Err: &failure.SpaceError{Need: a.size, Free: free}}
		}
		if err := a.replace(ctx, held); !errors.Is(err, errOvertaken) {
			return err
		}
	}
}

// errOvertaken says that somebody has changed the data since they were exported.
var errOvertaken = errors.New("the data have changed meanwhile")

// replace puts the new data in place where the safety backup holds the present ones.
// Where it does not, the error is errOvertaken; with held, they are exported while
// nobody can change them, which makes others wait, so it is for those alone who go on
// booking.
func (a *applying) replace(ctx context.Context, held bool) error {
	s := a.store
	scratch, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = scratch.Close() }() // when all is copied, it does not matter what becomes of it
	with, err := scratch.Snapshot(ctx)
	if err != nil {
		return err
	}
	return s.db.Replace(ctx, engine.Replacement{
		With: with,
		Before: func(present *engine.Snapshot) error {
			if a.only != nil && present.Status.Changes != a.only.Changes {
				return &data.ConflictError{Err: data.ErrChanged}
			}
			a.done.Since = present.Status.Changes - a.seen
			if present.Status.Changes != a.saved {
				if !held {
					return errOvertaken
				}
				if err := a.save(ctx, present); err != nil {
					return err
				}
			}
			return s.Displaced()
		},
		Progress: func(done, total int) { a.progress.Reach(a.size + a.size*int64(done)/int64(max(total, 1))) },
	})
}

// saveAndCheck exports the data that are about to be replaced, and beside that reads
// those that take their place.
func (a *applying) saveAndCheck(ctx context.Context, snapshot *engine.Snapshot) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	checked := make(chan struct{})
	go func() {
		defer close(checked)
		err := sqlite.CheckLoaded(ctx, a.temp.Name(), a.loaded)
		if errors.Is(err, engine.ErrDamaged) {
			err = fmt.Errorf("%w: %w", failure.ErrBadWrite, err)
		}
		if err != nil {
			stop(&failure.Error{Op: failure.OpMakeStore, Path: a.temp.Name(), Err: err})
		}
	}()
	err := a.save(ctx, snapshot)
	if err != nil {
		stop(err)
	}
	<-checked
	return context.Cause(ctx)
}

// save exports the data that are about to be replaced.
func (a *applying) save(ctx context.Context, snapshot *engine.Snapshot) error {
	s := a.store
	backup, err := exportAuto(ctx, s, snapshot, format.OriginRestore, false, func(done, total int64) {
		a.progress.Reach(a.size * done / max(total, 1))
	})
	a.done.Safety, a.saved = backup, snapshot.Status.Changes
	return err
}

// Close removes the temporary file. It waits for what uses it, which ends when its
// context does. It may be called again.
func (r *Restore) Close() error {
	<-r.turn
	defer r.end()
	return r.remove()
}

func (r *Restore) remove() error {
	if r.temp == nil {
		return nil
	}
	path := r.temp.Name()
	err := r.temp.Cleanup()
	r.temp = nil
	_ = os.Remove(path + "-journal")
	if err != nil {
		return &failure.Error{Op: failure.OpSweep, Path: path, Err: err, Left: path}
	}
	return nil
}
