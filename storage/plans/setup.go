package plans

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/data/layout"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/history"
)

// SetUp draws an office from words and adds it behind the others, as one step; the sample
// office goes if it is as it came and nobody has booked in it. It returns the office as
// kept.
func (p *Plans) SetUp(ctx context.Context, name string, floors []layout.Floor) (made data.Office, err error) {
	err = p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		present, err := tx.Offices()
		if err != nil {
			return err
		}
		made = layout.Office(name, floors, func(id string) bool {
			return slices.ContainsFunc(present, func(o data.Office) bool { return o.ID == id })
		})
		// Two computers may each have an office of that name, and plans go from one to the other.
		made.ID += "-" + uuid.NewString()[:4]
		*step = history.Step{Kind: history.AddOffice, Offices: []string{made.Name}, Desks: desksOf(made)}
		if err := tx.AddOffice(made); err != nil {
			return err
		}
		return removeUntouchedSample(tx, present)
	})
	return made, err
}

func desksOf(o data.Office) (desks int) {
	for _, f := range o.Floors {
		desks += len(f.Desks)
	}
	return desks
}

// removeUntouchedSample removes the sample office where it is as it came.
func removeUntouchedSample(tx *engine.Change, present []data.Office) error {
	for _, o := range present {
		if o.ID != data.SampleOfficeID || !o.Equal(data.SampleOffice()) {
			continue
		}
		shown, err := tx.RemovalOf(o.ID, "")
		if err == nil && shown.Bookings() == 0 {
			err = tx.Remove(shown, true)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// PreviewRemoveSample returns what RemoveSample would do.
func (p *Plans) PreviewRemoveSample(ctx context.Context) (r engine.SampleRemoval, err error) {
	err = p.host.View(ctx, func(tx *engine.Change) error {
		r, err = tx.SampleRemoval()
		return err
	})
	return r, err
}

// RemoveSample takes all that is made up away, as a preview has said and as one step: the
// sample office with what is booked there, and the people who came with it, with what they
// have elsewhere. Where it would do something else by now, the error holds a ConflictError
// with ErrChanged.
func (p *Plans) RemoveSample(ctx context.Context, shown engine.SampleRemoval) error {
	change := p.host.Change
	if shown.Bookings() > history.MostEdits/2 {
		change = p.host.ChangeMuch
	}
	return change(ctx, func(tx *engine.Change, step *history.Step) error {
		*step = history.Step{Kind: history.RemoveSample}
		return tx.RemoveSample(shown)
	})
}
