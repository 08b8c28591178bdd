package help

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestACardFitsALowWindow(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	w.Resize(fyne.NewSize(820, 466))
	var lines []fyne.CanvasObject
	for range 30 {
		lines = append(lines, kit.NewLine("Ctrl+E"))
	}
	showCard(w, "Keyboard shortcuts", container.NewVBox(lines...))
	end := w.Canvas().Focused().(*kit.Button)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	if bottom := at(end).Y + end.Size().Height; bottom > w.Canvas().Size().Height {
		t.Fatalf("the button ends at %v, the window at %v", bottom, w.Canvas().Size().Height)
	}
	seen := func() bool { return at(lines[29]).Y+lines[29].Size().Height <= at(end).Y }
	if seen() {
		t.Fatal("there is nothing to scroll to")
	}
	uitest.Press(w, fyne.KeyPageDown, fyne.KeyEnd)
	if !seen() {
		t.Error("the keys don't bring the last line into view")
	}
	uitest.Press(w, fyne.KeyEscape)
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close it")
	}
}
