package drawing

import (
	"math"

	"seatkeeper/data"
)

// least is the smallest width or height of a thing, as a share of the floor's.
const least = 0.002

// keptOn returns the thing on the floor: moved onto it, and made smaller if it has to be. What of
// it is not turned must lie on the floor, as that is the rule for offices, and what is seen of it
// too, as far as both can be.
func (t *Thing) keptOn(layout data.Size) *Thing {
	box := t.Box
	w, h := layout.Width, layout.Height
	box.W, box.H = max(least*w, box.W), max(least*h, box.H)
	if !t.isQuarter() || t.Turn == 0 || t.Turn == 180 {
		box.W, box.H = min(box.W, w), min(box.H, h)
	} else {
		box.W, box.H = min(box.W, h), min(box.H, w)
	}
	if box.W != t.Box.W || box.H != t.Box.H {
		box = box.centeredAt(t.Box.Center())
	}
	seen := (&Thing{Box: box, Turn: t.Turn}).Bounds()
	move := Point{into(seen.X, seen.W, w), into(seen.Y, seen.H, h)}
	if !t.isQuarter() { // one that is turned by a quarter goes out straight
		turned := box.Moved(move)
		move = move.Plus(Point{into(turned.X, turned.W, w), into(turned.Y, turned.H, h)})
	}
	if move == (Point{}) && box == t.Box {
		return t
	}
	return t.with(func(t *Thing) { t.Box = box.Moved(move) })
}

// into returns how far a stretch has to move to lie between 0 and room; one that is longer is not
// moved to either side, but to the middle.
func into(from, length, room float64) float64 {
	const slack = 1e-9
	switch {
	case length > room+slack:
		return (room-length)/2 - from
	case from < 0:
		return -from
	case from+length > room+slack:
		return room - length - from
	}
	return 0
}

// Move moves what is selected together, as far as the floor goes, and returns how far that was.
func (d *Drawing) Move(by Point) Point {
	by = d.Reach(by)
	if by == (Point{}) {
		d.apply(d.from())
		return by
	}
	d.editSelected(func(t *Thing) *Thing {
		return t.with(func(t *Thing) { t.Box = t.Box.Moved(by) })
	})
	return by
}

// Reach returns how far what is selected can move of a way, so that all of it stays on the floor.
func (d *Drawing) Reach(by Point) Point {
	low, high := Point{math.Inf(-1), math.Inf(-1)}, Point{math.Inf(1), math.Inf(1)}
	for _, t := range d.from().things {
		if !d.now.selected[t.Key] {
			continue
		}
		b := t.Bounds()
		if !t.isQuarter() {
			b = b.union(t.Box)
		}
		low = Point{max(low.X, -b.X), max(low.Y, -b.Y)}
		high = Point{min(high.X, d.now.layout.Width-b.Right()), min(high.Y, d.now.layout.Height-b.Bottom())}
	}
	limit := func(v, low, high float64) float64 {
		if low > high { // it does not fit: it stays
			return 0
		}
		return max(min(low, 0), min(v, max(high, 0)))
	}
	return Point{limit(by.X, low.X, high.X), limit(by.Y, low.Y, high.Y)}
}

// MovedBounds returns where the box about the selection would be, had it moved so far since the
// drag began: what is snapped.
func (d *Drawing) MovedBounds(by Point) (Box, bool) {
	all, ok := bounds(d.chosenFrom())
	return all.Moved(by), ok
}

// Rotate turns what is selected about its middle, by degrees clockwise: about the mean of the middles
// of all, which is the only one that stays where it is. What would leave the floor is moved back onto
// it together.
func (d *Drawing) Rotate(angle float64) bool {
	chosen := d.chosenFrom()
	if len(chosen) == 0 {
		return false
	}
	c := pivot(chosen)
	turned := map[Key]*Thing{}
	low, high := Point{}, Point{}
	for _, t := range chosen {
		r := t.with(func(r *Thing) {
			r.Turn = turn(t.Turn + angle)
			r.Box = t.Box.centeredAt(t.Box.Center().About(c, angle))
		})
		turned[t.Key] = r
		// Where each has to move back; the group moves as far as the one that has to most.
		kept := r.keptOn(d.now.layout)
		by := kept.Box.Center().Minus(r.Box.Center())
		low, high = Point{min(low.X, by.X), min(low.Y, by.Y)}, Point{max(high.X, by.X), max(high.Y, by.Y)}
	}
	by := low.Plus(high)
	return d.editSelected(func(t *Thing) *Thing {
		r := turned[t.Key]
		r.Box = r.Box.Moved(by)
		return r
	})
}

func pivot(things []*Thing) Point {
	var sum Point
	for _, t := range things {
		sum = sum.Plus(t.Box.Center())
	}
	return Point{sum.X / float64(len(things)), sum.Y / float64(len(things))}
}

// Pivot returns the point about which Rotate turns, and whether there is anything to turn.
func (d *Drawing) Pivot() (Point, bool) {
	if chosen := d.chosenFrom(); len(chosen) > 0 {
		return pivot(chosen), true
	}
	return Point{}, false
}

// chosenFrom returns what is selected as it was when the drag began.
func (d *Drawing) chosenFrom() []*Thing {
	var chosen []*Thing
	for _, t := range d.from().things {
		if d.now.selected[t.Key] {
			chosen = append(chosen, t)
		}
	}
	return chosen
}
