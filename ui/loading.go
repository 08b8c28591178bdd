package ui

import (
	"context"
	"sync"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// loads makes the loads of the board one after the other: while one runs, all
// further wishes are one wish.
type loads struct {
	sync.Mutex
	store   *storage.Store // where the next load reads
	day     data.Date      // and for which day
	sort    WhoSort        // and the order of the list
	wanted  bool
	running bool
	missed  bool // a view of the board was read and not shown

	kept kept // for the goroutine that loads
}

// kept is what was read before and is good as long as its numbers have not moved.
type kept struct {
	store                 *storage.Store
	people, offices       int64
	index                 *PeopleIndex
	desks                 *DeskIndex
	all                   []data.Office
	hasPeople, hasOffices bool

	board    boardOf // what was read last
	hasBoard bool
}

// boardOf is of what a board is made: while it stays, so does the board.
type boardOf struct {
	day                      data.Date
	sort                     WhoSort
	changes, people, offices int64
	settings                 storage.Settings
}

// view is what one load brings.
type view struct {
	offices []data.Office
	index   *PeopleIndex
	desks   *DeskIndex
	seats   []data.Seat
	rows    []WhoRow // the seats, in the order of the list
	sort    WhoSort
	status  storage.Status
	gone    bool // the last backup's file is not there any more
	away    bool // the store's file is not in its place any more
	damaged bool // it is known to be damaged
	same    bool // the board stays as it is; there are no seats and rows then
}

// reload reads anew what the board shows, beside the window.
func (w *Window) reload() {
	if w.store != nil {
		w.o.Background.Go(w.load)
	}
}

// load reads what the board shows, on a goroutine of its own, and applies it.
func (w *Window) load() {
	l := &w.loads
	l.Lock()
	if l.running {
		l.wanted = true
		l.Unlock()
		return
	}
	l.running = true
	l.Unlock()
	for {
		l.Lock()
		store, day, sort := l.store, l.day, l.sort
		l.wanted = false
		if l.missed {
			l.kept.hasBoard, l.missed = false, false
		}
		l.Unlock()
		view, err := l.kept.read(store, day, sort)
		w.o.Background.Do(func() {
			if w.store == store && !w.ended {
				w.apply(day, view, err)
			}
		})
		l.Lock()
		if !l.wanted {
			l.running = false
			l.Unlock()
			return
		}
		l.Unlock()
	}
}

// read reads what the board shows of a day. People and offices, which may be many
// and change seldom, are read when they have changed.
func (k *kept) read(store *storage.Store, day data.Date, sort WhoSort) (v view, err error) {
	ctx := context.Background()
	if k.store != store {
		*k = kept{store: store}
	}
	if v.status, err = store.Status(ctx); err != nil {
		return v, err
	}
	if !k.hasOffices || k.offices != v.status.Offices {
		if k.all, err = store.Offices(ctx); err != nil {
			return v, err
		}
		k.desks, k.offices, k.hasOffices = NewDeskIndex(k.all), v.status.Offices, true
	}
	if !k.hasPeople || k.people != v.status.People {
		users, err := store.Users(ctx)
		if err != nil {
			return v, err
		}
		k.index, k.people, k.hasPeople = NewPeopleIndex(users), v.status.People, true
	}
	v.offices, v.desks, v.index = k.all, k.desks, k.index
	v.away, v.damaged = store.Displaced() != nil, store.Damage() != nil
	v.gone = v.status.Backup.Path != "" && !storage.Exists(v.status.Backup.Path)
	board := boardOf{day, sort, v.status.Changes, v.status.People, v.status.Offices, v.status.Settings}
	if v.same = k.hasBoard && board == k.board; v.same {
		return v, nil
	}
	k.hasBoard = false
	if v.seats, err = store.Day(ctx, day); err != nil {
		return v, err
	}
	k.board, k.hasBoard = board, true
	v.rows, v.sort = rowsOf(v.offices, v.seats, sort), sort
	return v, nil
}

func (w *Window) apply(day data.Date, v view, err error) {
	if err != nil {
		w.missBoard()
		w.stayOnDay(day)
		w.sayUnread(words.Explain(words.DoingRead, err))
		return
	}
	if !v.same && (day != w.wantedDay() || v.sort != w.state.Sort) {
		w.missBoard()
		return // the user has gone on; the load for that day follows
	}
	if w.hideUnread != nil {
		w.hideUnread()
	}
	if !v.same {
		w.applyBoard(day, v)
	}
	if w.looking == nil {
		w.applyStatus(v)
	}
	w.showHistory()
}

func (w *Window) applyBoard(day data.Date, v view) {
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
	if w.pastItem.Checked != s.AllowPast {
		w.pastItem.Checked, w.menuChanged = s.AllowPast, true
	}
}

// missBoard has the next load bring the board whatever has changed: the last one was
// not shown.
func (w *Window) missBoard() {
	w.loads.Lock()
	w.loads.missed = true
	w.loads.Unlock()
}

// applyStatus says how the present data stand: saved, backed up, in their place.
func (w *Window) applyStatus(v view) {
	if v.away == w.displaced.Hidden {
		w.displaced.Hidden = !v.away
		w.content.Refresh()
	}
	if v.damaged == w.damaged.Hidden {
		w.damaged.Hidden = !v.damaged
		w.content.Refresh()
	}
	w.status.SetSaved(v.status.LastUpdated.In(w.o.Now().Location()))
	changes := -1
	if last := v.status.Backup; last.Path != "" {
		w.backup.SetLast(last.At.In(w.o.Now().Location()), last.Path, v.gone)
		changes = int(v.status.Changes - last.Changes)
	}
	k := &w.keeping
	if w.backups != nil && !w.backups.progress.isRunning() {
		w.listBackups() // a backup may have come, or been checked, by itself
	}
	k.hasStatus, k.changes, k.last, k.people = true, changes, v.status.Backup.At, v.status.Counts.Users
	w.sayChanges()
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

// goTo shows another day, when what stands there has been read: until then the
// state is that of the day that is shown.
func (w *Window) goTo(day data.Date) {
	if w.store == nil {
		return
	}
	w.loads.Lock()
	w.loads.day = day
	w.loads.Unlock()
	w.reload()
}

// wantedDay returns the day that the user went to last, which is shown or will be.
func (w *Window) wantedDay() data.Date {
	w.loads.Lock()
	defer w.loads.Unlock()
	return w.loads.day
}

// isOnWantedDay reports whether the board shows what the user wanted to see last.
// Else a desk must not be changed: it could be meant for either day.
func (w *Window) isOnWantedDay() bool { return w.wantedDay() == w.state.Day }

// stayOnDay goes back to the day that is shown, as the one that was wanted could
// not be read.
func (w *Window) stayOnDay(day data.Date) {
	if day == w.state.Day || day != w.wantedDay() {
		return
	}
	w.loads.Lock()
	w.loads.day = w.state.Day
	w.loads.Unlock()
	w.board.Apply(w.state)
}

// sayUnread says that the board could not be read. It is tried often, so that
// this has one place, and goes when a load succeeds.
func (w *Window) sayUnread(e words.Explanation) {
	if w.hideUnread != nil {
		w.hideUnread()
	}
	t := Toast{Kind: Error, Title: e.Title, Text: e.Text()}
	if canStartAnew(e.Kind) {
		t.Stay, t.Actions = -1, []Action{{Label: words.Say("anew.do"), Run: w.askAnew}}
	}
	w.hideUnread = w.toasts.Add(t)
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
	w.loads.Lock()
	w.loads.sort = by
	w.loads.Unlock()
	w.reload()
}

// markMonth marks the days of the calendar that have bookings.
func (w *Window) markMonth(first, last data.Date) {
	store := w.store
	if store == nil {
		return
	}
	w.o.Background.Go(func() {
		held, err := store.HeldDays(context.Background(), first, last)
		w.o.Background.Do(func() {
			switch {
			case w.ended || w.store != store:
			case err != nil:
				w.tell(words.Explain(words.DoingRead, err))
			default:
				w.board.SetMarked(held)
			}
		})
	})
}
