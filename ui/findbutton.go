package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

var (
	_ fyne.Focusable     = (*FindButton)(nil)
	_ fyne.Tappable      = (*FindButton)(nil)
	_ fyne.Accessible    = (*FindButton)(nil)
	_ desktop.Hoverable  = (*FindButton)(nil)
	_ desktop.Cursorable = (*FindButton)(nil)
	_ fyne.Widget        = (*FindButton)(nil)
)

// FindButton looks like a field to type into and opens the panel in which that
// is done. Where it is narrow, the shortcut goes first, then the end of the text.
type FindButton struct {
	pressable
	OnTapped func()

	shortcut string
}

// NewFindButton returns a button that shows the given shortcut, such as "Ctrl+F".
func NewFindButton(shortcut string, tapped func()) *FindButton {
	b := &FindButton{OnTapped: tapped, shortcut: shortcut}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped presses the button.
func (b *FindButton) Tapped(*fyne.PointEvent) {
	if b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey presses the button with Enter or Space.
func (b *FindButton) TypedKey(key *fyne.KeyEvent) {
	if isPress(key) {
		b.Tapped(nil)
	}
}

// AccessibilityLabel is what a screen reader says.
func (b *FindButton) AccessibilityLabel() string { return words.Say("find.hint") }

func (b *FindButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Cursor is a hand: what can be typed is typed in the panel.
func (b *FindButton) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (b *FindButton) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &findButtonRenderer{
		b: b, back: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), key: canvas.NewRectangle(nil),
		text: canvas.NewText("", nil), shortcut: canvas.NewText("", nil), icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.icon.Resource = theme.NewColoredResource(theme.SearchIcon(), ColorNameQuiet)
	r.Refresh()
	return r
}

type findButtonRenderer struct {
	b                     *FindButton
	back, over, ring, key *canvas.Rectangle
	text, shortcut        *canvas.Text
	icon                  *canvas.Image
}

const findPad float32 = 12

func (r *findButtonRenderer) MinSize() fyne.Size {
	return fyne.NewSize(2*findPad+buttonIcon+gap+textWidth(words.Say("find.hint"), bodyText, fyne.TextStyle{}), controlHeight)
}

func (r *findButtonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.over.Resize(size)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(size.AddWidthHeight(4, 4))
	r.icon.Move(fyne.NewPos(findPad, (size.Height-buttonIcon)/2))
	r.icon.Resize(fyne.NewSquareSize(buttonIcon))
	left := findPad + buttonIcon + gap
	room := size.Width - left - findPad

	shortcut := r.shortcut.MinSize()
	hint := words.Say("find.hint")
	fits := r.b.shortcut != "" && textWidth(hint, bodyText, fyne.TextStyle{})+shortcut.Width+12+gap <= room
	r.shortcut.Hidden, r.key.Hidden = !fits, !fits
	r.shortcut.Move(fyne.NewPos(size.Width-findPad-6-shortcut.Width, (size.Height-shortcut.Height)/2))
	r.shortcut.Resize(shortcut)
	r.key.Move(r.shortcut.Position().SubtractXY(6, 1))
	r.key.Resize(shortcut.AddWidthHeight(12, 2))

	r.text.Text = fitEnd(hint, room+0.5, bodyText, fyne.TextStyle{})
	height := textHeight(bodyText)
	r.text.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(max(0, room), height))
}

func (r *findButtonRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(ColorNameSurface), look(ColorNameLine), 1, 6
	r.over.FillColor, r.over.CornerRadius, r.over.Hidden = look(theme.ColorNameHover), 6, !r.b.hovered
	drawRing(r.ring, r.b, 8, r.b.focused)
	r.key.FillColor, r.key.StrokeColor, r.key.StrokeWidth, r.key.CornerRadius = color.Transparent, look(ColorNameLine), 1, 4
	r.text.Color, r.text.TextSize = look(ColorNameQuiet), bodyText
	r.shortcut.Text, r.shortcut.Color, r.shortcut.TextSize = r.b.shortcut, look(ColorNameQuiet), 11
	r.icon.Refresh()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *findButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.over, r.icon, r.text, r.key, r.shortcut, r.ring}
}

func (r *findButtonRenderer) Destroy() {}
