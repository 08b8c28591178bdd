package crashlog

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock marks a file as that of a running program, without waiting: by a byte behind all that
// is ever in it, as nobody else can read what is locked.
func lock(file *os.File) error {
	return windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{OffsetHigh: 1 << 16})
}
