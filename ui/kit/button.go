package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// ButtonKind is how much a button asks to be pressed.
type ButtonKind int

// The kinds of [Button].
const (
	Plain   ButtonKind = iota // a border and the surface's colour
	Primary                   // filled: the one action of a view
	Quiet                     // nothing but its text, until it is hovered
	Link                      // its text in the primary colour, without the space of a button
)

var (
	_ Control          = (*Button)(nil)
	_ fyne.Disableable = (*Button)(nil)
)

// Button is a flat button with a border. Unlike Fyne's own it can be pressed
// with Enter as well as with Space, and shows by a ring that it has the focus.
type Button struct {
	Tap
	Kind     ButtonKind
	Text     string
	Name     string // what a screen reader says if the text is only a sign
	Hint     string // the shortcut, shown small behind the text
	Bold     bool
	Icon     fyne.Resource
	MinWidth float32 // with the padding

	OnKey   func(*fyne.KeyEvent) bool // sees a key first; true if it took it
	OnFocus func()
}

// NewButton returns a button of the given kind.
func NewButton(kind ButtonKind, text string, tapped func()) *Button {
	return Extend(&Button{Kind: kind, Text: text, Tap: Tap{OnTapped: tapped}})
}

// SetText shows another text.
func (b *Button) SetText(text string) { Change(b, &b.Text, text) }

// TypedKey presses the button with Enter or Space.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	if b.OnKey == nil || !b.OnKey(key) {
		b.PressKey(b, key)
	}
}

func (b *Button) FocusGained() {
	b.Pressable.FocusGained()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// AccessibilityLabel is what a screen reader says.
func (b *Button) AccessibilityLabel() string {
	if b.Name != "" {
		return b.Name
	}
	return b.Text
}

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		button: b,
		back:   canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		text: canvas.NewText("", nil), hint: canvas.NewText("", nil), icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	return Drawn(r)
}

type buttonRenderer struct {
	button           *Button
	back, over, ring *canvas.Rectangle
	text, hint       *canvas.Text
	icon             *canvas.Image
}

// ButtonIcon is how wide and high the icon of a button is.
const ButtonIcon float32 = 16

func (r *buttonRenderer) padding() float32 {
	if r.button.Kind == Link {
		return 2
	}
	return 12
}

func (r *buttonRenderer) contentWidth() float32 {
	width := TextWidth(r.button.Text, BodyText, r.style())
	if r.button.Hint != "" {
		width += Gap + TextWidth(r.button.Hint, SmallText, fyne.TextStyle{})
	}
	if r.button.Icon != nil {
		width += ButtonIcon
		if r.button.Text != "" {
			width += 6
		}
	}
	return width
}

func (r *buttonRenderer) style() fyne.TextStyle {
	return fyne.TextStyle{Bold: r.button.Bold || r.button.Kind == Primary || r.button.Kind == Link}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	height := ControlHeight
	if r.button.Kind == Link {
		height = 24
	}
	return fyne.NewSize(max(r.contentWidth()+2*r.padding(), r.button.MinWidth), height)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	for _, rect := range []*canvas.Rectangle{r.back, r.over} {
		rect.Resize(size)
	}
	// Outside the button, so that the ring is seen on a filled one as well.
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(size.AddWidthHeight(4, 4))

	text := FitEnd(r.button.Text, size.Width-2*r.padding()-(r.contentWidth()-TextWidth(r.button.Text, BodyText, r.style()))+0.5,
		BodyText, r.style())
	r.text.Text = text
	width := r.contentWidth() - TextWidth(r.button.Text, BodyText, r.style()) + TextWidth(text, BodyText, r.style())
	x := (size.Width - width) / 2
	if r.button.Icon != nil {
		r.icon.Move(fyne.NewPos(x, (size.Height-ButtonIcon)/2))
		r.icon.Resize(fyne.NewSquareSize(ButtonIcon))
		x += ButtonIcon + 6
	}
	for _, part := range []*canvas.Text{r.text, r.hint} {
		min := part.MinSize()
		part.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
		part.Resize(min)
		x += min.Width + Gap
	}
}

func (r *buttonRenderer) Refresh() {
	b := r.button
	fore, back, line := theme.ColorNameForeground, fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch b.Kind {
	case Plain:
		back, line = ColorNameSurface, ColorNameLine
	case Primary:
		fore, back = theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary
	case Link:
		fore = theme.ColorNamePrimary
	}
	if b.Disabled() {
		fore = theme.ColorNameDisabled
		if b.Kind == Primary {
			back, line = theme.ColorNameDisabledButton, ColorNameLine
		}
	}
	look := func(name fyne.ThemeColorName) color.Color {
		if name == "" {
			return color.Transparent
		}
		return theme.ColorForWidget(name, b)
	}
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(back), look(line), 1, 6
	r.over.FillColor, r.over.CornerRadius = look(theme.ColorNameHover), 6
	r.over.Hidden = !b.Hovered || b.Disabled()
	DrawRing(r.ring, b, 8, b.Focused)
	r.text.Color, r.text.TextSize, r.text.TextStyle = look(fore), BodyText, r.style()
	r.hint.Text, r.hint.Color, r.hint.TextSize, r.hint.Hidden = b.Hint, look(fore), SmallText, b.Hint == ""
	r.icon.Hidden = b.Icon == nil
	if b.Icon != nil {
		r.icon.Resource = theme.NewColoredResource(b.Icon, fore)
		r.icon.Refresh()
	}
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.over, r.icon, r.text, r.hint, r.ring}
}

func (r *buttonRenderer) Destroy() {}

// Action is something the user may do, as a button of a toast, a banner or the
// welcome card.
type Action struct {
	Label   string
	Run     func()
	Primary bool // the one that is suggested
}

// Enable has a button be pressed, or not. One that is so already is not drawn anew.
func Enable(b *Button, enabled bool) {
	if enabled == !b.Disabled() {
		return
	}
	if enabled {
		b.Enable()
	} else {
		b.Disable()
	}
}
