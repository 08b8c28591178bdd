package storage

import (
	"context"
	"errors"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format"
	"seatkeeper/storage/sqlite"
)

// A backup is read and checked by one goroutine and put into the new database by
// another. What is loaded is therefore just what was checked: the file is read
// once, and a fault that shows at its end, such as a wrong checksum, throws the new
// database away.

const (
	rowsPerBatch = 2048
	batches      = 4
	mostLeftOut  = 1000 // records that are listed; beyond that they are counted
)

// restoring takes from a checker what it has found good; see [format.Sink].
type restoring struct {
	full  chan *loadBatch
	free  chan *loadBatch
	ended chan struct{} // closed when the loader has ended
	now   *loadBatch
	stop  context.CancelCauseFunc

	leftOut
}

// leftOut is what a restore leaves out.
type leftOut struct {
	list                       []format.LeftOut // not all of it: see mostLeftOut
	people, bookings, pictures int64
}

// loadBatch is what goes to the loader at once.
type loadBatch struct {
	offices []numbered[data.Office]
	picture *data.Picture
	users   []numbered[data.User]
	rows    []engine.Row
}

// numbered is a record with its number, or those of its desks.
type numbered[T any] struct {
	record  T
	numbers []int
}

// startLoading begins to load what r is told of. An error of the loader is the
// cause with which it stops the reading.
func (r *restoring) startLoading(l *sqlite.Loader, stop context.CancelCauseFunc) {
	r.full, r.free = make(chan *loadBatch, batches), make(chan *loadBatch, batches)
	r.ended, r.stop, r.now = make(chan struct{}), stop, &loadBatch{}
	for range batches {
		r.free <- &loadBatch{}
	}
	go func() {
		defer close(r.ended)
		for b := range r.full {
			if err := b.loadSafely(l); err != nil {
				stop(&loadError{err})
				return
			}
			*b = loadBatch{rows: b.rows[:0]}
			r.free <- b // never waits: there are no more than it has places
		}
	}()
}

// loadError tells an error of the new database from one of the file.
type loadError struct{ err error }

func (e *loadError) Error() string { return e.err.Error() }

func (e *loadError) Unwrap() error { return e.err }

func (b *loadBatch) loadSafely(l *sqlite.Loader) (err error) {
	defer failure.Rescue(&err)
	return b.load(l)
}

func (b *loadBatch) load(l *sqlite.Loader) error {
	for _, o := range b.offices {
		if err := l.AddOffice(o.record, o.numbers); err != nil {
			return err
		}
	}
	if b.picture != nil {
		if err := l.AddPicture(*b.picture); err != nil {
			return err
		}
	}
	for _, u := range b.users {
		if err := l.AddUser(u.numbers[0], u.record); err != nil {
			return err
		}
	}
	for i := range b.rows {
		if err := l.AddBooking(&b.rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// pass hands on what is collected.
func (r *restoring) pass() {
	select {
	case r.full <- r.now:
	case <-r.ended:
		*r.now = loadBatch{} // the loader has failed, and the reading will end
		return
	}
	select {
	case r.now = <-r.free:
	case <-r.ended:
		r.now = &loadBatch{}
	}
}

// end waits until everything is loaded. It may be called again.
func (r *restoring) end() {
	if r.full == nil {
		return
	}
	r.pass()
	close(r.full)
	<-r.ended
	r.full = nil
}

// Office is part of Sink.
func (r *restoring) Office(o data.Office, desks []int) {
	r.now.offices = append(r.now.offices, numbered[data.Office]{o, desks})
	r.pass()
}

// Picture is part of Sink. Each goes by itself, as it takes much memory.
func (r *restoring) Picture(p data.Picture) {
	r.now.picture = &p
	r.pass()
}

// User is part of Sink.
func (r *restoring) User(number int, u data.User) {
	r.now.users = append(r.now.users, numbered[data.User]{u, []int{number}})
	if len(r.now.users) == rowsPerBatch {
		r.pass()
	}
}

// Row is part of Sink.
func (r *restoring) Row() *engine.Row {
	if len(r.now.rows) == rowsPerBatch {
		r.pass()
	}
	n := len(r.now.rows)
	if n < cap(r.now.rows) {
		r.now.rows = r.now.rows[:n+1]
	} else {
		r.now.rows = slices.Grow(r.now.rows, rowsPerBatch-n)[:n+1]
	}
	return &r.now.rows[n]
}

// LeftOut is part of Sink.
func (r *restoring) LeftOut(l format.LeftOut) {
	switch {
	case l.IsPerson:
		r.people++
	case l.IsPicture:
		r.pictures++
	default:
		r.bookings++
	}
	if len(r.list) < mostLeftOut {
		l.Faults = slices.Clone(l.Faults)
		r.list = append(r.list, l)
	}
}

// settle holds what is loaded against the rules that could not be checked before
// everything was read.
func (r *restoring) settle(c *format.Checker, l *sqlite.Loader) error {
	open := c.Unsettled()
	for from, to := range open.Moves {
		if err := l.MoveBookings(from, to); err != nil {
			return err
		}
	}
	for _, rule := range []struct {
		is    sqlite.Broken
		code  failure.FaultCode
		check bool
	}{
		{sqlite.BrokenDesk, failure.FaultUnknownDesk, len(open.Desks) > 0},
		{sqlite.BrokenUser, failure.FaultUnknownUser, len(open.Users) > 0},
		{sqlite.BrokenBlocked, failure.FaultBlocked, open.Late},
		{sqlite.BrokenDeskTwice, failure.FaultDeskTwice, len(open.Moves) > 0},
	} {
		if !rule.check {
			continue
		}
		err := l.EachBroken(rule.is, func(row engine.Row) error {
			value := row.Day.String()
			switch rule.code {
			case failure.FaultUnknownDesk:
				value = open.Desks[row.Desk]
			case failure.FaultUnknownUser:
				value = open.Users[row.User]
			}
			if !c.Broken(&row, rule.code, value) {
				return errNoMore
			}
			return nil
		})
		if err == nil && c.LeavesOut() {
			err = l.RemoveBroken(rule.is)
		}
		if err != nil && !errors.Is(err, errNoMore) {
			return err
		}
	}
	if c.LeavesOut() {
		if err := l.RemoveLostPictures(); err != nil {
			return err
		}
	}
	return c.Err()
}

var errNoMore = errors.New("no more faults are listed")
