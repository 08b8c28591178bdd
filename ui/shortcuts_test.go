package ui

import (
	"runtime"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/menubar"
)

func TestShortcutsAreWrittenAsOnTheKeys(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("the signs of a Mac")
	}
	for want, s := range map[string]fyne.KeyboardShortcut{
		"Ctrl+E": exportShortcut, "Ctrl+Shift+Z": redoShortcut, "Ctrl+Enter": bookShortcut, "Alt+Left": previousShortcut,
	} {
		if got := menubar.ShortcutText(s); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
