package engine

import (
	"time"

	"seatkeeper/data"
)

// Drafts are no changes of the data: nothing of this is a step, or stamped.

// Draft returns the draft of a floor.
func (c *Change) Draft(office, floor string) (d Draft, found bool, err error) {
	return c.tx.Draft(office, floor)
}

// Drafts returns all drafts, of their floors only what they are called.
func (c *Change) Drafts() ([]Draft, error) { return c.tx.Drafts() }

// SaveDraft keeps a draft at the transaction's time, with the base only if withBase is true
// or it is new, and returns it as kept.
func (c *Change) SaveDraft(d Draft, withBase bool) (Draft, error) {
	for _, f := range []data.Floor{d.Base, d.Drawn} {
		if err := (data.Office{ID: d.Office, Floors: []data.Floor{f}}).Check(); err != nil {
			return d, err
		}
	}
	d.SavedAt = c.now
	return d, c.tx.SaveDraft(d, withBase)
}

// KeepDraft is SaveDraft for one that was saved at that time, and is not drawn any further.
func (c *Change) KeepDraft(d Draft, at time.Time) error {
	d.SavedAt = at
	return c.tx.SaveDraft(d, false)
}

// DropDraft removes the draft of a floor, if there is one.
func (c *Change) DropDraft(office, floor string) error { return c.tx.DeleteDraft(office, floor) }
