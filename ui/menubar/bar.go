package menubar

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
)

var (
	_ fyne.Tappable     = (*Bar)(nil)
	_ desktop.Hoverable = (*Bar)(nil)
	_ fyne.Widget       = (*Bar)(nil)
)

// Bar shows the names of the menus in a row. Each has a letter that is underlined: Alt and
// that letter open it, and F10 opens the first. It never has the focus itself.
type Bar struct {
	widget.BaseWidget
	win     fyne.Window
	native  bool // the system draws the menus
	menu    *fyne.MainMenu
	keys    map[string]func() // what each shortcut does, by its name
	taken   []fyne.Shortcut   // that the window has from here
	hovered int               // -1 is none
	drop    *drop             // the menu that is open, or nil
}

// New returns the bar of a window, which has no menus yet.
func New(win fyne.Window) *Bar {
	return kit.Extend(&Bar{win: win, native: runtime.GOOS == "darwin", menu: fyne.NewMainMenu(), hovered: -1})
}

// Menu returns what is shown.
func (b *Bar) Menu() *fyne.MainMenu { return b.menu }

// SetMenu shows other menus. Their shortcuts work from everywhere in the window; what
// must not happen just now, as behind a sheet, is for the actions to know.
func (b *Bar) SetMenu(menu *fyne.MainMenu) {
	b.Close()
	b.menu = menu
	if b.native {
		b.win.SetMainMenu(menu)
		return
	}
	c := b.win.Canvas()
	for _, key := range b.taken {
		c.RemoveShortcut(key)
	}
	b.keys, b.taken = map[string]func(){}, nil
	on := func(key fyne.Shortcut, run func()) {
		c.AddShortcut(key, b.TypedShortcut)
		b.taken = append(b.taken, key)
		b.keys[key.ShortcutName()] = run
	}
	for i, m := range menu.Items {
		if key := letters(menu)[i].key(); key != nil {
			on(key, func() { b.Open(i) })
		}
		for _, item := range m.Items {
			if item.Shortcut != nil && item.Action != nil {
				on(item.Shortcut, func() { b.Close(); item.Action() })
			}
		}
	}
	b.Refresh()
}

// TypedShortcut does what a shortcut of a menu is for.
func (b *Bar) TypedShortcut(s fyne.Shortcut) {
	if run := b.keys[s.ShortcutName()]; run != nil {
		run()
	}
}

// MenuChanged shows what has become of items whose words or state have changed.
func (b *Bar) MenuChanged() {
	if b.native {
		b.menu.Refresh()
	}
	if b.drop != nil {
		b.drop.rows.Refresh()
	}
}

// TypedKey is for the keys that nothing in the window has a use for: F10 opens the first
// menu.
func (b *Bar) TypedKey(key *fyne.KeyEvent) {
	switch {
	case b.drop != nil:
		b.drop.TypedKey(key)
	case key.Name == fyne.KeyF10 && modifiers() == 0 && !b.native:
		b.Open(0)
	}
}

func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// Open opens a menu, unless something else lies over the window.
func (b *Bar) Open(i int) {
	top := b.win.Canvas().Overlays().Top()
	if i < 0 || i >= len(b.menu.Items) || top != nil && (b.drop == nil || top != fyne.CanvasObject(b.drop)) {
		return
	}
	if b.drop == nil {
		b.drop = newDrop(b)
		b.win.Canvas().Overlays().Add(b.drop)
		b.win.Canvas().Focus(b.drop)
	}
	b.drop.show(i)
	b.Refresh()
}

// Close closes the menu that is open, if one is.
func (b *Bar) Close() {
	if b.drop == nil {
		return
	}
	drop := b.drop
	b.drop, b.hovered = nil, -1
	kit.LeaveOverlay(b.win.Canvas(), func() { b.win.Canvas().Overlays().Remove(drop) })
	b.Refresh()
}

// letter is where in the name of a menu its letter stands; -1 for none.
type letter struct {
	name []rune
	at   int
}

// letters gives each menu a letter of its own: the first of its name that no other has.
func letters(menu *fyne.MainMenu) []letter {
	all, taken := []letter{}, map[rune]bool{}
	for _, m := range menu.Items {
		l := letter{[]rune(m.Label), -1}
		for i, r := range l.name {
			if r = unicode.ToUpper(r); r >= 'A' && r <= 'Z' && !taken[r] {
				l.at, taken[r] = i, true
				break
			}
		}
		all = append(all, l)
	}
	return all
}

// key is Alt and the letter, or nil.
func (l letter) key() fyne.Shortcut {
	if l.at < 0 {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: fyne.KeyName(strings.ToUpper(string(l.name[l.at]))), Modifier: fyne.KeyModifierAlt}
}

const (
	barHeight float32 = 30                      // at least
	barLeft   float32 = kit.BoardInset - barPad // so that the first name stands over what is below
	barPad    float32 = 9                       // about a name
)

func nameWidth(m *fyne.Menu) float32 {
	return kit.TextWidth(m.Label, kit.BodyText, fyne.TextStyle{}) + 2*barPad
}

// left is where a name begins, with the room about it.
func (b *Bar) left(i int) float32 {
	x := barLeft
	for _, m := range b.menu.Items[:i] {
		x += nameWidth(m)
	}
	return x
}

// menuAt returns the menu whose name lies at a place, or -1.
func (b *Bar) menuAt(at fyne.Position) int {
	for i, m := range b.menu.Items {
		if left := b.left(i); at.Y >= 0 && at.Y < b.Size().Height && at.X >= left && at.X < left+nameWidth(m) {
			return i
		}
	}
	return -1
}

// Tapped opens a menu.
func (b *Bar) Tapped(ev *fyne.PointEvent) { b.Open(b.menuAt(ev.Position)) }

func (b *Bar) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

func (b *Bar) MouseMoved(ev *desktop.MouseEvent) { b.hover(b.menuAt(ev.Position)) }

func (b *Bar) MouseOut() { b.hover(-1) }

func (b *Bar) hover(i int) { kit.Change(b, &b.hovered, i) }

func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&barRenderer{b: b, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil)})
}

type barRenderer struct {
	b                *Bar
	back, line, over *canvas.Rectangle // over is behind the name that is pointed at or open
	names            []fyne.CanvasObject
	laid             fyne.Size
}

func (r *barRenderer) MinSize() fyne.Size {
	if r.b.native {
		return fyne.Size{}
	}
	return fyne.NewSize(r.b.left(len(r.b.menu.Items))+barPad, barHeight)
}

func (r *barRenderer) Layout(size fyne.Size) {
	if r.laid != size {
		r.laid = size
		r.Refresh() // the names stand in the middle
		return
	}
	kit.Place(r.back, 0, 0, size.Width, size.Height)
	kit.Place(r.line, 0, size.Height-1, size.Width, 1)
}

func (r *barRenderer) Refresh() {
	fill := func(to *canvas.Rectangle, name fyne.ThemeColorName) {
		to.FillColor = theme.ColorForWidget(name, r.b)
	}
	fill(r.back, kit.ColorNameSurface)
	fill(r.line, kit.ColorNameLine)
	r.back.Hidden, r.line.Hidden = r.b.native, r.b.native
	marked, name := r.b.hovered, theme.ColorNameHover
	if r.b.drop != nil {
		marked, name = r.b.drop.menu, kit.ColorNameSelectedRow
	}
	r.over.Hidden, r.over.CornerRadius = marked < 0 || marked >= len(r.b.menu.Items) || r.b.native, 4
	if !r.over.Hidden {
		fill(r.over, name)
		kit.Place(r.over, r.b.left(marked), (r.b.Size().Height-barHeight)/2+3, nameWidth(r.b.menu.Items[marked]), barHeight-6)
	}
	r.names = r.names[:0]
	if !r.b.native {
		for i, l := range letters(r.b.menu) {
			r.draw(l, r.b.left(i)+barPad)
		}
	}
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// draw writes the name of a menu, with its letter underlined.
func (r *barRenderer) draw(l letter, x float32) {
	ink := theme.ColorForWidget(theme.ColorNameForeground, r.b)
	width := func(text []rune) float32 { return kit.TextWidth(string(text), kit.BodyText, fyne.TextStyle{}) }
	text := canvas.NewText(string(l.name), ink)
	text.TextSize = kit.BodyText
	height := kit.TextHeight(kit.BodyText)
	y := (r.b.Size().Height - height) / 2
	kit.Place(text, x, y, width(l.name), height)
	r.names = append(r.names, text)
	if l.at >= 0 {
		line := canvas.NewRectangle(ink)
		kit.Place(line, x+width(l.name[:l.at]), y+height-3, width(l.name[l.at:l.at+1]), 1)
		r.names = append(r.names, line)
	}
}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.line, r.over}, r.names...)
}

func (r *barRenderer) Destroy() {}
