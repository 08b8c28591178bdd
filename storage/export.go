package storage

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
)

// Counts says how many records a store or a backup holds.
type Counts = engine.Counts

// Backup describes a backup that has been written, checked and published.
type Backup struct {
	Path       string
	ExportedAt time.Time // in the local zone of the export
	Offices    int
	Users      int
	Bookings   int64 // released ones too
	Released   int64
	Bytes      int64
	SHA256     string // of all bytes before the file's own sha256 line, in hexadecimal
	// FromDrive says that what was read back came from the drive itself, not from what
	// the system still had in its memory. Some file systems don't let it be so.
	FromDrive bool
	// Left is the temporary name of the same file where the folder did not let it
	// be removed, as one to which files can only be added does; else empty.
	Left string
}

// ExportOptions say how to export. The zero value writes to the data folder's
// backup folder and reports no progress.
type ExportOptions struct {
	// Folder is where the backup goes; empty means BackupFolder in the data folder.
	// Another one must be there, or the folder above it must have the mark of a second
	// place: then it is made. Where it lies in the store's own second place, that must
	// have its mark, or a drive is away.
	Folder string
	// Passphrase, where it is not empty, makes a locked backup-….json.age instead,
	// which "age -d" opens. Such a backup is not noted as the store's last one.
	Passphrase string
	// Progress hears now and then how many of all bookings are written. It is
	// called from one goroutine of the export and must return at once.
	Progress func(done, total int64)

	origin format.Origin
	makes  bool // make Folder where it is missing
	gentle bool // leave the computer to others as far as that is possible
}

// ExportBackup writes all data of the store into a new file
// backup-YYYYMMDD-HHMMSS.json, named after the local time, and returns what it
// wrote. The file is complete, read back and compared, or it is not there: on any
// error and when ctx ends, no file of that name has come to be. No file is ever
// replaced; where the name is taken, the next free second is used. One export
// runs at a time in a process, others wait for their turn. A backup that is locked with
// a passphrase is never on the disk without.
//
// The error is an [*failure.Error]; see [failure.KindOf] for what it can be. One alone comes with
// a backup: ErrNotConfirmed says that the file is there and checked, but that the
// folder's own entry could not be brought to the disk. Where the store's file was
// moved or replaced, only an export to a named folder is made. Only a backup without
// error is noted as the store's last one.
func ExportBackup(ctx context.Context, s *Store, o ExportOptions) (Backup, error) {
	if err := beginExport(ctx, s); err != nil {
		return Backup{}, err
	}
	defer endExport()
	if o.Folder == "" {
		// Beside another store the backup would be taken for one of that store. To
		// a folder that is named, what is open can still be rescued.
		if err := s.Displaced(); err != nil {
			return Backup{}, err
		}
		o.Folder, o.makes = filepath.Join(s.Folder(), BackupFolder), true
	} else {
		var err error
		if o.Folder, err = filepath.Abs(o.Folder); err != nil {
			return Backup{}, &failure.Error{Op: failure.OpFindNamed, Path: o.Folder, Err: err}
		}
		if o.makes, err = s.backups.MayMakeNamed(ctx, o.Folder); err != nil {
			return Backup{}, err
		}
	}
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return Backup{}, s.file.keepDamage(ctx, &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err})
	}
	defer snapshot.Close()
	backup, err := exportSnapshot(ctx, s, snapshot, o)
	snapshot.Close() // before anything waits for its turn to write
	if err == nil && o.Passphrase == "" {
		noteBackup(ctx, s, backup, snapshot.Status.Changes)
	}
	return backup, s.file.keepDamage(ctx, err)
}

// exportSnapshot exports what the snapshot holds. A backup comes with no other
// error than ErrNotConfirmed.
func exportSnapshot(ctx context.Context, s *Store, snapshot *engine.Snapshot, o ExportOptions) (Backup, error) {
	e := &export{ExportOptions: o, files: s.files, store: s.path(), snapshot: snapshot}
	e.backup = Backup{
		ExportedAt: s.now(), Offices: len(snapshot.Offices), Users: len(snapshot.Users), Bookings: snapshot.Status.Counts.Bookings,
		Released: snapshot.Status.Counts.Released(),
	}
	err := e.run(ctx, s.app)
	if err != nil && !errors.Is(err, failure.ErrNotConfirmed) {
		return Backup{}, err
	}
	return e.backup, err
}

// exporting lets one export run at a time.
var exporting = make(chan struct{}, 1)

// beginExport waits for the turn to export; endExport ends it.
func beginExport(ctx context.Context, s *Store) error {
	select {
	case exporting <- struct{}{}:
		return nil
	case <-ctx.Done():
		return &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: context.Cause(ctx)}
	}
}

// beginExportWithin is beginExport for what must not wait for ever: where the other export
// takes longer than that, the error holds ErrExportHangs.
func beginExportWithin(ctx context.Context, s *Store, longest time.Duration) error {
	ctx, stop := context.WithTimeoutCause(ctx, longest, failure.ErrExportHangs)
	defer stop()
	return beginExport(ctx, s)
}

func endExport() { <-exporting }

// export is one run of ExportBackup.
type export struct {
	ExportOptions
	files    atomicfile.Files
	store    string // the path of the store's file
	snapshot *engine.Snapshot
	text     *format.Text
	backup   Backup
}

// run writes the backup by the steps of a publication.
func (e *export) run(ctx context.Context, app string) (err error) {
	e.text, err = format.NewText(e.snapshot, format.TextOptions{
		App: app, ExportedAt: e.backup.ExportedAt, Origin: e.origin, Progress: e.Progress, Gentle: e.gentle,
	})
	if err != nil {
		return &failure.Error{Op: failure.OpReadStore, Path: e.store, Err: err}
	}
	p := &atomicfile.Publication{
		Files: e.files, Folder: e.Folder, Makes: e.makes, Temps: backups.TempPattern, Name: e.name,
		Need:  e.text.Least(),
		Write: func(temp io.Writer) error { return storeError(e.store, e.write(ctx, temp)) },
		Check: e.readBack,
		Early: !e.gentle, // which is in no hurry, and leaves the drive to others
	}
	e.backup.Path, err = p.Run(ctx)
	e.backup.Left, e.backup.FromDrive, e.backup.SHA256 = p.Left, p.FromDrive, e.text.SHA256
	return err
}

// write writes all of the backup, through a lock where it gets one.
func (e *export) write(ctx context.Context, temp io.Writer) error {
	counted := &atomicfile.CountingWriter{To: temp}
	err := e.writeThrough(ctx, counted)
	e.backup.Bytes = counted.Written
	return err
}

func (e *export) writeThrough(ctx context.Context, to io.Writer) error {
	if e.Passphrase == "" {
		return e.text.Write(ctx, to)
	}
	lock, err := backupfile.Lock(to, e.Passphrase)
	if err == nil {
		err = e.text.Write(ctx, lock)
	}
	if err == nil {
		err = lock.Close()
	}
	return err
}

// name returns the file's name, attempt seconds after the export.
func (e *export) name(attempt int) string {
	ending := backupfile.Ending
	if e.Passphrase != "" {
		ending = backupfile.LockedEnding
	}
	return backupfile.Name(e.backup.ExportedAt.Add(time.Duration(attempt)*time.Second), ending)
}

// readBack reads the file back and holds it against what is written and has been
// checked; of a large file the beginning while the rest is being written. A locked one is
// opened as anybody would open it, so that a fault of its lock is found as well.
func (e *export) readBack(ctx context.Context, file io.Reader) error {
	if e.Passphrase != "" {
		var err error
		if file, err = backupfile.Unlock(file, e.Passphrase); err != nil {
			return err
		}
	}
	return e.text.ReadBack(ctx, file)
}
