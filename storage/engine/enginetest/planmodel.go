package enginetest

import (
	"maps"
	"slices"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// planModel says plainly what a draft does to a floor and its bookings.
type planModel struct {
	t        *planTrial
	draft    data.Draft
	now      data.Floor
	bookings map[string]data.Booking // by ID
	moved    map[data.Booking]bool   // which come, without IDs
	desks    map[string]data.Desk    // in the end
}

// apply returns what stands in the way, or nil.
func (m *planModel) apply(choices map[string]engine.GoneChoice, force bool) error {
	if m.merge() && !force {
		return data.ErrChanged
	}
	var gone []data.Desk
	for _, d := range m.now.Desks {
		if _, stays := m.desks[d.ID]; !stays {
			gone = append(gone, d)
		}
	}
	for _, d := range gone {
		m.desks[d.ID] = d // until the bookings are settled
	}
	for _, d := range gone {
		if err := m.settle(d, choices[d.ID], gone); err != nil {
			return err
		}
	}
	for _, d := range gone {
		coming := m.coming(d.ID)
		switch {
		case choices[d.ID].Keep && len(coming) > 0:
			d.Blocks = slices.DeleteFunc(slices.Clone(d.Blocks), func(b data.Block) bool { return b.From > coming[len(coming)-1].Date })
			d.Blocks = append(d.Blocks, data.Block{From: coming[len(coming)-1].Date + 1, To: data.MaxDate})
			for i := range d.Blocks[:len(d.Blocks)-1] {
				d.Blocks[i].To = min(d.Blocks[i].To, coming[len(coming)-1].Date)
			}
			m.desks[d.ID] = d
		case m.isNamed(d.ID):
			d.Retired, d.Blocks = true, nil
			m.desks[d.ID] = d
		default:
			delete(m.desks, d.ID)
		}
	}
	return nil
}

// merge makes the desks be what is drawn where that differs from the base, and reports
// whether somebody else has changed the same.
func (m *planModel) merge() (clash bool) {
	m.desks = map[string]data.Desk{}
	base, drawn := deskMap(m.draft.Base.Desks), deskMap(m.draft.Drawn.Desks)
	for _, now := range m.now.Desks {
		was, had := base[now.ID]
		will, has := drawn[now.ID]
		switch {
		case had && !has:
			clash = clash || now.Label != was.Label
			continue
		case had && was.Label != will.Label:
			clash = clash || now.Label != was.Label && now.Label != will.Label
			now.Label = will.Label
		case had && was.Kind != will.Kind:
			now.Kind, now.Position = will.Kind, will.Position
		}
		m.desks[now.ID] = now
	}
	for id, d := range drawn {
		if _, had := base[id]; !had {
			m.desks[id] = d
		}
	}
	return clash
}

func deskMap(desks []data.Desk) map[string]data.Desk {
	all := map[string]data.Desk{}
	for _, d := range desks {
		all[d.ID] = d
	}
	return all
}

func (m *planModel) at(id string) (list []data.Booking) {
	for _, b := range m.bookings {
		if b.Office == "harbour-house" && b.Floor == "floor-1" && b.Desk == id {
			list = append(list, b)
		}
	}
	slices.SortFunc(list, func(a, b data.Booking) int { return int(a.Date - b.Date) })
	return list
}

func (m *planModel) coming(id string) []data.Booking {
	return slices.DeleteFunc(m.at(id), func(b data.Booking) bool { return b.IsReleased() || b.Date < monday })
}

func (m *planModel) isNamed(id string) bool {
	for b := range m.moved {
		if b.Desk == id {
			return true
		}
	}
	return len(m.at(id)) > 0
}

// settle does with the bookings of a desk as was chosen.
func (m *planModel) settle(d data.Desk, choice engine.GoneChoice, gone []data.Desk) error {
	for _, b := range m.coming(d.ID) {
		if choice.Keep {
			continue
		}
		b.ReleasedAt = noon
		m.bookings[b.ID] = b
		if choice.MoveTo == (data.DeskRef{}) {
			continue
		}
		if slices.ContainsFunc(gone, func(d data.Desk) bool { return d.ID == choice.MoveTo.Desk }) {
			return data.ErrRetiredDesk
		}
		to, there := m.desks[choice.MoveTo.Desk]
		if !there {
			return data.ErrUnknownDesk
		}
		if _, blocked := to.BlockOn(b.Date); blocked {
			return data.ErrBlockedDesk
		}
		taken := slices.ContainsFunc(m.coming(to.ID), func(other data.Booking) bool { return other.Date == b.Date })
		for other := range m.moved {
			taken = taken || other.Desk == to.ID && other.Date == b.Date
		}
		if taken {
			return data.ErrDeskTaken
		}
		b.ID, b.DeskRef, b.ReleasedAt = "", choice.MoveTo, time.Time{}
		m.moved[b] = true
	}
	return nil
}

// compare holds the floor and the bookings against the model.
func (m *planModel) compare(floor data.Floor, bookings map[string]data.Booking) {
	r := m.t.r
	r.Helper()
	if got := deskMap(floor.Desks); !maps.EqualFunc(got, m.desks, data.Desk.Equal) {
		r.Fatal(gocmp.Diff(m.desks, got))
	}
	if !slices.EqualFunc(floor.Fixtures, m.draft.Drawn.Fixtures, data.Fixture.Equal) {
		r.Fatal(floor.Fixtures)
	}
	came := map[data.Booking]bool{}
	for id, b := range bookings {
		if want, there := m.bookings[id]; there && want != b {
			r.Fatalf("%+v, not %+v", b, want)
		} else if !there {
			b.ID = ""
			came[b] = true
		}
	}
	if !maps.Equal(came, m.moved) || len(bookings) != len(m.bookings)+len(came) {
		r.Fatalf("%+v came, not %+v", came, m.moved)
	}
}
