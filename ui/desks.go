package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/board"
	"seatkeeper/ui/find"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

// deskActions are what the user does with desks: book, release, move, block, find.
type deskActions struct {
	*shownBoard
	history    *history
	showBlocks func() // while a desk is being blocked: shows the blocks that it has now
}

// connect has the board ask for what the user does on it.
func (d *deskActions) connect() {
	b := d.board
	b.OnDay, b.OnPlace, b.OnMonth, b.OnSort = d.loads.goTo, d.goToPlace, d.markMonth, d.sortBy
	b.OnFor = d.bookFor
	b.OnScope = func(scope board.WhoScope) {
		d.state.Scope = scope
		d.app.Preferences().SetInt(prefScope, int(scope))
	}
	b.OnActivate = d.activate
	b.OnDays, b.OnBlock = d.severalDays, d.blockDesk
	b.OnFilter = func(f plan.Filter) { d.state.Filter = f }
	b.OnMenu = d.showDeskMenu
	b.OnMove = d.moveTo
	b.OnRelease = d.askRelease
	b.OnAddPerson = d.addPersonToBookFor
}

// actOnSelected does what Enter does on the plan.
func (d *deskActions) actOnSelected() {
	if d.isReady() && d.board.Selected() != "" {
		d.activate(d.board.Selected())
	}
}

func (d *deskActions) activate(deskID string) {
	if d.isOnWantedDay() {
		d.act(board.ActionFor(&d.state, deskID, d.today()))
	}
}

// moveTo does what the drag of somebody to another desk has announced.
func (d *deskActions) moveTo(a board.DeskAction) {
	if d.isReady() && d.isOnWantedDay() {
		d.act(a)
	}
}

// act does what the card of a desk has announced. To book takes nothing from
// anybody, and is done at once; whoever would lose a desk is named first.
func (d *deskActions) act(a board.DeskAction) {
	if !d.history.mayChange() {
		return
	}
	switch a.Do {
	case board.DoBook:
		d.book(a)
	case board.DoMove:
		kit.Confirm(d.win, words.Say("move.title", a.Args()), words.Say("move.text", a.Args()),
			kit.Action{Label: words.Say("move.do"), Run: func() { d.move(a.Seat, a) }})
	case board.DoRelease:
		d.askRelease(a.Seat)
	case board.DoChoose:
		d.board.AskPerson()
	case board.DoUnblock:
		d.blockDesk()
	case board.DoPastOver:
		d.news.refused(kit.Toast{Tone: kit.Warning, Title: words.Say("past.title"), Text: words.Say("past.text"), Actions: []kit.Action{
			{Label: words.Say("past.allow"), Run: func() { d.allowPast(true) }},
		}})
	}
}

func (d *deskActions) book(a board.DeskAction) {
	booking := data.Booking{DeskRef: a.Ref, Date: a.Day, UserID: a.Who.UserID, Guest: a.Who.Guest}
	d.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Book(ctx, booking)
		return err
	}, func(c *data.ConflictError) []kit.Action { return d.offerInstead(c, a) }, nil)
}

// offerInstead says what can be done if a desk could not be booked after all.
func (d *deskActions) offerInstead(c *data.ConflictError, a board.DeskAction) []kit.Action {
	switch {
	case errors.Is(c, data.ErrAlreadySeated):
		return []kit.Action{{Label: words.Say("offer.move", a.Args()), Run: func() { d.news.hideChanged(); d.move(c.Seat, a) }},
			{Label: words.Say("offer.show"), Run: func() { d.goToFound(find.Target{Day: a.Day, Ref: c.Seat.DeskRef}) }}}
	case errors.Is(c, data.ErrDeskTaken), errors.Is(c, data.ErrBlockedDesk):
		if a.Day != d.state.Day {
			return nil // what is free there is not known any more
		}
		if next := d.state.NearestFree(a.Ref); next.Desk != "" {
			return []kit.Action{{Label: words.Say("offer.nearest"), Run: func() { d.goToFound(find.Target{Day: a.Day, Ref: next}) }}}
		}
	}
	return nil
}

// move gives the person of a booking the desk of the action in its place.
func (d *deskActions) move(from data.Seat, a board.DeskAction) {
	d.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Move(ctx, from.Date, from.ID, a.Ref)
		return err
	}, func(c *data.ConflictError) []kit.Action { return d.offerInstead(c, a) }, nil)
}

// askRelease gives a desk back when the user has read who loses it.
func (d *deskActions) askRelease(seat data.Seat) {
	if !d.history.mayChange() {
		return
	}
	args := words.Args{"Desk": words.Plain(seat.Label), "Who": words.SeatName(seat), "Day": words.Day(seat.Date, d.today())}
	keep := kit.Action{Label: words.Say("release.keep")}
	release := kit.Action{Label: words.Say("release.do"), Run: func() { d.release(seat) }}
	chosen := d.state.For
	if chosen.IsNobody() || chosen.UserID == seat.UserID {
		kit.Confirm(d.win, words.Say("release.title", args), words.Say("release.text", args), release, keep)
		return
	}
	// Whoever books for somebody else may only want a desk: Enter must not take
	// that of another.
	others := []kit.Action{keep}
	if next := d.state.NearestFree(seat.DeskRef); next.Desk != "" {
		others = append(others, kit.Action{Label: words.Say("offer.nearest"), Run: func() {
			d.goToFound(find.Target{Day: seat.Date, Ref: next})
		}})
	}
	sheet := kit.Confirm(d.win, words.Say("release.title", args), words.Say("release.text", args), release, others...)
	sheet.Primary = nil
	d.win.Canvas().Focus(sheet.Buttons[0])
}

func (d *deskActions) release(seat data.Seat) {
	d.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Release(ctx, seat.Date, seat.ID)
		return err
	}, nil, nil)
}

// togglePast allows days before today to be changed, or forbids it again.
func (d *deskActions) togglePast() { d.allowPast(!d.state.AllowPast) }

func (d *deskActions) allowPast(allow bool) {
	if !d.history.mayChange() {
		return
	}
	d.history.change(func(ctx context.Context, s *storage.Store) error { return s.AllowPast(ctx, allow) }, nil, func(err error) {
		switch {
		case err != nil:
			d.news.refuse(words.DoingChange, err, nil)
		case allow:
			d.news.say(kit.Toast{Tone: kit.Good, Title: words.Say("past.allowed")})
		default:
			d.news.say(kit.Toast{Tone: kit.Good, Title: words.Say("past.forbidden")})
		}
	})
}

// showDeskMenu offers all that can be done with a desk.
func (d *deskActions) showDeskMenu(deskID string, at fyne.Position) {
	if !d.isReady() || !d.isOnWantedDay() {
		return
	}
	a := board.ActionFor(&d.state, deskID, d.today())
	var items []*fyne.MenuItem
	add := func(label string, run func()) { items = append(items, fyne.NewMenuItem(label, run)) }
	if d.readOnly() == nil {
		switch a.Do {
		case board.DoBook:
			add(words.Say("desk-menu.book", a.Args()), func() { d.act(a) })
		case board.DoMove:
			add(words.Say("desk-menu.move", a.Args()), func() { d.act(a) })
		case board.DoRelease:
			add(words.Say("desk-menu.release", a.Args()), func() { d.act(a) })
		case board.DoChoose:
			add(words.Say("desk-menu.choose"), func() { d.act(a) })
		}
		add(words.Say("menu.several-days"), d.severalDays)
		add(words.Say("menu.block"), d.blockDesk)
	}
	if a.Do == board.DoRelease && a.Seat.UserID != data.VisitorID {
		add(words.Say("desk-menu.book-for", a.Args()), func() { d.bookFor(people.BookingFor{UserID: a.Seat.UserID, Name: a.Seat.Name}) })
	}
	add(words.Say("desk-menu.who"), func() { d.findText(a.Desk.Label) })
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), d.win.Canvas(), at)
}

// addPersonToBookFor adds somebody and chooses them.
func (d *deskActions) addPersonToBookFor(name string) {
	if !d.history.mayChange() {
		return
	}
	var added data.User
	d.history.change(func(ctx context.Context, s *storage.Store) (err error) {
		added, err = s.AddUser(ctx, data.User{Name: name, Active: true})
		return err
	}, nil, func(err error) {
		if err != nil {
			d.news.refuse(words.DoingChange, err, nil)
			return
		}
		d.addedID = added.ID
		d.bookForAdded()
	})
}
