package engine

import (
	"errors"
	"slices"

	"github.com/google/uuid"

	"seatkeeper/data"
)

// officeOf returns the office with that ID, or ErrUnknownOffice in a
// [*data.ConflictError].
func officeOf(tx Tx, id string) (Office, error) {
	o, found, err := findOffice(tx, id)
	if err == nil && !found {
		err = &data.ConflictError{Err: data.ErrUnknownOffice, What: id}
	}
	return o, err
}

// floorOf returns the office with that ID and the place of the floor in it, or
// ErrUnknownOffice or ErrUnknownFloor in a [*data.ConflictError].
func floorOf(tx Tx, officeID, floorID string) (o Office, at int, err error) {
	if o, err = officeOf(tx, officeID); err != nil {
		return o, 0, err
	}
	if at = floorAt(o.Office, floorID); at < 0 {
		err = &data.ConflictError{Err: data.ErrUnknownFloor, What: floorID}
	}
	return o, at, err
}

// Floor returns a floor with all that is on it, and the name of its office. Errors are
// ErrUnknownOffice and ErrUnknownFloor in a [*data.ConflictError].
func (c *Change) Floor(officeID, floorID string) (f data.Floor, office string, err error) {
	o, at, err := floorOf(c.tx, officeID, floorID)
	if err != nil {
		return f, "", err
	}
	return o.Floors[at], o.Name, nil
}

// AddFloor adds a floor behind those that the office has, with a new ID where it has none,
// and returns it as kept.
func (c *Change) AddFloor(officeID string, f data.Floor) (data.Floor, error) {
	o, err := officeOf(c.tx, officeID)
	if err == nil && o.Retired {
		err = &data.ConflictError{Err: data.ErrUnknownOffice, What: o.Name}
	}
	if err != nil {
		return f, err
	}
	if f.ID == "" {
		f.ID = uuid.NewString()
	}
	return f, c.insertFloor(o, len(o.Floors), f)
}

// insertFloor adds a floor at that place.
func (c *Change) insertFloor(o Office, place int, f data.Floor) error {
	if err := (data.Office{ID: o.ID, Floors: []data.Floor{f}}).Check(); err != nil {
		return err
	}
	if len(o.Floors) >= data.MaxFloors {
		return &data.RuleError{Field: "floors", Rule: data.RuleTooMany}
	}
	place = min(place, len(o.Floors))
	for i := len(o.Floors) - 1; i >= place; i-- {
		if err := c.tx.UpdateFloor(o.FloorNumbers[i], i+1, o.Floors[i]); err != nil {
			return err
		}
	}
	if err := c.addFloor(o.Number, place, f); err != nil {
		return err
	}
	c.touched.Data, c.touched.Offices = true, true
	c.note(floorEdit{office: o.ID, after: &f, place: place})
	return nil
}

// deleteFloor removes a floor with all that is on it. Where a booking names one of its
// desks the error is ErrInUse in a [*data.ConflictError].
func (c *Change) deleteFloor(o Office, at int) error {
	f, floor := o.Floors[at], o.FloorNumbers[at]
	for i, d := range f.Desks {
		kept, err := c.deleteDesk(o.DeskNumbers[at][i], d)
		if err == nil && kept {
			err = &data.ConflictError{Err: data.ErrInUse, What: d.Label}
		}
		if err != nil {
			return err
		}
	}
	if len(f.Fixtures) > 0 {
		if err := c.tx.SetFixtures(floor, nil); err != nil {
			return err
		}
	}
	if err := c.tx.DeleteFloor(floor); err != nil {
		return err
	}
	c.touched.Data, c.touched.Offices = true, true
	c.note(floorEdit{office: o.ID, before: &f, place: at})
	return nil
}

// closeRanks gives the floors of an office, some of which have been deleted, the places from
// 0 on.
func (c *Change) closeRanks(officeID string) error {
	o, err := officeOf(c.tx, officeID)
	for i, f := range o.Floors {
		if err == nil {
			err = c.tx.UpdateFloor(o.FloorNumbers[i], i, f)
		}
	}
	return err
}

// deleteDesk removes a desk and its blocks. It is kept, without blocks, where a booking
// names it.
func (c *Change) deleteDesk(number int, d data.Desk) (kept bool, err error) {
	if len(d.Blocks) > 0 {
		if err := c.tx.SetBlocks(number, nil); err != nil {
			return false, err
		}
	}
	deleted, err := c.tx.DeleteDesk(number)
	return !deleted, err
}

// ChangeFloor puts what differs between a floor as it was seen and as it is wanted on the
// floor as it is now. Desks that it is to have no more are removed, or retired where
// bookings name them. It returns what clashes with what others have done; then, unless
// force is true, it has changed nothing. ErrInUse in a [*data.ConflictError] names a desk
// that somebody has from today on.
func (c *Change) ChangeFloor(officeID string, seen, wanted data.Floor, force bool) ([]Clash, error) {
	o, at, err := floorOf(c.tx, officeID, seen.ID)
	if err != nil {
		return nil, err
	}
	var m merger
	merged := m.floor(o.Floors[at], seen, wanted)
	if len(m.clashes) > 0 && !force {
		return m.clashes, nil
	}
	_, err = c.putFloor(o, at, merged, true)
	return m.clashes, err
}

// putFloor makes a floor be as given, row by row where that is another one, and returns it as
// it is then. Where a desk that it should have no more is named by bookings, it is retired, or
// with mayRetire false the error is ErrInUse.
func (c *Change) putFloor(o Office, at int, f data.Floor, mayRetire bool) (after data.Floor, err error) {
	before, floor := o.Floors[at], o.FloorNumbers[at]
	if err := (data.Office{ID: o.ID, Floors: []data.Floor{f}}).Check(); err != nil {
		return before, err
	}
	p := &floorPutter{c: c, floor: floor, numbers: map[string]int{}, places: map[string]int{}, before: before, mayRetire: mayRetire}
	for i, d := range before.Desks {
		p.numbers[d.ID], p.places[d.ID] = o.DeskNumbers[at][i], i
	}
	after, err = p.put(at, f)
	if err != nil || after.Equal(before) {
		return after, err
	}
	c.touched.Data, c.touched.Offices = true, true
	c.note(floorEdit{office: o.ID, before: &before, after: &after, place: at})
	return after, nil
}

// floorPutter brings the rows of one floor to another state.
type floorPutter struct {
	c         *Change
	floor     int
	numbers   map[string]int // of the desks, by their IDs
	places    map[string]int
	before    data.Floor
	mayRetire bool
}

func (p *floorPutter) put(place int, f data.Floor) (data.Floor, error) {
	head, was := f, p.before
	head.Desks, head.Fixtures, was.Desks, was.Fixtures = nil, nil, nil, nil
	if !head.Equal(was) {
		if err := p.c.tx.UpdateFloor(p.floor, place, f); err != nil {
			return f, err
		}
	}
	if !slices.EqualFunc(f.Fixtures, p.before.Fixtures, data.Fixture.Equal) {
		if err := p.c.tx.SetFixtures(p.floor, f.Fixtures); err != nil {
			return f, err
		}
	}
	desks, err := p.drop(f.Desks)
	if err != nil {
		return f, err
	}
	for i, d := range desks {
		if err := p.putDesk(i, d); err != nil {
			return f, err
		}
	}
	f.Desks = desks
	return f, nil
}

// drop removes the desks that are not wanted. It returns those that are, with those among
// them that have to stay, retired, where they were.
func (p *floorPutter) drop(wanted []data.Desk) ([]data.Desk, error) {
	final := byID(wanted, ofDesks.id)
	for _, d := range p.before.Desks {
		if _, stays := final[d.ID]; stays {
			continue
		}
		if err := p.mayGo(d); err != nil {
			return nil, err
		}
		kept, err := p.c.deleteDesk(p.numbers[d.ID], d)
		if err != nil {
			return nil, err
		}
		if kept && !p.mayRetire {
			return nil, &data.ConflictError{Err: data.ErrInUse, What: d.Label}
		}
		if kept {
			d.Blocks, d.Retired = nil, true
			final[d.ID] = d
		}
	}
	order := idsOf(wanted, ofDesks.id)
	if len(final) > len(wanted) {
		var had []string
		for _, d := range p.before.Desks {
			if _, stays := final[d.ID]; stays {
				had = append(had, d.ID)
			}
		}
		order = weave(order, had)
	}
	desks := make([]data.Desk, len(order))
	for i, id := range order {
		desks[i] = final[id]
	}
	return desks, nil
}

// mayGo refuses to take a desk out of use that somebody has from today on.
func (p *floorPutter) mayGo(d data.Desk) error {
	if d.Retired {
		return nil
	}
	coming, err := p.c.tx.CountAt(p.numbers[d.ID], p.c.today)
	if err == nil && coming > 0 {
		err = &data.ConflictError{Err: data.ErrInUse, What: d.Label}
	}
	return err
}

// putDesk makes the desk at that place be as given.
func (p *floorPutter) putDesk(place int, d data.Desk) error {
	number, known := p.numbers[d.ID]
	if !known {
		return p.c.addDesk(p.floor, place, d)
	}
	was := p.before.Desks[p.places[d.ID]]
	if d.Retired && !was.Retired {
		if err := p.mayGo(was); err != nil {
			return err
		}
	}
	if p.places[d.ID] != place || !sameButBlocks(d, was) {
		if err := p.c.tx.UpdateDesk(number, place, d); err != nil {
			return err
		}
	}
	if slices.Equal(d.Blocks, was.Blocks) {
		return nil
	}
	return p.c.writeBlocks(number, d.Label, d.Blocks)
}

// floorEdit is a floor that was added (before is nil), removed (after is nil) or changed.
type floorEdit struct {
	office        string
	before, after *data.Floor
	place         int // among the floors of the office
}

func (e floorEdit) revert(c *Change) error {
	if e.after == nil {
		o, err := officeOf(c.tx, e.office)
		if err != nil {
			return changedSince(err, e.before.Name)
		}
		err = c.insertFloor(o, e.place, *e.before)
		return changedSince(err, e.before.Name)
	}
	o, at, err := floorOf(c.tx, e.office, e.after.ID)
	if err != nil {
		return changedSince(err, e.after.Name)
	}
	if e.before == nil {
		if !o.Floors[at].Equal(*e.after) {
			return &data.ConflictError{Err: data.ErrChanged, What: e.after.Name}
		}
		if err := c.deleteFloor(o, at); err != nil {
			return err
		}
		return c.closeRanks(o.ID)
	}
	var m merger
	merged := m.floor(o.Floors[at], *e.after, *e.before)
	if len(m.clashes) > 0 {
		return &data.ConflictError{Err: data.ErrChanged, What: m.clashes[0].What}
	}
	_, err = c.putFloor(o, at, merged, false)
	return err
}

// changedSince says that what is to be undone is not there any more, or there again.
func changedSince(err error, what string) error {
	var rule *data.RuleError
	if errors.Is(err, data.ErrUnknownOffice) || errors.Is(err, data.ErrUnknownFloor) || errors.As(err, &rule) {
		return &data.ConflictError{Err: data.ErrChanged, What: what}
	}
	return err
}
