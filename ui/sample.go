package ui

import (
	"context"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the menu and the buttons do. A shortcut works behind a dialog and before
// the store is open too, so each action looks first whether it can.

// sampleSize is what File > New sample data makes: a lively office with desks to
// spare.
func (w *Window) sampleSize() data.SampleSize {
	return data.SampleSize{People: 30, Days: 20, Until: w.today()}
}

// addSample fills an empty store with people and bookings to try things on.
func (w *Window) addSample() {
	if !w.history.mayChange() {
		return
	}
	size := w.sampleSize()
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.AddSample(ctx, size, nil)
		return err
	}, nil, func(err error) {
		if err != nil {
			w.news.refuse(words.DoingSample, err, nil)
		}
	})
}
