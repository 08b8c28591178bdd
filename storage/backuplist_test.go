package storage

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

func TestABackupIsListedUnderWhateverNameAndNeverThinned(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{Now: at(noon)})
	made := mustExport(t, s, ExportOptions{})
	whole := filetest.MustRead(t, made.Path)
	root, auto := s.backups.Path, filetest.MustMkdir(t, s.backups.AutoFolder())
	own := strings.Replace(whole, "\"counts\":", `"automatic": {"reason": "changes", "store": "`+mustStatus(t, s).Store+"\"},\n\"counts\":", 1)
	renamed := slices.Concat(
		eachIn(root, "backup-20261123-101112 (1).json", "before the move.json", "copy.json.age"),
		eachIn(auto, "backup-20261123-101112 (Anna's conflicted copy 2026-11-23).json", "backup-20261123-101112.sync-conflict-20261124-090000-ABCDEFG.json"),
	)
	for _, path := range renamed {
		content := own
		if strings.HasSuffix(path, backupfile.LockedEnding) {
			content = backupfile.LockedStart + "-> scrypt\n"
		}
		filetest.MustWrite(t, path, content)
		// All of them are years old.
		if err := os.Chtimes(path, noon.AddDate(-9, 0, 0), noon.AddDate(-9, 0, 0)); err != nil {
			t.Fatal(err)
		}
	}
	// And two that are none.
	filetest.MustWrite(t, filepath.Join(root, "floor plan.json"), `{"offices": []}`)
	filetest.MustWrite(t, filepath.Join(root, "notes.json.age"), "a letter")
	filetest.MustWrite(t, filepath.Join(root, "read me.txt"), "this is not even counted")
	all, err := ListAll(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, b := range all.Backups {
		if b.Renamed {
			found = append(found, b.Path)
		}
		if b.Own {
			t.Errorf("%s may be thinned", b.Path)
		}
		if b.Newest != (b.Path == made.Path) {
			t.Errorf("%s: newest is %v", b.Path, b.Newest)
		}
		if b.At.Location() != noon.Location() {
			t.Errorf("%s: %v", b.Path, b.At)
		}
	}
	slices.Sort(found)
	slices.Sort(renamed)
	if !slices.Equal(found, renamed) || all.Others != 2 || len(all.Backups) != 6 {
		t.Errorf("%d others, and %q", all.Others, found)
	}
	if _, err := CheckBackup(t.Context(), s, renamed[1], backupfile.ReadOptions{}); err == nil {
		t.Error("a changed one is good")
	}
	// No rule keeps them, and they stay; the second place gets none of them.
	if err := s.backups.Thin(t.Context(), backups.Retention{}); err != nil {
		t.Error(err)
	}
	for _, path := range renamed {
		if !Exists(path) {
			t.Errorf("%s is gone", path)
		}
	}
	waiting, err := s.backups.Waiting(t.Context(), backups.Settings{Place: t.TempDir(), PlaceID: "x"})
	if err != nil || len(waiting) != 1 || waiting[0].Path != made.Path {
		t.Errorf("%v, %v", waiting, err)
	}
	// A copy of it gets a name of ours.
	copied, err := CopyBackup(t.Context(), s, filepath.Join(root, "backup-20261123-101112 (1).json"), t.TempDir(), backups.CopyOptions{})
	if err != nil || filepath.Base(copied.Path) != "backup-20261123-101112.json" {
		t.Errorf("%v, %v", copied, err)
	}
}

func TestTimesOfBackupsAreInOneZone(t *testing.T) {
	berlin := time.FixedZone("", 3600)
	now := noon.In(berlin)
	s := mustOpenSample(t, t.TempDir(), Options{Now: at(now)})
	whole := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	other := strings.Replace(whole, now.Format(format.ExportedAtFormat), now.In(time.FixedZone("", -8*3600)).Format(format.ExportedAtFormat), 1)
	if other == whole {
		t.Fatal("nothing was replaced")
	}
	filetest.MustWrite(t, filepath.Join(s.backups.Path, "backup-20261123-021112.json"), other)
	list, err := ListBackups(t.Context(), s)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	for _, b := range list {
		if _, offset := b.At.Zone(); offset != 3600 || !b.At.Equal(now.Truncate(time.Millisecond)) {
			t.Errorf("%s: %v", b.Path, b.At)
		}
	}
}

func mustStatus(t *testing.T, s *Store) Status {
	t.Helper()
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return status
}
