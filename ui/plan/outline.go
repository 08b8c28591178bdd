package plan

import (
	"math"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
)

// outline is a rectangle on the plan, in pixels, turned about its centre by an
// angle in degrees clockwise.
type outline struct {
	center        fyne.Position
	width, height float32
	angle         float64
}

// plane maps fractions of a layout to pixels. Both directions have one scale, so
// that a turned rectangle keeps its right angles.
type plane struct {
	origin fyne.Position
	size   fyne.Size
}

// fitPlane returns the largest plane with the proportion of the floor's layout of
// which all that stands on the floor fits into space, in its middle. The empty
// margin of the layout may fall outside; it is worth less than larger desks.
func fitPlane(floor data.Floor, origin fyne.Position, space fyne.Size) plane {
	layout := floor.Layout
	if layout.Width <= 0 || layout.Height <= 0 {
		layout = data.Size{Width: 3, Height: 2}
	}
	unit := plane{size: fyne.NewSize(1, float32(layout.Height/layout.Width))}
	at, used := unit.extent(floor)
	scale := min(space.Width/used.Width, space.Height/used.Height)
	// A floor with hardly anything on it is not blown up.
	const most = 1.3
	scale = min(scale, most*min(space.Width, space.Height/unit.size.Height))
	return plane{
		origin: origin.AddXY((space.Width-used.Width*scale)/2-at.X*scale, (space.Height-used.Height*scale)/2-at.Y*scale),
		size:   fyne.NewSize(unit.size.Width*scale, unit.size.Height*scale),
	}
}

// extent returns the smallest rectangle around all that stands on the floor; of
// an empty floor the whole.
func (p plane) extent(floor data.Floor) (fyne.Position, fyne.Size) {
	if len(floor.Desks)+len(floor.Fixtures) == 0 {
		return p.origin, p.size
	}
	low, high := fyne.NewPos(math.MaxFloat32, math.MaxFloat32), fyne.NewPos(-math.MaxFloat32, -math.MaxFloat32)
	include := func(o outline) {
		pos, size := o.bounds()
		low = fyne.NewPos(min(low.X, pos.X), min(low.Y, pos.Y))
		high = fyne.NewPos(max(high.X, pos.X+size.Width), max(high.Y, pos.Y+size.Height))
	}
	for _, d := range floor.Desks {
		include(p.outline(d.Position, d.Size, d.Rotation))
	}
	for _, f := range floor.Fixtures {
		include(p.outline(f.Position, f.Size, f.Rotation))
	}
	return low, fyne.NewSize(high.X-low.X, high.Y-low.Y)
}

func (p plane) outline(pos data.Point, size data.Size, rotation float64) outline {
	return outline{
		center: p.origin.AddXY(float32(pos.X+size.Width/2)*p.size.Width, float32(pos.Y+size.Height/2)*p.size.Height),
		width:  float32(size.Width) * p.size.Width,
		height: float32(size.Height) * p.size.Height,
		angle:  rotation,
	}
}

// isStraight reports whether the sides lie along the axes.
func (o outline) isStraight() bool { return math.Mod(o.angle, 90) == 0 }

// corners returns the corners clockwise from the one that was at the top left.
func (o outline) corners() [4]fyne.Position {
	sin, cos := o.sinCos()
	turn := func(x, y float32) fyne.Position {
		return o.center.AddXY(x*cos-y*sin, x*sin+y*cos)
	}
	w, h := o.width/2, o.height/2
	return [4]fyne.Position{turn(-w, -h), turn(w, -h), turn(w, h), turn(-w, h)}
}

// bounds returns the smallest straight rectangle around the outline.
func (o outline) bounds() (fyne.Position, fyne.Size) {
	sin, cos := o.sinCos()
	size := fyne.NewSize(o.width*abs(cos)+o.height*abs(sin), o.width*abs(sin)+o.height*abs(cos))
	return o.center.SubtractXY(size.Width/2, size.Height/2), size
}

// contains reports whether the point lies within the outline.
func (o outline) contains(p fyne.Position) bool {
	sin, cos := o.sinCos()
	x, y := p.X-o.center.X, p.Y-o.center.Y
	// Turned back by the angle, the rectangle is straight.
	return abs(x*cos+y*sin) <= o.width/2 && abs(y*cos-x*sin) <= o.height/2
}

// grow returns the outline with each side moved outwards.
func (o outline) grow(by float32) outline {
	o.width, o.height = o.width+2*by, o.height+2*by
	return o
}

// roomFor returns how wide a level text of the given height may be in the middle
// of the outline, or a negative number if it does not fit at all.
func (o outline) roomFor(height float32) float32 {
	sin, cos := o.sinCos()
	sin, cos = abs(sin), abs(cos)
	half, tall := float32(math.MaxFloat32), height/2
	// A box of half extents (a, tall) lies inside where a·cos + tall·sin is at
	// most half the width and a·sin + tall·cos at most half the height.
	const level = 1e-4
	if cos > level {
		half = min(half, (o.width/2-tall*sin)/cos)
	} else if tall*sin > o.width/2 {
		return -1
	}
	if sin > level {
		half = min(half, (o.height/2-tall*cos)/sin)
	} else if tall*cos > o.height/2 {
		return -1
	}
	return 2 * half
}

func (o outline) sinCos() (sin, cos float32) {
	s, c := math.Sincos(o.angle * math.Pi / 180)
	return float32(s), float32(c)
}

func abs(v float32) float32 { return float32(math.Abs(float64(v))) }

// hatch returns lines from the bottom left to the top right across the outline,
// the given distance apart, each as its two ends.
func (o outline) hatch(apart float32) [][2]fyne.Position {
	corners := o.corners()
	key := func(p fyne.Position) float32 { return p.X + p.Y } // equal along such a line
	low, high := key(corners[0]), key(corners[0])
	for _, c := range corners[1:] {
		low, high = min(low, key(c)), max(high, key(c))
	}
	var lines [][2]fyne.Position
	step := apart * math.Sqrt2
	for k := low + step; k < high; k += step {
		var ends []fyne.Position
		for i, a := range corners {
			b := corners[(i+1)%4]
			ka, kb := key(a), key(b)
			if (ka < k) == (kb < k) {
				continue
			}
			t := (k - ka) / (kb - ka)
			ends = append(ends, a.AddXY((b.X-a.X)*t, (b.Y-a.Y)*t))
		}
		if len(ends) == 2 {
			lines = append(lines, [2]fyne.Position{ends[0], ends[1]})
		}
	}
	return lines
}
