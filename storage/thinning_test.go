package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// mustBackUp makes an automatic backup of the present data and returns its path.
func mustBackUp(t testing.TB, s *Store, origin format.Origin) string {
	t.Helper()
	made, err := backUp(t.Context(), s, origin)
	if err != nil || !made {
		t.Fatalf("made: %v, %v", made, err)
	}
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return status.Backup.Path
}

func mustList(t testing.TB, s *Store) []backups.File {
	t.Helper()
	list, err := ListBackups(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestThinningTouchesOnlyItsOwn(t *testing.T) {
	now := noon.AddDate(0, -6, 0)
	clock := func() time.Time { return now }
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{Now: at(noon.AddDate(0, -7, 0))})
	s.now = clock
	n := 0
	changed := func() { n++; mustAdd(t, s, data.User{Name: fmt.Sprintf("Person %d", n)}) }
	changed()
	exported := mustExport(t, s, ExportOptions{}).Path // by the user, months ago
	var own []string
	for range 5 {
		now = now.Add(time.Hour)
		changed()
		own = append(own, mustBackUp(t, s, format.OriginChanges))
	}
	auto := s.backups.AutoFolder()
	first := filetest.MustRead(t, own[0])
	of := func(change func(string) string, name string) string {
		path := filepath.Join(auto, name)
		filetest.MustWrite(t, path, change(first))
		return path
	}
	strangers := []string{
		of(func(text string) string { return strings.ReplaceAll(text, `"store": "`, `"store": "0`) }, "backup-20260501-000001.json"),
		of(func(text string) string { return automatic.ReplaceAllString(text, "") }, "backup-20260501-000002.json"),
		of(func(text string) string { return text }, "backup-of-mine.json"),
		of(func(text string) string { return text }, "notes.txt"),
		of(func(text string) string { return text[:len(text)/2] }, "backup-20260501-000003.json"), // cut off
	}
	// A clock that was ahead by years for a while.
	now = noon.AddDate(5, 0, 0)
	changed()
	future := mustBackUp(t, s, format.OriginChanges)
	now = noon
	changed()
	newest := mustBackUp(t, s, format.OriginQuit)

	if err := s.backups.Thin(t.Context(), backups.Retention{}); err != nil {
		t.Fatal(err)
	}
	for _, path := range append(strangers, exported, future, newest) {
		if !Exists(path) {
			t.Errorf("%s is gone", path)
		}
	}
	for _, path := range own {
		if Exists(path) {
			t.Errorf("%s is still there", path)
		}
	}
	notes, err := s.local.notes(t.Context(), "backup files")
	if err != nil || len(notes) != 3 {
		t.Errorf("%d notes, %v", len(notes), err)
	}
}

func TestNothingIsThinnedWithoutANewerOneThatWasChecked(t *testing.T) {
	now := noon
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	first := mustBackUp(t, s, format.OriginChanges)
	now = now.Add(time.Hour)
	mustAdd(t, s, data.User{Name: "Carol"})
	second := mustBackUp(t, s, format.OriginChanges)
	// Somebody touches the newer one: nobody knows what it is now.
	if err := os.Chtimes(second, now, now); err != nil {
		t.Fatal(err)
	}
	if err := s.backups.Thin(t.Context(), backups.Retention{}); err != nil {
		t.Fatal(err)
	}
	if !Exists(first) || !Exists(second) {
		t.Error("a backup is gone")
	}
	if _, err := CheckBackup(t.Context(), s, second, backupfile.ReadOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := s.backups.Thin(t.Context(), backups.Retention{}); err != nil {
		t.Fatal(err)
	}
	if Exists(first) || !Exists(second) {
		t.Error("the older one stays, or the newer one goes")
	}
	// A newer one that is damaged keeps the last good one.
	now = now.Add(time.Hour)
	mustAdd(t, s, data.User{Name: "Dave"})
	third := mustBackUp(t, s, format.OriginChanges)
	filetest.MustWrite(t, third, strings.Replace(filetest.MustRead(t, third), "Dave", "Dove", 1))
	if _, err := CheckBackup(t.Context(), s, third, backupfile.ReadOptions{}); failure.KindOf(err) != failure.KindBadBackup {
		t.Fatal(err)
	}
	if err := s.backups.Thin(t.Context(), backups.Retention{}); err != nil {
		t.Fatal(err)
	}
	if !Exists(second) || !Exists(third) {
		t.Error("the last good one is gone, or the damaged one")
	}
}
