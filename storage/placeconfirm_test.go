package storage

import (
	"path/filepath"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// unconfirmed is a file system whose second place has a folder that can't be brought to
// the disk.
type unconfirmed struct {
	atomicfile.Files
	folder string
}

func (u *unconfirmed) SyncFolder(path string) error {
	if path == u.folder {
		return errIO
	}
	return u.Files.SyncFolder(path)
}

func TestACopyThatCouldNotBeConfirmedIsNotMadeAgain(t *testing.T) {
	for _, passphrase := range []string{"", "correct horse"} {
		place := t.TempDir()
		s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
		b := mustHavePlace(t, s, place, passphrase)
		filetest.MustMkdir(t, filepath.Join(place, AutoFolder))
		for _, name := range []string{"Carol", "Dave"} {
			mustAdd(t, s, data.User{Name: name})
			mustBackUp(t, s, format.OriginChanges)
		}
		// The first of the names is taken, so that the copy can't be known by it.
		list := mustList(t, s)
		taken := filepath.Join(place, AutoFolder, filepath.Base(list[0].Path))
		if passphrase != "" {
			taken += ".age"
		}
		filetest.MustWrite(t, taken, "another")
		useFiles(s, &unconfirmed{atomicfile.System{}, filepath.Join(place, AutoFolder)})
		for range 3 {
			err := s.backups.CopyWaiting(t.Context(), b, func() { t.Error("it is said to be copied") })
			filetest.WantKind(t, err, failure.KindNotConfirmed)
			if names := placed(t, place); len(names) != 3 {
				t.Errorf("%d files are there: %v", len(names), names)
			}
			if waiting, err := s.backups.Waiting(t.Context(), b); err != nil || len(waiting) != 2 {
				t.Errorf("%d wait (%v)", len(waiting), err)
			}
		}
		useFiles(s, atomicfile.System{})
		copied := 0
		for range 2 {
			if err := s.backups.CopyWaiting(t.Context(), b, func() { copied++ }); err != nil {
				t.Fatal(err)
			}
		}
		if names := placed(t, place); len(names) != 3 || copied != 2 {
			t.Errorf("%d are copied, %v", copied, names)
		}
	}
}

func TestACopyThatIsGoneBeforeItWasConfirmedIsMadeAgain(t *testing.T) {
	place := t.TempDir()
	s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
	b := mustHavePlace(t, s, place, "correct horse")
	filetest.MustMkdir(t, filepath.Join(place, AutoFolder))
	mustBackUp(t, s, format.OriginChanges)
	useFiles(s, &unconfirmed{atomicfile.System{}, filepath.Join(place, AutoFolder)})
	filetest.WantKind(t, s.backups.CopyWaiting(t.Context(), b, func() {}), failure.KindNotConfirmed)
	for _, name := range placed(t, place) {
		filetest.MustWrite(t, filepath.Join(place, filepath.FromSlash(name)), "cut off") // as after a power cut
	}
	useFiles(s, atomicfile.System{})
	if err := s.backups.CopyWaiting(t.Context(), b, func() {}); err != nil {
		t.Fatal(err)
	}
	if names := placed(t, place); len(names) != 2 {
		t.Errorf("%v", names)
	}
}
