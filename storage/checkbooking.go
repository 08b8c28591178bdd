package storage

import (
	"bytes"
	"fmt"

	"seatkeeper/data"
)

// booking takes a booking and returns the numbers of its desk and its user, or
// unknown.
func (c *checker) booking(b *record) (desk, user int32) {
	c.report.Bookings++
	var day data.Date
	good := c.inOne(func() { day, desk, user = c.takeBooking(b) })
	if c.restore == nil {
		return desk, user
	}
	if good && c.restores() {
		c.restore.booking(day, b, desk, user)
	} else if c.leavesOut() {
		c.restore.leftRecord("bookings", string(b.id), day)
	}
	return desk, user
}

func (c *checker) takeBooking(b *record) (day data.Date, desk, user int32) {
	before := c.found
	if !isUUID(b.id) && data.CheckID("id", string(b.id)) != nil {
		c.fault(FaultBadID, string(b.id))
	}
	day, ok := c.day(b.date)
	if !ok {
		c.fault(FaultBadDate, string(b.date))
		return data.MinDate - 1, unknown, unknown
	}
	c.order(day, b.id)
	desk, user = c.place(b), c.person(b)
	if !isInstant(b.created) {
		c.fault(FaultBadTime, "createdAt: "+string(b.created))
	}
	if b.released != nil && !isInstant(b.released) {
		c.fault(FaultBadTime, "releasedAt: "+string(b.released))
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
func (c *checker) knownBooking(id, date, created []byte, desk, user int32) bool {
	if !isUUID(id) || !isInstant(created) || !bytes.Equal(date, c.lastDate) {
		return false
	}
	c.report.Bookings++
	before := c.found
	c.inRecord = true
	c.order(c.lastDay, id)
	c.seat(before, c.lastDay, desk, user)
	c.inRecord = false
	switch {
	case c.restore == nil:
	case c.found == before && c.restores():
		c.restore.plainBooking(c.lastDay, id, created, desk, user)
	case c.leavesOut():
		c.restore.leftRecord("bookings", string(id), c.lastDay)
	}
	return true
}

// seat holds a booking against the rules about days; before is how many faults
// there were before it. A block is looked for only
// where the desks came before the bookings, as they do in every file of ours.
func (c *checker) seat(before int64, day data.Date, desk, user int32) {
	if len(c.blocks) > 0 {
		if _, blocked := (data.Desk{Blocks: c.blocks[desk]}).BlockOn(day); blocked {
			c.fault(FaultBlocked, day.String())
		}
	}
	deskTwice := desk >= 0 && c.isTaken(c.deskDay, desk, 0, day)
	if deskTwice {
		c.fault(FaultDeskTwice, day.String())
	}
	personTwice := user >= 0 && c.isTaken(c.userDay, user, 1, day)
	if personTwice {
		c.fault(FaultPersonTwice, day.String())
	}
	if c.leavesOut() && c.found > before {
		return // it will not be there, and so is in nobody's way
	}
	if desk >= 0 {
		c.take(&c.deskDay, desk, 0, day)
	}
	if user >= 0 {
		c.take(&c.userDay, user, 1, day)
	}
}

// day reads a date; the same as before, which is usual, costs a comparison.
func (c *checker) day(text []byte) (data.Date, bool) {
	if bytes.Equal(text, c.lastDate) && len(text) > 0 {
		return c.lastDay, true
	}
	day, err := data.ParseDate(string(text))
	if err != nil {
		return 0, false
	}
	if c.report.Bookings == 1 || day < c.report.First {
		c.report.First = day
	}
	if c.report.Bookings == 1 || day > c.report.Last {
		c.report.Last = day
	}
	if c.ordered && len(c.lastDate) > 0 && day < c.lastDay {
		c.fault(FaultOrder, day.String())
	}
	c.lastDate, c.lastDay, c.lastID = append(c.lastDate[:0], text...), day, c.lastID[:0]
	return day, true
}

// order sees to it that no two bookings of a day have one ID, which is what the
// store requires.
func (c *checker) order(day data.Date, id []byte) {
	if !c.ordered {
		c.key = append(append(c.key[:0], c.lastDate...), id...)
		if c.ids[string(c.key)] {
			c.fault(FaultTwice, string(id))
		}
		c.ids[string(c.key)] = true
		return
	}
	switch compared := bytes.Compare(id, c.lastID); {
	case compared == 0:
		c.fault(FaultTwice, string(id))
	case compared < 0:
		c.fault(FaultOrder, day.String())
	}
	c.lastID = append(c.lastID[:0], id...)
}

// place returns the number of the booking's desk.
func (c *checker) place(b *record) int32 {
	if !c.hasDesks {
		return c.desks.mention(c.deskKey(b.office, b.floor, b.desk))
	}
	desk, known := c.desks.of[string(c.deskKey(b.office, b.floor, b.desk))]
	if !known {
		c.fault(FaultUnknownDesk, fmt.Sprintf("%s/%s/%s", b.office, b.floor, b.desk))
		return unknown
	}
	return desk
}

// person returns the number of the booking's user.
func (c *checker) person(b *record) int32 {
	if string(b.user) == data.VisitorID {
		if data.CheckGuest(string(b.guest)) != nil {
			c.fault(FaultBadValue, "guest: "+string(b.guest))
		}
		return visitor
	}
	if len(b.guest) > 0 {
		c.fault(FaultGuestNotGuest, string(b.guest))
	}
	if !c.hasUsers {
		return c.users.mention(b.user)
	}
	user, known := c.users.of[string(b.user)]
	if !known {
		c.fault(FaultUnknownUser, string(b.user))
		return unknown
	}
	return user
}

// isTaken reports whether the desk (kind 0) or the person (kind 1) of that number
// is booked on that day already. last has the last such day of each, which is
// enough as long as the days come in order.
func (c *checker) isTaken(last []data.Date, number, kind int32, day data.Date) bool {
	if !c.ordered {
		return c.held[[3]int32{kind, number, int32(day)}]
	}
	return int(number) < len(last) && last[number] == day
}

// take notes that it is.
func (c *checker) take(last *[]data.Date, number, kind int32, day data.Date) {
	if !c.ordered {
		c.held[[3]int32{kind, number, int32(day)}] = true
		return
	}
	for int(number) >= len(*last) {
		*last = append(*last, data.MinDate-1)
	}
	(*last)[number] = day
}
