package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

var (
	_ fyne.Focusable    = (*toggle)(nil)
	_ fyne.Tappable     = (*toggle)(nil)
	_ desktop.Hoverable = (*toggle)(nil)
	_ fyne.Accessible   = (*toggle)(nil)
	_ fyne.Widget       = (*toggle)(nil)
)

// toggle is a box with some words that is ticked or not. Unlike Fyne's own it
// shows by a ring that it has the focus, and lets a sheet see its keys.
type toggle struct {
	pressable
	text      string
	on        bool
	onChanged func(bool)
	onKey     keyHook
	onFocus   func(fyne.CanvasObject)
}

func newToggle(text string, on bool, onChanged func(bool)) *toggle {
	t := &toggle{text: text, on: on, onChanged: onChanged}
	t.ExtendBaseWidget(t)
	return t
}

func (t *toggle) set(on bool) {
	if t.on == on {
		return
	}
	t.on = on
	t.Refresh()
	if t.onChanged != nil {
		t.onChanged(on)
	}
}

// Tapped ticks the box, or takes the tick away.
func (t *toggle) Tapped(*fyne.PointEvent) { t.set(!t.on) }

// TypedKey does the same with Space.
func (t *toggle) TypedKey(key *fyne.KeyEvent) {
	if t.onKey != nil && t.onKey(key) {
		return
	}
	if key.Name == fyne.KeySpace {
		t.set(!t.on)
	}
}

func (t *toggle) FocusGained() {
	t.focused = true
	t.Refresh()
	if t.onFocus != nil {
		t.onFocus(t)
	}
}

// AccessibilityLabel is what a screen reader says.
func (t *toggle) AccessibilityLabel() string { return t.text }

func (t *toggle) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *toggle) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &toggleRenderer{t: t, box: canvas.NewRectangle(nil), over: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
		tick: canvas.NewText("✓", nil), text: canvas.NewText("", nil)}
	r.tick.TextSize, r.tick.TextStyle, r.tick.Alignment = bodyText, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.text.TextSize = bodyText
	r.Refresh()
	return r
}

type toggleRenderer struct {
	t               *toggle
	box, over, ring *canvas.Rectangle
	tick, text      *canvas.Text
}

const toggleBox, togglePad float32 = 18, 5

func (r *toggleRenderer) MinSize() fyne.Size {
	return fyne.NewSize(togglePad+toggleBox+gap+textWidth(r.t.text, bodyText, fyne.TextStyle{})+togglePad, 30)
}

func (r *toggleRenderer) Layout(size fyne.Size) {
	r.over.Resize(size)
	r.ring.Resize(size)
	box := fyne.NewPos(togglePad, (size.Height-toggleBox)/2)
	r.box.Move(box)
	r.box.Resize(fyne.NewSquareSize(toggleBox))
	height := textHeight(bodyText)
	r.tick.Move(fyne.NewPos(togglePad, (size.Height-height)/2))
	r.tick.Resize(fyne.NewSize(toggleBox, height))
	left := togglePad + toggleBox + gap
	r.text.Text = fitEnd(r.t.text, size.Width-left-togglePad+0.5, bodyText, fyne.TextStyle{})
	r.text.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(max(0, size.Width-left), height))
}

func (r *toggleRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.t) }
	r.box.FillColor, r.box.StrokeColor = look(theme.ColorNameInputBackground), look(ColorNameBookedLine)
	r.box.StrokeWidth, r.box.CornerRadius = 1.5, 4
	if r.t.on {
		r.box.FillColor, r.box.StrokeColor = look(theme.ColorNamePrimary), look(theme.ColorNamePrimary)
	}
	r.over.FillColor, r.over.CornerRadius, r.over.Hidden = look(theme.ColorNameHover), 6, !r.t.hovered
	drawRing(r.ring, r.t, 6, r.t.focused)
	r.tick.Color, r.tick.Hidden = look(theme.ColorNameForegroundOnPrimary), !r.t.on
	r.text.Color = look(theme.ColorNameForeground)
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *toggleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.over, r.box, r.tick, r.text, r.ring}
}

func (r *toggleRenderer) Destroy() {}
