package menubar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
	bar  *Bar
	menu int
	rows *rows // which scroll where the window is low
}

func newDrop(b *Bar) *drop {
	d := &drop{bar: b}
	d.rows = newRows(d.run)
	d.ExtendBaseWidget(d)
	d.Resize(b.win.Canvas().Size())
	return d
}

// show shows a menu, with its first item marked.
func (d *drop) show(i int) {
	d.menu, d.rows.at = i, -1
	d.rows.items = d.bar.menu.Items[i].Items
	d.rows.step(0, 1)
	d.rows.scroll.Offset = fyne.Position{}
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

func (d *drop) TypedKey(key *fyne.KeyEvent) {
	menus := len(d.bar.menu.Items)
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyF10:
		d.bar.Close()
	case fyne.KeyLeft:
		d.bar.Open((d.menu + menus - 1) % menus)
	case fyne.KeyRight:
		d.bar.Open((d.menu + 1) % menus)
	default:
		d.rows.key(key.Name)
	}
}

// TypedRune goes to the next item that begins so.
func (d *drop) TypedRune(r rune) { d.rows.begin(r) }

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

// paintCard draws what lies behind the rows of a menu.
func paintCard(card *canvas.Rectangle, of fyne.Widget) {
	card.FillColor = theme.ColorForWidget(theme.ColorNameMenuBackground, of)
	card.StrokeColor, card.StrokeWidth, card.CornerRadius = theme.ColorForWidget(kit.ColorNameLine, of), 1, 6
	card.Shadow = canvas.Shadow{Color: theme.ColorForWidget(theme.ColorNameShadow, of), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
}

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
	kit.Place(r.d.rows.scroll, left+cardPad, top+cardPad, want.Width-2*cardPad, height-2*cardPad)
}

func (r *dropRenderer) Refresh() {
	paintCard(r.card, r.d)
	r.Layout(r.d.Size())
	r.card.Refresh()
	r.d.rows.Refresh()
	r.d.rows.scroll.Refresh()
}

func (r *dropRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.card, r.d.rows.scroll}
}

func (r *dropRenderer) Destroy() {}
