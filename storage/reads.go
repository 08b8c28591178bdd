package storage

import (
	"context"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
)

// Status says how a store stands as a whole.
type Status struct {
	engine.Status
	Notes  int64 // moves when settings, or what is noted about backups, have changed
	Backup LastBackup
}

// Settings are the user's choices that hold for everybody who uses the store.
type Settings = engine.Settings

// reads is what the store can be asked.
type reads struct {
	db    engine.DB
	file  *storeFile // what it has as a file; nil where it is none
	local *local
}

// Status returns how the store stands as a whole.
func (r *reads) Status(ctx context.Context) (Status, error) {
	status, err := r.status(ctx)
	if err != nil {
		err = r.file.foundDamage(&failure.Error{Op: failure.OpReadStore, Path: r.path(), Err: err})
	}
	return status, err
}

func (r *reads) status(ctx context.Context) (status Status, err error) {
	// The notes first: a backup that they name holds no more changes than there are.
	noted, err := r.local.noted(ctx)
	if err != nil {
		return status, err
	}
	status.Notes, status.Backup = noted.Count, noted.Backup
	status.Status, err = r.db.Status(ctx)
	return status, err
}

// Offices returns all offices, in the user's order, with all that is on their floors.
func (r *reads) Offices(ctx context.Context) ([]data.Office, error) {
	return reading(r, func() ([]data.Office, error) { return r.db.Offices(ctx) })
}

// Picture returns the picture with that ID: see [data.Background]. Where there is none the
// error holds a [*data.ConflictError] with ErrUnknownPicture.
func (r *reads) Picture(ctx context.Context, id string) (data.Picture, error) {
	return reading(r, func() (data.Picture, error) {
		p, found, err := r.db.Picture(ctx, id)
		if err == nil && !found {
			err = &data.ConflictError{Err: data.ErrUnknownPicture, What: id}
		}
		return p, err
	})
}

// Users returns all people but the visitor, by ID.
func (r *reads) Users(ctx context.Context) ([]data.User, error) {
	return reading(r, func() ([]data.User, error) { return r.db.Users(ctx) })
}

// Day returns who has a desk on that day, over all offices.
func (r *reads) Day(ctx context.Context, day data.Date) ([]data.Seat, error) {
	return reading(r, func() ([]data.Seat, error) { return r.db.Day(ctx, day) })
}

// PersonSeats returns the desks that a person has from one day to another, both
// included, by day. The visitor has none here.
func (r *reads) PersonSeats(ctx context.Context, userID string, from, to data.Date) ([]data.Seat, error) {
	return reading(r, func() ([]data.Seat, error) { return r.db.PersonSeats(ctx, userID, from, to) })
}

// DeskSeats returns who has a desk from one day to another, both included, by day.
func (r *reads) DeskSeats(ctx context.Context, ref data.DeskRef, from, to data.Date) ([]data.Seat, error) {
	return reading(r, func() ([]data.Seat, error) { return r.db.DeskSeats(ctx, ref, from, to) })
}

// HeldDays returns how many desks are booked on each day from one to another, both
// included; days without bookings are left out.
func (r *reads) HeldDays(ctx context.Context, from, to data.Date) (map[data.Date]int, error) {
	return reading(r, func() (map[data.Date]int, error) { return r.db.HeldDays(ctx, from, to) })
}

// FindUser returns the person with that ID or name, or an ErrUnknownUser.
func (r *reads) FindUser(ctx context.Context, idOrName string) (data.User, error) {
	return reading(r, func() (data.User, error) { return engine.FindUser(ctx, r.db, idOrName) })
}

// FindDesk returns the desk with that ID, label or office/floor/desk, or an
// ErrUnknownDesk or ErrAmbiguousDesk.
func (r *reads) FindDesk(ctx context.Context, text string) (data.DeskRef, error) {
	return reading(r, func() (data.DeskRef, error) { return engine.FindDesk(ctx, r.db, text) })
}

// reading adds operation and path to the error of a read.
func reading[T any](r *reads, f func() (T, error)) (T, error) {
	result, err := f()
	if err != nil {
		err = r.file.foundDamage(&failure.Error{Op: failure.OpReadStore, Path: r.path(), Err: r.file.onFullDisk(err)})
	}
	return result, err
}

// path returns that of the store's file, which errors tell; empty where it is none.
func (r *reads) path() string {
	if r.file == nil {
		return ""
	}
	return r.file.path
}
