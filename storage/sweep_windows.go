package storage

import (
	"os"
	"time"
)

// removeLeftOver removes a temporary file. Windows refuses that for one that is
// open; one that is just being renamed is not, so the young are left alone.
func removeLeftOver(path string) (bool, error) {
	info, err := os.Stat(path)
	if err != nil || time.Since(info.ModTime()) < time.Hour {
		return false, err
	}
	err = os.Remove(path)
	return err == nil, err
}
