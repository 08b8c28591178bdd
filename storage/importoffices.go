package storage

import (
	"context"
	"errors"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/sqlite"
)

// OfficeChange says what an import does to one floor.
type OfficeChange = sqlite.OfficeChange

// errPreview ends a transaction that was made to see what it would do.
var errPreview = errors.New("only a preview")

// PreviewOffices returns what ImportOffices would do, and changes nothing.
func (s *Store) PreviewOffices(ctx context.Context, offices []data.Office) (changes []OfficeChange, err error) {
	if err := s.mayChange(); err != nil {
		return nil, err
	}
	_, _, err = s.db.Update(ctx, func(tx *sqlite.Tx) error {
		if changes, err = importOffices(tx, offices); err != nil {
			return err
		}
		return errPreview
	})
	if err != nil && !errors.Is(err, errPreview) {
		return nil, &Error{Op: OpChangeStore, Path: s.path(), Err: err}
	}
	return changes, nil
}

// ImportOffices makes offices be as given, as one step: each is added where there
// is none with its ID, else changed. Offices that are not given stay as they are.
// Desks that a given office has no more are removed, or retired where bookings
// name them. Blocks stay with their desks; those of the given desks are ignored.
func (s *Store) ImportOffices(ctx context.Context, offices []data.Office) (changes []OfficeChange, err error) {
	err = s.change(ctx, func(tx *sqlite.Tx, step *Step) error {
		*step = Step{Kind: StepOffices}
		changes, err = importOffices(tx, offices)
		for _, c := range changes { // those of one office stand together
			if n := len(step.Offices); n == 0 || step.Offices[n-1] != c.Office {
				step.Offices = append(step.Offices, c.Office)
			}
		}
		return err
	})
	return changes, err
}

func importOffices(tx *sqlite.Tx, offices []data.Office) (all []OfficeChange, err error) {
	present, err := tx.ReadOffices()
	if err != nil {
		return nil, err
	}
	for _, o := range offices {
		had := slices.IndexFunc(present, func(p data.Office) bool { return p.ID == o.ID })
		if had >= 0 {
			o = keepOwn(o, present[had])
		} else {
			o = keepOwn(o, data.Office{})
		}
		changes, err := tx.SetOffice(o)
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, nil
}

// keepOwn returns the office with what only the store knows: the blocks of its
// desks, and the desks that were retired before.
func keepOwn(o, present data.Office) data.Office {
	o.Floors = slices.Clone(o.Floors)
	for i := range o.Floors {
		f := &o.Floors[i]
		f.Desks = slices.Clone(f.Desks)
		var had []data.Desk
		if at := floorAt(present, f.ID); at >= 0 {
			had = present.Floors[at].Desks
		}
		for j := range f.Desks {
			f.Desks[j].Blocks = nil
			if at := deskAt(had, f.Desks[j].ID); at >= 0 {
				f.Desks[j].Blocks = had[at].Blocks
			}
		}
		for _, d := range had {
			if d.Retired && deskAt(f.Desks, d.ID) < 0 {
				f.Desks = append(f.Desks, d)
			}
		}
	}
	for _, f := range present.Floors {
		isRetired := len(f.Desks) > 0 && !slices.ContainsFunc(f.Desks, func(d data.Desk) bool { return !d.Retired })
		if isRetired && floorAt(o, f.ID) < 0 {
			o.Floors = append(o.Floors, f)
		}
	}
	return o
}

func floorAt(o data.Office, id string) int {
	return slices.IndexFunc(o.Floors, func(f data.Floor) bool { return f.ID == id })
}

func deskAt(desks []data.Desk, id string) int {
	return slices.IndexFunc(desks, func(d data.Desk) bool { return d.ID == id })
}
