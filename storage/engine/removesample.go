package engine

import (
	"errors"

	"seatkeeper/data"
)

// SampleRemoval says what it would do to take away what is made up.
type SampleRemoval struct {
	Office    Removal // the made-up office; nothing where it is not there any more
	People    int     // who are made up
	Elsewhere int     // bookings that they have, or had, in other offices
}

// Bookings returns how many go.
func (r SampleRemoval) Bookings() int { return r.Office.Bookings() + r.Elsewhere }

// SampleRemoval returns what RemoveSample would do.
func (c *Change) SampleRemoval() (r SampleRemoval, err error) {
	offices, err := c.tx.Offices()
	if err != nil {
		return r, err
	}
	isAlone := true // then nobody has anything elsewhere
	for _, o := range offices {
		if o.ID != data.SampleOfficeID {
			isAlone = false
		} else if r.Office, err = c.RemovalOf(o.ID, ""); err != nil {
			return r, err
		}
	}
	err = c.eachMadeUp(func(u User) error {
		r.People++
		if isAlone {
			return nil
		}
		seats, err := c.tx.SeatsOf(u.Number, data.MinDate, data.MaxDate)
		for _, seat := range seats {
			if seat.Office != data.SampleOfficeID {
				r.Elsewhere++
			}
		}
		return err
	})
	return r, err
}

// RemoveSample removes the people who are made up, with their bookings, and the sample
// office with all that is booked in it, as was shown; where it would do something else by
// now, the error is ErrChanged in a [*data.ConflictError]. People whom somebody has renamed
// are nobody's sample any more and stay, as do other offices. Somebody whom a booking that
// was released in another office still names is deactivated.
func (c *Change) RemoveSample(shown SampleRemoval) error {
	now, err := c.SampleRemoval()
	if err == nil && now != shown {
		err = &data.ConflictError{Err: data.ErrChanged, What: now.Office.Office}
	}
	if err == nil && now.Office.OfficeID != "" {
		err = c.Remove(now.Office, true)
	}
	if err != nil {
		return err
	}
	return c.eachMadeUp(c.removePerson)
}

// eachMadeUp calls f for those who are made up and whom nobody has renamed.
func (c *Change) eachMadeUp(f func(u User) error) error {
	for i := 0; ; i++ {
		made := data.SamplePerson(i)
		now, found, err := c.tx.User(made.ID)
		if err != nil || !found {
			return err
		}
		if now.Name != made.Name {
			continue
		}
		if err := f(now); err != nil {
			return err
		}
	}
}

// removePerson removes somebody with what they have booked.
func (c *Change) removePerson(u User) error {
	seats, err := c.tx.SeatsOf(u.Number, data.MinDate, data.MaxDate)
	for _, seat := range seats {
		if err == nil {
			err = c.removeBooking(seat.Booking)
		}
	}
	if err != nil {
		return err
	}
	err = c.removeUser(u)
	if errors.Is(err, data.ErrInUse) {
		left := u.User
		left.Active = false
		_, _, err = c.ChangeUser(u.User, left)
	}
	return err
}
