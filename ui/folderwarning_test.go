package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seatkeeper/ui/kit"
)

func TestFlowASynchronisedFolderIsWarnedOfOnce(t *testing.T) {
	f := &flow{T: t, folder: filepath.Join(t.TempDir(), "data"), made: newFakeBackups()}
	if err := os.Mkdir(filepath.Join(filepath.Dir(f.folder), ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	f.w, f.hand = windowWith(t, f.folder, f.made)
	f.hand.Run()
	f.wantToast(kit.Warning, "Syncthing synchronises the data folder", "two computers", "second place")
	f.press("Understood")
	f.hand.Run()
	if said := textsOf(f.w.news.toasts); strings.Contains(said, "Syncthing") {
		t.Errorf("it is still said:\n%s", said)
	}
	f.w.openAgain()
	f.hand.Run()
	if said := textsOf(f.w.news.toasts); strings.Contains(said, "Syncthing") {
		t.Errorf("it is said again:\n%s", said)
	}
}
