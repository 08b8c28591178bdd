// Package compare says how one state of the data differs from another. Two snapshots come
// in, counts and the first of what differs go out; both are read side by side, so that
// the memory does not grow with them. It knows neither files nor databases.
package compare

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Comparison says how one state of the data differs from another.
type Comparison struct {
	People Compared[data.User]
	// Bookings by day and ID. One that was released no longer holds: a release
	// removes a booking, and a booking that holds again is added. Where it holds in
	// neither state and only its record differs, it is changed.
	Bookings Compared[data.Seat]
	Offices  Compared[OfficeName]
	Desks    Compared[DeskName]
	// Order are the names of the offices in their order, where those of both states come in
	// another one.
	Order []string
}

// IsSame reports whether the two states hold the same.
func (c *Comparison) IsSame() bool {
	return c.People.IsSame() && c.Bookings.IsSame() && c.Offices.IsSame() && c.Desks.IsSame() && len(c.Order) == 0
}

// Compared counts what differs, and lists the first of each.
type Compared[T any] struct {
	Added, Removed, Changed int64
	// At most MostListed of each, in the order of their IDs, bookings by day.
	AddedFirst, RemovedFirst []T
	ChangedFirst             []data.Change[T]
}

// OfficeName names an office. One is changed where anything on it but its desks is.
type OfficeName struct{ ID, Name string }

// DeskName names a desk, and says what of it people ask for first.
type DeskName struct {
	data.DeskRef
	Label       string
	Retired     bool
	OnFloor, Of string // what its floor and its office are called
	Blocks      []data.Block
}

func nameOf(o data.Office, floor string, ref data.DeskRef, d data.Desk) DeskName {
	return DeskName{DeskRef: ref, Label: d.Label, Retired: d.Retired, OnFloor: floor, Of: o.Name, Blocks: d.Blocks}
}

// MostListed bounds the lists of a comparison.
const MostListed = 200

// IsSame reports whether nothing differs.
func (c *Compared[T]) IsSame() bool { return c.Added+c.Removed+c.Changed == 0 }

func (c *Compared[T]) add(one T) {
	if c.Added++; c.Added <= MostListed {
		c.AddedFirst = append(c.AddedFirst, one)
	}
}

func (c *Compared[T]) remove(one T) {
	if c.Removed++; c.Removed <= MostListed {
		c.RemovedFirst = append(c.RemovedFirst, one)
	}
}

func (c *Compared[T]) change(before, after T) {
	if c.Changed++; c.Changed <= MostListed {
		c.ChangedFirst = append(c.ChangedFirst, data.Change[T]{Before: before, After: after})
	}
}

// States compares two states. Both are read side by side, in the order in which
// they are kept, so memory does not grow with the bookings.
func States(ctx context.Context, before, after *engine.Snapshot) (*Comparison, error) {
	c := &Comparison{}
	c.comparePeople(before.Users, after.Users)
	c.compareOffices(before.Offices, after.Offices)
	return c, c.compareBookings(ctx, before, after)
}

func (c *Comparison) comparePeople(before, after []data.User) {
	was := make(map[string]data.User, len(before))
	for _, u := range before {
		was[u.ID] = u
	}
	for _, u := range after {
		b, there := was[u.ID]
		switch {
		case !there:
			c.People.add(u)
		case b != u:
			c.People.change(b, u)
		}
		delete(was, u.ID)
	}
	for _, u := range before {
		if _, gone := was[u.ID]; gone {
			c.People.remove(u)
		}
	}
}

// orderOf returns the names of the offices of a state in their order, if those that are in
// the other state too come in another one there.
func orderOf(before, after []data.Office) (names []string) {
	shared := func(list, other []data.Office) (ids []string) {
		for _, o := range list {
			if slices.ContainsFunc(other, func(x data.Office) bool { return x.ID == o.ID }) {
				ids = append(ids, o.ID)
			}
		}
		return ids
	}
	if slices.Equal(shared(before, after), shared(after, before)) {
		return nil
	}
	for _, o := range after {
		names = append(names, o.Name)
	}
	return names
}

func (c *Comparison) compareOffices(before, after []data.Office) {
	c.Order = orderOf(before, after)
	offices, desks := map[string]data.Office{}, map[data.DeskRef]namedDesk{}
	for _, o := range before {
		offices[o.ID] = withoutDesks(o)
		for ref, d := range desksOf(o) {
			desks[ref] = d
		}
	}
	for _, o := range after {
		b, there := offices[o.ID]
		switch {
		case !there:
			c.Offices.add(OfficeName{o.ID, o.Name})
		case !b.Equal(withoutDesks(o)):
			c.Offices.change(OfficeName{b.ID, b.Name}, OfficeName{o.ID, o.Name})
		}
		delete(offices, o.ID)
		for ref, d := range desksOf(o) {
			b, there := desks[ref]
			switch {
			case !there:
				c.Desks.add(d.name)
			case !b.desk.Equal(d.desk):
				c.Desks.change(b.name, d.name)
			}
			delete(desks, ref)
		}
	}
	for _, o := range before {
		if _, gone := offices[o.ID]; gone {
			c.Offices.remove(OfficeName{o.ID, o.Name})
		}
		for ref, d := range desksOf(o) {
			if _, gone := desks[ref]; gone {
				c.Desks.remove(d.name)
			}
		}
	}
}

type namedDesk struct {
	desk data.Desk
	name DeskName
}

func desksOf(o data.Office) iter.Seq2[data.DeskRef, namedDesk] {
	return func(yield func(data.DeskRef, namedDesk) bool) {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				ref := data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID}
				if !yield(ref, namedDesk{d, nameOf(o, f.Name, ref, d)}) {
					return
				}
			}
		}
	}
}

func withoutDesks(o data.Office) data.Office {
	floors := make([]data.Floor, len(o.Floors))
	for i, f := range o.Floors {
		f.Desks = nil
		floors[i] = f
	}
	o.Floors = floors
	return o
}

// compareBookings walks along both lists, each read by a goroutine of its own.
func (c *Comparison) compareBookings(ctx context.Context, before, after *engine.Snapshot) error {
	ctx, stop := context.WithCancel(ctx)
	was, is := startReader(ctx, before), startReader(ctx, after)
	defer func() {
		stop()
		was.wait()
		is.wait()
	}()
	same := newSameNumbers(before, after)
	b, a := was.next(), is.next()
	for b != nil || a != nil {
		order := 0
		switch {
		case b == nil:
			order = 1
		case a == nil:
			order = -1
		case b.Day != a.Day:
			order = int(b.Day) - int(a.Day)
		default:
			order = bytes.Compare(b.ID[:], a.ID[:])
		}
		here, there := order <= 0, order >= 0 // in which of the states it is
		held, holds := here && !b.IsReleased, there && !a.IsReleased
		switch listed := c.Bookings.Changed; {
		case here && there && same.booking(b, a):
		case held && !holds:
			c.Bookings.remove(was.seat(b, c.Bookings.Removed))
		case holds && !held:
			c.Bookings.add(is.seat(a, c.Bookings.Added))
		case here && there:
			c.Bookings.change(was.seat(b, listed), is.seat(a, listed))
		case here:
			released := was.seat(b, listed)
			c.Bookings.change(released, released)
		default:
			released := is.seat(a, listed)
			c.Bookings.change(released, released)
		}
		if order <= 0 {
			b = was.next()
		}
		if order >= 0 {
			a = is.next()
		}
	}
	return errors.Join(was.err, is.err)
}

// sameNumbers gives for the numbers of desks and users in one database those in
// the other, or -1.
type sameNumbers struct{ desks, users []int }

func newSameNumbers(before, after *engine.Snapshot) sameNumbers {
	return sameNumbers{translate(before.DeskRefs, after.DeskRefs), translate(before.UserIDs, after.UserIDs)}
}

func translate[T comparable](from, to []T) []int {
	at := make(map[T]int, len(to))
	for i, one := range to {
		at[one] = i
	}
	numbers := make([]int, len(from))
	for i, one := range from {
		number, known := at[one]
		if !known {
			number = -1
		}
		numbers[i] = number
	}
	return numbers
}

func (s sameNumbers) booking(b, a *engine.Row) bool {
	return s.desks[b.Desk] == a.Desk && s.users[b.User] == a.User && b.Created == a.Created &&
		b.IsReleased == a.IsReleased && (!b.IsReleased || b.Released == a.Released) && bytes.Equal(b.Guest, a.Guest)
}
