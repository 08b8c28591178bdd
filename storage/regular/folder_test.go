package regular

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAFolderIsListed(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"zebra.json", "Apple.JSON", "notes.txt", ".hidden.json"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"old", "Backups", ".git"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := List(folder, func(name string) bool { return strings.EqualFold(filepath.Ext(name), ".json") })
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{{"Backups", true}, {"old", true}, {"Apple.JSON", false}, {"zebra.json", false}}
	if !slices.Equal(entries, want) {
		t.Errorf("%v, not %v", entries, want)
	}
	for path, want := range map[string]Kind{
		folder: Folder, filepath.Join(folder, "notes.txt"): File, filepath.Join(folder, "gone"): Missing,
	} {
		if kind, err := KindOf(path); kind != want || err != nil {
			t.Errorf("%s is %d, %v; want %d", path, kind, err, want)
		}
	}
	if _, err := List(filepath.Join(folder, "gone"), nil); err == nil {
		t.Error("a folder that is gone was listed")
	}
}
