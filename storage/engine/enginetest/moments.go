package enginetest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// must returns what is read.
func must[T any](s *suite, read func(context.Context) (T, error)) T {
	s.Helper()
	got, err := read(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return got
}

// status follows the counts over changes of each kind.
func (s *suite) status() {
	db := s.db()
	read := func() engine.Status { s.Helper(); return must(s, db.Status) }
	first := read()
	if first.Store == "" || first.Counts != (engine.Counts{Offices: 1, Desks: 3}) {
		s.Errorf("%+v", first)
	}
	s.fill(db, 2)
	people := read()
	if people.Changes != first.Changes+1 || people.People == first.People || people.Offices != first.Offices ||
		people.Counts != (engine.Counts{Offices: 1, Desks: 3, Users: 2, Bookings: 2, Held: 2}) || !people.LastUpdated.Equal(noon) {
		s.Errorf("%+v after %+v", people, first)
	}
	// A clock that was set back.
	if _, err := engine.Update(s.Context(), db, func() time.Time { return noon.Add(-time.Hour) }, func(c *engine.Change) error {
		return c.SetBlocks(deskA2, []data.Block{{From: monday, To: monday + 1}})
	}); err != nil {
		s.Fatal(err)
	}
	offices := read()
	if offices.Changes != people.Changes+1 || offices.People != people.People || offices.Offices == people.Offices || !offices.LastUpdated.Equal(noon) {
		s.Errorf("%+v after %+v", offices, people)
	}
	s.change(db, func(c *engine.Change) error { return c.AllowPast(true) })
	settings := read()
	if !settings.Settings.AllowPast || settings.Changes != offices.Changes {
		s.Errorf("%+v after %+v", settings, offices)
	}
	s.change(db, func(*engine.Change) error { return nil })
	if now := read(); now != settings {
		s.Errorf("%+v after nothing, not %+v", now, settings)
	}
}

// changed has one window notice what another does.
func (s *suite) changed() {
	one, other := s.db(), s.db()
	token := func() int64 { s.Helper(); return must(s, one.Changed) }
	before := token()
	if now := token(); now != before {
		s.Errorf("%d, not %d, and nobody has changed anything", now, before)
	}
	s.fill(other, 1)
	after := token()
	if after == before {
		s.Error("a change is not noticed")
	}
	s.change(other, func(c *engine.Change) error { return c.AllowPast(true) })
	if token() == after {
		s.Error("a change of the settings is not noticed")
	}
}

// races has many book the same at once, in two windows.
func (s *suite) races() {
	dbs := []engine.DB{s.db(), s.db()}
	s.change(dbs[0], func(c *engine.Change) error {
		for i := range 8 {
			if _, err := c.AddUser(data.User{ID: fmt.Sprint("u", i), Name: fmt.Sprint("Person ", i), Active: true}); err != nil {
				return err
			}
		}
		return nil
	})
	var all sync.WaitGroup
	won := make([]int, 5) // by day
	var mu sync.Mutex
	for i := range 8 {
		all.Go(func() {
			for day := range won {
				_, err := engine.Update(s.Context(), dbs[i%2], atNoon, func(c *engine.Change) error {
					_, err := c.Book(data.Booking{DeskRef: deskA1, Date: monday.AddDays(day), UserID: fmt.Sprint("u", i)})
					return err
				})
				mu.Lock()
				if err == nil {
					won[day]++
				} else if !errors.Is(err, data.ErrDeskTaken) {
					s.Errorf("person %d on day %d: %v", i, day, err)
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	status, err := dbs[1].Status(s.Context())
	if err != nil || !slices.Equal(won, []int{1, 1, 1, 1, 1}) || status.Counts.Held != 5 || status.Changes < 6 {
		s.Errorf("%v, %+v %v", won, status, err)
	}
}

// booking is a row as text.
func booking(snapshot *engine.Snapshot, row *engine.Row) string {
	return fmt.Sprint(row.Day, row.ID, snapshot.DeskRefs[row.Desk], snapshot.UserIDs[row.User], row.Created, row.Released, row.IsReleased, string(row.Guest))
}

// content is all of a snapshot.
type content struct {
	offices  []data.Office
	users    []data.User
	days     []engine.DayCount
	counts   engine.Counts
	bookings []string
}

func (s *suite) read(snapshot *engine.Snapshot) content {
	s.Helper()
	is := content{offices: snapshot.Offices, users: snapshot.Users, days: snapshot.Days, counts: snapshot.Status.Counts}
	var last engine.Row
	err := snapshot.Bookings(s.Context(), 0, data.MinDate, data.MaxDate, func(row *engine.Row) error {
		if len(is.bookings) > 0 && cmp.Or(cmp.Compare(last.Day, row.Day), bytes.Compare(last.ID[:], row.ID[:])) >= 0 {
			s.Errorf("%s after %s", booking(snapshot, row), is.bookings[len(is.bookings)-1])
		}
		last.Day, last.ID = row.Day, row.ID
		is.bookings = append(is.bookings, booking(snapshot, row))
		return nil
	})
	if err != nil {
		s.Fatal(err)
	}
	return is
}

func (s *suite) wantSame(doing string, want, got content) {
	s.Helper()
	if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(content{})); diff != "" {
		s.Errorf("%s: %s", doing, diff)
	}
}

func (s *suite) take(db engine.DB) *engine.Snapshot {
	s.Helper()
	snapshot, err := db.Snapshot(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(snapshot.Close)
	return snapshot
}

// snapshot is read while others go on.
func (s *suite) snapshot() {
	db, other := s.db(), s.db()
	s.fill(db, 30)
	snapshot := s.take(db)
	before := s.read(snapshot)
	if len(before.bookings) != 30 || before.counts.Bookings != 30 || len(before.days) != 30 || before.days[0] != (engine.DayCount{Day: monday, Bookings: 1}) ||
		snapshot.UserIDs[0] != data.VisitorID {
		s.Errorf("%+v", before)
	}
	for i, db := range []engine.DB{db, other} {
		s.change(db, func(c *engine.Change) error {
			if _, err := c.Book(data.Booking{DeskRef: deskC1, Date: monday.AddDays(i), UserID: data.VisitorID, Guest: "Ann"}); err != nil {
				return err
			}
			_, err := c.AddUser(data.User{Name: fmt.Sprint("Late ", i)})
			return err
		})
	}
	s.wantSame("while others went on", before, s.read(snapshot))
	snapshot.Close()
	snapshot.Close() // as often as one likes
	if after := s.read(s.take(db)); len(after.bookings) != 32 || len(after.users) != 32 {
		s.Errorf("%+v", after)
	}
	// A range of days, both included.
	some := 0
	err := s.take(db).Bookings(s.Context(), 0, monday+1, monday+3, func(row *engine.Row) error {
		some++
		return nil
	})
	if err != nil || some != 4 {
		s.Errorf("%d bookings of three days %v", some, err)
	}
}

// manyReaders has all readers of a snapshot read at once what is of one moment.
func (s *suite) manyReaders() {
	db := s.db()
	s.fill(db, 20)
	snapshot := s.take(db)
	counts := make([]int, snapshot.Readers())
	var all sync.WaitGroup
	for reader := range counts {
		all.Go(func() {
			err := snapshot.Bookings(s.Context(), reader, data.MinDate, data.MaxDate, func(*engine.Row) error {
				counts[reader]++
				return nil
			})
			if err != nil {
				s.Error(err)
			}
		})
	}
	all.Wait()
	for reader, n := range counts {
		if n != 20 {
			s.Errorf("reader %d of %d: %d bookings", reader, len(counts), n)
		}
	}
}

// replacing returns a database that is to be replaced, another window on it, and the
// snapshot of one with other data.
func (s *suite) replacing() (db, other engine.DB, with *engine.Snapshot) {
	db, other = s.db(), s.db()
	s.fill(db, 3)
	s.change(db, func(c *engine.Change) error { return c.AllowPast(true) })
	source := &suite{T: s.T, create: s.create, open: s.create(s, noon, []data.Office{plan("annex", "B1 B2"), plan("harbour-house", "A2 A1")})}
	from := source.db()
	source.fill(from, 40)
	source.change(from, func(c *engine.Change) error {
		if err := c.SetBlocks(deskA2, []data.Block{{From: monday, To: data.MaxDate, Reason: "paint"}}); err != nil {
			return err
		}
		seat, err := c.Book(data.Booking{DeskRef: data.DeskRef{Office: "annex", Floor: "floor-1", Desk: "B2"}, Date: monday, UserID: data.VisitorID, Guest: "Ann"})
		if err != nil {
			return err
		}
		_, err = c.Release(monday, seat.ID)
		return err
	})
	return db, other, source.take(from)
}

// replace puts other data in the place of all there are.
func (s *suite) replace() {
	db, other, with := s.replacing()
	want := s.read(with)
	was, token := must(s, db.Status), must(s, other.Changed)
	seen := content{}
	if err := db.Replace(s.Context(), engine.Replacement{With: with, Before: func(present *engine.Snapshot) error {
		seen = s.read(present)
		return nil
	}}); err != nil {
		s.Fatal(err)
	}
	if len(seen.bookings) != 3 || len(seen.users) != 3 {
		s.Errorf("what was there: %+v", seen)
	}
	for name, db := range map[string]engine.DB{"this window": db, "the other": other} {
		s.wantSame(name, want, s.read(s.take(db)))
		now, err := db.Status(s.Context())
		if err != nil || now.Store != was.Store || now.Settings != was.Settings || now.Changes <= was.Changes || now.People <= was.People || now.Offices <= was.Offices {
			s.Errorf("%s: %+v, after %+v %v", name, now, was, err)
		}
		seats, err := db.Day(s.Context(), monday)
		if err != nil || len(seats) != 1 || seats[0].Name != "Person 1" || seats[0].Label != "Desk A1" {
			s.Errorf("%s: the board shows %+v %v", name, seats, err)
		}
	}
	if now, err := other.Changed(s.Context()); err != nil || now == token {
		s.Errorf("the other window does not notice: %d %v", now, err)
	}
	// The rules are there as before.
	_, err := engine.Update(s.Context(), other, atNoon, func(c *engine.Change) error {
		_, err := c.Book(data.Booking{DeskRef: deskA1, Date: monday, UserID: "u40"})
		return err
	})
	if !errors.Is(err, data.ErrDeskTaken) {
		s.Error(err)
	}
	s.change(other, func(c *engine.Change) error {
		_, err := c.Book(data.Booking{DeskRef: deskA1, Date: monday - 1, UserID: "u40"})
		return err
	})
}

// replaceRefused ends a replacement before anything is changed.
func (s *suite) replaceRefused() {
	db, other, with := s.replacing()
	want := s.read(s.take(db))
	refused := errors.New("refused")
	if err := db.Replace(s.Context(), engine.Replacement{With: with, Before: func(*engine.Snapshot) error { return refused }}); !errors.Is(err, refused) {
		s.Fatal(err)
	}
	for name, db := range map[string]engine.DB{"this window": db, "the other": other} {
		s.wantSame(name, want, s.read(s.take(db)))
		s.change(db, func(c *engine.Change) error {
			_, err := c.AddUser(data.User{Name: "After, in " + name})
			return err
		})
		want = s.read(s.take(db))
	}
}
