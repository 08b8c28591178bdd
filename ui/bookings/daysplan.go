package bookings

import (
	"time"

	"seatkeeper/data"
)

// DaysQuery says on which days a person shall get a desk, or give it back.
type DaysQuery struct {
	Release bool
	// Ref is the desk. To release, it may be zero: whichever desk the person has.
	Ref      data.DeskRef
	UserID   string
	Guest    string // who the visitor is
	From, To data.Date
	Weekdays [7]bool // by time.Weekday
}

// mostDays is how many days one query may have.
const mostDays = 1000

// Days returns the days of the query in their order; of more than mostDays only
// one more, which tells that there are too many.
func (q DaysQuery) Days() []data.Date {
	var days []data.Date
	if q.Weekdays == ([7]bool{}) || !q.From.Valid() || !q.To.Valid() {
		return nil
	}
	for d := q.From; d <= q.To && len(days) <= mostDays; d++ {
		if q.Weekdays[d.Weekday()] {
			days = append(days, d)
		}
	}
	return days
}

// DayState says what would come of one day of a query.
type DayState int

// The states of a day. The first seven are of a query that books, the next two
// of one that releases; DayPast is of either.
const (
	DayFree      DayState = iota // it can be booked
	DayTaken                     // somebody else has the desk
	DayElsewhere                 // the person has another desk
	DayHere                      // the person has this desk already
	DayBlocked                   // the desk is blocked
	DayRetired                   // the desk is no longer in use
	DayHeld                      // to release: the desk will be free again
	DayNothing                   // to release: there is nothing
	DayPast                      // the day is over
)

// DayPlan is what would come of one day. Seat is the booking that stands in the
// way, or the one to release; Block is what blocks the desk.
type DayPlan struct {
	Date  data.Date
	State DayState
	Seat  data.Seat
	Block data.Block
}

// willChange reports whether the day is booked or released when the query is done.
func (p DayPlan) willChange() bool { return p.State == DayFree || p.State == DayHeld }

// PlanDays says what would come of each day of the query. Desk is the one of
// q.Ref; the seats are what is held in that time at the desk and by the person.
// To release for a visitor, a day has a plan for each of the guest's desks. Days
// before today are past unless allowPast.
func PlanDays(q DaysQuery, today data.Date, allowPast bool, desk data.Desk, deskSeats, personSeats []data.Seat) []DayPlan {
	atDesk, ofPerson := seatsByDay(deskSeats), seatsByDay(personSeats)
	var plans []DayPlan
	for _, day := range q.Days() {
		switch {
		case day < today && !allowPast:
			plans = append(plans, DayPlan{Date: day, State: DayPast})
		case q.Release:
			plans = append(plans, planRelease(q, day, ofPerson[day])...)
		default:
			plans = append(plans, planBooking(q, day, desk, atDesk[day], ofPerson[day]))
		}
	}
	return plans
}

func seatsByDay(seats []data.Seat) map[data.Date][]data.Seat {
	days := map[data.Date][]data.Seat{}
	for _, s := range seats {
		if !s.IsReleased() {
			days[s.Date] = append(days[s.Date], s)
		}
	}
	return days
}

func planBooking(q DaysQuery, day data.Date, desk data.Desk, atDesk, ofPerson []data.Seat) DayPlan {
	for _, s := range atDesk {
		if q.isOwn(s) {
			return DayPlan{Date: day, State: DayHere, Seat: s}
		}
	}
	if desk.Retired {
		return DayPlan{Date: day, State: DayRetired}
	}
	if block, blocked := desk.BlockOn(day); blocked {
		return DayPlan{Date: day, State: DayBlocked, Block: block}
	}
	if len(atDesk) > 0 {
		return DayPlan{Date: day, State: DayTaken, Seat: atDesk[0]}
	}
	// A visitor may have many desks a day.
	if len(ofPerson) > 0 && q.UserID != data.VisitorID {
		return DayPlan{Date: day, State: DayElsewhere, Seat: ofPerson[0]}
	}
	return DayPlan{Date: day, State: DayFree}
}

func planRelease(q DaysQuery, day data.Date, ofPerson []data.Seat) []DayPlan {
	var plans []DayPlan
	for _, s := range ofPerson {
		if q.isOwn(s) && (q.Ref == data.DeskRef{} || s.DeskRef == q.Ref) {
			plans = append(plans, DayPlan{Date: day, State: DayHeld, Seat: s})
		}
	}
	if len(plans) == 0 {
		return []DayPlan{{Date: day, State: DayNothing}}
	}
	return plans
}

func (q DaysQuery) isOwn(s data.Seat) bool { return s.UserID == q.UserID && s.Guest == q.Guest }

// workdays are Monday to Friday.
func workdays() [7]bool {
	days := [7]bool{}
	for d := time.Monday; d <= time.Friday; d++ {
		days[d] = true
	}
	return days
}
