package drawing

import (
	"math"
	"slices"

	"seatkeeper/data"
)

// Enlarge moves the sides of the floor outwards, or inwards where a number is negative; nothing
// else changes its size or place but what would lie off the floor. It does nothing if no floor
// would be left.
func (d *Drawing) Enlarge(left, top, right, bottom float64) bool {
	next := d.from()
	w, h := next.layout.Width+left+right, next.layout.Height+top+bottom
	if !(w > 0 && h > 0) || !data.IsExtent(w) || !data.IsExtent(h) || left == 0 && top == 0 && right == 0 && bottom == 0 {
		return false
	}
	old := next.layout
	next.layout = data.Size{Width: w, Height: h}
	next.things = slices.Clone(next.things)
	by := Point{left, top}
	for i, t := range next.things {
		moved := t
		if by != (Point{}) {
			moved = t.with(func(t *Thing) { t.Box = t.Box.Moved(by) })
		}
		next.things[i] = moved.keptOn(next.layout)
	}
	if b := next.background; b != nil {
		moved := *b
		moved.Position = data.Point{X: (b.Position.X*old.Width + left) / w, Y: (b.Position.Y*old.Height + top) / h}
		moved.Size = data.Size{Width: b.Size.Width * old.Width / w, Height: b.Size.Height * old.Height / h}
		next.background = &moved
	}
	return d.apply(next)
}

// SetFloorSize gives the floor a width and a height in metres; what stands on it keeps its place from
// the upper left, in units.
func (d *Drawing) SetFloorSize(width, height float64) bool {
	l := d.from().layout
	return d.Enlarge(0, 0, width-l.Width, height-l.Height)
}

// Crop makes the floor as small as what stands on it, with a margin.
func (d *Drawing) Crop(margin float64) bool {
	all, ok := bounds(d.from().things)
	if !ok {
		return false
	}
	l := d.from().layout
	return d.Enlarge(margin-all.X, margin-all.Y, all.Right()+margin-l.Width, all.Bottom()+margin-l.Height)
}

// Measure says that two points of the floor are some metres from each other. A floor that is in
// metres already has its background made to fit, about the first point; of any other, all is
// measured anew: what is drawn stays on the picture below it.
func (d *Drawing) Measure(a, b Point, metres float64) bool {
	length := b.Minus(a).Length()
	if !(length > 0) || !(metres > 0) || math.IsInf(metres, 0) {
		return false
	}
	grow := metres / length
	next := d.from()
	if next.unit == data.UnitMetres && next.background != nil && len(next.things) > 0 {
		return d.scaleBackground(a, grow)
	}
	w, h := next.layout.Width*grow, next.layout.Height*grow
	if !data.IsExtent(w) || !data.IsExtent(h) || w < 1e-3 || h < 1e-3 {
		return false
	}
	layout := data.Size{Width: w, Height: h}
	next.things = slices.Clone(next.things)
	for i, t := range next.things {
		next.things[i] = t.with(func(s *Thing) {
			s.Box = Box{t.Box.X * grow, t.Box.Y * grow, t.Box.W * grow, t.Box.H * grow}
			if r := t.read; r.box == t.Box && r.layout == next.layout {
				s.read.box, s.read.layout = s.Box, layout // its share of the floor is the same
			}
		})
	}
	next.layout, next.unit = layout, data.UnitMetres
	return d.apply(next)
}

// Background returns the picture below the floor, nil if there is none, and where it lies.
func (d *Drawing) Background() (*data.Background, Box) {
	b := d.now.background
	if b == nil {
		return nil, Box{}
	}
	w, h := d.now.layout.Width, d.now.layout.Height
	return b, Box{b.Position.X * w, b.Position.Y * h, b.Size.Width * w, b.Size.Height * h}
}

// SetBackground lays a picture under the floor, as large as fits with its own proportion, width by
// height in any unit; with an empty name it takes it away. An empty floor takes on the picture's
// proportion.
func (d *Drawing) SetBackground(picture string, width, height float64) bool {
	next := d.from()
	if picture == "" {
		next.background = nil
		return d.apply(next)
	}
	const longest = 100 // times as wide as high, or the other way round: no plan is
	if !(width > 0) || !(height > 0) || width > longest*height || height > longest*width {
		return false
	}
	if len(next.things) == 0 {
		next.layout.Height = next.layout.Width * height / width
	}
	scale := min(next.layout.Width/width, next.layout.Height/height)
	w, h := width*scale/next.layout.Width, height*scale/next.layout.Height
	next.background = &data.Background{Picture: picture, Position: data.Point{X: (1 - w) / 2, Y: (1 - h) / 2}, Size: data.Size{Width: w, Height: h}}
	return d.apply(next)
}

// MoveBackground moves the picture by a way.
func (d *Drawing) MoveBackground(by Point) bool {
	next := d.from()
	if next.background == nil {
		return false
	}
	b := *next.background
	b.Position = data.Point{X: b.Position.X + by.X/next.layout.Width, Y: b.Position.Y + by.Y/next.layout.Height}
	return d.putBackground(b)
}

// scaleBackground makes the picture larger, with a point of it staying where it is.
func (d *Drawing) scaleBackground(at Point, grow float64) bool {
	next := d.from()
	b := *next.background
	x, y := at.X/next.layout.Width, at.Y/next.layout.Height
	b.Position = data.Point{X: x - (x-b.Position.X)*grow, Y: y - (y-b.Position.Y)*grow}
	b.Size = data.Size{Width: b.Size.Width * grow, Height: b.Size.Height * grow}
	return d.putBackground(b)
}

// putBackground lays the picture elsewhere, if the floor can have it there.
func (d *Drawing) putBackground(b data.Background) bool {
	if b.Check() != nil {
		return false
	}
	next := d.from()
	next.background = &b
	return d.apply(next)
}
