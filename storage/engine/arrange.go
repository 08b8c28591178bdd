package engine

import (
	"slices"

	"seatkeeper/data"
)

// ChangeOffice gives an office the name and the code that are wanted, where they are others
// than were seen, and returns it as it was. ErrChanged in a [*data.ConflictError] says that
// somebody else has changed the same.
func (c *Change) ChangeOffice(seen, wanted data.Office) (before data.Office, err error) {
	o, err := officeOf(c.tx, seen.ID)
	if err != nil {
		return before, err
	}
	var m merger
	after := m.office(o.Office, seen, wanted)
	if len(m.clashes) > 0 {
		return o.Office, &data.ConflictError{Err: data.ErrChanged, What: o.Name}
	}
	return o.Office, c.putOffice(o, after)
}

// office is [merger.floor] for what an office is by itself.
func (m *merger) office(now, seen, wanted data.Office) data.Office {
	merged := now
	field(m, now.Name, "name", &merged.Name, seen.Name, wanted.Name)
	field(m, now.Name, "code", &merged.Code, seen.Code, wanted.Code)
	field(m, now.Name, "retired", &merged.Retired, seen.Retired, wanted.Retired)
	return merged
}

func (c *Change) putOffice(o Office, after data.Office) error {
	before := o.Office
	before.Floors, after.Floors = nil, nil
	if after.Equal(before) {
		return nil
	}
	if err := after.Check(); err != nil {
		return err
	}
	if err := c.tx.UpdateOffice(o.Number, after); err != nil {
		return err
	}
	c.touched.Data, c.touched.Offices = true, true
	c.note(nameEdit{before: before, after: after})
	return nil
}

// nameEdit is a change of what an office is by itself, without its floors.
type nameEdit struct{ before, after data.Office }

func (e nameEdit) revert(c *Change) error {
	o, err := officeOf(c.tx, e.after.ID)
	if err != nil {
		return changedSince(err, e.after.Name)
	}
	var m merger
	after := m.office(o.Office, e.after, e.before)
	if len(m.clashes) > 0 {
		return &data.ConflictError{Err: data.ErrChanged, What: o.Name}
	}
	return c.putOffice(o, after)
}

// OrderOffices puts the offices into that order, given by their IDs; those that are not
// given come behind the others, as they stand now.
func (c *Change) OrderOffices(ids []string) error {
	offices, err := c.tx.Offices()
	if err != nil {
		return err
	}
	before := idsOf(offices, func(o Office) string { return o.ID })
	after := inOrder(before, ids)
	if slices.Equal(before, after) {
		return nil
	}
	for _, o := range offices {
		if err := c.tx.PlaceOffice(o.Number, slices.Index(after, o.ID)); err != nil {
			return err
		}
	}
	c.touched.Data, c.touched.Offices = true, true
	c.note(orderEdit{before: before, after: after})
	return nil
}

// OrderFloors does that with the floors of an office.
func (c *Change) OrderFloors(officeID string, ids []string) error {
	o, err := officeOf(c.tx, officeID)
	if err != nil {
		return err
	}
	before := idsOf(o.Floors, func(f data.Floor) string { return f.ID })
	after := inOrder(before, ids)
	if slices.Equal(before, after) {
		return nil
	}
	for i, f := range o.Floors {
		if place := slices.Index(after, f.ID); place != i {
			if err := c.tx.UpdateFloor(o.FloorNumbers[i], place, f); err != nil {
				return err
			}
		}
	}
	c.touched.Data, c.touched.Offices = true, true
	c.note(orderEdit{office: officeID, before: before, after: after})
	return nil
}

// inOrder returns what there is, first what is wanted.
func inOrder(there, wanted []string) []string {
	var ordered []string
	for _, id := range wanted {
		if slices.Contains(there, id) && !slices.Contains(ordered, id) {
			ordered = append(ordered, id)
		}
	}
	for _, id := range there {
		if !slices.Contains(ordered, id) {
			ordered = append(ordered, id)
		}
	}
	return ordered
}

// orderEdit is another order of the floors of an office or, without one, of the offices.
type orderEdit struct {
	office        string
	before, after []string
}

func (e orderEdit) revert(c *Change) error {
	offices, err := c.tx.Offices()
	if err != nil {
		return err
	}
	now, name := idsOf(offices, func(o Office) string { return o.ID }), ""
	if e.office != "" {
		at := slices.Index(now, e.office)
		if at < 0 {
			return &data.ConflictError{Err: data.ErrChanged, What: e.office}
		}
		now, name = idsOf(offices[at].Floors, func(f data.Floor) string { return f.ID }), offices[at].Name
	}
	// What has come or gone since does not stand in the way: the others keep their order.
	if !slices.Equal(only(now, isIn(e.after)), only(e.after, isIn(now))) {
		return &data.ConflictError{Err: data.ErrChanged, What: name}
	}
	order := weave(only(e.before, isIn(now)), now)
	if e.office == "" {
		return c.OrderOffices(order)
	}
	return c.OrderFloors(e.office, order)
}
