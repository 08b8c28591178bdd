package datafolder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"seatkeeper/storage/filetest"
)

func TestTheFirstDataFolderThatAppliesIsUsed(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the user's own folder is named as on Linux")
	}
	// The program's file is the test's own, which has no folder data beside it.
	elsewhere, share := t.TempDir(), t.TempDir()
	checkout := t.TempDir()
	filetest.MustMkdir(t, filepath.Join(checkout, "data"))
	filetest.MustWrite(t, filepath.Join(checkout, "FyneApp.toml"), "")
	half := t.TempDir() // a folder data alone makes no checkout
	filetest.MustMkdir(t, filepath.Join(half, "data"))
	tests := []struct {
		name, given, env, in, want string
	}{
		{"given", "mine", "/named", checkout, filepath.Join(checkout, "mine")},
		{"named by the environment", "", "/named", checkout, "/named"},
		{"of a checkout", "", "", checkout, filepath.Join(checkout, "data")},
		{"the user's own", "", "", elsewhere, filepath.Join(share, "seatkeeper", "data")},
		{"the user's own beside a strange one", "", "", half, filepath.Join(share, "seatkeeper", "data")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv(Env, tt.env)
			t.Setenv("XDG_DATA_HOME", share)
			t.Chdir(tt.in)
			got, err := Find(tt.given)
			if err != nil || got != tt.want {
				t.Errorf("it is %q, %v; want %q", got, err, tt.want)
			}
			if _, err := os.Stat(got); tt.name == "given" && !errors.Is(err, fs.ErrNotExist) {
				t.Error("looking for it made it")
			}
		})
	}
	t.Run("a relative XDG_DATA_HOME is ignored", func(t *testing.T) {
		t.Setenv(Env, "")
		t.Setenv("XDG_DATA_HOME", "share")
		t.Setenv("HOME", share)
		t.Chdir(elsewhere)
		if got, err := Find(""); err != nil || got != filepath.Join(share, ".local", "share", "seatkeeper", "data") {
			t.Errorf("it is %q, %v", got, err)
		}
	})
}
