//go:build linux || darwin

package atomicfile

import (
	"os"

	"golang.org/x/sys/unix"
)

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
