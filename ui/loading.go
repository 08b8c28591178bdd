package ui

import (
	"context"
	"sync"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/board"
	"seatkeeper/ui/names"
	"seatkeeper/ui/search"
)

// loads makes the loads of the board one after the other: while one runs, all
// further wishes are one wish.
type loads struct {
	*session
	apply func(day data.Date, v loaded, err error) // shows what was read

	sync.Mutex
	from    *storage.Store // where the next load reads
	day     data.Date      // and for which day
	sort    board.WhoSort  // and the order of the list
	order   names.Order    // and of names
	wanted  bool
	running bool
	missed  bool // a view of the board was read and not shown

	kept kept // for the goroutine that loads
}

// kept is what was read before and is good as long as its numbers have not moved.
type kept struct {
	store                 *storage.Store
	people, offices       int64
	index                 *search.PeopleIndex
	desks                 *search.DeskIndex
	all                   []data.Office
	hasPeople, hasOffices bool

	board    boardOf // what was read last
	hasBoard bool
}

// boardOf is of what a board is made: while it stays, so does the board.
type boardOf struct {
	day                      data.Date
	sort                     board.WhoSort
	changes, people, offices int64
	settings                 storage.Settings
	order                    names.Order
}

// loaded is what one load brings.
type loaded struct {
	offices []data.Office
	index   *search.PeopleIndex
	desks   *search.DeskIndex
	seats   []data.Seat
	rows    []board.WhoRow // the seats, in the order of the list
	sort    board.WhoSort
	status  storage.Status
	gone    bool // the last backup's file is not there any more
	away    bool // the store's file is not in its place any more
	damaged bool // it is known to be damaged
	same    bool // the board stays as it is; there are no seats and rows then
}

// reload reads anew what the board shows, in the background.
func (l *loads) reload() {
	if l.store != nil {
		l.background.Go(l.load)
	}
}

// load reads what the board shows, on a goroutine of its own, and applies it.
func (l *loads) load() {
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
		store, day, sort, order := l.from, l.day, l.sort, l.order
		l.wanted = false
		if l.missed {
			l.kept.hasBoard, l.missed = false, false
		}
		l.Unlock()
		read, err := l.kept.read(store, day, sort, order)
		l.background.Do(func() {
			if l.isOn(store) {
				l.apply(day, read, err)
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
func (k *kept) read(store *storage.Store, day data.Date, sort board.WhoSort, order names.Order) (v loaded, err error) {
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
		k.desks, k.offices, k.hasOffices = search.NewDeskIndex(k.all), v.status.Offices, true
	}
	if !k.hasPeople || k.people != v.status.People || k.index.Order != order {
		users, err := store.Users(ctx)
		if err != nil {
			return v, err
		}
		k.index, k.people, k.hasPeople = search.NewPeopleIndexBy(order, users), v.status.People, true
	}
	v.offices, v.desks, v.index = k.all, k.desks, k.index
	v.away, v.damaged = store.Displaced() != nil, store.Damage() != nil
	v.gone = v.status.Backup.Path != "" && !storage.Exists(v.status.Backup.Path)
	want := boardOf{day, sort, v.status.Changes, v.status.People, v.status.Offices, v.status.Settings, order}
	if v.same = k.hasBoard && want == k.board; v.same {
		return v, nil
	}
	k.hasBoard = false
	if v.seats, err = store.Day(ctx, day); err != nil {
		return v, err
	}
	k.board, k.hasBoard = want, true
	v.rows, v.sort = board.RowsOf(v.offices, v.seats, v.index, sort), sort
	return v, nil
}

// begin has the board be read from another store, and reads it.
func (l *loads) begin(day data.Date, sort board.WhoSort) {
	l.Lock()
	l.from, l.day, l.sort = l.store, day, sort
	l.missed = true // the board is a new one
	l.Unlock()
	l.stopWatch = l.store.Subscribe(func() { l.background.Go(l.load) })
	l.reload()
}

// missBoard has the next load bring the board whatever has changed: the last one was
// not shown.
func (l *loads) missBoard() {
	l.Lock()
	l.missed = true
	l.Unlock()
}

// goTo shows another day, when what stands there has been read: until then the
// state is that of the day that is shown.
func (l *loads) goTo(day data.Date) {
	if l.store == nil {
		return
	}
	l.want(day)
	l.reload()
}

// want sets the day of the next load.
func (l *loads) want(day data.Date) {
	l.Lock()
	l.day = day
	l.Unlock()
}

// listBy has list and people be read in other orders.
func (l *loads) listBy(by board.WhoSort, order names.Order) {
	l.Lock()
	l.sort, l.order = by, order
	l.Unlock()
	l.reload()
}

// wantedDay returns the day that the user went to last, which is shown or will be.
func (l *loads) wantedDay() data.Date {
	l.Lock()
	defer l.Unlock()
	return l.day
}
