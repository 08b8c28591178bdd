package storage

import (
	"context"
	"errors"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// OpenBackup opens what a backup holds as a store that can only be looked at:
// ReadOnly returns ErrIsBackup. The store s stays as it is; its folder holds, until
// Close, a temporary file, which is not locked even where the backup is. A file with
// any fault is refused as PrepareRestore does.
func OpenBackup(ctx context.Context, s *Store, path string, o ReadOptions) (*Store, error) {
	r, err := PrepareRestore(ctx, s, path, RestoreOptions{Passphrase: o.Passphrase, Progress: o.Progress})
	if err != nil {
		return nil, err
	}
	looked := &Store{
		folder: s.folder, app: s.app, now: s.now, files: s.files, looked: r, file: r.temp.Name(),
		readOnly: &failure.Error{Op: failure.OpChangeStore, Path: path, Err: failure.ErrIsBackup},
	}
	looked.watch.subscribers = map[int]func(){}
	looked.db, err = sqlite.Open(ctx, looked.path(), sqlite.Options{ReadOnly: true, Now: s.now})
	looked.local = &local{db: looked.db}
	if err == nil {
		looked.watch.known, err = looked.db.Changed(ctx)
	}
	if err == nil {
		looked.inPlace, err = looked.lookInPlace()
	}
	if err != nil {
		err = &failure.Error{Op: failure.OpOpenStore, Path: looked.path(), Err: err}
		if looked.db != nil {
			err = errors.Join(err, looked.db.Close())
		}
		return nil, errors.Join(err, r.Close())
	}
	return looked, nil
}
