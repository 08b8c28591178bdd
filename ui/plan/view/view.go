package view

import (
	"math"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/plan/drawing"
)

// View is which part of the floor is shown, and how large.
type View struct {
	Space  fyne.Size     // in which the floor is shown
	Floor  drawing.Point // width and height, in units
	Zoom   float64       // 1 shows the whole floor
	Center drawing.Point // of the floor, in the middle of the space
}

const (
	leastZoom, mostZoom = 0.5, 20.0
	viewInset           = 28 // about the floor
)

// Scale returns how many pixels a unit has.
func (v *View) Scale() float64 {
	return v.Zoom * max(1e-9, min(
		max(1, float64(v.Space.Width)-2*viewInset)/v.Floor.X, max(1, float64(v.Space.Height)-2*viewInset)/v.Floor.Y))
}

// At returns where on the widget a point of the floor lies.
func (v *View) At(p drawing.Point) fyne.Position {
	s := v.Scale()
	return fyne.NewPos(v.Space.Width/2+float32((p.X-v.Center.X)*s), v.Space.Height/2+float32((p.Y-v.Center.Y)*s))
}

// Point returns which point of the floor lies there on the widget.
func (v *View) Point(pos fyne.Position) drawing.Point {
	s := v.Scale()
	return drawing.Point{X: v.Center.X + float64(pos.X-v.Space.Width/2)/s, Y: v.Center.Y + float64(pos.Y-v.Space.Height/2)/s}
}

// Length returns how long so many pixels are on the floor.
func (v *View) Length(px float32) float64 { return float64(px) / v.Scale() }

// Fit shows the whole floor.
func (v *View) Fit() {
	v.Zoom, v.Center = 1, drawing.Point{X: v.Floor.X / 2, Y: v.Floor.Y / 2}
}

// ZoomAbout zooms so that the point at pos stays there.
func (v *View) ZoomAbout(pos fyne.Position, zoom float64) {
	stays := v.Point(pos)
	v.Zoom = math.Max(leastZoom, math.Min(zoom, mostZoom))
	if math.Abs(v.Zoom-1) < 0.004 {
		v.Zoom = 1
	}
	now := v.Point(pos)
	v.Center = v.Center.Plus(stays).Minus(now)
	v.hold()
}

// Pan moves the floor by pixels.
func (v *View) Pan(dx, dy float32) {
	v.Center = v.Center.Minus(drawing.Point{X: v.Length(dx), Y: v.Length(dy)})
	v.hold()
}

// hold keeps some of the floor in sight.
func (v *View) hold() {
	v.Center.X = math.Max(0, math.Min(v.Center.X, v.Floor.X))
	v.Center.Y = math.Max(0, math.Min(v.Center.Y, v.Floor.Y))
}

// Reveal moves the floor so that a box is in sight.
func (v *View) Reveal(b drawing.Box) {
	const room = 24
	a, z := v.At(drawing.Point{X: b.X, Y: b.Y}), v.At(drawing.Point{X: b.Right(), Y: b.Bottom()})
	into := func(low, high, space float32) float32 {
		switch {
		case high-low > space-2*room:
			return space/2 - (low+high)/2
		case low < room:
			return room - low
		case high > space-room:
			return space - room - high
		}
		return 0
	}
	if dx, dy := into(a.X, z.X, v.Space.Width), into(a.Y, z.Y, v.Space.Height); dx != 0 || dy != 0 {
		v.Pan(dx, dy)
	}
}
