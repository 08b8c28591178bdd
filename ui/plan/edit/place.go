package edit

import (
	"cmp"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/plan/drawing"
)

// What the tools put on the floor.

// place puts what the tool puts between two points, while the pointer still goes on.
func (s *Surface) place(from, to drawing.Point, mods fyne.KeyModifier) {
	d := s.drawing
	to, s.guides = s.snapPoint(to, mods)
	switch {
	case s.tool == DeskTool:
		half := drawing.Point{X: s.set.desk.Width / 2, Y: s.set.desk.Height / 2}
		d.PlaceDesk(s.set.desk, to.Plus(half), s.set.kind)
	case s.tool == RowTool:
		s.placeRows(from, to, mods)
	case s.tool == WallTool:
		if mods&fyne.KeyModifierShift != 0 {
			to = from.Plus(straight(to.Minus(from)))
		}
		d.PlaceWall(from, to, s.wallThick())
	case s.tool.isBoxed():
		kind, label := s.boxKind()
		b := drawing.BoxOf(from, to)
		if mods&fyne.KeyModifierShift != 0 {
			b.W, b.H = max(b.W, b.H), max(b.W, b.H)
		}
		d.PlaceFixture(kind, label, b)
	}
}

// placeRows fills a box with rows; with Shift, or where one row is asked for, it lays them along the
// line from point to point, in steps of 15 degrees unless a key lets it go free.
func (s *Surface) placeRows(from, to drawing.Point, mods fyne.KeyModifier) {
	rows := s.set.rows
	if rows.Rows == 1 || mods&fyne.KeyModifierShift != 0 {
		step := 15.0
		if mods&(fyne.KeyModifierAlt|fyne.KeyModifierShortcutDefault) != 0 {
			step = 0
		}
		rows, at, angle := rows.Along(from, to, step)
		s.rowed = s.drawing.PlaceRows(rows, at, angle)
		return
	}
	b := drawing.BoxOf(from, to)
	s.rowed = s.drawing.PlaceRows(rows.Fill(b), drawing.Point{X: b.X, Y: b.Y}, 0)
}

func (s *Surface) wallThick() float64 { return 2 * s.snapStep() }

// placed is called when that is done: a room is given its name at once.
func (s *Surface) placed() {
	if s.tool.isBoxed() && s.tool != FixtureTool && len(s.drawing.Selected()) == 1 {
		s.drawing.End()
		s.onLabel()
	}
}

// placeAt puts it at a point, in its usual size.
func (s *Surface) placeAt(p drawing.Point) {
	s.taken = false
	s.gesture.snapper = s.snapper()
	s.nextLetter()
	d := s.drawing
	switch {
	case s.tool == DeskTool:
		b := drawing.Box{X: p.X - s.set.desk.Width/2, Y: p.Y - s.set.desk.Height/2, W: s.set.desk.Width, H: s.set.desk.Height}
		if !s.isFree(modifiers()) {
			d.Select()
			by, _ := s.snapper().Box(b)
			b = b.Moved(by)
		}
		d.PlaceDesk(s.set.desk, b.Center(), s.set.kind)
	case s.tool == RowTool:
		rows := s.set.rows
		rows.PerRow = s.rowLength()
		p, _ = s.snapPoint(p, modifiers())
		s.rowed = d.PlaceRows(rows, p, 0)
	case s.tool.isBoxed():
		kind, label := s.boxKind()
		size := s.usual(kind)
		p, _ = s.snapPoint(drawing.Point{X: p.X - size.Width/2, Y: p.Y - size.Height/2}, modifiers())
		d.PlaceFixture(kind, label, drawing.Box{X: p.X, Y: p.Y, W: size.Width, H: size.Height})
		s.placed()
	}
}

// rowLength says how many desks a row has that is put by a click or a key.
func (s *Surface) rowLength() int {
	const usual = 6
	rows := s.set.rows
	most := int((s.drawing.Size().Width + rows.Gap) / (rows.Desk.Width + rows.Gap))
	return max(1, min(cmp.Or(rows.PerRow, usual), most))
}

// placeByKey puts it into the middle of what is to be seen, for those without a mouse.
func (s *Surface) placeByKey() {
	switch s.tool {
	case PolygonTool:
		s.close() // which has three corners at least
	case WallTool:
		c := s.view.Center
		half := s.usual(data.FixtureRoom).Width / 2
		s.drawing.PlaceWall(drawing.Point{X: c.X - half, Y: c.Y}, drawing.Point{X: c.X + half, Y: c.Y}, s.wallThick())
	case PictureTool, MeasureTool:
	default:
		at := s.view.Center
		if b, ok := s.drawing.SelectionBounds(); ok && s.tool == DeskTool {
			at = drawing.Point{X: b.Right() + s.set.rows.Gap + s.set.desk.Width/2, Y: b.Center().Y}
		}
		if s.tool == RowTool { // which begins there, and is to lie about it
			rows := s.set.rows
			at.X -= (float64(s.rowLength())*(rows.Desk.Width+rows.Gap) - rows.Gap) / 2
			at.Y -= rows.Desk.Height / 2
		}
		s.placeAt(at)
	}
	s.changed()
}

// path is what is drawn of a polygon that is begun or of a measure.
func (s *Surface) path() []drawing.Point {
	points := s.corners
	switch {
	case s.gesture.kind == boxing:
		points = append(points[:len(points):len(points)], s.gesture.from, s.gesture.to)
	case len(points) > 0 && (s.tool == PolygonTool || len(points) == 1):
		points = append(points[:len(points):len(points)], s.pointer)
	}
	return points
}

// mostCorners can be drawn by hand; a polygon is closed with the last of them.
const mostCorners = 64

// addCorner adds a corner to the polygon, and closes it at its first one; or one of the two points
// between which is measured.
func (s *Surface) addCorner(p drawing.Point) {
	s.gesture.snapper = s.snapper()
	p, _ = s.snapPoint(p, modifiers())
	s.putCorner(p)
}

// putCorner does so where the point is.
func (s *Surface) putCorner(p drawing.Point) {
	if s.tool == MeasureTool {
		if len(s.corners) == 2 {
			s.corners = nil
		}
		if s.corners = append(s.corners, p); len(s.corners) == 2 {
			s.onLabel()
		}
		return
	}
	if len(s.corners) > 2 && p.Minus(s.corners[0]).Length() < s.view.Length(10) {
		s.close()
		return
	}
	if s.corners = append(s.corners, p); len(s.corners) == mostCorners {
		s.close()
	}
}

// close makes the corners a polygon.
func (s *Surface) close() {
	corners := s.corners
	s.corners = nil
	if _, ok := s.drawing.PlacePolygon(s.set.shape, typeName(s.set.shape), corners); ok {
		s.onLabel()
	}
}
