package format

import (
	"bytes"
	"fmt"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format/values"
)

// bookingValue takes the value of a booking in any layout. The error is one of the JSON.
func (c *Checker) bookingValue(value []byte, b *record) error {
	var isRecord bool
	var err error
	before := c.found
	c.inOne(func() { isRecord, err = c.records.booking(value, b) })
	switch {
	case err != nil:
		return err
	case isRecord:
		c.bookingAfter(before, b)
	default:
		c.report.Bookings++
		if c.LeavesOut() {
			c.leaveOut(LeftOut{})
		}
	}
	return nil
}

// booking takes a booking and returns the numbers of its desk and its user, or
// unknown.
func (c *Checker) booking(b *record) (desk, user int32) { return c.bookingAfter(c.found, b) }

// bookingAfter is booking; before is how many faults there were before the record was
// read.
func (c *Checker) bookingAfter(before int64, b *record) (desk, user int32) {
	c.report.Bookings++
	if len(b.released) > 0 {
		c.report.Released++
	}
	if !c.ordered && c.report.Bookings > maxUnordered {
		if c.report.Bookings == maxUnordered+1 {
			c.add(failure.Fault{Code: failure.FaultUnsorted, Most: maxUnordered})
		}
		return unknown, unknown
	}
	var day data.Date
	c.inOne(func() { day, desk, user = c.takeBooking(before, b) })
	good := c.found == before
	if good && c.restores() {
		c.putBooking(day, b, desk, user)
	} else if c.LeavesOut() {
		c.leaveOut(LeftOut{ID: failure.Short(b.id), Day: day})
	}
	return desk, user
}

func (c *Checker) takeBooking(before int64, b *record) (day data.Date, desk, user int32) {
	isWrong := func(key string) bool { return len(b.wrong) > 0 && slices.Contains(b.wrong, key) }
	named := !isWrong("id")
	if named && !values.IsUUID(b.id) && data.CheckID("id", string(b.id)) != nil {
		c.fault(failure.FaultBadID, clip(b.id))
		named = false
	}
	day, ok := c.day(b.date)
	if !ok {
		if !isWrong("date") {
			c.fault(failure.FaultBadDate, clip(b.date))
		}
		return data.MinDate - 1, unknown, unknown
	}
	if named {
		c.order(day, b.id)
	}
	desk, user = unknown, unknown
	if !isWrong("office") && !isWrong("floor") && !isWrong("deskId") {
		desk = c.place(b)
	}
	if !isWrong("userId") {
		user = c.person(b)
	}
	if !isWrong("createdAt") && !values.IsInstant(b.created) {
		c.fault(failure.FaultBadTime, "createdAt: "+clip(b.created))
	}
	if b.released != nil && !isWrong("releasedAt") && !values.IsInstant(b.released) {
		c.fault(failure.FaultBadTime, "releasedAt: "+clip(b.released))
	}
	if b.released == nil {
		c.seat(before, day, desk, user)
	}
	return day, desk, user
}

// Numbers of desks and users that have no number of their own.
const (
	unknown int32 = -1
	visitor int32 = -2
)

// knownBooking takes a booking that holds, of a desk and a user whose numbers are
// known from an earlier booking. It returns false, and takes nothing, where
// anything is unusual.
func (c *Checker) knownBooking(id, date, created []byte, desk, user int32) bool {
	if !values.IsUUID(id) || !values.IsInstant(created) || !bytes.Equal(date, c.lastDate) {
		return false
	}
	c.report.Bookings++
	before := c.found
	c.inRecord = true
	c.order(c.lastDay, id)
	c.seat(before, c.lastDay, desk, user)
	c.inRecord = false
	switch {
	case c.found == before && c.restores():
		c.putPlainBooking(c.lastDay, id, created, desk, user)
	case c.LeavesOut():
		c.leaveOut(LeftOut{ID: failure.Short(id), Day: c.lastDay})
	}
	return true
}

// seat holds a booking against the rules about days; before is how many faults
// there were before it. A block is looked for only
// where the desks came before the bookings, as they do in every file of ours.
func (c *Checker) seat(before int64, day data.Date, desk, user int32) {
	if len(c.blocks) > 0 {
		if _, blocked := (data.Desk{Blocks: c.blocks[desk]}).BlockOn(day); blocked {
			c.fault(failure.FaultBlocked, day.String())
		}
	}
	if desk >= 0 && c.deskSeats.isTaken(desk, day) {
		c.fault(failure.FaultDeskTwice, day.String())
	}
	if user >= 0 && c.userSeats.isTaken(user, day) {
		c.fault(failure.FaultPersonTwice, day.String())
	}
	if c.LeavesOut() && c.found > before {
		return // it will not be there, and so is in nobody's way
	}
	if desk >= 0 {
		c.deskSeats.take(desk, day)
	}
	if user >= 0 {
		c.userSeats.take(user, day)
	}
}

// day reads a date; the same as before, which is usual, costs a comparison.
func (c *Checker) day(text []byte) (data.Date, bool) {
	if bytes.Equal(text, c.lastDate) && len(text) > 0 {
		return c.lastDay, true
	}
	day, err := data.ParseDate(string(text))
	if err != nil {
		return 0, false
	}
	if !c.dated || day < c.report.First {
		c.report.First = day
	}
	if !c.dated || day > c.report.Last {
		c.report.Last = day
	}
	c.dated = true
	if c.ordered && len(c.lastDate) > 0 && day < c.lastDay {
		c.outOfOrder(day)
	}
	c.lastDate, c.lastDay, c.lastID = append(c.lastDate[:0], text...), day, c.lastID[:0]
	return day, true
}

// order sees to it that no two bookings of a day have one ID, which is what the
// store requires.
func (c *Checker) order(day data.Date, id []byte) {
	if !c.ordered {
		this := idOn(day, id)
		if _, twice := c.ids[this]; twice {
			c.fault(failure.FaultTwice, clip(id))
		}
		c.ids[this] = struct{}{}
		return
	}
	switch compared := bytes.Compare(id, c.lastID); {
	case compared == 0:
		c.fault(failure.FaultTwice, clip(id))
	case compared < 0:
		c.outOfOrder(day)
	}
	c.lastID = append(c.lastID[:0], id...)
}

// outOfOrder is told of a booking that should have come earlier.
func (c *Checker) outOfOrder(day data.Date) {
	if c.hopes {
		c.unsorted = true // the reading begins anew
		return
	}
	c.fault(failure.FaultOrder, day.String())
}

// place returns the number of the booking's desk.
func (c *Checker) place(b *record) int32 {
	key := c.deskKey(b.office, b.floor, b.desk)
	if !c.hasDesks {
		desk := c.desks.mention(key, maxBackupDesks)
		if desk == unknown {
			c.tooMany("desks", maxBackupDesks)
		}
		return desk
	}
	desk, known := c.desks.of[textKey(key)]
	switch {
	case known:
		return desk
	case !c.partDesks:
		c.fault(failure.FaultUnknownDesk, fmt.Sprintf("%s/%s/%s", clip(b.office), clip(b.floor), clip(b.desk)))
	}
	return unknown
}

// person returns the number of the booking's user.
func (c *Checker) person(b *record) int32 {
	if string(b.user) == data.VisitorID {
		if data.CheckGuest(string(b.guest)) != nil {
			c.fault(failure.FaultBadValue, "guest: "+clip(b.guest))
		}
		return visitor
	}
	if len(b.guest) > 0 {
		c.fault(failure.FaultGuestNotGuest, clip(b.guest))
	}
	if !c.hasUsers {
		user := c.users.mention(b.user, maxUsers)
		if user == unknown {
			c.tooMany("users", maxUsers)
		}
		return user
	}
	user, known := c.users.of[textKey(b.user)]
	switch {
	case known:
		return user
	case !c.partUsers || c.LeavesOut():
		c.fault(failure.FaultUnknownUser, clip(b.user))
	}
	return unknown
}

// clip returns the start of a text from a file, which may be of any length.
func clip(text []byte) string { return string(text[:min(len(text), 200)]) }
