package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"seatkeeper/storage/failure"
)

// companion is the end of the name of a file that SQLite puts beside a database.
var companion = regexp.MustCompile(`-(wal|shm|journal)$`)

// Sweep removes what a process that was killed left in the folder: temporary
// files with a name of our own pattern which no live process holds. It returns
// the paths of those that it removed.
func Sweep(folder string, pattern *regexp.Regexp) (removed []string, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &failure.Error{Op: failure.OpSweep, Path: folder, Err: err}
	}
	var errs []error
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !pattern.MatchString(entry.Name()) {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		if base := companion.ReplaceAllString(path, ""); base != path && isThere(base) {
			continue // its database came first and is still there: somebody holds it
		}
		gone, err := removeLeftOver(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, &failure.Error{Op: failure.OpSweep, Path: path, Err: err})
		}
		if gone {
			removed = append(removed, path)
		}
	}
	return removed, errors.Join(errs...)
}

// isThere reports whether there is anything at the path. If that can't be known, it is.
func isThere(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
