package drawing

import (
	"cmp"
	"math"
	"slices"
)

// Snap says to what a box or a point snaps while it is moved.
type Snap struct {
	Near float64 // how far off it snaps, in units
	Grid float64 // the distance of the lines of the grid; 0 for none
}

// Guide is a line that shows what something is in line with.
type Guide struct {
	From, To Point
	With     []string // labels of what it is in line with, the nearest first
	Edge     bool     // with a side or the middle of the floor
	Gap      bool     // between neighbours whose gaps are equal
}

// Snapper knows with what a moving box can be in line: it is made when a drag begins.
type Snapper struct {
	snap   Snap
	floor  Box
	others []snapBox // what does not move
	near   [2][]line // across and down
}

type snapBox struct {
	box   Box
	label string
}

// line is a place on one axis with which something can be in line.
type line struct {
	at  float64
	who int // in others; -1 for the floor
}

// Snapper returns what knows of all that is not selected.
func (d *Drawing) Snapper(snap Snap) *Snapper {
	s := &Snapper{snap: snap, floor: d.floorSize()}
	for _, t := range d.from().things {
		if !d.now.selected[t.Key] {
			s.others = append(s.others, snapBox{t.Bounds(), t.Label()})
		}
	}
	for axis := range s.near {
		lines := []line{{0, -1}, {span(s.floor, axis).length / 2, -1}, {span(s.floor, axis).length, -1}}
		for i, o := range s.others {
			for _, at := range span(o.box, axis).lines() {
				lines = append(lines, line{at, i})
			}
		}
		slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.at, b.at) })
		s.near[axis] = lines
	}
	return s
}

// stretch is a box seen along one axis.
type stretch struct{ from, length float64 }

func span(b Box, axis int) stretch {
	if axis == 0 {
		return stretch{b.X, b.W}
	}
	return stretch{b.Y, b.H}
}

func (s stretch) end() float64 { return s.from + s.length }

// lines are the two sides and the middle.
func (s stretch) lines() [3]float64 { return [3]float64{s.from, s.from + s.length/2, s.end()} }

func along(axis int, by float64) Point {
	if axis == 0 {
		return Point{X: by}
	}
	return Point{Y: by}
}

// Box returns how far a box has still to move to be in line, and the guides to draw then. A box
// that was moved so far stays where it is if it is snapped again.
func (s *Snapper) Box(b Box) (Point, []Guide) {
	start := b
	var gaps [2]*Guide
	for range 8 {
		to, g := s.once(b)
		gaps = g
		done := math.Abs(to.X) < 1e-12 && math.Abs(to.Y) < 1e-12
		b = b.Moved(to)
		if done {
			break
		}
	}
	guides := s.guides(b)
	for _, g := range gaps {
		if g != nil {
			guides = append(guides, *g)
		}
	}
	return Point{b.X - start.X, b.Y - start.Y}, guides
}

// once snaps to lines first. A box that is in a row with others, or in a column, may take the gap
// that they have; what is near no line goes to the grid, and from there to a line after all, so that
// a second time changes nothing.
func (s *Snapper) once(b Box) (Point, [2]*Guide) {
	var way Point
	var gaps [2]*Guide
	inRow, okRow := s.toLine(span(b, 1), 1)
	inColumn, okColumn := s.toLine(span(b, 0), 0)
	if okRow {
		way.Y = inRow
	}
	if okColumn {
		way.X = inColumn
	}
	moved := b.Moved(way)
	try := func(axis int, onLine bool, by float64) float64 {
		gap, guide, ok := s.toGap(moved, axis, b)
		if ok && (!onLine || math.Abs(gap) <= math.Abs(by)+1e-12) {
			gaps[axis] = guide
			return gap
		}
		return by
	}
	switch {
	case okRow:
		way.X = try(0, okColumn, way.X)
	case okColumn:
		way.Y = try(1, okRow, way.Y)
	}
	if !okColumn && gaps[0] == nil {
		way.X = s.toGrid(b.X)
	}
	if !okRow && gaps[1] == nil {
		way.Y = s.toGrid(b.Y)
	}
	return way, gaps
}

func (s *Snapper) toGrid(at float64) float64 {
	if s.snap.Grid <= 0 {
		return 0
	}
	return math.Round(at/s.snap.Grid)*s.snap.Grid - at
}

// toLine returns how far a stretch is from the nearest line.
func (s *Snapper) toLine(of stretch, axis int) (float64, bool) {
	best := math.Inf(1)
	for _, at := range of.lines() {
		lines := s.near[axis]
		i, _ := slices.BinarySearchFunc(lines, at, func(l line, at float64) int { return cmp.Compare(l.at, at) })
		for _, j := range []int{i - 1, i} {
			if j >= 0 && j < len(lines) && math.Abs(lines[j].at-at) < math.Abs(best) {
				best = lines[j].at - at
			}
		}
	}
	return best, math.Abs(best) <= s.snap.Near
}

// toGap returns how far a box, as it was before it came into line, is along an axis from a place
// at which the gap to its neighbour is that between two others in its row, or those on both sides
// are equal.
func (s *Snapper) toGap(inLine Box, axis int, before Box) (float64, *Guide, bool) {
	var row []stretch
	for _, o := range s.others {
		if inRow(span(o.box, 1-axis), span(inLine, 1-axis)) {
			row = append(row, span(o.box, axis))
		}
	}
	if len(row) < 2 {
		return 0, nil, false
	}
	slices.SortFunc(row, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	me := span(before, axis)
	best, found := math.Inf(1), stretch{}
	take := func(at float64, gap stretch) {
		if by := at - me.from; math.Abs(by) < math.Abs(best) && gap.length > 0 {
			best, found = by, gap
		}
	}
	for i := 1; i < len(row); i++ {
		a, b := row[i-1], row[i] // neighbours
		gap := b.from - a.end()
		if gap <= 0 || gap > 3*me.length {
			continue
		}
		take(b.end()+gap, stretch{b.end(), gap})
		take(a.from-gap-me.length, stretch{a.from - gap, gap})
		if free := gap - me.length; free > 0 {
			take(a.end()+free/2, stretch{a.end(), free / 2})
		}
	}
	if math.Abs(best) > s.snap.Near {
		return 0, nil, false
	}
	middle := span(inLine, 1-axis).lines()[1]
	g := Guide{Gap: true, From: Point{found.from, middle}, To: Point{found.end(), middle}}
	if axis == 1 {
		g.From, g.To = Point{middle, found.from}, Point{middle, found.end()}
	}
	return best, &g, true
}

// inRow reports whether two stretches have a side or the middle in common.
func inRow(a, b stretch) bool {
	for i, at := range a.lines() {
		if math.Abs(at-b.lines()[i]) < 1e-6 {
			return true
		}
	}
	return false
}

// guides returns the lines with which a box is in line: of those that lie on each other, one.
func (s *Snapper) guides(b Box) []Guide {
	var guides []Guide
	for axis := range s.near {
		lines := span(b, axis).lines()
		for i, at := range lines {
			if i > 0 && at-lines[i-1] < inLine {
				continue // a point has but one
			}
			if g, ok := s.guideAt(b, axis, at); ok {
				guides = append(guides, g)
			}
		}
	}
	return guides
}

const inLine = 1e-6

func (s *Snapper) guideAt(b Box, axis int, at float64) (Guide, bool) {
	lines := s.near[axis]
	i, _ := slices.BinarySearchFunc(lines, at-inLine, func(l line, at float64) int { return cmp.Compare(l.at, at) })
	across := span(b, 1-axis)
	low, high := across.from, across.end()
	g := Guide{}
	type who struct {
		label string
		away  float64
	}
	var with []who
	for ; i < len(lines) && lines[i].at <= at+inLine; i++ {
		if lines[i].who < 0 {
			g.Edge = true
			whole := span(s.floor, 1-axis)
			low, high = min(low, whole.from), max(high, whole.end())
			continue
		}
		o := s.others[lines[i].who]
		other := span(o.box, 1-axis)
		low, high = min(low, other.from), max(high, other.end())
		if o.label != "" {
			with = append(with, who{o.label, math.Abs(other.lines()[1] - across.lines()[1])})
		}
		g.With = append(g.With, "")
	}
	if len(g.With) == 0 && !g.Edge {
		return g, false
	}
	slices.SortStableFunc(with, func(a, b who) int { return cmp.Compare(a.away, b.away) })
	g.With = nil
	for _, w := range with {
		if !slices.Contains(g.With, w.label) {
			g.With = append(g.With, w.label)
		}
	}
	g.From, g.To = along(axis, at).Plus(along(1-axis, low)), along(axis, at).Plus(along(1-axis, high))
	return g, true
}

// Point snaps a single point: the corner of what is being drawn or resized.
func (s *Snapper) Point(p Point) (Point, []Guide) {
	by, guides := s.Box(Box{X: p.X, Y: p.Y})
	return p.Plus(by), guides
}

// Angle returns an angle as it is when it is turned in steps: to the nearest of them.
func Angle(angle, step float64) float64 {
	if step <= 0 {
		return angle
	}
	return math.Round(angle/step) * step
}
