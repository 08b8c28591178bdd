// Package scratch makes folders for copies that nobody keeps, and sweeps those that killed
// processes have left. What the copies are of is not known here.
package scratch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// Folder is a folder for copies that nobody keeps. A file in it is held as long as
// the process lives that made it, so that what a killed one has left can be told and
// removed: see [Sweep].
type Folder struct {
	Path string
	held *os.File
}

// heldName is the file that is held in a scratch folder.
const heldName = "held"

// New makes a folder in another one; empty means the system's own for temporary
// files. Its name begins with prefix.
func New(in, prefix string) (*Folder, error) {
	// A sweep may come between the file and its lock; the next try makes another.
	for attempt := 0; ; attempt++ {
		folder, err := os.MkdirTemp(in, prefix)
		if err != nil {
			return nil, err
		}
		s := &Folder{Path: folder}
		s.held, err = os.OpenFile(filepath.Join(folder, heldName), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			err = hold(s.held)
		}
		if err == nil {
			return s, nil
		}
		if err = errors.Join(err, s.Remove()); attempt > 10 {
			return nil, err
		}
	}
}

// Remove removes the folder with all that is in it; of a nil one there is nothing.
func (s *Folder) Remove() error {
	if s == nil {
		return nil
	}
	var err error
	if s.held != nil {
		err = s.held.Close()
	}
	return errors.Join(err, os.RemoveAll(s.Path))
}

// Sweep removes the scratch folders that killed processes of this user have
// left in another folder; empty means the system's own for temporary files.
func Sweep(in string) error {
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
		_, err := removeLeft(filepath.Join(in, entry.Name()))
		// One without the file is just being made, or nobody's; that of another user is theirs.
		if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
