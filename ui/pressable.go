package ui

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
	_ desktop.Hoverable = (*pressable)(nil)
)

// hoverable is what widgets are made of that look different under the pointer.
type hoverable struct {
	widget.BaseWidget
	hovered bool
}

func (h *hoverable) MouseIn(*desktop.MouseEvent) { h.hovered = true; h.Refresh() }

func (h *hoverable) MouseMoved(*desktop.MouseEvent) {}

func (h *hoverable) MouseOut() { h.hovered = false; h.Refresh() }

// pressable is what widgets are made of that also take the keys, and show that. What
// the keys do each of them says itself.
type pressable struct {
	hoverable
	focused bool
}

func (p *pressable) FocusGained() { p.focused = true; p.Refresh() }

func (p *pressable) FocusLost() { p.focused = false; p.Refresh() }

func (p *pressable) TypedRune(rune) {}

// drawRing draws the ring about what has the keys, or hides it.
func drawRing(ring *canvas.Rectangle, of fyne.Widget, radius float32, shown bool) {
	ring.FillColor, ring.StrokeColor = color.Transparent, theme.ColorForWidget(theme.ColorNamePrimary, of)
	ring.StrokeWidth, ring.CornerRadius, ring.Hidden = 2, radius, !shown
}

// isPress reports whether a key presses what has the focus.
func isPress(key *fyne.KeyEvent) bool { return isEnter(key) || key.Name == fyne.KeySpace }
