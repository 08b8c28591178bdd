package storage

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/sqlite"
)

// What is known of damage inside the store's own file. It is looked for at the start and
// before an automatic backup, as far as that takes no time that anybody would notice, and
// whatever reads the store may come upon it. What was found is kept in the store, so that
// the next program knows it too, looks once more, and forgets it where it is gone.
type soundness struct {
	mu      sync.Mutex
	damage  error
	looked  time.Time // when all of it was looked at last
	waiting bool      // it was not ended cleanly, and is too large to be looked at in a start
}

// How large a store may be to be looked at: reading all of it takes some 5 ms for each
// megabyte (0.9 s for 1,000,000 bookings, 175 MB).
const (
	lookAlways  = 1 << 20  // at each start
	lookUnclean = 64 << 20 // at a start after an end that was not clean, and before each automatic backup
	// A larger one is looked at in the background, after an end that was not clean and
	// before an automatic backup, but not more often than that:
	lookLargeEvery = 24 * time.Hour
)

// The note about damage that is kept in the store.
const (
	topicStore = "store"
	keyDamage  = "damage"
)

// Damage returns an [*Error] of [KindDamaged] where the store's file is known to be
// damaged, and nil otherwise. What can be read of it is shown; it is not changed any more,
// since a change could be lost or spoil more.
func (s *Store) Damage() error {
	s.soundness.mu.Lock()
	defer s.soundness.mu.Unlock()
	return s.soundness.damage
}

// foundDamage remembers an error that says that the store is damaged, and tells the
// subscribers. It returns the error.
func (s *Store) foundDamage(err error) error {
	// What can only be read is not changed anyhow, and may be in the middle of a change.
	if s.readOnly != nil || !errors.Is(err, failure.ErrDamaged) {
		return err
	}
	var known *failure.Error
	if !errors.As(err, &known) || known.Path != s.path() {
		known = &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err}
	}
	s.soundness.mu.Lock()
	first := s.soundness.damage == nil
	if first {
		s.soundness.damage = &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: known.Err}
	}
	s.soundness.mu.Unlock()
	if first {
		s.watch.tell()
	}
	return err
}

// keepDamage is foundDamage, and has the next program know it. Nothing of the store may
// be held. A store that does not take the note is found damaged once more.
func (s *Store) keepDamage(ctx context.Context, err error) error {
	if errors.Is(s.foundDamage(err), failure.ErrDamaged) && s.readOnly == nil {
		_ = s.noteDamage(context.WithoutCancel(ctx), err.Error())
	}
	return err
}

func (s *Store) noteDamage(ctx context.Context, text string) error {
	_, err := s.local.update(ctx, func(n *sqlite.Notes) error { return keepNote(n, topicStore, keyDamage, text) })
	return err
}

// lookAtStart looks whether the store is sound where there is reason to, and where it is
// so small that nobody waits for it. The error is that of ctx.
func (s *Store) lookAtStart(ctx context.Context) error {
	if s.readOnly != nil {
		return nil
	}
	notes, err := s.local.notes(ctx, topicStore)
	if err != nil {
		_ = s.keepDamage(ctx, err)
		return ctx.Err()
	}
	unclean, size := s.db.Found() != sqlite.LogNone, s.inPlace.store.Size()
	_, known := notes[keyDamage]
	if !known && size > lookAlways && (!unclean || size > lookUnclean) {
		s.soundness.waiting = unclean
		return nil
	}
	switch err := s.look(ctx); {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err == nil && known:
		_ = s.noteDamage(ctx, "") // else the next start looks again
	}
	return nil
}

// look looks at all of the store. The error is an [*Error], also for what only stopped it.
func (s *Store) look(ctx context.Context) error {
	err := s.db.CheckWhole(ctx)
	if err != nil {
		return s.keepDamage(ctx, &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err})
	}
	s.soundness.mu.Lock()
	s.soundness.looked, s.soundness.waiting = s.now(), false
	s.soundness.mu.Unlock()
	return nil
}

// lookBefore looks at the store before an automatic backup. The error is of
// [KindDamaged]: whatever else is wrong, the backup finds.
func (s *Store) lookBefore(ctx context.Context) error {
	info, err := os.Stat(s.path())
	if err != nil {
		return nil
	}
	s.soundness.mu.Lock()
	age := s.now().Sub(s.soundness.looked)
	due := info.Size() <= lookUnclean || s.soundness.looked.IsZero() || age < 0 || age >= lookLargeEvery
	s.soundness.mu.Unlock()
	if !due {
		return nil
	}
	if err := s.look(ctx); errors.Is(err, failure.ErrDamaged) {
		return err
	}
	return nil
}

// lookLater looks at a large store that was not ended cleanly, in the background.
func (s *Store) lookLater(ctx context.Context) {
	s.soundness.mu.Lock()
	waiting := s.soundness.waiting
	s.soundness.waiting = false
	s.soundness.mu.Unlock()
	if waiting {
		_ = s.look(ctx) // which remembers and tells what it finds
	}
}

// storeError says that an error in the middle of an export is one of the store, and not
// of the place that the backup goes to.
func storeError(path string, err error) error {
	for _, is := range []error{failure.ErrDamaged, failure.ErrTruncated, failure.ErrForeign, failure.ErrLocked, engine.ErrDisk, engine.ErrFull} {
		if errors.Is(err, is) {
			return &failure.Error{Op: failure.OpReadStore, Path: path, Err: err}
		}
	}
	return err
}
