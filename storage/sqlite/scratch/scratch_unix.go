//go:build linux || darwin

package scratch

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// hold marks the file of a scratch folder as one of a living process. A file system
// without locks has none; there nothing is swept.
func hold(file *os.File) error {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if err == unix.EWOULDBLOCK {
		return err
	}
	return nil
}

// removeLeft removes a scratch folder whose process is gone.
func removeLeft(folder string) (bool, error) {
	file, err := os.OpenFile(filepath.Join(folder, heldName), os.O_RDWR|unix.O_NOFOLLOW, 0)
	if err != nil {
		return false, err
	}
	defer file.Close()
	if unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil {
		return false, nil
	}
	err = os.RemoveAll(folder)
	return err == nil, err
}
