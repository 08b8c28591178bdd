package scratch

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// hold has nothing to do: a file that is open can't be removed.
func hold(*os.File) error { return nil }

// removeLeft removes a scratch folder whose process is gone.
func removeLeft(folder string) (bool, error) {
	err := os.Remove(filepath.Join(folder, heldName))
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return false, nil
	}
	if err == nil {
		err = os.RemoveAll(folder)
	}
	return err == nil, err
}
