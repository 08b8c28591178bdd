package atomicfile

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// isInUse reports whether the error says that somebody has the file open in a way
// that forbids what was tried.
func isInUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

const (
	insistFor   = 2 * time.Second
	insistPause = 50 * time.Millisecond
)

// Insist tries again for a while what fails since somebody else has the file open: a
// virus scanner looks at every new file, and a synchroniser takes it away to copy it.
// Some of them make the system say "access denied".
func Insist(try func() error) error {
	end := time.Now().Add(insistFor)
	for {
		err := try()
		if err == nil || !isInUse(err) && !errors.Is(err, windows.ERROR_ACCESS_DENIED) || time.Now().After(end) {
			return err
		}
		time.Sleep(insistPause)
	}
}

// remove removes a file that nobody needs any more.
func remove(path string) error { return Insist(func() error { return os.Remove(path) }) }
