package edit

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/ui/plan/drawing"
)

// gesture is what a press of the pointer has begun.
type gesture struct {
	kind     gestureKind
	from, to drawing.Point
	at       fyne.Position // of the press
	moved    bool          // far enough to be no click
	then     gestureKind   // what it becomes when it moves
	hit      drawing.Key   // what was pressed
	shift    bool          // at the press
	was      bool          // it was selected already
	handle   drawing.Handle
	frame    drawing.Frame
	snapper  *drawing.Snapper
}

type gestureKind int

const (
	noGesture gestureKind = iota
	pressed
	panning
	marking  // a box about things that are to be selected
	boxing   // a box of which nothing is made yet
	moving   // what is selected
	resizing // by a handle
	turning  // by the knob
	placing  // what the tool puts is drawn with the pointer
	shifting // the background
	givenUp  // nothing more comes of it, until the button is let go
)

// click is the last one, by which a double click is known.
type click struct {
	at   fyne.Position
	when time.Time
}

const doubleClick = 400 * time.Millisecond

// shaky is how many pixels a click may move.
const shaky = 4

// MouseDown begins a gesture.
func (s *Surface) MouseDown(ev *desktop.MouseEvent) {
	s.TakeFocus()
	if ev.Button == desktop.MouseButtonPrimary {
		s.giveUp() // one whose end was not told
		s.press(ev.Position, ev.Modifier)
		return
	}
	s.right = ev.Position
	if !s.isBusy() {
		s.gesture = gesture{kind: panning, at: ev.Position}
	}
}

// TappedSecondary selects what lies under the pointer, if it is not selected yet, and asks for the
// menu; not where the right button was pressed elsewhere, or something else is begun.
func (s *Surface) TappedSecondary(ev *fyne.PointEvent) {
	if isFar(ev.Position, s.right) || s.isBusy() || len(s.corners) > 0 {
		return
	}
	p := s.view.Point(ev.Position)
	t := s.hit(p)
	if s.tool != SelectTool {
		s.SetTool(SelectTool)
	}
	switch {
	case t == nil:
		s.drawing.Select()
	case !s.drawing.IsSelected(t.Key):
		s.drawing.Select(t.Key)
	}
	s.walk = 0
	s.changed()
	s.onMenu(p, true, ev.AbsolutePosition)
}

// isFar reports whether two places are too far from each other for a click.
func isFar(a, b fyne.Position) bool {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) >= shaky
}

// MouseUp ends what has no other end. All else ends with Tapped or DragEnd, which come behind it:
// before them Fyne takes the keys from what may just have got them, as the label of a new room.
func (s *Surface) MouseUp(ev *desktop.MouseEvent) {
	if s.gesture.kind == panning || s.gesture.kind == givenUp {
		s.release(ev.Position)
	}
}

// Tapped ends a gesture that was a click.
func (s *Surface) Tapped(ev *fyne.PointEvent) {
	if s.gesture.kind != noGesture {
		s.release(ev.Position)
	}
}

// Dragged goes on with it.
func (s *Surface) Dragged(ev *fyne.DragEvent) {
	if s.gesture.kind == noGesture { // a drag of which no press was told
		s.press(ev.Position.SubtractXY(ev.Dragged.DX, ev.Dragged.DY), modifiers())
	}
	s.drag(ev.Position, ev.Dragged, modifiers())
}

// DragEnd ends one that was a drag.
func (s *Surface) DragEnd() {
	if s.gesture.kind != noGesture {
		s.release(s.view.At(s.gesture.to))
	}
}

func (s *Surface) press(pos fyne.Position, mods fyne.KeyModifier) {
	p := s.view.Point(pos)
	s.taken, s.walk = false, 0
	g := gesture{kind: pressed, from: p, to: p, at: pos, shift: mods&fyne.KeyModifierShift != 0}
	switch {
	case s.space:
		g.kind = panning
	case s.pressHandle(pos, &g):
	case s.tool == SelectTool:
		s.pressThing(p, &g)
	case s.tool == PictureTool:
		g.then = shifting
	case s.tool == PolygonTool || s.tool == MeasureTool:
		g.then = boxing
	default:
		if t := s.hit(p); t != nil && s.drawing.IsSelected(t.Key) && !t.IsArea() {
			g.hit, g.was, g.then = t.Key, true, moving // what was just put is put right
		} else {
			g.then = placing
		}
	}
	s.gesture = g
}

// pressHandle begins to resize or to turn, if a handle was pressed.
func (s *Surface) pressHandle(pos fyne.Position, g *gesture) bool {
	frame, ok := s.drawing.Frame()
	if !ok {
		return false
	}
	hits := func(at fyne.Position) bool {
		return math.Abs(float64(at.X-pos.X)) <= float64(handleReach) && math.Abs(float64(at.Y-pos.Y)) <= float64(handleReach)
	}
	g.frame = frame
	if hits(s.knobAt(frame)) {
		g.then = turning
		return true
	}
	for _, h := range drawing.Handles {
		if s.hasHandle(frame, h) && hits(s.view.At(frame.At(h))) {
			g.then, g.handle = resizing, h
			return true
		}
	}
	return false
}

// pressThing selects what is pressed. An area that is not selected lets a box be drawn on it: who
// wants to mark the desks of a room does not mean the room.
func (s *Surface) pressThing(p drawing.Point, g *gesture) {
	t := s.hit(p)
	if t == nil {
		g.then = marking
		return
	}
	g.hit, g.was = t.Key, s.drawing.IsSelected(t.Key)
	switch {
	case g.shift:
		g.then = marking
		if g.was {
			g.then = moving
		}
	case g.was:
		g.then = moving
	case t.IsArea():
		g.then = marking
	default:
		s.drawing.Select(t.Key)
		g.then = moving
		s.changed()
	}
}

// hit returns what lies under a point, near enough for a finger or a thin wall.
func (s *Surface) hit(p drawing.Point) *drawing.Thing { return s.drawing.At(p, s.view.Length(4)) }

func (s *Surface) drag(pos fyne.Position, by fyne.Delta, mods fyne.KeyModifier) {
	g := &s.gesture
	if g.kind == givenUp {
		return
	}
	if g.kind == panning {
		s.view.Pan(by.DX, by.DY)
		s.space = false // it has done what it was held for
		s.changed()
		return
	}
	g.to = s.view.Point(pos)
	if !g.moved && !isFar(pos, g.at) {
		return
	}
	if !g.moved {
		g.moved = true
		s.begin()
	}
	s.goOn(mods)
	s.changed()
}

// begin starts what the gesture becomes when it moves.
func (s *Surface) begin() {
	g := &s.gesture
	g.kind = g.then
	switch g.kind {
	case moving, resizing, turning:
		g.snapper = s.snapper()
		s.drawing.Begin()
	case placing:
		s.drawing.Select()
		s.nextLetter()
		g.snapper = s.snapper()
		g.from, _ = s.snapPoint(g.from, modifiers())
		s.drawing.Begin()
	case shifting:
		if !s.look.Loose {
			g.kind = panning
			return
		}
		s.drawing.Begin()
	}
}

// isFree reports whether the keys that let things go where they are put are held.
func (s *Surface) isFree(mods fyne.KeyModifier) bool {
	return !s.snaps || mods&(fyne.KeyModifierAlt|fyne.KeyModifierShortcutDefault) != 0
}

func (s *Surface) snapPoint(p drawing.Point, mods fyne.KeyModifier) (drawing.Point, []drawing.Guide) {
	if s.isFree(mods) || s.gesture.snapper == nil {
		return p, nil
	}
	return s.gesture.snapper.Point(p)
}

// goOn brings the floor to where the gesture has led.
func (s *Surface) goOn(mods fyne.KeyModifier) {
	g := &s.gesture
	by := g.to.Minus(g.from)
	shift := mods&fyne.KeyModifierShift != 0
	s.guides = nil
	switch g.kind {
	case moving:
		if shift {
			by = straight(by)
		}
		if !s.isFree(mods) {
			if box, ok := s.drawing.MovedBounds(by); ok {
				to, guides := g.snapper.Box(box)
				if shift { // only along the way that is kept
					to = drawing.Point{X: keep(by.X, to.X), Y: keep(by.Y, to.Y)}
				}
				by, s.guides = by.Plus(to), guides
			}
		}
		s.drawing.Move(by)
	case resizing:
		at := g.frame.At(g.handle)
		to, guides := s.snapPoint(at.Plus(by), mods)
		if g.frame.Turn == 0 && !shift {
			by, s.guides = to.Minus(at), guides
		}
		s.drawing.Resize(g.handle, by, shift)
	case turning:
		s.turn(mods)
	case placing:
		s.place(g.from, g.to, mods)
	case shifting:
		s.drawing.MoveBackground(by)
	}
}

// straight keeps the direction in which a way goes most.
func straight(by drawing.Point) drawing.Point {
	if math.Abs(by.X) >= math.Abs(by.Y) {
		return drawing.Point{X: by.X}
	}
	return drawing.Point{Y: by.Y}
}

func keep(by, to float64) float64 {
	if by == 0 {
		return 0
	}
	return to
}

// turn turns what is selected by as much as the pointer has gone about its middle: in steps of 15
// degrees unless a key says otherwise. A single thing stops at whole steps of its own.
func (s *Surface) turn(mods fyne.KeyModifier) {
	const step = 15
	g := &s.gesture
	c, ok := s.drawing.Pivot()
	if !ok {
		return
	}
	angle := func(p drawing.Point) float64 { return math.Atan2(p.Y-c.Y, p.X-c.X) * 180 / math.Pi }
	by := angle(g.to) - angle(g.from)
	if mods&(fyne.KeyModifierAlt|fyne.KeyModifierShortcutDefault) == 0 {
		by = drawing.Angle(g.frame.Turn+by, step) - g.frame.Turn
	}
	s.drawing.Rotate(by)
}

func (s *Surface) release(pos fyne.Position) {
	g := s.gesture
	if g.kind == noGesture {
		return
	}
	s.gesture.kind = noGesture
	s.guides = nil
	switch {
	case g.kind == panning, g.kind == givenUp:
	case !g.moved:
		s.click(g, pos)
	case g.kind == marking:
		s.mark(g)
	case g.kind == placing:
		s.placed()
	case g.kind == boxing:
		s.addCorner(g.from)
		s.addCorner(g.to)
	}
	s.drawing.End()
	s.changed()
}

// mark selects what lies in the box that was drawn.
func (s *Surface) mark(g gesture) {
	keys := s.drawing.Within(drawing.BoxOf(g.from, g.to))
	if g.shift {
		s.drawing.AddToSelection(keys...)
	} else {
		s.drawing.Select(keys...)
	}
}

// click is a press that went nowhere.
func (s *Surface) click(g gesture, pos fyne.Position) {
	now := time.Now()
	last := s.clicked
	double := now.Sub(last.when) < doubleClick && math.Hypot(float64(pos.X-last.at.X), float64(pos.Y-last.at.Y)) < 2*shaky
	s.clicked = click{pos, now}
	switch {
	case g.then == resizing || g.then == turning:
	case s.tool == SelectTool || g.then == moving:
		s.clickThing(g)
		if double && len(s.drawing.Selected()) == 1 {
			s.onLabel()
		}
	case s.tool == PolygonTool && double && len(s.corners) > 2:
		s.close()
	case s.tool == PolygonTool || s.tool == MeasureTool:
		s.addCorner(g.from)
	default:
		s.placeAt(g.from)
	}
}

func (s *Surface) clickThing(g gesture) {
	switch {
	case g.hit == 0 && !g.shift:
		s.drawing.Select()
	case g.hit == 0:
	case g.shift:
		s.drawing.Toggle(g.hit)
	default:
		s.drawing.Select(g.hit)
	}
}
