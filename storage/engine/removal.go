package engine

import (
	"slices"

	"seatkeeper/data"
)

// Removal says what it would do to remove an office, or one floor of it.
type Removal struct {
	OfficeID, FloorID string // FloorID is empty for the office as a whole
	Office, Floor     string // what they are called
	Floors, Desks     int    // in use
	Tally
}

// Tally says how many bookings name some desks.
type Tally struct {
	Coming      int       // that hold, from today on
	Before      int       // that held before today
	Released    int       // of any day
	First, Last data.Date // of those that hold or held; zero where there are none
	From, Until data.Date // of those from today on, likewise
	People      int       // who have a desk from today on, without visitors
	Visitors    int       // bookings of visitors from today on
}

// Bookings returns how many there are, released ones too.
func (t Tally) Bookings() int { return t.Coming + t.Before + t.Released }

// RemovalOf returns what it would do to remove an office or, where floorID is not empty,
// one floor of it. Errors are ErrUnknownOffice and ErrUnknownFloor in a
// [*data.ConflictError].
func (c *Change) RemovalOf(officeID, floorID string) (r Removal, err error) {
	o, floors, err := c.toRemove(officeID, floorID)
	if err != nil {
		return r, err
	}
	r = Removal{OfficeID: officeID, FloorID: floorID, Office: o.Name}
	var numbers []int
	for _, at := range floors {
		f := o.Floors[at]
		if floorID != "" {
			r.Floor = f.Name
		}
		if !f.Retired {
			r.Floors++
		}
		for i, d := range f.Desks {
			numbers = append(numbers, o.DeskNumbers[at][i])
			if !d.Retired {
				r.Desks++
			}
		}
	}
	r.Tally, err = c.tx.Tally(numbers, c.today)
	return r, err
}

// toRemove returns an office and the places of the floors that are meant.
func (c *Change) toRemove(officeID, floorID string) (o Office, floors []int, err error) {
	if floorID != "" {
		o, at, err := floorOf(c.tx, officeID, floorID)
		return o, []int{at}, err
	}
	o, err = officeOf(c.tx, officeID)
	for at := range o.Floors {
		floors = append(floors, at)
	}
	return o, floors, err
}

// Remove removes an office, or a floor, as the user was shown it would be; where it would
// do something else by now, the error is ErrChanged in a [*data.ConflictError].
//
// With its bookings, all of it goes. Otherwise the record is kept: bookings from today on
// are released, and those desks that bookings name stay, retired, with their floors and
// the office.
func (c *Change) Remove(shown Removal, withBookings bool) error {
	now, err := c.RemovalOf(shown.OfficeID, shown.FloorID)
	if err != nil {
		return err
	}
	if now != shown {
		return &data.ConflictError{Err: data.ErrChanged, What: firstOf(now.Floor, now.Office)}
	}
	o, floors, err := c.toRemove(shown.OfficeID, shown.FloorID)
	if err != nil {
		return err
	}
	if withBookings || now.Bookings() == 0 {
		return c.removeAll(o, floors, shown.FloorID == "")
	}
	return c.retireAll(o, floors, shown.FloorID == "")
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// removeAll removes floors with their bookings, and the office where it goes as a whole.
func (c *Change) removeAll(o Office, floors []int, whole bool) error {
	if err := c.removeBookings(desksOn(o, floors)); err != nil {
		return err
	}
	if whole {
		return c.removeOffice(o)
	}
	if err := c.deleteFloor(o, floors[0]); err != nil {
		return err
	}
	return c.closeRanks(o.ID)
}

// desksOn returns the numbers of the desks on some floors.
func desksOn(o Office, floors []int) (numbers []int) {
	for _, at := range floors {
		numbers = append(numbers, o.DeskNumbers[at]...)
	}
	return numbers
}

// removeBookings removes all that name some desks.
func (c *Change) removeBookings(desks []int) error {
	if c.forget {
		c.touched.Data = true
		return c.tx.DeleteAllAt(desks, c.tell)
	}
	for _, desk := range desks {
		seats, err := c.tx.AllAt(desk)
		for _, seat := range seats {
			if err == nil {
				err = c.removeBooking(seat.Booking)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// retireAll takes floors out of use, and the office where it goes as a whole.
func (c *Change) retireAll(o Office, floors []int, whole bool) error {
	if err := c.releaseComing(desksOn(o, floors)); err != nil {
		return err
	}
	for _, at := range slices.Backward(floors) { // so that the places of those before stay
		f := o.Floors[at]
		f.Retired, f.Desks = true, nil // but those that bookings name
		kept, err := c.putFloor(o, at, f, true)
		if err != nil {
			return err
		}
		if len(kept.Desks) == 0 {
			o.Floors[at], o.DeskNumbers[at] = kept, nil
			if err := c.deleteFloor(o, at); err != nil {
				return err
			}
		}
	}
	if err := c.closeRanks(o.ID); err != nil || !whole {
		return err
	}
	after := o.Office
	after.Retired = true
	return c.putOffice(o, after)
}

// releaseComing releases what some desks have from today on.
func (c *Change) releaseComing(desks []int) error {
	if c.forget {
		c.touched.Data = true
		return c.tx.ReleaseAt(desks, c.today, c.now, c.tell)
	}
	for _, desk := range desks {
		seats, err := c.tx.SeatsAt(desk, c.today, data.MaxDate)
		if err == nil {
			_, err = c.ReleaseAll(seats)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
