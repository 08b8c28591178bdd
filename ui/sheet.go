package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// The most that a sheet takes, and what it leaves free around it.
const (
	sheetWidth, sheetHeight float32 = 760, 600
	sheetMargin             float32 = 24
	sheetPad                float32 = 24
	sheetRoom               float32 = 5 // around the content, for the rings of what has the focus
)

var (
	_ fyne.Tappable     = (*sheet)(nil)
	_ desktop.Hoverable = (*sheet)(nil)
	_ fyne.Widget       = (*sheet)(nil)
)

// sheet is a card over the whole window that asks for something: a title, some
// content, a message where there is one, and a row of buttons. Nothing below it
// can be reached until it is hidden. Escape closes it, and Enter in an entry of
// one line presses its primary button.
//
// Fyne's own modal popup keeps its size when the window gets smaller; so a sheet
// is an overlay of its own that is laid out with the window.
type sheet struct {
	widget.BaseWidget
	title   *paragraph
	message *notice
	buttons []*Button
	primary *Button        // nil where there is none
	first   fyne.Focusable // what has the focus when it is shown; nil is the first that can
	want    fyne.Size      // of the card; a height of 0 is what the content needs
	// onClosed is called once when the sheet has gone, in whatever way.
	onClosed func()
	onEarly  func() // Enter came while the primary button can't be pressed

	scroll *container.Scroll
	inside *fyne.Container // the content with room around it
	win    fyne.Canvas
	before func(*fyne.KeyEvent) // who had the keys that nobody has the focus for
	shown  bool
	busy   bool
	ready  bool // whether the primary button may be pressed
}

// newSheet returns a sheet with a button for each action, in their order. An
// action without anything to run closes the sheet.
func newSheet(title string, content fyne.CanvasObject, actions ...Action) *sheet {
	s := &sheet{want: fyne.NewSize(sheetWidth, 0), ready: true, message: newNotice()}
	s.title = newParagraph(title, titleText+1, theme.ColorNameForeground)
	s.title.style.Bold = true
	s.inside = container.New(layout.NewCustomPaddedLayout(sheetRoom, sheetRoom, sheetRoom, sheetRoom), content)
	s.scroll = container.NewVScroll(s.inside)
	for _, a := range actions {
		kind, run := PlainButton, a.Run
		if a.Primary {
			kind = PrimaryButton
		}
		if run == nil {
			run = s.Hide
		}
		b := NewButton(kind, a.Label, run)
		b.onKey = s.key
		s.buttons = append(s.buttons, b)
		if a.Primary {
			s.primary = b
		}
	}
	s.message.action.onKey = s.key
	s.ExtendBaseWidget(s)
	return s
}

// showSheet lays the sheet over the window.
func showSheet(win fyne.Window, s *sheet) {
	s.win, s.shown = win.Canvas(), true
	s.before = s.win.OnTypedKey()
	s.win.SetOnTypedKey(s.typedKey)
	s.win.Overlays().Add(s)
	if s.first != nil {
		s.win.Focus(s.first)
		return
	}
	s.win.FocusNext()
}

// Hide takes the sheet from the window, as Escape does.
func (s *sheet) Hide() {
	if !s.shown {
		return
	}
	s.shown = false
	leaveOverlay(s.win, func() { s.win.Overlays().Remove(s) })
	s.win.SetOnTypedKey(s.before)
	if s.onClosed != nil {
		s.onClosed()
	}
}

// typedKey has the keys while nothing has the focus, as after a click beside
// the controls.
func (s *sheet) typedKey(key *fyne.KeyEvent) {
	if !s.shown || s.win.Overlays().Top() != fyne.CanvasObject(s) {
		if s.before != nil {
			s.before(key)
		}
		return
	}
	s.fieldKey(key)
}

func (s *sheet) isShown() bool { return s.shown }

// key closes the sheet with Escape. It is the hook of everything in a sheet that
// can have the focus and has no use for Enter.
func (s *sheet) key(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyEscape {
		return false
	}
	s.Hide()
	return true
}

// fieldKey is the hook of entries, toggles and the like: Enter presses the
// primary button as well.
func (s *sheet) fieldKey(key *fyne.KeyEvent) bool {
	if isEnter(key) && s.primary != nil {
		if s.primary.Disabled() && s.onEarly != nil {
			s.onEarly()
		}
		s.primary.Tapped(nil)
		return true
	}
	return s.key(key)
}

// reveal scrolls to a part of the content, as to the one that gets the focus.
func (s *sheet) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.inside).Y
	seen, bottom := s.scroll.Offset.Y, top+o.Size().Height
	switch {
	case top-sheetRoom < seen:
		seen = top - sheetRoom
	case bottom+sheetRoom > seen+s.scroll.Size().Height:
		seen = bottom + sheetRoom - s.scroll.Size().Height
	default:
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, seen))
}

// SetMessage says something above the buttons; an empty text takes it away.
func (s *sheet) SetMessage(tone Tone, text string) {
	if s.message.set(tone, text, Action{}) {
		s.Refresh()
	}
}

// setReady lets the primary button be pressed, or not.
func (s *sheet) setReady(ready bool) {
	s.ready = ready
	s.enablePrimary()
}

func (s *sheet) enablePrimary() {
	if s.primary != nil {
		enable(s.primary, s.ready && !s.busy)
	}
}

// run starts what takes time. Until it calls back the primary button can't be
// pressed; an error is then said above the buttons, else the sheet closes.
func (s *sheet) run(start func(done func(error))) {
	if s.busy {
		return
	}
	s.busy = true
	s.SetMessage(Good, "")
	s.enablePrimary()
	answered := false
	start(func(err error) {
		if answered {
			return
		}
		answered, s.busy = true, false
		s.enablePrimary()
		if err == nil {
			s.Hide()
			return
		}
		s.SetMessage(Error, changeCause(err))
	})
}

// changeCause says why a change could not be made; nothing where the user
// stopped it.
func changeCause(err error) string {
	if err == nil || words.IsCancelled(err) {
		return ""
	}
	return words.Explain(words.DoingChange, err).Cause
}

// Tapped takes the clicks beside the card.
func (s *sheet) Tapped(*fyne.PointEvent) {}

// MouseIn keeps what lies below from being hovered.
func (s *sheet) MouseIn(*desktop.MouseEvent) {}

func (s *sheet) MouseMoved(*desktop.MouseEvent) {}

func (s *sheet) MouseOut() {}

func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &sheetRenderer{s: s, blur: canvas.NewBlur(s.Theme().Size(theme.SizeNameModalBlurRadius)),
		shade: canvas.NewRectangle(nil), card: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type sheetRenderer struct {
	s           *sheet
	blur        *canvas.Blur
	shade, card *canvas.Rectangle
}

// around returns how high everything but the content is.
func (r *sheetRenderer) around(width float32) float32 {
	height := sheetPad + r.s.title.heightFor(width) + gap + inset + controlHeight + sheetPad - 4
	if message := r.s.message.heightFor(width); message > 0 {
		height += gap + message
	}
	return height
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	s := r.s
	r.blur.Resize(size)
	r.shade.Resize(size)
	width := min(s.want.Width, size.Width-2*sheetMargin)
	inner := width - 2*sheetPad
	content := heightOf(s.inside.Objects[0], inner) + 2*sheetRoom
	around := r.around(inner)
	height := s.want.Height
	if height == 0 {
		height = content + around
	}
	height = min(height, sheetHeight, size.Height-2*min(sheetMargin, size.Height/20))
	left, y := (size.Width-width)/2, (size.Height-height)/2
	r.card.Move(fyne.NewPos(left, y))
	r.card.Resize(fyne.NewSize(width, height))

	left, y = left+sheetPad, y+sheetPad
	s.title.Move(fyne.NewPos(left, y))
	s.title.Resize(fyne.NewSize(inner, s.title.heightFor(inner)))
	y += s.title.Size().Height + gap
	room := fyne.NewSize(inner+2*sheetRoom, max(0, height-around))
	s.inside.Resize(room) // so that what wraps knows its width when it is asked for its height
	s.scroll.Move(fyne.NewPos(left-sheetRoom, y))
	s.scroll.Resize(room)
	s.scroll.Refresh()
	y += room.Height
	if message := s.message.heightFor(inner); message > 0 {
		s.message.Move(fyne.NewPos(left, y+gap))
		s.message.Resize(fyne.NewSize(inner, message))
		y += gap + message
	}
	r.layoutButtons(left+inner, y+inset, inner)
}

// layoutButtons lays the buttons out up to the right edge. Where there is too
// little room all of them get less.
func (r *sheetRenderer) layoutButtons(right, y, room float32) {
	sum := -gap
	for _, b := range r.s.buttons {
		sum += b.MinSize().Width + gap
	}
	share := min(1, room/max(sum, 1))
	x := right - sum*share
	for _, b := range r.s.buttons {
		width := b.MinSize().Width * share
		b.Move(fyne.NewPos(x, y))
		b.Resize(fyne.NewSize(width, controlHeight))
		x += width + gap*share
	}
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 150) }

func (r *sheetRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.s) }
	r.shade.FillColor = look(theme.ColorNameShadow)
	r.card.FillColor, r.card.StrokeColor = look(ColorNameSurface), look(ColorNameLine)
	r.card.StrokeWidth, r.card.CornerRadius = 1, cardRadius
	r.card.Shadow = canvas.Shadow{Color: look(theme.ColorNameShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.blur, r.shade, r.card, r.s.title, r.s.scroll, r.s.message}
	for _, b := range r.s.buttons {
		objects = append(objects, b)
	}
	return objects
}

func (r *sheetRenderer) Destroy() {}
