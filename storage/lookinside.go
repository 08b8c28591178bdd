package storage

import (
	"context"
	"errors"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/plans"
	"seatkeeper/storage/sqlite"
)

// OpenBackup opens what a backup holds as a store that can only be looked at:
// ReadOnly returns ErrIsBackup. The store s stays as it is; its folder holds, until
// Close, a temporary file, which is not locked even where the backup is. A file with
// any fault is refused as PrepareRestore does.
func OpenBackup(ctx context.Context, s *Store, path string, o backupfile.ReadOptions) (*Store, error) {
	r, err := PrepareRestore(ctx, s, path, RestoreOptions{Passphrase: o.Passphrase, Progress: o.Progress})
	if err != nil {
		return nil, err
	}
	looked := &Store{
		folder: s.folder, app: s.app, now: s.now, files: s.files, looked: r,
	}
	looked.watch.subscribers = map[int]func(){}
	looked.backups = backupsOf(looked)
	f := newStoreFile(looked, r.temp.Name())
	looked.plans = plans.New(plansHost{looked}, f.path, s.now, s.files)
	f.readOnly = &failure.Error{Op: failure.OpChangeStore, Path: path, Err: failure.ErrIsBackup}
	if f.db, err = sqlite.Open(ctx, f.path, sqlite.Options{ReadOnly: true, Now: s.now}); err == nil {
		opening{looked}.use(f)
		looked.watch.known, err = f.db.Changed(ctx)
	}
	if err == nil {
		f.inPlace, err = f.lookInPlace()
	}
	if err != nil {
		err = &failure.Error{Op: failure.OpOpenStore, Path: f.path, Err: err}
		if f.db != nil {
			err = errors.Join(err, f.db.Close())
		}
		return nil, errors.Join(err, r.Close())
	}
	return looked, nil
}
