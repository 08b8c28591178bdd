package engine

import (
	"errors"

	"seatkeeper/data"
)

// BookDays gives a desk to a person on each of the days. Days on which that can't be are
// left out, and their ConflictErrors come back.
func (c *Change) BookDays(b data.Booking, days []data.Date) (booked []data.Seat, left []*data.ConflictError, err error) {
	for _, day := range days {
		b.ID, b.Date = "", day
		one, err := c.Book(b)
		var conflict *data.ConflictError
		if errors.As(err, &conflict) {
			left = append(left, conflict)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		seat, err := c.Seat(day, one.ID)
		if err != nil {
			return nil, nil, err
		}
		booked = append(booked, seat)
	}
	return booked, left, nil
}

// ReleaseAll gives the desks of those bookings back, and returns the bookings that it
// released. Those that were released meanwhile are left out.
func (c *Change) ReleaseAll(seats []data.Seat) (released []data.Seat, err error) {
	for _, seat := range seats {
		one, err := c.Release(seat.Date, seat.ID)
		if errors.Is(err, data.ErrNotBooked) {
			continue
		}
		if err != nil {
			return nil, err
		}
		released = append(released, one)
	}
	return released, nil
}

// Deactivate makes a person inactive and, where that is wanted, releases the desks that
// they have from today on; it returns those. shown are these bookings as the user has
// seen them; where there are others by now the error is ErrMoreBookings with them in a
// [*data.ConflictError].
func (c *Change) Deactivate(userID string, shown []data.Seat, release bool) (left data.User, released []data.Seat, err error) {
	u, err := c.User(userID)
	if err != nil {
		return u, nil, err
	}
	coming, err := c.Coming(userID)
	if err != nil {
		return u, nil, err
	}
	if more := notShown(coming, shown); len(more) > 0 {
		return u, nil, &data.ConflictError{Err: data.ErrMoreBookings, What: u.Name, Date: more[0].Date, Seat: more[0], Seats: more}
	}
	if release {
		if released, err = c.ReleaseAll(coming); err != nil {
			return u, nil, err
		}
	}
	left = u
	left.Active = false
	_, left, err = c.ChangeUser(u, left)
	return left, released, err
}

// notShown returns the bookings that are not among those that the user has seen.
func notShown(seats, shown []data.Seat) (more []data.Seat) {
	known := make(map[string]bool, len(shown))
	for _, seat := range shown {
		known[seat.ID] = true
	}
	for _, seat := range seats {
		if !known[seat.ID] {
			more = append(more, seat)
		}
	}
	return more
}
