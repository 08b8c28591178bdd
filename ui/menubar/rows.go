package menubar

import (
	"image/color"
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
	_ fyne.Tappable     = (*rows)(nil)
	_ desktop.Hoverable = (*rows)(nil)
)

// rows are the items of a menu that is open: a tick, the words, and the shortcut, or an arrow where
// an item opens another menu.
type rows struct {
	widget.BaseWidget
	items   []*fyne.MenuItem
	at      int               // the item that Enter chooses; -1 is none
	scroll  *container.Scroll // in which they lie
	run     func(i int)
	pointed func(i int) // when the pointer has marked one; may be nil
}

func newRows(run func(i int)) *rows {
	r := kit.Extend(&rows{at: -1, run: run})
	r.scroll = container.NewVScroll(r)
	return r
}

const (
	rowHeight  float32 = 30
	lineHeight float32 = 9
	tickWidth  float32 = 28 // before the words
	keyGap     float32 = 32 // between the words and the shortcut
	rowPad     float32 = 12
)

func canRun(i *fyne.MenuItem) bool {
	return !i.IsSeparator && !i.Disabled && (i.Action != nil || i.ChildMenu != nil)
}

func heightOf(i *fyne.MenuItem) float32 {
	if i.IsSeparator {
		return lineHeight
	}
	return rowHeight
}

// shortcut is what is written at the end of a row.
func (r *rows) shortcut(i *fyne.MenuItem) string {
	if i.ChildMenu != nil {
		return "›"
	}
	if s, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
		return ShortcutText(s)
	}
	return ""
}

// top is where a row begins.
func (r *rows) top(i int) (y float32) {
	for _, item := range r.items[:i] {
		y += heightOf(item)
	}
	return y
}

func (r *rows) rowAt(y float32) int {
	for i, item := range r.items {
		if top := r.top(i); y >= top && y < top+heightOf(item) {
			return i
		}
	}
	return -1
}

// begin goes to the first item that begins so, after the one that is marked.
func (r *rows) begin(letter rune) {
	n := len(r.items)
	for i := range n {
		i = (r.at + 1 + i + n) % n
		if item := r.items[i]; canRun(item) && strings.HasPrefix(strings.ToLower(item.Label), strings.ToLower(string(letter))) {
			r.mark(i)
			return
		}
	}
}

// key marks another item, or chooses the one that is marked, and reports whether it knew the key.
func (r *rows) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp:
		r.step(r.at-1, -1)
	case fyne.KeyDown:
		r.step(r.at+1, 1)
	case fyne.KeyHome:
		r.step(0, 1)
	case fyne.KeyEnd:
		r.step(-1, -1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.run(r.at)
	default:
		return false
	}
	return true
}

// step marks the first item from a row on, in a direction and around the ends, that can
// be chosen.
func (r *rows) step(from, by int) {
	n := len(r.items)
	for k := range n {
		if i := ((from+k*by)%n + n) % n; canRun(r.items[i]) {
			r.mark(i)
			return
		}
	}
}

// mark marks an item, and brings it into view.
func (r *rows) mark(i int) {
	if r.at == i {
		return
	}
	r.at = i
	if scroll := r.scroll; i >= 0 && scroll.Size().Height > 0 {
		top, bottom := r.top(i), r.top(i)+rowHeight-scroll.Size().Height
		scroll.ScrollToOffset(fyne.NewPos(0, max(bottom, min(scroll.Offset.Y, top))))
	}
	r.Refresh()
}

// Tapped chooses an item. A line, or what can't be chosen, does nothing.
func (r *rows) Tapped(ev *fyne.PointEvent) { r.run(r.rowAt(ev.Position.Y)) }

func (r *rows) MouseIn(ev *desktop.MouseEvent) { r.MouseMoved(ev) }

func (r *rows) MouseMoved(ev *desktop.MouseEvent) {
	if i := r.rowAt(ev.Position.Y); i >= 0 && canRun(r.items[i]) && i != r.at {
		r.at = i // without scrolling under the pointer
		r.Refresh()
		if r.pointed != nil {
			r.pointed(i)
		}
	}
}

func (*rows) MouseOut() {}

func (r *rows) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&rowsRenderer{rows: r})
}

type rowsRenderer struct {
	rows    *rows
	objects []fyne.CanvasObject
}

func (r *rowsRenderer) MinSize() fyne.Size {
	var words, keys float32
	for _, i := range r.rows.items {
		words = max(words, kit.TextWidth(i.Label, kit.BodyText, fyne.TextStyle{}))
		keys = max(keys, kit.TextWidth(r.rows.shortcut(i), kit.BodyText, fyne.TextStyle{}))
	}
	return fyne.NewSize(tickWidth+words+keyGap+keys+rowPad, r.rows.top(len(r.rows.items)))
}

func (r *rowsRenderer) Layout(fyne.Size) { r.draw() }

func (r *rowsRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.rows)
}

// draw makes the objects of all rows anew: there are few.
func (r *rowsRenderer) draw() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.rows) }
	r.objects = r.objects[:0]
	width := max(r.rows.Size().Width, r.MinSize().Width)
	text := func(s string, ink color.Color, x, y float32) {
		t := canvas.NewText(s, ink)
		t.TextSize = kit.BodyText
		height := kit.TextHeight(kit.BodyText)
		kit.Place(t, x, y+(rowHeight-height)/2, kit.TextWidth(s, kit.BodyText, fyne.TextStyle{}), height)
		r.objects = append(r.objects, t)
	}
	for i, item := range r.rows.items {
		y := r.rows.top(i)
		if item.IsSeparator {
			line := canvas.NewRectangle(look(kit.ColorNameLine))
			kit.Place(line, rowPad, y+lineHeight/2, width-2*rowPad, 1)
			r.objects = append(r.objects, line)
			continue
		}
		if i == r.rows.at {
			back := canvas.NewRectangle(look(kit.ColorNameSelectedRow))
			back.CornerRadius = 4
			kit.Place(back, 0, y, width, rowHeight)
			r.objects = append(r.objects, back)
		}
		ink, quiet := look(theme.ColorNameForeground), look(kit.ColorNameQuiet)
		if item.Disabled {
			ink, quiet = look(theme.ColorNameDisabled), look(theme.ColorNameDisabled)
		}
		if item.Checked {
			text("✓", ink, 9, y)
		}
		text(item.Label, ink, tickWidth, y)
		if keys := r.rows.shortcut(item); keys != "" {
			text(keys, quiet, width-rowPad-kit.TextWidth(keys, kit.BodyText, fyne.TextStyle{}), y)
		}
	}
}

func (r *rowsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *rowsRenderer) Destroy() {}
