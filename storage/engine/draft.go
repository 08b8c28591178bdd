package engine

import (
	"cmp"
	"slices"

	"seatkeeper/data"
)

// DraftPreview says what it would do to apply a draft to its floor.
type DraftPreview struct {
	Draft         data.Draft // as it was looked at
	Office, Floor string     // what they are called now
	Added         []data.Desk
	Changed       []data.Change[data.Desk] // as they are now, and as they would be
	Gone          []GoneDesk
	Fixtures      Differences[data.Fixture]
	Floors        data.Change[data.Floor] // the floor but for what is on it, as it is now and as it would be
	Clashes       []Clash                 // with what others have changed since the draft was begun
}

// IsEmpty reports whether to apply the draft would change nothing.
func (p DraftPreview) IsEmpty() bool {
	return len(p.Added)+len(p.Changed)+len(p.Gone) == 0 && p.Fixtures.isEmpty() && p.Floors.Before.Equal(p.Floors.After)
}

// Differences are between two lists of things that have IDs.
type Differences[T any] struct {
	Added, Gone []T
	Changed     []data.Change[T]
}

func (d Differences[T]) isEmpty() bool { return len(d.Added)+len(d.Gone)+len(d.Changed) == 0 }

// Booked returns the desks among those that go which somebody has from today on.
func (p DraftPreview) Booked() (booked []GoneDesk) {
	for _, g := range p.Gone {
		if len(g.Seats) > 0 {
			booked = append(booked, g)
		}
	}
	return booked
}

// GoneDesk is a desk that the draft has no more.
type GoneDesk struct {
	Desk  data.Desk
	Seats []data.Seat // who has it from today on, by day
}

// GoneChoice says what is to become of the bookings that a desk has from today on.
type GoneChoice struct {
	// MoveTo is the desk that they get instead; it may be one that the draft adds.
	MoveTo data.DeskRef
	// Keep leaves them, and the desk until the last of them: it is blocked from the day
	// after. With neither they are released.
	Keep bool
}

// PreviewDraft returns what ApplyDraft would do. Errors are ErrUnknownOffice and
// ErrUnknownFloor in a [*data.ConflictError].
func (c *Change) PreviewDraft(d data.Draft) (p DraftPreview, err error) {
	a, err := c.beginDraft(d)
	return a.DraftPreview, err
}

// ApplyDraft puts what was drawn on the floor, as the user was shown: the desks that go
// with their bookings from today on by the choices, by the IDs of the desks. Where it
// would do something else by now, the error is ErrChanged in a [*data.ConflictError], or
// ErrMoreBookings with the bookings that have come since. With force, what was drawn wins
// over what others have changed; otherwise that is an ErrChanged too. Errors of Move come
// back as well. It returns what it did to the bookings.
func (c *Change) ApplyDraft(shown DraftPreview, choices map[string]GoneChoice, force bool) (moved []data.Seat, err error) {
	a, err := c.beginDraft(shown.Draft)
	if err != nil {
		return nil, err
	}
	if err := a.isAsShown(shown); err != nil {
		return nil, err
	}
	if len(a.Clashes) > 0 && !force {
		return nil, &data.ConflictError{Err: data.ErrChanged, What: a.Clashes[0].What}
	}
	// First what comes, as a booking may move there; then the bookings; last what goes.
	first := a.merged
	first.Desks = a.withGone()
	if _, err := c.putFloor(a.office, a.at, first, true); err != nil {
		return nil, err
	}
	kept := map[string]data.Desk{}
	for _, g := range a.Gone {
		seats, err := a.settle(g, choices[g.Desk.ID], kept)
		if err != nil {
			return nil, err
		}
		moved = append(moved, seats...)
	}
	if len(a.Gone) == 0 {
		return moved, nil
	}
	o, at, err := floorOf(c.tx, a.office.ID, a.merged.ID)
	if err != nil {
		return nil, err
	}
	last := o.Floors[at]
	last.Desks = nil
	for _, d := range o.Floors[at].Desks {
		keeps, isKept := kept[d.ID]
		isGone := slices.ContainsFunc(a.Gone, func(g GoneDesk) bool { return g.Desk.ID == d.ID })
		if isKept {
			d.Blocks = keeps.Blocks
		}
		if isKept || !isGone {
			last.Desks = append(last.Desks, d)
		}
	}
	_, err = c.putFloor(o, at, last, true)
	return moved, err
}

// applying is a draft on its way to the floor.
type applying struct {
	DraftPreview
	c      *Change
	office Office
	at     int
	merged data.Floor // without the desks that go
}

func (c *Change) beginDraft(d data.Draft) (a *applying, err error) {
	a = &applying{DraftPreview: DraftPreview{Draft: d}, c: c}
	if a.office, a.at, err = floorOf(c.tx, d.Office, d.Floor); err != nil {
		return a, err
	}
	now := a.office.Floors[a.at]
	a.DraftPreview.Office, a.DraftPreview.Floor = a.office.Name, now.Name
	if now.Retired {
		return a, &data.ConflictError{Err: data.ErrUnknownFloor, What: now.Name}
	}
	var m merger
	seen, wanted := m.ofDrawing(d, now)
	m.sizes(now, seen, wanted)
	a.merged = m.floor(now, seen, wanted)
	a.Clashes = m.clashes
	if err := (data.Office{ID: d.Office, Floors: []data.Floor{a.merged}}).Check(); err != nil {
		return a, err
	}
	return a, a.look(now)
}

// ofDrawing returns both states of a draft without what a drawing says nothing about: when
// desks are blocked, which of them are retired, and what the floor is.
//
// A desk that somebody has retired meanwhile is out of its reach, unless it was drawn
// otherwise: that is a clash.
func (m *merger) ofDrawing(d data.Draft, now data.Floor) (seen, wanted data.Floor) {
	seen, wanted = d.Base, d.Drawn
	seen.Desks, wanted.Desks = nil, nil
	wanted.ID, wanted.Retired = now.ID, seen.Retired
	is, was, will := byID(now.Desks, ofDesks.id), byID(d.Base.Desks, ofDesks.id), byID(d.Drawn.Desks, ofDesks.id)
	isOut := func(desk data.Desk) bool {
		if desk.Retired || !is[desk.ID].Retired {
			return desk.Retired
		}
		after, stays := will[desk.ID]
		before, had := was[desk.ID]
		return !stays || had && sameButBlocks(before, after)
	}
	for _, desk := range d.Base.Desks {
		if isOut(desk) {
			continue
		}
		desk.Blocks, desk.Retired = is[desk.ID].Blocks, is[desk.ID].Retired
		if desk.Retired {
			m.clashes = append(m.clashes, Clash{What: desk.Label})
		}
		seen.Desks = append(seen.Desks, desk)
	}
	for _, desk := range d.Drawn.Desks {
		if isOut(desk) {
			continue
		}
		desk.Blocks = is[desk.ID].Blocks
		wanted.Desks = append(wanted.Desks, desk)
	}
	return seen, wanted
}

// withGone returns the desks of the merged floor and those that go, where they are now.
func (a *applying) withGone() []data.Desk {
	all := byID(a.merged.Desks, ofDesks.id)
	for _, g := range a.Gone {
		all[g.Desk.ID] = whereItWas(g.Desk, a.Floors.Before.Layout, a.merged.Layout)
	}
	now := only(idsOf(a.office.Floors[a.at].Desks, ofDesks.id), func(id string) bool { _, there := all[id]; return there })
	var desks []data.Desk
	for _, id := range weave(idsOf(a.merged.Desks, ofDesks.id), now) {
		desks = append(desks, all[id])
	}
	return desks
}

// look finds what the merged floor changes.
func (a *applying) look(now data.Floor) error {
	head, was := a.merged, now
	head.Desks, head.Fixtures, was.Desks, was.Fixtures = nil, nil, nil, nil
	a.Floors = data.Change[data.Floor]{Before: was, After: head}
	a.Fixtures = differences(now.Fixtures, a.merged.Fixtures, ofFixtures)
	will := byID(a.merged.Desks, ofDesks.id)
	had := map[string]bool{}
	for i, d := range now.Desks {
		had[d.ID] = true
		after, stays := will[d.ID]
		switch {
		case !stays:
			gone := GoneDesk{Desk: d}
			var err error
			if gone.Seats, err = a.c.tx.SeatsAt(a.office.DeskNumbers[a.at][i], a.c.today, data.MaxDate); err != nil {
				return err
			}
			a.Gone = append(a.Gone, gone)
		case !after.Equal(d):
			a.Changed = append(a.Changed, data.Change[data.Desk]{Before: d, After: after})
		}
	}
	for _, d := range a.merged.Desks {
		if !had[d.ID] {
			a.Added = append(a.Added, d)
		}
	}
	return nil
}

// differences finds the things that are in one list and not the same in the other.
func differences[T any](before, after []T, of kindOfThing[T]) (d Differences[T]) {
	was := byID(before, of.id)
	for _, thing := range after {
		had, there := was[of.id(thing)]
		switch {
		case !there:
			d.Added = append(d.Added, thing)
		case !of.equal(had, thing):
			d.Changed = append(d.Changed, data.Change[T]{Before: had, After: thing})
		}
		delete(was, of.id(thing))
	}
	for _, thing := range before {
		if _, gone := was[of.id(thing)]; gone {
			d.Gone = append(d.Gone, thing)
		}
	}
	return d
}

func sameFixtures(a, b Differences[data.Fixture]) bool {
	same := func(x, y data.Change[data.Fixture]) bool { return x.Before.Equal(y.Before) && x.After.Equal(y.After) }
	return slices.EqualFunc(a.Added, b.Added, data.Fixture.Equal) && slices.EqualFunc(a.Gone, b.Gone, data.Fixture.Equal) &&
		slices.EqualFunc(a.Changed, b.Changed, same)
}

// isAsShown compares what it would do with what the user has seen.
func (a *applying) isAsShown(shown DraftPreview) error {
	sameChange := func(x, y data.Change[data.Desk]) bool { return x.Before.Equal(y.Before) && x.After.Equal(y.After) }
	sameGone := func(x, y GoneDesk) bool { return x.Desk.Equal(y.Desk) }
	if !slices.EqualFunc(a.Added, shown.Added, data.Desk.Equal) || !slices.EqualFunc(a.Changed, shown.Changed, sameChange) ||
		!slices.EqualFunc(a.Gone, shown.Gone, sameGone) || !sameFixtures(a.Fixtures, shown.Fixtures) ||
		!a.Floors.Before.Equal(shown.Floors.Before) || !a.Floors.After.Equal(shown.Floors.After) ||
		!slices.Equal(a.Clashes, shown.Clashes) {
		return &data.ConflictError{Err: data.ErrChanged, What: a.DraftPreview.Floor}
	}
	for i, g := range a.Gone {
		if more := notShown(g.Seats, shown.Gone[i].Seats); len(more) > 0 {
			return &data.ConflictError{Err: data.ErrMoreBookings, What: g.Desk.Label, Date: more[0].Date, Seat: more[0], Seats: more}
		}
		if len(g.Seats) != len(shown.Gone[i].Seats) {
			return &data.ConflictError{Err: data.ErrChanged, What: g.Desk.Label}
		}
	}
	return nil
}

// settle does with the bookings of a desk that goes as was chosen. Where the desk stays for
// them, it is put into kept.
func (a *applying) settle(g GoneDesk, choice GoneChoice, kept map[string]data.Desk) (moved []data.Seat, err error) {
	if len(g.Seats) == 0 {
		return nil, nil
	}
	switch {
	case choice.Keep:
		d := g.Desk
		d.Blocks = blockedAfter(d.Blocks, g.Seats[len(g.Seats)-1].Date)
		kept[d.ID] = d
	case a.goes(choice.MoveTo):
		return nil, &data.ConflictError{Err: data.ErrRetiredDesk, What: choice.MoveTo.Desk, Date: g.Seats[0].Date}
	case choice.MoveTo != data.DeskRef{}:
		for _, seat := range g.Seats {
			if _, _, err = a.c.Move(seat.Date, seat.ID, choice.MoveTo); err != nil {
				return nil, err
			}
			moved = append(moved, seat)
		}
	default:
		moved, err = a.c.ReleaseAll(g.Seats)
	}
	return moved, err
}

// goes reports whether a desk is one of those that go.
func (a *applying) goes(ref data.DeskRef) bool {
	return ref.Office == a.Draft.Office && ref.Floor == a.Draft.Floor &&
		slices.ContainsFunc(a.Gone, func(g GoneDesk) bool { return g.Desk.ID == ref.Desk })
}

// blockedAfter returns the blocks of a desk that is not to be booked after that day.
func blockedAfter(blocks []data.Block, last data.Date) (all []data.Block) {
	for _, b := range blocks {
		if b.From > last {
			continue
		}
		b.To = min(b.To, last)
		all = append(all, b)
	}
	if last < data.MaxDate {
		all = append(all, data.Block{From: last + 1, To: data.MaxDate})
	}
	slices.SortFunc(all, func(a, b data.Block) int { return cmp.Compare(a.From, b.From) })
	return all
}
