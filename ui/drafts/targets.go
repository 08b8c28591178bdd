package drafts

import (
	"cmp"
	"context"
	"math"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// applying is a draft that is to be applied, and where bookings of desks that go may move.
type applying struct {
	storage.DraftPreview
	targets map[string][]data.Desk // by the ID of the desk that goes, the nearest first
}

// What is offered at most for one desk, and looked at for that.
const mostTargets, mostLookedAt = 12, 40

// look reads what applying the draft would do.
func look(ctx context.Context, s *storage.Store, d data.Draft) (a applying, err error) {
	a.targets = map[string][]data.Desk{}
	if a.DraftPreview, err = s.Plans().PreviewDraft(ctx, d); err != nil {
		return a, err
	}
	for _, gone := range a.Booked() {
		near := nearest(a.DraftPreview, gone.Desk)
		for _, desk := range near[:min(mostLookedAt, len(near))] {
			if len(a.targets[gone.Desk.ID]) == mostTargets {
				break
			}
			ref := data.DeskRef{Office: d.Office, Floor: d.Floor, Desk: desk.ID}
			isNew := slices.ContainsFunc(a.Added, func(added data.Desk) bool { return added.ID == desk.ID })
			isFree, err := isFreeFor(ctx, s, ref, desk, isNew, gone.Seats)
			if err != nil {
				return a, err
			}
			if isFree {
				a.targets[gone.Desk.ID] = append(a.targets[gone.Desk.ID], desk)
			}
		}
	}
	return a, nil
}

// isFreeFor reports whether a desk can have all of these bookings.
func isFreeFor(ctx context.Context, s *storage.Store, ref data.DeskRef, desk data.Desk, isNew bool, seats []data.Seat) (bool, error) {
	days := map[data.Date]bool{}
	for _, seat := range seats {
		if _, blocked := desk.BlockOn(seat.Date); blocked {
			return false, nil
		}
		days[seat.Date] = true
	}
	if isNew {
		return true, nil
	}
	taken, err := s.DeskSeats(ctx, ref, seats[0].Date, seats[len(seats)-1].Date)
	return !slices.ContainsFunc(taken, func(seat data.Seat) bool { return days[seat.Date] }), err
}

// nearest returns the desks of the new plan, those first that lie nearest to where one was.
func nearest(p storage.DraftPreview, gone data.Desk) []data.Desk {
	var desks []data.Desk
	for _, d := range p.Draft.Drawn.Desks {
		if !d.Retired && d.ID != gone.ID && d.Kind == gone.Kind {
			desks = append(desks, d)
		}
	}
	away := func(d data.Desk) float64 {
		return math.Hypot((d.Position.X-gone.Position.X)*p.Draft.Drawn.Layout.Width, (d.Position.Y-gone.Position.Y)*p.Draft.Drawn.Layout.Height)
	}
	slices.SortStableFunc(desks, func(a, b data.Desk) int { return cmp.Compare(away(a), away(b)) })
	return desks
}
