package plan

import (
	"math"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
)

// Outline is a rectangle on the plan, in pixels, turned about its centre by an
// angle in degrees clockwise.
type Outline struct {
	Center        fyne.Position
	Width, Height float32
	Angle         float64
}

// Plane maps fractions of a layout to pixels. Both directions have one scale, so
// that a turned rectangle keeps its right angles.
type Plane struct {
	Origin fyne.Position
	Size   fyne.Size
}

// FitPlane returns the largest plane with the proportion of the floor's layout of
// which all that stands on the floor fits into space, in its middle. The empty
// margin of the layout may fall outside; it is worth less than larger desks.
func FitPlane(floor data.Floor, origin fyne.Position, space fyne.Size) Plane {
	layout := floor.Layout
	if layout.Width <= 0 || layout.Height <= 0 {
		layout = data.Size{Width: 3, Height: 2}
	}
	unit := Plane{Size: fyne.NewSize(1, float32(layout.Height/layout.Width))}
	at, used := unit.extent(floor)
	scale := min(space.Width/used.Width, space.Height/used.Height)
	// A floor with hardly anything on it is not blown up.
	const most = 1.3
	scale = min(scale, most*min(space.Width, space.Height/unit.Size.Height))
	return Plane{
		Origin: origin.AddXY((space.Width-used.Width*scale)/2-at.X*scale, (space.Height-used.Height*scale)/2-at.Y*scale),
		Size:   fyne.NewSize(unit.Size.Width*scale, unit.Size.Height*scale),
	}
}

// extent returns the smallest rectangle around all that stands on the floor; of
// an empty floor the whole.
func (p Plane) extent(floor data.Floor) (fyne.Position, fyne.Size) {
	if len(floor.Desks)+len(floor.Fixtures) == 0 {
		return p.Origin, p.Size
	}
	low, high := fyne.NewPos(math.MaxFloat32, math.MaxFloat32), fyne.NewPos(-math.MaxFloat32, -math.MaxFloat32)
	include := func(o Outline) {
		pos, size := o.Bounds()
		low = fyne.NewPos(min(low.X, pos.X), min(low.Y, pos.Y))
		high = fyne.NewPos(max(high.X, pos.X+size.Width), max(high.Y, pos.Y+size.Height))
	}
	for _, d := range floor.Desks {
		include(p.Outline(d.Position, d.Size, d.Rotation))
	}
	for _, f := range floor.Fixtures {
		include(p.Outline(f.Position, f.Size, f.Rotation))
	}
	return low, fyne.NewSize(high.X-low.X, high.Y-low.Y)
}

// Position returns where a point of the floor is drawn, and Point what point of the
// floor is drawn there.
func (p Plane) Position(at data.Point) fyne.Position {
	return p.Origin.AddXY(float32(at.X)*p.Size.Width, float32(at.Y)*p.Size.Height)
}

// Point is the inverse of [Plane.Position].
func (p Plane) Point(at fyne.Position) data.Point {
	return data.Point{X: float64((at.X - p.Origin.X) / p.Size.Width), Y: float64((at.Y - p.Origin.Y) / p.Size.Height)}
}

// Outline returns how a box of the floor is drawn.
func (p Plane) Outline(pos data.Point, size data.Size, rotation float64) Outline {
	return Outline{
		Center: p.Origin.AddXY(float32(pos.X+size.Width/2)*p.Size.Width, float32(pos.Y+size.Height/2)*p.Size.Height),
		Width:  float32(size.Width) * p.Size.Width,
		Height: float32(size.Height) * p.Size.Height,
		Angle:  rotation,
	}
}

// IsStraight reports whether the sides lie along the axes.
func (o Outline) IsStraight() bool { return math.Mod(o.Angle, 90) == 0 }

// Corners returns the corners clockwise from the one that was at the top left.
func (o Outline) Corners() [4]fyne.Position {
	sin, cos := o.sinCos()
	turn := func(x, y float32) fyne.Position {
		return o.Center.AddXY(x*cos-y*sin, x*sin+y*cos)
	}
	w, h := o.Width/2, o.Height/2
	return [4]fyne.Position{turn(-w, -h), turn(w, -h), turn(w, h), turn(-w, h)}
}

// points returns where points within the outline are, given as fractions of its width
// and height before it is turned.
func (o Outline) points(fractions []data.Point) []fyne.Position {
	sin, cos := o.sinCos()
	at := make([]fyne.Position, len(fractions))
	for i, f := range fractions {
		x, y := (float32(f.X)-0.5)*o.Width, (float32(f.Y)-0.5)*o.Height
		at[i] = o.Center.AddXY(x*cos-y*sin, x*sin+y*cos)
	}
	return at
}

// Bounds returns the smallest straight rectangle around the outline.
func (o Outline) Bounds() (fyne.Position, fyne.Size) {
	sin, cos := o.sinCos()
	size := fyne.NewSize(o.Width*abs(cos)+o.Height*abs(sin), o.Width*abs(sin)+o.Height*abs(cos))
	return o.Center.SubtractXY(size.Width/2, size.Height/2), size
}

// Contains reports whether the point lies within the outline.
func (o Outline) Contains(p fyne.Position) bool {
	sin, cos := o.sinCos()
	x, y := p.X-o.Center.X, p.Y-o.Center.Y
	// Turned back by the angle, the rectangle is straight.
	return abs(x*cos+y*sin) <= o.Width/2 && abs(y*cos-x*sin) <= o.Height/2
}

// Grow returns the outline with each side moved outwards.
func (o Outline) Grow(by float32) Outline {
	o.Width, o.Height = o.Width+2*by, o.Height+2*by
	return o
}

// roomFor returns how wide a level text of the given height may be in the middle
// of the outline, or a negative number if it does not fit at all.
func (o Outline) roomFor(height float32) float32 {
	sin, cos := o.sinCos()
	sin, cos = abs(sin), abs(cos)
	half, tall := float32(math.MaxFloat32), height/2
	// A box of half extents (a, tall) lies inside where a·cos + tall·sin is at
	// most half the width and a·sin + tall·cos at most half the height.
	const level = 1e-4
	if cos > level {
		half = min(half, (o.Width/2-tall*sin)/cos)
	} else if tall*sin > o.Width/2 {
		return -1
	}
	if sin > level {
		half = min(half, (o.Height/2-tall*cos)/sin)
	} else if tall*cos > o.Height/2 {
		return -1
	}
	return 2 * half
}

func (o Outline) sinCos() (sin, cos float32) {
	if o.Angle == 0 {
		return 0, 1 // as of most
	}
	s, c := math.Sincos(o.Angle * math.Pi / 180)
	return float32(s), float32(c)
}

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }
