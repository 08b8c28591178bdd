package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/datafolder"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// A folder that a person has named is not made: where it is missing, a drive may be
// away, and what is made is on the system's disk.
func TestNothingIsWrittenWhereADriveIsAway(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	backup := mustExport(t, s, ExportOptions{}).Path
	mount := t.TempDir() // where the drive was
	folder := filepath.Join(mount, "seatkeeper")
	for name, write := range map[string]func() error{
		"an export": func() error { _, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder}); return err },
		"a locked export": func() error {
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder, Passphrase: "open sesame"})
			return err
		},
		"a copy":       func() error { _, err := CopyBackup(t.Context(), s, backup, folder, backups.CopyOptions{}); return err },
		"a list":       func() error { _, err := s.Writer().People(t.Context(), folder, nil); return err },
		"a floor plan": func() error { _, err := s.Writer().Offices(t.Context(), folder, nil); return err },
		"a second place": func() error {
			return setBackups(s, backups.Settings{Place: folder, Pause: backups.LongestPause, WarnAfter: 1})
		},
	} {
		err := write()
		if filetest.WantKind(t, err, failure.KindMissing); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
		if names, err := os.ReadDir(mount); err != nil || len(names) > 0 {
			t.Fatalf("%s makes %v %v", name, names, err)
		}
	}
}

func TestAFolderIsMadeInAMarkedPlace(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	place := t.TempDir()
	other := mustOpenSample(t, t.TempDir(), Options{})
	mustHavePlace(t, other, place, "")
	folder := filepath.Join(place, "desk")
	mustVerify(t, mustExport(t, s, ExportOptions{Folder: folder}).Path)
	filetest.WantKind(t, exportTo(t, s, filepath.Join(place, "far", "below")), failure.KindMissing)

	// The store's own second place must be there, and not only a folder of its name.
	mustHavePlace(t, s, place, "")
	mustExport(t, s, ExportOptions{Folder: place})
	if err := os.Rename(place, place+"-unplugged"); err != nil {
		t.Fatal(err)
	}
	filetest.MustMkdir(t, place)
	filetest.MustMkdir(t, folder)
	for _, folder := range []string{place, folder} {
		filetest.WantKind(t, exportTo(t, s, folder), failure.KindPlaceAway)
		if names, _ := filepath.Glob(filepath.Join(folder, "*.json")); len(names) > 0 {
			t.Errorf("on the system's disk there are %v", names)
		}
	}
}

func TestASecondPlaceThatCouldNotBeKeptIsRefused(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	place := filepath.Join(t.TempDir(), "caf\xe9")
	if err := os.Mkdir(place, 0o700); err != nil {
		t.Skip("the file system takes only text as names: ", err)
	}
	b := backups.DefaultSettings()
	b.Place = place
	if err := setBackups(s, b); !isRule(err, data.RuleNotText) {
		t.Error(err)
	}
	if names, _ := os.ReadDir(place); len(names) > 0 {
		t.Errorf("it got its mark all the same: %v", names)
	}
}

func exportTo(t *testing.T, s *Store, folder string) error {
	_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
	return err
}

func TestADataFolderWithTooLongAPathSaysSo(t *testing.T) {
	top := t.TempDir()
	of := func(length int) string {
		path := top
		for length-len(path) > 100 {
			path = filepath.Join(path, strings.Repeat("x", 98))
		}
		return filepath.Join(path, strings.Repeat("y", length-len(path)-1))
	}
	most := datafolder.LongestPath()
	for _, length := range []int{most + 1, most + 15, 1000} {
		_, err := Open(t.Context(), of(length), Options{})
		filetest.WantKind(t, err, failure.KindPathTooLong)
	}
	_, err := Open(t.Context(), filepath.Join(top, strings.Repeat("z", 300)), Options{}) // longer than a name can be
	filetest.WantKind(t, err, failure.KindPathTooLong)
	if names, err := os.ReadDir(top); err != nil || len(names) > 0 {
		t.Errorf("%v was made, %v", names, err)
	}
	// The longest that is not refused is good for all that a store does.
	folder := of(most)
	if err := os.MkdirAll(filepath.Dir(folder), 0o700); err != nil {
		t.Fatal(err)
	}
	s := mustOpenSample(t, folder, Options{Now: ticking()})
	path := mustExport(t, s, ExportOptions{}).Path
	mustAdd(t, s, data.User{Name: "Carol"})
	mustBackUp(t, s, format.OriginChanges)
	mustRestore(t, s, path, RestoreOptions{})
	mustHold(t, s, 4)
}

func TestWhatABackupIsShowsInItsStart(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	backup := mustExport(t, s, ExportOptions{}).Path
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	plan, err := s.Writer().Offices(t.Context(), t.TempDir(), offices)
	if err != nil {
		t.Fatal(err)
	}
	if !format.IsBackup(backup) || format.IsBackup(plan) || format.IsBackup(filepath.Join(t.TempDir(), "gone.json")) {
		t.Errorf("%v %v", format.IsBackup(backup), format.IsBackup(plan))
	}
}
