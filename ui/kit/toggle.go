package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

var (
	_ pressed         = (*Toggle)(nil)
	_ fyne.Accessible = (*Toggle)(nil)
)

// Toggle is a box with some words that is ticked or not. Unlike Fyne's own it
// shows by a ring that it has the focus, and lets a sheet see its keys.
type Toggle struct {
	Pressable
	Text      string
	On        bool
	OnChanged func(bool)
	OnKey     KeyHook
	OnFocus   func(fyne.CanvasObject)
}

// NewToggle returns a box with words; onChanged may be nil.
func NewToggle(text string, on bool, onChanged func(bool)) *Toggle {
	return Extend(&Toggle{Text: text, On: on, OnChanged: onChanged})
}

// Set ticks the box, or takes the tick away.
func (t *Toggle) Set(on bool) {
	if Change(t, &t.On, on) {
		Call(t.OnChanged, on)
	}
}

// Tapped ticks the box, or takes the tick away.
func (t *Toggle) Tapped(*fyne.PointEvent) { t.Set(!t.On) }

// TypedKey does the same with Space.
func (t *Toggle) TypedKey(key *fyne.KeyEvent) {
	if t.OnKey != nil && t.OnKey(key) || WindowKey(t, key) {
		return
	}
	if key.Name == fyne.KeySpace {
		t.Set(!t.On)
	}
}

func (t *Toggle) FocusGained() {
	t.Focused = true
	t.Refresh()
	if t.OnFocus != nil {
		t.OnFocus(t)
	}
}

// AccessibilityLabel is what a screen reader says.
func (t *Toggle) AccessibilityLabel() string { return t.Text }

func (t *Toggle) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *Toggle) CreateRenderer() fyne.WidgetRenderer {
	r := &toggleRenderer{t: t, box: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		tick: canvas.NewText("✓", nil), text: canvas.NewText("", nil)}
	r.tick.TextSize, r.tick.TextStyle, r.tick.Alignment = BodyText, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.text.TextSize = BodyText
	return Drawn(r)
}

type toggleRenderer struct {
	t               *Toggle
	box, over, ring *canvas.Rectangle
	tick, text      *canvas.Text
}

const toggleBox, togglePad float32 = 18, 5

func (r *toggleRenderer) MinSize() fyne.Size {
	return fyne.NewSize(togglePad+toggleBox+Gap+TextWidth(r.t.Text, BodyText, fyne.TextStyle{})+togglePad, 30)
}

func (r *toggleRenderer) Layout(size fyne.Size) {
	r.over.Resize(size)
	r.ring.Resize(size)
	box := fyne.NewPos(togglePad, (size.Height-toggleBox)/2)
	r.box.Move(box)
	r.box.Resize(fyne.NewSquareSize(toggleBox))
	height := TextHeight(BodyText)
	r.tick.Move(fyne.NewPos(togglePad, (size.Height-height)/2))
	r.tick.Resize(fyne.NewSize(toggleBox, height))
	left := togglePad + toggleBox + Gap
	r.text.Text = FitEnd(r.t.Text, size.Width-left-togglePad+0.5, BodyText, fyne.TextStyle{})
	r.text.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(max(0, size.Width-left), height))
}

func (r *toggleRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.t) }
	r.box.FillColor, r.box.StrokeColor = look(theme.ColorNameInputBackground), look(ColorNameMark)
	r.box.StrokeWidth, r.box.CornerRadius = 1.5, 4
	if r.t.On {
		r.box.FillColor, r.box.StrokeColor = look(theme.ColorNamePrimary), look(theme.ColorNamePrimary)
	}
	r.over.FillColor, r.over.CornerRadius, r.over.Hidden = look(theme.ColorNameHover), 6, !r.t.Hovered
	DrawRing(r.ring, r.t, 6, r.t.Focused)
	r.tick.Color, r.tick.Hidden = look(theme.ColorNameForegroundOnPrimary), !r.t.On
	r.text.Color = look(theme.ColorNameForeground)
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *toggleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.over, r.box, r.tick, r.text, r.ring}
}

func (r *toggleRenderer) Destroy() {}
