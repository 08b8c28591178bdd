//go:build linux

package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"seatkeeper/storage/filetest"
)

// The tests of this file are of file systems that know neither an exclusive rename nor
// links, and perhaps no locks.

func TestWithoutAnExclusiveRenameNothingIsReplacedEither(t *testing.T) {
	folder := t.TempDir()
	final := filepath.Join(folder, "final")
	// The way of last resort, on file systems that have neither such a rename nor links.
	const many = 64
	won := make(chan int, many)
	for i := range many {
		from := filepath.Join(folder, fmt.Sprint(i))
		filetest.MustWrite(t, from, fmt.Sprint(i))
		go func() {
			switch err := checkThenRename(from, final); {
			case err == nil:
				won <- i
			case errors.Is(err, fs.ErrExist):
				won <- -1
			default:
				t.Error(err)
				won <- -1
			}
		}()
	}
	winner := -1
	for range many {
		if i := <-won; i >= 0 {
			if winner >= 0 {
				t.Errorf("both %d and %d have the name", winner, i)
			}
			winner = i
		}
	}
	if got := filetest.MustRead(t, final); got != fmt.Sprint(winner) {
		t.Errorf("%s is there, not %d", got, winner)
	}
	if n := len(filetest.FilesIn(t, folder)); n != many {
		t.Errorf("%d files are left of %d", n, many)
	}
	if err := os.Symlink("nowhere", filepath.Join(folder, "link")); err != nil {
		t.Fatal(err)
	}
	if err := checkThenRename(final, filepath.Join(folder, "link")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
}

func TestANameThatAnotherIsTakingIsTaken(t *testing.T) {
	folder := t.TempDir()
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "backup-20261123-101112.json")
	filetest.MustWrite(t, from, "ours")
	claim, err := takeName(to)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkThenRename(from, to); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	// It is swept like every temporary file: when nobody holds it any more.
	if removed, err := sweep(folder, tempBackupName); len(removed) > 0 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
	if err := claim.Close(); err != nil {
		t.Fatal(err)
	}
	if removed, err := sweep(folder, tempBackupName); len(removed) != 1 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
	if err := checkThenRename(from, to); err != nil || filetest.MustRead(t, to) != "ours" || len(filetest.FilesIn(t, folder)) != 1 {
		t.Errorf("%v, %v", err, filetest.FilesIn(t, folder))
	}
}

// Two computers, or two processes where the file system knows no locks, take their
// time between the look for a file of that name and the rename.
func TestTwoExportersThatNothingHoldsApartMakeTwoFiles(t *testing.T) {
	line := mustTrace(t, "renameat2:error=EINVAL", "linkat:error=EPERM", "flock:error=ENOSYS", "renameat:delay_enter=1000000")
	s := mustOpenSample(t, t.TempDir(), Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var exporters []<-chan answer
	for range 2 {
		c := task{Do: "export", Data: s.Folder(), Now: noon}.command(t, line...)
		exporters = append(exporters, startReading(t, c))
	}
	paths := map[string]bool{}
	for _, answers := range exporters {
		for a := range answers {
			if a.Err != "" {
				t.Error(a.Err)
			}
			mustVerify(t, a.Backup.Path)
			paths[a.Backup.Path] = true
		}
	}
	if len(paths) != 2 {
		t.Errorf("two backups were reported, %d are there", len(paths))
	}
}
