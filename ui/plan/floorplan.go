package plan

import (
	"image"
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
)

var (
	_ kit.Control            = (*FloorPlan)(nil)
	_ fyne.SecondaryTappable = (*FloorPlan)(nil)
	_ fyne.Draggable         = (*FloorPlan)(nil)
	_ fyne.Scrollable        = (*FloorPlan)(nil)
)

// FloorPlan draws a floor with who sits where, and below it a legend and the
// controls to zoom. It is one widget that draws all desks and finds the one under
// the pointer itself: a widget for each would be slow from some hundreds on, and
// a tab stop each.
//
// A desk is selected by a click or with the arrow keys, which go to the nearest
// desk in their direction; Home and End go to the first and the last one, Escape
// clears the selection. Another click on the selected desk, Enter or Space is
// OnActivate; a right click, the menu key or Shift+F10 is OnMenu. What is known of
// the desk under the pointer, or else of the selected one, is for OnTold.
//
// The wheel zooms about the pointer, and with Shift goes sideways; dragging moves
// the floor, or from a desk the person who has it; the keys +, − and 0 zoom in, out and to the whole floor.
type FloorPlan struct {
	widget.BaseWidget
	// OnSelected is called with the ID of the desk that the user selected, or
	// with nothing if the selection was cleared. [FloorPlan.Select] does not
	// call it.
	OnSelected func(deskID string)
	// OnActivate is called with the desk that was selected already, when the user
	// clicks it once more or presses Enter or Space.
	OnActivate func(deskID string)
	// OnMenu is called with the desk whose actions the user wants, which is the
	// selected one by then, and where on the canvas a menu belongs.
	OnMenu func(deskID string, at fyne.Position)
	// OnTold is called when there is another place to tell about, or something else to
	// say about it; see [FloorPlan.Told].
	OnTold func(About)
	// Hint returns the sentence that says what OnActivate will do with the
	// selected desk, or nothing, for those who can't see the buttons below the plan.
	Hint func(deskID string) string
	// Carrier takes the drags of people; nil leaves all drags to the floor.
	Carrier Carrier
	// Lens zooms and moves the floor.
	Lens *Lens

	floor    data.Floor
	seats    map[string]data.Seat
	day      data.Date
	personID string
	person   string          // the name of personID
	matches  map[string]bool // nil if nothing is looked for
	selected string
	hovered  string
	shown    Filter
	noLegend bool
	fixed    bool        // nothing can be changed on the day
	told     string      // the desk that is told about
	toldLast About       // and what was said of it
	control  zoomControl // under the pointer
	pointing bool        // the pointer is over the plan, at pointer
	pointer  fyne.Position
	focused  bool
	zone     *time.Location // of the times that are told

	drag     planDrag
	target   string // the desk that somebody is carried to
	possible bool   // they can be dropped there
	drawing  *planDrawing
}

// New returns a plan without a floor.
func New() *FloorPlan {
	p := &FloorPlan{zone: time.Local}
	p.Lens = &Lens{plan: p}
	p.Lens.reset()
	p.drawing = newPlanDrawing(p)
	p.ExtendBaseWidget(p)
	return p
}

// SetFloor shows another floor as a whole, with no desk booked and no matches.
// Where the floor is the one that is shown, nothing happens. A desk stays
// selected, and the zoom as it is, if the floor is still the same one but
// drawn differently, and still has the desk.
func (p *FloorPlan) SetFloor(floor data.Floor) {
	if p.floor.ID != "" && sameFloor(p.floor, floor) {
		return
	}
	same := p.floor.ID == floor.ID
	p.floor, p.seats, p.hovered = floor, nil, ""
	p.drawing.SetFloor(floor)
	if !same {
		p.Lens.reset()
		p.matches = nil
	}
	if !same || p.drawing.view(p.selected) == nil {
		p.selected = ""
	}
	p.told = p.selected
	p.Refresh()
	p.hoverAnew()
}

// SetSeats says who has which desk, by the desk's ID. Only desks for which that
// changed are drawn anew.
func (p *FloorPlan) SetSeats(seats map[string]data.Seat) {
	p.seats = maps.Clone(seats)
	p.drawing.update()
}

// SetDay says which day is shown: desks that are blocked on it can't be booked.
func (p *FloorPlan) SetDay(day data.Date) {
	if p.day != day {
		p.day = day
		p.drawing.update()
	}
}

// SetBookingFor says for whom the user books: the desk of that person is marked.
// The ID is empty for nobody; the visitor has no desk of their own.
func (p *FloorPlan) SetBookingFor(userID, name string) {
	if userID == data.VisitorID {
		userID, name = "", ""
	}
	p.personID, p.person = userID, name
	p.drawing.update() // the hint may speak of them, the visitor included
}

// SetMatches marks the desks of the map whose value is true and dims all others;
// with nil, none is marked or dimmed.
func (p *FloorPlan) SetMatches(deskIDs map[string]bool) {
	if (p.matches == nil) == (deskIDs == nil) && maps.Equal(p.matches, deskIDs) {
		return
	}
	p.matches = maps.Clone(deskIDs)
	p.drawing.update()
}

// Select selects a desk of the floor; an ID that the floor does not have clears
// the selection.
func (p *FloorPlan) Select(deskID string) {
	if p.drawing.view(deskID) == nil {
		deskID = ""
	}
	if p.selected == deskID {
		return
	}
	p.selected, p.told = deskID, deskID
	p.drawing.paintMarks()
}

// SetPicture draws a picture under the floor; see [Scene.SetPicture].
func (p *FloorPlan) SetPicture(picture image.Image) {
	if p.drawing.picture.Image != picture {
		p.drawing.SetPicture(picture)
		p.drawing.arrange()
	}
}

// SetLegend says whether the legend is shown. Where there is little height it is not.
func (p *FloorPlan) SetLegend(shown bool) {
	if p.noLegend == shown {
		p.noLegend = !shown
		p.drawing.arrange()
	}
}

// ReserveInLegend leaves room in the legend for something of that width.
func (p *FloorPlan) ReserveInLegend(width float32) {
	if p.drawing.legend.reserve != width {
		p.drawing.legend.reserve = width
		p.drawing.arrange()
	}
}

// Reserved returns where that room is.
func (p *FloorPlan) Reserved() (fyne.Position, fyne.Size) {
	l := p.drawing.legend
	return fyne.NewPos(l.pads[zoomOutControl].Position().X-l.reserve, l.pos.Y), fyne.NewSize(l.reserve, l.size.Height)
}

// SetFixed says that nothing can be changed on the day that is shown: what is free is
// not drawn as something to take.
func (p *FloorPlan) SetFixed(fixed bool) {
	if p.fixed != fixed {
		p.fixed = fixed
		p.drawing.update()
	}
}

// Shown returns the floor and the seats that are drawn.
func (p *FloorPlan) Shown() (data.Floor, map[string]data.Seat) { return p.floor, p.seats }

// Selected returns the ID of the selected desk, or nothing.
func (p *FloorPlan) Selected() string { return p.selected }

// Middle returns the position in the widget of the middle of a desk of the floor.
func (p *FloorPlan) Middle(deskID string) fyne.Position { return p.drawing.view(deskID).out.Center }

// DeskAt returns the ID of the desk at a position in the widget, or nothing.
func (p *FloorPlan) DeskAt(pos fyne.Position) string {
	if !p.drawing.showsFloorAt(pos) {
		return ""
	}
	return p.drawing.PlaceAt(pos)
}

// choose is Select by the user.
func (p *FloorPlan) choose(deskID string) {
	same := p.selected == deskID
	p.Select(deskID)
	p.told = p.selected
	p.drawing.paintMarks()
	if !same && p.OnSelected != nil {
		p.OnSelected(deskID)
	}
}

func (p *FloorPlan) activate() {
	if p.selected != "" && p.OnActivate != nil {
		p.OnActivate(p.selected)
	}
}

func (p *FloorPlan) CreateRenderer() fyne.WidgetRenderer {
	return &planRenderer{p}
}

// planRenderer only passes on: the objects live with the widget, so that asking
// for a renderer twice does no harm. Fyne clips what it draws to the widget, as
// it does with all that can be scrolled.
type planRenderer struct{ p *FloorPlan }

func (r *planRenderer) Layout(fyne.Size) { r.p.drawing.arrange() }

func (r *planRenderer) MinSize() fyne.Size { return fyne.NewSize(320, 240) }

func (r *planRenderer) Refresh() {
	r.p.drawing.Restyle() // the theme may be another one
	r.p.drawing.arrange()
}

func (r *planRenderer) Objects() []fyne.CanvasObject { return r.p.drawing.objects }

func (r *planRenderer) Destroy() {}

func sameFloor(a, b data.Floor) bool {
	one := func(f data.Floor) data.Office { return data.Office{Floors: []data.Floor{f}} }
	return one(a).Equal(one(b))
}
