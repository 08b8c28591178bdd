package engine

import (
	"errors"

	"seatkeeper/data"
)

// RemoveSample removes the people who are made up, with their bookings, and the sample
// office with all that is booked in it. People whom somebody has renamed are nobody's
// sample any more and stay, as do other offices. Somebody whom a booking that was
// released in another office still names is deactivated.
func (c *Change) RemoveSample() error {
	if office, found, err := findOffice(c.tx, data.SampleOfficeID); err != nil {
		return err
	} else if found {
		shown, err := c.RemovalOf(office.ID, "")
		if err == nil {
			err = c.Remove(shown, true)
		}
		if err != nil {
			return err
		}
	}
	for i := 0; ; i++ {
		made := data.SamplePerson(i)
		now, found, err := c.tx.User(made.ID)
		if err != nil || !found {
			return err
		}
		if now.Name != made.Name {
			continue
		}
		if err := c.removePerson(now); err != nil {
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
