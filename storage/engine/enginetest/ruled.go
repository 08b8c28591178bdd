package enginetest

import (
	"context"
	"errors"
	"slices"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// ruled is the rules over an engine, and a history of the plainest kind.
type ruled struct {
	engine.DB
	now        func() time.Time
	undo, redo []step
	steps      int64
}

type step struct {
	id    int64
	edits []engine.Edit
}

// change makes a change, which is a step that can be undone.
func (s *ruled) change(ctx context.Context, f func(*engine.Change) error) error {
	done, err := engine.Update(ctx, s.DB, s.now, f)
	if err == nil && done.Data {
		s.steps++
		s.undo, s.redo = append(s.undo, step{s.steps, done.Edits}), nil
	}
	return err
}

func (s *ruled) AddUsers(ctx context.Context, users []data.User, names ...engine.SharedNames) (added []data.User, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		added, err = c.AddUsers(users, names...)
		return err
	})
	return added, err
}

func (s *ruled) ChangeUser(ctx context.Context, seen, wanted data.User, names ...engine.SharedNames) (after data.User, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		_, after, err = c.ChangeUser(seen, wanted, names...)
		return err
	})
	return after, err
}

func (s *ruled) Deactivate(ctx context.Context, userID string, shown []data.Seat, release bool) (released []data.Seat, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		_, released, err = c.Deactivate(userID, shown, release)
		return err
	})
	return released, err
}

func (s *ruled) Book(ctx context.Context, b data.Booking) (booked data.Booking, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		booked, err = c.Book(b)
		return err
	})
	return booked, err
}

func (s *ruled) BookDays(ctx context.Context, b data.Booking, days []data.Date) (booked []data.Seat, left []*data.ConflictError, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		booked, left, err = c.BookDays(b, days)
		return err
	})
	return booked, left, err
}

func (s *ruled) Move(ctx context.Context, day data.Date, bookingID string, to data.DeskRef) (moved data.Booking, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		_, moved, err = c.Move(day, bookingID, to)
		return err
	})
	return moved, err
}

func (s *ruled) Release(ctx context.Context, day data.Date, bookingID string) (released data.Booking, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		seat, err := c.Release(day, bookingID)
		released = seat.Booking
		return err
	})
	return released, err
}

func (s *ruled) ReleaseAll(ctx context.Context, seats []data.Seat) (released []data.Seat, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		released, err = c.ReleaseAll(seats)
		return err
	})
	return released, err
}

func (s *ruled) BlockDesk(ctx context.Context, ref data.DeskRef, block data.Block, shown []data.Seat) (released []data.Seat, err error) {
	err = s.change(ctx, func(c *engine.Change) error {
		_, released, err = c.Block(ref, block, shown)
		return err
	})
	return released, err
}

func (s *ruled) UnblockDesk(ctx context.Context, ref data.DeskRef, shown data.Block) error {
	return s.change(ctx, func(c *engine.Change) error {
		_, err := c.Unblock(ref, shown)
		return err
	})
}

func (s *ruled) AllowPast(ctx context.Context, allow bool) error {
	return s.change(ctx, func(c *engine.Change) error { return c.AllowPast(allow) })
}

var errSeen = errors.New("only looked at")

func (s *ruled) Import(ctx context.Context, offices []data.Office, seen func()) error {
	err := s.change(ctx, func(c *engine.Change) error {
		if _, err := c.ImportOffices(offices); err != nil {
			return err
		}
		return errSeen
	})
	if !errors.Is(err, errSeen) {
		return err
	}
	seen()
	return s.change(ctx, func(c *engine.Change) error {
		_, err := c.ImportOffices(offices)
		return err
	})
}

func (s *ruled) Steps() (undo, redo []int64) { return ids(s.undo), ids(s.redo) }

func ids(steps []step) (all []int64) {
	for _, step := range steps {
		all = append(all, step.id)
	}
	return all
}

func (s *ruled) Undo(ctx context.Context, id int64) error { return s.revert(ctx, id, &s.undo, &s.redo) }
func (s *ruled) Redo(ctx context.Context, id int64) error { return s.revert(ctx, id, &s.redo, &s.undo) }

func (s *ruled) revert(ctx context.Context, id int64, from, to *[]step) error {
	at := len(*from) - 1
	if id != 0 {
		at = slices.IndexFunc(*from, func(s step) bool { return s.id == id })
	}
	if at < 0 {
		return &data.ConflictError{Err: data.ErrUnknownStep}
	}
	one := (*from)[at]
	done, err := engine.Update(ctx, s.DB, s.now, func(c *engine.Change) error {
		if err := c.CheckDays(one.edits); err != nil {
			return err
		}
		return c.Revert(one.edits)
	})
	if errors.Is(err, data.ErrPastDay) {
		return err
	}
	*from = slices.Delete(*from, at, at+1)
	if err == nil {
		*to = append(*to, step{one.id, done.Edits})
	}
	return err
}
