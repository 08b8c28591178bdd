package plans

import (
	"context"
	"errors"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/history"
)

// errPreview ends a transaction that was made to see what it would do.
var errPreview = errors.New("only a preview")

// OfficePreview says what the import of offices would do to what is there.
type OfficePreview struct {
	Changes []engine.OfficeChange

	offices []data.Office // those to be imported
	present []data.Office // those of the store with their IDs
}

// PreviewOffices returns what ImportOffices would do, and changes nothing: make
// offices be as given. Each is added where there is none with its ID, else changed;
// offices that are not given stay as they are. Desks that a given office has no more
// are removed, or retired where bookings name them. Blocks stay with their desks;
// those of the given desks are ignored.
func (p *Plans) PreviewOffices(ctx context.Context, offices []data.Office) (shown OfficePreview, err error) {
	err = p.host.Keep(ctx, func(tx *engine.Change) error {
		shown = OfficePreview{offices: offices}
		if shown.present, err = present(tx, offices); err != nil {
			return err
		}
		if shown.Changes, err = tx.ImportOffices(offices); err != nil {
			return err
		}
		return errPreview
	})
	if err != nil && !errors.Is(err, errPreview) {
		return OfficePreview{}, err
	}
	return shown, nil
}

// ImportOffices does what a preview has said, as one step. Where the offices are not
// as they were then, or it would do something else by now, as to more bookings, it
// does nothing, and the error holds a ConflictError with ErrChanged.
func (p *Plans) ImportOffices(ctx context.Context, shown OfficePreview) error {
	return p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		now, err := present(tx, shown.offices)
		if err != nil {
			return err
		}
		changes, err := tx.ImportOffices(shown.offices)
		if err != nil {
			return err
		}
		if !slices.EqualFunc(now, shown.present, data.Office.Equal) || !slices.Equal(changes, shown.Changes) {
			return &data.ConflictError{Err: data.ErrChanged, What: nameOfFirst(shown)}
		}
		*step = history.Step{Kind: history.Offices}
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

// present returns those of the store that have the IDs of the given ones.
func present(tx *engine.Change, given []data.Office) ([]data.Office, error) {
	offices, err := tx.Offices()
	return slices.DeleteFunc(offices, func(o data.Office) bool {
		return !slices.ContainsFunc(given, func(g data.Office) bool { return g.ID == o.ID })
	}), err
}
