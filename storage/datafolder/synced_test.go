package datafolder

import (
	"path/filepath"
	"strings"
	"testing"

	"seatkeeper/storage/filetest"
)

func TestSynchronisedFoldersAreKnownByTheirMarks(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("OneDrive", filepath.Join(home, "Cloud"))
	t.Setenv("APPDATA", "")
	t.Setenv("LOCALAPPDATA", "")
	filetest.MustMkdir(t, filepath.Join(home, ".dropbox")) // where it keeps its settings
	filetest.MustWrite(t, filepath.Join(home, ".dropbox", "info.json"), `{"personal":{"path":`+quoted(filepath.Join(home, "Box"))+`}}`)
	marked := func(folder, mark string) string {
		filetest.MustMkdir(t, filepath.Dir(filepath.Join(home, folder, mark)))
		filetest.MustWrite(t, filepath.Join(home, folder, mark), "")
		return filetest.MustMkdir(t, filepath.Join(home, folder, "in it", "data"))
	}
	for folder, want := range map[string]string{
		filetest.MustMkdir(t, filepath.Join(home, "plain", "data")):                                        "",
		marked("drop", ".dropbox.cache"):                                                                   "Dropbox",
		marked("next [1]", ".sync_0a1b2c.db"):                                                              "Nextcloud",
		marked("sync", ".stfolder"):                                                                        "Syncthing",
		marked("drive", ".tmp.driveupload"):                                                                "Google Drive",
		filetest.MustMkdir(t, filepath.Join(home, "Box", "data")):                                          "Dropbox",
		filetest.MustMkdir(t, filepath.Join(home, "Cloud", "data")):                                        "OneDrive",
		filetest.MustMkdir(t, filepath.Join(home, "OneDrive - Example Ltd", "data")):                       "OneDrive",
		filetest.MustMkdir(t, filepath.Join(home, "Library", "CloudStorage", "GoogleDrive-a@b.c", "data")): "Google Drive",
		filetest.MustMkdir(t, filepath.Join(home, "Library", "Mobile Documents", "x", "data")):             "iCloud",
	} {
		if got := SyncedBy(folder); got != want {
			t.Errorf("%s: %q, not %q", folder, got, want)
		}
	}
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `\`, `\\`) + `"` }
