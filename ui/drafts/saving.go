package drafts

import (
	"context"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// saving is how far the draft has been kept: one step after the other, the newest only where several
// have come meanwhile.
type saving struct {
	busy, again bool
	failed      bool // and that has been said
	then        []func()
	picture     string // under the floor of the draft that was saved last
}

// save writes the draft in the background.
func (c *Controller) save() {
	if c.saving.busy {
		c.saving.again = true
		return
	}
	c.saving.busy, c.saving.again = true, false
	d := c.draft
	pictures := c.newPictures(d)
	ask(c, func(ctx context.Context, s *storage.Store) (bool, error) {
		return true, s.Plans().SaveDraft(ctx, d, pictures...)
	},
		func(_ bool, err error) {
			if b := d.Drawn.Background; err == nil && b != nil {
				c.saving.picture = b.Picture
			} else if err == nil {
				c.saving.picture = ""
			}
			c.saved(err)
		})
}

func (c *Controller) saved(err error) {
	s := &c.saving
	s.busy = false
	switch {
	case c.editor == nil:
		return
	case isGone(err):
		s.then = nil
		c.hide()
		c.Say(kit.Toast{Tone: kit.Warning, Title: words.Say("draft.gone-title"), Text: words.Say("draft.gone-text")})
		return
	case err != nil:
		if !s.failed { // the next step tries again, and need not say so again
			s.failed = true
			c.Refuse(words.DoingChange, err)
		}
	case s.again:
		c.save()
		return
	default:
		s.failed = false
	}
	then := s.then
	s.then = nil
	for _, f := range then {
		f()
	}
}

// whenSaved does something when the draft as it is now has been written.
func (c *Controller) whenSaved(f func()) {
	if !c.saving.busy {
		f()
		return
	}
	c.saving.then = append(c.saving.then, f)
}

// End returns what writes the last step, in the background, before the store is closed.
func (c *Controller) End() (end func(context.Context)) {
	d, store, open := c.draft, c.store, c.editor != nil
	if !open || d.Changes == 0 && !c.saving.again {
		return func(ctx context.Context) {
			if open {
				_ = store.Plans().CloseDraft(ctx, d.Office, d.Floor)
			}
		}
	}
	again, pictures := c.saving.again || c.saving.busy, c.newPictures(d)
	return func(ctx context.Context) {
		if again { // who closes the window has drawn on while the step before was written
			_ = store.Plans().SaveDraft(ctx, d, pictures...)
		}
		_ = store.Plans().CloseDraft(ctx, d.Office, d.Floor)
	}
}
