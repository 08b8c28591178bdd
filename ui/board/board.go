package board

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/day"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

// State is all that a [Board] shows.
type State struct {
	Offices  []data.Office
	OfficeID string // the chosen office; one that is not there means the first
	FloorID  string // the chosen floor of it; likewise
	Day      data.Date
	Seats    []data.Seat // of the day, in all offices
	// Rows are the seats with where they are, as [RowsOf] makes them in the order
	// of Sort; nil has Apply make them, which takes a moment if they are many.
	Rows  []WhoRow
	Sort  WhoSort
	Scope WhoScope // how far the list looks
	// Index holds the people; People is how many there are, and 0 shows the welcome.
	Index  *search.PeopleIndex
	People int
	For    people.BookingFor // whom the user books for
	Filter plan.Filter       // which places are shown

	AllowPast bool // days before today can be changed
	ReadOnly  bool // nothing can be
}

// Options are what a [Board] is made with.
type Options struct {
	Today   func() data.Date
	Welcome []kit.Action // what to do while there are no people yet
	// Picture reads a picture that lies under a floor, in the background. It says itself
	// what went wrong, and does not call show then.
	Picture func(id string, show func(image.Image))
}

var _ fyne.Widget = (*Board)(nil)

// Board shows one floor on one day: choices above, the plan at the left, who is
// where at the right. It is told what to show by Apply and asks for all else by
// its callbacks; nothing of that shows before Apply does.
type Board struct {
	widget.BaseWidget
	OnDay       func(data.Date)
	OnPlace     func(officeID, floorID string)
	OnSelected  func(deskID string) // on the plan or in the list; empty for none
	OnMonth     func(first, last data.Date)
	OnFor       func(people.BookingFor)
	OnAddPerson func(name string)
	OnSort      func(WhoSort)
	OnScope     func(WhoScope)
	OnRelease   func(data.Seat)
	OnActivate  func(deskID string) // a second click, or Enter
	OnMenu      func(deskID string, at fyne.Position)
	OnDays      func() // several days of the selected desk
	OnBlock     func() // block it
	OnFilter    func(plan.Filter)
	OnMove      func(DeskAction) // somebody was dragged to another desk
	OnDraft     func()           // the draft of the floor is to be gone on with

	office  *officeChoice
	floor   *floorChoice
	day     *day.Picker
	person  *people.PersonChoice
	plan    *plan.FloorPlan
	pane    planPane // the plan with what is about it
	paneBox *fyne.Container
	who     *WhosWhere
	welcome *welcome
	views   *kit.Segments // plan or list, where there is no room for both

	listFoot float32 // covered at the end of the list

	drafts map[data.DeskRef]string // of floors; see SetDrafts

	under       under
	readPicture func(id string, show func(image.Image))

	today   func() data.Date
	content *fyne.Container
	carry   *carrying
	state   State
}

// New returns a board that shows no office yet.
func New(options Options) *Board {
	b := &Board{
		office: newOfficeChoice(), floor: newFloorChoice(), day: day.NewPicker(options.Today), person: people.NewPersonChoice(),
		plan: plan.New(), who: newWhosWhere(), welcome: newWelcome(options.Welcome), today: options.Today,
		readPicture: options.Picture,
	}
	b.welcome.Hide()
	b.office.OnChanged = func(id string) {
		// An office is entered on its first floor.
		b.askPlace(id, floorOf(officeOf(placesOf(b.state.Offices, b.state.Seats), id), "").ID)
	}
	b.floor.OnChanged = func(id string) { b.askPlace(officeOf(b.state.Offices, b.state.OfficeID).ID, id) }
	b.day.OnChanged = func(d data.Date) { kit.Call(b.OnDay, d) }
	b.day.OnMonth = func(first, last data.Date) {
		if b.OnMonth != nil {
			b.OnMonth(first, last)
		}
	}
	b.person.OnChanged = func(chosen people.BookingFor) { kit.Call(b.OnFor, chosen) }
	b.person.OnAdd = func(name string) { kit.Call(b.OnAddPerson, name) }
	b.pane = planPane{b.plan, kit.NewButton(kit.Quiet, "", b.askFilter), newDeskBar(), b.newDraftLine()}
	b.paneBox = container.New(b.pane, b.pane.objects()...)
	b.connectPlan()
	b.connectBar()
	b.connectList()
	// The order of the objects is the order in which Tab visits them.
	parts := boardLayout{b, kit.NewCard(kit.ColorNamePlan, b.paneBox), kit.NewCard(kit.ColorNameSurface, container.NewStack(b.who, b.welcome))}
	b.views = kit.NewSegments()
	b.views.Set([]string{words.Say("board.plan"), words.Say("board.list")}, 0)
	b.views.OnChanged = func(int) { b.content.Refresh() }
	b.content = container.New(parts, b.office, b.floor, b.day, b.person, b.views, parts.planCard, parts.listCard)
	b.carry = &carrying{board: b, ghost: newGhost()}
	b.plan.Carrier, b.who.carrier = b.carry, b.carry
	b.ExtendBaseWidget(b)
	return b
}

// Apply shows another state. What did not change is not drawn anew.
func (b *Board) Apply(state State) {
	places := placesOf(state.Offices, state.Seats)
	office := officeOf(places, state.OfficeID)
	floor := floorOf(office, state.FloorID)
	state.OfficeID, state.FloorID = office.ID, floor.ID
	if state.OfficeID != b.state.OfficeID {
		b.plan.Select("") // a floor of another office may have the same ID
	}
	if state.Rows == nil {
		state.Rows = RowsOf(state.Offices, state.Seats, state.Index, state.Sort)
	}
	indexed := state.Index == nil || state.Index == b.state.Index
	b.state = state

	b.office.SetOffices(places, office.ID)
	b.floor.SetFloors(office.Floors, floor.ID)
	b.day.SetDay(state.Day)
	b.person.SetChosen(state.For)
	if !indexed {
		b.person.SetPeople(state.Index)
	}
	b.applyPlan(floor)
	b.applyList()
	seen := [2]bool{b.who.Hidden, b.person.Hidden}
	b.who.Hidden, b.welcome.Hidden = state.People == 0, state.People != 0
	b.person.Hidden = state.ReadOnly
	if seen != [2]bool{b.who.Hidden, b.person.Hidden} {
		b.content.Refresh()
		return
	}
	// The parts have drawn themselves; only their widths may be others.
	b.content.Layout.Layout(b.content.Objects, b.content.Size())
}

func (b *Board) applyPlan(floor data.Floor) {
	seats := map[string]data.Seat{}
	for _, r := range b.state.Rows {
		if r.Seat.Office == b.state.OfficeID && r.Seat.Floor == b.state.FloorID {
			seats[r.Seat.Desk] = r.Seat
		}
	}
	b.plan.SetFloor(floor)
	b.applyPicture(floor)
	b.plan.SetDay(b.state.Day)
	b.plan.SetBookingFor(b.state.For.UserID, b.state.For.Name)
	b.plan.SetFilter(b.state.Filter)
	b.plan.SetFixed(b.state.ReadOnly || b.isOver())
	b.plan.SetSeats(seats)
	b.pane.bar.setPerson(b.state.For.Label())
	b.sayAction()
	b.pane.bar.tell(b.plan.Told(), b.barHint())
	b.sayFilter()
	b.sayDraft()
}

func (b *Board) applyList() {
	s := &b.state
	var rows []WhoRow
	desks, others := 0, 0 // to book: a retired one counts only while somebody has it
	for _, o := range s.Offices {
		for _, f := range o.Floors {
			if s.Scope == AllOffices || o.ID == s.OfficeID && (s.Scope == ThisOffice || f.ID == s.FloorID) {
				desks += placesInUse(f, s.Filter)
			}
		}
	}
	for _, r := range s.Rows {
		switch within := s.Scope == AllOffices || r.Office.ID == s.OfficeID && (s.Scope == ThisOffice || r.Floor.ID == s.FloorID); {
		case within && !s.Filter.Shows(r.Desk.Kind):
			others++
		case within:
			rows = append(rows, r)
			if r.Desk.Retired {
				desks++
			}
		}
	}
	b.who.SetScope(s.Scope)
	b.who.SetSort(s.Sort)
	b.who.SetBookingFor(s.For.UserID)
	b.who.SetReleasable(!s.ReadOnly && (s.AllowPast || s.Day >= b.today()))
	b.who.Select(b.RefOf(b.plan.Selected()))
	b.who.SetPlaces(s.Filter, others)
	b.who.SetRows(rows, desks)
	b.showMatches(b.who.IsFiltered())
}

// showMatches dims the desks whose rows the filter of the list takes away.
func (b *Board) showMatches(filtered bool) {
	if !filtered {
		b.plan.SetMatches(nil)
		return
	}
	matches := map[string]bool{}
	for _, r := range b.who.Rows() {
		if r.Office.ID == b.state.OfficeID && r.Floor.ID == b.state.FloorID {
			matches[r.Desk.ID] = true
		}
	}
	b.plan.SetMatches(matches)
}

// ShowDesk goes to the floor of a desk, selects the desk and brings it into sight.
func (b *Board) ShowDesk(ref data.DeskRef) {
	if ref.Office != b.state.OfficeID || ref.Floor != b.state.FloorID {
		b.askPlace(ref.Office, ref.Floor)
	}
	if ref.Office == b.state.OfficeID && ref.Floor == b.state.FloorID {
		b.plan.Hover("")
		b.Select(ref.Desk)
		b.plan.Lens.Center(ref.Desk)
	}
}

// Select selects a desk of the floor, on the plan and in the list, without a
// callback.
func (b *Board) Select(deskID string) {
	b.plan.Select(deskID)
	b.who.Select(b.RefOf(deskID))
	b.sayAction()
}

// RefOf names a desk of the floor that is shown; no desk is the zero reference.
func (b *Board) RefOf(deskID string) data.DeskRef {
	if deskID == "" {
		return data.DeskRef{}
	}
	return data.DeskRef{Office: b.state.OfficeID, Floor: b.state.FloorID, Desk: deskID}
}

// Selected returns the ID of the selected desk, or nothing.
func (b *Board) Selected() string { return b.plan.Selected() }

// State returns what is shown.
func (b *Board) State() State { return b.state }

// Rows returns the rows of the list as they are shown: in their order, and those
// alone that the filter leaves.
func (b *Board) Rows() []WhoRow { return b.who.Rows() }

// FocusFilter puts the cursor into the filter of the list.
func (b *Board) FocusFilter() { b.who.FocusFilter() }

// FocusPlan gives the keys to the plan.
func (b *Board) FocusPlan() { b.plan.TakeFocus() }

// LeaveListFoot keeps so much of the list's end free, as something lies there.
func (b *Board) LeaveListFoot(height float32) {
	if b.listFoot != height {
		b.listFoot = height
		b.content.Refresh()
	}
}

// PointerLeft tells the plan that the pointer has left the window, which nobody else
// tells it.
func (b *Board) PointerLeft() { b.plan.MouseOut() }

// Zoom changes how large the plan is drawn, by one of the methods of [plan.FloorPlan].
func (b *Board) Zoom(how func(*plan.Lens)) { how(b.plan.Lens) }

// AskDay opens the choice of the day.
func (b *Board) AskDay() { b.day.Ask() }

// AskPerson opens the choice of whom to book for.
func (b *Board) AskPerson() { b.person.Open() }

// Place returns the office and the floor that are shown: those that were asked for,
// or the first ones.
func (b *Board) Place() (officeID, floorID string) { return b.state.OfficeID, b.state.FloorID }

// SetMarked says on which days there are bookings, for the calendar.
func (b *Board) SetMarked(marked map[data.Date]int) { b.day.SetMarked(marked) }

func (b *Board) askPlace(officeID, floorID string) {
	if b.OnPlace != nil {
		b.OnPlace(officeID, floorID)
	}
}

func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.content, container.NewWithoutLayout(b.carry.ghost)))
}
