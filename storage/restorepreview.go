package storage

import (
	"context"
	"errors"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/compare"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/sqlite"
)

// RestorePreview says what a restore would bring.
type RestorePreview struct {
	Report     format.Report // of the file, with the records that are left out
	Counts     Counts        // what the store would hold
	Comparison               // from the present data to the restored ones
	// LeftOut lists people, bookings and pictures that are left out, in the file's order;
	// at most 1,000. The counts are of all of them.
	LeftOut                                []format.LeftOut
	LeftPeople, LeftBookings, LeftPictures int64
}

// Left returns how many records are left out.
func (p RestorePreview) Left() int64 { return p.LeftPeople + p.LeftBookings + p.LeftPictures }

// Preview compares the present data with those that would be restored. The error
// is an [*failure.Error].
func (r *Restore) Preview(ctx context.Context) (p RestorePreview, err error) {
	if err = r.begin(ctx); err != nil {
		return p, err
	}
	defer r.end()
	p = RestorePreview{Report: r.report, Counts: r.counts, LeftOut: r.left.list, LeftPeople: r.left.people, LeftBookings: r.left.bookings, LeftPictures: r.left.pictures}
	if err = r.store.Displaced(); err != nil {
		return p, err
	}
	before, err := r.store.db.Snapshot(ctx)
	if err != nil {
		return p, &failure.Error{Op: failure.OpReadStore, Path: r.store.path(), Err: err}
	}
	defer before.Close()
	err = r.withNew(ctx, func(after *engine.Snapshot) error {
		c, err := compare.States(ctx, before, after)
		p.Comparison = *c
		return err
	})
	if err != nil {
		return p, &failure.Error{Op: failure.OpReadStore, Path: r.store.path(), Err: err}
	}
	r.seen = before.Status.Changes
	return p, nil
}

// withNew calls f with what the new store holds. r is in use: see begin.
func (r *Restore) withNew(ctx context.Context, f func(*engine.Snapshot) error) (err error) {
	db, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	after, err := db.Snapshot(ctx)
	if err != nil {
		return err
	}
	defer after.Close()
	return f(after)
}

// open opens the new store. r is in use: see begin.
func (r *Restore) open(ctx context.Context) (*sqlite.DB, error) {
	if r.temp == nil {
		return nil, errClosed
	}
	return sqlite.Open(ctx, r.temp.Name(), sqlite.Options{ReadOnly: true, Scratch: true})
}

var errClosed = errors.New("the restore has ended")

// DiffBackups compares two backup files, from the first to the second; where the
// second path is empty, the first with the present data of the store. Files
// without offices are taken to have the store's. A passphrase opens either.
func DiffBackups(ctx context.Context, s *Store, from, to string, o backupfile.ReadOptions) (c Comparison, err error) {
	before, err := PrepareRestore(ctx, s, from, RestoreOptions{Passphrase: o.Passphrase, Progress: o.Progress})
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	second := func(f func(*engine.Snapshot) error) error {
		present, err := s.db.Snapshot(ctx)
		if err != nil {
			return err
		}
		defer present.Close()
		return f(present)
	}
	if to != "" {
		after, err := PrepareRestore(ctx, s, to, RestoreOptions{Passphrase: o.Passphrase})
		if err != nil {
			return c, err
		}
		defer func() { err = errors.Join(err, after.Close()) }()
		second = func(f func(*engine.Snapshot) error) error { return after.withNew(ctx, f) }
	}
	err = before.withNew(ctx, func(first *engine.Snapshot) error {
		return second(func(second *engine.Snapshot) error {
			compared, err := compare.States(ctx, first, second)
			c = *compared
			return err
		})
	})
	if err != nil {
		err = &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err}
	}
	return c, err
}
