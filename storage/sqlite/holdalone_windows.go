package sqlite

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// holdAlone opens the database and keeps all others from opening it until the file is
// closed, by the lock under which SQLite writes a database that has no log
// (https://sqlite.org/lockingv3.html). With one, each connection holds a lock of
// readers on the same bytes as long as it is open. The error is errInUse where somebody
// has it open.
func holdAlone(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrPermission) {
		file, err = os.Open(path)
	}
	if err != nil {
		return nil, err
	}
	err = windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, sharedSize, 0, &windows.Overlapped{Offset: sharedFirst})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		err = errInUse
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}
