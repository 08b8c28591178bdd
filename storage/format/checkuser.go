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
	case good && c.restores() && c.isTwin:
		c.twins = append(c.twins, twin{number, u})
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
	if c.isTwin = false; c.found > before {
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
	// The store can't hold two such names, so such a file could not be restored. But
	// two that only marks tell apart were two names for the programs of before.
	name, marked := nameKey(u.Name), data.HasMarks(u.Name)
	otherMarked, known := c.names[name]
	c.isTwin = known && (marked || otherMarked) && len(c.twins) < maxTwins
	if known && !c.isTwin || name == nameKey("") {
		c.fault(failure.FaultTwice, u.Name)
		return unknown, false
	}
	c.names[name] = marked || otherMarked
	return c.users.list([]byte(u.ID)), true
}

// maxTwins bounds them, as they are kept in mind whole.
const maxTwins = 10_000

func nameKey(name string) key { return textKey([]byte(data.NameKey(name))) }

// twin is a person whose name is another one's but for marks that show nothing.
type twin struct {
	number int32
	user   data.User
}

// restoreTwins gives them names of their own, when all other names are known.
func (c *Checker) restoreTwins() {
	for _, t := range c.twins {
		name, _ := data.CleanName(t.user.Name) // takeUser has seen that it can be
		t.user.Name = data.FreeName(name, func(name string) bool { _, known := c.names[nameKey(name)]; return !known })
		c.names[nameKey(t.user.Name)] = true
		c.putUser(t.number, t.user)
	}
}
