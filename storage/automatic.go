package storage

import (
	"context"
	"errors"
	"sync"
	"time"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
)

// exportAuto exports a snapshot to AutoFolder. An export is under way: see beginExport.
func exportAuto(ctx context.Context, s *Store, snapshot *engine.Snapshot, origin format.Origin, gentle bool, progress func(done, total int64)) (Backup, error) {
	if err := atomicfile.MakeFolder(s.files, s.backups.Path); err != nil {
		return Backup{}, err
	}
	return exportSnapshot(ctx, s, snapshot, ExportOptions{
		Folder: s.backups.AutoFolder(), makes: true, origin: origin, gentle: gentle, Progress: progress,
	})
}

// longestTurn is how long an automatic backup waits for another export. One that
// takes longer, as to a drive that does not answer, must not keep it away unseen.
var longestTurn = 10 * time.Minute

// backUp makes an automatic backup where there are changes that none holds. It
// reports whether it made one.
func backUp(ctx context.Context, s *Store, origin format.Origin) (made bool, err error) {
	defer failure.Rescue(&err) // a window without backups is worse than one that says why
	if err := beginExportWithin(ctx, s, longestTurn); err != nil {
		return false, err
	}
	defer endExport()
	if err := s.mayChange(); err != nil {
		return false, err
	}
	// Asked with the turn in hand: another export may just have saved it all.
	if has, err := HasChanges(ctx, s); err != nil || !has {
		return false, err
	}
	if origin == format.OriginChanges {
		if err := s.backups.Claim(ctx, backups.NextBackup); err != nil {
			return false, err
		}
	}
	if err := s.file.lookBefore(ctx); err != nil {
		return false, err
	}
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return false, s.file.keepDamage(ctx, &failure.Error{Op: failure.OpReadStore, Path: s.path(), Err: err})
	}
	changes := snapshot.Status.Changes
	backup, err := exportAuto(ctx, s, snapshot, origin, origin == format.OriginChanges, nil)
	snapshot.Close()
	switch {
	case errors.Is(err, failure.ErrNotConfirmed):
		// It is there and good, so it is not made again and again; that somebody should
		// look after the drive is said all the same.
		s.backups.NoteMade(ctx, backup.Path, s.now(), changes)
		return true, err
	case err != nil:
		return false, s.file.keepDamage(ctx, err)
	}
	noteBackup(ctx, s, backup, changes)
	return true, nil
}

// Signs say what needs somebody. The zero value says that all is well.
type Signs struct {
	Failed   error     // why the last automatic backup failed; nil since one was made
	FailedAt time.Time // when it first did
	Retry    time.Time // when the next attempt comes
	// Away is why copies could not be made to the second place, Waiting how many
	// backups wait to be copied there, AwaySince since when.
	Away      error
	AwaySince time.Time
	Waiting   int
	// Damaged is the newest backup where it is known to be damaged.
	Damaged *backups.File
	// Unthinned is why old automatic backups could not be removed; nil since they were.
	Unthinned error
}

// isEqual reports whether two say the same. Errors may hold values that Go can't
// compare: what they say is compared instead.
func (s Signs) isEqual(o Signs) bool {
	return isSameError(s.Failed, o.Failed) && s.FailedAt.Equal(o.FailedAt) && s.Retry.Equal(o.Retry) &&
		isSameError(s.Away, o.Away) && s.AwaySince.Equal(o.AwaySince) && s.Waiting == o.Waiting &&
		s.Damaged == o.Damaged && isSameError(s.Unthinned, o.Unthinned)
}

func isSameError(a, b error) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.Error() == b.Error()
}

// Automatic takes backups by itself, keeps and thins them, and copies backups to the
// second place. There is one for each open window.
type Automatic struct {
	s    *Store
	told func()

	cancel      context.CancelFunc
	unsubscribe func()
	loops       sync.WaitGroup
	changed     chan struct{} // the store or the settings have changed
	place       chan struct{} // likewise, for the second place
	now         chan struct{} // TryNow was called
	placeNow    chan struct{} // likewise, for the second place

	mu    sync.Mutex
	signs Signs
}

// StartAutomatic begins. told is called after every change of Signs, from any
// goroutine, and must return at once.
func StartAutomatic(s *Store, told func()) *Automatic {
	ctx, cancel := context.WithCancel(context.Background())
	a := &Automatic{
		s: s, told: told, cancel: cancel,
		changed: make(chan struct{}, 1), place: make(chan struct{}, 1), now: make(chan struct{}, 1), placeNow: make(chan struct{}, 1),
	}
	a.unsubscribe = s.Subscribe(func() {
		wake(a.changed)
		wake(a.place)
	})
	a.loops.Go(func() { a.backUpLoop(ctx) })
	a.loops.Go(func() { a.placeLoop(ctx) })
	return a
}

// wake lets a loop look again; once is enough.
func wake(loop chan<- struct{}) {
	select {
	case loop <- struct{}{}:
	default:
	}
}

// Signs returns what needs somebody now.
func (a *Automatic) Signs() Signs {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.signs
}

// sign changes the signs.
func (a *Automatic) sign(f func(*Signs)) {
	a.mu.Lock()
	before := a.signs
	f(&a.signs)
	same := a.signs.isEqual(before)
	a.mu.Unlock()
	if !same {
		a.told()
	}
}

// TryNow makes a backup at once where there are changes that none holds, and copies
// what waits for the second place.
func (a *Automatic) TryNow() {
	wake(a.now)
	wake(a.placeNow)
}

// End makes a last backup where there are changes that none holds, copies it to the
// second place where that is there, and ends. When ctx ends, it ends without.
func (a *Automatic) End(ctx context.Context) error {
	a.unsubscribe()
	a.cancel()
	done := make(chan error, 1)
	go func() {
		a.loops.Wait() // a drive that does not answer may hold one for long
		done <- a.finish(ctx)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return &failure.Error{Op: failure.OpReadStore, Path: a.s.path(), Err: context.Cause(ctx)}
	}
}

func (a *Automatic) finish(ctx context.Context) error {
	settings, err := a.s.backups.Settings(ctx)
	if err != nil {
		return err
	}
	if settings.Automatic {
		made, err := backUp(ctx, a.s, format.OriginQuit)
		if err == nil && made {
			err = a.s.backups.Thin(ctx, settings.Keep)
		}
		if err != nil {
			return err
		}
	}
	if err := a.s.backups.CopyWaiting(ctx, settings, func() {}); err != nil && !errors.Is(err, failure.ErrPlaceAway) && !errors.Is(err, backups.ErrClaimed) {
		return err
	}
	return nil
}

// schedule is what the loop remembers from one look to the next.
type schedule struct {
	noticed  time.Time // when changes were first seen that no backup holds
	failures int       // in a row
	retry    time.Time // not before then, after a failure
	checked  time.Time // when the newest backup was last read whole
	thinning time.Time // when old backups are to be removed, as that has failed; else zero
}

// latest is how long changes wait for a backup at most, while more come.
const latest = time.Hour

// due returns when the next backup is to be made.
func (c *schedule) due(lastChange time.Time, pause time.Duration) time.Time {
	// What is restored was changed long ago, and is news all the same.
	due := lastChange.Add(pause)
	if soonest := c.noticed.Add(pause); due.Before(soonest) {
		due = soonest
	}
	// A clock that was set back would put it off for long.
	if most := c.noticed.Add(max(latest, pause)); due.After(most) {
		due = most
	}
	if due.Before(c.retry) {
		due = c.retry
	}
	return due
}

// fail puts the next attempt off: a minute, and twice as long after each failure, up
// to an hour.
func (c *schedule) fail(now time.Time) {
	c.retry = now.Add(min(time.Minute<<min(c.failures, 10), latest))
	c.failures++
}

// lookAgain is how long the loops sleep at most while something is to be done: a
// computer that was asleep does not know how late it is.
const lookAgain = time.Minute

func (a *Automatic) backUpLoop(ctx context.Context) {
	var c schedule
	hurry := false
	for {
		wait := a.look(ctx, &c, hurry)
		timer := time.NewTimer(wait)
		hurry = false
		select {
		case <-ctx.Done():
		case <-a.changed:
		case <-timer.C:
		case <-a.now:
			hurry = true
		}
		timer.Stop()
		if ctx.Err() != nil {
			return
		}
	}
}

// look makes a backup where it is time, or hurry says so, and returns how long to
// sleep unless something changes.
func (a *Automatic) look(ctx context.Context, c *schedule, hurry bool) time.Duration {
	now := a.s.now()
	a.s.file.lookLater(ctx)
	a.watchNewest(ctx, c, now)
	settings, err := a.s.backups.Settings(ctx)
	has := false
	if err == nil && (settings.Automatic || hurry) {
		has, err = HasChanges(ctx, a.s)
	}
	if err == nil && !has {
		c.noticed, c.failures, c.retry = time.Time{}, 0, time.Time{}
		if !errors.Is(a.Signs().Failed, failure.ErrNotConfirmed) { // which holds until the next one
			a.sign(func(s *Signs) { s.Failed, s.FailedAt, s.Retry = nil, time.Time{}, time.Time{} })
		}
		if !c.thinning.IsZero() && (hurry || !now.Before(c.thinning)) {
			a.thin(ctx, c, settings.Keep)
		}
		return latest
	}
	if c.noticed.IsZero() {
		c.noticed = now
	}
	if err == nil {
		var status Status
		if status, err = a.s.Status(ctx); err == nil {
			if due := c.due(status.LastUpdated, settings.Pause); !hurry && now.Before(due) {
				return min(due.Sub(now), lookAgain)
			}
			_, err = backUp(ctx, a.s, format.OriginChanges)
		}
	}
	if err == nil {
		a.thin(ctx, c, settings.Keep)
	}
	return a.judge(ctx, c, err)
}

// thin removes old backups, and signs where that fails. It is tried again by itself,
// until it succeeds.
func (a *Automatic) thin(ctx context.Context, c *schedule, keep backups.Retention) {
	err := a.s.backups.Thin(ctx, keep)
	if ctx.Err() != nil {
		return
	}
	c.thinning = time.Time{}
	if err != nil {
		c.thinning = a.s.now().Add(latest)
	}
	a.sign(func(s *Signs) { s.Unthinned = err })
}

// judge takes the outcome of an attempt and returns how long to sleep.
func (a *Automatic) judge(ctx context.Context, c *schedule, err error) time.Duration {
	now := a.s.now()
	switch {
	case ctx.Err() != nil:
		return 0
	case err == nil:
		*c = schedule{checked: c.checked, thinning: c.thinning}
		a.sign(func(s *Signs) { s.Failed, s.FailedAt, s.Retry = nil, time.Time{}, time.Time{} })
		wake(a.place)
		return 0 // there may be changes that came meanwhile
	case errors.Is(err, backups.ErrClaimed):
		c.retry = now.Add(lookAgain)
		return lookAgain
	}
	c.fail(now)
	a.sign(func(s *Signs) {
		if s.Failed == nil {
			s.FailedAt = now
		}
		s.Failed, s.Retry = err, c.retry
	})
	return min(c.retry.Sub(now), lookAgain)
}
