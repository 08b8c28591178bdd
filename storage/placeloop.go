package storage

import (
	"context"
	"errors"
	"time"

	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
)

// settle is how long the loop of the second place waits after a change for further
// ones.
const settle = 2 * time.Second

// placeLoop copies backups to the second place, beside the other loop: a drive that
// does not answer must not hold the backups.
func (a *Automatic) placeLoop(ctx context.Context) {
	var c placeSchedule
	for {
		wait := a.lookAtPlace(ctx, &c)
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-a.place:
			rest(ctx, settle)
		case <-a.placeNow:
			c.retry = time.Time{}
		}
		timer.Stop()
		if ctx.Err() != nil {
			return
		}
	}
}

// placeSchedule is what the loop remembers from one look to the next.
type placeSchedule struct {
	failures int       // in a row, but for a place that is away
	retry    time.Time // not before then, after a failure
}

func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// placeEvery is how often a second place that is away is looked for.
const placeEvery = 30 * time.Second

// lookAtPlace copies what waits and returns how long to sleep unless something
// changes.
func (a *Automatic) lookAtPlace(ctx context.Context, c *placeSchedule) time.Duration {
	// A change in between, or what an attempt has found out, may have woken this loop.
	if wait := c.retry.Sub(a.s.now()); wait > 0 && wait <= latest {
		return wait
	}
	settings, err := a.s.backups.Settings(ctx)
	var waiting []backups.File
	if err == nil {
		waiting, err = a.s.backups.Waiting(ctx, settings)
	}
	if err != nil {
		return placeEvery // the loop of the backups meets it too, and signs
	}
	left := len(waiting)
	if left > 0 {
		err = a.s.backups.CopyWaiting(ctx, settings, func() {
			left--
			a.sign(func(s *Signs) { s.Waiting = min(s.Waiting, left) })
		})
	}
	if ctx.Err() != nil {
		return 0
	}
	now := a.s.now()
	wait := placeEvery
	switch {
	case err == nil:
		*c = placeSchedule{}
		a.sign(func(s *Signs) { s.Away, s.AwaySince, s.Waiting = nil, time.Time{}, 0 })
		return latest
	case errors.Is(err, backups.ErrClaimed):
		return lookAgain
	case errors.Is(err, failure.ErrPlaceAway):
		c.failures = 0
	default:
		c.failures++
		wait = min(placeEvery<<min(c.failures, 8), latest)
	}
	c.retry = now.Add(wait)
	a.sign(func(s *Signs) {
		if s.Away == nil {
			s.AwaySince = now
		}
		s.Away, s.Waiting = err, left
	})
	return wait
}
