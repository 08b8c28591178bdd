package aside

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
)

// SetAside gives the store's file of a data folder another name, so that a new store
// can be made in its place, and returns its new path. It is for a store that can't be
// opened; nothing is deleted. now is in the local zone. Nobody may have the store open.
// The error is a [*failure.Error].
func SetAside(folder string, now time.Time) (aside string, err error) {
	from := filepath.Join(folder, datafolder.StoreFile)
	for attempt := range atomicfile.MaxAttempts {
		aside = asideName(folder, now, attempt)
		// The log and the shared memory belong to it, and would be taken for those of
		// the new store. The log goes first: without its database it means nothing, and
		// a store of which only the log is gone would be opened without its last changes.
		if err = moveAside(from, aside); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", &failure.Error{Op: failure.OpChangeStore, Path: from, Err: err}
	}
	return aside, nil
}

// asideName returns the name for what is set aside, attempt seconds after now.
func asideName(folder string, now time.Time, attempt int) string {
	return filepath.Join(folder, "seatkeeper-"+now.Add(time.Duration(attempt)*time.Second).Format(timeFormat)+".db")
}

// isFree reports whether neither a store nor its log, journal or shared memory has
// that name, nor a mark of that something is set aside under it.
func isFree(aside string) bool {
	for _, ending := range []string{"", "-wal", "-shm", "-journal", untold} {
		if _, err := os.Lstat(aside + ending); err == nil {
			return false
		}
	}
	return true
}

func moveAside(from, aside string) error {
	if !isFree(aside) {
		return fs.ErrExist
	}
	return moveFiles(from, aside, "-shm", "-journal", "-wal", "")
}

// moveFiles renames a store's files with those endings, all of them or none; only the
// store itself must be there. Nothing has the new names: it was looked for.
func moveFiles(from, to string, endings ...string) error {
	var moved []string
	for _, ending := range endings {
		err := os.Rename(from+ending, to+ending)
		if err == nil || ending != "" && errors.Is(err, fs.ErrNotExist) {
			moved = append(moved, ending)
			continue
		}
		for _, ending := range moved {
			if back := os.Rename(to+ending, from+ending); back != nil && !errors.Is(back, fs.ErrNotExist) {
				err = errors.Join(err, back)
			}
		}
		return err
	}
	return nil
}

// timeFormat is how the name of what is set aside says when it was.
const timeFormat = "20060102-150405"
