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
	failed      bool     // what is drawn is not kept, and that has been said
	then        []func() // when it is kept
	anyway      func()   // when nothing is being written, whether it is kept or not
	picture     string   // under the floor of the draft that was saved last
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
		c.gone()
		return
	case s.anyway != nil:
		s.failed = err != nil || s.again
		f := s.anyway
		s.again, s.then, s.anyway = false, nil, nil
		f()
		return
	case s.again: // also after a failure: what has been drawn since is another draft
		c.save()
		return
	case err != nil:
		if !s.failed || len(s.then) > 0 { // the next step tries again, and need not say so again
			c.Refuse(words.DoingChange, err)
		}
		s.failed, s.then = true, nil
		return
	}
	then := s.then
	s.failed, s.then = false, nil
	for _, f := range then {
		f()
	}
}

// gone leaves a draft that is not this window's any more, and says so.
func (c *Controller) gone() {
	c.saving = saving{}
	c.hide()
	c.Look()
	c.Say(kit.Toast{Tone: kit.Warning, Title: words.Say("draft.gone-title"), Text: words.Say("draft.gone-text")})
}

// whenSaved does something when the draft as it is now has been written. Where the last try has
// failed it tries again; where that fails too, nothing is done and the editor stays.
func (c *Controller) whenSaved(f func()) {
	if !c.saving.busy && !c.saving.failed {
		f()
		return
	}
	c.saving.then = append(c.saving.then, f)
	if !c.saving.busy {
		c.save()
	}
}

// whenQuiet does something when nothing is being written, whether the draft is kept or not.
func (c *Controller) whenQuiet(f func()) {
	if c.saving.busy {
		c.saving.anyway = f
		return
	}
	f()
}

// End returns what writes the last step, in the background, before the store is closed.
func (c *Controller) End() (end func(context.Context)) {
	d, store, open := c.draft, c.store, c.editor != nil
	if !open {
		return func(context.Context) {}
	}
	unsaved, pictures := c.saving.busy || c.saving.failed, c.newPictures(d)
	return func(ctx context.Context) {
		if unsaved { // the last try has failed, or the step before is written still
			_ = store.Plans().SaveDraft(ctx, d, pictures...)
		}
		_ = store.Plans().CloseDraft(ctx, d.Office, d.Floor)
	}
}
