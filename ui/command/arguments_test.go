package command

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"seatkeeper/storage"
)

// A path need not be text: what is named is what is used.
func TestAPathIsTakenAsItIsGiven(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the file system takes only text as names")
	}
	top := t.TempDir()
	folder, other := filepath.Join(top, "caf\xe9"), filepath.Join(top, "caf\uFFFD")
	for _, path := range []string{folder, other} {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Skip("the file system takes only text as names: ", err)
		}
	}
	s, err := storage.Open(t.Context(), filepath.Join(top, "d\xff"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	for _, args := range [][]string{
		{"export", "--data", filepath.Join(top, "d\xff"), "--to", folder},
		{"export", "--data=" + filepath.Join(top, "d\xff"), "--to=" + folder},
	} {
		if code := Run(args, Program{Stdout: &out, Stderr: &errs}); code != exitOK {
			t.Fatalf("%d: %s", code, errs.String())
		}
	}
	there, _ := filepath.Glob(filepath.Join(folder, "backup-*.json"))
	wrong, _ := filepath.Glob(filepath.Join(other, "*"))
	if len(there) != 2 || len(wrong) != 0 || out.String() != there[0]+"\n"+there[1]+"\n" {
		t.Fatalf("%q and %q; it prints %q", there, wrong, out.String())
	}
	if code := Run([]string{"verify", there[0]}, Program{Stdout: &out, Stderr: &errs}); code != exitOK {
		t.Errorf("%d: %s", code, errs.String())
	}
}
