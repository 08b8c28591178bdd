package engine

import (
	"time"

	"seatkeeper/data"
)

// Change is a transaction that keeps the rules. Its errors are a [*data.ConflictError]
// that names who or what is in the way, or a [*data.RuleError] for what can't be.
type Change struct {
	tx      Tx
	now     time.Time // UTC, whole milliseconds
	today   data.Date // in the user's zone
	touched Touched
	edits   []Edit
	forget  bool // keep no edits

	tell     func(done, total int64) // hears how much is done; nil where nobody wants to
	expected int                     // edits
}

// Done says what a transaction has changed: in general, and in edits, in their order, by
// which it can be undone (see [Change.Revert]).
type Done struct {
	Touched
	Edits []Edit
}

// Within runs f with the rules in a transaction, at that moment in the user's zone, and
// stamps what it has changed. f must not keep the Change.
func Within(tx Tx, now time.Time, f func(*Change) error) (Done, error) {
	return newChange(tx, now).run(f)
}

func newChange(tx Tx, now time.Time) *Change {
	return &Change{tx: tx, now: now.UTC().Truncate(time.Millisecond), today: data.DateOf(now)}
}

func (c *Change) run(f func(*Change) error) (Done, error) {
	if err := f(c); err != nil {
		return Done{}, err
	}
	if c.touched != (Touched{}) {
		if err := c.tx.Stamp(c.now, c.touched); err != nil {
			return Done{}, err
		}
	}
	return Done{c.touched, c.edits}, nil
}

// note keeps an edit, so that the transaction can be undone.
func (c *Change) note(e Edit) {
	if c.forget {
		return
	}
	c.edits = append(c.edits, e)
	if c.tell != nil && len(c.edits) <= c.expected {
		c.tell(int64(len(c.edits)), int64(c.expected))
	}
}

// Expect says how many edits there will be, about, for whoever wants to hear how much is done.
func (c *Change) Expect(edits int) { c.expected = edits }

// Forget makes the transaction keep no edits from here on: for more than a person
// would undo.
func (c *Change) Forget() { c.forget, c.edits = true, nil }

// Changes returns how many changes of the data there have been before this one.
func (c *Change) Changes() (int64, error) { return c.tx.Changes() }

// IsEmpty reports whether there are neither people nor bookings.
func (c *Change) IsEmpty() (bool, error) { return c.tx.IsEmpty() }

// AllowPast allows days before today to be changed, or forbids it. It is not a change of
// the data.
func (c *Change) AllowPast(allow bool) error {
	settings, err := c.tx.Settings()
	if err != nil || settings.AllowPast == allow {
		return err
	}
	settings.AllowPast = allow
	c.touched.Settings = true
	return c.tx.SetSettings(settings)
}

// checkDay refuses a day that is over, unless the settings allow it.
func (c *Change) checkDay(day data.Date) error {
	if day >= c.today {
		return nil
	}
	settings, err := c.tx.Settings()
	if err == nil && !settings.AllowPast {
		err = &data.ConflictError{Err: data.ErrPastDay, What: day.String(), Date: day}
	}
	return err
}
