package plan

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/ui/kit"
)

// planDrag is what is known of the drag that is under way.
type planDrag struct {
	on       bool
	carries  bool // a person; otherwise it moves the floor
	far      bool // somebody was carried too far for a click, though maybe back
	from, to fyne.Position
}

// Tapped selects the desk under the pointer, or clears the selection; on the desk
// that is selected already it asks for its action.
func (p *FloorPlan) Tapped(ev *fyne.PointEvent) { p.click(ev.Position) }

func (p *FloorPlan) click(pos fyne.Position) {
	p.TakeFocus()
	if control := p.drawing.legend.controlAt(pos); control != noControl {
		p.Lens.zoomBy(control)
		return
	}
	if p.drawing.legend.covers(pos) {
		return
	}
	desk := p.DeskAt(pos)
	again := desk != "" && desk == p.selected
	p.choose(desk)
	if again {
		p.activate()
	}
}

// TappedSecondary selects the desk under the pointer and asks for its menu.
func (p *FloorPlan) TappedSecondary(ev *fyne.PointEvent) {
	p.TakeFocus()
	if desk := p.DeskAt(ev.Position); desk != "" {
		p.choose(desk)
		p.askMenu(ev.AbsolutePosition)
	}
}

func (p *FloorPlan) askMenu(at fyne.Position) {
	if p.selected != "" && p.OnMenu != nil {
		p.OnMenu(p.selected, at)
	}
}

// TakeFocus lets the plan have the keys.
func (p *FloorPlan) TakeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// TypedKey moves the selection and asks for the action or the menu of the desk.
func (p *FloorPlan) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.Lens.reveal(p.selected)
		p.activate()
	case desktop.KeyMenu:
		p.askMenuByKey()
	case fyne.KeyF10:
		if modifiers()&fyne.KeyModifierShift != 0 {
			p.askMenuByKey()
			return
		}
		kit.WindowKey(p, key)
	case fyne.KeyEscape:
		if p.Carrier == nil || !p.Carrier.Cancel() {
			p.choose("")
		}
	default:
		if next := p.nextDesk(key.Name); next != nil {
			p.choose(next.desk.ID)
			p.Lens.reveal(next.desk.ID)
		}
	}
}

// nextDesk returns the desk that a key leads to, or nil.
func (p *FloorPlan) nextDesk(key fyne.KeyName) *deskView {
	desks := p.shownDesks()
	if len(desks) == 0 {
		return nil
	}
	switch key {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		if from := p.drawing.view(p.selected); from != nil {
			return neighbour(desks, from, key)
		}
		return firstDesk(desks)
	case fyne.KeyHome:
		return firstDesk(desks)
	case fyne.KeyEnd:
		return lastDesk(desks)
	}
	return nil
}

// askMenuByKey puts the menu at the lower left of the selected desk.
func (p *FloorPlan) askMenuByKey() {
	view := p.drawing.view(p.selected)
	if view == nil {
		return
	}
	p.Lens.reveal(p.selected)
	pos, size := view.out.Bounds()
	at := fyne.NewPos(max(0, pos.X), min(pos.Y+size.Height, p.Size().Height-p.drawing.foot()))
	p.askMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(p).Add(at))
}

// TypedRune zooms.
func (p *FloorPlan) TypedRune(r rune) {
	switch r {
	case '+', '=': // the same key without Shift on many keyboards
		p.Lens.ZoomIn()
	case '-', '−', '_':
		p.Lens.ZoomOut()
	case '0':
		p.Lens.ZoomFit()
	}
}

func (p *FloorPlan) FocusGained() { p.focused = true; p.drawing.paintMarks() }

func (p *FloorPlan) FocusLost() {
	p.focused = false
	p.drawing.paintMarks()
}

func (p *FloorPlan) MouseIn(ev *desktop.MouseEvent) { p.hoverAt(ev.Position) }

func (p *FloorPlan) MouseMoved(ev *desktop.MouseEvent) { p.hoverAt(ev.Position) }

func (p *FloorPlan) MouseOut() {
	p.pointing = false
	p.Hover("")
	p.hoverControl(noControl)
}

func (p *FloorPlan) hoverAt(pos fyne.Position) {
	p.pointing, p.pointer = true, pos
	p.Hover(p.DeskAt(pos))
	p.hoverControl(p.drawing.legend.controlAt(pos))
}

// Hover shows a desk as if the pointer were on it; nothing takes that back.
func (p *FloorPlan) Hover(deskID string) {
	if p.hovered == deskID {
		return
	}
	p.hovered = deskID
	if p.told = deskID; deskID == "" {
		p.told = p.selected
	}
	p.drawing.paintMarks()
}

// hoverAnew finds what has come under a pointer that rests, when the floor has
// moved below it. What is told stays where a key has put it.
func (p *FloorPlan) hoverAnew() {
	if !p.pointing || p.drag.on {
		return
	}
	if desk := p.DeskAt(p.pointer); desk != p.hovered {
		told := p.told
		p.Hover(desk)
		if told == p.selected && told != "" {
			p.told = told
			p.tell()
		}
	}
}

func (p *FloorPlan) hoverControl(control zoomControl) {
	if p.control != control {
		p.control = control
		p.drawing.paintLegend()
	}
}

// Cursor is a hand over what can be clicked.
func (p *FloorPlan) Cursor() desktop.Cursor {
	if p.hovered != "" || p.control != noControl {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Scrolled zooms about the pointer; sideways, or with Shift, it moves the floor.
func (p *FloorPlan) Scrolled(ev *fyne.ScrollEvent) {
	dx, dy := ev.Scrolled.DX, ev.Scrolled.DY
	if modifiers()&fyne.KeyModifierShift != 0 && dx == 0 {
		dx, dy = dy, 0
	}
	if abs(dx) > abs(dy) {
		p.Lens.pan(dx, 0)
	} else if dy != 0 {
		// Fyne tells 25 for a notch of a wheel, and far more if it is spun.
		const notch, step, most = 25, 1.2, 3
		turns := max(-most, min(most, float64(dy)/notch))
		p.Lens.zoomAbout(ev.Position, p.Lens.zoom*float32(math.Pow(step, turns)))
	}
	p.hoverAt(ev.Position)
}

// Dragged moves the floor with the pointer.
func (p *FloorPlan) Dragged(ev *fyne.DragEvent) {
	if !p.drag.on {
		p.drag = planDrag{on: true, from: ev.Position.SubtractXY(ev.Dragged.DX, ev.Dragged.DY)}
		p.pointing = false
		p.Hover("")
		p.drag.carries = p.carries(p.drag.from, ev.AbsolutePosition.SubtractXY(ev.Dragged.DX, ev.Dragged.DY))
	}
	p.drag.to = ev.Position
	if p.drag.carries {
		p.drag.far = p.drag.far || !IsStill(p.drag.from, p.drag.to)
		p.Carrier.CarryTo(ev.AbsolutePosition)
		return
	}
	if p.drawing.showsFloorAt(p.drag.from) {
		p.Lens.pan(ev.Dragged.DX, ev.Dragged.DY)
	}
}

// DragEnd is part of Fyne's drag interface. A drag that went hardly anywhere was
// meant as a click: Fyne takes two pixels for a drag.
func (p *FloorPlan) DragEnd() {
	if !p.drag.on {
		return
	}
	drag := p.drag
	p.drag = planDrag{}
	still := IsStill(drag.from, drag.to) && !drag.far
	if drag.carries {
		p.Carrier.Drop()
	} else if p.Lens.zoom == 1 && !still { // there was nothing to move
		desk := p.DeskAt(drag.to)
		still = desk != "" && desk == p.DeskAt(drag.from)
	}
	if still {
		p.click(drag.to)
	}
	p.hoverAt(drag.to)
}

// modifiers returns the modifier keys that are held, if the driver knows.
func modifiers() fyne.KeyModifier {
	if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return driver.CurrentKeyModifiers()
	}
	return 0
}
