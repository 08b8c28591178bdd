package storage

import (
	"context"
	"errors"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// OfficeChange says what an import does to one floor.
type OfficeChange = engine.OfficeChange

// errPreview ends a transaction that was made to see what it would do.
var errPreview = errors.New("only a preview")

// OfficePreview says what the import of offices would do to what is there.
type OfficePreview struct {
	Changes []OfficeChange

	offices []data.Office // those to be imported
	present []data.Office // those of the store with their IDs
}

// PreviewOffices returns what ImportOffices would do, and changes nothing: make
// offices be as given. Each is added where there is none with its ID, else changed;
// offices that are not given stay as they are. Desks that a given office has no more
// are removed, or retired where bookings name them. Blocks stay with their desks;
// those of the given desks are ignored.
func (s *Store) PreviewOffices(ctx context.Context, offices []data.Office) (p OfficePreview, err error) {
	if err := s.mayChange(); err != nil {
		return p, err
	}
	_, err = engine.Update(ctx, s.db, s.now, func(tx *engine.Change) error {
		p = OfficePreview{offices: offices}
		if p.present, err = presentOffices(tx, offices); err != nil {
			return err
		}
		if p.Changes, err = importOffices(tx, offices); err != nil {
			return err
		}
		return errPreview
	})
	if err != nil && !errors.Is(err, errPreview) {
		return OfficePreview{}, &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: err}
	}
	return p, nil
}

// ImportOffices does what a preview has said, as one step. Where the offices are not
// as they were then, or it would do something else by now, as to more bookings, it
// does nothing, and the error holds a ConflictError with ErrChanged.
func (s *Store) ImportOffices(ctx context.Context, p OfficePreview) error {
	return s.change(ctx, func(tx *engine.Change, step *Step) error {
		present, err := presentOffices(tx, p.offices)
		if err != nil {
			return err
		}
		changes, err := importOffices(tx, p.offices)
		if err != nil {
			return err
		}
		if !slices.EqualFunc(present, p.present, data.Office.Equal) || !slices.Equal(changes, p.Changes) {
			return &data.ConflictError{Err: data.ErrChanged, What: nameOfFirst(p)}
		}
		*step = Step{Kind: StepOffices}
		for _, c := range changes { // those of one office stand together
			if n := len(step.Offices); n == 0 || step.Offices[n-1] != c.Office {
				step.Offices = append(step.Offices, c.Office)
			}
		}
		return nil
	})
}

// nameOfFirst names the first office that a preview is about.
func nameOfFirst(p OfficePreview) string {
	for _, o := range slices.Concat(p.present, p.offices) {
		return o.Name
	}
	return ""
}

// presentOffices returns those of the store that have the IDs of the given ones.
func presentOffices(tx *engine.Change, given []data.Office) ([]data.Office, error) {
	present, err := tx.Offices()
	return slices.DeleteFunc(present, func(p data.Office) bool {
		return !slices.ContainsFunc(given, func(o data.Office) bool { return o.ID == p.ID })
	}), err
}

func importOffices(tx *engine.Change, offices []data.Office) (all []OfficeChange, err error) {
	present, err := tx.Offices()
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
