package enginetest

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// model is a slow and obvious store, in plain maps: what every store on the folder
// must hold. Its changes are made on a copy, which takes its place where no rule
// is broken.
type model struct {
	now       time.Time
	allowPast bool
	people    map[string]data.User
	offices   map[string]data.Office
	places    map[string]int // of the offices
	bookings  map[string]data.Booking
}

func (m model) copy() model {
	m.people, m.bookings = maps.Clone(m.people), maps.Clone(m.bookings)
	m.offices, m.places = maps.Clone(m.offices), maps.Clone(m.places)
	for id, o := range m.offices {
		m.offices[id] = copyOffice(o)
	}
	return m
}

func copyOffice(o data.Office) data.Office {
	o.Floors = slices.Clone(o.Floors)
	for i := range o.Floors {
		f := &o.Floors[i]
		f.Desks = slices.Clone(f.Desks)
		for j := range f.Desks {
			f.Desks[j].Blocks = slices.Clone(f.Desks[j].Blocks)
		}
	}
	return o
}

func (m model) today() data.Date { return data.DateOf(m.now) }

// desk returns the desk itself, or nil.
func (m model) desk(ref data.DeskRef) *data.Desk {
	for _, f := range m.offices[ref.Office].Floors {
		for i := range f.Desks {
			if f.ID == ref.Floor && f.Desks[i].ID == ref.Desk {
				return &f.Desks[i]
			}
		}
	}
	return nil
}

// held returns the bookings that hold and that fit, by day and ID.
func (m model) held(fits func(data.Booking) bool) (found []data.Booking) {
	for _, b := range m.bookings {
		if !b.IsReleased() && fits(b) {
			found = append(found, b)
		}
	}
	slices.SortFunc(found, func(a, b data.Booking) int {
		if a.Date != b.Date {
			return int(a.Date - b.Date)
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return found
}

func (m model) isNamed(ref data.DeskRef) bool {
	for _, b := range m.bookings {
		if b.DeskRef == ref {
			return true
		}
	}
	return false
}

func (m model) seat(b data.Booking) data.Seat {
	person := m.people[b.UserID]
	seat := data.Seat{Booking: b, Name: cmp.Or(data.Labels(slices.Collect(maps.Values(m.people)))[person.ID], person.Name), Label: m.desk(b.DeskRef).Label}
	if b.UserID == data.VisitorID {
		seat.Name = b.Guest
	}
	return seat
}

func (m model) day(day data.Date) (seats []data.Seat) {
	for _, b := range m.held(func(b data.Booking) bool { return b.Date == day }) {
		seats = append(seats, m.seat(b))
	}
	return seats
}

// mayHold returns the rule that a booking would break which is to hold.
func (m model) mayHold(b data.Booking) error {
	person, known := m.people[b.UserID]
	if !known && b.UserID != data.VisitorID {
		return data.ErrUnknownUser
	}
	if known && !person.Active {
		return data.ErrInactiveUser
	}
	desk := m.desk(b.DeskRef)
	switch {
	case desk == nil:
		return data.ErrUnknownDesk
	case desk.Retired:
		return data.ErrRetiredDesk
	}
	for _, block := range desk.Blocks {
		if block.From <= b.Date && b.Date <= block.To {
			return data.ErrBlockedDesk
		}
	}
	for _, other := range m.bookings {
		if !other.IsReleased() && other.ID != b.ID && other.Date == b.Date && other.DeskRef == b.DeskRef {
			return data.ErrDeskTaken
		}
	}
	for _, other := range m.bookings {
		if !other.IsReleased() && other.ID != b.ID && other.Date == b.Date && other.UserID == b.UserID && known {
			return data.ErrAlreadySeated
		}
	}
	return nil
}

func (m model) isOver(day data.Date) bool { return day < m.today() && !m.allowPast }

// mayBook returns what stands in the way of a new booking, if anything does.
func (m model) mayBook(b data.Booking) error {
	if m.isOver(b.Date) {
		return data.ErrPastDay
	}
	return m.mayHold(b)
}

func (m model) release(day data.Date, id string) error {
	if m.isOver(day) {
		return data.ErrPastDay
	}
	b, known := m.bookings[id]
	if !known || b.Date != day || b.IsReleased() {
		return data.ErrNotBooked
	}
	b.ReleasedAt = m.now.UTC()
	m.bookings[id] = b
	return nil
}

func (m model) releaseAll(bookings []data.Booking) error {
	for _, b := range bookings {
		if err := m.release(b.Date, b.ID); err != nil && !errors.Is(err, data.ErrNotBooked) {
			return err
		}
	}
	return nil
}

// adopt takes over a booking that a store has made.
func (m model) adopt(b data.Booking) { m.bookings[b.ID] = b }

func (m model) setPerson(u data.User, names engine.SharedNames) error {
	was, known := m.people[u.ID]
	if !known {
		return data.ErrUnknownUser
	}
	if data.NameKey(u.Name) != data.NameKey(was.Name) && !m.mayBeCalled(u, names) {
		return data.ErrNameTaken
	}
	m.people[u.ID] = u
	return nil
}

// addPerson adds somebody with an ID of their own.
func (m model) addPerson(u data.User, names engine.SharedNames) error {
	if !m.mayBeCalled(u, names) {
		return data.ErrNameTaken
	}
	m.people[u.ID] = u
	return nil
}

// mayBeCalled reports whether a person may have that name beside others.
func (m model) mayBeCalled(u data.User, names engine.SharedNames) bool {
	for _, other := range m.people {
		if names == engine.NameOfOne && other.ID != u.ID && data.NameKey(other.Name) == data.NameKey(u.Name) {
			return false
		}
	}
	return true
}

// block adds a block to a desk that has none on its days.
func (m model) block(ref data.DeskRef, block data.Block, release bool) error {
	within := m.held(func(b data.Booking) bool { return b.DeskRef == ref && b.Date >= block.From && b.Date <= block.To })
	desk := m.desk(ref)
	switch {
	case desk == nil:
		return data.ErrUnknownDesk
	case slices.ContainsFunc(desk.Blocks, block.Overlaps), len(within) > 0 && !release:
		return data.ErrBlockedDesk
	}
	if err := m.releaseAll(within); err != nil {
		return err
	}
	blocks := append(slices.Clone(desk.Blocks), block)
	slices.SortFunc(blocks, func(a, b data.Block) int { return int(a.From - b.From) })
	desk.Blocks = blocks
	return nil
}

func (m model) unblock(ref data.DeskRef, day data.Date) error {
	desk := m.desk(ref)
	if desk == nil {
		return data.ErrUnknownDesk
	}
	desk.Blocks = slices.DeleteFunc(slices.Clone(desk.Blocks), func(b data.Block) bool { return b.From <= day && day <= b.To })
	return nil
}

// importOffice makes an office be as given, and keeps behind what was given the
// desks that were retired before, and then those that bookings name.
func (m model) importOffice(given data.Office) {
	given = copyOffice(given)
	had := m.offices[given.ID]
	for i := range given.Floors {
		f := &given.Floors[i]
		at := floorAt(had, f.ID)
		if at < 0 {
			continue
		}
		var before, now []data.Desk
		for _, d := range had.Floors[at].Desks {
			if j := deskAt(f.Desks, d.ID); j >= 0 {
				f.Desks[j].Blocks = d.Blocks
			} else if d.Retired {
				before = append(before, d)
			} else if m.isNamed(data.DeskRef{Office: given.ID, Floor: f.ID, Desk: d.ID}) {
				d.Retired, d.Blocks = true, nil
				now = append(now, d)
			}
		}
		f.Desks = slices.Concat(f.Desks, before, now)
	}
	var whole, left []data.Floor
	for _, f := range had.Floors {
		if floorAt(given, f.ID) >= 0 {
			continue
		}
		isRetired := f.Retired || len(f.Desks) > 0
		kept := []data.Desk{}
		for _, d := range f.Desks {
			isRetired = isRetired && (d.Retired || f.Retired)
			if m.isNamed(data.DeskRef{Office: given.ID, Floor: f.ID, Desk: d.ID}) {
				d.Retired, d.Blocks = true, nil
				kept = append(kept, d)
			}
		}
		if isRetired {
			whole = append(whole, f)
		} else if len(kept) > 0 {
			f.Desks, f.Retired = kept, true
			left = append(left, f)
		}
	}
	given.Floors = slices.Concat(given.Floors, whole, left)
	m.offices[given.ID] = given
	if _, placed := m.places[given.ID]; !placed {
		m.places[given.ID] = len(m.places)
	}
}
