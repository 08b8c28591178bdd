package format

import (
	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// user takes the value of a person. The error is one of the JSON.
func (c *Checker) user(value []byte) (err error) {
	c.report.Users++
	if c.report.Users > maxUsers {
		if c.report.Users == maxUsers+1 {
			c.tooMany("users", maxUsers)
		}
		c.partUsers = true
		return nil
	}
	var u data.User
	var isRecord bool
	number, listed := unknown, true
	good := c.inOne(func() {
		before := c.found
		if u, isRecord, err = c.records.user(value); err == nil && isRecord {
			number, listed = c.takeUser(u, before)
		}
	})
	switch {
	case err != nil:
		return err
	case good && c.restores():
		c.putUser(number, u)
	case c.LeavesOut():
		c.leaveOut(LeftOut{IsPerson: true, ID: u.ID, Day: noDay})
	}
	c.partUsers = c.partUsers || !isRecord || c.records.lost
	if !listed && !c.LeavesOut() {
		c.users.list([]byte(u.ID)) // or each of their bookings would be a fault too
	}
	return nil
}

// takeUser gives a user their number, unless there is a fault. before is how many
// there were before the record.
func (c *Checker) takeUser(u data.User, before int64) (number int32, listed bool) {
	if c.found > before {
		return unknown, false
	}
	if err := u.Check(); err != nil {
		c.rule(err)
	}
	id := textKey([]byte(u.ID))
	if _, known := c.users.of[id]; known && c.users.isListed(id) {
		c.fault(failure.FaultTwice, u.ID)
		return unknown, true
	}
	if c.found > before {
		return unknown, false
	}
	return c.users.list([]byte(u.ID)), true
}
