//go:build linux || darwin

package atomicfile

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// IsHeld reports whether a live process has the temporary file at that path. If none has,
// it removes it.
func IsHeld(path string) bool {
	gone, err := removeLeftOver(path)
	return !gone && !errors.Is(err, fs.ErrNotExist)
}

// removeLeftOver removes a temporary file unless a live process holds its lock.
func removeLeftOver(path string) (bool, error) {
	file, err := os.OpenFile(path, os.O_RDWR|unix.O_NOFOLLOW, 0)
	if err != nil {
		return false, err
	}
	defer file.Close()
	if lock(file) != nil {
		return false, nil // held, or on a file system without locks
	}
	err = os.Remove(path)
	return err == nil, err
}
