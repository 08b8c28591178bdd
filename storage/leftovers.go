package storage

import (
	"os"
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
