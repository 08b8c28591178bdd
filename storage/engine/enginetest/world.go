package enginetest

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Store is what the trial of the rules drives: the store over an engine, or the rules
// alone. Its methods are those of storage.Store, where that has them.
type Store interface {
	Users(ctx context.Context) ([]data.User, error)
	Offices(ctx context.Context) ([]data.Office, error)
	Day(ctx context.Context, day data.Date) ([]data.Seat, error)
	HeldDays(ctx context.Context, from, to data.Date) (map[data.Date]int, error)
	PersonSeats(ctx context.Context, userID string, from, to data.Date) ([]data.Seat, error)
	DeskSeats(ctx context.Context, ref data.DeskRef, from, to data.Date) ([]data.Seat, error)

	AddUsers(ctx context.Context, users []data.User, names ...engine.SharedNames) ([]data.User, error)
	ChangeUser(ctx context.Context, seen, wanted data.User, names ...engine.SharedNames) (data.User, error)
	Deactivate(ctx context.Context, userID string, shown []data.Seat, release bool) ([]data.Seat, error)
	Book(ctx context.Context, b data.Booking) (data.Booking, error)
	BookDays(ctx context.Context, b data.Booking, days []data.Date) ([]data.Seat, []*data.ConflictError, error)
	Move(ctx context.Context, day data.Date, bookingID string, to data.DeskRef) (data.Booking, error)
	Release(ctx context.Context, day data.Date, bookingID string) (data.Booking, error)
	ReleaseAll(ctx context.Context, seats []data.Seat) ([]data.Seat, error)
	BlockDesk(ctx context.Context, ref data.DeskRef, block data.Block, shown []data.Seat) ([]data.Seat, error)
	UnblockDesk(ctx context.Context, ref data.DeskRef, shown data.Block) error
	AllowPast(ctx context.Context, allow bool) error

	// Import makes offices be as given. Before it does, it sees what would come of
	// that, undoes it, and calls seen.
	Import(ctx context.Context, offices []data.Office, seen func()) error
	// Steps returns the IDs of what can be undone and redone, the newest one last.
	Steps() (undo, redo []int64)
	// Undo takes a step back; 0 means the newest. Redo makes it again.
	Undo(ctx context.Context, id int64) error
	Redo(ctx context.Context, id int64) error
	Close() error
}

// Rules makes changes at random, in one of two stores over the same data at a time, and
// holds both against a model after each. create makes an empty one by that clock and
// returns what opens it; end, which may be nil, is called with what must be in it then.
func Rules(t *testing.T, checks int, create func(t testing.TB, now func() time.Time) (open func() Store), end func(s Store, is State) error) {
	SetChecks(t, checks, 110)
	rapid.Check(t, func(r *rapid.T) {
		w := newWorld(t, r, create)
		defer w.close()
		actions := map[string]func(*rapid.T){
			"": w.check, "book days": w.bookDays, "release all": w.releaseAll, "block": w.block, "unblock": w.unblock,
			"add": w.addPeople, "deactivate": w.deactivate, "rename": w.rename,
			"settings": w.setSettings, "a day passes": w.dayPasses,
		}
		for i := range 5 { // what is done most
			actions[fmt.Sprint("book ", i)] = w.book
		}
		for i := range 2 {
			actions[fmt.Sprint("move ", i)], actions[fmt.Sprint("release ", i)] = w.move, w.release
			actions[fmt.Sprint("undo ", i)], actions[fmt.Sprint("redo ", i)] = w.undo, w.redo
			actions[fmt.Sprint("reactivate ", i)], actions[fmt.Sprint("import ", i)] = w.reactivate, w.importOffices
		}
		r.Repeat(actions)
		if end != nil {
			if err := end(w.stores[0], w.model.state()); err != nil {
				r.Fatal(err)
			}
		}
	})
}

// State is all that a store should hold, in the order of a backup.
type State struct {
	Offices  []data.Office
	Users    []data.User
	Bookings []data.Booking
}

func (m model) state() (s State) {
	s.Offices = slices.SortedFunc(maps.Values(m.offices), func(a, b data.Office) int { return cmp.Compare(m.places[a.ID], m.places[b.ID]) })
	s.Users = slices.SortedFunc(maps.Values(m.people), func(a, b data.User) int { return cmp.Compare(a.ID, b.ID) })
	s.Bookings = slices.SortedFunc(maps.Values(m.bookings), func(a, b data.Booking) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	return s
}

// SetChecks bounds what rapid tries in this test, which writes to a disk, unless
// the command line says how much.
func SetChecks(t *testing.T, checks, steps int) {
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, n := range map[string]int{"rapid.checks": checks, "rapid.steps": steps} {
		if given[name] {
			continue
		}
		f := flag.Lookup(name)
		before := f.Value.String()
		if err := f.Value.Set(fmt.Sprint(n)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Value.Set(before) })
	}
}

// past is the model's history of one store.
type past struct{ undo, redo []change }

// world is two stores over the same data, and what they should hold.
type world struct {
	t      *testing.T
	r      *rapid.T
	stores [2]Store
	past   [2]past
	model  model
	at     int // the store whose turn it is
}

const firstDay, dayCount = -1, 7 // of the days that the changes are about, from the Monday

func newWorld(t *testing.T, r *rapid.T, create func(testing.TB, func() time.Time) func() Store) *world {
	w := &world{t: t, r: r, model: model{now: noon, people: map[string]data.User{},
		offices: map[string]data.Office{}, places: map[string]int{},
		bookings: map[string]data.Booking{}}}
	open := create(t, func() time.Time { return w.model.now })
	first := open()
	// The office that comes with the program would be slow to compare.
	offices := []data.Office{plan("harbour-house", "A1 A2", "C1")}
	w.model.importOffice(offices[0])
	if err := first.Import(t.Context(), offices, func() {}); err != nil {
		r.Fatal(err)
	}
	for _, name := range []string{"p1", "p2", "p3"} {
		w.model.people[name] = data.User{ID: name, Name: name, Active: true}
		if _, err := first.AddUsers(t.Context(), []data.User{w.model.people[name]}); err != nil {
			r.Fatal(err)
		}
	}
	if err := first.Close(); err != nil {
		r.Fatal(err)
	}
	w.stores = [2]Store{open(), open()} // which have no steps to undo
	return w
}

func (w *world) close() {
	for _, s := range w.stores {
		if err := s.Close(); err != nil {
			w.r.Error(err)
		}
	}
}

// plan is an office whose floors have the desks that are named in a text each.
func plan(id string, floors ...string) data.Office {
	o := data.Office{ID: id, Name: "The " + id}
	for i, desks := range floors {
		if desks == "" {
			continue
		}
		f := data.Floor{ID: fmt.Sprintf("floor-%d", i+1), Name: fmt.Sprint("Floor ", i+1), Level: i, Layout: data.Size{Width: 4, Height: 3}}
		for n, desk := range strings.Fields(desks) {
			f.Desks = append(f.Desks, data.Desk{
				ID: desk, Label: "Desk " + desk, Position: data.Point{X: float64(n) / 10}, Size: data.Size{Width: 0.1, Height: 0.1},
			})
		}
		o.Floors = append(o.Floors, f)
	}
	return o
}

var (
	noon   = time.Date(2026, 11, 23, 10, 11, 12, 345e6, time.FixedZone("CET", 60*60))
	monday = data.NewDate(2026, 11, 23)

	deskA1 = data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A1"}
	deskA2 = data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A2"}
	deskC1 = data.DeskRef{Office: "harbour-house", Floor: "floor-2", Desk: "C1"}
)

var (
	anyDesk = rapid.SampledFrom([]data.DeskRef{
		deskA1, deskA1, deskA1, deskA2, deskA2, {Office: "harbour-house", Floor: "floor-1", Desk: "A3"}, deskC1, deskC1,
		{Office: "harbour-house", Floor: "floor-2", Desk: "C2"}, {Office: "annex", Floor: "floor-1", Desk: "A1"},
		{Office: "harbour-house", Floor: "floor-1", Desk: "no"},
	})
	anyPerson  = rapid.SampledFrom([]string{"p1", "p1", "p2", "p2", "p3", "p4", data.VisitorID, data.VisitorID, "nobody"})
	anyName    = rapid.SampledFrom([]string{"p1", "P2", " p3 ", "Zoë", "zoe\u0308", "Ann  B", "Bo", "Cy", "Di", "Ed"})
	anySharing = rapid.SampledFrom([]engine.SharedNames{engine.NameOfOne, engine.NameOfOne, engine.NamesShared})
	// Most are near the first Monday, so that changes meet.
	anyDay = rapid.Custom(func(r *rapid.T) data.Date {
		return monday.AddDays(rapid.SampledFrom([]int{-1, 0, 1, 1, 1, 2, 2, 2, 3, 4, 5}).Draw(r, "n"))
	})
)

// next takes a copy of the model to change, a second later, and a store.
func (w *world) next(r *rapid.T) (Store, model) {
	w.r = r
	w.model.now = w.model.now.Add(time.Second)
	w.at = rapid.IntRange(0, 1).Draw(r, "store")
	return w.stores[w.at], w.model.copy()
}

// settle compares what a store said with what the model expects, and makes the
// model be what it is after the change.
func (w *world) settle(err, want error, after model, blocks *data.DeskRef) {
	w.r.Helper()
	if want != nil {
		w.wantConflict(err, want)
		return
	}
	if err != nil {
		w.r.Fatalf("it was refused: %v", err)
	}
	if !after.isEqual(w.model) {
		past := &w.past[w.at]
		past.undo, past.redo = append(past.undo, change{before: w.model, after: after, blocks: blocks}), nil
	}
	w.model = after
}

func (w *world) wantConflict(err, want error) {
	w.r.Helper()
	var conflict *data.ConflictError
	if !errors.As(err, &conflict) || want != nil && !errors.Is(err, want) {
		w.r.Fatalf("%v, not the conflict %v", err, want)
	}
}

// check holds both stores against the model.
func (w *world) check(r *rapid.T) {
	ctx := w.t.Context()
	state := w.model.state()
	people, offices := state.Users, state.Offices
	days := make([][]data.Seat, dayCount)
	held := map[data.Date]int{}
	for i := range days {
		day := monday.AddDays(firstDay + i)
		if days[i] = w.model.day(day); len(days[i]) > 0 {
			held[day] = len(days[i])
		}
	}
	for _, s := range w.stores {
		gotPeople, err := s.Users(ctx)
		gotOffices, err2 := s.Offices(ctx)
		gotHeld, err3 := s.HeldDays(ctx, monday.AddDays(firstDay), monday.AddDays(firstDay+dayCount))
		if err := errors.Join(err, err2, err3); err != nil {
			r.Fatal(err)
		}
		if !slices.Equal(gotPeople, people) {
			r.Fatal(gocmp.Diff(people, gotPeople))
		}
		if !slices.EqualFunc(gotOffices, offices, data.Office.Equal) {
			r.Fatal(gocmp.Diff(offices, gotOffices))
		}
		if !maps.Equal(gotHeld, held) {
			r.Fatal(gocmp.Diff(held, gotHeld))
		}
		for i, want := range days {
			got, err := s.Day(ctx, monday.AddDays(firstDay+i))
			if err != nil || !slices.Equal(got, want) {
				r.Fatal(err, gocmp.Diff(want, got))
			}
		}
	}
	for i, s := range w.stores {
		undo, redo := s.Steps()
		if len(undo) != len(w.past[i].undo) || len(redo) != len(w.past[i].redo) {
			r.Fatalf("%d steps to undo and %d to redo, not %d and %d", len(undo), len(redo), len(w.past[i].undo), len(w.past[i].redo))
		}
	}
}
