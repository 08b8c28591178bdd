package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/pictures"
	"seatkeeper/ui/board"
	"seatkeeper/ui/names"
	"seatkeeper/ui/people"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

// shownBoard is the board as it is shown: its state, who and what is on it, and whom the
// user books for.
type shownBoard struct {
	*session
	news  *news
	loads *loads

	board        *board.Board
	state        board.State
	people       *search.PeopleIndex // of the last load, like the places; nil before the first
	places       *search.DeskIndex
	storeID      string // of the store whose place was taken up
	addedID      string // who was just added to be booked for, until they are among the people
	surnamesItem *fyne.MenuItem
}

// restoreChoices takes up what was chosen when the program ran last.
func (b *shownBoard) restoreChoices(bySurname, known bool) {
	prefs := b.app.Preferences()
	b.state.Scope = board.WhoScope(min(max(0, prefs.Int(prefScope)), int(board.AllOffices)))
	b.state.Sort = board.WhoSort(min(max(0, prefs.Int(prefSort)), int(board.WhoByOffice)))
	if bySurname || !known && prefs.Int(prefOrder) == int(names.BySurname) {
		b.loads.order = names.BySurname
	}
	b.state.Day = b.today()
}

// begin takes another board, of which nothing has been read yet.
func (b *shownBoard) begin(board *board.Board) { b.board, b.people, b.places = board, nil, nil }

// apply shows what a load has brought.
func (b *shownBoard) apply(day data.Date, v loaded) {
	b.restorePlace(v.status.Store)
	s := &b.state
	s.Day = day
	s.Offices, s.Seats, s.Rows, s.People, s.Index = v.offices, v.seats, v.rows, v.status.Counts.Users, v.index
	s.AllowPast, s.ReadOnly = v.status.Settings.AllowPast, b.readOnly() != nil
	b.people, b.places = v.index, v.desks
	b.nameChosen()
	b.board.Apply(*s)
	b.keepPlace()
	b.sayTitle()
	b.bookForAdded()
}

// nameChosen looks up whom the user books for: after a start only the ID is known,
// and the person may have been renamed or have left.
func (b *shownBoard) nameChosen() {
	chosen := b.state.For
	if chosen.IsNobody() || chosen.IsVisitor() {
		return
	}
	u, known := b.people.Get(chosen.UserID)
	if !known || !u.Active {
		b.state.For = people.BookingFor{}
		return
	}
	b.state.For.Name = b.people.Called(u)
}

// restorePlace takes up the office and the floor that were looked at last in a store. Each
// store has its own; one that is looked at in a backup shows what is shown anyway.
func (b *shownBoard) restorePlace(storeID string) {
	if storeID == b.storeID || b.looking != nil {
		return
	}
	b.storeID = storeID
	prefs := b.app.Preferences()
	b.state.OfficeID, b.state.FloorID = prefs.String(prefOffice+"."+storeID), prefs.String(prefFloor+"."+storeID)
	if b.state.OfficeID == "" { // as it was kept before
		b.state.OfficeID, b.state.FloorID = prefs.String(prefOffice), prefs.String(prefFloor)
	}
}

// keepPlace stays where the first look was when nobody has chosen yet: an office
// that comes to stand before it must not take its place.
func (b *shownBoard) keepPlace() {
	officeID, floorID := b.board.Place()
	if b.state.OfficeID == "" {
		b.state.OfficeID = officeID
	}
	if b.state.FloorID == "" && b.state.OfficeID == officeID {
		b.state.FloorID = floorID
	}
}

// office returns the ID of the office that is shown, or nothing.
func (b *shownBoard) office() (id string) {
	if b.board != nil {
		id, _ = b.board.Place()
	}
	return id
}

// floor returns the floor that is shown; ok is false if there is none.
func (b *shownBoard) floor() (floor data.Floor, ok bool) {
	for _, o := range b.state.Offices {
		for _, f := range o.Floors {
			if o.ID == b.state.OfficeID && f.ID == b.state.FloorID {
				return f, true
			}
		}
	}
	return floor, false
}

// goToPlace shows another floor of the day that is shown.
func (b *shownBoard) goToPlace(officeID, floorID string) {
	b.state.OfficeID, b.state.FloorID = officeID, floorID
	b.board.Apply(b.state)
	b.sayTitle()
	if b.looking == nil && b.storeID != "" {
		b.app.Preferences().SetString(prefOffice+"."+b.storeID, officeID)
		b.app.Preferences().SetString(prefFloor+"."+b.storeID, floorID)
	}
}

// readPicture reads a picture that lies under a floor.
func (b *shownBoard) readPicture(id string, show func(image.Image)) {
	ask(b.session, func(ctx context.Context, s *storage.Store) (image.Image, error) {
		p, err := s.Picture(ctx, id)
		if err != nil {
			return nil, err
		}
		return pictures.Shown(ctx, p.Bytes)
	}, func(picture image.Image, err error) {
		if err != nil {
			b.news.tell(words.Explain(words.DoingPicture, err))
			return
		}
		show(picture)
	})
}

// sortBy puts the list into another order.
func (b *shownBoard) sortBy(by board.WhoSort) {
	b.state.Sort = by
	b.app.Preferences().SetInt(prefSort, int(by))
	b.loads.listBy(by, b.loads.order)
}

// relist lists people by surnames, or by first names.
func (b *shownBoard) relist(bySurname bool) {
	b.loads.order = names.ByFirstName
	if bySurname {
		b.loads.order = names.BySurname
	}
	b.surnamesItem.Checked = bySurname
	b.bar.MenuChanged()
	b.loads.listBy(b.state.Sort, b.loads.order)
}

// markMonth marks the days of the calendar that have bookings.
func (b *shownBoard) markMonth(first, last data.Date) {
	if b.store == nil {
		return
	}
	ask(b.session, func(ctx context.Context, s *storage.Store) (map[data.Date]int, error) {
		return s.HeldDays(ctx, first, last)
	}, func(held map[data.Date]int, err error) {
		if err != nil {
			b.news.tell(words.Explain(words.DoingRead, err))
			return
		}
		b.board.SetMarked(held)
	})
}

// stayOnDay goes back to the day that is shown, as the one that was wanted could
// not be read.
func (b *shownBoard) stayOnDay(day data.Date) {
	if day == b.state.Day || day != b.loads.wantedDay() {
		return
	}
	b.loads.want(b.state.Day)
	b.board.Apply(b.state)
}

// isOnWantedDay reports whether the board shows what the user wanted to see last.
// Else a desk must not be changed: it could be meant for either day.
func (b *shownBoard) isOnWantedDay() bool { return b.loads.wantedDay() == b.state.Day }
