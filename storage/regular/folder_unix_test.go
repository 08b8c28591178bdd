//go:build unix

package regular

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

func TestPipesAndDevicesAreNoFiles(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := syscall.Mkfifo(at("pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for to, from := range map[string]string{"pipe": "to-pipe", "file": "to-file", "gone": "to-nothing", "/dev/null": "to-device", ".": "to-folder"} {
		if err := os.Symlink(to, at(from)); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := List(folder, func(string) bool { return true })
	if want := []Entry{{"to-folder", true}, {"file", false}, {"to-file", false}}; err != nil || !slices.Equal(entries, want) {
		t.Errorf("%v, %v; want %v", entries, err, want)
	}
	for path, want := range map[string]Kind{at("pipe"): Other, at("to-pipe"): Other, "/dev/null": Other, at("to-nothing"): Missing, at("to-folder"): Folder} {
		if kind, err := KindOf(path); kind != want || err != nil {
			t.Errorf("%s is %d, %v; want %d", path, kind, err, want)
		}
	}
}
