package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// Names of our own temporary files: the final name with a dot before it and a
// random number behind it.
var (
	tempBackupName = regexp.MustCompile(`^\.backup-\d{8}-\d{6}\.json(\.age)?\d{1,20}$`)
	tempStoreName  = regexp.MustCompile(`^\.seatkeeper\.db\d{1,20}(-wal|-shm|-journal)?$`)
)

// companion is the end of the name of a file that SQLite puts beside a database.
var companion = regexp.MustCompile(`-(wal|shm|journal)$`)

// sweepScratch removes the copies that killed processes have left in a folder; empty
// means the system's own for temporary files.
func sweepScratch(folder string) error {
	if err := sqlite.SweepScratch(folder); err != nil {
		if folder == "" {
			folder = os.TempDir()
		}
		return &failure.Error{Op: failure.OpSweep, Path: folder, Err: err}
	}
	return nil
}

// sweep removes what a process that was killed left in the folder: temporary
// files with a name of our own pattern which no live process holds. It returns
// the paths of those that it removed.
func sweep(folder string, pattern *regexp.Regexp) (removed []string, err error) {
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
		if base := companion.ReplaceAllString(path, ""); base != path && Exists(base) {
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
