package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestButtonIsPressed(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	pressed := 0
	b := NewButton(Plain, "Restore…", func() { pressed++ })
	uitest.Show(t, b, 200, 60)
	test.Tap(b)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA} {
		b.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if pressed != 4 {
		t.Errorf("pressed %d times, want 4: by a click, Return, Enter and Space", pressed)
	}
	b.Disable()
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 4 || b.Cursor() != desktop.DefaultCursor {
		t.Error("a disabled button can be pressed")
	}
	test.Tap(NewButton(Plain, "without a handler", nil)) // must not fail
}

func TestButtonShowsItsFocus(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantDark)
	b := NewButton(Primary, "Export backup", nil)
	w := uitest.Show(t, b, 200, 60)
	r := test.TempWidgetRenderer(t, b).(*buttonRenderer)
	if r.ring.Visible() {
		t.Error("the ring is there without the focus")
	}
	w.Canvas().Focus(b)
	r.Refresh()
	if !r.ring.Visible() {
		t.Error("no ring with the focus")
	}
}

func TestButtonCutsItsText(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	b := NewButton(Plain, "A text that is far too long for this button", nil)
	b.Hint = "Ctrl+E"
	uitest.Show(t, b, 160, 36)
	r := test.TempWidgetRenderer(t, b).(*buttonRenderer)
	r.Layout(fyne.NewSize(160, 36))
	if end := r.hint.Position().X + r.hint.MinSize().Width; end > 160 || r.text.Position().X < 0 {
		t.Errorf("%q begins at %v, its hint ends at %v of 160", r.text.Text, r.text.Position().X, end)
	}
	if min := NewButton(Link, "Copy path", nil).MinSize(); min.Height > 30 {
		t.Errorf("a link is %v high", min.Height)
	}
}
