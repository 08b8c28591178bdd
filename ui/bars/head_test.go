package bars

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestALowWindowHasTheMenusAndTheBarInOneRow(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	block := func(width, height float32) *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(width, height))
		return r
	}
	inBar := block(500, kit.ControlHeight)
	bar := kit.NewToolbar(inBar)
	head := &Head{Menus: block(240, 30), Bar: bar, Least: 330, Content: container.NewBorder(bar, nil, nil, nil)}
	whole := container.New(head, head.Objects()...)
	window := uitest.Show(t, whole, 1000, 700)
	for _, c := range []struct {
		about         string
		width, height float32
		hidden        bool
		row           bool
	}{
		{"a high one", 1000, 700, false, false},
		{"a low one", 900, 500, false, true},
		{"one that is narrow too", 540, 500, false, false},
		{"one in which the floor is drawn", 900, 500, true, false},
		{"a high one again", 1000, 700, false, false},
	} {
		bar.Hidden = c.hidden
		window.Resize(fyne.NewSize(c.width, c.height))
		whole.Refresh()
		y, left := head.Content.Position().Y, inBar.Position().X
		if inOne := y == 0; inOne != c.row || c.row != (left >= head.Menus.Size().Width) {
			t.Errorf("%s: the content begins at %v, what is in the bar at %v", c.about, y, left)
		}
		if end := left + inBar.Size().Width; !c.hidden && end > c.width {
			t.Errorf("%s: the bar ends at %v of %v", c.about, end, c.width)
		}
	}
}
