package ui

import (
	"context"
	"errors"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/people"
	"seatkeeper/ui/search"
)

// peopleActions are what the user does with people: add, rename, deactivate them.
type peopleActions struct {
	*session
	history  *history
	shown    *shownBoard
	exchange *exchange

	list       *people.View // while it is open
	leaveSheet func()       // hides its sheet
}

// refresh shows other people, where they are shown.
func (p *peopleActions) refresh(people *search.PeopleIndex) {
	if p.list != nil {
		p.list.SetPeople(people)
	}
}

// show opens the list of everybody.
func (p *peopleActions) show() {
	if !p.isReady() || p.shown.people == nil || p.list != nil {
		return
	}
	view := people.NewView(people.Actions{
		Add: p.add, Change: p.change,
		SetActive: p.setActive,
		ImportCSV: func() { p.leaveSheet(); p.exchange.importPeople() },
		ExportCSV: func() { p.leaveSheet(); p.exchange.exportPeople() },
	})
	view.SetPeople(p.shown.people)
	p.list = view
	sheet := people.Show(p.win, view)
	closed := sheet.OnClosed
	sheet.OnClosed = func() {
		p.list = nil
		closed()
	}
	p.leaveSheet = sheet.Hide
}

func (p *peopleActions) add(u data.User, done func(error)) {
	p.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.AddUser(ctx, u)
		return err
	}, nil, p.history.toldIn(p.isShown, done))
}

func (p *peopleActions) isShown() bool { return p.list != nil }

// change changes what differs between a person as they were shown and as they
// are wanted.
func (p *peopleActions) change(shown, wanted data.User, done func(error)) {
	p.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.ChangeUser(ctx, shown, wanted)
		return err
	}, nil, p.history.toldIn(p.isShown, done))
}

// setActive makes somebody active again at once; of somebody who leaves it asks
// first what becomes of the desks they have from today on.
func (p *peopleActions) setActive(u data.User, active bool, done func(error)) {
	if active {
		wanted := u
		wanted.Active = true
		p.change(u, wanted, done)
		return
	}
	p.askToLeave(u, nil, done)
}

// askToLeave asks what becomes of the desks that somebody has from today on. Where
// they have got more of them by the time of the answer, it names these and asks again.
func (p *peopleActions) askToLeave(u data.User, more []data.Seat, done func(error)) {
	ask(p.session, func(ctx context.Context, s *storage.Store) ([]data.Seat, error) {
		return s.PersonSeats(ctx, u.ID, p.today(), data.MaxDate)
	}, func(coming []data.Seat, err error) {
		if err != nil {
			done(err)
			return
		}
		chosen := false
		sheet := people.AskDeactivate(p.win, u, coming, more, func(release bool) {
			chosen = true
			p.history.change(func(ctx context.Context, s *storage.Store) error {
				_, err := s.Deactivate(ctx, u.ID, coming, release)
				return err
			}, nil, func(err error) {
				var conflict *data.ConflictError
				if errors.As(err, &conflict) && errors.Is(err, data.ErrMoreBookings) && p.isShown() {
					p.askToLeave(u, conflict.Seats, done)
					return
				}
				p.history.toldIn(p.isShown, done)(err)
			})
		})
		closed := sheet.OnClosed
		sheet.OnClosed = func() {
			if closed != nil {
				closed()
			}
			// A button closes the sheet first, and chooses then.
			p.background.Go(func() {
				p.background.Do(func() {
					if !chosen {
						done(context.Canceled)
					}
				})
			})
		}
	})
}
