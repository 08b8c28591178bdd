package atomicfile

import (
	"os"
	"time"
)

// IsHeld reports whether a live process has the temporary file at that path, which was
// never to be renamed. If none has, it removes it.
func IsHeld(path string) bool { return isInUse(os.Remove(path)) }

// removeLeftOver removes a temporary file. Windows refuses that for one that is
// open: then a live process has it, and it is not ours to remove. One that is just
// being renamed is not open, so the young are left alone.
func removeLeftOver(path string) (bool, error) {
	info, err := os.Stat(path)
	if err != nil || time.Since(info.ModTime()) < time.Hour {
		return false, err
	}
	err = os.Remove(path)
	if isInUse(err) {
		return false, nil
	}
	return err == nil, err
}
