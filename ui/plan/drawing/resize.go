package drawing

import "math"

// Handle is one of the eight points by which a box is resized: -1, 0 or 1 in each direction,
// not both 0.
type Handle struct{ X, Y int }

// Handles are all of them, clockwise from the top left.
var Handles = []Handle{{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}}

// Frame is the box with the handles about the selection: that of a single thing is turned as it
// is.
type Frame struct {
	Box  Box
	Turn float64
}

// Frame returns the one about the selection, and whether anything is selected.
func (d *Drawing) Frame() (Frame, bool) { return frameOf(d.Selected()) }

func frameOf(things []*Thing) (Frame, bool) {
	if len(things) == 1 {
		return Frame{things[0].Box, things[0].Turn}, true
	}
	b, ok := bounds(things)
	return Frame{Box: b}, ok
}

// At returns where a handle is on the floor.
func (f Frame) At(h Handle) Point {
	c := f.Box.Center()
	return Point{c.X + float64(h.X)*f.Box.W/2, c.Y + float64(h.Y)*f.Box.H/2}.About(c, f.Turn)
}

// Resize moves a handle of the selection by a way since the drag began; the opposite one stays
// where it is. With ratio, width and height grow alike. Several things grow and move with their box.
func (d *Drawing) Resize(h Handle, by Point, ratio bool) bool {
	chosen := d.chosenFrom()
	frame, ok := frameOf(chosen)
	if !ok {
		return false
	}
	// As much of the way as keeps all on the floor, found by halving.
	most := 1.0
	if !d.fits(chosen, frame, frame.resized(h, by, ratio, d.smallest())) {
		low, high := 0.0, 1.0
		for range 30 {
			half := (low + high) / 2
			if d.fits(chosen, frame, frame.resized(h, Point{by.X * half, by.Y * half}, ratio, d.smallest())) {
				low = half
			} else {
				high = half
			}
		}
		most = low
	}
	to := frame.resized(h, Point{by.X * most, by.Y * most}, ratio, d.smallest())
	return d.editSelected(func(t *Thing) *Thing { return t.refit(frame, to) })
}

func (d *Drawing) smallest() float64 {
	return 2 * least * max(d.now.layout.Width, d.now.layout.Height)
}

// fits reports whether the things, brought from one frame into another, are on the floor.
func (d *Drawing) fits(things []*Thing, from, to Frame) bool {
	for _, t := range things {
		r := t.refit(from, to)
		if r.keptOn(d.now.layout) != r {
			return false
		}
	}
	return true
}

// resized returns the frame with a handle moved.
func (f Frame) resized(h Handle, by Point, ratio bool, smallest float64) Frame {
	by = by.About(Point{}, -f.Turn)
	w, ht := f.Box.W, f.Box.H
	if h.X != 0 {
		w = max(min(smallest, f.Box.W), w+float64(h.X)*by.X)
	}
	if h.Y != 0 {
		ht = max(min(smallest, f.Box.H), ht+float64(h.Y)*by.Y)
	}
	if ratio && f.Box.W > 0 && f.Box.H > 0 {
		grow := max(w/f.Box.W, ht/f.Box.H)
		if h.X == 0 {
			grow = ht / f.Box.H
		} else if h.Y == 0 {
			grow = w / f.Box.W
		}
		w, ht = f.Box.W*grow, f.Box.H*grow
	}
	stays := f.At(Handle{-h.X, -h.Y})
	to := Frame{Box{W: w, H: ht}, f.Turn}
	back := to.At(Handle{-h.X, -h.Y})
	to.Box = to.Box.Moved(stays.Minus(back))
	return to
}

// refit returns the thing as it is when the frame it is in becomes another one.
func (t *Thing) refit(from, to Frame) *Thing {
	if from == to {
		return t
	}
	return t.with(func(r *Thing) {
		if from.Turn == t.Turn && from.Box == t.Box {
			r.Box = to.Box
			return
		}
		sx, sy := scale(from.Box.W, to.Box.W), scale(from.Box.H, to.Box.H)
		c := t.Box.Center()
		c = Point{to.Box.X + (c.X-from.Box.X)*sx, to.Box.Y + (c.Y-from.Box.Y)*sy}
		// A thing that is turned keeps its right angles and grows along its own sides.
		sin, cos := sinCos(t.Turn)
		r.Box = Box{W: t.Box.W * math.Hypot(sx*cos, sy*sin), H: t.Box.H * math.Hypot(sx*sin, sy*cos)}.centeredAt(c)
	})
}

func scale(from, to float64) float64 {
	if from <= 0 {
		return 1
	}
	return to / from
}
