package backups

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// ErrClaimed says that another window on the same folder is making the backup, or
// the copies.
var ErrClaimed = errors.New("another window does it")

// ClaimFor is how long a window has to make the backup, or the copy, that it has
// claimed.
const ClaimFor = 2 * time.Minute

// claim says which window makes the next automatic backup, or the copies that wait.
// Several on one folder would make the same ones otherwise, as they all see the same
// changes.
type claim struct {
	By    string    `json:"by"` // tells windows apart
	Until time.Time `json:"until"`
}

// Claim takes, or renews, the claim of that key: NextBackup or NextCopies. It returns
// ErrClaimed where another window has it.
func (f *Folder) Claim(ctx context.Context, key string) error {
	var refused error
	err := f.store.Note(ctx, func(n Notes) error {
		refused = nil
		text, err := n.Get(topicAutomatic, key)
		if err != nil {
			return err
		}
		var other claim
		now := n.Now()
		// One that reaches too far was made by a clock that was wrong.
		if json.Unmarshal([]byte(text), &other) == nil && other.By != f.window && other.Until.After(now) && !other.Until.After(now.Add(ClaimFor)) {
			refused = ErrClaimed
			return nil
		}
		own, err := json.Marshal(claim{By: f.window, Until: now.Add(ClaimFor)})
		if err != nil {
			return err
		}
		return keepNote(n, topicAutomatic, key, string(own))
	})
	return errors.Join(err, refused)
}

// Release gives a claim back, unless another window has it by now: it ends by itself.
func (f *Folder) Release(ctx context.Context, key string) error {
	return f.store.Note(ctx, func(n Notes) error {
		text, err := n.Get(topicAutomatic, key)
		if err != nil {
			return err
		}
		var now claim
		if json.Unmarshal([]byte(text), &now) != nil || now.By != f.window {
			return nil
		}
		return keepNote(n, topicAutomatic, key, "")
	})
}

// renewEvery is how often a claim is renewed while the work goes on.
const renewEvery = ClaimFor / 4

// renewing returns what renews a claim that was just taken, to be called often while the
// work goes on. From the moment that another window has it, it returns ErrClaimed.
func (f *Folder) renewing(ctx context.Context, key string) func() error {
	last := f.Now()
	var lost error
	return func() error {
		now := f.Now()
		if lost != nil || now.Sub(last).Abs() < renewEvery {
			return lost
		}
		last = now
		// That the store is busy for once is no reason to stop: the next time comes soon.
		if err := f.Claim(ctx, key); errors.Is(err, ErrClaimed) {
			lost = err
		}
		return lost
	}
}
