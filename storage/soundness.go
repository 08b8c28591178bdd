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

// damage is [Store.Damage].
func (f *storeFile) damage() error {
	if f == nil {
		return nil
	}
	f.soundness.mu.Lock()
	defer f.soundness.mu.Unlock()
	return f.soundness.damage
}

// foundDamage remembers an error that says that the store is damaged, and tells the
// subscribers. It returns the error.
func (f *storeFile) foundDamage(err error) error {
	// What can only be read is not changed anyhow, and may be in the middle of a change.
	if f == nil || f.readOnly != nil || !errors.Is(err, failure.ErrDamaged) {
		return err
	}
	var known *failure.Error
	if !errors.As(err, &known) || known.Path != f.path {
		known = &failure.Error{Op: failure.OpReadStore, Path: f.path, Err: err}
	}
	f.soundness.mu.Lock()
	first := f.soundness.damage == nil
	if first {
		f.soundness.damage = &failure.Error{Op: failure.OpReadStore, Path: f.path, Err: known.Err}
	}
	f.soundness.mu.Unlock()
	if first {
		f.tell()
	}
	return err
}

// keepDamage is foundDamage, and has the next program know it. Nothing of the store may
// be held. A store that does not take the note is found damaged once more.
func (f *storeFile) keepDamage(ctx context.Context, err error) error {
	if errors.Is(f.foundDamage(err), failure.ErrDamaged) && f.readOnly == nil {
		_ = f.noteDamage(context.WithoutCancel(ctx), err.Error())
	}
	return err
}

func (f *storeFile) noteDamage(ctx context.Context, text string) error {
	_, err := f.local.update(ctx, func(n *sqlite.Notes) error { return n.Set(topicStore, keyDamage, text) })
	return err
}

// lookAtStart looks whether the store is sound where there is reason to, and where it is
// so small that nobody waits for it. The error is that of ctx.
func (f *storeFile) lookAtStart(ctx context.Context) error {
	if f.readOnly != nil {
		return nil
	}
	notes, err := f.local.notes(ctx, topicStore)
	if err != nil {
		_ = f.keepDamage(ctx, err)
		return ctx.Err()
	}
	unclean, size := f.db.Found() != sqlite.LogNone, f.inPlace.store.Size()
	_, known := notes[keyDamage]
	if !known && size > lookAlways && (!unclean || size > lookUnclean) {
		f.soundness.waiting = unclean
		return nil
	}
	switch err := f.look(ctx); {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err == nil && known:
		_ = f.noteDamage(ctx, "") // else the next start looks again
	}
	return nil
}

// look looks at all of the store. The error is an [*failure.Error], also for what only stopped it.
func (f *storeFile) look(ctx context.Context) error {
	err := f.db.CheckWhole(ctx)
	if err != nil {
		return f.keepDamage(ctx, &failure.Error{Op: failure.OpReadStore, Path: f.path, Err: err})
	}
	f.soundness.mu.Lock()
	f.soundness.looked, f.soundness.waiting = f.now(), false
	f.soundness.mu.Unlock()
	return nil
}

// lookBefore looks at the store before an automatic backup. The error is of
// [failure.KindDamaged]: whatever else is wrong, the backup finds.
func (f *storeFile) lookBefore(ctx context.Context) error {
	if f == nil {
		return nil
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return nil
	}
	f.soundness.mu.Lock()
	age := f.now().Sub(f.soundness.looked)
	due := info.Size() <= lookUnclean || f.soundness.looked.IsZero() || age < 0 || age >= lookLargeEvery
	f.soundness.mu.Unlock()
	if !due {
		return nil
	}
	if err := f.look(ctx); errors.Is(err, failure.ErrDamaged) {
		return err
	}
	return nil
}

// lookLater looks at a large store that was not ended cleanly, in the background.
func (f *storeFile) lookLater(ctx context.Context) {
	if f == nil {
		return
	}
	f.soundness.mu.Lock()
	waiting := f.soundness.waiting
	f.soundness.waiting = false
	f.soundness.mu.Unlock()
	if waiting {
		_ = f.look(ctx) // which remembers and tells what it finds
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
