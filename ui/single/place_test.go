//go:build linux

package single

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func placeIn(t *testing.T, folder string) place {
	t.Helper()
	at, err := placeOf(folder)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestAFolderHasOnePlaceOnOneScreen(t *testing.T) {
	own := shortFolder(t)
	t.Setenv("XDG_RUNTIME_DIR", own)
	t.Setenv("DISPLAY", ":0")
	folder := filepath.Join(t.TempDir(), "new", "data")
	at := placeIn(t, folder)
	if filepath.Dir(at.socket) != filepath.Join(own, "seatkeeper") || filepath.Dir(at.lock) != filepath.Dir(at.socket) {
		t.Errorf("it is at %v", at)
	}
	if info, err := os.Stat(filepath.Dir(at.socket)); err != nil || info.Mode().Perm() != 0o700 {
		t.Error(info, err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Dir(folder), link); err != nil {
		t.Fatal(err)
	}
	for _, same := range []string{folder, filepath.Join(link, "data"), filepath.Join(link, "data", "x", "..")} {
		if placeIn(t, same) != at {
			t.Errorf("%s has another place", same)
		}
	}
	if placeIn(t, filepath.Dir(folder)) == at {
		t.Error("another folder has the same place")
	}
	t.Setenv("DISPLAY", ":1")
	if placeIn(t, folder) == at {
		t.Error("another screen has the same place")
	}
}

func TestAPlaceIsTheUsersOwn(t *testing.T) {
	temp, folder := shortFolder(t), t.TempDir()
	t.Setenv("TMPDIR", temp)
	open, long := t.TempDir(), filepath.Join(t.TempDir(), strings.Repeat("x", longestSocket))
	if err := errors.Join(os.Chmod(open, 0o755), os.Mkdir(long, 0o700)); err != nil {
		t.Fatal(err)
	}
	for what, runtime := range map[string]string{"none": "", "part of a path": "run", "open to others": open, "too long": long, "missing": filepath.Join(temp, "none")} {
		t.Setenv("XDG_RUNTIME_DIR", runtime)
		if at := placeIn(t, folder); filepath.Dir(filepath.Dir(at.socket)) != temp {
			t.Errorf("%s: it is at %v", what, at)
		}
	}
	// What somebody else has made there is not used.
	own := filepath.Dir(placeIn(t, folder).socket)
	if err := os.Chmod(own, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := makeOwn(own); err == nil {
		t.Error("a folder that is open to all is used")
	}
	if err := errors.Join(os.Remove(own), os.Symlink(t.TempDir(), own)); err != nil {
		t.Fatal(err)
	}
	if err := makeOwn(own); err == nil {
		t.Error("a link is used")
	}
}
