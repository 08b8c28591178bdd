package storage

import (
	"os"
	"regexp"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// tempStoreName is the pattern of the temporary names of stores, and of what SQLite puts
// beside them.
var tempStoreName = regexp.MustCompile(`^\.seatkeeper\.db\d{1,20}(-wal|-shm|-journal)?$`)

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
