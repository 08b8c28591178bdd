//go:build unix

package storage

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/filetest"
)

// Others write to a folder on a network drive too, and may put anything in the place of
// the file that says who has the store.
func TestWhoHasTheStoreIsWrittenIntoAFileOfItsOwn(t *testing.T) {
	victim := filepath.Join(t.TempDir(), "victim")
	filetest.MustWrite(t, victim, "of somebody")
	for name, plant := range map[string]func(path string) error{
		"a link": func(path string) error { return os.Symlink(victim, path) },
		"a pipe": func(path string) error { return unix.Mkfifo(path, 0o600) },
		"a file": func(path string) error { return os.WriteFile(path, []byte("left over"), 0o400) },
	} {
		folder := t.TempDir()
		for _, file := range []string{datafolder.HolderFile, "." + datafolder.HolderFile} {
			if err := plant(filepath.Join(folder, file)); err != nil {
				t.Skip(err)
			}
		}
		o := netDrive
		o.Now = at(noon)
		opened := make(chan error, 1)
		go func() {
			s, err := Open(t.Context(), folder, o)
			if err == nil {
				t.Cleanup(func() { _ = s.Close() })
			}
			opened <- err
		}()
		select {
		case err := <-opened:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(time.Minute):
			t.Fatalf("%s: opening it hangs", name)
		}
		if h, err := datafolder.ReadHolder(folder); err != nil || !h.Since.Equal(noon) {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
		if filetest.MustRead(t, victim) != "of somebody" {
			t.Errorf("%s: another file was written to", name)
		}
	}
}

func TestASecondCloseDoesNotTakeTheNextOnesFileAway(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, netDrive)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, folder, netDrive)
	_ = s.Close()
	if _, err := datafolder.ReadHolder(folder); err != nil {
		t.Error(err)
	}
}
