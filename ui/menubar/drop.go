package menubar

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
)

var (
	_ fyne.Focusable    = (*drop)(nil)
	_ fyne.Tappable     = (*drop)(nil)
	_ desktop.Hoverable = (*drop)(nil)
)

// drop is a menu that is open. It lies over the whole window: a click beside it closes it,
// and the pointer opens another menu by its name in the bar.
type drop struct {
	widget.BaseWidget
	bar    *Bar
	menu   int
	rows   *rows
	scroll *container.Scroll // where the window is low
}

func newDrop(b *Bar) *drop {
	d := &drop{bar: b}
	d.rows = kit.Extend(&rows{drop: d, at: -1})
	d.scroll = container.NewVScroll(d.rows)
	d.ExtendBaseWidget(d)
	d.Resize(b.win.Canvas().Size())
	return d
}

// show shows a menu, with its first item marked.
func (d *drop) show(i int) {
	d.menu, d.rows.at = i, -1
	d.rows.items = d.bar.menu.Items[i].Items
	d.rows.step(0, 1)
	d.scroll.Offset = fyne.Position{}
	d.Refresh()
}

// run closes the menu and does what an item is for.
func (d *drop) run(i int) {
	if i < 0 || i >= len(d.rows.items) || !canRun(d.rows.items[i]) {
		return
	}
	d.bar.Close()
	d.rows.items[i].Action()
}

func canRun(i *fyne.MenuItem) bool { return !i.IsSeparator && !i.Disabled && i.Action != nil }

func (d *drop) TypedKey(key *fyne.KeyEvent) {
	menus := len(d.bar.menu.Items)
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyF10:
		d.bar.Close()
	case fyne.KeyLeft:
		d.bar.Open((d.menu + menus - 1) % menus)
	case fyne.KeyRight:
		d.bar.Open((d.menu + 1) % menus)
	case fyne.KeyUp:
		d.rows.step(d.rows.at-1, -1)
	case fyne.KeyDown:
		d.rows.step(d.rows.at+1, 1)
	case fyne.KeyHome:
		d.rows.step(0, 1)
	case fyne.KeyEnd:
		d.rows.step(-1, -1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		d.run(d.rows.at)
	}
}

// TypedRune goes to the next item that begins so.
func (d *drop) TypedRune(r rune) {
	n := len(d.rows.items)
	for i := range n {
		i = (d.rows.at + 1 + i + n) % n
		if item := d.rows.items[i]; canRun(item) && strings.HasPrefix(strings.ToLower(item.Label), strings.ToLower(string(r))) {
			d.rows.mark(i)
			return
		}
	}
}

func (*drop) FocusGained() {}

func (*drop) FocusLost() {}

// Tapped opens another menu, or closes this one.
func (d *drop) Tapped(ev *fyne.PointEvent) {
	if i := d.bar.menuAt(ev.Position); i >= 0 && i != d.menu {
		d.bar.Open(i)
		return
	}
	d.bar.Close()
}

func (d *drop) MouseIn(ev *desktop.MouseEvent) { d.MouseMoved(ev) }

func (d *drop) MouseMoved(ev *desktop.MouseEvent) {
	if i := d.bar.menuAt(ev.Position); i >= 0 && i != d.menu {
		d.bar.Open(i)
	}
}

func (*drop) MouseOut() {}

func (d *drop) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&dropRenderer{d: d, card: canvas.NewRectangle(nil)})
}

const cardPad float32 = 4

type dropRenderer struct {
	d    *drop
	card *canvas.Rectangle
}

func (r *dropRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *dropRenderer) Layout(size fyne.Size) {
	top := r.d.bar.Size().Height
	want := r.d.rows.MinSize().AddWidthHeight(2*cardPad, 2*cardPad)
	height := min(want.Height, size.Height-top-kit.Gap)
	left := max(0, min(r.d.bar.left(r.d.menu), size.Width-want.Width-kit.Gap))
	kit.Place(r.card, left, top, want.Width, height)
	kit.Place(r.d.scroll, left+cardPad, top+cardPad, want.Width-2*cardPad, height-2*cardPad)
}

func (r *dropRenderer) Refresh() {
	r.card.FillColor = theme.ColorForWidget(theme.ColorNameMenuBackground, r.d)
	r.card.StrokeColor, r.card.StrokeWidth, r.card.CornerRadius = theme.ColorForWidget(kit.ColorNameLine, r.d), 1, 6
	r.card.Shadow = canvas.Shadow{Color: theme.ColorForWidget(theme.ColorNameShadow, r.d), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
	r.Layout(r.d.Size())
	r.card.Refresh()
	r.d.rows.Refresh()
	r.d.scroll.Refresh()
}

func (r *dropRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.card, r.d.scroll}
}

func (r *dropRenderer) Destroy() {}
