package offices

import (
	"context"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Drafts in the list: of floors that are there, and those that are left of floors that are not.

// lookAtDrafts shows in the list which floors have drafts.
func (c *Controller) lookAtDrafts() {
	c.looked++
	looked := c.looked
	ask(c, func(ctx context.Context, s *storage.Store) ([]storage.DraftInfo, error) { return s.Plans().Drafts(ctx) },
		func(drafts []storage.DraftInfo, err error) {
			switch {
			case looked != c.looked || c.list == nil:
			case err != nil:
				c.Refuse(words.DoingRead, err)
			default:
				c.drafts = drafts
				c.list.setOffices(c.offices, drafts)
			}
		})
}

// askDiscard throws away what is left of a floor, when the user has read what that means.
func (c *Controller) askDiscard(d storage.DraftInfo) {
	args := words.Args{"Floor": words.Plain(d.Floor)}
	kit.Confirm(c.Win(), words.Say("draft.discard-title", args), words.Count("draft-gone-discard", d.Changes, args),
		kit.Action{Label: words.Say("draft.discard"), Run: func() {
			ask(c, func(ctx context.Context, s *storage.Store) (bool, error) {
				return true, s.Plans().DiscardDraft(ctx, d.OfficeID, d.FloorID)
			}, func(_ bool, err error) {
				if err != nil {
					c.Refuse(words.DoingChange, err)
				}
				c.lookAtDrafts()
			})
		}})
}

// keepDraft makes a floor of what is left of one: in its office, or in the one that is shown
// where that is gone too.
func (c *Controller) keepDraft(p place) {
	shown, _ := c.Place()
	at := slices.IndexFunc(c.offices, func(o data.Office) bool { return o.ID == p.office.ID })
	if at < 0 {
		at = slices.IndexFunc(c.offices, func(o data.Office) bool { return o.ID == shown })
	}
	if at < 0 {
		c.Refuse(words.DoingChange, &data.ConflictError{Err: data.ErrUnknownOffice, What: p.office.Name})
		return
	}
	to, name := c.offices[at], p.floor.Name
	isFree := func(name string) bool { return c.nameTaken(place{office: to, isFloor: true}, name) == "" }
	if !isFree(name) {
		name = data.FreeName(name, isFree)
	}
	c.Change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Plans().AddDraftAsFloor(ctx, p.draft.OfficeID, p.draft.FloorID, to.ID, name)
		return err
	}, nil)
}
