package menubar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
)

var (
	_ fyne.Focusable         = (*popup)(nil)
	_ fyne.Tappable          = (*popup)(nil)
	_ fyne.SecondaryTappable = (*popup)(nil)
)

// popup is a menu at a place in the window, with the menus that its items open beside it. It lies
// over the whole window: a click beside it closes it.
type popup struct {
	widget.BaseWidget
	canvas fyne.Canvas
	at     fyne.Position
	levels []level // the last has the keys
}

// level is one of its menus.
type level struct {
	rows *rows
	card *canvas.Rectangle
	from int // the item of the level before that opened it
}

// ShowPopup opens a menu at a place of the window, by its keys and the pointer; what its items do
// is done when it has closed. An item with a ChildMenu opens that beside it.
func ShowPopup(menu *fyne.Menu, at fyne.Position, c fyne.Canvas) {
	p := kit.Extend(&popup{canvas: c, at: at})
	p.push(menu, -1)
	p.Resize(c.Size())
	c.Overlays().Add(p)
	c.Focus(p)
}

// push opens a menu; the first of its items is marked where an item has opened it.
func (p *popup) push(menu *fyne.Menu, from int) {
	n := len(p.levels)
	l := level{rows: newRows(func(i int) { p.run(n, i) }), card: canvas.NewRectangle(nil), from: from}
	l.rows.items = menu.Items
	l.rows.pointed = func(i int) { p.point(n, i) }
	l.rows.step(0, 1)
	p.levels = append(p.levels, l)
	p.Refresh()
}

// keep closes the menus beside the first ones, so many of which stay.
func (p *popup) keep(levels int) {
	if levels < len(p.levels) {
		p.levels = p.levels[:levels]
		p.Refresh()
	}
}

// run does what an item is for.
func (p *popup) run(n, i int) {
	rows := p.levels[n].rows
	if i < 0 || i >= len(rows.items) || !canRun(rows.items[i]) {
		return
	}
	item := rows.items[i]
	if item.ChildMenu != nil {
		p.open(n, i)
		return
	}
	p.close()
	item.Action()
}

func (p *popup) open(n, i int) {
	if n+1 < len(p.levels) && p.levels[n+1].from == i {
		return
	}
	p.keep(n + 1)
	p.push(p.levels[n].rows.items[i].ChildMenu, i)
}

// point opens the menu of an item that the pointer is on, and closes those of others.
func (p *popup) point(n, i int) {
	if p.levels[n].rows.items[i].ChildMenu != nil {
		p.open(n, i)
		return
	}
	p.keep(n + 1)
}

func (p *popup) close() {
	kit.LeaveOverlay(p.canvas, func() { p.canvas.Overlays().Remove(p) })
}

func (p *popup) TypedKey(key *fyne.KeyEvent) {
	n := len(p.levels) - 1
	rows := p.levels[n].rows
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyLeft:
		if n > 0 {
			p.keep(n)
		} else if key.Name == fyne.KeyEscape {
			p.close()
		}
	case fyne.KeyF10, desktop.KeyMenu:
		p.close()
	case fyne.KeyRight:
		if rows.at >= 0 && rows.items[rows.at].ChildMenu != nil {
			p.run(n, rows.at)
		}
	default:
		rows.key(key.Name)
	}
}

// TypedRune goes to the next item that begins so.
func (p *popup) TypedRune(r rune) { p.levels[len(p.levels)-1].rows.begin(r) }

func (*popup) FocusGained() {}

func (*popup) FocusLost() {}

// Tapped closes it.
func (p *popup) Tapped(*fyne.PointEvent) { p.close() }

// TappedSecondary closes it, too; Fyne asks what lies below for its menu then.
func (p *popup) TappedSecondary(*fyne.PointEvent) { p.close() }

func (p *popup) CreateRenderer() fyne.WidgetRenderer { return kit.Drawn(&popupRenderer{p}) }

type popupRenderer struct{ p *popup }

func (r *popupRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Layout places each menu where there is room for it: beside the item that has opened it, at the
// right, or at the left where that would lie outside.
func (r *popupRenderer) Layout(size fyne.Size) {
	var before level
	for n, l := range r.p.levels {
		want := l.rows.MinSize().AddWidthHeight(2*cardPad, 2*cardPad)
		want.Height = min(want.Height, size.Height-2*cardPad)
		at := r.p.at
		if n > 0 {
			card := before.card
			at = fyne.NewPos(card.Position().X+card.Size().Width-cardPad, card.Position().Y+before.rows.top(l.from)-before.rows.scroll.Offset.Y)
			if at.X+want.Width > size.Width {
				at.X = card.Position().X - want.Width + cardPad
			}
		}
		at = fyne.NewPos(max(0, min(at.X, size.Width-want.Width-cardPad)), max(cardPad, min(at.Y, size.Height-want.Height-cardPad)))
		kit.Place(l.card, at.X, at.Y, want.Width, want.Height)
		kit.Place(l.rows.scroll, at.X+cardPad, at.Y+cardPad, want.Width-2*cardPad, want.Height-2*cardPad)
		before = l
	}
}

func (r *popupRenderer) Refresh() {
	r.Layout(r.p.Size())
	for _, l := range r.p.levels {
		paintCard(l.card, r.p)
		l.card.Refresh()
		l.rows.Refresh()
		l.rows.scroll.Refresh()
	}
	canvas.Refresh(r.p)
}

func (r *popupRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, l := range r.p.levels {
		objects = append(objects, l.card, l.rows.scroll)
	}
	return objects
}

func (r *popupRenderer) Destroy() {}
