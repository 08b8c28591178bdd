package edit

import (
	"math"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/plan/drawing"
)

// view is which part of the floor is shown, and how large.
type view struct {
	space  fyne.Size     // in which the floor is shown
	floor  drawing.Point // width and height, in units
	zoom   float64       // 1 shows the whole floor
	center drawing.Point // of the floor, in the middle of the space
}

const (
	leastZoom, mostZoom = 0.5, 20.0
	viewInset           = 28 // about the floor
)

// scale returns how many pixels a unit has.
func (v *view) scale() float64 {
	return v.zoom * max(1e-9, min(
		max(1, float64(v.space.Width)-2*viewInset)/v.floor.X, max(1, float64(v.space.Height)-2*viewInset)/v.floor.Y))
}

// at returns where on the widget a point of the floor lies.
func (v *view) at(p drawing.Point) fyne.Position {
	s := v.scale()
	return fyne.NewPos(v.space.Width/2+float32((p.X-v.center.X)*s), v.space.Height/2+float32((p.Y-v.center.Y)*s))
}

// point returns which point of the floor lies there on the widget.
func (v *view) point(pos fyne.Position) drawing.Point {
	s := v.scale()
	return drawing.Point{X: v.center.X + float64(pos.X-v.space.Width/2)/s, Y: v.center.Y + float64(pos.Y-v.space.Height/2)/s}
}

// length returns how long so many pixels are on the floor.
func (v *view) length(px float32) float64 { return float64(px) / v.scale() }

// fit shows the whole floor.
func (v *view) fit() {
	v.zoom, v.center = 1, drawing.Point{X: v.floor.X / 2, Y: v.floor.Y / 2}
}

// zoomAbout zooms so that the point at pos stays there.
func (v *view) zoomAbout(pos fyne.Position, zoom float64) {
	stays := v.point(pos)
	v.zoom = math.Max(leastZoom, math.Min(zoom, mostZoom))
	if math.Abs(v.zoom-1) < 0.004 {
		v.zoom = 1
	}
	now := v.point(pos)
	v.center = v.center.Plus(stays).Minus(now)
	v.hold()
}

// pan moves the floor by pixels.
func (v *view) pan(dx, dy float32) {
	v.center = v.center.Minus(drawing.Point{X: v.length(dx), Y: v.length(dy)})
	v.hold()
}

// hold keeps some of the floor in sight.
func (v *view) hold() {
	v.center.X = math.Max(0, math.Min(v.center.X, v.floor.X))
	v.center.Y = math.Max(0, math.Min(v.center.Y, v.floor.Y))
}

// reveal moves the floor so that a box is in sight.
func (v *view) reveal(b drawing.Box) {
	const room = 24
	a, z := v.at(drawing.Point{X: b.X, Y: b.Y}), v.at(drawing.Point{X: b.Right(), Y: b.Bottom()})
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
	if dx, dy := into(a.X, z.X, v.space.Width), into(a.Y, z.Y, v.space.Height); dx != 0 || dy != 0 {
		v.pan(dx, dy)
	}
}
