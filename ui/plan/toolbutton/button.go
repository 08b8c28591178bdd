package toolbutton

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
)

var _ kit.Control = (*Button)(nil)

// Button is a sign, with words beside it where there is room, that is pressed; it stays down
// while its tool is in use.
type Button struct {
	kit.Tap
	sign, text, hint string
	name             string // what it does, in words
	chosen           bool
	OnHover          func(name string) // with nothing when the pointer leaves
	// OnKey takes keys that do not press it, and reports whether it knew one.
	OnKey func(*fyne.KeyEvent) bool
}

// New returns one with a sign, the words beside it, the key by which it is taken, and what it does in words.
func New(sign, text, hint, name string, tapped func()) *Button {
	return kit.Extend(&Button{sign: sign, text: text, hint: hint, name: name, Tap: kit.Tap{OnTapped: tapped}})
}

// Choose says whether its tool is in use.
func (b *Button) Choose(chosen bool) { kit.Change(b, &b.chosen, chosen) }

// Text returns the words beside the sign.
func (b *Button) Text() string { return b.text }

// SetText puts other words beside it, or none.
func (b *Button) SetText(text string) {
	b.text = text
	b.Refresh()
}

// TypedKey presses it with Enter or Space.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case kit.IsPress(key):
		b.Tapped(nil)
	case b.OnKey == nil || !b.OnKey(key):
		kit.WindowKey(b, key)
	}
}

func (b *Button) MouseIn(ev *desktop.MouseEvent) {
	b.Pressable.MouseIn(ev)
	kit.Call(b.OnHover, b.name)
}

func (b *Button) MouseOut() {
	b.Pressable.MouseOut()
	kit.Call(b.OnHover, "")
}

func (b *Button) FocusGained() {
	b.Pressable.FocusGained()
	kit.Call(b.OnHover, b.name)
}

func (b *Button) FocusLost() {
	b.Pressable.FocusLost()
	kit.Call(b.OnHover, "")
}

// AccessibilityLabel is what a screen reader says.
func (b *Button) AccessibilityLabel() string { return b.name }

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &renderer{b: b, back: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		image: canvas.NewImageFromResource(nil), text: canvas.NewText("", nil), hint: canvas.NewText("", nil)}
	r.image.FillMode = canvas.ImageFillContain
	return kit.Drawn(r)
}

type renderer struct {
	b          *Button
	back, ring *canvas.Rectangle
	image      *canvas.Image
	text, hint *canvas.Text
}

// Height is how high a button is.
const Height float32 = 32

const pad float32 = 8

func (r *renderer) MinSize() fyne.Size {
	if r.b.text == "" {
		return fyne.NewSize(30, Height)
	}
	return fyne.NewSize(pad+kit.ButtonIcon+6+kit.TextWidth(r.b.text, 13, fyne.TextStyle{})+22, Height)
}

func (r *renderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.ring.Resize(size)
	x := pad
	if r.b.text == "" && r.b.hint == "" {
		x = (size.Width - kit.ButtonIcon) / 2
	}
	r.image.Move(fyne.NewPos(x, (size.Height-kit.ButtonIcon)/2))
	r.image.Resize(fyne.NewSize(kit.ButtonIcon, kit.ButtonIcon))
	height := kit.TextHeight(13)
	r.text.Move(fyne.NewPos(x+kit.ButtonIcon+6, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width-x-kit.ButtonIcon-6, height))
	r.hint.Move(fyne.NewPos(0, (size.Height-kit.TextHeight(11))/2))
	r.hint.Resize(fyne.NewSize(size.Width-8, kit.TextHeight(11)))
}

func (r *renderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	fore := look(theme.ColorNameForeground)
	r.back.FillColor, r.back.CornerRadius = color.Transparent, 6
	switch {
	case r.b.chosen:
		r.back.FillColor, fore = look(theme.ColorNameSelection), look(theme.ColorNamePrimary)
	case r.b.Disabled():
		fore = look(theme.ColorNameDisabled)
	case r.b.Hovered:
		r.back.FillColor = look(theme.ColorNameHover)
	}
	r.image.Resource = sign(r.b.sign, fore)
	r.text.Text, r.text.TextSize, r.text.Color, r.text.TextStyle = r.b.text, 13, fore, fyne.TextStyle{Bold: r.b.chosen}
	r.hint.Text, r.hint.TextSize, r.hint.Color, r.hint.Alignment = r.b.hint, 11, look(kit.ColorNameQuiet), fyne.TextAlignTrailing
	kit.DrawRing(r.ring, r.b, 6, r.b.Focused)
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.image, r.text, r.hint, r.ring}
}

func (r *renderer) Destroy() {}
