package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the user does with desks: book, release, move, block, find.

func (w *Window) connectBoard() {
	b := w.board
	b.OnDay, b.OnPlace, b.OnMonth, b.OnSort = w.loads.goTo, w.goToPlace, w.markMonth, w.sortBy
	b.OnFor = w.bookFor
	b.OnScope = func(scope WhoScope) {
		w.state.Scope = scope
		w.app.Preferences().SetInt(prefScope, int(scope))
	}
	b.OnActivate = w.activate
	b.OnMenu = w.showDeskMenu
	b.OnRelease = w.askRelease
	b.OnAddPerson = w.addPersonToBookFor
}

// bookFor chooses whom to book for.
func (w *Window) bookFor(chosen BookingFor) {
	w.state.For, w.addedID = chosen, ""
	prefs := w.app.Preferences()
	prefs.SetString(prefPerson, chosen.UserID)
	prefs.SetString(prefGuest, chosen.Guest)
	w.board.Apply(w.state)
	w.board.FocusPlan()
}

// choosePerson opens the choice of whom to book for.
func (w *Window) choosePerson() {
	if w.isReady() {
		w.board.AskPerson()
	}
}

// actOnSelected does what Enter does on the plan.
func (w *Window) actOnSelected() {
	if w.isReady() && w.board.Selected() != "" {
		w.activate(w.board.Selected())
	}
}

func (w *Window) activate(deskID string) {
	if w.isOnWantedDay() {
		w.act(actionFor(&w.state, deskID, w.today()))
	}
}

// act does what the card of a desk has announced. To book takes nothing from
// anybody, and is done at once; whoever would lose a desk is named first.
func (w *Window) act(a deskAction) {
	if !w.history.mayChange() {
		return
	}
	switch a.do {
	case doBook:
		w.book(a)
	case doMove:
		confirm(w.win, words.Say("move.title", a.args()), words.Say("move.text", a.args()),
			Action{Label: words.Say("move.do"), Run: func() { w.move(a.seat, a) }})
	case doRelease:
		w.askRelease(a.seat)
	case doChoose:
		w.board.AskPerson()
	case doUnblock:
		w.blockDesk()
	case doPastOver:
		w.news.say(Toast{Kind: Warning, Title: words.Say("past.title"), Text: words.Say("past.text"), Actions: []Action{
			{Label: words.Say("past.allow"), Run: func() { w.allowPast(true) }},
		}})
	}
}

func (w *Window) book(a deskAction) {
	booking := data.Booking{DeskRef: a.ref, Date: a.day, UserID: a.who.UserID, Guest: a.who.Guest}
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Book(ctx, booking)
		return err
	}, func(c *data.ConflictError) []Action { return w.offerInstead(c, a) }, nil)
}

// offerInstead says what can be done where a desk could not be booked after all.
func (w *Window) offerInstead(c *data.ConflictError, a deskAction) []Action {
	switch {
	case errors.Is(c, data.ErrAlreadySeated):
		return []Action{{Label: words.Say("offer.move", a.args()), Run: func() { w.news.hideChanged(); w.move(c.Seat, a) }},
			{Label: words.Say("offer.show"), Run: func() { w.goToFound(FindTarget{Day: a.day, Ref: c.Seat.DeskRef}) }}}
	case errors.Is(c, data.ErrDeskTaken), errors.Is(c, data.ErrBlockedDesk):
		if a.day != w.state.Day {
			return nil // what is free there is not known any more
		}
		if next := w.nearestFree(a.ref); next.Desk != "" {
			return []Action{{Label: words.Say("offer.nearest"), Run: func() { w.goToFound(FindTarget{Day: a.day, Ref: next}) }}}
		}
	}
	return nil
}

// nearestFree returns the free desk nearest to another one of the floor.
func (w *Window) nearestFree(to data.DeskRef) (nearest data.DeskRef) {
	floor := floorOf(officeOf(w.state.Offices, to.Office), to.Floor)
	taken := map[data.DeskRef]bool{to: true}
	for _, s := range w.state.Seats {
		if !s.IsReleased() {
			taken[s.DeskRef] = true
		}
	}
	middle := func(d data.Desk) (x, y float64) {
		return (d.Position.X + d.Size.Width/2) * floor.Layout.Width, (d.Position.Y + d.Size.Height/2) * floor.Layout.Height
	}
	var x, y, best float64
	for _, d := range floor.Desks {
		if d.ID == to.Desk {
			x, y = middle(d)
		}
	}
	for _, d := range floor.Desks {
		ref := data.DeskRef{Office: to.Office, Floor: to.Floor, Desk: d.ID}
		if _, blocked := d.BlockOn(w.state.Day); blocked || d.Retired || taken[ref] {
			continue
		}
		dx, dy := middle(d)
		if far := (dx-x)*(dx-x) + (dy-y)*(dy-y); nearest.Desk == "" || far < best {
			nearest, best = ref, far
		}
	}
	return nearest
}

// move gives the person of a booking the desk of the action in its place.
func (w *Window) move(from data.Seat, a deskAction) {
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Move(ctx, from.Date, from.ID, a.ref)
		return err
	}, func(c *data.ConflictError) []Action { return w.offerInstead(c, a) }, nil)
}

// askRelease gives a desk back when the user has read who loses it.
func (w *Window) askRelease(seat data.Seat) {
	if !w.history.mayChange() {
		return
	}
	args := words.Args{"Desk": words.Plain(seat.Label), "Who": words.SeatName(seat), "Day": words.Day(seat.Date, w.today())}
	keep := Action{Label: words.Say("release.keep")}
	release := Action{Label: words.Say("release.do"), Run: func() { w.release(seat) }}
	chosen := w.state.For
	if chosen.IsNobody() || chosen.UserID == seat.UserID {
		confirm(w.win, words.Say("release.title", args), words.Say("release.text", args), release, keep)
		return
	}
	// Whoever books for somebody else may only want a desk: Enter must not take
	// that of another.
	others := []Action{keep}
	if next := w.nearestFree(seat.DeskRef); next.Desk != "" {
		others = append(others, Action{Label: words.Say("offer.nearest"), Run: func() {
			w.goToFound(FindTarget{Day: seat.Date, Ref: next})
		}})
	}
	sheet := confirm(w.win, words.Say("release.title", args), words.Say("release.text", args), release, others...)
	sheet.primary = nil
	w.win.Canvas().Focus(sheet.buttons[0])
}

func (w *Window) release(seat data.Seat) {
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.Release(ctx, seat.Date, seat.ID)
		return err
	}, nil, nil)
}

// togglePast allows days before today to be changed, or forbids it again.
func (w *Window) togglePast() { w.allowPast(!w.state.AllowPast) }

func (w *Window) allowPast(allow bool) {
	if !w.history.mayChange() {
		return
	}
	w.history.change(func(ctx context.Context, s *storage.Store) error { return s.AllowPast(ctx, allow) }, nil, func(err error) {
		switch {
		case err != nil:
			w.news.refuse(words.DoingChange, err, nil)
		case allow:
			w.news.say(Toast{Kind: Good, Title: words.Say("past.allowed")})
		default:
			w.news.say(Toast{Kind: Good, Title: words.Say("past.forbidden")})
		}
	})
}

// showDeskMenu offers all that can be done with a desk.
func (w *Window) showDeskMenu(deskID string, at fyne.Position) {
	if !w.isReady() || !w.isOnWantedDay() {
		return
	}
	a := actionFor(&w.state, deskID, w.today())
	var items []*fyne.MenuItem
	add := func(label string, run func()) { items = append(items, fyne.NewMenuItem(label, run)) }
	if w.readOnly() == nil {
		switch a.do {
		case doBook:
			add(words.Say("desk-menu.book", a.args()), func() { w.act(a) })
		case doMove:
			add(words.Say("desk-menu.move", a.args()), func() { w.act(a) })
		case doRelease:
			add(words.Say("desk-menu.release", a.args()), func() { w.act(a) })
		case doChoose:
			add(words.Say("desk-menu.choose"), func() { w.act(a) })
		}
		add(words.Say("menu.several-days"), w.severalDays)
		add(words.Say("menu.block"), w.blockDesk)
	}
	if a.do == doRelease && a.seat.UserID != data.VisitorID {
		add(words.Say("desk-menu.book-for", a.args()), func() { w.bookFor(BookingFor{UserID: a.seat.UserID, Name: a.seat.Name}) })
	}
	add(words.Say("desk-menu.who"), func() { w.findText(a.desk.Label) })
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}
