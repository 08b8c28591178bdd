//go:build linux || darwin

package sqlite

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// holdAlone opens the database and keeps all others from opening it until the file is
// closed, by the lock under which SQLite writes a database that has no log
// (https://sqlite.org/lockingv3.html). With one, each connection holds a lock of
// readers on the same bytes as long as it is open. Where this user can't write the file
// it only looks whether anybody has it open. The error is errInUse where somebody has.
//
// This process must not have the database open.
func holdAlone(path string) (*os.File, error) {
	lock := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: sharedFirst, Len: sharedSize}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrPermission) || errors.Is(err, unix.EROFS) {
		if file, err = os.Open(path); err != nil {
			return nil, err
		}
		if err = unix.FcntlFlock(file.Fd(), getLock, &lock); err == nil && lock.Type != unix.F_UNLCK {
			err = errInUse
		}
	} else if err == nil {
		err = unix.FcntlFlock(file.Fd(), setLock, &lock)
		if errors.Is(err, unix.EACCES) || errors.Is(err, unix.EAGAIN) {
			err = errInUse
		}
	}
	if err != nil {
		if file != nil {
			file.Close()
		}
		return nil, err
	}
	return file, nil
}
