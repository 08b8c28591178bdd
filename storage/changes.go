package storage

import (
	"context"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/history"
	"seatkeeper/storage/sqlite"
)

// SharedNames says whether somebody may get a name that another person has: see package
// engine. Where nothing is said they may not, and the error holds a ConflictError with
// ErrNameTaken.
type SharedNames = engine.SharedNames

// NamesShared lets them: the user knows of the other.
const NamesShared = engine.NamesShared

// AddUser adds a person, with a new ID where u has none, and returns them as kept.
func (s *Store) AddUser(ctx context.Context, u data.User, names ...SharedNames) (added data.User, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		added, err = tx.AddUser(u, names...)
		*step = Step{Kind: history.AddPeople, Users: []data.User{added}}
		return err
	})
	return added, err
}

// AddUsers adds people with those names, as one step, and returns them as kept.
// A name that is taken, or can't be, ends it with nobody added.
func (s *Store) AddUsers(ctx context.Context, users []data.User, names ...SharedNames) (added []data.User, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		added, err = tx.AddUsers(users, names...)
		*step = Step{Kind: history.AddPeople, Users: added}
		return err
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

// ImportPeople adds people, with new IDs where they have none, and changes what
// differs between others as the user saw them and as they are to be, all as one
// step. Those who are added may have the name of others if an e-mail address or a team
// tells them apart. Where one of it can't be, nobody is added or changed.
func (s *Store) ImportPeople(ctx context.Context, added []data.User, changed []data.Change[data.User]) error {
	return s.change(ctx, func(tx *engine.Change, step *Step) error {
		added, err := tx.AddUsers(added, engine.NamesApart)
		if err != nil {
			return err
		}
		*step = Step{Kind: history.AddPeople, Users: added}
		for _, c := range changed {
			_, after, err := tx.ChangeUser(c.Before, c.After)
			if err != nil {
				return err
			}
			step.Updated = append(step.Updated, after)
		}
		return nil
	})
}

// ChangeUser changes what differs between a person as the user saw them and as the
// user wants them, and returns them as they are now: all else stays, whoever has
// changed it since. The error holds a ConflictError with ErrChanged where somebody
// has changed the same.
func (s *Store) ChangeUser(ctx context.Context, seen, wanted data.User, names ...SharedNames) (set data.User, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		before, after, err := tx.ChangeUser(seen, wanted, names...)
		if err != nil {
			return err
		}
		set = after
		*step = Step{Kind: history.Rename, Users: []data.User{set}, Was: before.Name}
		switch {
		case set.Active && !before.Active:
			step.Kind = history.Reactivate
		case !set.Active && before.Active:
			step.Kind = history.Deactivate
		}
		return nil
	})
	return set, err
}

// Deactivate makes a person inactive, as one step with the release of the desks
// that they have from today on where that is wanted. It returns those it released.
// shown are these bookings as the user has seen them; where there are others by now
// it does nothing, and the error holds a ConflictError with ErrMoreBookings and them.
func (s *Store) Deactivate(ctx context.Context, userID string, shown []data.Seat, release bool) (released []data.Seat, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		left, gone, err := tx.Deactivate(userID, shown, release)
		released = gone
		*step = Step{Kind: history.Deactivate, Users: []data.User{left}, Seats: released}
		return err
	})
	return released, err
}

// AddOffice adds an office with its floors.
func (s *Store) AddOffice(ctx context.Context, o data.Office) error {
	return s.change(ctx, func(tx *engine.Change, step *Step) error {
		*step = Step{Kind: history.Offices, Offices: []string{o.Name}}
		return tx.AddOffice(o)
	})
}

// Book gives a desk to a person for a day and returns the booking as kept. The
// error holds a ConflictError that names who or what is in the way.
func (s *Store) Book(ctx context.Context, b data.Booking) (booked data.Booking, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		if booked, err = tx.Book(b); err != nil {
			return err
		}
		seat, err := tx.Seat(booked.Date, booked.ID)
		*step = Step{Kind: history.Book, Seats: []data.Seat{seat}}
		return err
	})
	return booked, err
}

// BookDays gives a desk to a person on each of the days, as one step. Days on
// which that can't be are left out, and their ConflictErrors come back.
func (s *Store) BookDays(ctx context.Context, b data.Booking, days []data.Date) (booked []data.Seat, left []*data.ConflictError, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		booked, left, err = tx.BookDays(b, days)
		*step = Step{Kind: history.Book, Seats: booked}
		return err
	})
	return booked, left, err
}

// Move gives the person of a booking another desk on its day, as one step, and
// returns the new booking. Errors are those of Release and of Book.
func (s *Store) Move(ctx context.Context, day data.Date, bookingID string, to data.DeskRef) (moved data.Booking, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		var from data.Seat
		if from, moved, err = tx.Move(day, bookingID, to); err != nil {
			return err
		}
		seat, err := tx.Seat(moved.Date, moved.ID)
		*step = Step{Kind: history.Move, Seats: []data.Seat{seat}, Was: from.Label}
		return err
	})
	return moved, err
}

// Release gives a desk back and returns the booking with its release time.
func (s *Store) Release(ctx context.Context, day data.Date, bookingID string) (released data.Booking, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		seat, err := tx.Release(day, bookingID)
		released = seat.Booking
		*step = Step{Kind: history.Release, Seats: []data.Seat{seat}}
		return err
	})
	return released, err
}

// ReleaseAll gives the desks of those bookings back, as one step, and returns the
// bookings that it released. Those that were released meanwhile are left out.
func (s *Store) ReleaseAll(ctx context.Context, seats []data.Seat) (released []data.Seat, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		released, err = tx.ReleaseAll(seats)
		*step = Step{Kind: history.Release, Seats: released}
		return err
	})
	return released, err
}

// BlockDesk keeps a desk from being booked for some days, as one step with the
// release of the bookings that it has then. shown are these as the user has seen
// them; where there are others it does nothing, and the error holds a ConflictError
// with ErrBlockedDesk and them. A block that is there on some of the days is an
// ErrBlockedDesk too.
func (s *Store) BlockDesk(ctx context.Context, ref data.DeskRef, block data.Block, shown []data.Seat) (released []data.Seat, err error) {
	err = s.change(ctx, func(tx *engine.Change, step *Step) error {
		desk, gone, err := tx.Block(ref, block, shown)
		released = gone
		*step = Step{Kind: history.Block, Desk: ref, Label: desk.Label, Block: block, Seats: released}
		return err
	})
	return released, err
}

// UnblockDesk takes a block away, as the user has seen it. Where there is none on its
// days any more it changes nothing; where there is another one, the error holds a
// ConflictError with ErrChanged and that.
func (s *Store) UnblockDesk(ctx context.Context, ref data.DeskRef, shown data.Block) error {
	return s.change(ctx, func(tx *engine.Change, step *Step) error {
		desk, err := tx.Unblock(ref, shown)
		*step = Step{Kind: history.Unblock, Desk: ref, Label: desk.Label}
		return err
	})
}

// AllowPast allows days before today to be changed, or forbids it. It is no step that
// can be undone.
func (s *Store) AllowPast(ctx context.Context, allow bool) error {
	if err := s.mayChange(); err != nil {
		return err
	}
	done, err := engine.Update(ctx, s.db, s.now, func(tx *engine.Change) error { return tx.AllowPast(allow) })
	if err != nil {
		return &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: s.file.onFullDisk(err)}
	}
	if done.Settings {
		s.watch.tell()
	}
	return nil
}

// WaitingSince returns a context for a change that has been waiting since then, behind
// others: none waits longer for another program's lock than if it were alone.
func WaitingSince(ctx context.Context, since time.Time) context.Context {
	return engine.WaitingSince(ctx, since)
}

// change is the one way to change data: it commits, keeps the step for Undo, and
// then tells the subscribers. f says in step what it does.
func (s *Store) change(ctx context.Context, f func(*engine.Change, *Step) error) error {
	if err := s.mayChange(); err != nil {
		return err
	}
	var step Step
	done, err := engine.Update(ctx, s.db, s.now, func(tx *engine.Change) error {
		step = Step{}
		err := f(tx, &step)
		if err == nil && len(step.Users) == 1 {
			err = nameApart(tx, &step)
		}
		return err
	})
	if err != nil {
		return s.file.foundDamage(&failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: s.file.onFullDisk(err)})
	}
	if done.Data {
		step.Edits = done.Edits
		s.history.Add(step)
		s.watch.tell()
	}
	return nil
}

// nameApart says of whom the step tells where several have that name.
func nameApart(tx *engine.Change, step *Step) error {
	called, err := tx.Called(step.Users[0])
	if called != step.Users[0].Name {
		step.Person = called
	}
	return err
}

// note writes what this computer keeps beside the data, and tells the subscribers where
// that has changed something that they may show.
func (s *Store) note(ctx context.Context, f func(*sqlite.Notes) error) error {
	if err := s.mayChange(); err != nil {
		return err
	}
	shown, err := s.local.update(ctx, f)
	if err != nil {
		return &failure.Error{Op: failure.OpChangeStore, Path: s.path(), Err: s.file.onFullDisk(err)}
	}
	if shown {
		s.watch.tell()
	}
	return nil
}

func (s *Store) mayChange() error {
	if s.readOnly != nil {
		return s.readOnly
	}
	if err := s.Damage(); err != nil {
		return err
	}
	return s.Displaced() // or the change would be lost with the file
}
