package board

import (
	"seatkeeper/data"
	"seatkeeper/ui/people"
	"seatkeeper/ui/words"
)

// deskDo is what Enter, or a click on a desk that is selected already, does.
type deskDo int

const (
	doNothing  deskDo = iota // no desk, or one that is no longer in use
	DoBook                   // for the chosen person
	DoMove                   // the chosen person, from the desk they have that day
	DoRelease                // whoever has it
	DoChoose                 // first somebody has to be chosen
	DoUnblock                // it is blocked
	DoPastOver               // the day is over
	doCount                  // how many there are
)

// DeskAction says what would happen to one desk on one day.
type DeskAction struct {
	Do    deskDo
	Ref   data.DeskRef
	Desk  data.Desk
	Day   data.Date
	Who   people.BookingFor
	Seat  data.Seat  // DoRelease: the booking of the desk; DoMove: that of the person
	from  string     // DoMove: the desk that they leave, in words
	block data.Block // DoUnblock
}

// ActionFor finds out what Enter does to a desk of the shown floor. What stands
// in the way is known from what is shown; the store looks once more.
func ActionFor(state *State, deskID string, today data.Date) DeskAction {
	office := officeOf(state.Offices, state.OfficeID)
	floor := floorOf(office, state.FloorID)
	a := DeskAction{Ref: data.DeskRef{Office: office.ID, Floor: floor.ID, Desk: deskID}, Day: state.Day, Who: state.For}
	found := false
	for _, d := range floor.Desks {
		if d.ID == deskID {
			a.Desk, found = d, true
		}
	}
	if !found {
		return DeskAction{}
	}
	taken, seated := false, false
	var own data.Seat
	for _, s := range state.Seats {
		if s.IsReleased() {
			continue
		}
		if s.DeskRef == a.Ref {
			a.Seat, taken = s, true
		}
		if s.UserID == state.For.UserID && !state.For.IsVisitor() && !state.For.IsNobody() {
			own, seated = s, true
		}
	}
	block, blocked := a.Desk.BlockOn(state.Day)
	switch {
	case state.Day < today && !state.AllowPast:
		a.Do = DoPastOver
	case taken:
		a.Do = DoRelease
	case a.Desk.Retired:
		a.Do = doNothing
	case blocked:
		a.Do, a.block = DoUnblock, block
	case state.For.IsNobody():
		a.Do = DoChoose
	case seated:
		a.Do, a.Seat, a.from = DoMove, own, fromWords(state.Offices, own, a.Ref)
	default:
		a.Do = DoBook
	}
	return a
}

// fromWords names the desk of a seat for somebody who looks at another one: with
// its floor, and its office, where those are not the same. There may be a desk with
// that label here too.
func fromWords(offices []data.Office, seat data.Seat, here data.DeskRef) string {
	office := officeOf(offices, seat.Office)
	args := words.Args{"Desk": words.Plain(seat.Label), "Floor": words.Plain(floorOf(office, seat.Floor).Name), "Office": words.Plain(office.Name)}
	switch {
	case seat.Office != here.Office:
		return words.Say("move.from-office", args)
	case seat.Floor != here.Floor:
		return words.Say("move.from-floor", args)
	}
	return words.Plain(seat.Label)
}

// Args are what the words about the action need.
func (a DeskAction) Args() words.Args {
	return words.Args{
		"Desk": words.Plain(a.Desk.Label), "Who": a.Who.Label(), "Day": words.ShortDay(a.Day),
		"Seated": words.SeatName(a.Seat), "From": a.from,
	}
}

// hint says on the card of the desk exactly what Enter or another click does.
func (a DeskAction) hint() string {
	switch a.Do {
	case DoBook:
		return words.Say("hint.book", a.Args())
	case DoMove:
		return words.Say("hint.move", a.Args())
	case DoRelease:
		return words.Say("hint.release", a.Args())
	case DoChoose:
		return words.Say("hint.choose", a.Args())
	case DoUnblock:
		return words.Say("hint.unblock", a.Args())
	case DoPastOver:
		return words.Say("hint.past", a.Args())
	}
	return ""
}

// NearestFree returns the free desk nearest to another one of the floor.
func (s *State) NearestFree(to data.DeskRef) (nearest data.DeskRef) {
	floor := floorOf(officeOf(s.Offices, to.Office), to.Floor)
	taken := map[data.DeskRef]bool{to: true}
	for _, seat := range s.Seats {
		if !seat.IsReleased() {
			taken[seat.DeskRef] = true
		}
	}
	middle := func(d data.Desk) (x, y float64) {
		return (d.Position.X + d.Size.Width/2) * floor.Layout.Width, (d.Position.Y + d.Size.Height/2) * floor.Layout.Height
	}
	var x, y, best float64
	for _, d := range floor.Desks {
		if d.ID == to.Desk {
			x, y = middle(d)
		}
	}
	for _, d := range floor.Desks {
		ref := data.DeskRef{Office: to.Office, Floor: to.Floor, Desk: d.ID}
		if _, blocked := d.BlockOn(s.Day); blocked || d.Retired || taken[ref] {
			continue
		}
		dx, dy := middle(d)
		if far := (dx-x)*(dx-x) + (dy-y)*(dy-y); nearest.Desk == "" || far < best {
			nearest, best = ref, far
		}
	}
	return nearest
}
