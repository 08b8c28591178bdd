package storage

import (
	"context"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/history"
)

// AddSample fills an empty store with people and bookings to try things on. It
// returns ErrNotEmpty for a store that holds people or bookings. progress may be
// nil.
func (s *Store) AddSample(ctx context.Context, size data.SampleSize, progress func(done, total int)) (set data.SampleSet, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		if size.People*size.Days > history.MostEdits {
			tx.Forget()
		}
		set, err = addSample(tx, size, progress)
		*step = Step{Kind: history.Sample}
		return err
	})
	return set, err
}

func addSample(tx *engine.Change, size data.SampleSize, progress func(done, total int)) (set data.SampleSet, err error) {
	empty, err := tx.IsEmpty()
	if err != nil {
		return set, err
	}
	if !empty {
		return set, failure.ErrNotEmpty
	}
	offices, err := tx.Offices()
	if err != nil {
		return set, err
	}
	offices = data.InUse(offices)
	if len(offices) == 0 {
		offices = []data.Office{data.SampleOffice()}
		if err := tx.AddOffice(offices[0]); err != nil {
			return set, err
		}
	}
	set = data.Sample(offices, size)
	if err := tx.AddFloors(offices[0].ID, set.Offices[0].Floors[len(offices[0].Floors):]); err != nil {
		return set, err
	}
	for _, u := range set.Users {
		u.Active = true // until they have their bookings
		if _, err := tx.AddUser(u); err != nil {
			return set, err
		}
	}
	err = tx.AddBookings(set.Bookings(), func(done int) {
		if progress != nil {
			progress(done, set.Count)
		}
	})
	for _, u := range set.Users {
		if err == nil && !u.Active {
			active := u
			active.Active = true
			_, _, err = tx.ChangeUser(active, u)
		}
	}
	return set, err
}
