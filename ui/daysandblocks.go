package ui

import (
	"context"
	"strings"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/board"
	"seatkeeper/ui/bookings"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// severalDays books or releases for the chosen person over many days.
func (d *deskActions) severalDays() {
	if !d.history.mayChange() || d.places == nil {
		return
	}
	if d.state.For.IsNobody() {
		d.board.AskPerson()
		return
	}
	ref := d.board.RefOf(d.board.Selected())
	place, _ := d.places.Get(ref)
	from := max(d.state.Day, d.today())
	who := d.state.For
	// Whoever has the desk already hardly wants to book it.
	action := board.ActionFor(&d.state, ref.Desk, d.today())
	own := action.Do == board.DoRelease && action.Seat.UserID == who.UserID && action.Seat.Guest == who.Guest
	var sheet *bookings.SeveralDays
	sheet = bookings.ShowSeveralDays(d.win, bookings.SeveralDaysOptions{
		Start: bookings.DaysQuery{Ref: ref, UserID: who.UserID, Guest: who.Guest, From: from, To: from.AddDays(13), Release: own},
		Who:   who.Label(), Desk: place.Desk.Label, Today: d.today(),
		Floor:    d.floorName,
		ParseDay: func(text string) (data.Date, error) { return words.ParseDay(text, d.today()) },
		Ask: func(q bookings.DaysQuery, done func([]bookings.DayPlan, error)) {
			allowPast, today, desk := d.state.AllowPast, d.today(), d.deskOf(q.Ref)
			ask(d.session, func(ctx context.Context, s *storage.Store) ([]bookings.DayPlan, error) {
				atDesk, ofPerson, err := seatsFor(ctx, s, q)
				return bookings.PlanDays(q, today, allowPast, desk, atDesk, ofPerson), err
			}, done)
		},
		OnDo: func(q bookings.DaysQuery, plans []bookings.DayPlan, done func(error)) {
			d.doDays(q, plans, d.history.toldIn(sheet.Sheet.IsShown, done))
		},
	})
}

// seatsFor reads what stands at the desk of a query and what its person has.
func seatsFor(ctx context.Context, s *storage.Store, q bookings.DaysQuery) (atDesk, ofPerson []data.Seat, err error) {
	if q.Ref.Desk != "" {
		if atDesk, err = s.DeskSeats(ctx, q.Ref, q.From, q.To); err != nil {
			return nil, nil, err
		}
	}
	if q.UserID != data.VisitorID {
		ofPerson, err = s.PersonSeats(ctx, q.UserID, q.From, q.To)
		return atDesk, ofPerson, err
	}
	// The visitor is many people: what a guest has is found day by day.
	for _, day := range q.Days() {
		seats, err := s.Day(ctx, day)
		if err != nil {
			return nil, nil, err
		}
		for _, seat := range seats {
			if seat.UserID == q.UserID && seat.Guest == q.Guest {
				ofPerson = append(ofPerson, seat)
			}
		}
	}
	return atDesk, ofPerson, nil
}

func (d *deskActions) doDays(q bookings.DaysQuery, plans []bookings.DayPlan, done func(error)) {
	var days []data.Date
	var seats []data.Seat
	for _, p := range plans {
		switch p.State {
		case bookings.DayFree:
			days = append(days, p.Date)
		case bookings.DayHeld:
			seats = append(seats, p.Seat)
		}
	}
	var left []*data.ConflictError
	d.history.change(func(ctx context.Context, s *storage.Store) error {
		if q.Release {
			released, err := s.ReleaseAll(ctx, seats)
			if err == nil && len(released) == 0 && len(seats) > 0 {
				err = &data.ConflictError{Err: data.ErrNotBooked, Date: seats[0].Date} // released meanwhile
			}
			return err
		}
		booked, others, err := s.BookDays(ctx, data.Booking{DeskRef: q.Ref, UserID: q.UserID, Guest: q.Guest}, days)
		if left = others; err == nil && len(booked) == 0 && len(left) > 0 {
			err = left[0] // taken meanwhile
		}
		return err
	}, nil, func(err error) {
		done(err)
		if err == nil && len(left) > 0 {
			d.news.sayToo(kit.Toast{Tone: kit.Warning, Title: words.Count("days-left-out", len(left)), Text: leftOut(left)})
		}
	})
}

// leftOut says why the first of the days could not be booked after all.
func leftOut(left []*data.ConflictError) string {
	lines := []string{}
	for _, c := range left[:min(len(left), kit.MostListed)] {
		lines = append(lines, kit.ChangeCause(c))
	}
	if more := len(left) - kit.MostListed; more > 0 {
		lines = append(lines, words.Count("more-days", more))
	}
	return strings.Join(lines, "\n")
}

// blockDesk blocks the selected desk, or takes its blocks away.
func (d *deskActions) blockDesk() {
	if !d.history.mayChange() || d.places == nil {
		return
	}
	ref := d.board.RefOf(d.board.Selected())
	place, known := d.places.Get(ref)
	if !known {
		d.news.say(kit.Toast{Tone: kit.Warning, Title: words.Say("select-desk.title"), Text: words.Say("select-desk.text")})
		return
	}
	var sheet *bookings.BlockSheet
	sheet = bookings.ShowBlock(d.win, bookings.BlockOptions{
		Desk: place.Desk, From: max(d.state.Day, d.today()), Today: d.today(),
		ParseDay: func(text string) (data.Date, error) { return words.ParseDay(text, d.today()) },
		Ask: func(from, to data.Date, done func([]data.Seat, error)) {
			ask(d.session, func(ctx context.Context, s *storage.Store) ([]data.Seat, error) {
				return s.DeskSeats(ctx, ref, from, to)
			}, done)
		},
		OnBlock: func(b data.Block, release []data.Seat, done func(error)) {
			d.history.change(func(ctx context.Context, s *storage.Store) error {
				_, err := s.BlockDesk(ctx, ref, b, release)
				return err
			}, nil, d.history.toldIn(sheet.Sheet.IsShown, done))
		},
		OnUnblock: func(b data.Block, done func(error)) {
			d.history.change(func(ctx context.Context, s *storage.Store) error { return s.UnblockDesk(ctx, ref, b) },
				nil, d.history.toldIn(sheet.Sheet.IsShown, done))
		},
	})
	d.showBlocks = func() { sheet.SetBlocks(d.deskOf(ref).Blocks) }
	closed := sheet.Sheet.OnClosed
	sheet.Sheet.OnClosed = func() {
		d.showBlocks = nil
		if closed != nil {
			closed()
		}
	}
}

// refreshBlocks shows the blocks that the desk has now which is being blocked.
func (d *deskActions) refreshBlocks() {
	if d.showBlocks != nil {
		d.showBlocks()
	}
}
