package engine

import (
	"slices"

	"seatkeeper/data"
)

// SetOffice makes an office be as given: it is added where there is none with its
// ID, otherwise changed. Desks, and floors, that it has no more are removed, or retired
// where bookings name them. What it did comes back for each floor that changed, and
// before them for the office where that is another now; for an office that stays as
// it is, nothing.
// Errors are those of AddOffice, and a [*data.ConflictError] with ErrBlockedDesk.
func (c *Change) SetOffice(o data.Office) ([]OfficeChange, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	before, found, err := findOffice(c.tx, o.ID)
	if err != nil {
		return nil, err
	}
	if !found {
		var changes []OfficeChange
		for _, f := range o.Floors {
			changes = append(changes, OfficeChange{Office: o.Name, Floor: f.Name, IsNew: true, Added: len(f.Desks)})
		}
		if changes == nil {
			changes = []OfficeChange{{Office: o.Name}}
		}
		return changes, c.AddOffice(o)
	}
	if before.Equal(o) {
		return nil, nil
	}
	s := &officeSetter{c: c, before: before, after: o}
	if err := s.set(); err != nil {
		return nil, err
	}
	if len(s.changes) == 0 || before.Name != o.Name || before.Code != o.Code {
		s.changes = slices.Insert(s.changes, 0, OfficeChange{Office: o.Name})
	}
	c.touched.Data, c.touched.Offices = true, true
	after, _, err := findOffice(c.tx, o.ID)
	c.note(officeEdit{before: &before.Office, after: &after.Office, revived: s.revived})
	return s.changes, err
}

// removeOffice removes an office whose desks no booking names; otherwise it returns
// ErrInUse in a [*data.ConflictError].
func (c *Change) removeOffice(o Office) error {
	s := &officeSetter{c: c, before: o, after: data.Office{ID: o.ID, Name: o.Name, Code: o.Code}}
	if err := s.set(); err != nil {
		return err
	}
	if s.kept > 0 {
		return &data.ConflictError{Err: data.ErrInUse, What: o.Name}
	}
	c.touched.Data, c.touched.Offices = true, true
	removed := o.Office
	offices, err := c.tx.Offices()
	if err != nil {
		return err
	}
	place := slices.IndexFunc(offices, func(p Office) bool { return p.Number == o.Number })
	c.note(officeEdit{before: &removed, place: place})
	return c.tx.DeleteOffice(o.Number)
}

// officeSetter brings the rows of one office to another state.
type officeSetter struct {
	c       *Change
	before  Office
	after   data.Office
	changes []OfficeChange
	revived int // bookings from today on at desks that come back into use
	kept    int // floors that it should have no more
}

func (s *officeSetter) set() error {
	if err := s.c.tx.UpdateOffice(s.before.Number, s.after); err != nil {
		return err
	}
	for i, f := range s.after.Floors {
		if err := s.setFloor(i, f); err != nil {
			return err
		}
	}
	place := len(s.after.Floors)
	for i, f := range s.before.Floors {
		if slices.ContainsFunc(s.after.Floors, func(kept data.Floor) bool { return kept.ID == f.ID }) {
			continue
		}
		if err := s.dropFloor(i, place); err != nil {
			return err
		}
		place++
	}
	return nil
}

func (s *officeSetter) setFloor(place int, f data.Floor) error {
	at := slices.IndexFunc(s.before.Floors, func(had data.Floor) bool { return had.ID == f.ID })
	if at < 0 {
		s.changes = append(s.changes, OfficeChange{Office: s.after.Name, Floor: f.Name, IsNew: true, Added: len(f.Desks)})
		return s.c.addFloor(s.before.Number, place, f)
	}
	before, floor := s.before.Floors[at], s.before.FloorNumbers[at]
	if err := s.c.tx.UpdateFloor(floor, place, f); err != nil {
		return err
	}
	if !slices.EqualFunc(before.Fixtures, f.Fixtures, data.Fixture.Equal) {
		if err := s.c.tx.SetFixtures(floor, f.Fixtures); err != nil {
			return err
		}
	}
	change := OfficeChange{Office: s.after.Name, Floor: f.Name}
	if _, err := s.setDesks(at, f.Desks, &change); err != nil {
		return err
	}
	if !before.Equal(f) {
		s.changes = append(s.changes, change)
	}
	return nil
}

// setDesks gives the floor that was at that place other desks. It returns how many of
// those that it should have no more are kept.
func (s *officeSetter) setDesks(at int, after []data.Desk, change *OfficeChange) (kept int, err error) {
	floor, numbers, before := s.before.FloorNumbers[at], s.before.DeskNumbers[at], s.before.Floors[at].Desks
	had := map[string]int{} // where
	for i, d := range before {
		had[d.ID] = i
	}
	for i, d := range after {
		was, known := had[d.ID]
		delete(had, d.ID)
		if known {
			err = s.setDesk(numbers[was], i, before[was], d, change)
		} else {
			change.Added++
			err = s.c.addDesk(floor, i, d)
		}
		if err != nil {
			return 0, err
		}
	}
	place := len(after)
	for i, d := range before {
		if _, vanished := had[d.ID]; !vanished {
			continue
		}
		isKept, err := s.dropDesk(numbers[i], place, d, change)
		if err != nil {
			return 0, err
		}
		if place++; isKept {
			kept++
		}
	}
	return kept, nil
}

func (s *officeSetter) setDesk(number, place int, old, d data.Desk, change *OfficeChange) error {
	switch {
	case d.Retired && !old.Retired:
		if err := s.countRetired(number, change); err != nil {
			return err
		}
	case old.Equal(d):
		change.Unchanged++
	case old.Retired && !d.Retired:
		coming, err := s.c.tx.CountAt(number, s.c.today)
		if err != nil {
			return err
		}
		s.revived += coming
		change.Changed++
	default:
		change.Changed++
	}
	if err := s.c.tx.UpdateDesk(number, place, d); err != nil {
		return err
	}
	if slices.Equal(old.Blocks, d.Blocks) {
		return nil
	}
	return s.c.writeBlocks(number, d.Label, d.Blocks)
}

// countRetired counts a desk that goes out of use, and who still has it.
func (s *officeSetter) countRetired(desk int, change *OfficeChange) error {
	coming, err := s.c.tx.CountAt(desk, s.c.today)
	change.Retired++
	change.Coming += coming
	return err
}

// dropDesk removes a desk, or retires it where bookings name it.
func (s *officeSetter) dropDesk(number, place int, d data.Desk, change *OfficeChange) (kept bool, err error) {
	if len(d.Blocks) > 0 {
		if err := s.c.tx.SetBlocks(number, nil); err != nil {
			return false, err
		}
	}
	deleted, err := s.c.tx.DeleteDesk(number)
	if err != nil {
		return false, err
	}
	if deleted {
		change.Removed++
		return false, nil
	}
	if !d.Retired {
		if err := s.countRetired(number, change); err != nil {
			return true, err
		}
	}
	d.Retired = true
	return true, s.c.tx.UpdateDesk(number, place, d)
}

// dropFloor removes the floor that was at that place, or retires its desks where
// bookings name some.
func (s *officeSetter) dropFloor(at, place int) error {
	f, floor := s.before.Floors[at], s.before.FloorNumbers[at]
	change := OfficeChange{Office: s.after.Name, Floor: f.Name}
	kept, err := s.setDesks(at, nil, &change)
	if err != nil {
		return err
	}
	s.changes = append(s.changes, change)
	if kept > 0 {
		s.kept++
		f.Retired = true
		return s.c.tx.UpdateFloor(floor, place, f)
	}
	if len(f.Fixtures) > 0 {
		if err := s.c.tx.SetFixtures(floor, nil); err != nil {
			return err
		}
	}
	return s.c.tx.DeleteFloor(floor)
}
