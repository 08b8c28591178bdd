package backups

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/trash"
)

// Delete moves a backup of the data folder to the system's trash and says
// whether it did; where there is no trash the file is removed. The newest backup
// that is not known to be damaged is refused with ErrNewestBackup, and a file that is
// another one than was shown, or by now is needed for an Undo, with ErrChanged in a
// ConflictError. The error is an
// [*failure.Error].
func (f *Folder) Delete(ctx context.Context, shown File) (trashed bool, err error) {
	path := shown.Path
	list, err := f.List(ctx)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(list, func(b File) bool { return b.Path == path })
	switch {
	case i < 0:
		err = os.ErrNotExist
	case list[i].Bytes != shown.Bytes || !list[i].At.Equal(shown.At):
		err = &data.ConflictError{Err: data.ErrChanged, What: filepath.Base(path)}
	case list[i].ForUndo && !shown.ForUndo:
		err = &data.ConflictError{Err: data.ErrChanged, What: filepath.Base(path)}
	case list[i].Newest:
		err = failure.ErrNewestBackup
	default:
		if err = trash.Move(path); errors.Is(err, trash.ErrNone) {
			err = os.Remove(path)
		} else {
			trashed = err == nil
		}
	}
	if err != nil {
		return false, &failure.Error{Op: failure.OpDelete, Path: path, Err: err}
	}
	if f.store.ReadOnly() == nil {
		_ = f.forgetGone(ctx) // the file is gone, whatever becomes of its note
	}
	return trashed, nil
}
