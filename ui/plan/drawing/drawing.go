package drawing

import (
	"slices"

	"seatkeeper/data"
)

// Drawing is a floor that is being drawn.
//
// Each of its changes is a step that Undo takes back. Between Begin and End all changes are one:
// each starts from what was there at Begin, as the frames of a drag do.
type Drawing struct {
	floor data.Floor // as it was read, for all that can't be drawn
	now   state
	base  *state // what a drag began with; nil while there is none
	steps history

	index map[Key]int     // where in now.things; nil if it has to be made
	ids   map[string]bool // that some thing of the floor has or has had
	last  Key
	lent  []string // IDs that were given since Begin, and are free again for the next frame of the drag
	first Key      // the last key before Begin
}

// state is all that is undone and redone. What it holds is never changed, so that steps share it.
type state struct {
	things     []*Thing // in the order of the floor: fixtures, then desks
	layout     data.Size
	unit       string
	background *data.Background
	selected   map[Key]bool
}

// New returns a drawing of a floor. New things get no ID that the floor has, nor one that any of
// the others has: the floor as it was before it was drawn, as bookings name desks by it.
func New(floor data.Floor, others ...data.Floor) *Drawing {
	d := &Drawing{floor: floor, ids: map[string]bool{}}
	if !data.IsExtent(floor.Layout.Width) || !data.IsExtent(floor.Layout.Height) {
		floor.Layout = data.Size{Width: 30, Height: 20}
	}
	d.now = state{layout: floor.Layout, unit: floor.Unit, background: floor.Background}
	for i := range floor.Fixtures {
		f := floor.Fixtures[i]
		t := readThing(d.key(), floor.Layout, f.Position, f.Size, f.Rotation)
		t.Fixture = &f
		d.now.things = append(d.now.things, t)
	}
	for i := range floor.Desks {
		desk := floor.Desks[i]
		t := readThing(d.key(), floor.Layout, desk.Position, desk.Size, desk.Rotation)
		t.Desk = &desk
		d.now.things = append(d.now.things, t)
	}
	for _, f := range append(others, floor) {
		for _, desk := range f.Desks {
			d.ids[desk.ID] = true
		}
		for _, x := range f.Fixtures {
			d.ids[x.ID] = true
		}
	}
	return d
}

func (d *Drawing) key() Key { d.last++; return d.last }

// Result returns the floor as it is drawn. What was not changed is as it was to the last bit.
func (d *Drawing) Result() data.Floor {
	f := d.floor
	f.Layout, f.Unit, f.Background = d.now.layout, d.now.unit, d.now.background
	f.Fixtures, f.Desks = []data.Fixture{}, []data.Desk{}
	for _, t := range d.now.things {
		if t.Desk != nil {
			f.Desks = append(f.Desks, t.asDesk(f.Layout))
		} else {
			f.Fixtures = append(f.Fixtures, t.asFixture(f.Layout))
		}
	}
	return f
}

// Things returns all that stands on the floor, the lowest first. Nobody may change the list.
func (d *Drawing) Things() []*Thing { return d.now.things }

// Thing returns the one with a key, or nil if it is gone.
func (d *Drawing) Thing(key Key) *Thing {
	if d.index == nil {
		d.index = make(map[Key]int, len(d.now.things))
		for i, t := range d.now.things {
			d.index[t.Key] = i
		}
	}
	if i, ok := d.index[key]; ok {
		return d.now.things[i]
	}
	return nil
}

// Size returns how wide and high the floor is.
func (d *Drawing) Size() data.Size { return d.now.layout }

// IsMetric reports whether the units are metres.
func (d *Drawing) IsMetric() bool { return d.now.unit == data.UnitMetres }

// Counts says how many desks and zones there are; desks out of use don't count.
func (d *Drawing) Counts() (desks, zones int) {
	for _, t := range d.now.things {
		switch {
		case t.Desk != nil && !t.Desk.Retired:
			desks++
		case t.IsZone():
			zones++
		}
	}
	return desks, zones
}

// Begin lets all changes until End be one step, each from what is there now. What is drawn
// between is to be seen, but not to be undone yet.
func (d *Drawing) Begin() {
	if d.base == nil {
		base := d.now
		d.base, d.lent, d.first = &base, nil, d.last
	}
}

// anew takes back the keys and the IDs that the frame of a drag before this one gave: what it has put
// on the floor is gone.
func (d *Drawing) anew() {
	if d.base == nil {
		return
	}
	for _, id := range d.lent {
		delete(d.ids, id)
	}
	d.lent, d.last = nil, d.first
}

// IsHeld reports whether a Begin waits for its End.
func (d *Drawing) IsHeld() bool { return d.base != nil }

// End makes the changes since Begin one step and reports whether there were any.
func (d *Drawing) End() bool {
	if d.base == nil {
		return false
	}
	base := *d.base
	d.base = nil
	return d.note(base)
}

// Cancel takes back the changes since Begin.
func (d *Drawing) Cancel() {
	if d.base != nil {
		d.anew()
		d.set(*d.base)
		d.base = nil
	}
}

// from is what the next change starts from.
func (d *Drawing) from() state {
	if d.base != nil {
		return *d.base
	}
	return d.now
}

func (d *Drawing) set(s state) { d.now, d.index = s, nil }

// apply makes a state the present one, and a step unless a drag goes on. Desks get the names
// of the zones in which they have come to lie.
func (d *Drawing) apply(next state) bool {
	from := d.from()
	next.things = nameZones(from.things, next.things)
	d.set(next)
	if d.base != nil {
		return true
	}
	return d.note(from)
}

// edit changes each of some things, with what keeps them on the floor. A change that returns the
// thing as it was changes nothing.
func (d *Drawing) edit(is func(*Thing) bool, change func(*Thing) *Thing) bool {
	next := d.from()
	things := slices.Clone(next.things)
	for i, t := range things {
		if is(t) {
			if changed := change(t); changed != t {
				things[i] = changed.keptOn(next.layout)
			}
		}
	}
	next.things = things
	return d.apply(next)
}

// editSelected is edit of what is selected.
func (d *Drawing) editSelected(change func(*Thing) *Thing) bool {
	return d.edit(func(t *Thing) bool { return d.now.selected[t.Key] }, change)
}

// add puts new things on the floor and selects them alone. They need keys, IDs and a place on it.
func (d *Drawing) add(things ...*Thing) []Key {
	if len(things) == 0 {
		return nil
	}
	next := d.from()
	next.selected = map[Key]bool{}
	keys := make([]Key, len(things))
	var fixtures, desks []*Thing
	for _, t := range next.things {
		if t.Desk == nil {
			fixtures = append(fixtures, t)
		} else {
			desks = append(desks, t)
		}
	}
	for i, t := range things {
		t = t.keptOn(next.layout)
		keys[i], next.selected[t.Key] = t.Key, true
		if t.Desk != nil {
			desks = append(desks, t)
			continue
		}
		// What is drawn later lies on top: a room must not cover the stairs in it.
		at := len(fixtures)
		for at > 0 && rankOf(fixtures[at-1]) < rankOf(t) {
			at--
		}
		fixtures = slices.Insert(fixtures, at, t)
	}
	next.things = append(fixtures, desks...)
	if len(fixtures) > data.MaxDesks || len(desks) > data.MaxDesks {
		return nil
	}
	d.apply(next)
	return keys
}

// Delete takes what is selected off the floor. What becomes of the bookings is asked when the
// draft is applied.
func (d *Drawing) Delete() bool {
	next := d.from()
	next.things = slices.DeleteFunc(slices.Clone(next.things), func(t *Thing) bool { return d.now.selected[t.Key] })
	if len(next.things) == len(d.from().things) {
		return false
	}
	next.selected = nil
	return d.apply(next)
}

// floorSize is the whole floor as a box.
func (d *Drawing) floorSize() Box { return Box{W: d.now.layout.Width, H: d.now.layout.Height} }
