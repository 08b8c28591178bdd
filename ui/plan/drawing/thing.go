package drawing

import (
	"math"
	"slices"

	"seatkeeper/data"
)

// Key names a thing as long as it is being drawn, whatever it is called.
type Key int

// Thing is a desk or a fixture as it stands on the floor. Things are never changed, only
// replaced by others with the same key: who keeps the pointer sees whether it is still so.
type Thing struct {
	Key  Key
	Box  Box     // before it is turned
	Turn float64 // degrees clockwise about its centre, from 0 up to 360

	// Desk or Fixture, one of the two, is the thing as the floor has it, but for its place, size
	// and rotation.
	Desk    *data.Desk
	Fixture *data.Fixture

	read reading
}

// reading is where the floor had the thing, so that it goes out as it came in where nobody
// has moved it.
type reading struct {
	layout   data.Size
	box      Box
	turn     float64
	position data.Point
	size     data.Size
	rotation float64
}

// IsDesk reports whether it can be booked.
func (t *Thing) IsDesk() bool { return t.Desk != nil }

// ID is that of the desk or the fixture.
func (t *Thing) ID() string {
	if t.Desk != nil {
		return t.Desk.ID
	}
	return t.Fixture.ID
}

// Label is what stands on it.
func (t *Thing) Label() string {
	if t.Desk != nil {
		return t.Desk.Label
	}
	return t.Fixture.Label
}

// Type is that of the fixture; empty for a desk.
func (t *Thing) Type() string {
	if t.Fixture != nil {
		return t.Fixture.Type
	}
	return ""
}

// IsZone reports whether it is an area that names the desks in it.
func (t *Thing) IsZone() bool { return t.Type() == data.FixtureZone }

// IsArea reports whether other things stand on it rather than beside it.
func (t *Thing) IsArea() bool {
	return t.IsZone() || t.Type() == data.FixtureRoom || t.Fixture != nil && len(t.Fixture.Outline) > 2
}

// Outline returns its corners where they are on the floor.
func (t *Thing) Outline() []Point {
	points := t.Box.corners()
	if t.Fixture != nil && len(t.Fixture.Outline) > 2 {
		points = points[:0]
		for _, p := range t.Fixture.Outline {
			points = append(points, Point{t.Box.X + p.X*t.Box.W, t.Box.Y + p.Y*t.Box.H})
		}
	}
	if t.Turn != 0 {
		c := t.Box.Center()
		for i, p := range points {
			points[i] = p.About(c, t.Turn)
		}
	}
	return points
}

// Bounds returns the smallest straight box about it as it is turned.
func (t *Thing) Bounds() Box {
	sin, cos := sinCos(t.Turn)
	sin, cos = math.Abs(sin), math.Abs(cos)
	c := t.Box.Center()
	return Box{W: t.Box.W*cos + t.Box.H*sin, H: t.Box.W*sin + t.Box.H*cos}.centeredAt(c)
}

// Contains reports whether a point lies on it, or no further away than near.
func (t *Thing) Contains(p Point, near float64) bool {
	if t.Fixture != nil && len(t.Fixture.Outline) > 2 {
		outline := t.Outline()
		return inside(outline, p) || near > 0 && distance(outline, p) <= near
	}
	if t.Turn != 0 {
		p = p.About(t.Box.Center(), -t.Turn)
	}
	return p.X >= t.Box.X-near && p.X <= t.Box.Right()+near && p.Y >= t.Box.Y-near && p.Y <= t.Box.Bottom()+near
}

// LabelBox returns the box in which a label has room: all of a straight thing, of a polygon the widest
// stretch within it at one of some heights.
func (t *Thing) LabelBox() Box {
	b := t.Bounds()
	if t.Fixture == nil || len(t.Fixture.Outline) < 3 {
		return b
	}
	const heights = 9
	outline := t.Outline()
	best := Box{}
	for i := range heights {
		// From the middle outwards, so that of equal stretches the one in the middle is taken.
		share := 0.5 + float64((i+1)/2)*[2]float64{1, -1}[i%2]/(heights+1)
		y := b.Y + b.H*share
		var cuts []float64
		for j, a := range outline {
			c := outline[(j+1)%len(outline)]
			if (a.Y > y) != (c.Y > y) {
				cuts = append(cuts, a.X+(c.X-a.X)*(y-a.Y)/(c.Y-a.Y))
			}
		}
		slices.Sort(cuts)
		for j := 0; j+1 < len(cuts); j += 2 {
			if w := cuts[j+1] - cuts[j]; w > best.W*1.01 {
				best = Box{cuts[j], y - b.H/heights, w, 2 * b.H / heights}
			}
		}
	}
	return best
}

// isQuarter reports whether it is turned by quarters only, and so has straight sides.
func (t *Thing) isQuarter() bool { return math.Mod(t.Turn, 90) == 0 }

// with returns a copy to be changed before anybody else has it.
func (t *Thing) with(change func(*Thing)) *Thing {
	c := *t
	change(&c)
	return &c
}

// withDesk returns the thing with its desk changed; it must be one.
func (t *Thing) withDesk(change func(*data.Desk)) *Thing {
	desk := *t.Desk
	change(&desk)
	return t.with(func(t *Thing) { t.Desk = &desk })
}

// withFixture returns the thing with its fixture changed; it must be one.
func (t *Thing) withFixture(change func(*data.Fixture)) *Thing {
	fixture := *t.Fixture
	change(&fixture)
	return t.with(func(t *Thing) { t.Fixture = &fixture })
}

func (t *Thing) withLabel(label string) *Thing {
	if t.Desk != nil {
		return t.withDesk(func(d *data.Desk) { d.Label = label })
	}
	return t.withFixture(func(f *data.Fixture) { f.Label = label })
}

// readThing returns a thing as a floor has it.
func readThing(key Key, layout data.Size, position data.Point, size data.Size, rotation float64) *Thing {
	t := &Thing{Key: key, Turn: turn(rotation), Box: Box{
		position.X * layout.Width, position.Y * layout.Height, size.Width * layout.Width, size.Height * layout.Height}}
	t.read = reading{layout, t.Box, t.Turn, position, size, rotation}
	return t
}

// written returns place, size and rotation as the floor has them.
func (t *Thing) written(layout data.Size) (data.Point, data.Size, float64) {
	if t.read.layout == layout && t.read.box == t.Box && t.read.turn == t.Turn {
		return t.read.position, t.read.size, t.read.rotation
	}
	w, h := min(t.Box.W/layout.Width, 1), min(t.Box.H/layout.Height, 1)
	place := func(low, most float64) float64 { return max(0, min(round(low), most)) }
	return data.Point{X: place(t.Box.X/layout.Width, 1-round(w)), Y: place(t.Box.Y/layout.Height, 1-round(h))},
		data.Size{Width: round(w), Height: round(h)}, t.Turn
}

// round leaves out the digits that no office needs, but never all.
func round(v float64) float64 {
	const digits = 1e12
	return max(math.Round(v*digits), 0) / digits
}

// asDesk returns the desk with its place. A desk that is turned by a quarter and would leave the
// floor if it were not goes out as the straight one that looks the same.
func (t *Thing) asDesk(layout data.Size) data.Desk {
	t = t.straightened(layout)
	d := *t.Desk
	d.Position, d.Size, d.Rotation = t.written(layout)
	return d
}

func (t *Thing) asFixture(layout data.Size) data.Fixture {
	t = t.straightened(layout)
	f := *t.Fixture
	f.Position, f.Size, f.Rotation = t.written(layout)
	return f
}

func (t *Thing) straightened(layout data.Size) *Thing {
	whole := Box{W: layout.Width, H: layout.Height}
	if t.Turn != 90 && t.Turn != 270 || whole.Contains(t.Box) || t.read.layout == layout && t.read.box == t.Box && t.read.turn == t.Turn {
		return t
	}
	return t.with(func(s *Thing) {
		s.Box = Box{W: t.Box.H, H: t.Box.W}.centeredAt(t.Box.Center())
		s.Turn = 0
		if t.Fixture != nil && len(t.Fixture.Outline) > 2 {
			f := *t.Fixture
			f.Outline = slices.Clone(f.Outline)
			for i, p := range f.Outline {
				if t.Turn == 90 {
					f.Outline[i] = data.Point{X: 1 - p.Y, Y: p.X}
				} else {
					f.Outline[i] = data.Point{X: p.Y, Y: 1 - p.X}
				}
			}
			s.Fixture = &f
		}
	})
}
