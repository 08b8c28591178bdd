package find

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestFindButton(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	pressed := 0
	b := NewButton("Ctrl+F", func() { pressed++ })
	w := uitest.Show(t, b, 264, 36)
	test.Tap(b)
	w.Canvas().FocusNext()
	uitest.TypeKeys(b, fyne.KeyReturn, fyne.KeySpace, fyne.KeyA)
	if pressed != 3 || w.Canvas().Focused() != b {
		t.Errorf("pressed %d times", pressed)
	}
	r := test.TempWidgetRenderer(t, b).(*findButtonRenderer)
	for width, want := range map[float32]string{264: "Find a person or desk", 120: "Find a per…"} {
		b.Resize(fyne.NewSize(width, 36))
		r.Layout(b.Size())
		if r.text.Text != want && !(width < 200 && strings.HasSuffix(r.text.Text, "…")) || r.shortcut.Visible() != (width > 200) {
			t.Errorf("%v wide it says %q, the shortcut is shown: %t", width, r.text.Text, r.shortcut.Visible())
		}
	}
}
