package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/kit"
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
	var card *kit.FailureCard
	for _, o := range test.LaidOutObjects(top) {
		if c, ok := o.(*kit.FailureCard); ok {
			card = c
		}
	}
	test.Tap(card.Buttons[0]) // copies the details
	copied := w.app.Clipboard().Content()
	if !strings.Contains(copied, "session_test.go") || strings.Contains(copied, "Ines") || !strings.Contains(copied, words.Say("next.crash")) {
		t.Errorf("%q", copied)
	}
	test.Tap(card.Buttons[1])
	if !w.isReady() {
		t.Error("the window is of no use any more")
	}
}
