package ui

import (
	"context"
	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

func (w *Window) apply(day data.Date, v loaded, err error) {
	if err != nil {
		w.loads.missBoard()
		w.stayOnDay(day)
		w.sayUnread(words.Explain(words.DoingRead, err))
		return
	}
	if !v.same && (day != w.loads.wantedDay() || v.sort != w.state.Sort) {
		w.loads.missBoard()
		return // the user has gone on; the load for that day follows
	}
	w.news.hideUnread()
	if !v.same {
		w.applyBoard(day, v)
	}
	if w.looking == nil {
		w.applyStatus(v)
	}
	w.history.show()
}

func (w *Window) applyBoard(day data.Date, v loaded) {
	s := &w.state
	s.Day = day
	s.Offices, s.Seats, s.Rows, s.People, s.Index = v.offices, v.seats, v.rows, v.status.Counts.Users, v.index
	s.AllowPast, s.ReadOnly = v.status.Settings.AllowPast, w.readOnly() != nil
	w.people, w.desks = v.index, v.desks
	w.nameChosen()
	w.board.Apply(*s)
	w.keepPlace()
	w.bookForAdded()
	if w.view != nil {
		w.view.SetPeople(v.index)
	}
	if w.showBlocks != nil {
		w.showBlocks()
	}
	w.status.SetCounts(v.status.Counts.Users, v.status.Counts.Desks, int(v.status.Counts.Held))
	if w.history.pastItem.Checked != s.AllowPast {
		w.history.pastItem.Checked, w.history.menuChanged = s.AllowPast, true
	}
}

// applyStatus says how the present data stand: saved, backed up, in their place.
func (w *Window) applyStatus(v loaded) {
	if v.away == w.displaced.Hidden {
		w.displaced.Hidden = !v.away
		w.content.Refresh()
	}
	if v.damaged == w.damaged.Hidden {
		w.damaged.Hidden = !v.damaged
		w.content.Refresh()
	}
	w.status.SetSaved(v.status.LastUpdated.In(w.now().Location()))
	w.backups.keeping.apply(v.status, v.gone)
}

// nameChosen looks up whom the user books for: after a start only the ID is known,
// and the person may have been renamed or have left.
func (w *Window) nameChosen() {
	chosen := w.state.For
	if chosen.IsNobody() || chosen.IsVisitor() {
		return
	}
	u, known := w.people.Get(chosen.UserID)
	if !known || !u.Active {
		w.state.For = BookingFor{}
		return
	}
	w.state.For.Name = u.Name
}

// sayUnread says that the board could not be read, and what helps where the store
// is at fault.
func (w *Window) sayUnread(e words.Explanation) {
	t := Toast{Kind: Error, Title: e.Title, Text: e.Text()}
	if canStartAnew(e.Kind) {
		t.Stay, t.Actions = -1, []Action{{Label: words.Say("anew.do"), Run: w.askAnew}}
	}
	w.news.sayUnread(t)
}

// keepPlace stays where the first look was when nobody has chosen yet: an office
// that comes to stand before it must not take its place.
func (w *Window) keepPlace() {
	officeID, floorID := w.board.Place()
	if w.state.OfficeID == "" {
		w.state.OfficeID = officeID
	}
	if w.state.FloorID == "" && w.state.OfficeID == officeID {
		w.state.FloorID = floorID
	}
}

// goToPlace shows another floor of the day that is shown.
func (w *Window) goToPlace(officeID, floorID string) {
	w.state.OfficeID, w.state.FloorID = officeID, floorID
	w.board.Apply(w.state)
	w.app.Preferences().SetString(prefOffice, officeID)
	w.app.Preferences().SetString(prefFloor, floorID)
}

// sortBy puts the list into another order.
func (w *Window) sortBy(by WhoSort) {
	w.state.Sort = by
	w.app.Preferences().SetInt(prefSort, int(by))
	w.loads.sortBy(by)
}

// markMonth marks the days of the calendar that have bookings.
func (w *Window) markMonth(first, last data.Date) {
	if w.store == nil {
		return
	}
	ask(w.session, func(ctx context.Context, s *storage.Store) (map[data.Date]int, error) {
		return s.HeldDays(ctx, first, last)
	}, func(held map[data.Date]int, err error) {
		if err != nil {
			w.news.tell(words.Explain(words.DoingRead, err))
			return
		}
		w.board.SetMarked(held)
	})
}

// stayOnDay goes back to the day that is shown, as the one that was wanted could
// not be read.
func (w *Window) stayOnDay(day data.Date) {
	if day == w.state.Day || day != w.loads.wantedDay() {
		return
	}
	w.loads.want(w.state.Day)
	w.board.Apply(w.state)
}

// isOnWantedDay reports whether the board shows what the user wanted to see last.
// Else a desk must not be changed: it could be meant for either day.
func (w *Window) isOnWantedDay() bool { return w.loads.wantedDay() == w.state.Day }
