package ui

import (
	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// deskDo is what Enter, or a click on a desk that is selected already, does.
type deskDo int

const (
	doNothing  deskDo = iota // no desk, or one that is no longer in use
	doBook                   // for the chosen person
	doMove                   // the chosen person, from the desk they have that day
	doRelease                // whoever has it
	doChoose                 // first somebody has to be chosen
	doUnblock                // it is blocked
	doPastOver               // the day is over
)

// deskAction says what would happen to one desk on one day.
type deskAction struct {
	do    deskDo
	ref   data.DeskRef
	desk  data.Desk
	day   data.Date
	who   BookingFor
	seat  data.Seat  // doRelease: the booking of the desk; doMove: that of the person
	from  string     // doMove: the desk that they leave, in words
	block data.Block // doUnblock
}

// actionFor finds out what Enter does to a desk of the shown floor. What stands
// in the way is known from what is shown; the store looks once more.
func actionFor(state *BoardState, deskID string, today data.Date) deskAction {
	office := officeOf(state.Offices, state.OfficeID)
	floor := floorOf(office, state.FloorID)
	a := deskAction{ref: data.DeskRef{Office: office.ID, Floor: floor.ID, Desk: deskID}, day: state.Day, who: state.For}
	found := false
	for _, d := range floor.Desks {
		if d.ID == deskID {
			a.desk, found = d, true
		}
	}
	if !found {
		return deskAction{}
	}
	taken, seated := false, false
	var own data.Seat
	for _, s := range state.Seats {
		if s.IsReleased() {
			continue
		}
		if s.DeskRef == a.ref {
			a.seat, taken = s, true
		}
		if s.UserID == state.For.UserID && !state.For.IsVisitor() && !state.For.IsNobody() {
			own, seated = s, true
		}
	}
	block, blocked := a.desk.BlockOn(state.Day)
	switch {
	case state.Day < today && !state.AllowPast:
		a.do = doPastOver
	case taken:
		a.do = doRelease
	case a.desk.Retired:
		a.do = doNothing
	case blocked:
		a.do, a.block = doUnblock, block
	case state.For.IsNobody():
		a.do = doChoose
	case seated:
		a.do, a.seat, a.from = doMove, own, fromWords(state.Offices, own, a.ref)
	default:
		a.do = doBook
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

// args are what the words about the action need.
func (a deskAction) args() words.Args {
	return words.Args{
		"Desk": words.Plain(a.desk.Label), "Who": a.who.name(), "Day": words.ShortDay(a.day),
		"Seated": words.SeatName(a.seat), "From": a.from,
	}
}

// hint says on the card of the desk exactly what Enter or another click does.
func (a deskAction) hint() string {
	switch a.do {
	case doBook:
		return words.Say("hint.book", a.args())
	case doMove:
		return words.Say("hint.move", a.args())
	case doRelease:
		return words.Say("hint.release", a.args())
	case doChoose:
		return words.Say("hint.choose", a.args())
	case doUnblock:
		return words.Say("hint.unblock", a.args())
	case doPastOver:
		return words.Say("hint.past", a.args())
	}
	return ""
}

// nearestFree returns the free desk nearest to another one of the floor.
func (s *BoardState) nearestFree(to data.DeskRef) (nearest data.DeskRef) {
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
