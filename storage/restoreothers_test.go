package storage

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format/values"
)

func TestAnotherWindowSeesWhatIsRestored(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := filepath.Join(t.TempDir(), "it.json")
	filetest.MustWrite(t, path, filetest.MustRead(t, mustExport(t, tinyStore(t, at(noon)), ExportOptions{}).Path))
	other := mustOpen(t, s.Folder(), Options{})
	for _, read := range []*Store{s, other} { // so that all have read and booked before
		mustBook(t, read, data.Booking{DeskRef: deskA1, Date: monday.AddDays(map[bool]int{true: 20, false: 21}[read == s]), UserID: data.VisitorID})
		if seats, err := read.Day(t.Context(), monday); err != nil || len(seats) != 3 {
			t.Fatal(seats, err)
		}
		deskOf := deskA2
		if _, err := read.DeskSeats(t.Context(), deskOf, monday, monday); err != nil {
			t.Fatal(err)
		}
		told := make(chan struct{}, 100)
		defer read.Subscribe(func() {
			select {
			case told <- struct{}{}:
			default:
			}
		})()
		defer wait(t, told)
	}
	mustRestore(t, s, path, RestoreOptions{})
	for _, read := range []*Store{s, other} {
		seats, err := read.Day(t.Context(), monday)
		if err != nil || len(seats) != 1 || seats[0].Name != "O’Brien\t\"Pat\"" {
			t.Errorf("%+v %v", seats, err)
		}
		users, err := read.Users(t.Context())
		if err != nil || len(users) != 2 || users[1].Name != "Zoë" {
			t.Errorf("%+v %v", users, err)
		}
	}
	desk := data.DeskRef{Office: "hq", Floor: "f1", Desk: "d1"}
	mustBook(t, other, data.Booking{DeskRef: desk, Date: monday.AddDays(5), UserID: "u1"})
	_, err := s.Book(t.Context(), data.Booking{DeskRef: desk, Date: monday.AddDays(5), UserID: data.VisitorID})
	if !errors.Is(err, data.ErrDeskTaken) {
		t.Errorf("%v", err)
	}
	mustHold(t, other, 4)
}

func TestAStoreThatMayNotBeChangedIsNotRestored(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	r, err := PrepareRestore(t.Context(), s, path, RestoreOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s.readOnly = &failure.Error{Op: failure.OpOpenStore, Path: s.path(), Err: failure.ErrReadOnly}
	if _, err := r.Apply(t.Context()); !errors.Is(err, failure.ErrReadOnly) {
		t.Error(err)
	}
	if _, err := PrepareRestore(t.Context(), s, path, RestoreOptions{}); !errors.Is(err, failure.ErrReadOnly) {
		t.Error(err)
	}
	if err := errors.Join(r.Close(), r.Close()); err != nil {
		t.Error(err)
	}
	s.readOnly = nil
	if _, err := r.Apply(t.Context()); !errors.Is(err, errClosed) {
		t.Error(err)
	}
	wantNothingLeft(t, s.Folder())
}

// fillAtRandom does what people do, and some of what they would rather not.
func fillAtRandom(t testing.TB, s *Store, random *rand.Rand) {
	t.Helper()
	try := func(err error) {
		var conflict *data.ConflictError
		if err != nil && !errors.As(err, &conflict) {
			t.Fatal(err)
		}
	}
	if err := s.AllowPast(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	var desks []data.DeskRef
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range offices[0].Floors {
		for _, d := range f.Desks {
			desks = append(desks, data.DeskRef{Office: offices[0].ID, Floor: f.ID, Desk: d.ID})
		}
	}
	names := []string{"Ann", "Bob \"B\"", "Zoë", "Ng\u1ec5n", "O’Brien", "\u202eevil", "<b>", "Łukasz 🙂"}
	var users []string
	day := func() data.Date { return monday.AddDays(random.IntN(30) - 15) }
	desk := func() data.DeskRef { return desks[random.IntN(len(desks))] }
	for i := range 150 {
		switch n := random.IntN(20); {
		case n < 3:
			u, err := s.AddUser(t.Context(), data.User{Name: names[random.IntN(len(names))] + string(rune('a'+i%26)), Active: random.IntN(5) > 0})
			if try(err); err == nil {
				users = append(users, u.ID)
			}
		case n < 12 && len(users) > 0:
			_, err := s.Book(t.Context(), data.Booking{DeskRef: desk(), Date: day(), UserID: users[random.IntN(len(users))]})
			try(err)
		case n < 14:
			_, err := s.Book(t.Context(), data.Booking{DeskRef: desk(), Date: day(), UserID: data.VisitorID, Guest: names[random.IntN(len(names))]})
			try(err)
		case n < 17:
			d := day()
			seats, err := s.Day(t.Context(), d)
			if try(err); len(seats) > 0 {
				_, err := s.Release(t.Context(), d, seats[random.IntN(len(seats))].ID)
				try(err)
			}
		case n < 18 && len(users) > 0:
			_, err := deactivate(s, users[random.IntN(len(users))], random.IntN(2) == 0)
			try(err)
		case n < 19:
			from := day()
			_, err := blockDesk(s, desk(), data.Block{From: from, To: from.AddDays(random.IntN(5)), Reason: names[random.IntN(len(names))]}, random.IntN(2) == 0)
			try(err)
		case i > 100: // the desks that bookings name are retired
			floor := &offices[0].Floors[random.IntN(len(offices[0].Floors))]
			if len(floor.Desks) > 1 {
				floor.Desks = floor.Desks[1:]
			}
			_, err := engine.Update(t.Context(), s.db, s.now, func(tx *engine.Change) error {
				_, err := tx.SetOffice(offices[0])
				return err
			})
			try(err)
		}
	}
}

func TestAnyStateIsRestoredAsItWas(t *testing.T) {
	filetest.NotUnderRace(t)
	into := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
	released, retired, inactive, blocked := 0, 0, 0, 0
	for seed := range uint64(filetest.OrSampled(25, 8)) {
		from := mustOpen(t, t.TempDir(), Options{Now: ticking()})
		fillAtRandom(t, from, rand.New(rand.NewPCG(seed, 1)))
		b := mustExport(t, from, ExportOptions{})
		r, err := PrepareRestore(t.Context(), into, b.Path, RestoreOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Apply(t.Context()); err != nil {
			t.Fatal(err)
		}
		p, err := r.Preview(t.Context()) // nothing differs any more
		if err := errors.Join(err, r.Close()); err != nil || !p.IsSame() {
			t.Errorf("seed %d: %+v %v", seed, p.Comparison, err)
		}
		wantSame(t, filetest.MustRead(t, b.Path), filetest.MustRead(t, mustExport(t, into, ExportOptions{}).Path))
		if held, want := heldDays(t, into), heldDays(t, from); cmp.Diff(want, held) != "" {
			t.Errorf("seed %d: the days differ: %s", seed, cmp.Diff(want, held))
		}
		offices, err := into.Offices(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range offices[0].Floors {
			for _, d := range f.Desks {
				if d.Retired {
					retired++
				}
				blocked += len(d.Blocks)
			}
		}
		for _, u := range p.People.AddedFirst {
			t.Errorf("%v", u)
		}
		users, err := into.Users(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range users {
			if !u.Active {
				inactive++
			}
		}
		released += int(p.Counts.Bookings)
		for _, n := range heldDays(t, into) {
			released -= n
		}
	}
	if released == 0 || retired == 0 || inactive == 0 || blocked == 0 {
		t.Errorf("%d released, %d retired, %d inactive, %d blocks: these were to be tested", released, retired, inactive, blocked)
	}
}

func heldDays(t testing.TB, s *Store) map[data.Date]int {
	t.Helper()
	held, err := s.HeldDays(t.Context(), data.MinDate, data.MaxDate)
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func TestIDsOfOthersStayTheSameOverRestores(t *testing.T) {
	if a, b := values.BookingID([]byte("b-1")), values.BookingID([]byte("b-2")); a == b || a != values.BookingID([]byte("b-1")) {
		t.Error(a, b)
	}
	if got := values.BookingID([]byte(filetest.UUIDOf(7))); got[15] != 7 || got[6] != 0x40 {
		t.Error(got)
	}
}
