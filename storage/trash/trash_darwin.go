package trash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/atomicfile"
)

// Move moves a file to the user's trash, where the Finder shows it. The error
// is ErrNone for a file on another volume than the home folder's: what belongs
// into the .Trashes there only the Finder knows. Without the Finder, Put Back
// can't be offered.
func Move(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return fmt.Errorf("%w (%w)", ErrNone, err)
	}
	return moveInto(filepath.Join(home, ".Trash"), path)
}

func moveInto(bin, path string) error {
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	for attempt := range maxTrashAttempts {
		// Programs may put files into the trash without being allowed to look into it,
		// so the rename alone says what is there.
		err := atomicfile.RenameExclusive(path, filepath.Join(bin, trashName(path, attempt)))
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.Is(err, unix.EXDEV), errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%w (%w)", ErrNone, err)
		}
		return err
	}
	return fs.ErrExist
}
