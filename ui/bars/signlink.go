package bars

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
)

var _ kit.Control = (*SignLink)(nil)

// SignLink is a line of small text in the status bar that says what needs somebody, or
// could be done, and opens it. Its end is cut if there is too little room.
type SignLink struct {
	kit.Tap
	Text  string
	Color fyne.ThemeColorName
}

func newSignLink() *SignLink {
	l := &SignLink{}
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

// set says something else; an empty text takes the sign away.
func (l *SignLink) set(text string, color fyne.ThemeColorName, tapped func()) {
	l.Text, l.Color, l.OnTapped, l.Hidden = text, color, tapped, text == ""
	if l.Hidden && l.Focused {
		fyne.CurrentApp().Driver().CanvasForObject(l).Unfocus() // or all keys would go to what is not seen
	}
	l.Refresh()
}

// TypedKey opens what to do with Enter or Space.
func (l *SignLink) TypedKey(key *fyne.KeyEvent) { l.PressKey(l, key) }

// AccessibilityLabel is what a screen reader says.
func (l *SignLink) AccessibilityLabel() string { return l.Text }

func (l *SignLink) CreateRenderer() fyne.WidgetRenderer {
	r := &signLinkRenderer{l: l, over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	r.text.TextSize = kit.SmallText
	return kit.Drawn(r)
}

type signLinkRenderer struct {
	l          *SignLink
	over, ring *canvas.Rectangle
	text       *canvas.Text
}

const signPad float32 = 6

func (r *signLinkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(kit.TextWidth(r.l.Text, kit.SmallText, fyne.TextStyle{})+2*signPad, 24)
}

func (r *signLinkRenderer) Layout(size fyne.Size) {
	height := min(size.Height, 24)
	for _, o := range []*canvas.Rectangle{r.over, r.ring} {
		o.Move(fyne.NewPos(0, (size.Height-height)/2))
		o.Resize(fyne.NewSize(size.Width, height))
	}
	r.text.Text = kit.FitEnd(r.l.Text, size.Width-2*signPad+0.5, kit.SmallText, fyne.TextStyle{})
	line := kit.TextHeight(kit.SmallText)
	r.text.Move(fyne.NewPos(signPad, (size.Height-line)/2))
	r.text.Resize(fyne.NewSize(max(0, size.Width-2*signPad), line))
}

func (r *signLinkRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.l) }
	name := r.l.Color
	if name == "" {
		name = kit.ColorNameQuiet
	}
	r.text.Color = look(name)
	r.over.FillColor, r.over.CornerRadius, r.over.Hidden = look(theme.ColorNameHover), 6, !r.l.Hovered
	kit.DrawRing(r.ring, r.l, 6, r.l.Focused)
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *signLinkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.over, r.text, r.ring}
}

func (r *signLinkRenderer) Destroy() {}
