package drawing

import (
	"math"

	"seatkeeper/data"
)

// Rows says how desks are put in rows.
type Rows struct {
	PerRow, Rows int     // 0: as many as fit
	Gap          float64 // between neighbours in a row
	Aisle        float64 // between rows; back to back, between pairs of them
	BackToBack   bool
	Desk         data.Size // of a desk, in units
	Numbering    Numbering
	Kind         data.Kind
	Zone         string
	Features     []string
}

// The most that a row tool makes at once.
const (
	mostPerRow = 200
	mostRows   = 100
)

// Fill returns the rows with as many desks as fit into a box, where they don't say how many, and
// at least one.
func (r Rows) Fill(b Box) Rows {
	if r.PerRow <= 0 {
		r.PerRow = 1
		if step := r.Desk.Width + r.Gap; step > 0 {
			r.PerRow = int(math.Floor((b.W + r.Gap + 1e-9) / step))
		}
	}
	r.PerRow = max(1, min(r.PerRow, mostPerRow))
	if r.Rows <= 0 {
		for r.Rows = 1; r.Rows < mostRows; r.Rows++ {
			more := r
			more.Rows++
			if _, height := more.extent(); height > b.H+1e-9 {
				break
			}
		}
	}
	r.Rows = max(1, min(r.Rows, mostRows))
	return r
}

// extent returns how wide and high the rows are together.
func (r Rows) extent() (width, height float64) {
	return float64(r.PerRow)*(r.Desk.Width+r.Gap) - r.Gap, r.top(r.Rows-1) + r.Desk.Height
}

// top returns how far below the first row another one begins.
func (r Rows) top(row int) float64 {
	aisles := row
	if r.BackToBack {
		aisles = row / 2
	}
	return float64(row)*r.Desk.Height + float64(aisles)*r.Aisle
}

// Boxes returns where the desks stand, row by row, if the first has its corner at a point.
func (r Rows) Boxes(at Point) []Box {
	boxes := make([]Box, 0, r.PerRow*r.Rows)
	for row := range r.Rows {
		for i := range r.PerRow {
			boxes = append(boxes, Box{at.X + float64(i)*(r.Desk.Width+r.Gap), at.Y + r.top(row), r.Desk.Width, r.Desk.Height})
		}
	}
	return boxes
}

// Along returns the rows along a line, one unless they say how many, with as many desks as fit on
// it; where their first corner is, and the angle by which they are turned about it. That is the line's
// own, brought to steps of some degrees (0: as it is). Rows that go to the left are not upside down:
// they end where the line begins.
func (r Rows) Along(from, to Point, step float64) (rows Rows, at Point, angle float64) {
	way := to.Minus(from)
	rows = r.Fill(Box{W: way.Length()})
	angle = turn(Angle(math.Atan2(way.Y, way.X)*180/math.Pi, step))
	if angle <= 90 || angle > 270 {
		return rows, from, angle
	}
	width, _ := rows.extent()
	angle = turn(angle + 180)
	sin, cos := sinCos(angle)
	return rows, Point{from.X - width*cos, from.Y - width*sin}, angle
}

// Laid returns the box that rows which were placed fill before they are turned about its upper left
// corner, and that angle; ok is false if one of them is gone.
func (d *Drawing) Laid(keys []Key) (box Box, angle float64, ok bool) {
	for i, key := range keys {
		t := d.Thing(key)
		if t == nil {
			return Box{}, 0, false
		}
		if i == 0 {
			angle = t.Turn
		}
		b := t.Box.centeredAt(t.Box.Center().About(Point{}, -angle))
		if i == 0 {
			box = b
		}
		box = box.union(b)
	}
	corner := Point{box.X, box.Y}.About(Point{}, angle)
	box.X, box.Y = corner.X, corner.Y
	return box, angle, len(keys) > 0
}

// PlaceRows puts desks in rows with their first corner at a point, turned about it by an angle,
// and selects them. Rows that are too long for the floor are shortened. It returns their keys, or
// nothing if the floor would have too many desks.
func (d *Drawing) PlaceRows(r Rows, at Point, angle float64) []Key {
	r = r.Fill(Box{})
	all := r.around(at, angle)
	for (all.W > d.now.layout.Width+1e-9 || all.H > d.now.layout.Height+1e-9) && r.PerRow*r.Rows > 1 {
		r = r.shorter()
		all = r.around(at, angle)
	}
	by := Point{into(all.X, all.W, d.now.layout.Width), into(all.Y, all.H, d.now.layout.Height)}
	boxes := r.Boxes(at)
	order := make([]int, len(boxes))
	for i := range order {
		order[i] = i
	}
	grid := make([][]int, r.Rows)
	for row := range grid {
		grid[row] = order[row*r.PerRow : (row+1)*r.PerRow]
	}
	d.anew()
	taken := d.labels()
	labels := r.Numbering.labels(grid, func(label string) bool { return taken[labelKey(label)] })
	things := make([]*Thing, len(boxes))
	for i, b := range boxes {
		t := d.newDesk(labels[i], b.centeredAt(b.Center().About(at, angle)).Moved(by), r.Kind)
		t.Turn = turn(angle)
		t.Desk.Zone = text(r.Zone)
		t.Desk.Features = append([]string{}, r.Features...)
		things[i] = t
	}
	return d.add(things...)
}

// around returns the box that rows need on the floor: that of the desks in its corners, turned and not.
func (r Rows) around(at Point, angle float64) Box {
	var all Box
	w, _ := r.extent()
	for i, c := range []Point{at, {at.X + w - r.Desk.Width, at.Y}, {at.X, at.Y + r.top(r.Rows-1)}, {at.X + w - r.Desk.Width, at.Y + r.top(r.Rows-1)}} {
		b := Box{c.X, c.Y, r.Desk.Width, r.Desk.Height}
		t := &Thing{Box: b.centeredAt(b.Center().About(at, angle)), Turn: turn(angle)}
		need := t.Bounds()
		if !t.isQuarter() {
			need = need.union(t.Box)
		}
		if i == 0 {
			all = need
		}
		all = all.union(need)
	}
	return all
}

// shorter returns the rows without the last of them or, where they are longer than that is high,
// without the last desk of each.
func (r Rows) shorter() Rows {
	if w, h := r.extent(); r.Rows == 1 || r.PerRow > 1 && w > h {
		r.PerRow--
	} else {
		r.Rows--
	}
	return r
}

// UsualDesk returns the size that most desks of the floor have, or that of a desk of 1.6 by 0.8
// metres; on a floor without a unit, one of a like share of it.
func (d *Drawing) UsualDesk() data.Size {
	counts := map[data.Size]int{}
	best, most := data.Size{}, 0
	for _, t := range d.now.things {
		if t.IsDesk() {
			size := data.Size{Width: t.Box.W, Height: t.Box.H}
			if counts[size]++; counts[size] > most {
				best, most = size, counts[size]
			}
		}
	}
	switch {
	case most > 0:
		return best
	case d.IsMetric():
		return data.Size{Width: 1.6, Height: 0.8}
	}
	return data.Size{Width: d.now.layout.Width * 0.06, Height: d.now.layout.Width * 0.03}
}
