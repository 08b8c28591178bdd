package enginetest

import (
	"maps"
	"slices"

	"seatkeeper/data"
)

// change is one step in the model: all as it was before and after.
type change struct {
	before, after model
	blocks        *data.DeskRef // the desk whose blocks it is about; nil for an office as a whole
}

func (c change) reversed() change { return change{before: c.after, after: c.before, blocks: c.blocks} }

// isEqual reports whether the two hold the same.
func (m model) isEqual(n model) bool {
	return maps.Equal(m.people, n.people) && maps.Equal(m.bookings, n.bookings) && maps.EqualFunc(m.offices, n.offices, data.Office.Equal)
}

// revert puts back the rows that a step has changed, where they still are what it
// made of them and no rule is in the way.
func (m model) revert(c change) (after model, fits bool) {
	after, fits = m.copy(), true
	fits = putPeopleBack(after.people, c.before.people, c.after.people) && fits
	fits = putBack(after.bookings, c.before.bookings, c.after.bookings, func(a, b data.Booking) bool { return a == b }) && fits
	if c.blocks == nil {
		fits = putBack(after.offices, c.before.offices, c.after.offices, data.Office.Equal) && fits
	} else if desk := after.desk(*c.blocks); desk == nil || !slices.Equal(desk.Blocks, c.after.desk(*c.blocks).Blocks) {
		fits = false
	} else {
		desk.Blocks = slices.Clone(c.before.desk(*c.blocks).Blocks)
	}
	return after, fits && after.isSound(m)
}

// isAboutThePast reports whether a step has changed bookings on days that are over.
func (m model) isAboutThePast(c change) bool {
	for id := range allKeys(c.before.bookings, c.after.bookings) {
		was, had := c.before.bookings[id]
		is, has := c.after.bookings[id]
		if had == has && was == is {
			continue
		}
		if !has {
			is = was
		}
		if m.isOver(is.Date) {
			return true
		}
	}
	return false
}

// takesBookedDesks reports whether to take a step back would take desks out of use that
// somebody has from today on.
func (m model) takesBookedDesks(c change) bool {
	if maps.EqualFunc(c.before.offices, c.after.offices, data.Office.Equal) {
		return false
	}
	for _, b := range m.bookings {
		desk := c.before.desk(b.DeskRef)
		if !b.IsReleased() && b.Date >= m.today() && (desk == nil || desk.Retired) {
			return true
		}
	}
	return false
}

// putPeopleBack puts back people who came or went, and of the others the name or the
// activity where the step has changed it.
func putPeopleBack(now, before, after map[string]data.User) (fits bool) {
	fits = true
	for id := range allKeys(before, after) {
		was, had := before[id]
		is, has := after[id]
		current, there := now[id]
		switch {
		case had == has && was == is:
		case had && has && there:
			if was.Name != is.Name {
				fits = fits && current.Name == is.Name
				current.Name = was.Name
			}
			if was.Active != is.Active {
				fits = fits && current.Active == is.Active
				current.Active = was.Active
			}
			now[id] = current
		case had:
			fits = fits && !there && !has
			now[id] = was
		default:
			fits = fits && there && current == is
			delete(now, id)
		}
	}
	return fits
}

func putBack[T any](now, before, after map[string]T, equal func(a, b T) bool) (fits bool) {
	fits = true
	for id := range allKeys(before, after) {
		was, had := before[id]
		is, has := after[id]
		if had == has && equal(was, is) {
			continue
		}
		if current, there := now[id]; there != has || there && !equal(current, is) {
			fits = false
		}
		if delete(now, id); had {
			now[id] = was
		}
	}
	return fits
}

func allKeys[T any](a, b map[string]T) map[string]T {
	both := maps.Clone(a)
	maps.Copy(both, b)
	return both
}

// isSound holds the whole model against the rules, when it has been another.
func (m model) isSound(was model) bool {
	for id, b := range m.bookings {
		desk := m.desk(b.DeskRef)
		if _, known := m.people[b.UserID]; desk == nil || !known && b.UserID != data.VisitorID {
			return false
		}
		if b.IsReleased() {
			continue
		}
		if before, there := was.bookings[id]; (!there || before.IsReleased()) && m.mayHold(b) != nil {
			return false
		}
		if _, blocked := desk.BlockOn(b.Date); blocked {
			return false
		}
	}
	return true
}

func floorAt(o data.Office, id string) int {
	return slices.IndexFunc(o.Floors, func(f data.Floor) bool { return f.ID == id })
}

func deskAt(desks []data.Desk, id string) int {
	return slices.IndexFunc(desks, func(d data.Desk) bool { return d.ID == id })
}
