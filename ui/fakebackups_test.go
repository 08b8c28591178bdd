package ui

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/backups"
)

// fakeBackups are backups that a test makes up. What the window asks of them is
// noted in asked, as "check backup-1.json".
type fakeBackups struct {
	real     bool // nothing is made up but for the automatic backups
	files    []storage.BackupFile
	settings storage.BackupSettings
	asked    []string
	errs     map[string]error // by "check backup-1.json" and the like
	inside   func() *storage.Store
	compared storage.Comparison
	trashed  bool
	progress func() // runs in the middle of a check

	automatic *fakeAutomatic // of the last start
	started   int
}

func newFakeBackups() *fakeBackups {
	return &fakeBackups{settings: storage.DefaultBackupSettings(), errs: map[string]error{}, trashed: true}
}

func (b *fakeBackups) do(what string, path string, passphrase string) error {
	ask := what + " " + filepath.Base(path)
	b.asked = append(b.asked, ask)
	err := b.errs[ask]
	if errors.Is(err, failure.ErrNeedsPassphrase) {
		switch passphrase {
		case "the right one":
			return nil
		case "":
		default:
			return &failure.Error{Op: failure.OpVerify, Path: path, Err: failure.ErrWrongPassphrase}
		}
	}
	return err
}

func (b *fakeBackups) backups() backups.Storage {
	if b.real {
		real := backups.NewStorage()
		real.Start = b.start
		return real
	}
	return backups.Storage{
		List: func(context.Context, *storage.Store) ([]storage.BackupFile, error) {
			return append([]storage.BackupFile(nil), b.files...), b.errs["list"]
		},
		Check: func(ctx context.Context, _ *storage.Store, path string, o storage.ReadOptions) (storage.Report, error) {
			o.Progress(42, 100)
			if b.progress != nil {
				b.progress()
			}
			if ctx.Err() != nil {
				return storage.Report{}, ctx.Err()
			}
			return storage.Report{}, b.do("check", path, o.Passphrase)
		},
		Open: func(ctx context.Context, _ *storage.Store, path string, o storage.ReadOptions) (*storage.Store, error) {
			if err := b.do("open", path, o.Passphrase); err != nil {
				return nil, err
			}
			return b.inside(), nil
		},
		Copy: func(_ context.Context, _ *storage.Store, path, folder string, o storage.CopyOptions) (storage.Copy, error) {
			return storage.Copy{Path: filepath.Join(folder, filepath.Base(path)), FromDrive: true}, b.do("copy", path, "")
		},
		Delete: func(_ context.Context, _ *storage.Store, f storage.BackupFile) (bool, error) {
			return b.trashed, b.do("delete", f.Path, "")
		},
		Prepare: func(ctx context.Context, s *storage.Store, path string, o storage.RestoreOptions) (*storage.Restore, error) {
			if err := b.do("restore", path, o.Passphrase); err != nil {
				return nil, err
			}
			return storage.PrepareRestore(ctx, s, path, o)
		},
		Compare: func(_ context.Context, _ *storage.Store, from, to string, o storage.ReadOptions) (storage.Comparison, error) {
			return b.compared, b.do("compare "+filepath.Base(to), from, o.Passphrase)
		},
		Settings: func(context.Context, *storage.Store) (storage.BackupSettings, error) { return b.settings, nil },
		SetSettings: func(_ context.Context, _ *storage.Store, _, to storage.BackupSettings) (storage.BackupSettings, error) {
			if err := b.errs["settings"]; err != nil {
				return b.settings, err
			}
			b.settings = to
			return to, nil
		},
		Start: b.start,
	}
}

func (b *fakeBackups) start(s *storage.Store, told func()) backups.Automatic {
	b.started++
	b.automatic = &fakeAutomatic{told: told, store: s}
	return b.automatic
}

// fakeAutomatic makes no backups, and says what the test wants.
type fakeAutomatic struct {
	store        *storage.Store
	told         func()
	signs        storage.Signs
	tried, ended int
	// When it ended: whether the store was open, the time limited, and none given.
	open, bounded, cut bool
}

func (a *fakeAutomatic) Signs() storage.Signs { return a.signs }

func (a *fakeAutomatic) TryNow() { a.tried++ }

func (a *fakeAutomatic) End(ctx context.Context) error {
	a.ended++
	_, err := a.store.Status(context.Background())
	a.open = err == nil
	a.cut = ctx.Err() != nil
	deadline, bounded := ctx.Deadline()
	a.bounded = bounded && time.Until(deadline) <= time.Minute && ctx.Err() == nil
	return nil
}
