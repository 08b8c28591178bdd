package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
)

// BoardState is all that a [Board] shows.
type BoardState struct {
	Offices  []data.Office
	OfficeID string // the chosen office; one that is not there means the first
	FloorID  string // the chosen floor of it; likewise
	Day      data.Date
	Seats    []data.Seat // of the day; those of other floors are left out
	People   int         // how many there are; 0 shows the welcome
}

// BoardOptions are what a [Board] is made with.
type BoardOptions struct {
	Today   func() data.Date
	Welcome []Action // what to do while there are no people yet
}

// Board shows one floor on one day: choices above, the plan at the left, who is
// where at the right. It is told what to show by Apply and asks for another day
// or place by its callbacks; nothing of that shows before Apply does.
type Board struct {
	widget.BaseWidget
	OnDay      func(data.Date)
	OnPlace    func(officeID, floorID string)
	OnSelected func(deskID string) // on the plan or in the list; empty for none

	office  *OfficeChoice
	floor   *FloorChoice
	day     *DayPicker
	plan    *FloorPlan
	who     *WhosWhere
	welcome *welcome

	content *fyne.Container
	state   BoardState
}

// NewBoard returns a board that shows no office yet.
func NewBoard(options BoardOptions) *Board {
	b := &Board{
		office: NewOfficeChoice(), floor: NewFloorChoice(), day: NewDayPicker(options.Today),
		plan: NewFloorPlan(), who: NewWhosWhere(), welcome: newWelcome(options.Welcome),
	}
	b.welcome.Hide()
	b.office.OnChanged = func(id string) {
		// An office is entered on its first floor.
		b.askPlace(id, floorOf(officeOf(b.state.Offices, id), "").ID)
	}
	b.floor.OnChanged = func(id string) { b.askPlace(officeOf(b.state.Offices, b.state.OfficeID).ID, id) }
	b.day.OnChanged = func(d data.Date) {
		if b.OnDay != nil {
			b.OnDay(d)
		}
	}
	b.plan.OnSelected = func(deskID string) {
		b.who.Select(b.refOf(deskID))
		b.selected(deskID)
	}
	b.who.OnSelected = func(ref data.DeskRef) {
		b.plan.Select(ref.Desk)
		b.selected(ref.Desk)
	}
	b.who.OnSort = func(WhoSort) { b.Apply(b.state) }
	// The order of the objects is the order in which Tab visits them.
	b.content = container.New(boardLayout{}, b.office, b.floor, b.day,
		newCard(ColorNamePlan, b.plan), newCard(ColorNameSurface, container.NewStack(b.who, b.welcome)))
	b.ExtendBaseWidget(b)
	return b
}

// Apply shows another state. What did not change is not drawn anew.
func (b *Board) Apply(state BoardState) {
	office := officeOf(state.Offices, state.OfficeID)
	floor := floorOf(office, state.FloorID)
	state.OfficeID, state.FloorID = office.ID, floor.ID
	if state.OfficeID != b.state.OfficeID {
		b.plan.Select("") // a floor of another office may have the same ID
	}
	b.state = state

	b.office.SetOffices(state.Offices, office.ID)
	b.floor.SetFloors(office.Floors, floor.ID)
	b.day.SetDay(state.Day)

	desks := make(map[string]data.Desk, len(floor.Desks))
	free := 0 // desks to book: a retired one counts only while somebody has it
	for _, d := range floor.Desks {
		desks[d.ID] = d
		if !d.Retired {
			free++
		}
	}
	seats := map[string]data.Seat{}
	rows := []WhoRow{}
	for _, s := range state.Seats {
		if s.Office != office.ID || s.Floor != floor.ID || s.IsReleased() {
			continue
		}
		desk, known := desks[s.Desk]
		if !known {
			continue
		}
		if desk.Retired {
			free++
		}
		seats[s.Desk] = s
		rows = append(rows, WhoRow{Seat: s, Desk: desk, Floor: floor, Office: office})
	}
	b.plan.SetFloor(floor)
	b.plan.SetSeats(seats)
	b.who.Select(b.refOf(b.plan.Selected()))
	SortWho(rows, b.who.Sort())
	b.who.SetRows(rows, free)
	b.who.Hidden, b.welcome.Hidden = state.People == 0, state.People != 0
	b.content.Refresh()
}

// Select selects a desk of the floor, on the plan and in the list, without a
// callback.
func (b *Board) Select(deskID string) {
	b.plan.Select(deskID)
	b.who.Select(b.refOf(deskID))
}

// refOf names a desk of the floor that is shown; no desk is the zero reference.
func (b *Board) refOf(deskID string) data.DeskRef {
	if deskID == "" {
		return data.DeskRef{}
	}
	return data.DeskRef{Office: b.state.OfficeID, Floor: b.state.FloorID, Desk: deskID}
}

// Selected returns the ID of the selected desk, or nothing.
func (b *Board) Selected() string { return b.plan.Selected() }

// Rows returns the rows of the list as they are shown: in their order, and those
// alone that the filter leaves.
func (b *Board) Rows() []WhoRow { return b.who.Rows() }

// FocusFilter puts the cursor into the filter of the list.
func (b *Board) FocusFilter() { b.who.FocusFilter() }

func (b *Board) askPlace(officeID, floorID string) {
	if b.OnPlace != nil {
		b.OnPlace(officeID, floorID)
	}
}

func (b *Board) selected(deskID string) {
	if b.OnSelected != nil {
		b.OnSelected(deskID)
	}
}

// CreateRenderer is part of Fyne's widget interface.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return widget.NewSimpleRenderer(b.content)
}

func officeOf(offices []data.Office, id string) data.Office {
	for _, o := range offices {
		if o.ID == id {
			return o
		}
	}
	if len(offices) > 0 {
		return offices[0]
	}
	return data.Office{}
}

func floorOf(office data.Office, id string) data.Floor {
	for _, f := range office.Floors {
		if f.ID == id {
			return f
		}
	}
	if len(office.Floors) > 0 {
		return office.Floors[0]
	}
	return data.Floor{}
}

// boardLayout arranges office, floor, day, plan and list.
type boardLayout struct{}

const (
	boardInset float32 = 14 // about the whole, as in the bars above and below
	boardGap   float32 = 10
)

func (boardLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	day := objects[2].MinSize()
	plan, list := objects[3].MinSize(), objects[4].MinSize()
	return fyne.NewSize(
		max(2*boardInset+max(plan.Width+300, list.Width)+12, day.Width+objects[0].MinSize().Width+200),
		controlHeight+2*boardGap+max(plan.Height, list.Height)+boardGap)
}

func (boardLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	office, floor, day := objects[0].MinSize().Width, objects[1].MinSize().Width, objects[2].MinSize().Width
	right := size.Width - boardInset
	// The floors give way where there is little room: they can be drawn narrower.
	floor = min(floor, max(0, right-boardInset-office-day-2*boardGap))
	place(objects[0], boardInset, boardGap, office, controlHeight)
	place(objects[1], boardInset+office+boardGap, boardGap, floor, controlHeight)
	place(objects[2], max((size.Width-day)/2, boardInset+office+floor+2*boardGap), boardGap, day, controlHeight)

	const between = 12
	list := max(300, (size.Width-2*boardInset)*0.3)
	top := controlHeight + 2*boardGap
	height := size.Height - top - boardGap
	place(objects[3], boardInset, top, right-boardInset-list-between, height)
	place(objects[4], right-list, top, list, height)
}
