package kit

import (
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// Tone says how good a piece of news is. It is always shown by a sign and in
// words as well as by its colour.
type Tone int

// The tones of news.
const (
	Good Tone = iota
	Warning
	Error
)

// Sign returns the sign of the tone in its colour.
func (t Tone) Sign() fyne.Resource {
	icon := theme.ConfirmIcon()
	switch t {
	case Warning:
		icon = theme.WarningIcon()
	case Error:
		icon = theme.ErrorIcon()
	}
	return theme.NewColoredResource(icon, t.Color())
}

// Color returns the name of the colour of the tone.
func (t Tone) Color() fyne.ThemeColorName {
	switch t {
	case Warning:
		return theme.ColorNameWarning
	case Error:
		return theme.ColorNameError
	}
	return theme.ColorNameSuccess
}

// Toast is news that does not stop the user.
type Toast struct {
	Tone    Tone
	Title   string
	Text    string // one or more lines; they wrap, and a path may be as long as it is
	Actions []Action
	// Stay is how long it is shown. 0 is 10 s, and for an error until it is closed;
	// below 0 is until it is closed.
	Stay time.Duration
}

func (t Toast) stay() time.Duration {
	if t.Stay != 0 {
		return t.Stay
	}
	if t.Tone == Error {
		return -1
	}
	return 10 * time.Second
}

// SignSize is how wide and high the sign of a tone is.
const SignSize float32 = 20

const mostToasts = 4

// ToastsFoot is how far above the end of their layer toasts end: the status bar stays in sight.
const ToastsFoot float32 = 52

var _ fyne.Widget = (*Toasts)(nil)

// Toasts is a layer to lay over a window's content. It shows toasts at the bottom
// right, the newest one lowest, and lets clicks through everywhere else.
type Toasts struct {
	widget.BaseWidget
	after func(time.Duration, func())
	cards []*toastCard
	// OnHeight is called with how much of the height the toasts take, from the edge of
	// what is at the bottom, when that has changed: it should not be covered by them.
	OnHeight func(float32)
	// Top says how far up they may reach; nil is the edge. Where there is no room for all, the
	// newest are shown, and older ones again when those have gone.
	Top    func() float32
	height float32
	// OnLeft is called when a button of a toast was pressed and nothing has the
	// keys: a click takes them from what had them, or the button went with them.
	OnLeft func()
}

// NewToasts returns a layer without toasts. After has to run a function on Fyne's
// goroutine when some time has passed; nil takes the clock.
func NewToasts(after func(time.Duration, func())) *Toasts {
	if after == nil {
		after = func(d time.Duration, run func()) {
			time.AfterFunc(d, func() { fyne.Do(run) })
		}
	}
	t := &Toasts{after: after}
	t.ExtendBaseWidget(t)
	return t
}

// Shown returns the toasts that are shown, the newest one last.
func (t *Toasts) Shown() []Toast {
	shown := make([]Toast, len(t.cards))
	for i, c := range t.cards {
		shown[i] = c.toast
	}
	return shown
}

// Add shows a toast and returns a function that hides it. Beyond four the oldest
// one goes.
func (t *Toasts) Add(toast Toast) (hide func()) {
	c := newToastCard(toast)
	hide = func() { t.remove(c) }
	c.close.OnTapped = hide
	for _, b := range append([]*Button{c.close}, c.actions...) {
		if run := b.OnTapped; run != nil {
			b.OnTapped = func() { run(); t.leave(c) }
		}
	}
	c.onHover = func(hovered bool) {
		if !hovered {
			t.startClock(c)
		}
	}
	t.cards = append(t.cards, c)
	if len(t.cards) > mostToasts {
		t.cards = slices.Delete(t.cards, 0, len(t.cards)-mostToasts)
	}
	t.Refresh()
	t.startClock(c)
	return hide
}

// AddLive is Add for news whose text say changes.
func (t *Toasts) AddLive(toast Toast) (say func(text string), hide func()) {
	hide = t.Add(toast)
	c := t.cards[len(t.cards)-1]
	return func(text string) {
		c.toast.Text = text
		c.text.SetText(PlainLines(text))
		t.Refresh()
	}, hide
}

// startClock lets a toast hide after its time; unless it is hovered then, or was
// in between: then the time begins anew when the pointer leaves.
func (t *Toasts) startClock(c *toastCard) {
	stay := c.toast.stay()
	if stay < 0 {
		return
	}
	c.clock++
	mine := c.clock
	t.after(stay, func() {
		if c.clock == mine && !c.isHovered() {
			t.remove(c)
		}
	})
}

// leave looks after a button of a toast was pressed where the keys are now. They
// don't stay on a button that has gone with its toast.
func (t *Toasts) leave(c *toastCard) {
	on := fyne.CurrentApp().Driver().CanvasForObject(t)
	if t.OnLeft == nil || on == nil || on.Overlays().Top() != nil {
		return
	}
	focused, gone := on.Focused(), !slices.Contains(t.cards, c)
	for _, b := range append([]*Button{c.close}, c.actions...) {
		if gone && focused == fyne.Focusable(b) {
			on.Unfocus()
			focused = nil
		}
	}
	if focused == nil {
		t.OnLeft()
	}
}

func (t *Toasts) remove(c *toastCard) {
	if i := slices.Index(t.cards, c); i >= 0 {
		t.cards = slices.Delete(t.cards, i, i+1)
		t.Refresh()
	}
}

func (t *Toasts) CreateRenderer() fyne.WidgetRenderer {
	return &toastsRenderer{t}
}

type toastsRenderer struct{ t *Toasts }

func (r *toastsRenderer) Layout(size fyne.Size) {
	const widest = 430
	const left, right = 12, 12 + BoardInset
	width := min(widest, size.Width-left-right)
	bottom, top := size.Height-ToastsFoot, float32(0)
	if size.Height == 0 {
		return
	}
	if r.t.Top != nil {
		top = r.t.Top()
	}
	full := false
	for i, c := range slices.Backward(r.t.cards) {
		height := c.HeightFor(width)
		full = full || i < len(r.t.cards)-1 && bottom-height < top
		if c.Hidden = full; full {
			continue
		}
		bottom -= height
		c.Move(fyne.NewPos(size.Width-width-right, bottom))
		c.Resize(fyne.NewSize(width, height))
		bottom -= Gap
	}
	if height := size.Height - ToastsFoot - bottom; r.t.height != height {
		r.t.height = height
		Call(r.t.OnHeight, height)
	}
}

func (r *toastsRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *toastsRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, c := range r.t.cards {
		c.Refresh()
	}
	canvas.Refresh(r.t)
}

func (r *toastsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.t.cards))
	for i, c := range r.t.cards {
		objects[i] = c
	}
	return objects
}

func (r *toastsRenderer) Destroy() {}

var _ desktop.Hoverable = (*toastCard)(nil)

var _ fyne.Widget = (*toastCard)(nil)

// toastCard shows one toast.
type toastCard struct {
	widget.BaseWidget
	toast   Toast
	onHover func(bool)
	clock   int // counts the times the clock was started: only the last one hides
	hovers  int // the card and the button on it that the pointer is over

	title   *Paragraph
	text    *Paragraph
	actions []*Button
	close   *Button
}

func newToastCard(toast Toast) *toastCard {
	c := &toastCard{toast: toast}
	c.title = NewParagraph(words.Plain(toast.Title), BodyText, theme.ColorNameForeground)
	c.title.Style.Bold = true
	c.text = NewParagraph(PlainLines(toast.Text), 13, ColorNameQuiet)
	for _, a := range toast.Actions {
		b := NewButton(Link, a.Label, a.Run)
		b.onHover = c.hover
		c.actions = append(c.actions, b)
	}
	c.close = NewButton(Quiet, words.Say("toast.close"), nil)
	c.close.Name = words.Say("toast.close-name")
	c.close.onHover = c.hover
	c.ExtendBaseWidget(c)
	return c
}

func (c *toastCard) isHovered() bool { return c.hovers > 0 }

// hover hears from the card and from its buttons: while the pointer is over a
// button, Fyne tells the card that it has left.
func (c *toastCard) hover(hovered bool) {
	if hovered {
		c.hovers++
	} else {
		c.hovers = max(0, c.hovers-1)
	}
	if c.onHover != nil {
		c.onHover(c.isHovered())
	}
}

func (c *toastCard) MouseIn(*desktop.MouseEvent) { c.hover(true) }

func (c *toastCard) MouseMoved(*desktop.MouseEvent) {}

func (c *toastCard) MouseOut() { c.hover(false) }

// Tapped does nothing, so that a click does not go through to what lies below.
func (c *toastCard) Tapped(*fyne.PointEvent) {}

const (
	toastLeft  float32 = 44 // where the words begin: behind the edge and the sign
	toastRight float32 = 44 // kept free for the close button
	toastPad   float32 = 14
)

func (c *toastCard) HeightFor(width float32) float32 {
	height := 2*toastPad + c.title.HeightFor(width-toastLeft-toastRight)
	if c.toast.Text != "" {
		height += 3 + c.text.HeightFor(width-toastLeft-Inset)
	}
	if len(c.actions) > 0 {
		height += 8 + 24
	}
	return height
}

func (c *toastCard) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&toastCardRenderer{c: c, back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), sign: canvas.NewImageFromResource(c.toast.Tone.Sign())})
}

type toastCardRenderer struct {
	c          *toastCard
	back, edge *canvas.Rectangle
	sign       *canvas.Image
}

func (r *toastCardRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.edge.Resize(fyne.NewSize(4, size.Height))
	r.sign.Move(fyne.NewPos(16, toastPad))
	r.sign.Resize(fyne.NewSquareSize(SignSize))
	r.c.close.Move(fyne.NewPos(size.Width-38, 6))
	r.c.close.Resize(fyne.NewSize(32, 32))

	y := toastPad
	width := size.Width - toastLeft - toastRight
	r.c.title.Move(fyne.NewPos(toastLeft, y))
	r.c.title.Resize(fyne.NewSize(width, r.c.title.HeightFor(width)))
	y += r.c.title.HeightFor(width) + 3
	width = size.Width - toastLeft - Inset
	r.c.text.Move(fyne.NewPos(toastLeft, y))
	r.c.text.Resize(fyne.NewSize(width, r.c.text.HeightFor(width)))
	x := toastLeft - 2
	for _, b := range r.c.actions {
		b.Move(fyne.NewPos(x, size.Height-toastPad-24))
		b.Resize(b.MinSize())
		x += b.MinSize().Width + 12
	}
}

func (r *toastCardRenderer) MinSize() fyne.Size { return fyne.NewSize(200, r.c.HeightFor(200)) }

func (r *toastCardRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.c) }
	r.back.FillColor, r.back.StrokeColor = look(ColorNameSurface), look(ColorNameLine)
	r.back.StrokeWidth, r.back.CornerRadius = 1, CardRadius
	r.back.Shadow = canvas.Shadow{Color: look(theme.ColorNameShadow), BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	r.edge.FillColor = look(r.c.toast.Tone.Color())
	r.edge.TopLeftCornerRadius, r.edge.BottomLeftCornerRadius = CardRadius, CardRadius
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *toastCardRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.back, r.edge, r.sign, r.c.title, r.c.text}
	for _, b := range r.c.actions {
		objects = append(objects, b)
	}
	return append(objects, r.c.close)
}

func (r *toastCardRenderer) Destroy() {}

// HideOne hides news that may never have been shown.
func HideOne(hide func()) {
	if hide != nil {
		hide()
	}
}
