package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var (
	_ desktop.Hoverable = (*hoverable)(nil)
	_ desktop.Hoverable = (*Pressable)(nil)
)

// pressed is what a widget is that people press, with the pointer or with keys.
type pressed interface {
	fyne.Widget
	fyne.Focusable
	fyne.Tappable
	desktop.Hoverable
}

// Control is a widget that people press, with the pointer or with keys, that shows
// this by the pointer's shape, and that a screen reader names.
type Control interface {
	pressed
	fyne.Accessible
	desktop.Cursorable
}

// hoverable is what widgets are made of that look different under the pointer.
type hoverable struct {
	widget.DisableableWidget
	Hovered bool
	onHover func(bool)
}

func (h *hoverable) MouseIn(*desktop.MouseEvent) { h.hover(true) }

func (h *hoverable) MouseMoved(*desktop.MouseEvent) {}

func (h *hoverable) MouseOut() { h.hover(false) }

func (h *hoverable) hover(on bool) {
	h.Hovered = on
	Call(h.onHover, on)
	h.Refresh()
}

// Pressable is what widgets are made of that also take the keys, and show that. What
// the keys do each of them says itself.
type Pressable struct {
	hoverable
	Focused bool
}

func (p *Pressable) FocusGained() { p.Focused = true; p.Refresh() }

func (p *Pressable) FocusLost() { p.Focused = false; p.Refresh() }

func (p *Pressable) TypedRune(rune) {}

// Tap is what buttons are made of: a [Pressable] that does one thing, which is the same with the
// pointer and with the keys.
type Tap struct {
	Pressable
	OnTapped func()
}

// Tapped presses the button.
func (t *Tap) Tapped(*fyne.PointEvent) {
	if !t.Disabled() && t.OnTapped != nil {
		t.OnTapped()
	}
}

// Cursor is a hand where there is something to press.
func (t *Tap) Cursor() desktop.Cursor {
	if t.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (t *Tap) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// PressKey presses the button, which is part of a widget, with Enter or Space, and hands the
// window the keys that it wants.
func (t *Tap) PressKey(whole fyne.Widget, key *fyne.KeyEvent) {
	if IsPress(key) {
		t.Tapped(nil)
		return
	}
	WindowKey(whole, key)
}

// DrawRing draws the ring about what has the keys, or hides it.
func DrawRing(ring *canvas.Rectangle, of fyne.Widget, radius float32, shown bool) {
	ring.FillColor, ring.StrokeColor = color.Transparent, theme.ColorForWidget(theme.ColorNamePrimary, of)
	ring.StrokeWidth, ring.CornerRadius, ring.Hidden = 2, radius, !shown
}

// IsPress reports whether a key presses what has the focus.
func IsPress(key *fyne.KeyEvent) bool { return IsEnter(key) || key.Name == fyne.KeySpace }
