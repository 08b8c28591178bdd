package edit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/view"
	"seatkeeper/ui/words"
)

var (
	_ fyne.Focusable = (*Surface)(nil)
	_ fyne.Tabbable  = (*Surface)(nil)
	_ fyne.Draggable = (*Surface)(nil)
	_ fyne.Tappable  = (*Surface)(nil)

	_ fyne.SecondaryTappable = (*Surface)(nil)

	_ fyne.Scrollable     = (*Surface)(nil)
	_ fyne.Shortcutable   = (*Surface)(nil)
	_ fyne.Accessible     = (*Surface)(nil)
	_ desktop.Mouseable   = (*Surface)(nil)
	_ desktop.Hoverable   = (*Surface)(nil)
	_ desktop.Cursorable  = (*Surface)(nil)
	_ desktop.Keyable     = (*Surface)(nil)
	_ fyne.WidgetRenderer = (*surfaceRenderer)(nil)
)

// Surface is the floor that is drawn on. It is one widget that draws all things and finds the one
// under the pointer itself, as the plan does.
type Surface struct {
	widget.BaseWidget
	options Options
	drawing *drawing.Drawing
	view    view.View
	picture *picture

	tool    Tool
	taken   bool // the tool was just taken: nothing has been pressed or put with it yet
	set     settings
	grid    bool // shown, and snapped to
	snaps   bool
	look    Look // of the background
	rowed   []drawing.Key
	corners []drawing.Point // of a polygon that is begun, or what is measured

	gesture gesture
	guides  []drawing.Guide
	pointer drawing.Point
	over    drawing.Key // the thing under the pointer
	keyed   bool        // the point is where the arrows have brought it
	walk    drawing.Key // where Tab has come to while things are added by keys; 0 otherwise
	focused bool
	space   bool // the space bar is held: dragging moves the floor
	clicked click
	right   fyne.Position // where the right button was pressed

	onChanged func()          // something is drawn, selected or chosen anew
	onLabel   func()          // the label of what is selected is to be typed
	onLeave   func()          // Escape, where there is nothing else to leave
	onNext    func(back bool) // the keys go to what is beside the floor
	onApply   func()
	onCopy    func(cut bool)
	onPaste   func()
	onMenu    func(at drawing.Point, here bool, pos fyne.Position)
}

func newSurface(o Options, d *drawing.Drawing) *Surface {
	s := &Surface{options: o, drawing: d, set: newSettings(d), grid: true, snaps: true, look: o.Look}
	s.view.Floor = drawing.Point{X: d.Size().Width, Y: d.Size().Height}
	s.view.Fit()
	s.picture = newPicture(s)
	return kit.Extend(s)
}

// changed draws what has become of the floor, and tells.
func (s *Surface) changed() {
	if size := s.drawing.Size(); s.view.Floor.X != size.Width || s.view.Floor.Y != size.Height {
		s.view.Floor = drawing.Point{X: size.Width, Y: size.Height}
		s.view.Fit()
	}
	s.picture.update()
	s.onChanged()
}

// gotPicture shows the background when it has been read; nil if it can't be.
func (s *Surface) gotPicture(id string, img image.Image) {
	if s.picture.shown == id {
		s.picture.read = img
		s.picture.update()
	}
}

// SetTool takes another tool; what was begun with the last one is given up.
func (s *Surface) SetTool(t Tool) {
	s.stop()
	s.tool, s.taken, s.corners, s.rowed = t, t != SelectTool, nil, nil
	s.keyed, s.walk = false, 0
	s.nextLetter()
	s.changed()
}

// nextLetter lets the rows that come be numbered from the next letter that is free, unless the user has
// said how.
func (s *Surface) nextLetter() {
	if s.tool == RowTool && s.set.auto {
		n := s.drawing.Suggest()
		s.set.rows.Numbering.Prefix, s.set.rows.Numbering.From, s.set.rows.Numbering.Step = n.Prefix, n.From, n.Step
	}
}

// giveUp takes back a gesture that goes on.
func (s *Surface) giveUp() {
	if s.drawing.IsHeld() {
		s.drawing.Cancel()
	}
	s.gesture, s.guides = gesture{}, nil
}

// stop gives up a gesture while the button is held. What comes of the drag until it is let go would
// otherwise begin another one.
func (s *Surface) stop() {
	going := s.gesture.kind != noGesture
	s.giveUp()
	if going {
		s.gesture.kind = givenUp
	}
}

// isBusy reports whether a gesture goes on of which something comes.
func (s *Surface) isBusy() bool { return s.gesture.kind != noGesture && s.gesture.kind != givenUp }

// snapStep is the distance of the grid to which things snap, and by which arrows move.
func (s *Surface) snapStep() float64 {
	if s.drawing.IsMetric() {
		return 0.1
	}
	return s.drawing.Size().Width / 300
}

// gridLines is the distance of the lines that are drawn.
func (s *Surface) gridLines() float64 {
	const closest, most = 16, 120
	unit := 10 * s.snapStep()
	for _, n := range []float64{1, 2, 5, 10, 20, 50, 100} {
		step := n * unit
		if step*s.view.Scale() >= closest && s.view.Floor.X/step+s.view.Floor.Y/step <= most {
			return step
		}
	}
	return 0
}

// snapper knows what a drag that begins can be in line with.
func (s *Surface) snapper() *drawing.Snapper {
	const near = 7 // pixels
	snap := drawing.Snap{Near: s.view.Length(near)}
	if s.grid {
		snap.Grid = s.snapStep()
	}
	return s.drawing.Snapper(snap)
}

// TakeFocus lets the floor have the keys.
func (s *Surface) TakeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && c.Focused() != fyne.Focusable(s) {
		c.Focus(s)
	}
}

func (s *Surface) FocusGained() { s.focused = true; s.picture.update() }

func (s *Surface) FocusLost() { s.focused, s.space = false, false; s.picture.update() }

// AcceptsTab is true: Tab goes through the things on the floor.
func (s *Surface) AcceptsTab() bool { return true }

// Zoom shows the floor larger or smaller by a factor about its middle; 0 shows all of it.
func (s *Surface) Zoom(by float64) {
	if by == 0 {
		s.view.Fit()
	} else {
		s.view.ZoomAbout(fyne.NewPos(s.view.Space.Width/2, s.view.Space.Height/2), s.view.Zoom*by)
	}
	s.changed()
}

// AccessibilityLabel tells what is selected.
func (s *Surface) AccessibilityLabel() string {
	if chosen := s.drawing.Selected(); len(chosen) == 1 {
		return words.Plain(chosen[0].Label())
	}
	return words.Plain(s.options.Floor.Name)
}

func (s *Surface) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return &surfaceRenderer{s}
}

// surfaceRenderer only passes on: the objects live with the widget. Fyne clips them, as it does
// with all that can be scrolled.
type surfaceRenderer struct{ s *Surface }

func (r *surfaceRenderer) Layout(size fyne.Size) {
	r.s.view.Space = size
	r.s.picture.update()
}

func (r *surfaceRenderer) MinSize() fyne.Size { return fyne.NewSize(240, 200) }

func (r *surfaceRenderer) Refresh() {
	r.s.picture.stale = true // the theme may be another one
	r.s.picture.update()
}

func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return r.s.picture.objects }

func (r *surfaceRenderer) Destroy() {}
