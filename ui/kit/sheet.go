package kit

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
	SheetWidth, SheetHeight float32 = 760, 600
	sheetMargin             float32 = 24
	sheetPad                float32 = 24
	SheetRoom               float32 = 5 // around the content, for the rings of what has the focus
)

var (
	_ fyne.Tappable     = (*Sheet)(nil)
	_ desktop.Hoverable = (*Sheet)(nil)
	_ fyne.Widget       = (*Sheet)(nil)
)

// Sheet is a card over the whole window that asks for something: a title, some
// content, a message if there is one, and a row of buttons. Nothing below it
// can be reached until it is hidden. Escape closes it, and Enter in an entry of
// one line presses its primary button.
//
// Fyne's own modal popup keeps its size when the window gets smaller; so a sheet
// is an overlay of its own that is laid out with the window.
type Sheet struct {
	widget.BaseWidget
	title   *Paragraph
	Message *Notice
	Buttons []*Button
	Primary *Button        // nil if there is none
	First   fyne.Focusable // what has the focus when it is shown; nil is the first that can
	Want    fyne.Size      // of the card; a height of 0 is what the content needs
	// onClosed is called once when the sheet has gone, in whatever way.
	OnClosed func()
	OnEarly  func() // Enter came while the primary button can't be pressed

	scroll  *container.Scroll
	content fyne.CanvasObject
	Inside  *fyne.Container // the content with room around it
	Win     fyne.Canvas
	before  func(*fyne.KeyEvent) // who had the keys that nobody has the focus for
	shown   bool
	busy    bool
	ready   bool // whether the primary button may be pressed
}

// NewSheet returns a sheet with a button for each action, in their order. An
// action without anything to run closes the sheet.
func NewSheet(title string, content fyne.CanvasObject, actions ...Action) *Sheet {
	s := &Sheet{Want: fyne.NewSize(SheetWidth, 0), ready: true, Message: NewNotice()}
	s.title = NewParagraph(title, TitleText+1, theme.ColorNameForeground)
	s.title.Style.Bold = true
	s.content = content
	s.Inside = container.New(layout.NewCustomPaddedLayout(SheetRoom, SheetRoom, SheetRoom, SheetRoom), content)
	s.scroll = container.NewVScroll(s.Inside)
	for _, a := range actions {
		kind, run := Plain, a.Run
		if a.Primary {
			kind = Primary
		}
		if run == nil {
			run = s.Hide
		}
		b := NewButton(kind, a.Label, run)
		b.OnKey = s.Key
		s.Buttons = append(s.Buttons, b)
		if a.Primary {
			s.Primary = b
		}
	}
	s.Message.Action.OnKey = s.Key
	s.ExtendBaseWidget(s)
	return s
}

// ShowSheet lays the sheet over the window.
func ShowSheet(win fyne.Window, s *Sheet) {
	s.Win, s.shown = win.Canvas(), true
	s.before = s.Win.OnTypedKey()
	s.Win.SetOnTypedKey(s.typedKey)
	s.Win.Overlays().Add(s)
	if s.First != nil {
		s.Win.Focus(s.First)
		return
	}
	s.Win.FocusNext()
}

// Hide takes the sheet from the window, as Escape does.
func (s *Sheet) Hide() {
	if !s.shown {
		return
	}
	s.shown = false
	LeaveOverlay(s.Win, func() { s.Win.Overlays().Remove(s) })
	s.Win.SetOnTypedKey(s.before)
	if s.OnClosed != nil {
		s.OnClosed()
	}
}

// typedKey has the keys while nothing has the focus, as after a click beside
// the controls.
func (s *Sheet) typedKey(key *fyne.KeyEvent) {
	if !s.shown || s.Win.Overlays().Top() != fyne.CanvasObject(s) {
		if s.before != nil {
			s.before(key)
		}
		return
	}
	s.FieldKey(key)
}

// IsShown reports whether the sheet lies over the window.
func (s *Sheet) IsShown() bool { return s.shown }

// Key closes the sheet with Escape. It is the hook of everything in a sheet that
// can have the focus and has no use for Enter.
func (s *Sheet) Key(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyEscape {
		return false
	}
	s.Hide()
	return true
}

// FieldKey is the hook of entries, toggles and the like: Enter presses the
// primary button as well.
func (s *Sheet) FieldKey(key *fyne.KeyEvent) bool {
	if IsEnter(key) && s.Primary != nil {
		if s.Primary.Disabled() && s.OnEarly != nil {
			s.OnEarly()
		}
		s.Primary.Tapped(nil)
		return true
	}
	return s.Key(key)
}

// Reveal scrolls to a part of the content, as to the one that gets the focus.
func (s *Sheet) Reveal(o fyne.CanvasObject) { RevealIn(o, s.scroll, s.Inside) }

// SetMessage says something above the buttons; an empty text takes it away.
func (s *Sheet) SetMessage(tone Tone, text string) {
	if s.Message.Set(tone, text, Action{}) {
		s.Refresh()
	}
}

// SetReady lets the primary button be pressed, or not.
func (s *Sheet) SetReady(ready bool) {
	s.ready = ready
	s.enablePrimary()
}

func (s *Sheet) enablePrimary() {
	if s.Primary != nil {
		Enable(s.Primary, s.ready && !s.busy)
	}
}

// Run starts what takes time. Until it calls back the primary button can't be
// pressed; an error is then said above the buttons, otherwise the sheet closes.
func (s *Sheet) Run(start func(done func(error))) {
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
		s.SetMessage(Error, ChangeCause(err))
	})
}

// ChangeCause says why a change could not be made; nothing if the user
// stopped it.
func ChangeCause(err error) string {
	if err == nil || words.IsCancelled(err) {
		return ""
	}
	return words.Explain(words.DoingChange, err).Cause
}

// Tapped takes the clicks beside the card.
func (s *Sheet) Tapped(*fyne.PointEvent) {}

// MouseIn keeps what lies below from being hovered.
func (s *Sheet) MouseIn(*desktop.MouseEvent) {}

func (s *Sheet) MouseMoved(*desktop.MouseEvent) {}

func (s *Sheet) MouseOut() {}

func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&sheetRenderer{s: s, blur: canvas.NewBlur(s.Theme().Size(theme.SizeNameModalBlurRadius)),
		shade: canvas.NewRectangle(nil), card: canvas.NewRectangle(nil)})
}

type sheetRenderer struct {
	s           *Sheet
	blur        *canvas.Blur
	shade, card *canvas.Rectangle
}

// around returns how high everything but the content is.
func (r *sheetRenderer) around(width float32) float32 {
	height := sheetPad + r.s.title.HeightFor(width) + Gap + Inset + ControlHeight + sheetPad - 4
	if message := r.s.Message.HeightFor(width); message > 0 {
		height += Gap + message
	}
	return height
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	s := r.s
	r.blur.Resize(size)
	r.shade.Resize(size)
	width := min(s.Want.Width, size.Width-2*sheetMargin)
	inner := width - 2*sheetPad
	content := HeightOf(s.content, inner) + 2*SheetRoom
	around := r.around(inner)
	height := s.Want.Height
	if height == 0 {
		height = content + around
	}
	height = min(height, SheetHeight, size.Height-2*min(sheetMargin, size.Height/20))
	left, y := (size.Width-width)/2, (size.Height-height)/2
	r.card.Move(fyne.NewPos(left, y))
	r.card.Resize(fyne.NewSize(width, height))

	left, y = left+sheetPad, y+sheetPad
	s.title.Move(fyne.NewPos(left, y))
	s.title.Resize(fyne.NewSize(inner, s.title.HeightFor(inner)))
	y += s.title.Size().Height + Gap
	room := fyne.NewSize(inner+2*SheetRoom, max(0, height-around))
	s.Inside.Resize(room) // so that what wraps knows its width when it is asked for its height
	s.scroll.Move(fyne.NewPos(left-SheetRoom, y))
	s.scroll.Resize(room)
	s.scroll.Refresh()
	y += room.Height
	if message := s.Message.HeightFor(inner); message > 0 {
		s.Message.Move(fyne.NewPos(left, y+Gap))
		s.Message.Resize(fyne.NewSize(inner, message))
		y += Gap + message
	}
	r.layoutButtons(left+inner, y+Inset, inner)
}

// layoutButtons lays the buttons out up to the right edge. Where there is too
// little room all of them get less.
func (r *sheetRenderer) layoutButtons(right, y, room float32) {
	sum := -Gap
	for _, b := range r.s.Buttons {
		sum += b.MinSize().Width + Gap
	}
	share := min(1, room/max(sum, 1))
	x := right - sum*share
	for _, b := range r.s.Buttons {
		width := b.MinSize().Width * share
		b.Move(fyne.NewPos(x, y))
		b.Resize(fyne.NewSize(width, ControlHeight))
		x += width + Gap*share
	}
}

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 150) }

func (r *sheetRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.s) }
	r.shade.FillColor = look(theme.ColorNameShadow)
	r.card.FillColor, r.card.StrokeColor = look(ColorNameSurface), look(ColorNameLine)
	r.card.StrokeWidth, r.card.CornerRadius = 1, CardRadius
	r.card.Shadow = canvas.Shadow{Color: look(theme.ColorNameShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.blur, r.shade, r.card, r.s.title, r.s.scroll, r.s.Message}
	for _, b := range r.s.Buttons {
		objects = append(objects, b)
	}
	return objects
}

func (r *sheetRenderer) Destroy() {}
