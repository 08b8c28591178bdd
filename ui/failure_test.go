package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/words"
)

func TestACardFitsALowWindow(t *testing.T) {
	w := emptyWindow(t)
	w.Resize(fyne.NewSize(820, 466))
	var lines []fyne.CanvasObject
	for range 30 {
		lines = append(lines, NewLine("Ctrl+E"))
	}
	showCard(w, "Keyboard shortcuts", container.NewVBox(lines...))
	end := w.Canvas().Focused().(*Button)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	if bottom := at(end).Y + end.Size().Height; bottom > w.Canvas().Size().Height {
		t.Fatalf("the button ends at %v, the window at %v", bottom, w.Canvas().Size().Height)
	}
	seen := func() bool { return at(lines[29]).Y+lines[29].Size().Height <= at(end).Y }
	if seen() {
		t.Fatal("there is nothing to scroll to")
	}
	pressIn(w, fyne.KeyPageDown, fyne.KeyEnd)
	if !seen() {
		t.Error("the keys don't bring the last line into view")
	}
	pressIn(w, fyne.KeyEscape)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close it")
	}
}

func TestAPanicBesideTheWindowIsSaidAndTheWindowStays(t *testing.T) {
	w, hand := windowForTest(t, t.TempDir())
	w.background.Go(func() { panic("Ines Okafor") })
	hand.run()
	top := w.win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is said")
	}
	var card *failureCard
	for _, o := range test.LaidOutObjects(top) {
		if c, ok := o.(*failureCard); ok {
			card = c
		}
	}
	test.Tap(card.buttons[0]) // copies the details
	copied := w.app.Clipboard().Content()
	if !strings.Contains(copied, "failure_test.go") || strings.Contains(copied, "Ines") || !strings.Contains(copied, words.Say("next.crash")) {
		t.Errorf("%q", copied)
	}
	test.Tap(card.buttons[1])
	if !w.isReady() {
		t.Error("the window is of no use any more")
	}
}
