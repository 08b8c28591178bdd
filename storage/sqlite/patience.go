package sqlite

import (
	"errors"
	"time"

	"seatkeeper/storage/engine"
)

// Several changes may wait for the lock of another process, one after the other, as one
// at a time has the turn. None of them waits longer than if it were alone: what it has
// waited behind others, who waited for that very lock, counts as its own wait.

// leastPatience is what is left to everybody: another process holds the lock for a few
// milliseconds as a rule.
const leastPatience = 20 * time.Millisecond

// lockedSpan is the time for which another process's lock was waited for in vain, by
// one change after the other. The turn guards it.
type lockedSpan struct{ from, until time.Time }

// patience returns how long a change that came at since may still wait for the lock.
func (l lockedSpan) patience(since, now time.Time, most time.Duration) time.Duration {
	if now.Sub(l.until) > time.Second || !since.Before(l.until) {
		return most // the lock was free, or had by somebody else
	}
	if since.Before(l.from) {
		since = l.from
	}
	return max(most-l.until.Sub(since), min(most, leastPatience))
}

// add takes notice of how a wait has ended.
func (l *lockedSpan) add(begun, ended time.Time, err error) {
	switch {
	case !errors.Is(err, engine.ErrLocked):
		*l = lockedSpan{}
	case begun.Sub(l.until) > time.Second:
		*l = lockedSpan{from: begun, until: ended}
	default:
		l.until = ended
	}
}
