package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/words"
)

func TestAPanicBesideTheWindowIsSaidAndTheWindowStays(t *testing.T) {
	w, hand := windowForTest(t, t.TempDir())
	w.background.Go(func() { panic("Ines Okafor") })
	hand.Run()
	top := w.win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is said")
	}
	buttons := buttonsIn(top)
	test.Tap(buttons[0]) // copies the details
	copied := w.app.Clipboard().Content()
	if !strings.Contains(copied, "session_test.go") || strings.Contains(copied, "Ines") || !strings.Contains(copied, words.Say("next.crash")) {
		t.Errorf("%q", copied)
	}
	test.Tap(buttons[1])
	if !w.isReady() {
		t.Error("the window is of no use any more")
	}
}
