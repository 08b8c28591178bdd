package plan

import (
	"math"

	"fyne.io/fyne/v2"
)

// Lens is which part of the floor is shown, and how large.
type Lens struct {
	plan *FloorPlan
	zoom float32       // 1 shows the whole floor
	at   fyne.Position // the point, in fractions of the layout, in the middle
}

const maxZoom = 8

// reset shows the whole of another floor.
func (l *Lens) reset() { l.zoom, l.at = 1, fyne.NewPos(0.5, 0.5) }

// zoomSteps are where the controls and keys stop; the wheel stops anywhere.
var zoomSteps = []float32{1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, maxZoom}

// ZoomIn shows the floor a step larger, about the selected desk if it is in
// sight, otherwise about the middle.
func (l *Lens) ZoomIn() {
	for _, step := range zoomSteps {
		if step > l.zoom*1.01 {
			l.zoomAbout(l.focus(), step)
			return
		}
	}
}

// ZoomOut shows the floor a step smaller, down to the whole of it.
func (l *Lens) ZoomOut() {
	for i := len(zoomSteps) - 1; i >= 0; i-- {
		if zoomSteps[i] < l.zoom*0.99 {
			l.zoomAbout(l.focus(), zoomSteps[i])
			return
		}
	}
}

// ZoomFit shows the whole floor.
func (l *Lens) ZoomFit() { l.zoomAbout(l.focus(), 1) }

func (l *Lens) zoomBy(control zoomControl) {
	switch control {
	case zoomInControl:
		l.ZoomIn()
	case zoomOutControl:
		l.ZoomOut()
	case zoomFitControl:
		l.ZoomFit()
	}
}

// focus returns the point of the widget that stays where it is while zooming
// without a pointer.
func (l *Lens) focus() fyne.Position {
	if view := l.plan.drawing.view(l.plan.selected); view != nil && l.plan.drawing.showsFloorAt(view.out.Center) {
		return view.out.Center
	}
	origin, space := l.plan.drawing.space()
	return origin.AddXY(space.Width/2, space.Height/2)
}

// zoomAbout zooms so that the point of the floor at pos stays there, as far as
// the edges of the floor allow.
func (l *Lens) zoomAbout(pos fyne.Position, zoom float32) {
	zoom = max(1, min(zoom, maxZoom))
	if zoom < 1.005 {
		zoom = 1
	}
	before := l.plan.drawing.plane
	if zoom == l.zoom || before.Size.Width <= 0 || before.Size.Height <= 0 {
		return
	}
	grow := zoom / l.zoom
	after := Plane{
		Origin: fyne.NewPos(pos.X-(pos.X-before.Origin.X)*grow, pos.Y-(pos.Y-before.Origin.Y)*grow),
		Size:   fyne.NewSize(before.Size.Width*grow, before.Size.Height*grow),
	}
	l.zoom, l.at = zoom, l.plan.drawing.middleOf(after)
	l.plan.drawing.arrange()
	l.plan.hoverAnew()
}

// pan moves the floor, as far as its edges allow.
func (l *Lens) pan(dx, dy float32) {
	moved := l.plan.drawing.plane
	if l.zoom == 1 || moved.Size.Width <= 0 || moved.Size.Height <= 0 {
		return
	}
	moved.Origin = moved.Origin.AddXY(dx, dy)
	l.at = l.plan.drawing.middleOf(moved)
	l.plan.drawing.arrange()
	l.plan.hoverAnew()
}

// Center brings a desk into the middle, as far as the edges of the floor allow.
// The zoom stays; if the whole floor is shown nothing happens.
func (l *Lens) Center(deskID string) {
	if view := l.plan.drawing.view(deskID); view != nil {
		origin, space := l.plan.drawing.space()
		l.pan(origin.X+space.Width/2-view.out.Center.X, origin.Y+space.Height/2-view.out.Center.Y)
	}
}

// reveal moves the floor no more than it takes to have the desk in sight.
func (l *Lens) reveal(deskID string) {
	view := l.plan.drawing.view(deskID)
	if view == nil || l.zoom == 1 {
		return
	}
	origin, space := l.plan.drawing.space()
	pos, size := view.out.Bounds()
	dx := into(pos.X, size.Width, origin.X, space.Width)
	dy := into(pos.Y, size.Height, origin.Y, space.Height)
	if dx != 0 || dy != 0 {
		l.pan(dx, dy)
	}
}

// into returns how far a stretch has to move to lie within another one; where it
// is longer, to have its middle there.
func into(from, length, low, room float32) float32 {
	switch {
	case length > room:
		return low + room/2 - (from + length/2)
	case from < low:
		return low - from
	case from+length > low+room:
		return low + room - (from + length)
	}
	return 0
}

// space returns where the floor is drawn while the whole of it is shown.
func (d *planDrawing) space() (fyne.Position, fyne.Size) {
	size := d.plan.Size()
	return fyne.NewPos(planInset, planTop),
		fyne.NewSize(size.Width-2*planInset, size.Height-d.foot()-planTop-planInset)
}

// showsFloorAt reports whether the floor, and not the legend, is drawn there.
func (d *planDrawing) showsFloorAt(pos fyne.Position) bool {
	size := d.plan.Size()
	return pos.X >= 0 && pos.Y >= 0 && pos.X < size.Width && pos.Y < size.Height-d.foot()
}

// inSight reports whether any of the outline may be seen.
func (d *planDrawing) inSight(o Outline) bool {
	const ring = 8 // marks stand out of the outline that far
	pos, extent := o.Grow(ring).Bounds()
	size := d.plan.Size()
	return pos.X < size.Width && pos.Y < size.Height-d.foot() && pos.X+extent.Width > 0 && pos.Y+extent.Height > 0
}

// middleOf returns which point of the plane lies in the middle of the space.
func (d *planDrawing) middleOf(p Plane) fyne.Position {
	origin, space := d.space()
	return fyne.NewPos(
		(origin.X+space.Width/2-p.Origin.X)/p.Size.Width,
		(origin.Y+space.Height/2-p.Origin.Y)/p.Size.Height)
}

// locate returns where the floor lies for the present size and view, and holds the
// view within the floor.
func (d *planDrawing) locate() Plane {
	origin, space := d.space()
	view := d.plan.Lens
	at := FitPlane(d.plan.floor, origin, space)
	if view.zoom > 1 {
		size := fyne.NewSize(at.Size.Width*view.zoom, at.Size.Height*view.zoom)
		at = Plane{Size: size, Origin: origin.AddXY(
			space.Width/2-view.at.X*size.Width, space.Height/2-view.at.Y*size.Height)}
		pos, extent := at.extent(d.plan.floor)
		at.Origin = at.Origin.AddXY(
			hold(pos.X, extent.Width, origin.X, space.Width), hold(pos.Y, extent.Height, origin.Y, space.Height))
	}
	view.at = d.middleOf(at)
	return at
}

// hold returns how far a stretch has to move to cover another one or, where it
// is shorter, to lie in its middle.
func hold(from, length, low, room float32) float32 {
	switch {
	case length <= room:
		return low + (room-length)/2 - from
	case from > low:
		return low - from
	case from+length < low+room:
		return low + room - (from + length)
	}
	return 0
}

func percent(zoom float32) int { return int(math.Round(float64(zoom) * 100)) }
