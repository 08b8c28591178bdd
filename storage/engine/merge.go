package engine

import (
	"slices"

	"seatkeeper/data"
)

// What was drawn, or is to be undone, is the difference between two states of a floor. It
// is put on the floor as it is now, thing by thing and property by property: what others
// have changed besides stays.

// Clash is something that has been changed since in another way than it is to be changed
// now.
type Clash struct {
	What string // the label of a desk or a fixture, or the name of a floor
	// Property is its key in the JSON form, such as "label" or "position"; empty where the
	// thing as a whole was added or removed by one and changed by the other.
	Property string
}

// IsSize reports whether it is about how large a floor is.
func (c Clash) IsSize() bool { return c.Property == layout }

const layout = "layout"

// merger puts differences on what there is now.
type merger struct {
	clashes []Clash
}

// floor returns the floor as it is now with what differs between seen and wanted. In a
// clash what is wanted wins, and the clash is noted.
func (m *merger) floor(now, seen, wanted data.Floor) data.Floor {
	merged := now
	field(m, now.Name, "name", &merged.Name, seen.Name, wanted.Name)
	field(m, now.Name, "level", &merged.Level, seen.Level, wanted.Level)
	field(m, now.Name, layout, &merged.Layout, seen.Layout, wanted.Layout)
	field(m, now.Name, "unit", &merged.Unit, seen.Unit, wanted.Unit)
	field(m, now.Name, "retired", &merged.Retired, seen.Retired, wanted.Retired)
	part(m, now.Name, "background", &merged.Background, seen.Background, wanted.Background, (*data.Background).Equal)
	merged.Fixtures = things(m, now.Fixtures, seen.Fixtures, wanted.Fixtures, ofFixtures)
	merged.Desks = things(m, now.Desks, seen.Desks, wanted.Desks, ofDesks)
	if merged.Layout != now.Layout {
		drawn := byID(wanted.Desks, ofDesks.id)
		for i, d := range merged.Desks {
			if _, is := drawn[d.ID]; !is {
				merged.Desks[i] = whereItWas(d, now.Layout, merged.Layout)
			}
		}
	}
	return merged
}

// whereItWas returns a desk that nobody has drawn, such as one out of use, for a floor of
// another size: at as many metres from the corner as before, if there is the room.
func whereItWas(d data.Desk, before, after data.Size) data.Desk {
	keep := func(at, size *float64, before, after float64) {
		if before == after {
			return // to the last digit
		}
		*size = min(1, *size*before/after)
		*at = min(1-*size, *at*before/after)
	}
	keep(&d.Position.X, &d.Size.Width, before.Width, after.Width)
	keep(&d.Position.Y, &d.Size.Height, before.Height, after.Height)
	return d
}

// sizes notes a clash where one has changed how large the floor is, and the other where things
// lie on it: a place is a share of that size, and nobody knows which of its sides has moved.
func (m *merger) sizes(now, seen, wanted data.Floor) {
	other := now
	switch {
	case now.Layout == wanted.Layout, now.Layout != seen.Layout && wanted.Layout != seen.Layout:
		return // the shares are of the same, or it is a clash anyway
	case wanted.Layout == seen.Layout:
		other = wanted
	}
	desks, fixtures := byID(seen.Desks, ofDesks.id), byID(seen.Fixtures, ofFixtures.id)
	isPlaced := slices.ContainsFunc(other.Desks, func(d data.Desk) bool {
		was, had := desks[d.ID]
		return !d.Retired && (!had || was.Position != d.Position || was.Size != d.Size)
	}) || slices.ContainsFunc(other.Fixtures, func(x data.Fixture) bool {
		was, had := fixtures[x.ID]
		return !had || was.Position != x.Position || was.Size != x.Size
	})
	if isPlaced {
		m.clashes = append(m.clashes, Clash{now.Name, layout})
	}
}

func (m *merger) desk(now *data.Desk, seen, wanted data.Desk) {
	what := now.Label
	field(m, what, "label", &now.Label, seen.Label, wanted.Label)
	field(m, what, "position", &now.Position, seen.Position, wanted.Position)
	field(m, what, "size", &now.Size, seen.Size, wanted.Size)
	field(m, what, "rotation", &now.Rotation, seen.Rotation, wanted.Rotation)
	field(m, what, "zone", &now.Zone, seen.Zone, wanted.Zone)
	field(m, what, "kind", &now.Kind, seen.Kind, wanted.Kind)
	field(m, what, "retired", &now.Retired, seen.Retired, wanted.Retired)
	part(m, what, "features", &now.Features, seen.Features, wanted.Features, slices.Equal)
	part(m, what, "blocks", &now.Blocks, seen.Blocks, wanted.Blocks, slices.Equal)
}

func (m *merger) fixture(now *data.Fixture, seen, wanted data.Fixture) {
	what := now.Label
	field(m, what, "label", &now.Label, seen.Label, wanted.Label)
	field(m, what, "type", &now.Type, seen.Type, wanted.Type)
	field(m, what, "position", &now.Position, seen.Position, wanted.Position)
	field(m, what, "size", &now.Size, seen.Size, wanted.Size)
	field(m, what, "rotation", &now.Rotation, seen.Rotation, wanted.Rotation)
	field(m, what, "color", &now.Color, seen.Color, wanted.Color)
	part(m, what, "outline", &now.Outline, seen.Outline, wanted.Outline, slices.Equal)
}

// field gives now what is wanted, where that is another than was seen.
func field[T comparable](m *merger, what, property string, now *T, seen, wanted T) {
	part(m, what, property, now, seen, wanted, func(a, b T) bool { return a == b })
}

func part[T any](m *merger, what, property string, now *T, seen, wanted T, equal func(a, b T) bool) {
	if equal(seen, wanted) {
		return
	}
	if !equal(*now, seen) && !equal(*now, wanted) {
		m.clashes = append(m.clashes, Clash{what, property})
	}
	*now = wanted
}

// kindOfThing says how things on a floor are told apart and merged.
type kindOfThing[T any] struct {
	id, label func(T) string
	equal     func(a, b T) bool // but for what the removal of a thing takes along
	merge     func(m *merger, now *T, seen, wanted T)
}

var ofDesks = kindOfThing[data.Desk]{
	id: func(d data.Desk) string { return d.ID }, label: func(d data.Desk) string { return d.Label },
	equal: sameButBlocks, merge: (*merger).desk,
}

var ofFixtures = kindOfThing[data.Fixture]{
	id: func(x data.Fixture) string { return x.ID }, label: func(x data.Fixture) string { return x.Label },
	equal: data.Fixture.Equal, merge: (*merger).fixture,
}

// sameButBlocks reports whether two desks differ in nothing but the days on which they are
// blocked.
func sameButBlocks(a, b data.Desk) bool {
	a.Blocks, b.Blocks = nil, nil
	return a.Equal(b)
}

// things merges the desks, or the fixtures, of a floor.
func things[T any](m *merger, now, seen, wanted []T, of kindOfThing[T]) []T {
	was, is, will := byID(seen, of.id), byID(now, of.id), byID(wanted, of.id)
	kept := map[string]T{}
	clash := func(thing T) { m.clashes = append(m.clashes, Clash{What: of.label(thing)}) }
	for _, thing := range now {
		id := of.id(thing)
		before, hadIt := was[id]
		after, wantsIt := will[id]
		switch {
		case hadIt && wantsIt:
			of.merge(m, &thing, before, after)
			kept[id] = thing
		case hadIt: // it is to go
			if !of.equal(thing, before) {
				clash(thing)
			}
		case wantsIt: // both have added it
			if !of.equal(thing, after) {
				clash(thing)
			}
			kept[id] = after
		default:
			kept[id] = thing
		}
	}
	for _, thing := range wanted {
		id := of.id(thing)
		if _, there := is[id]; there {
			continue
		}
		before, hadIt := was[id]
		if hadIt && of.equal(before, thing) {
			continue // somebody has removed it
		}
		if hadIt {
			clash(thing)
		}
		kept[id] = thing
	}
	order := mergedOrder(idsOf(now, of.id), idsOf(seen, of.id), idsOf(wanted, of.id), func(id string) bool { _, ok := kept[id]; return ok })
	merged := make([]T, len(order))
	for i, id := range order {
		merged[i] = kept[id]
	}
	return merged
}

func byID[T any](list []T, id func(T) string) map[string]T {
	all := make(map[string]T, len(list))
	for _, one := range list {
		all[id(one)] = one
	}
	return all
}

func idsOf[T any](list []T, id func(T) string) []string {
	all := make([]string, len(list))
	for i, one := range list {
		all[i] = id(one)
	}
	return all
}

// mergedOrder returns in which order to put what is kept: as wanted, where that is another
// order than was seen, otherwise as it is now. What the one does not have comes behind the
// same thing as in the other.
func mergedOrder(now, seen, wanted []string, kept func(string) bool) []string {
	base, other := now, wanted
	if !slices.Equal(only(seen, isIn(wanted)), only(wanted, isIn(seen))) {
		base, other = wanted, now
	}
	return weave(only(base, kept), only(other, kept))
}

func isIn(list []string) func(string) bool {
	all := make(map[string]bool, len(list))
	for _, id := range list {
		all[id] = true
	}
	return func(id string) bool { return all[id] }
}

func only(list []string, is func(string) bool) (some []string) {
	for _, id := range list {
		if is(id) {
			some = append(some, id)
		}
	}
	return some
}

// weave puts what is in other alone behind what it stands behind there.
func weave(base, other []string) []string {
	there := make(map[string]bool, len(base))
	for _, id := range base {
		there[id] = true
	}
	behind := map[string][]string{}
	last := ""
	for _, id := range other {
		if there[id] {
			last = id
		} else {
			behind[last] = append(behind[last], id)
		}
	}
	all := slices.Clone(behind[""])
	for _, id := range base {
		all = append(all, id)
		all = append(all, behind[id]...)
	}
	return all
}
