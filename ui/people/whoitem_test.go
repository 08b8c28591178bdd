package people

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestRowsTellTheirState(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	item := NewWhoItem()
	item.Resize(fyne.NewSize(300, 42))
	r := test.TempWidgetRenderer(t, item).(*whoItemRenderer)
	look := WhoLook{Sign: "IO", Name: "Ines Okafor", Place: "A1 · Engineering"}
	for _, on := range []bool{true, false} {
		look.Selected, look.Cursor, look.IsMine, look.Action = on, on, on, ""
		if on {
			look.Action = "Release"
		}
		item.Set(look, nil)
		r.Refresh()
		if r.back.Visible() != on || r.name.TextStyle.Bold != on || r.ring.Visible() != on || item.act.Visible() != on {
			t.Errorf("%t: marked %t, bold %t, ring %t, link %t", on, r.back.Visible(), r.name.TextStyle.Bold, r.ring.Visible(), item.act.Visible())
		}
		want := map[bool]fyne.ThemeColorName{true: kit.ColorNameChosen, false: kit.ColorNameRoom}[on]
		if r.circle.FillColor != theme.ColorForWidget(want, item) {
			t.Errorf("%t: the circle is %v", on, r.circle.FillColor)
		}
	}
	if r.name.Text != "Ines Okafor" || r.initials.Text != "IO" || r.place.Text != "A1 · Engineering" {
		t.Errorf("the row says %q, %q, %q", r.initials.Text, r.name.Text, r.place.Text)
	}
}
