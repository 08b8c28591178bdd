package drawing

import (
	"math"
	"slices"
	"sort"
)

// Numbering says how desks get their labels: a prefix and numbers in an order.
type Numbering struct {
	Prefix string
	From   int
	Step   int // 0 is 1
	Digits int // at least so many, with zeros before them
	// The order: along rows or, with ByColumn, down columns; from the left and the top or from the
	// other sides; with Snake, every second row the other way.
	ByColumn, FromRight, FromBottom, Snake bool
}

// label returns the n-th label, from 0 on.
func (n Numbering) label(i int) string {
	step := n.Step
	if step == 0 {
		step = 1
	}
	return text(n.Prefix + padded(n.From+i*step, n.Digits))
}

// order returns the cells of rows, each from the left, the topmost first, in the order of the
// numbering.
func (n Numbering) order(rows [][]int) []int {
	lines := make([][]int, 0, len(rows))
	if n.ByColumn {
		for row := range rows {
			for col, cell := range rows[row] {
				for col >= len(lines) {
					lines = append(lines, nil)
				}
				lines[col] = append(lines[col], cell)
			}
		}
	} else {
		for _, row := range rows {
			lines = append(lines, slices.Clone(row))
		}
	}
	endFirst, lastFirst := n.FromRight, n.FromBottom
	if n.ByColumn {
		endFirst, lastFirst = lastFirst, endFirst
	}
	if lastFirst {
		slices.Reverse(lines)
	}
	var order []int
	for i, line := range lines {
		if endFirst != (n.Snake && i%2 == 1) {
			slices.Reverse(line)
		}
		order = append(order, line...)
	}
	return order
}

// labels returns the label of each cell by its number. Labels that are taken are passed over.
func (n Numbering) labels(rows [][]int, taken func(string) bool) map[int]string {
	labels := map[int]string{}
	i, passed := 0, 0
	for _, cell := range n.order(rows) {
		label := n.label(i)
		for ; taken != nil && passed < 100_000 && taken(label); passed++ {
			i++
			label = n.label(i)
		}
		labels[cell] = label
		i++
	}
	return labels
}

// Number gives the selected desks labels in the order in which they stand in rows. Labels that
// other desks have may come twice: Doubles tells.
func (d *Drawing) Number(n Numbering) bool {
	var desks []*Thing
	for _, t := range d.chosenFrom() {
		if t.IsDesk() {
			desks = append(desks, t)
		}
	}
	if len(desks) == 0 {
		return false
	}
	labels := map[Key]string{}
	for i, label := range n.labels(rowsOf(desks), nil) {
		labels[desks[i].Key] = label
	}
	return d.edit(func(t *Thing) bool { _, ok := labels[t.Key]; return ok }, func(t *Thing) *Thing {
		if t.Label() == labels[t.Key] {
			return t
		}
		return t.withLabel(labels[t.Key])
	})
}

// rowsOf finds the rows in which things stand, the topmost first, each from the left, as numbers
// in the list. Rows of a group that is turned are those it had before.
func rowsOf(things []*Thing) [][]int {
	angle := usualTurn(things)
	centers := make([]Point, len(things))
	order := make([]int, len(things))
	height := math.Inf(1)
	for i, t := range things {
		centers[i], order[i] = t.Box.Center().About(Point{}, -angle), i
		straight := (&Thing{Box: t.Box, Turn: turn(t.Turn - angle)}).Bounds()
		height = min(height, straight.H)
	}
	sort.SliceStable(order, func(i, j int) bool { return centers[order[i]].Y < centers[order[j]].Y })
	var rows [][]int
	last := math.Inf(-1)
	for _, i := range order {
		// In a row stands what is not half a desk lower than the first of it.
		if centers[i].Y-last > height/2 {
			rows, last = append(rows, nil), centers[i].Y
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], i)
	}
	for _, row := range rows {
		sort.SliceStable(row, func(i, j int) bool { return centers[row[i]].X < centers[row[j]].X })
	}
	return rows
}

// usualTurn returns the angle of most of the things, from -45 up to 45 degrees: a quarter more
// does not change in which direction rows go.
func usualTurn(things []*Thing) float64 {
	counts := map[float64]int{}
	best, most := 0.0, 0
	for _, t := range things {
		angle := math.Mod(t.Turn, 90)
		if angle > 45 {
			angle -= 90
		}
		angle = math.Round(angle*1e6) / 1e6
		if counts[angle]++; counts[angle] > most {
			best, most = angle, counts[angle]
		}
	}
	return best
}

// readingOrder returns the things from the top, each row from the left.
func readingOrder(things []*Thing) []*Thing {
	order := make([]*Thing, 0, len(things))
	for _, row := range rowsOf(things) {
		for _, i := range row {
			order = append(order, things[i])
		}
	}
	return order
}

// Suggest returns a numbering that goes on where the floor ends: the letter after the last one
// that is in use, from 1.
func (d *Drawing) Suggest() Numbering {
	used := map[byte]bool{}
	for _, t := range d.now.things {
		if label := t.Label(); t.IsDesk() && label != "" && label[0] >= 'A' && label[0] <= 'Z' {
			used[label[0]] = true
		}
	}
	for letter := byte('A'); letter <= 'Z'; letter++ {
		if !used[letter] {
			return Numbering{Prefix: string(letter), From: 1, Step: 1}
		}
	}
	return Numbering{From: 1, Step: 1}
}
