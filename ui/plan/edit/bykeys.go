package edit

import (
	"math"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/words"
)

// What else is done by pointing is done by keys here: points are set, and things are added to the
// selection, one here and one there.

// KeyDown knows the space bar, which lets a drag move the floor.
func (s *Surface) KeyDown(key *fyne.KeyEvent) {
	if key.Name == fyne.KeySpace {
		s.space = true
	}
}

// KeyUp does what the space bar is for where nothing was dragged meanwhile.
func (s *Surface) KeyUp(key *fyne.KeyEvent) {
	if key.Name != fyne.KeySpace || !s.space {
		return
	}
	s.space = false
	switch {
	case s.gesture.kind != noGesture:
	case s.tool.takesPoints():
		s.putPoint()
	case s.tool == SelectTool:
		s.addByKey()
	}
}

// movePoint moves the point where the next corner comes. It is shown first where the last corner
// is, or in the middle of what is to be seen.
func (s *Surface) movePoint(by drawing.Point) {
	at := s.pointer
	switch step := s.snapStep(); {
	case s.keyed:
	case len(s.corners) > 0:
		at = s.corners[len(s.corners)-1]
	default:
		at = drawing.Point{X: math.Round(s.view.Center.X/step) * step, Y: math.Round(s.view.Center.Y/step) * step}
	}
	s.keyed = true
	at, size := at.Plus(by), s.drawing.Size()
	s.pointer = drawing.Point{X: max(0, min(at.X, size.Width)), Y: max(0, min(at.Y, size.Height))}
	s.view.Reveal(drawing.Box{X: s.pointer.X, Y: s.pointer.Y})
	s.changed()
}

// putPoint sets a corner there.
func (s *Surface) putPoint() {
	if !s.keyed {
		s.movePoint(drawing.Point{})
		return
	}
	s.taken = false
	s.putCorner(s.pointer)
	s.changed()
}

// addByKey begins to add things to the selection, which Tab only goes through from then on, and adds
// the one that it has come to, or takes it out.
func (s *Surface) addByKey() {
	if walk := s.walked(); walk != nil {
		s.drawing.Toggle(walk.Key)
		s.changed()
		return
	}
	chosen := s.drawing.Selected()
	if len(chosen) == 0 {
		s.goThrough(false)
		return
	}
	s.walkTo(chosen[0].Key)
}

// walked returns the thing that Tab has come to while things are added by keys, or nil.
func (s *Surface) walked() *drawing.Thing {
	if s.walk == 0 {
		return nil
	}
	return s.drawing.Thing(s.walk)
}

func (s *Surface) walkTo(key drawing.Key) {
	s.walk = key
	if walk := s.walked(); walk != nil {
		s.view.Reveal(walk.Bounds())
	}
	s.changed()
}

// nameOf says which thing it is.
func nameOf(t *drawing.Thing) string {
	switch label := words.Plain(t.Label()); {
	case label != "":
		return label
	case t.IsDesk():
		return words.Say("edit.no-label")
	}
	return typeName(t.Type())
}

// menuByKey asks for the menu of what is selected, at its lower left.
func (s *Surface) menuByKey() {
	if s.gesture.kind != noGesture || len(s.corners) > 0 {
		return
	}
	at := s.view.Center
	pos := s.view.At(at)
	if b, ok := s.drawing.SelectionBounds(); ok {
		pos = s.view.At(drawing.Point{X: b.X, Y: b.Bottom()})
	}
	pos = fyne.NewPos(max(0, min(pos.X, s.view.Space.Width)), max(0, min(pos.Y, s.view.Space.Height)))
	s.onMenu(at, false, fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Add(pos))
}
