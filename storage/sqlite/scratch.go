package sqlite

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// scratch is a folder for copies that nobody keeps. A file in it is held as long as
// the process lives that made it, so that what a killed one has left can be told and
// removed: see [SweepScratch].
type scratch struct {
	folder string
	held   *os.File
}

// heldName is the file that is held in a scratch folder.
const heldName = "held"

// newScratch makes a folder in another one; empty means the system's own for temporary
// files. Its name begins with prefix.
func newScratch(in, prefix string) (*scratch, error) {
	// A sweep may come between the file and its lock; the next try makes another.
	for attempt := 0; ; attempt++ {
		folder, err := os.MkdirTemp(in, prefix)
		if err != nil {
			return nil, err
		}
		s := &scratch{folder: folder}
		s.held, err = os.OpenFile(filepath.Join(folder, heldName), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			err = hold(s.held)
		}
		if err == nil {
			return s, nil
		}
		if err = errors.Join(err, s.remove()); attempt > 10 {
			return nil, err
		}
	}
}

func (s *scratch) remove() error {
	var err error
	if s.held != nil {
		err = s.held.Close()
	}
	return errors.Join(err, os.RemoveAll(s.folder))
}

// SweepScratch removes the scratch folders that killed processes of this user have
// left in another folder; empty means the system's own for temporary files.
func SweepScratch(in string) error {
	prefix := ".seatkeeper-"
	if in == "" {
		in, prefix = os.TempDir(), "seatkeeper-"
	}
	entries, err := os.ReadDir(in)
	if err != nil {
		return err
	}
	name := regexp.MustCompile("^" + regexp.QuoteMeta(prefix) + `\d+$`)
	var errs []error
	for _, entry := range entries {
		if !entry.IsDir() || !name.MatchString(entry.Name()) {
			continue
		}
		_, err := removeScratch(filepath.Join(in, entry.Name()))
		// One without the file is just being made, or nobody's; that of another user is theirs.
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func writeNew(path string, content io.Reader) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, content)
	return errors.Join(err, out.Close())
}
