package edit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
)

var _ kit.Control = (*toolButton)(nil)

// toolButton is a sign, with words beside it where there is room, that is pressed; it stays down
// while its tool is in use.
type toolButton struct {
	kit.Pressable
	sign, text, hint string
	name             string // what it does, in words
	chosen           bool
	onTapped         func()
	onHover          func(name string) // with nothing when the pointer leaves
	onKey            func(*fyne.KeyEvent) bool
}

func newToolButton(sign, text, hint, name string, tapped func()) *toolButton {
	return kit.Extend(&toolButton{sign: sign, text: text, hint: hint, name: name, onTapped: tapped})
}

func (b *toolButton) choose(chosen bool) {
	if b.chosen != chosen {
		b.chosen = chosen
		b.Refresh()
	}
}

// Tapped presses it.
func (b *toolButton) Tapped(*fyne.PointEvent) {
	if !b.Disabled() {
		b.onTapped()
	}
}

// TypedKey presses it with Enter or Space.
func (b *toolButton) TypedKey(key *fyne.KeyEvent) {
	switch {
	case kit.IsPress(key):
		b.Tapped(nil)
	case !b.onKey(key):
		kit.WindowKey(b, key)
	}
}

func (b *toolButton) MouseIn(ev *desktop.MouseEvent) {
	b.Pressable.MouseIn(ev)
	kit.Call(b.onHover, b.name)
}

func (b *toolButton) MouseOut() {
	b.Pressable.MouseOut()
	kit.Call(b.onHover, "")
}

func (b *toolButton) FocusGained() {
	b.Pressable.FocusGained()
	kit.Call(b.onHover, b.name)
}

func (b *toolButton) FocusLost() {
	b.Pressable.FocusLost()
	kit.Call(b.onHover, "")
}

// AccessibilityLabel is what a screen reader says.
func (b *toolButton) AccessibilityLabel() string { return b.name }

func (b *toolButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Cursor is a hand where there is something to press.
func (b *toolButton) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (b *toolButton) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &toolButtonRenderer{b: b, back: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		image: canvas.NewImageFromResource(nil), text: canvas.NewText("", nil), hint: canvas.NewText("", nil)}
	r.image.FillMode = canvas.ImageFillContain
	return kit.Drawn(r)
}

type toolButtonRenderer struct {
	b          *toolButton
	back, ring *canvas.Rectangle
	image      *canvas.Image
	text, hint *canvas.Text
}

const (
	toolHeight float32 = 32
	toolPad    float32 = 8
)

func (r *toolButtonRenderer) MinSize() fyne.Size {
	if r.b.text == "" {
		return fyne.NewSize(30, toolHeight)
	}
	return fyne.NewSize(toolPad+kit.ButtonIcon+6+kit.TextWidth(r.b.text, 13, fyne.TextStyle{})+22, toolHeight)
}

func (r *toolButtonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.ring.Resize(size)
	x := toolPad
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

func (r *toolButtonRenderer) Refresh() {
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

func (r *toolButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.image, r.text, r.hint, r.ring}
}

func (r *toolButtonRenderer) Destroy() {}
