package backups

import (
	"context"

	"seatkeeper/storage"
)

// Backups is what the window does with backups. Its fields are functions so that
// tests decide what there is; [NewStorage] returns those of package storage.
type Storage struct {
	List    func(context.Context, *storage.Store) ([]storage.BackupFile, error)
	Check   func(ctx context.Context, s *storage.Store, path string, o storage.ReadOptions) (storage.Report, error)
	Open    func(ctx context.Context, s *storage.Store, path string, o storage.ReadOptions) (*storage.Store, error)
	Copy    func(ctx context.Context, s *storage.Store, path, folder string, o storage.CopyOptions) (storage.Copy, error)
	Delete  func(ctx context.Context, s *storage.Store, shown storage.BackupFile) (trashed bool, err error)
	Prepare func(ctx context.Context, s *storage.Store, path string, o storage.RestoreOptions) (*storage.Restore, error)
	// Compare compares from one backup to another or, if that is empty, to the
	// present data. The passphrase opens either.
	Compare func(ctx context.Context, s *storage.Store, from, to string, o storage.ReadOptions) (storage.Comparison, error)

	Settings func(context.Context, *storage.Store) (storage.BackupSettings, error)
	// SetSettings keeps what differs between those that were shown and those that are
	// wanted, and returns what they are now.
	SetSettings func(ctx context.Context, s *storage.Store, shown, wanted storage.BackupSettings) (storage.BackupSettings, error)
	Start       func(s *storage.Store, told func()) Automatic
}

// NewStorage returns what the program uses.
func NewStorage() Storage {
	return Storage{
		List: storage.ListBackups, Check: storage.CheckBackup, Open: storage.OpenBackup, Copy: storage.CopyBackup,
		Delete: storage.DeleteBackup, Prepare: storage.PrepareRestore, Compare: storage.DiffBackups,
		Settings: func(ctx context.Context, s *storage.Store) (storage.BackupSettings, error) {
			return s.Backups().Settings(ctx)
		},
		SetSettings: func(ctx context.Context, s *storage.Store, shown, wanted storage.BackupSettings) (storage.BackupSettings, error) {
			return s.Backups().SetSettings(ctx, shown, wanted)
		},
		Start: func(s *storage.Store, told func()) Automatic { return storage.StartAutomatic(s, told) },
	}
}
