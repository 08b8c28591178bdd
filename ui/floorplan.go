package ui

import (
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

var (
	_ fyne.Focusable     = (*FloorPlan)(nil)
	_ fyne.Tappable      = (*FloorPlan)(nil)
	_ desktop.Hoverable  = (*FloorPlan)(nil)
	_ desktop.Cursorable = (*FloorPlan)(nil)
	_ fyne.Accessible    = (*FloorPlan)(nil)
)

// FloorPlan draws a floor with who sits where, and a legend below it. It is one
// widget that draws all desks and finds the one under the pointer itself: a
// widget for each would be slow from some hundreds on, and a tab stop each.
//
// A desk is selected by a click or with the arrow keys, which go to the nearest
// desk in their direction; Home and End go to the first and the last one, Escape
// clears the selection. What is known of the desk under the pointer, or of the
// one selected by a key, is shown on a small card beside it.
type FloorPlan struct {
	widget.BaseWidget
	// OnSelected is called with the ID of the desk that the user selected, or
	// with nothing where the selection was cleared. [FloorPlan.Select] does not
	// call it.
	OnSelected func(deskID string)

	floor    data.Floor
	seats    map[string]data.Seat
	selected string
	hovered  string
	focused  bool
	byKey    bool // the selection was made with a key, so the card explains it

	drawing *planDrawing
}

// NewFloorPlan returns a plan without a floor.
func NewFloorPlan() *FloorPlan {
	p := &FloorPlan{}
	p.drawing = newPlanDrawing(p)
	p.ExtendBaseWidget(p)
	return p
}

// SetFloor shows another floor, with no desk booked. Where the floor is the one
// that is shown, nothing happens. A desk stays selected where the floor is still
// the same one, but drawn differently, and still has it.
func (p *FloorPlan) SetFloor(floor data.Floor) {
	if p.floor.ID != "" && sameFloor(p.floor, floor) {
		return
	}
	same := p.floor.ID == floor.ID
	p.floor, p.seats, p.hovered = floor, nil, ""
	p.drawing.rebuild()
	if !same || p.drawing.view(p.selected) == nil {
		p.selected = ""
	}
	p.Refresh()
}

// SetSeats says who has which desk, by the desk's ID. Only desks for which that
// changed are drawn anew.
func (p *FloorPlan) SetSeats(seats map[string]data.Seat) {
	before := p.seats
	p.seats = maps.Clone(seats)
	changed := false
	for _, view := range p.drawing.desks {
		was, had := before[view.desk.ID]
		is, has := p.seats[view.desk.ID]
		if had != has || was.UserID != is.UserID || was.Name != is.Name || was.Guest != is.Guest {
			p.drawing.paintDesk(view)
			changed = true
		}
	}
	if changed || before == nil {
		p.drawing.paintLegend()
		p.drawing.paintMarks()
	}
}

// Select selects a desk of the floor; an ID that the floor does not have clears
// the selection.
func (p *FloorPlan) Select(deskID string) {
	if p.drawing.view(deskID) == nil {
		deskID = ""
	}
	p.byKey = false
	if p.selected == deskID {
		return
	}
	p.selected = deskID
	p.drawing.paintMarks()
}

// Selected returns the ID of the selected desk, or nothing.
func (p *FloorPlan) Selected() string { return p.selected }

// DeskAt returns the ID of the desk at a position in the widget, or nothing.
func (p *FloorPlan) DeskAt(pos fyne.Position) string {
	// The last one drawn lies on top.
	for i := len(p.drawing.desks) - 1; i >= 0; i-- {
		if view := p.drawing.desks[i]; view.out.contains(pos) {
			return view.desk.ID
		}
	}
	return ""
}

// Tapped selects the desk under the pointer, or clears the selection.
func (p *FloorPlan) Tapped(ev *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	p.choose(p.DeskAt(ev.Position), false)
}

// TypedKey moves the selection.
func (p *FloorPlan) TypedKey(key *fyne.KeyEvent) {
	desks := p.drawing.desks
	if len(desks) == 0 {
		return
	}
	switch key.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		from := p.drawing.view(p.selected)
		if from == nil {
			p.choose(firstDesk(desks).desk.ID, true)
		} else if next := neighbour(desks, from, key.Name); next != nil {
			p.choose(next.desk.ID, true)
		}
	case fyne.KeyHome:
		p.choose(firstDesk(desks).desk.ID, true)
	case fyne.KeyEnd:
		p.choose(lastDesk(desks).desk.ID, true)
	case fyne.KeyEscape:
		p.choose("", true)
	}
}

func (p *FloorPlan) choose(deskID string, byKey bool) {
	same := p.selected == deskID
	p.Select(deskID)
	p.byKey = byKey
	p.drawing.paintMarks()
	if !same && p.OnSelected != nil {
		p.OnSelected(deskID)
	}
}

// TypedRune is part of Fyne's focus interface.
func (p *FloorPlan) TypedRune(rune) {}

// FocusGained is part of Fyne's focus interface.
func (p *FloorPlan) FocusGained() { p.focused = true; p.drawing.paintMarks() }

// FocusLost is part of Fyne's focus interface.
func (p *FloorPlan) FocusLost() { p.focused = false; p.drawing.paintMarks() }

// MouseIn is part of Fyne's hover interface.
func (p *FloorPlan) MouseIn(ev *desktop.MouseEvent) { p.hover(p.DeskAt(ev.Position)) }

// MouseMoved is part of Fyne's hover interface.
func (p *FloorPlan) MouseMoved(ev *desktop.MouseEvent) { p.hover(p.DeskAt(ev.Position)) }

// MouseOut is part of Fyne's hover interface.
func (p *FloorPlan) MouseOut() { p.hover("") }

func (p *FloorPlan) hover(deskID string) {
	if p.hovered != deskID {
		p.hovered = deskID
		p.drawing.paintMarks()
	}
}

// Cursor is a hand over a desk.
func (p *FloorPlan) Cursor() desktop.Cursor {
	if p.hovered != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel tells the floor and what is selected on it.
func (p *FloorPlan) AccessibilityLabel() string {
	floor := words.Plain(p.floor.Name)
	view := p.drawing.view(p.selected)
	if view == nil {
		return floor
	}
	who := ""
	if seat, taken := p.seats[view.desk.ID]; taken {
		who = personName(seat)
	}
	return words.Dots(floor, cardTitle(view.desk, p.state(view.desk)), who)
}

// AccessibilityRole is part of Fyne's accessibility interface.
func (p *FloorPlan) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// explained returns the desk that the card is about, or nil.
func (p *FloorPlan) explained() *deskView {
	if p.hovered != "" {
		return p.drawing.view(p.hovered)
	}
	if p.focused && p.byKey {
		return p.drawing.view(p.selected)
	}
	return nil
}

// CreateRenderer is part of Fyne's widget interface.
func (p *FloorPlan) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return &planRenderer{p}
}

// planRenderer only passes on: the objects live with the widget, so that asking
// for a renderer twice does no harm.
type planRenderer struct{ p *FloorPlan }

func (r *planRenderer) Layout(fyne.Size) { r.p.drawing.arrange() }

func (r *planRenderer) MinSize() fyne.Size { return fyne.NewSize(320, 240) }

func (r *planRenderer) Refresh() { r.p.drawing.arrange() }

func (r *planRenderer) Objects() []fyne.CanvasObject { return r.p.drawing.objects }

func (r *planRenderer) Destroy() {}

func sameFloor(a, b data.Floor) bool {
	one := func(f data.Floor) data.Office { return data.Office{Floors: []data.Floor{f}} }
	return one(a).Equal(one(b))
}

func firstDesk(desks []*deskView) *deskView {
	first := desks[0]
	for _, d := range desks[1:] {
		if readsBefore(d, first) {
			first = d
		}
	}
	return first
}

func lastDesk(desks []*deskView) *deskView {
	last := desks[0]
	for _, d := range desks[1:] {
		if readsBefore(last, d) {
			last = d
		}
	}
	return last
}

// readsBefore orders desks as one reads: rows from the top, each from the left.
func readsBefore(a, b *deskView) bool {
	if abs(a.out.center.Y-b.out.center.Y) > min(a.out.height, b.out.height)/2 {
		return a.out.center.Y < b.out.center.Y
	}
	return a.out.center.X < b.out.center.X
}

// neighbour returns the nearest desk in the direction of an arrow key, or nil at
// the edge. Desks straight ahead are preferred to nearer ones at the side.
func neighbour(desks []*deskView, from *deskView, key fyne.KeyName) *deskView {
	var best *deskView
	var bestCost float32
	for _, d := range desks {
		x, y := d.out.center.X-from.out.center.X, d.out.center.Y-from.out.center.Y
		var ahead, aside float32
		switch key {
		case fyne.KeyRight:
			ahead, aside = x, abs(y)
		case fyne.KeyLeft:
			ahead, aside = -x, abs(y)
		case fyne.KeyDown:
			ahead, aside = y, abs(x)
		default:
			ahead, aside = -y, abs(x)
		}
		// A quarter of a desk ahead, or it counts as beside.
		if d == from || ahead < min(from.out.width, from.out.height)/4 || aside > 3*ahead {
			continue
		}
		if cost := ahead + 2.5*aside; best == nil || cost < bestCost {
			best, bestCost = d, cost
		}
	}
	return best
}
