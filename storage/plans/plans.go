// Package plans changes offices and their floors, and keeps what is being drawn of a floor.
//
// In go what a person wants an office to be, and drafts; out come steps that can be undone,
// and previews that say first what would become of bookings. The rules are those of package
// engine; transactions, undo and the telling of others are its [Host]'s, the store. Nothing
// of pictures or of the window is in here.
package plans

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/history"
)

// Host is the store as its plans know it. Errors are those of the store.
type Host interface {
	// Change makes a change that is a step; see history.
	Change(ctx context.Context, f func(*engine.Change, *history.Step) error) error
	// ChangeMuch makes one of which no edits are kept, after a backup of all as it is.
	ChangeMuch(ctx context.Context, f func(*engine.Change, *history.Step) error) error
	// Keep keeps what is no change of the data, such as drafts.
	Keep(ctx context.Context, f func(*engine.Change) error) error
	// View runs f in a transaction that only reads.
	View(ctx context.Context, f func(*engine.Change) error) error
}

// Plans are the offices of a store. Its methods may be called from any goroutine.
type Plans struct {
	host   Host
	now    func() time.Time
	window *window
}

// New returns the plans of a store, whose file is at that path.
func New(host Host, path string, now func() time.Time, files atomicfile.Files) *Plans {
	return &Plans{host: host, now: now, window: newWindow(files, path)}
}

// Close ends the claims of this window.
func (p *Plans) Close() { p.window.close() }

// AddOffice adds an office, behind the others, with its floors; it and they get IDs where
// they have none. It returns the office as kept.
func (p *Plans) AddOffice(ctx context.Context, o data.Office) (data.Office, error) {
	o.Floors = slices.Clone(o.Floors)
	if o.ID == "" {
		o.ID = uuid.NewString()
	}
	for i := range o.Floors {
		if o.Floors[i].ID == "" {
			o.Floors[i].ID = uuid.NewString()
		}
	}
	return o, p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		*step = history.Step{Kind: history.AddOffice, Offices: []string{o.Name}}
		return tx.AddOffice(o)
	})
}

// ChangeOffice gives an office the name and the code that are wanted, where they are others
// than were seen. ErrChanged in a ConflictError says that somebody else has changed the same.
func (p *Plans) ChangeOffice(ctx context.Context, seen, wanted data.Office) error {
	return p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		before, err := tx.ChangeOffice(seen, wanted)
		*step = history.Step{Kind: history.Offices, Offices: []string{before.Name}}
		if wanted.Name != before.Name && wanted.Name != seen.Name {
			*step = history.Step{Kind: history.RenameOffice, Offices: []string{wanted.Name}, Was: before.Name}
		}
		return err
	})
}

// OrderOffices puts the offices into that order, given by their IDs. What is not given comes
// behind the others.
func (p *Plans) OrderOffices(ctx context.Context, ids []string) error {
	return p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		if err := tx.OrderOffices(ids); err != nil {
			return err
		}
		offices, err := tx.Offices()
		*step = history.Step{Kind: history.OrderOffices}
		for _, o := range offices {
			step.Offices = append(step.Offices, o.Name)
		}
		return err
	})
}

// CopyOffice adds an office with the floors of another one, without bookings and blocks,
// and returns it.
func (p *Plans) CopyOffice(ctx context.Context, officeID, name string) (copied data.Office, err error) {
	err = p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		o, err := tx.Office(officeID)
		if err != nil {
			return err
		}
		copied = data.Office{ID: uuid.NewString(), Name: name, Code: o.Code}
		for _, f := range o.Floors {
			if !f.Retired {
				copied.Floors = append(copied.Floors, copyOf(f))
			}
		}
		*step = history.Step{Kind: history.AddOffice, Offices: []string{name}}
		return tx.AddOffice(copied)
	})
	return copied, err
}

// AddFloor adds a floor behind those that the office has, with a new ID where it has none,
// and returns it as kept.
func (p *Plans) AddFloor(ctx context.Context, officeID string, f data.Floor) (added data.Floor, err error) {
	err = p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		o, err := tx.Office(officeID)
		if err != nil {
			return err
		}
		*step = history.Step{Kind: history.AddFloor, Offices: []string{o.Name}, Floor: f.Name}
		added, err = tx.AddFloor(officeID, f)
		return err
	})
	return added, err
}

// CopyFloor adds a floor to an office that has what is on another one, also of another
// office: desks, but no bookings and no blocks. It returns the new floor.
func (p *Plans) CopyFloor(ctx context.Context, fromOffice, fromFloor, toOffice, name string) (added data.Floor, err error) {
	err = p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		f, _, err := tx.Floor(fromOffice, fromFloor)
		if err != nil {
			return err
		}
		added, err = addCopy(tx, step, f, toOffice, name)
		return err
	})
	return added, err
}

// addCopy adds a floor that has what is on another one.
func addCopy(tx *engine.Change, step *history.Step, f data.Floor, toOffice, name string) (added data.Floor, err error) {
	to, err := tx.Office(toOffice)
	if err != nil {
		return added, err
	}
	added = copyOf(f)
	added.ID, added.Name, added.Retired = uuid.NewString(), name, false
	*step = history.Step{Kind: history.AddFloor, Offices: []string{to.Name}, Floor: name}
	return tx.AddFloor(toOffice, added)
}

// copyOf returns a floor with the desks that are in use, without their blocks.
func copyOf(f data.Floor) data.Floor {
	desks := f.Desks
	f.Desks = nil
	for _, d := range desks {
		if !d.Retired {
			d.Blocks = nil
			f.Desks = append(f.Desks, d)
		}
	}
	return f
}

// ChangeFloor gives a floor the name and the level that are wanted, where they are others
// than were seen. ErrChanged in a ConflictError says that somebody else has changed the same.
func (p *Plans) ChangeFloor(ctx context.Context, officeID string, seen, wanted data.Floor) error {
	return p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		now, office, err := tx.Floor(officeID, seen.ID)
		if err != nil {
			return err
		}
		was, will := now, now
		was.Name, was.Level, will.Name, will.Level = seen.Name, seen.Level, wanted.Name, wanted.Level
		clashes, err := tx.ChangeFloor(officeID, was, will, false)
		if err == nil && len(clashes) > 0 {
			err = &data.ConflictError{Err: data.ErrChanged, What: now.Name}
		}
		*step = history.Step{Kind: history.ChangeFloor, Offices: []string{office}, Floor: now.Name}
		if wanted.Name != now.Name && wanted.Name != seen.Name {
			*step = history.Step{Kind: history.RenameFloor, Offices: []string{office}, Floor: wanted.Name, Was: now.Name}
		}
		return err
	})
}

// OrderFloors puts the floors of an office into that order, given by their IDs.
func (p *Plans) OrderFloors(ctx context.Context, officeID string, ids []string) error {
	return p.host.Change(ctx, func(tx *engine.Change, step *history.Step) error {
		o, err := tx.Office(officeID)
		if err != nil {
			return err
		}
		*step = history.Step{Kind: history.OrderFloors, Offices: []string{o.Name}}
		return tx.OrderFloors(officeID, ids)
	})
}

// PreviewRemoval returns what it would do to remove an office or, where floorID is not
// empty, one floor of it.
func (p *Plans) PreviewRemoval(ctx context.Context, officeID, floorID string) (r engine.Removal, err error) {
	err = p.host.View(ctx, func(tx *engine.Change) error {
		r, err = tx.RemovalOf(officeID, floorID)
		return err
	})
	return r, err
}

// Remove removes an office or a floor as a preview has said. With its bookings, all of it
// goes; otherwise the record is kept: bookings from today on are released, and what
// bookings name stays out of use and out of sight. Where it would do something else by now,
// the error holds a ConflictError with ErrChanged.
//
// Undo brings all of it back. Where that is more than undo can hold, a backup of all is made
// before, and undo goes back to that. That takes a while: [engine.WithProgress] hears of it.
// Where ctx ends before all of it is done, nothing has changed.
func (p *Plans) Remove(ctx context.Context, shown engine.Removal, withBookings bool) error {
	touched := shown.Coming
	if withBookings {
		touched = shown.Bookings()
	}
	change := p.host.Change
	if touched+shown.Floors+1 > history.MostEdits {
		change = p.host.ChangeMuch
	}
	return change(ctx, func(tx *engine.Change, step *history.Step) error {
		*step = history.Step{Kind: history.RemoveOffice, Offices: []string{shown.Office}, Floor: shown.Floor, Removed: shown}
		if shown.FloorID != "" {
			step.Kind = history.RemoveFloor
		}
		tx.Expect(touched + shown.Floors + 1)
		return tx.Remove(shown, withBookings)
	})
}
