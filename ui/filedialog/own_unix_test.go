//go:build unix

package filedialog

import (
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/filedialog/native"
)

func TestAPipeIsNoFile(t *testing.T) {
	a := askingForTest(t, none)
	if err := syscall.Mkfifo(filepath.Join(a.folder, "pipe.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []native.Kind{OpenFile, SaveFile, Folder} {
		a.ask(kind, "")
		if slices.Contains(a.names(), "pipe.json") {
			t.Error("the pipe is listed")
		}
		a.retype("pipe.json")
		a.press(fyne.KeyReturn)
		if !a.says("That is no file that could be opened.") {
			t.Error("the pipe is not refused")
		}
		a.press(fyne.KeyEscape)
		a.want()
	}
}
