package storage

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
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

// noDay is the day of a record that has none.
const noDay = data.MinDate - 1

// LeftOut is a person or a booking of a backup that a restore leaves out.
type LeftOut struct {
	IsPerson bool
	ID       string          // as in the file, made short; may be empty
	Day      data.Date       // of a booking; not valid where it can't be read
	Faults   []failure.Fault // why; at least one
}

// restoring takes from a checker what it has found good.
type restoring struct {
	o       RestoreOptions
	present []data.Office // the desks of a file that lists none
	full    chan *loadBatch
	free    chan *loadBatch
	ended   chan struct{} // closed when the loader has ended
	now     *loadBatch
	stop    context.CancelCauseFunc

	moves            map[int]int     // numbers of desks that turned out to be others
	late             bool            // whether bookings came before the desks
	faults           []failure.Fault // of the record that is being checked
	left             []LeftOut
	people, bookings int64 // left out
}

// loadBatch is what goes to the loader at once.
type loadBatch struct {
	offices []numbered[data.Office]
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

func (r *restoring) office(o data.Office, numbers []int) {
	r.now.offices = append(r.now.offices, numbered[data.Office]{o, numbers})
	r.pass()
}

func (r *restoring) user(number int32, u data.User) {
	u, _ = u.Clean() // the checker has seen that it can be
	r.now.users = append(r.now.users, numbered[data.User]{u, []int{userNumber(number)}})
	if len(r.now.users) == rowsPerBatch {
		r.pass()
	}
}

// row returns the next row to be filled.
func (r *restoring) row() *engine.Row {
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

func (r *restoring) booking(day data.Date, b *record, desk, user int32) {
	row := r.row()
	*row = engine.Row{
		Day: day, ID: bookingID(b.id), Desk: deskNumber(desk), User: userNumber(user),
		Created: instantOf(b.created), Guest: row.Guest[:0],
	}
	if b.released != nil {
		row.IsReleased, row.Released = true, instantOf(b.released)
	}
	if user == visitor {
		row.Guest = append(row.Guest, strings.TrimSpace(string(b.guest))...)
	}
}

// plainBooking takes a booking that holds and is in our own form.
func (r *restoring) plainBooking(day data.Date, id, created []byte, desk, user int32) {
	row := r.row()
	row.Day, row.Desk, row.User, row.Created = day, deskNumber(desk), userNumber(user), instantOf(created)
	decodeUUID(&row.ID, id)
	row.IsReleased, row.Guest = false, row.Guest[:0]
}

// Numbers of the database: the visitor has 0.
func deskNumber(n int32) int { return int(n) + 1 }

func userNumber(n int32) int {
	if n == visitor {
		return 0
	}
	return int(n) + 1
}

// bookingID returns the ID as the database keeps it. One that is not in our form
// gets another, which is the same whenever it is read.
func bookingID(text []byte) (id [16]byte) {
	if isUUID(text) {
		decodeUUID(&id, text)
		return id
	}
	return uuid.NewSHA1(foreignIDs, text)
}

// foreignIDs is the name space (RFC 9562, section 6.5) of IDs that others gave.
var foreignIDs = uuid.MustParse("5ea7c0de-5ea7-4c0d-8ea7-5ea7c0de5ea7")

// decodeUUID reads text that isUUID has found good.
func decodeUUID(id *[16]byte, text []byte) {
	for i, at := range uuidPlaces {
		id[i] = hexValue[text[at]]<<4 | hexValue[text[at+1]]
	}
}

var hexValue = func() (value [256]byte) {
	for i, c := range []byte(hexDigits) {
		value[c] = byte(i)
	}
	return value
}()

// instantOf returns the milliseconds since 1970 of text that isInstant has found
// good.
func instantOf(text []byte) int64 {
	if len(text) != len(data.TimeFormat) || text[23] != 'Z' {
		t, _ := time.Parse(time.RFC3339, string(text))
		return t.UnixMilli()
	}
	two := func(at int) int64 { return 10*int64(text[at]-'0') + int64(text[at+1]-'0') }
	day := dayNumber(100*two(0)+two(2), two(5), two(8))
	return ((day*24+two(11))*60+two(14))*60_000 + two(17)*1000 + 100*int64(text[20]-'0') + two(21)
}

// dayNumber turns a date into days since 1970-01-01, the reverse of civil
// (https://howardhinnant.github.io/date_algorithms.html, days_from_civil).
func dayNumber(year, month, day int64) int64 {
	if month <= 2 {
		year--
	}
	era := year / 400 // not below 0: the year 1 is the first
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// leaveOut notes a fault of the record that is being checked.
func (r *restoring) leaveOut(f failure.Fault) {
	if len(r.left) < mostLeftOut {
		r.faults = append(r.faults, f)
	}
}

// leftRecord ends a record that has faults.
func (r *restoring) leftRecord(list, id string, day data.Date) {
	if list == "users" {
		r.people++
	} else {
		r.bookings++
	}
	if len(r.left) < mostLeftOut {
		if list == "users" {
			day = noDay
		}
		r.left = append(r.left, LeftOut{IsPerson: list == "users", ID: failure.Short(id), Day: day, Faults: r.faults})
	}
	r.faults = nil
}

// usePresentDesks gives a file that lists no desks those of the store. In such a
// file a booking may name its desk by the desk's own ID alone.
func (r *restoring) usePresentDesks(c *checker) {
	byDesk := map[string][]data.DeskRef{}
	for _, o := range r.present {
		for _, f := range o.Floors {
			for _, d := range f.Desks {
				byDesk[d.ID] = append(byDesk[d.ID], data.DeskRef{Office: o.ID, Floor: f.ID, Desk: d.ID})
			}
		}
	}
	r.moves = map[int]int{}
	var mentioned []string
	for _, name := range c.desks.unlisted {
		mentioned = append(mentioned, name)
	}
	slices.Sort(mentioned)
	for _, name := range mentioned {
		parts := strings.SplitN(name, "\x00", 3)
		var fitting []data.DeskRef
		for _, ref := range byDesk[parts[2]] {
			if cmp.Or(parts[0], ref.Office) == ref.Office && cmp.Or(parts[1], ref.Floor) == ref.Floor {
				fitting = append(fitting, ref)
			}
		}
		if len(fitting) != 1 || fitting[0].Office == parts[0] && fitting[0].Floor == parts[1] {
			continue
		}
		ref := fitting[0]
		mentioned := textKey([]byte(name))
		number := c.desks.of[mentioned]
		r.moves[deskNumber(number)] = deskNumber(c.desks.list(c.deskKey([]byte(ref.Office), []byte(ref.Floor), []byte(ref.Desk))))
		delete(c.desks.unlisted, mentioned)
	}
	for _, o := range r.present {
		c.takeOffice(o, true)
	}
	c.hasDesks = true
}

// settle holds what is loaded against the rules that could not be checked before
// everything was read.
func (r *restoring) settle(c *checker, l *sqlite.Loader) error {
	for from, to := range r.moves {
		if err := l.MoveBookings(from, to); err != nil {
			return err
		}
	}
	c.line, c.where = 0, nil
	names := restoredNames(c)
	for _, rule := range []struct {
		is    sqlite.Broken
		code  failure.FaultCode
		check bool
	}{
		{sqlite.BrokenDesk, failure.FaultUnknownDesk, len(c.desks.unlisted) > 0},
		{sqlite.BrokenUser, failure.FaultUnknownUser, len(c.users.unlisted) > 0},
		{sqlite.BrokenBlocked, failure.FaultBlocked, r.late},
		{sqlite.BrokenDeskTwice, failure.FaultDeskTwice, len(r.moves) > 0},
	} {
		if !rule.check {
			continue
		}
		err := l.EachBroken(rule.is, func(row engine.Row) error {
			value := row.Day.String()
			switch rule.code {
			case failure.FaultUnknownDesk:
				value = names.desks[row.Desk]
			case failure.FaultUnknownUser:
				value = names.users[row.User]
			}
			c.inOne(func() { c.fault(rule.code, value) })
			if c.leavesOut() {
				r.leftRecord("bookings", uuid.UUID(row.ID).String(), row.Day)
			} else if c.more {
				return errEnough
			}
			return nil
		})
		if err == nil && c.leavesOut() {
			err = l.RemoveBroken(rule.is)
		}
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	return c.err()
}

var errEnough = errors.New("enough faults")

// fileNames say how desks and users stand in the file, by their numbers.
type fileNames struct{ desks, users map[int]string }

func restoredNames(c *checker) (n fileNames) {
	n.desks, n.users = map[int]string{}, map[int]string{}
	for key, name := range c.desks.unlisted {
		n.desks[deskNumber(c.desks.of[key])] = strings.ReplaceAll(name, "\x00", "/")
	}
	for key, name := range c.users.unlisted {
		n.users[userNumber(c.users.of[key])] = name
	}
	return n
}
