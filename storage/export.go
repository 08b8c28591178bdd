package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"seatkeeper/storage/sqlite"
)

// BackupFolder is the folder of the backups inside the data folder.
const BackupFolder = "backup"

// Counts says how many records a store or a backup holds.
type Counts = sqlite.Counts

// Backup describes a backup that has been written, checked and published.
type Backup struct {
	Path       string
	ExportedAt time.Time // in the local zone of the export
	Offices    int
	Users      int
	Bookings   int64
	Bytes      int64
	SHA256     string // of all bytes before the file's own sha256 line, in hexadecimal
	// Left is the temporary name of the same file where the folder did not let it
	// be removed, as one to which files can only be added does; else empty.
	Left string
}

// ExportOptions say how to export. The zero value writes to the data folder's
// backup folder and reports no progress.
type ExportOptions struct {
	// Folder is where the backup goes; empty means BackupFolder in the data
	// folder. It is made where it is missing, but the folder above it must be there.
	Folder string
	// Progress hears now and then how many of all bookings are written. It is
	// called from one goroutine of the export and must return at once.
	Progress func(done, total int64)
}

// ExportBackup writes all data of the store into a new file
// backup-YYYYMMDD-HHMMSS.json, named after the local time, and returns what it
// wrote. The file is complete, read back and compared, or it is not there: on any
// error and when ctx ends, no file of that name has come to be. No file is ever
// replaced; where the name is taken, the next free second is used. One export
// runs at a time in a process, others wait for their turn.
//
// The error is an [*Error]; see [KindOf] for what it can be. One alone comes with
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
		o.Folder = filepath.Join(s.Folder(), BackupFolder)
	}
	folder, err := filepath.Abs(o.Folder)
	if err != nil {
		return Backup{}, &Error{Op: OpMakeFolder, Path: o.Folder, Err: err}
	}
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return Backup{}, &Error{Op: OpReadStore, Path: s.path(), Err: err}
	}
	defer snapshot.Close()
	backup, err := exportSnapshot(ctx, s, snapshot, folder, o.Progress)
	if err == nil {
		s.noteBackup(ctx, backup, snapshot.Status.Changes)
	}
	return backup, err
}

// exportSnapshot exports what the snapshot holds. A backup comes with no other
// error than ErrNotConfirmed.
func exportSnapshot(ctx context.Context, s *Store, snapshot *sqlite.Snapshot, folder string, progress func(done, total int64)) (Backup, error) {
	e := &export{files: s.files, folder: folder, progress: progress, snapshot: snapshot, encoder: newEncoder(snapshot)}
	e.backup = Backup{
		ExportedAt: s.now(), Offices: len(snapshot.Offices), Users: len(snapshot.Users), Bookings: snapshot.Status.Counts.Bookings,
	}
	err := e.run(ctx, s.app)
	if err != nil && !errors.Is(err, ErrNotConfirmed) {
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
		return &Error{Op: OpReadStore, Path: s.path(), Err: context.Cause(ctx)}
	}
}

func endExport() { <-exporting }

// export is one run of ExportBackup.
type export struct {
	files    files
	folder   string
	progress func(done, total int64)
	snapshot *sqlite.Snapshot
	encoder  *encoder
	backup   Backup
	need     int64 // bytes that the file takes at least
}

// run is the publication sequence of a backup, step by step.
func (e *export) run(ctx context.Context, app string) error {
	if err := makeFolder(e.files, e.folder); err != nil {
		return err
	}
	// Opening a store sweeps its own backup folder; others only an export knows.
	// What can't be removed there is in nobody's way.
	_, _ = sweep(e.folder, tempBackupName)
	head, err := appendHead(nil, app, e.backup.ExportedAt, e.snapshot)
	if err != nil {
		return &Error{Op: OpReadStore, Path: e.folder, Err: err}
	}
	if err := e.checkSpace(int64(len(head))); err != nil {
		return err
	}
	temp, err := e.files.Create(filepath.Join(e.folder, e.name(0)))
	if err != nil {
		return &Error{Op: OpCreate, Path: e.folder, Err: err}
	}
	path, err := e.fill(ctx, temp, head)
	if err != nil && !errors.Is(err, ErrNotConfirmed) {
		return e.undo(temp, err)
	}
	e.backup.Path = path
	if _, statErr := os.Lstat(temp.Name()); statErr == nil {
		e.backup.Left = temp.Name()
	}
	// Everything is on the disk, so nothing can be lost by a failure here.
	if closeErr := temp.Close(); closeErr != nil && err == nil {
		return &Error{Op: OpSync, Path: path, Err: fmt.Errorf("%w (%w)", ErrNotConfirmed, closeErr)}
	}
	return err
}

// fill writes, brings to the disk, reads back and publishes.
func (e *export) fill(ctx context.Context, temp tempFile, head []byte) (string, error) {
	w := newHashingWriter(temp)
	err := e.writeBody(ctx, w, head)
	e.backup.SHA256 = w.sum()
	if err == nil {
		err = w.write(appendTail(nil, e.backup.SHA256))
	}
	if err != nil {
		return "", e.explain(OpWrite, temp.Name(), err)
	}
	e.backup.Bytes = w.size
	// A sync that failed is final: the system may have dropped what it could not
	// write, and a second try would then succeed without it.
	if err := temp.Sync(); err != nil {
		return "", e.explain(OpSync, temp.Name(), err)
	}
	if err := e.readBack(ctx, temp.Name()); err != nil {
		return "", err
	}
	return publish(ctx, e.files, temp, e.folder, e.name)
}

// name returns the file's name, attempt seconds after the export.
func (e *export) name(attempt int) string {
	at := e.backup.ExportedAt.Add(time.Duration(attempt) * time.Second)
	return "backup-" + at.Format("20060102-150405") + ".json"
}

// undo removes the temporary file after an error.
func (e *export) undo(temp tempFile, err error) error {
	name := temp.Name()
	cleanupErr := temp.Cleanup()
	if cleanupErr == nil {
		return err
	}
	var known *Error
	if errors.As(err, &known) {
		known.Left = name
	}
	return err
}

// checkSpace refuses an export that can't fit, before anything is written. What
// it asks for is the least that the file can take. Where the system can't tell
// the free space, writing will.
func (e *export) checkSpace(head int64) error {
	e.need = head + e.backup.Bookings*e.encoder.shortestBooking()
	free, err := e.files.Free(e.folder)
	if err != nil || free < 0 || free >= e.need {
		return nil
	}
	return &Error{Op: OpCheckSpace, Path: e.folder, Err: &SpaceError{Need: e.need, Free: free}}
}

// explain adds to a full disk how much is needed and free.
func (e *export) explain(op Op, path string, err error) error {
	if systemKind(err) == KindFull {
		free, freeErr := e.files.Free(e.folder)
		if freeErr != nil {
			free = -1
		}
		err = &SpaceError{Need: e.need, Free: free, Err: err}
	}
	return &Error{Op: op, Path: path, Err: err}
}

// readBack reads the file as anybody would and compares it with what was meant
// to be written: its size, its SHA-256 and its structure, record by record.
func (e *export) readBack(ctx context.Context, path string) error {
	file, err := e.files.Open(path)
	if err != nil {
		return &Error{Op: OpReadBack, Path: path, Err: err}
	}
	defer file.Close()
	report, err := readLines(ctx, file)
	b := e.backup
	switch {
	case err != nil && ctx.Err() != nil:
		return &Error{Op: OpReadBack, Path: path, Err: ctx.Err()}
	case err != nil && systemKind(err) != KindOther:
		return &Error{Op: OpReadBack, Path: path, Err: err}
	case err != nil:
		return &Error{Op: OpReadBack, Path: path, Err: fmt.Errorf("%w: %w", ErrBadWrite, err)}
	case report.Bytes != b.Bytes, report.SHA256 != b.SHA256, report.Bookings != b.Bookings, report.Users != b.Users, report.Offices != b.Offices:
		return &Error{Op: OpReadBack, Path: path, Err: fmt.Errorf("%w: %d bytes of %d", ErrBadWrite, report.Bytes, b.Bytes)}
	}
	return nil
}
