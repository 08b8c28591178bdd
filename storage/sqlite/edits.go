package sqlite

import (
	"errors"
	"slices"

	"seatkeeper/data"
)

// Edit is one thing that a transaction has changed: a booking, a person, an
// office or the blocks of a desk, as it was before and as it was after.
type Edit interface {
	// revert puts back what was before. It returns a [*data.ConflictError] where
	// it isn't any more what it was after, or where a rule is in the way.
	revert(tx *Tx) error
}

// note keeps an edit, so that the transaction can be undone.
func (tx *Tx) note(e Edit) {
	if !tx.forget {
		tx.edits = append(tx.edits, e)
	}
}

// Forget makes the transaction keep no edits from here on: for more than a person
// would undo.
func (tx *Tx) Forget() { tx.forget, tx.edits = true, nil }

// Revert takes back the edits of an earlier transaction, the last one first. What
// it does are edits again, so that it can be reverted in its turn. It returns a
// [*data.ConflictError] where something has changed since (ErrChanged), is in use
// by now (ErrInUse), or breaks a rule by now; but for the rule about days that are
// over, see CheckDays.
func (tx *Tx) Revert(edits []Edit) error {
	for _, e := range slices.Backward(edits) {
		if err := e.revert(tx); err != nil {
			return err
		}
	}
	return nil
}

// CheckDays returns ErrPastDay in a [*data.ConflictError] where the edits are of
// bookings on a day that is over, unless the settings allow it.
func (tx *Tx) CheckDays(edits []Edit) error {
	for _, e := range edits {
		b, ok := e.(bookingEdit)
		if !ok {
			continue
		}
		one := b.after
		if one == nil {
			one = b.before
		}
		if err := tx.checkDay(one.Date); err != nil {
			return err
		}
	}
	return nil
}

// bookingEdit is a booking that came (before is nil), went (after is nil), or was
// released or taken back.
type bookingEdit struct{ before, after *data.Booking }

func (e bookingEdit) revert(tx *Tx) error {
	one := e.after
	if one == nil {
		one = e.before
	}
	now, found, err := findSeat(tx.conn, one.Date, one.ID)
	if err != nil {
		return err
	}
	if found != (e.after != nil) || found && !sameBooking(now.Booking, *e.after) {
		return &data.ConflictError{Err: data.ErrChanged, What: one.Desk, Date: one.Date, Seat: now}
	}
	if e.before == nil {
		return tx.removeBooking(*e.after)
	}
	if !e.before.IsReleased() {
		if _, _, err := tx.checkBooking(*e.before); err != nil {
			return err
		}
	}
	if e.after != nil {
		return tx.setReleased(*e.after, *e.before)
	}
	desk, err := deskNumber(tx.conn, e.before.DeskRef)
	if err != nil {
		return err
	}
	user, _, err := findUser(tx.conn, "id = ?1", e.before.UserID)
	if desk == 0 || errors.Is(err, data.ErrUnknownUser) {
		err = &data.ConflictError{Err: data.ErrChanged, What: e.before.Desk, Date: e.before.Date}
	}
	if err != nil {
		return err
	}
	return tx.insertBooking(*e.before, desk, user)
}

func sameBooking(a, b data.Booking) bool {
	return a.ID == b.ID && a.Date == b.Date && a.DeskRef == b.DeskRef && a.UserID == b.UserID && a.Guest == b.Guest &&
		a.ReleasedAt.Equal(b.ReleasedAt)
}

// userEdit is a person who was added (before is nil), taken away again (after is
// nil), renamed, deactivated or reactivated. What the edit left alone may have
// changed since, and stays as it is.
type userEdit struct{ before, after *data.User }

func (e userEdit) revert(tx *Tx) error {
	one := e.after
	if one == nil {
		one = e.before
	}
	_, now, err := findUser(tx.conn, "id = ?1", one.ID)
	found := err == nil
	if err != nil && !errors.Is(err, data.ErrUnknownUser) {
		return err
	}
	if found != (e.after != nil) || found && !e.isStill(now) {
		return &data.ConflictError{Err: data.ErrChanged, What: one.Name}
	}
	if e.after == nil {
		_, err := tx.AddUser(*e.before)
		return err
	}
	if e.before == nil {
		return tx.removeUser(*e.after)
	}
	_, _, err = tx.ChangeUser(*e.after, *e.before)
	return err
}

// isStill reports whether a person is as the edit left them: in all where it added
// them, else in what it changed.
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
	revived       int64
}

func (e officeEdit) revert(tx *Tx) error {
	one := e.after
	if one == nil {
		one = e.before
	}
	now, found, err := findOffice(tx.conn, one.ID)
	if err != nil {
		return err
	}
	if found != (e.after != nil) || found && !now.Equal(*e.after) {
		return &data.ConflictError{Err: data.ErrChanged, What: one.Name}
	}
	if e.after == nil {
		return tx.AddOffice(*e.before)
	}
	if e.before == nil {
		return tx.removeOffice(now)
	}
	changes, err := tx.SetOffice(*e.before)
	if err != nil {
		return err
	}
	// A desk that the change brought back may have been booked since, and whoever
	// has it would have it no more.
	coming := int64(0)
	for _, c := range changes {
		coming += int64(c.Coming)
	}
	if coming > e.revived {
		return &data.ConflictError{Err: data.ErrInUse, What: e.before.Name}
	}
	if now, _, err = findOffice(tx.conn, e.before.ID); err == nil && !now.Equal(*e.before) {
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

func (e blocksEdit) revert(tx *Tx) error {
	desk, err := deskNumber(tx.conn, e.ref)
	if err != nil {
		return err
	}
	now, err := readBlocks(tx.conn, desk)
	if err != nil {
		return err
	}
	if desk == 0 || !slices.Equal(now, e.after) {
		return &data.ConflictError{Err: data.ErrChanged, What: e.label}
	}
	return tx.SetBlocks(e.ref, e.before)
}
