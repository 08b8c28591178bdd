package layout

import (
	"math"
	"strconv"

	"seatkeeper/data"
)

// Sizes in metres.
const (
	deskWidth, deskDepth = 1.6, 0.8
	deskGap              = 0.1 // between neighbours, so that each is seen by itself
	aisle                = 1.5 // between two pairs of rows, with chairs on both sides
	besideDesks          = 0.4 // between the desks and the room's sides
	aboveDesks           = 1.1 // where the room's name stands
	belowDesks           = 0.7
	betweenBlocks        = 1.2 // between two columns of rows
	emptyWidth           = 4.0 // of a room without desks
	emptyDepth           = 3.0
	floorWidth           = 24.0 // of a floor without rooms
	floorDepth           = 16.0
	betweenRooms         = 0.4
	edge                 = 0.4 // around all rooms
	proportion           = 1.5 // width to height, for which rooms are arranged: that of the plan in its window
	tallest              = 2.5 // height to width of a room, before its rows are put side by side
)

// Draw makes a floor of its words: each room a zone with its name, in the theme's
// colour, and in it the desks back to back in pairs of rows; a room without desks is a
// plain one. The floor has the given ID and level, its layout is in
// metres, and it passes the floor's rules as long as its rooms keep to the bounds of
// this package. The same words give the same floor.
func Draw(words Floor, id string, level int) data.Floor {
	boxes := make([]box, len(words.Rooms))
	for i, r := range words.Rooms {
		boxes[i] = boxFor(r)
	}
	width, height := arrange(boxes)
	size := data.Size{Width: width + 2*edge, Height: height + 2*edge}
	f := data.Floor{ID: id, Name: words.Name, Level: level, Layout: round(size), Unit: data.UnitMetres,
		Fixtures: []data.Fixture{}, Desks: []data.Desk{}}
	place := func(x, y, width, height float64) (data.Point, data.Size) {
		return data.Point{X: round6(x / f.Layout.Width), Y: round6(y / f.Layout.Height)},
			data.Size{Width: round6(width / f.Layout.Width), Height: round6(height / f.Layout.Height)}
	}
	prefix := prefixes(words.Rooms)
	for i, r := range words.Rooms {
		b := boxes[i]
		area := data.Fixture{ID: "room-" + strconv.Itoa(i+1), Label: r.Name, Type: data.FixtureZone}
		if r.Desks == 0 {
			area.Type = data.FixtureRoom
		}
		area.Position, area.Size = place(edge+b.x, edge+b.y, b.width, b.height)
		f.Fixtures = append(f.Fixtures, area)
		for n := range r.Desks {
			x, y := b.desk(n)
			d := data.Desk{ID: label(prefix[i], n+1), Label: label(prefix[i], n+1), Zone: r.Name, Features: []string{}}
			d.Position, d.Size = place(edge+b.x+x, edge+b.y+y, deskWidth, deskDepth)
			f.Desks = append(f.Desks, d)
		}
	}
	return f
}

// box is a room as it is drawn.
type box struct {
	x, y, width, height float64
	row                 int // desks in a row
	rows                int // below one another; those beyond stand in a block beside
}

// boxFor returns how large a room is, and how its desks stand in it.
func boxFor(r Room) box {
	if r.Desks == 0 {
		return box{width: emptyWidth, height: emptyDepth}
	}
	if r.Row > 0 {
		return boxWithRows(r.Desks, min(r.Row, r.Desks))
	}
	best, least := box{}, math.Inf(1)
	for row := 1; row <= r.Desks; row++ {
		b := newBox(r.Desks, row, ceil(r.Desks, row))
		missing := float64(ceil(r.Desks, row)*row-r.Desks) / float64(r.Desks)
		if bad := math.Abs(math.Log(b.width/b.height/proportion)) + missing; bad < least {
			best, least = b, bad
		}
	}
	return best
}

// boxWithRows puts rows of that many desks below one another, and side by side too
// where the room would be a corridor otherwise.
func boxWithRows(desks, row int) box {
	rows := ceil(desks, row)
	best := newBox(desks, row, rows)
	if best.height <= tallest*best.width {
		return best
	}
	for blocks := 2; blocks <= rows; blocks++ {
		if b := newBox(desks, row, ceil(rows, blocks)); scale(b.width, b.height) > scale(best.width, best.height) {
			best = b
		}
	}
	return best
}

func newBox(desks, row, rows int) box {
	blocks := ceil(ceil(desks, row), rows)
	return box{row: row, rows: rows,
		width:  2*besideDesks + float64(blocks)*rowWidth(row) + float64(blocks-1)*betweenBlocks,
		height: aboveDesks + rowTop(rows-1) + deskDepth + belowDesks}
}

func rowWidth(row int) float64 { return float64(row)*(deskWidth+deskGap) - deskGap }

// rowTop is how far a row is below the first one: two stand back to back, then comes
// an aisle.
func rowTop(row int) float64 {
	return float64(row/2)*(2*deskDepth+deskGap+aisle) + float64(row%2)*(deskDepth+deskGap)
}

// desk returns where in the room a desk stands, from 0 on.
func (b box) desk(n int) (x, y float64) {
	row := n / b.row
	block := row / b.rows
	x = besideDesks + float64(block)*(rowWidth(b.row)+betweenBlocks) + float64(n%b.row)*(deskWidth+deskGap)
	return x, aboveDesks + rowTop(row%b.rows)
}

// arrange puts the rooms side by side and below one another, in their order, so that
// they are as large as can be in a window, and returns how much room they take.
func arrange(boxes []box) (width, height float64) {
	if len(boxes) == 0 {
		return floorWidth, floorDepth
	}
	best, most := 0.0, 0.0
	sum := 0.0
	for _, b := range boxes { // as wide as the first of them in a line are
		sum += b.width
		if w, h := stack(boxes, sum, false); scale(w, h) > most*(1+1e-9) {
			best, most = sum, scale(w, h)
		}
		sum += betweenRooms
	}
	return stack(boxes, best, true)
}

// stack fills lines of that width, or of the widest room, and returns how much room
// that takes. Where it is done in earnest the rooms of a line get one height.
func stack(boxes []box, most float64, place bool) (width, height float64) {
	x, line, begin := 0.0, 0.0, 0
	level := func(end int) {
		for i := begin; place && i < end; i++ {
			boxes[i].height = line
		}
		begin = end
	}
	for i, b := range boxes {
		if x > 0 && x+b.width > most+1e-9 {
			level(i)
			height += line + betweenRooms
			x, line = 0, 0
		}
		if place {
			boxes[i].x, boxes[i].y = x, height
		}
		width, line = max(width, x+b.width), max(line, b.height)
		x += b.width + betweenRooms
	}
	level(len(boxes))
	return width, height + line
}

// scale is how large a metre is drawn in a window of the usual proportion.
func scale(width, height float64) float64 { return min(proportion/width, 1/height) }

func ceil(n, by int) int { return (n + by - 1) / by }

func round(s data.Size) data.Size {
	return data.Size{Width: math.Round(s.Width*100) / 100, Height: math.Round(s.Height*100) / 100}
}

func round6(v float64) float64 { return math.Round(v*1e6) / 1e6 }
