package storage

import (
	"context"
	"path/filepath"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/format"
	"seatkeeper/storage/sqlite"
)

// backupsHost is the store as its folder of backups knows it.
type backupsHost struct{ s *Store }

func (h backupsHost) Path() string    { return h.s.path() }
func (h backupsHost) ReadOnly() error { return h.s.readOnly }
func (h backupsHost) Tell()           { h.s.watch.tell() }

func (h backupsHost) ID(ctx context.Context) (string, error) {
	status, err := h.s.Status(ctx)
	return status.Store, err
}

func (h backupsHost) Notes(ctx context.Context, topic string) (map[string]string, error) {
	return reading(&h.s.reads, func() (map[string]string, error) { return h.s.local.notes(ctx, topic) })
}

func (h backupsHost) Note(ctx context.Context, f func(backups.Notes) error) error {
	return h.s.note(ctx, func(n *sqlite.Notes) error { return f(n) })
}

// backupsOf returns the folder of a store's backups.
func backupsOf(s *Store) *backups.Folder {
	folder := backups.New(backupsHost{s}, filepath.Join(s.folder, BackupFolder), s.id, func() time.Time { return s.now() }, s.files)
	folder.ForUndo = s.history.Backups
	return folder
}

// Backups returns the folder of the store's backups, with all that belongs to it.
func (s *Store) Backups() *backups.Folder { return s.backups }

// ListBackups returns the backups of the data folder, also the automatic ones, newest
// first, with their times in the zone of the store's clock. The error is an [*failure.Error]; a
// folder that is not there holds none.
func ListBackups(ctx context.Context, s *Store) ([]backups.File, error) { return s.backups.List(ctx) }

// ListAll is ListBackups, and counts what is no backup.
func ListAll(ctx context.Context, s *Store) (backups.Listing, error) { return s.backups.ListAll(ctx) }

// ListPlace lists what lies in the second place. Without one there is nothing; where it
// is away the error is ErrPlaceAway in an [*failure.Error].
func ListPlace(ctx context.Context, s *Store) (backups.Listing, backupfile.ReadOptions, error) {
	return s.backups.ListPlace(ctx)
}

// CheckBackup verifies a backup like VerifyBackup and keeps the result in the store,
// where ListBackups finds it.
func CheckBackup(ctx context.Context, s *Store, path string, o backupfile.ReadOptions) (format.Report, error) {
	return s.backups.Check(ctx, path, o)
}

// DeleteBackup moves a backup of the data folder to the system's trash and says
// whether it did; where there is no trash the file is removed. The newest backup
// that is not known to be damaged is refused with ErrNewestBackup, and a file that is
// another one than was shown, or by now is needed for an Undo, with ErrChanged in a
// ConflictError. The error is an
// [*failure.Error].
func DeleteBackup(ctx context.Context, s *Store, shown backups.File) (trashed bool, err error) {
	return s.backups.Delete(ctx, shown)
}

// CopyBackup copies a backup into a folder, which must be there, by the same steps
// that an export takes. The error is an [*failure.Error]. As with an export, the copy comes with
// ErrNotConfirmed.
func CopyBackup(ctx context.Context, s *Store, path, folder string, o backups.CopyOptions) (backups.Copy, error) {
	return s.backups.Copy(ctx, path, folder, o)
}

// HasChanges reports whether there are changes that no good backup in the data folder
// holds. A store that nobody has changed since it was made has none.
func HasChanges(ctx context.Context, s *Store) (bool, error) {
	status, err := s.Status(ctx)
	if err != nil || status.Changes <= 1 {
		return false, err
	}
	holds, err := s.backups.Holds(ctx, status.Changes)
	return err == nil && !holds, err
}

// noteBackup keeps in the store which backup was the last. A store that can't be
// written keeps it for this process. The backup is good without the note, so a
// failure to write it is not the export's.
func noteBackup(ctx context.Context, s *Store, b Backup, changes int64) {
	made := s.backups.Made(b.Path, b.ExportedAt, changes)
	last := LastBackup{Path: b.Path, At: b.ExportedAt.UTC(), Changes: changes}
	err := s.readOnly
	if err == nil {
		// The user has stopped nothing any more: the backup is there.
		_, err = s.local.update(context.WithoutCancel(ctx), func(n *sqlite.Notes) error {
			if err := made.Write(n); err != nil {
				return err
			}
			return n.RecordBackup(last)
		})
	}
	if err == nil {
		s.local.keepLast(LastBackup{})
	} else {
		s.local.keepLast(last)
		made.Keep()
	}
	s.watch.tell()
}
