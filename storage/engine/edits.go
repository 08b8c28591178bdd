package engine

import (
	"slices"

	"seatkeeper/data"
)

// Edit is one thing that a transaction has changed: a booking, a person, an
// office or the blocks of a desk, as it was before and as it was after.
type Edit interface {
	// revert puts back what was before. It returns a [*data.ConflictError] where
	// it isn't any more what it was after, or where a rule is in the way.
	revert(c *Change) error
}

// Revert takes back the edits of an earlier transaction, the last one first. What
// it does are edits again, so that it can be reverted in its turn. It returns a
// [*data.ConflictError] where something has changed since (ErrChanged), is in use
// by now (ErrInUse), or breaks a rule by now; but for the rule about days that are
// over, see CheckDays.
func (c *Change) Revert(edits []Edit) error {
	c.Expect(len(edits))
	for _, e := range slices.Backward(edits) {
		if err := e.revert(c); err != nil {
			return err
		}
	}
	return nil
}

// CheckDays returns ErrPastDay in a [*data.ConflictError] where the edits are of
// bookings on a day that is over, unless the settings allow it.
func (c *Change) CheckDays(edits []Edit) error {
	for _, e := range edits {
		b, ok := e.(bookingEdit)
		if !ok {
			continue
		}
		one := b.after
		if one == nil {
			one = b.before
		}
		if err := c.checkDay(one.Date); err != nil {
			return err
		}
	}
	return nil
}

// bookingEdit is a booking that came (before is nil), went (after is nil), or was
// released or taken back.
type bookingEdit struct{ before, after *data.Booking }

func (e bookingEdit) revert(c *Change) error {
	one := e.after
	if one == nil {
		one = e.before
	}
	now, found, err := c.tx.Booking(one.Date, one.ID)
	if err != nil {
		return err
	}
	if found != (e.after != nil) || found && !sameBooking(now.Booking, *e.after) {
		return &data.ConflictError{Err: data.ErrChanged, What: one.Desk, Date: one.Date, Seat: now}
	}
	if e.before == nil {
		return c.removeBooking(*e.after)
	}
	if !e.before.IsReleased() {
		if _, _, err := checkBooking(c.tx, *e.before); err != nil {
			return err
		}
	}
	if e.after != nil {
		return c.setReleased(*e.after, *e.before)
	}
	desk, known, err := c.tx.Desk(e.before.DeskRef)
	if err != nil {
		return err
	}
	user, found, err := c.tx.User(e.before.UserID)
	if err == nil && !(known && found) {
		err = &data.ConflictError{Err: data.ErrChanged, What: e.before.Desk, Date: e.before.Date}
	}
	if err != nil {
		return err
	}
	return c.insertBooking(*e.before, desk.Number, user.Number)
}

func sameBooking(a, b data.Booking) bool {
	return a.ID == b.ID && a.Date == b.Date && a.DeskRef == b.DeskRef && a.UserID == b.UserID && a.Guest == b.Guest &&
		a.ReleasedAt.Equal(b.ReleasedAt)
}

// userEdit is a person who was added (before is nil), taken away again (after is
// nil), renamed, deactivated or reactivated. What the edit left alone may have
// changed since, and stays as it is.
type userEdit struct{ before, after *data.User }

func (e userEdit) revert(c *Change) error {
	one := e.after
	if one == nil {
		one = e.before
	}
	now, found, err := c.tx.User(one.ID)
	if err != nil {
		return err
	}
	if found != (e.after != nil) || found && !e.isStill(now.User) {
		return &data.ConflictError{Err: data.ErrChanged, What: one.Name}
	}
	if e.after == nil {
		_, err := c.AddUser(*e.before, NamesShared)
		return err
	}
	if e.before == nil {
		return c.removeUser(now)
	}
	_, _, err = c.ChangeUser(*e.after, *e.before, NamesShared)
	return err
}

// isStill reports whether a person is as the edit left them: in all where it added
// them, otherwise in what it changed.
func (e userEdit) isStill(now data.User) bool {
	if e.before == nil {
		return now == *e.after
	}
	same := now
	mergeUser(&same, *e.before, *e.after)
	return same == now
}

// officeEdit is an office that was added (before is nil), taken away again (after
// is nil) or changed. revived is how many bookings from today on the desks had
// then that the change brought back into use.
type officeEdit struct {
	before, after *data.Office
	place         int // among the offices, where it was taken away
	revived       int
}

func (e officeEdit) revert(c *Change) error {
	one := e.after
	if one == nil {
		one = e.before
	}
	now, found, err := findOffice(c.tx, one.ID)
	if err != nil {
		return err
	}
	if found != (e.after != nil) || found && !now.Equal(*e.after) {
		return &data.ConflictError{Err: data.ErrChanged, What: one.Name}
	}
	if e.after == nil {
		return c.addOfficeAt(*e.before, e.place)
	}
	if e.before == nil {
		return c.removeOffice(now)
	}
	changes, err := c.SetOffice(*e.before)
	if err != nil {
		return err
	}
	// A desk that the change brought back may have been booked since, and whoever
	// has it would have it no more.
	coming := 0
	for _, change := range changes {
		coming += change.Coming
	}
	if coming > e.revived {
		return &data.ConflictError{Err: data.ErrInUse, What: e.before.Name}
	}
	if now, _, err = findOffice(c.tx, e.before.ID); err == nil && !now.Equal(*e.before) {
		err = &data.ConflictError{Err: data.ErrInUse, What: e.before.Name}
	}
	return err
}

// blocksEdit is a change of the days on which a desk is blocked.
type blocksEdit struct {
	ref           data.DeskRef
	label         string
	before, after []data.Block
}

func (e blocksEdit) revert(c *Change) error {
	desk, found, err := c.tx.Desk(e.ref)
	if err != nil {
		return err
	}
	if !found || !slices.Equal(desk.Blocks, e.after) {
		return &data.ConflictError{Err: data.ErrChanged, What: e.label}
	}
	return c.SetBlocks(e.ref, e.before)
}
