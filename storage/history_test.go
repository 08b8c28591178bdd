package storage

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/history"
)

// sameContent compares all but what counts changes.
func sameContent(t testing.TB, doing string, want, got content) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Status{}, "Changes", "LastUpdated", "People", "Offices", "Notes", "Backup"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s:\n%s", doing, diff)
	}
}

func mustUndo(t testing.TB, s *Store) Step { t.Helper(); return mustStep(t, s.Undo) }

func mustRedo(t testing.TB, s *Store) Step { t.Helper(); return mustStep(t, s.Redo) }

func mustStep(t testing.TB, do func(ctx context.Context, id int64) (Step, error)) Step {
	t.Helper()
	step, err := do(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return step
}

func TestEveryChangeIsUndoneAndRedoneAsOneStep(t *testing.T) {
	filetest.NotUnderRace(t)
	ctx := t.Context()
	annex := data.SampleOffice()
	annex.ID, annex.Name = "annex", "Annex"
	smaller := data.SampleOffice()
	smaller.Floors[0].Desks = smaller.Floors[0].Desks[1:] // A1 is booked: it will be retired
	bob := data.User{ID: "u2", Name: "Robert", Active: true}
	for _, test := range []struct {
		name string
		do   func(s *Store) error
		want Step // but for IDs and times
	}{
		{"book", func(s *Store) error {
			_, err := s.Book(ctx, data.Booking{DeskRef: deskA2, Date: monday + 1, UserID: "u2"})
			return err
		}, Step{Kind: history.Book, Seats: []data.Seat{{Booking: data.Booking{DeskRef: deskA2, Date: monday + 1, UserID: "u2"}, Name: `Bob "B" Łukasz`, Label: "A2"}}}},
		{"book days", func(s *Store) error {
			booked, left, err := s.BookDays(ctx, data.Booking{DeskRef: deskA1, UserID: "u2"}, []data.Date{monday, monday + 1, monday + 2, monday + 3})
			if len(booked) != 2 || len(left) != 2 || !errors.Is(left[0], data.ErrDeskTaken) || left[1].Date != monday+1 {
				t.Error(booked, left)
			}
			return err
		}, Step{Kind: history.Book, Seats: []data.Seat{
			{Booking: data.Booking{DeskRef: deskA1, Date: monday + 2, UserID: "u2"}, Name: `Bob "B" Łukasz`, Label: "A1"},
			{Booking: data.Booking{DeskRef: deskA1, Date: monday + 3, UserID: "u2"}, Name: `Bob "B" Łukasz`, Label: "A1"}}}},
		{"move", func(s *Store) error { _, err := s.Move(ctx, monday+1, filetest.UUIDOf(4), deskC1); return err },
			Step{Kind: history.Move, Was: "A1", Seats: []data.Seat{{Booking: data.Booking{DeskRef: deskC1, Date: monday + 1, UserID: "u1"}, Name: "Alice", Label: "C1"}}}},
		{"move a guest", func(s *Store) error {
			_, err := s.Move(ctx, monday, filetest.UUIDOf(3), data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A3"})
			return err
		}, Step{Kind: history.Move, Was: "C1", Seats: []data.Seat{{Booking: data.Booking{DeskRef: data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A3"}, Date: monday, UserID: data.VisitorID, Guest: "Zoë 🙂"}, Name: "Zoë 🙂", Label: "A3"}}}},
		{"release", func(s *Store) error { _, err := s.Release(ctx, monday, filetest.UUIDOf(3)); return err },
			Step{Kind: history.Release, Seats: []data.Seat{{Booking: data.Booking{DeskRef: deskC1, Date: monday, UserID: data.VisitorID, Guest: "Zoë 🙂"}, Name: "Zoë 🙂", Label: "C1"}}}},
		{"release all", func(s *Store) error {
			seats, err := s.PersonSeats(ctx, "u1", monday, data.MaxDate)
			if err != nil {
				return err
			}
			_, err = s.ReleaseAll(ctx, seats)
			return err
		}, Step{Kind: history.Release, Seats: []data.Seat{
			{Booking: data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1"}, Name: "Alice", Label: "A1"},
			{Booking: data.Booking{DeskRef: deskA1, Date: monday + 1, UserID: "u1"}, Name: "Alice", Label: "A1"}}}},
		{"add people", func(s *Store) error {
			_, err := s.AddUsers(ctx, []data.User{{ID: "u3", Name: "Carol", Active: true}, {ID: "u4", Name: "Dan", Active: true}})
			return err
		}, Step{Kind: history.AddPeople, Users: []data.User{{ID: "u3", Name: "Carol", Active: true}, {ID: "u4", Name: "Dan", Active: true}}}},
		{"rename", func(s *Store) error { _, err := setUser(s, bob); return err },
			Step{Kind: history.Rename, Was: `Bob "B" Łukasz`, Users: []data.User{bob}}},
		{"deactivate and keep", func(s *Store) error { _, err := deactivate(s, "u1", false); return err },
			Step{Kind: history.Deactivate, Users: []data.User{{ID: "u1", Name: "Alice"}}}},
		{"deactivate and release", func(s *Store) error { _, err := deactivate(s, "u1", true); return err },
			Step{Kind: history.Deactivate, Users: []data.User{{ID: "u1", Name: "Alice"}}, Seats: []data.Seat{
				{Booking: data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1"}, Name: "Alice", Label: "A1"},
				{Booking: data.Booking{DeskRef: deskA1, Date: monday + 1, UserID: "u1"}, Name: "Alice", Label: "A1"}}}},
		{"block", func(s *Store) error {
			_, err := blockDesk(s, deskA1, data.Block{From: monday + 2, To: data.MaxDate, Reason: "paint"}, false)
			return err
		}, Step{Kind: history.Block, Desk: deskA1, Label: "A1", Block: data.Block{From: monday + 2, To: data.MaxDate, Reason: "paint"}}},
		{"block and release", func(s *Store) error {
			_, err := blockDesk(s, deskA1, data.Block{From: monday, To: monday}, true)
			return err
		}, Step{Kind: history.Block, Desk: deskA1, Label: "A1", Block: data.Block{From: monday, To: monday}, Seats: []data.Seat{
			{Booking: data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1"}, Name: "Alice", Label: "A1"}}}},
		{"import", func(s *Store) error { _, err := importAll(s, []data.Office{smaller, annex}); return err },
			Step{Kind: history.Offices, Offices: []string{"Harbour House", "Annex"}}},
		{"import with an office that stays as it is", func(s *Store) error {
			_, err := importAll(s, []data.Office{data.SampleOffice(), annex})
			return err
		}, Step{Kind: history.Offices, Offices: []string{"Annex"}}},
		{"add an office", func(s *Store) error { return s.AddOffice(ctx, annex) }, Step{Kind: history.Offices, Offices: []string{"Annex"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
			before := read(t, s)
			if err := test.do(s); err != nil {
				t.Fatal(err)
			}
			after := read(t, s)
			if cmp.Equal(before, after) {
				t.Error("nothing has changed")
			}
			undo, _ := s.History()
			step := undo[len(undo)-1]
			ignore := cmp.Options{cmpopts.IgnoreFields(Step{}, "ID", "Edits"), cmpopts.EquateEmpty(),
				cmpopts.IgnoreFields(data.Booking{}, "ID", "CreatedAt", "ReleasedAt")}
			if diff := cmp.Diff(test.want, step, ignore); diff != "" {
				t.Error(diff)
			}
			for range 3 {
				if undone := mustUndo(t, s); undone.ID != step.ID {
					t.Errorf("step %d was undone, not %d", undone.ID, step.ID)
				}
				sameContent(t, "undone", before, read(t, s))
				if redone := mustRedo(t, s); redone.ID != step.ID {
					t.Errorf("step %d was redone, not %d", redone.ID, step.ID)
				}
				sameContent(t, "redone", after, read(t, s))
			}
			if n := after.Status.Counts.Bookings; n > 0 {
				mustHold(t, s, n)
			}
		})
	}
}

func TestAStepThatDoesNotFitAnyMoreIsGivenUp(t *testing.T) {
	for _, test := range []struct {
		name      string
		do, other func(s *Store) error
		want      error
		who       string // who is in the way
	}{
		{"somebody else has the desk", releasing(1), booking(deskA1, monday, "u2", 2), data.ErrDeskTaken, `Bob "B" Łukasz`},
		{"the person has another desk", releasing(1), booking(deskC1, monday, "u1", 3), data.ErrAlreadySeated, "Alice"},
		{"the desk is blocked", releasing(1), blocking(deskA1), data.ErrBlockedDesk, ""},
		{"the person has left", releasing(1), func(s *Store) error { _, err := deactivate(s, "u1", false); return err }, data.ErrInactiveUser, ""},
		{"the desk is gone", releasing(1), func(s *Store) error { return importWithout(s, "A1") }, data.ErrRetiredDesk, ""},
		{"it was released already", booking(deskA2, monday+1, "u2"), func(s *Store) error {
			seats, _ := s.DeskSeats(t.Context(), deskA2, monday+1, monday+1)
			_, err := s.Release(t.Context(), monday+1, seats[0].ID)
			return err
		}, data.ErrChanged, `Bob "B" Łukasz`},
		{"they have another name", renaming("u2", "Robert"), renaming("u2", "Rob"), data.ErrChanged, ""},
		{"they have a desk by now", func(s *Store) error {
			_, err := s.AddUser(t.Context(), data.User{ID: "u3", Name: "Carol", Active: true})
			return err
		}, booking(deskA2, monday+1, "u3"), data.ErrInUse, ""},
		{"a block over a new booking", func(s *Store) error {
			if err := blocking(deskA2)(s); err != nil {
				return err
			}
			return unblockDay(s, deskA2, monday+5)
		}, booking(deskA2, monday+5, "u2"), data.ErrBlockedDesk, `Bob "B" Łukasz`},
		{"another block", blocking(deskA2), func(s *Store) error { return unblockDay(s, deskA2, monday+5) }, data.ErrChanged, ""},
		{"a desk of the import is booked", func(s *Store) error { return importWith(s, "Z1") },
			booking(data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "Z1"}, monday+5, "u2"), data.ErrInUse, ""},
		{"a desk that came back is booked", func(s *Store) error {
			if err := importWithout(s, "A1"); err != nil { // which bookings name: it is retired
				return err
			}
			_, err := importAll(s, []data.Office{data.SampleOffice()})
			return err
		}, booking(deskA1, monday+5, "u2"), data.ErrInUse, ""},
		{"the office was changed", func(s *Store) error { return importWith(s, "Z1") }, func(s *Store) error { return importWith(s, "Z2") }, data.ErrChanged, ""},
		{"the office is in use", func(s *Store) error {
			o := data.SampleOffice()
			o.ID = "annex"
			return s.AddOffice(t.Context(), o)
		}, booking(data.DeskRef{Office: "annex", Floor: "floor-1", Desk: "A1"}, monday+5, "u2"), data.ErrInUse, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			s := mustOpenSample(t, folder, Options{})
			other := mustOpen(t, folder, Options{})
			mustBook(t, s, data.Booking{DeskRef: deskC1, Date: monday + 9, UserID: "u1"}) // the step before
			if err := test.do(s); err != nil {
				t.Fatal(err)
			}
			if err := test.other(other); err != nil {
				t.Fatal(err)
			}
			before := read(t, s)
			steps, _ := s.History()
			step, err := s.Undo(t.Context(), 0)
			var conflict *data.ConflictError
			if !errors.As(err, &conflict) || !errors.Is(err, test.want) || test.who != "" && conflict.Seat.Name != test.who {
				t.Errorf("%v (%+v), not %v", err, conflict, test.want)
			}
			if conflict != nil && conflict.What == "" {
				t.Error("it does not say what it is about")
			}
			if last := steps[len(steps)-1]; step.ID != last.ID {
				t.Errorf("it was about step %d, not %d", step.ID, last.ID)
			}
			if diff := cmp.Diff(before, read(t, s)); diff != "" {
				t.Error(diff)
			}
			if left, redo := s.History(); len(left) != len(steps)-1 || len(redo) != 0 {
				t.Errorf("%d steps are left to undo and %d to redo", len(left), len(redo))
			}
		})
	}
}

// What the tests above do, with the store given later.
func releasing(n int) func(*Store) error {
	return func(s *Store) error {
		_, err := s.Release(context.Background(), monday, filetest.UUIDOf(n))
		return err
	}
}

// booking books after it has released what is in the way.
func booking(ref data.DeskRef, day data.Date, user string, inTheWay ...int) func(*Store) error {
	return func(s *Store) error {
		for _, n := range inTheWay {
			if err := releasing(n)(s); err != nil {
				return err
			}
		}
		_, err := s.Book(context.Background(), data.Booking{DeskRef: ref, Date: day, UserID: user})
		return err
	}
}

func blocking(ref data.DeskRef) func(*Store) error {
	return func(s *Store) error {
		_, err := blockDesk(s, ref, data.Block{From: monday, To: data.MaxDate}, true)
		return err
	}
}

func renaming(id, name string) func(*Store) error {
	return func(s *Store) error {
		_, err := setUser(s, data.User{ID: id, Name: name, Active: true})
		return err
	}
}

// importWith imports the office that comes with the program with one desk more on
// its first floor, importWithout with one less.
func importWith(s *Store, desk string) error {
	o := data.SampleOffice()
	more := o.Floors[0].Desks[0]
	more.ID, more.Label = desk, desk
	o.Floors[0].Desks = append(o.Floors[0].Desks, more)
	_, err := importAll(s, []data.Office{o})
	return err
}

func importWithout(s *Store, desk string) error {
	o := data.SampleOffice()
	o.Floors[0].Desks = slices.DeleteFunc(o.Floors[0].Desks, func(d data.Desk) bool { return d.ID == desk })
	_, err := importAll(s, []data.Office{o})
	return err
}

func TestWhatIsThereAgainIsNotRedone(t *testing.T) {
	annex := data.SampleOffice()
	annex.ID = "annex"
	addOffice := func(s *Store) error { return s.AddOffice(t.Context(), annex) }
	addPerson := func(s *Store) error {
		_, err := s.AddUser(t.Context(), data.User{ID: "u3", Name: "Carol", Active: true})
		return err
	}
	for name, test := range map[string]struct {
		do, other func(*Store) error
		want      error
	}{
		"an office":           {addOffice, addOffice, data.ErrChanged},
		"a person":            {addPerson, addPerson, data.ErrChanged},
		"a desk for somebody": {booking(deskA2, monday+1, "u2"), booking(deskA2, monday+1, data.VisitorID), data.ErrDeskTaken},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s, other := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
			if err := test.do(s); err != nil {
				t.Fatal(err)
			}
			mustUndo(t, s)
			if err := test.other(other); err != nil {
				t.Fatal(err)
			}
			before := read(t, s)
			var conflict *data.ConflictError
			if _, err := s.Redo(t.Context(), 0); !errors.As(err, &conflict) || !errors.Is(err, test.want) {
				t.Errorf("%v, not %v", err, test.want)
			}
			if diff := cmp.Diff(before, read(t, s)); diff != "" {
				t.Error(diff)
			}
			if _, redo := s.History(); len(redo) != 0 {
				t.Error("it can be tried for ever")
			}
		})
	}
}

func TestAnOlderStepIsUndoneByItsID(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true})
	for i := range 4 {
		mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(i), UserID: "u1"})
	}
	steps, _ := s.History()
	if _, err := s.Undo(t.Context(), steps[2].ID); err != nil {
		t.Fatal(err)
	}
	held, err := s.HeldDays(t.Context(), monday, monday+9)
	if err != nil || len(held) != 3 || held[monday+1] != 0 {
		t.Error(held, err)
	}
	for _, id := range []int64{steps[2].ID, 999, -1} {
		var conflict *data.ConflictError
		if _, err := s.Undo(t.Context(), id); !errors.As(err, &conflict) || !errors.Is(err, data.ErrUnknownStep) {
			t.Errorf("step %d: %v", id, err)
		}
	}
	if left, redo := s.History(); len(left) != 4 || len(redo) != 1 {
		t.Errorf("%d to undo, %d to redo", len(left), len(redo))
	}
	mustBook(t, s, data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	if _, err := s.Redo(t.Context(), 0); !errors.Is(err, data.ErrUnknownStep) {
		t.Errorf("it was redone after another change: %v", err)
	}
}

func TestAStepThatFailsForNowKeepsItsPlace(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{busyTimeout: 10 * time.Millisecond})
	steps, _ := s.History()
	conn, err := zombiezen.OpenConn(filepath.Join(folder, StoreFile), zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	end, err := sqlitex.ImmediateTransaction(conn)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Undo(t.Context(), steps[3].ID)
	filetest.WantKind(t, err, failure.KindLocked)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = s.Undo(ctx, 0)
	filetest.WantKind(t, err, failure.KindCancelled)
	end(&err)
	left, redo := s.History()
	if !slices.EqualFunc(left, steps, func(a, b Step) bool { return a.ID == b.ID }) || len(redo) != 0 {
		t.Errorf("%v to undo, %v to redo", left, redo)
	}
	for range steps {
		mustUndo(t, s)
	}
	if status, _ := s.Status(t.Context()); status.Counts.Bookings+int64(status.Counts.Users) != 0 {
		t.Errorf("%+v", status.Counts)
	}
}
