package find

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ kit.Control = (*Button)(nil)

// Button looks like a field to type into and opens the panel in which that
// is done. Where it is narrow, the shortcut goes first, then the end of the text.
type Button struct {
	kit.Tap
	shortcut string
}

// NewButton returns a button that shows the given shortcut, such as "Ctrl+F".
func NewButton(shortcut string, tapped func()) *Button {
	return kit.Extend(&Button{Tap: kit.Tap{OnTapped: tapped}, shortcut: shortcut})
}

// TypedKey presses the button with Enter or Space.
func (b *Button) TypedKey(key *fyne.KeyEvent) { b.PressKey(b, key) }

// AccessibilityLabel is what a screen reader says.
func (b *Button) AccessibilityLabel() string { return words.Say("find.hint") }

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &findButtonRenderer{
		b: b, back: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), key: canvas.NewRectangle(nil),
		text: canvas.NewText("", nil), shortcut: canvas.NewText("", nil), icon: canvas.NewImageFromResource(nil),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.icon.Resource = theme.NewColoredResource(theme.SearchIcon(), kit.ColorNameQuiet)
	return kit.Drawn(r)
}

type findButtonRenderer struct {
	b                     *Button
	back, over, ring, key *canvas.Rectangle
	text, shortcut        *canvas.Text
	icon                  *canvas.Image
}

const findPad float32 = 12

func (r *findButtonRenderer) MinSize() fyne.Size {
	return fyne.NewSize(2*findPad+kit.ButtonIcon+kit.Gap+kit.TextWidth(words.Say("find.hint"), kit.BodyText, fyne.TextStyle{}), kit.ControlHeight)
}

func (r *findButtonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.over.Resize(size)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(size.AddWidthHeight(4, 4))
	r.icon.Move(fyne.NewPos(findPad, (size.Height-kit.ButtonIcon)/2))
	r.icon.Resize(fyne.NewSquareSize(kit.ButtonIcon))
	left := findPad + kit.ButtonIcon + kit.Gap
	room := size.Width - left - findPad

	shortcut := r.shortcut.MinSize()
	hint := words.Say("find.hint")
	fits := r.b.shortcut != "" && kit.TextWidth(hint, kit.BodyText, fyne.TextStyle{})+shortcut.Width+12+kit.Gap <= room
	r.shortcut.Hidden, r.key.Hidden = !fits, !fits
	r.shortcut.Move(fyne.NewPos(size.Width-findPad-6-shortcut.Width, (size.Height-shortcut.Height)/2))
	r.shortcut.Resize(shortcut)
	r.key.Move(r.shortcut.Position().SubtractXY(6, 1))
	r.key.Resize(shortcut.AddWidthHeight(12, 2))

	r.text.Text = kit.FitEnd(hint, room+0.5, kit.BodyText, fyne.TextStyle{})
	height := kit.TextHeight(kit.BodyText)
	r.text.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(max(0, room), height))
}

func (r *findButtonRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(kit.ColorNameSurface), look(kit.ColorNameLine), 1, 6
	r.over.FillColor, r.over.CornerRadius, r.over.Hidden = look(theme.ColorNameHover), 6, !r.b.Hovered
	kit.DrawRing(r.ring, r.b, 8, r.b.Focused)
	r.key.FillColor, r.key.StrokeColor, r.key.StrokeWidth, r.key.CornerRadius = color.Transparent, look(kit.ColorNameLine), 1, 4
	r.text.Color, r.text.TextSize = look(kit.ColorNameQuiet), kit.BodyText
	r.shortcut.Text, r.shortcut.Color, r.shortcut.TextSize = r.b.shortcut, look(kit.ColorNameQuiet), 11
	r.icon.Refresh()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *findButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.over, r.icon, r.text, r.key, r.shortcut, r.ring}
}

func (r *findButtonRenderer) Destroy() {}
