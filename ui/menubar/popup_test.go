package menubar

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// popped is a menu that was asked for at a place of a window, and what was chosen in it.
type popped struct {
	*testing.T
	win  fyne.Window
	done []string
}

func popupForTest(t *testing.T) *popped {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	return &popped{T: t, win: uitest.Show(t, canvas.NewRectangle(nil), 700, 400)}
}

func (p *popped) show(at fyne.Position) *popup {
	p.Helper()
	item := func(label string, more ...*fyne.MenuItem) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, func() { p.done = append(p.done, label) })
		if more != nil {
			i.Action, i.ChildMenu = nil, fyne.NewMenu("", more...)
		}
		return i
	}
	off := item("Off", item("Deep"))
	off.Disabled = true
	ShowPopup(fyne.NewMenu("", item("Copy"), fyne.NewMenuItemSeparator(), item("Align", item("Left"), item("Right")), off, item("Delete")), at, p.win.Canvas())
	return p.win.Canvas().Overlays().Top().(*popup)
}

func (p *popped) want(menus int, marked string) {
	p.Helper()
	menu, _ := p.win.Canvas().Overlays().Top().(*popup)
	if menu == nil {
		if menus > 0 {
			p.Errorf("no menu is open, want %d", menus)
		}
		return
	}
	last := menu.levels[len(menu.levels)-1].rows
	if len(menu.levels) != menus || menus > 0 && last.items[last.at].Label != marked {
		p.Errorf("%d menus, %s is marked; want %d, %s", len(menu.levels), last.items[last.at].Label, menus, marked)
	}
}

func TestAPopupByKeys(t *testing.T) {
	p := popupForTest(t)
	p.show(fyne.NewPos(100, 100))
	key := func(keys ...fyne.KeyName) { uitest.Press(p.win, keys...) }
	p.want(1, "Copy")
	key(fyne.KeyDown)
	p.want(1, "Align")
	key(fyne.KeyRight)
	p.want(2, "Left")
	key(fyne.KeyDown, fyne.KeyLeft)
	p.want(1, "Align")
	key(fyne.KeyReturn, fyne.KeyEscape)
	p.want(1, "Align")
	key(fyne.KeyDown)
	p.want(1, "Delete") // over what can't be chosen
	key(fyne.KeyEscape)
	p.want(0, "")
	p.show(fyne.NewPos(100, 100))
	uitest.Type(p.win, "a")
	key(fyne.KeyRight, fyne.KeyEnd, fyne.KeyReturn)
	p.want(0, "")
	if !slices.Equal(p.done, []string{"Right"}) {
		t.Errorf("done is %q", p.done)
	}
}

func TestAPopupByPointer(t *testing.T) {
	p := popupForTest(t)
	c := p.win.Canvas()
	row := func(level, i int) fyne.Position {
		l := c.Overlays().Top().(*popup).levels[level]
		return l.card.Position().AddXY(30, cardPad+l.rows.top(i)+6)
	}
	p.show(fyne.NewPos(100, 100))
	test.MoveMouse(c, row(0, 2))
	p.want(2, "Left")
	test.MoveMouse(c, row(0, 4))
	p.want(1, "Delete")
	test.MoveMouse(c, row(0, 3)) // can't be chosen
	test.TapCanvas(c, row(0, 3))
	test.TapCanvas(c, row(0, 1)) // is a line
	p.want(1, "Delete")
	test.TapCanvas(c, row(0, 2))
	p.want(2, "Left")
	test.TapCanvas(c, row(1, 1))
	p.want(0, "")
	p.show(fyne.NewPos(100, 100))
	test.TapCanvas(c, fyne.NewPos(600, 300))
	p.want(0, "")
	p.show(fyne.NewPos(100, 100)).TappedSecondary(nil)
	p.want(0, "")
	if !slices.Equal(p.done, []string{"Right"}) {
		t.Errorf("done is %q", p.done)
	}
}

// Wherever it is asked for it lies within the window, and what an item opens beside the item.
func TestAPopupLiesWithinTheWindow(t *testing.T) {
	p := popupForTest(t)
	for _, at := range []fyne.Position{{X: 5, Y: 5}, {X: 690, Y: 390}, {X: 690, Y: 5}, {X: 300, Y: 390}} {
		menu := p.show(at)
		uitest.Press(p.win, fyne.KeyDown, fyne.KeyRight)
		a, b := menu.levels[0].card, menu.levels[1].card
		for _, card := range []*canvas.Rectangle{a, b} {
			if end := card.Position().Add(card.Size()); card.Position().X < 0 || card.Position().Y < 0 || end.X > 700 || end.Y > 400 {
				t.Errorf("asked for at %v it goes from %v to %v", at, card.Position(), end)
			}
		}
		if over := min(a.Position().X+a.Size().Width, b.Position().X+b.Size().Width) - max(a.Position().X, b.Position().X); over > cardPad {
			t.Errorf("asked for at %v the second covers %v of the first", at, over)
		}
		menu.close()
	}
}
