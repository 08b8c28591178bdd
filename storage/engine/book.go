package engine

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
)

// Book adds a booking, with a new ID and the transaction's time where b has
// none, and returns it as kept: times in UTC and whole milliseconds. It returns a
// [*data.ConflictError] where the desk is taken that day, the person has one, the
// day is over, or desk or person can't be booked; and a [*data.RuleError] for
// values that can't be.
func (c *Change) Book(b data.Booking) (data.Booking, error) {
	if b.ID == "" {
		id, err := uuid.NewRandom()
		if err != nil {
			return b, err
		}
		b.ID = id.String()
	}
	if b.CreatedAt.IsZero() {
		b.CreatedAt = c.now
	}
	if !b.Date.Valid() {
		return b, &data.RuleError{Field: "date", Value: fmt.Sprint(int32(b.Date)), Rule: data.RuleNotDate}
	}
	if err := data.CheckGuest(b.Guest); err != nil {
		return b, err
	}
	if err := c.checkDay(b.Date); err != nil {
		return b, err
	}
	desk, user, err := checkBooking(c.tx, b)
	if err != nil {
		return b, err
	}
	if b.Guest = strings.TrimSpace(b.Guest); user != 0 {
		b.Guest = ""
	}
	b.CreatedAt = b.CreatedAt.UTC().Truncate(time.Millisecond)
	id, err := uuid.Parse(b.ID)
	if err != nil {
		return b, &data.RuleError{Field: "id", Value: b.ID, Rule: data.RuleNotText}
	}
	b.ID = id.String()
	return b, c.insertBooking(b, desk, user)
}

// checkBooking holds a booking that is to hold against every rule but that about
// days that are over, and returns the numbers of its desk and its user.
func checkBooking(tx Tx, b data.Booking) (desk, user int, err error) {
	person, found, err := tx.User(b.UserID)
	if err != nil {
		return 0, 0, err
	}
	if !found {
		return 0, 0, &data.ConflictError{Err: data.ErrUnknownUser, What: b.UserID, Date: b.Date}
	}
	if !person.Active {
		return 0, 0, &data.ConflictError{Err: data.ErrInactiveUser, What: person.Name, Date: b.Date}
	}
	bookable, err := bookableDesk(tx, b.DeskRef, b.Date)
	if err != nil {
		return 0, 0, err
	}
	return bookable.Number, person.Number, checkFree(tx, bookable, person, b.Date)
}

// bookableDesk returns a desk that is in use and not blocked on that day.
func bookableDesk(tx Tx, ref data.DeskRef, day data.Date) (Desk, error) {
	desk, found, err := tx.Desk(ref)
	switch {
	case err != nil:
		return desk, err
	case !found:
		return desk, &data.ConflictError{Err: data.ErrUnknownDesk, What: ref.Desk, Date: day}
	case desk.Retired:
		return desk, &data.ConflictError{Err: data.ErrRetiredDesk, What: desk.Label, Date: day}
	}
	if block, blocked := (data.Desk{Blocks: desk.Blocks}).BlockOn(day); blocked {
		return desk, &data.ConflictError{Err: data.ErrBlockedDesk, What: desk.Label, Date: day, Block: block}
	}
	return desk, nil
}

// checkFree finds who is in the way, so that the user can be told. Whoever comes between
// this and the insertion meets the constraints of the engine.
func checkFree(tx Tx, desk Desk, person User, day data.Date) error {
	seats, err := tx.SeatsAt(desk.Number, day, day)
	if err != nil {
		return err
	}
	if len(seats) > 0 {
		return &data.ConflictError{Err: data.ErrDeskTaken, What: desk.Label, Date: day, Seat: seats[0]}
	}
	if person.Number == 0 {
		return nil
	}
	seats, err = tx.SeatsOf(person.Number, day, day)
	if err != nil {
		return err
	}
	if len(seats) > 0 {
		return &data.ConflictError{Err: data.ErrAlreadySeated, What: seats[0].Name, Date: day, Seat: seats[0]}
	}
	return nil
}

func (c *Change) insertBooking(b data.Booking, desk, user int) error {
	row, err := rowOf(b, desk, user)
	if err != nil {
		return err
	}
	err = c.tx.InsertBookings(slices.Values([]*Row{row}))
	if err != nil {
		return takenBooking(err, b.ID)
	}
	c.noteAdded(b)
	return nil
}

// noteAdded notes a booking that was inserted.
func (c *Change) noteAdded(b data.Booking) {
	c.touched.Data = true
	if !c.forget {
		added := b
		c.note(bookingEdit{after: &added})
	}
}

// takenBooking says which ID it is that is there already.
func takenBooking(err error, id string) error {
	if errors.Is(err, ErrTaken) {
		return &data.RuleError{Field: "id", Value: id, Rule: data.RuleTwice}
	}
	return err
}

// rowOf returns the row of a booking.
func rowOf(b data.Booking, desk, user int) (*Row, error) {
	id, err := uuid.Parse(b.ID)
	if err != nil {
		return nil, &data.RuleError{Field: "id", Value: b.ID, Rule: data.RuleNotText}
	}
	if err := checkTimes(b); err != nil {
		return nil, err
	}
	row := &Row{Day: b.Date, ID: id, Desk: desk, User: user, Created: b.CreatedAt.UnixMilli()}
	if b.IsReleased() {
		row.IsReleased, row.Released = true, b.ReleasedAt.UnixMilli()
	}
	if user == 0 {
		row.Guest = []byte(b.Guest)
	}
	return row, nil
}

// checkTimes refuses times that a backup could not hold.
func checkTimes(b data.Booking) error {
	for _, t := range []struct {
		field string
		at    time.Time
	}{{"createdAt", b.CreatedAt}, {"releasedAt", b.ReleasedAt}} {
		if year := t.at.UTC().Year(); year < 1 || year > 9999 {
			return &data.RuleError{Field: t.field, Value: t.at.String(), Rule: data.RuleNotDate}
		}
	}
	return nil
}

// AddBookings adds many bookings of known desks and people at once; the constraints of
// the engine alone are checked. progress, which may be nil, hears how many there are now.
func (c *Change) AddBookings(bookings iter.Seq[data.Booking], progress func(done int)) error {
	desks, users, err := numbersOf(c.tx)
	if err != nil {
		return err
	}
	if progress == nil {
		progress = func(int) {}
	}
	var now data.Booking // that is being inserted
	var refused error
	done := 0
	err = c.tx.InsertBookings(func(yield func(*Row) bool) {
		for now = range bookings {
			desk, known := desks[now.DeskRef]
			if !known {
				refused = &data.ConflictError{Err: data.ErrUnknownDesk, What: now.DeskRef.String(), Date: now.Date}
				return
			}
			user, known := users[now.UserID]
			if !known {
				refused = &data.ConflictError{Err: data.ErrUnknownUser, What: now.UserID, Date: now.Date}
				return
			}
			row, err := rowOf(now, desk, user)
			if err != nil {
				refused = fmt.Errorf("booking %s: %w", now.ID, err)
				return
			}
			if !yield(row) {
				return
			}
			c.noteAdded(now)
			if done++; done%10000 == 0 {
				progress(done)
			}
		}
	})
	if err != nil {
		err = fmt.Errorf("booking %s: %w", now.ID, takenBooking(err, now.ID))
	}
	if err == nil {
		err = refused
	}
	if err != nil {
		return err
	}
	progress(done)
	return nil
}

// numbersOf returns those of all desks and of all people, the visitor among them.
func numbersOf(tx Tx) (desks map[data.DeskRef]int, users map[string]int, err error) {
	offices, err := tx.Offices()
	if err != nil {
		return nil, nil, err
	}
	people, err := tx.Users()
	if err != nil {
		return nil, nil, err
	}
	desks, users = map[data.DeskRef]int{}, map[string]int{data.VisitorID: 0}
	for _, o := range offices {
		for i, f := range o.Floors {
			for j, d := range f.Desks {
				desks[data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}] = o.DeskNumbers[i][j]
			}
		}
	}
	for _, u := range people {
		users[u.ID] = u.Number
	}
	return desks, users, nil
}

// Release gives a desk back: it sets the release time of the booking with that ID
// on that day. It returns a [*data.ConflictError]: ErrNotBooked where there is
// none that holds, ErrPastDay for a day that is over.
func (c *Change) Release(day data.Date, id string) (data.Seat, error) {
	if err := c.checkDay(day); err != nil {
		return data.Seat{}, err
	}
	seat, found, err := c.tx.Booking(day, id)
	if err == nil && (!found || seat.IsReleased()) {
		err = &data.ConflictError{Err: data.ErrNotBooked, What: id, Date: day}
	}
	if err != nil {
		return data.Seat{}, err
	}
	before := seat.Booking
	seat.ReleasedAt = c.now
	return seat, c.setReleased(before, seat.Booking)
}

// Move gives the person of a booking another desk on its day: it releases the
// booking and makes a new one. Errors are those of Release and of Book.
func (c *Change) Move(day data.Date, id string, to data.DeskRef) (from data.Seat, moved data.Booking, err error) {
	if from, err = c.Release(day, id); err != nil {
		return from, moved, err
	}
	moved, err = c.Book(data.Booking{DeskRef: to, Date: day, UserID: from.UserID, Guest: from.Guest})
	return from, moved, err
}

// setReleased writes the release time of a booking, or takes it away.
func (c *Change) setReleased(before, after data.Booking) error {
	c.touched.Data = true
	c.note(bookingEdit{before: &before, after: &after})
	return c.tx.SetReleased(after.Date, after.ID, after.ReleasedAt)
}

// Seat returns the booking with that ID on that day, released or not; ErrNotBooked
// in a [*data.ConflictError] where there is none.
func (c *Change) Seat(day data.Date, id string) (data.Seat, error) {
	seat, found, err := c.tx.Booking(day, id)
	if err == nil && !found {
		err = &data.ConflictError{Err: data.ErrNotBooked, What: id, Date: day}
	}
	return seat, err
}

// removeBooking removes a booking as if it had never been.
func (c *Change) removeBooking(b data.Booking) error {
	c.touched.Data = true
	c.note(bookingEdit{before: &b})
	return c.tx.DeleteBooking(b.Date, b.ID)
}
