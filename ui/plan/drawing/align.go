package drawing

import (
	"cmp"
	"math"
	"slices"

	"seatkeeper/data"
)

// Side is to what things are aligned.
type Side int

// The sides, and the middles between them.
const (
	Left Side = iota
	Middle
	Right
	Top
	Center
	Bottom
)

// Align moves each of what is selected to one side of the box about all of it, or into its middle.
func (d *Drawing) Align(side Side) bool {
	all, ok := bounds(d.chosenFrom())
	if !ok {
		return false
	}
	return d.editSelected(func(t *Thing) *Thing {
		b := t.Bounds()
		var by Point
		switch side {
		case Left:
			by.X = all.X - b.X
		case Middle:
			by.X = all.Center().X - b.Center().X
		case Right:
			by.X = all.Right() - b.Right()
		case Top:
			by.Y = all.Y - b.Y
		case Center:
			by.Y = all.Center().Y - b.Center().Y
		case Bottom:
			by.Y = all.Bottom() - b.Bottom()
		}
		return t.movedBy(by)
	})
}

// movedBy returns the thing elsewhere, or the same where that is hardly so.
func (t *Thing) movedBy(by Point) *Thing {
	if math.Abs(by.X) < 1e-9 && math.Abs(by.Y) < 1e-9 {
		return t
	}
	return t.with(func(t *Thing) { t.Box = t.Box.Moved(by) })
}

// Distribute moves what is selected so that the gaps between neighbours are equal, across or, with
// down, from top to bottom. The first and the last stay; so does the order.
func (d *Drawing) Distribute(down bool) bool {
	chosen := d.chosenFrom()
	if len(chosen) < 3 {
		return false
	}
	span := func(t *Thing) (from, length float64) {
		if b := t.Bounds(); down {
			return b.Y, b.H
		} else {
			return b.X, b.W
		}
	}
	slices.SortStableFunc(chosen, func(a, b *Thing) int {
		x, w := span(a)
		y, v := span(b)
		return cmp.Compare(x+w/2, y+v/2)
	})
	first, _ := span(chosen[0])
	end, sum := math.Inf(-1), 0.0
	for _, t := range chosen {
		from, length := span(t)
		end, sum = max(end, from+length), sum+length
	}
	gap := (end - first - sum) / float64(len(chosen)-1)
	by := map[Key]Point{}
	at := first
	for _, t := range chosen {
		from, length := span(t)
		if down {
			by[t.Key] = Point{0, at - from}
		} else {
			by[t.Key] = Point{at - from, 0}
		}
		at += length + gap
	}
	return d.editSelected(func(t *Thing) *Thing { return t.movedBy(by[t.Key]) })
}

// SameSize gives all that is selected the size of the first of it in the order of reading, each
// about its own middle. With areas among desks, each kind takes that of its first.
func (d *Drawing) SameSize() bool {
	chosen := readingOrder(d.chosenFrom())
	sizes := map[bool]data.Size{}
	for _, t := range chosen {
		if _, seen := sizes[t.IsDesk()]; !seen {
			sizes[t.IsDesk()] = data.Size{Width: t.Box.W, Height: t.Box.H}
		}
	}
	return d.editSelected(func(t *Thing) *Thing { return t.sized(sizes[t.IsDesk()]) })
}

// sized returns the thing with another size about its middle.
func (t *Thing) sized(size data.Size) *Thing {
	if t.Box.W == size.Width && t.Box.H == size.Height {
		return t
	}
	return t.with(func(r *Thing) { r.Box = Box{W: size.Width, H: size.Height}.centeredAt(t.Box.Center()) })
}
