package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"seatkeeper/storage/filetest"
)

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
			switch err := CheckThenRename(from, final); {
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
	if err := CheckThenRename(final, filepath.Join(folder, "link")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
}

func TestANameThatAnotherIsTakingIsTaken(t *testing.T) {
	folder := t.TempDir()
	temps := regexp.MustCompile(`^\.backup-\d{8}-\d{6}\.json\d{1,20}$`)
	from, to := filepath.Join(folder, "from"), filepath.Join(folder, "backup-20261123-101112.json")
	filetest.MustWrite(t, from, "ours")
	claim, err := takeName(to)
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckThenRename(from, to); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	// It is swept like every temporary file: when nobody holds it any more.
	if removed, err := Sweep(folder, temps); len(removed) > 0 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
	if err := claim.Close(); err != nil {
		t.Fatal(err)
	}
	if removed, err := Sweep(folder, temps); len(removed) != 1 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
	if err := CheckThenRename(from, to); err != nil || filetest.MustRead(t, to) != "ours" || len(filetest.FilesIn(t, folder)) != 1 {
		t.Errorf("%v, %v", err, filetest.FilesIn(t, folder))
	}
}
