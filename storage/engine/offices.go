package engine

import (
	"errors"
	"slices"

	"seatkeeper/data"
)

// OfficeChange says what [Change.SetOffice] did to one floor; without a floor, to the
// office itself: its name or code, or that it has no floors.
type OfficeChange struct {
	Office, Floor string // names
	IsNew         bool   // the floor
	Added         int    // desks that are new
	Changed       int    // desks that look or lie otherwise
	Unchanged     int    // desks that stay as they are
	Removed       int    // desks that are gone
	Retired       int    // desks that go out of use, but are kept as bookings name them
	Coming        int    // bookings from today on at those
}

// Offices returns all offices, in the user's order, with all that is on their floors.
func (c *Change) Offices() ([]data.Office, error) {
	offices, err := c.tx.Offices()
	plain := make([]data.Office, len(offices))
	for i, o := range offices {
		plain[i] = o.Office
	}
	return plain, err
}

// findOffice returns the office with that ID.
func findOffice(tx Tx, id string) (office Office, found bool, err error) {
	offices, err := tx.Offices()
	for _, o := range offices {
		if o.ID == id {
			return o, true, err
		}
	}
	return office, false, err
}

// AddOffice adds an office with its floors. It returns a [*data.RuleError] for
// one that can't be or whose ID is there already.
func (c *Change) AddOffice(o data.Office) error {
	if err := o.Check(); err != nil {
		return err
	}
	number, err := c.tx.InsertOffice(o)
	if errors.Is(err, ErrTaken) {
		return &data.RuleError{Field: "offices.id", Value: o.ID, Rule: data.RuleTwice}
	}
	if err != nil {
		return err
	}
	if err := c.addFloors(number, 0, o.Floors); err != nil {
		return err
	}
	return c.noteOffice(nil, o.ID)
}

// addOfficeAt adds an office at that place among the others.
func (c *Change) addOfficeAt(o data.Office, place int) error {
	if err := c.AddOffice(o); err != nil {
		return err
	}
	offices, err := c.tx.Offices()
	if err != nil {
		return err
	}
	ids := idsOf(offices[:len(offices)-1], func(p Office) string { return p.ID })
	return c.OrderOffices(slices.Insert(ids, min(place, len(ids)), o.ID))
}

// Office returns the office with that ID, or ErrUnknownOffice in a [*data.ConflictError].
func (c *Change) Office(id string) (data.Office, error) {
	o, err := officeOf(c.tx, id)
	return o.Office, err
}

// noteOffice notes what has become of an office.
func (c *Change) noteOffice(before *data.Office, id string) error {
	c.touched.Data, c.touched.Offices = true, true
	after, _, err := findOffice(c.tx, id)
	c.note(officeEdit{before: before, after: &after.Office})
	return err
}

// AddFloors adds floors behind those that the office has. Errors are those of
// AddOffice.
func (c *Change) AddFloors(officeID string, floors []data.Floor) error {
	before, _, err := findOffice(c.tx, officeID)
	if err != nil || len(floors) == 0 {
		return err
	}
	if err := (data.Office{ID: officeID, Floors: floors}).Check(); err != nil {
		return err
	}
	if err := c.addFloors(before.Number, len(before.Floors), floors); err != nil {
		return err
	}
	return c.noteOffice(&before.Office, officeID)
}

// addFloors adds floors to the office with that number, behind those that it has.
func (c *Change) addFloors(office, have int, floors []data.Floor) error {
	if have+len(floors) > data.MaxFloors {
		return &data.RuleError{Field: "floors", Rule: data.RuleTooMany}
	}
	for i, f := range floors {
		if err := c.addFloor(office, have+i, f); err != nil {
			return err
		}
	}
	return nil
}

func (c *Change) addFloor(office, place int, f data.Floor) error {
	floor, err := c.tx.InsertFloor(office, place, f)
	if errors.Is(err, ErrTaken) {
		return &data.RuleError{Field: "floors.id", Value: f.ID, Rule: data.RuleTwice}
	}
	if err == nil && len(f.Fixtures) > 0 {
		err = c.tx.SetFixtures(floor, f.Fixtures)
	}
	for i, d := range f.Desks {
		if err == nil {
			err = c.addDesk(floor, i, d)
		}
	}
	return err
}

func (c *Change) addDesk(floor, place int, d data.Desk) error {
	desk, err := c.tx.InsertDesk(floor, place, d)
	if err != nil || len(d.Blocks) == 0 {
		return err
	}
	return c.writeBlocks(desk, d.Label, d.Blocks)
}
