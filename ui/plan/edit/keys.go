package edit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
)

// TypedKey moves what is selected, goes through the things, and leaves the tool.
func (s *Surface) TypedKey(key *fyne.KeyEvent) {
	shift := modifiers()&fyne.KeyModifierShift != 0
	switch key.Name {
	case fyne.KeyLeft:
		s.nudge(-1, 0, shift)
	case fyne.KeyRight:
		s.nudge(1, 0, shift)
	case fyne.KeyUp:
		s.nudge(0, -1, shift)
	case fyne.KeyDown:
		s.nudge(0, 1, shift)
	case fyne.KeyTab:
		s.goThrough(shift)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if len(s.corners) > 0 {
			s.corners = s.corners[:len(s.corners)-1]
			s.changed()
			return
		}
		s.Delete()
	case desktop.KeyMenu:
		s.menuByKey()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.enter()
	case fyne.KeyEscape:
		s.Escape()
	case fyne.KeyF6:
		s.onNext(shift)
	case fyne.KeyF10:
		if shift {
			s.menuByKey()
			return
		}
		kit.WindowKey(s, key)
	}
}

// nudge moves what the tool is about by a step of the grid, or ten: the point where a corner comes,
// the background, what is selected; where nothing is, the floor.
func (s *Surface) nudge(x, y float64, far bool) {
	step := s.snapStep()
	if far {
		step *= 10
	}
	by := drawing.Point{X: x * step, Y: y * step}
	under, _ := s.drawing.Background()
	switch {
	case s.tool.takesPoints():
		s.movePoint(by)
		return
	case s.tool == PictureTool && s.look.Loose && under != nil:
		s.drawing.MoveBackground(by)
	case s.tool == PictureTool || len(s.drawing.Selected()) == 0:
		const step = 40
		s.view.Pan(float32(-x*step), float32(-y*step))
	default:
		s.drawing.Move(by)
		s.reveal()
	}
	s.changed()
}

func (s *Surface) reveal() {
	if b, ok := s.drawing.SelectionBounds(); ok {
		s.view.Reveal(b)
	}
}

// goThrough selects the next thing, or the one before; while things are added by keys it only goes
// there.
func (s *Surface) goThrough(back bool) {
	if walk := s.walked(); walk != nil {
		s.walkTo(s.drawing.Next(walk.Key, back))
		return
	}
	from := drawing.Key(0)
	if chosen := s.drawing.Selected(); len(chosen) > 0 {
		from = chosen[0].Key
	}
	if next := s.drawing.Next(from, back); next != 0 {
		s.drawing.Select(next)
		s.reveal()
		s.changed()
	}
}

func (s *Surface) enter() {
	switch {
	case s.tool == MeasureTool, s.tool == PolygonTool && len(s.corners) < 3:
		s.putPoint()
	case s.tool != SelectTool:
		s.placeByKey()
	case len(s.drawing.Selected()) > 0:
		s.onLabel()
	}
}

// Escape gives up what is begun, then leaves the tool, the selection, and the editor.
func (s *Surface) Escape() {
	switch {
	case s.isBusy() || s.drawing.IsHeld():
		s.stop()
		s.changed()
	case len(s.corners) > 0:
		s.corners = nil
		s.changed()
	case s.walked() != nil:
		s.walk = 0
		s.changed()
	case s.tool != SelectTool:
		s.SetTool(SelectTool)
	case len(s.drawing.Selected()) > 0:
		s.drawing.Select()
		s.changed()
	default:
		s.onLeave()
	}
}

// Delete takes what is selected off the floor.
func (s *Surface) Delete() {
	if s.drawing.Delete() {
		s.changed()
	}
}

// TypedRune takes a tool by its letter, zooms and turns.
func (s *Surface) TypedRune(r rune) {
	const step = 1.25
	switch r {
	case '+', '=':
		s.Zoom(step)
	case '-', '−', '_':
		s.Zoom(1 / step)
	case '0':
		s.Zoom(0)
	case '[':
		s.rotate(-15)
	case ']':
		s.rotate(15)
	}
	for t, key := range toolKeys {
		if r == key.letter || r == key.letter-'a'+'A' {
			s.SetTool(Tool(t))
		}
	}
}

func (s *Surface) rotate(by float64) {
	if s.drawing.Rotate(by) {
		s.changed()
	}
}

// TypedShortcut knows those of the clipboard and of the steps, as the menu does.
func (s *Surface) TypedShortcut(shortcut fyne.Shortcut) {
	switch sc := shortcut.(type) {
	case *fyne.ShortcutUndo:
		s.Undo()
	case *fyne.ShortcutRedo:
		s.Redo()
	case *fyne.ShortcutCopy:
		s.onCopy(false)
	case *fyne.ShortcutCut:
		s.onCopy(true)
	case *fyne.ShortcutPaste:
		s.onPaste()
	case *fyne.ShortcutSelectAll:
		s.drawing.SelectAll()
		s.changed()
	case *desktop.CustomShortcut:
		switch {
		case sc.KeyName == fyne.KeyD && sc.Modifier == fyne.KeyModifierShortcutDefault:
			s.Duplicate()
		case sc.ShortcutName() == applyShortcut.ShortcutName():
			s.onApply()
		case sc.KeyName == fyne.KeyZ && sc.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift:
			s.Redo()
		default:
			kit.WindowShortcut(s, shortcut)
		}
	}
}

// applyShortcut does what the button does.
var applyShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}

// Undo takes the last step back.
func (s *Surface) Undo() {
	if s.drawing.Undo() {
		s.stop()
		s.rowed = nil
		s.changed()
	}
}

// Redo does it again.
func (s *Surface) Redo() {
	if s.drawing.Redo() {
		s.rowed = nil
		s.changed()
	}
}

// Duplicate copies what is selected beside it.
func (s *Surface) Duplicate() {
	if len(s.drawing.Duplicate(drawing.Point{})) > 0 {
		s.changed()
	}
}

// Scrolled zooms about the pointer; sideways, or with Shift, it moves the floor.
func (s *Surface) Scrolled(ev *fyne.ScrollEvent) {
	dx, dy := ev.Scrolled.DX, ev.Scrolled.DY
	if modifiers()&fyne.KeyModifierShift != 0 && dx == 0 {
		dx, dy = dy, 0
	}
	switch {
	case math.Abs(float64(dx)) > math.Abs(float64(dy)):
		s.view.Pan(dx, 0)
	case dy != 0:
		const notch, step, most = 25, 1.2, 3 // as the board has it
		turns := max(-most, min(most, float64(dy)/notch))
		s.view.ZoomAbout(ev.Position, s.view.Zoom*math.Pow(step, turns))
	}
	s.changed()
}

func (s *Surface) MouseIn(ev *desktop.MouseEvent) { s.MouseMoved(ev) }

// MouseMoved follows the pointer, for its shape and for a polygon that is begun.
func (s *Surface) MouseMoved(ev *desktop.MouseEvent) {
	s.pointer = s.view.Point(ev.Position)
	s.over = 0
	if s.keyed {
		s.keyed = false
		s.picture.update()
	}
	if t := s.hit(s.pointer); t != nil {
		s.over = t.Key
	}
	if len(s.corners) > 0 {
		s.picture.update()
	}
}

func (s *Surface) MouseOut() { s.over = 0 }

// Cursor says what a press would do.
func (s *Surface) Cursor() desktop.Cursor {
	switch {
	case s.space || s.gesture.kind == panning:
		return desktop.PointerCursor
	case s.tool != SelectTool:
		return desktop.CrosshairCursor
	}
	var g gesture
	at := s.view.At(s.pointer)
	if s.gesture.kind == noGesture && s.pressHandle(at, &g) {
		switch {
		case g.then == turning:
			return desktop.PointerCursor
		case g.handle.X == 0 && g.frame.Turn == 0:
			return desktop.VResizeCursor
		case g.handle.Y == 0 && g.frame.Turn == 0:
			return desktop.HResizeCursor
		}
		return desktop.CrosshairCursor
	}
	if s.over != 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// modifiers returns the modifier keys that are held, if the driver knows.
func modifiers() fyne.KeyModifier {
	if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return driver.CurrentKeyModifiers()
	}
	return 0
}
