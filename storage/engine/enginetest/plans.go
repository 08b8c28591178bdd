package enginetest

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// drawn runs both trials of floors.
func (s *suite) drawn(checks int) {
	SetChecks(s.T, max(1, checks/2), 10)
	s.plans()
	s.removals()
}

// plans makes floors, bookings and drafts at random, applies these as shown, and holds what
// becomes of it against a plain model; then it undoes and redoes it.
func (s *suite) plans() {
	rapid.Check(s.T, func(r *rapid.T) {
		t := newPlanTrial(s, r)
		defer t.close()
		d := t.draw(t.floor())
		others := rapid.IntRange(0, 2).Draw(r, "changes of others")
		for range others {
			t.meddle()
		}
		t.apply(d)
	})
}

// removals removes floors and offices with and without their bookings.
func (s *suite) removals() {
	rapid.Check(s.T, func(r *rapid.T) {
		t := newPlanTrial(s, r)
		defer t.close()
		t.remove(rapid.SampledFrom([]string{"", "floor-1", "floor-2"}).Draw(r, "floor"), rapid.Bool().Draw(r, "with bookings"))
	})
}

// planTrial is a store with an office of two floors and bookings of four people.
type planTrial struct {
	s     *suite
	r     *rapid.T
	store *ruled
}

func newPlanTrial(s *suite, r *rapid.T) *planTrial {
	offices := []data.Office{plan("annex", "A1"), plan("harbour-house", "A1 A2 A3 A4 A5", "C1 C2")}
	t := &planTrial{s: s, r: r, store: &ruled{DB: s.create(s.T, noon, offices)(), now: atNoon}}
	t.must(t.store.AllowPast(s.Context(), true))
	t.must(t.store.change(s.Context(), t.fill)) // at once, as each commit takes its time
	t.must(t.store.AllowPast(s.Context(), false))
	t.store.undo = nil
	return t
}

// fill adds people, bookings and perhaps a block.
func (t *planTrial) fill(c *engine.Change) error {
	for _, name := range []string{"p1", "p2", "p3", "p4"} {
		if _, err := c.AddUser(data.User{ID: name, Name: name, Active: true}); err != nil {
			return err
		}
	}
	for range rapid.IntRange(0, 14).Draw(t.r, "bookings") {
		b, err := c.Book(data.Booking{
			DeskRef: t.anyDesk("A1", "A1", "A2", "A2", "A3", "A4"), Date: anyDay.Draw(t.r, "day"),
			UserID: rapid.SampledFrom([]string{"p1", "p2", "p3", "p4", data.VisitorID}).Draw(t.r, "person"),
		})
		if err == nil && rapid.IntRange(0, 3).Draw(t.r, "released") == 0 {
			_, err = c.Release(b.Date, b.ID)
		}
		if conflict := new(data.ConflictError); err != nil && !errors.As(err, &conflict) {
			return err
		}
	}
	if rapid.Bool().Draw(t.r, "a block") {
		_, _, err := c.Block(t.anyDesk("A1", "A5"), data.Block{From: monday + 3, To: monday + 9, Reason: "paint"}, nil)
		if !errors.Is(err, data.ErrBlockedDesk) {
			return err
		}
	}
	return nil
}

func (t *planTrial) close() { t.must(t.store.Close()) }

func (t *planTrial) must(err error) {
	if err != nil {
		t.r.Helper()
		t.r.Fatal(err)
	}
}

func (t *planTrial) anyDesk(of ...string) data.DeskRef {
	return data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: rapid.SampledFrom(of).Draw(t.r, "desk")}
}

// all is what the store holds: offices, and bookings by their IDs.
func (t *planTrial) all() (offices []data.Office, bookings map[string]data.Booking) {
	offices, err := t.store.Offices(t.s.Context())
	t.must(err)
	snapshot, err := t.store.Snapshot(t.s.Context())
	t.must(err)
	defer snapshot.Close()
	bookings = map[string]data.Booking{}
	t.must(snapshot.Bookings(t.s.Context(), 0, data.MinDate, data.MaxDate, func(row *engine.Row) error {
		b := data.Booking{
			ID: fmt.Sprintf("%x", row.ID), DeskRef: snapshot.DeskRefs[row.Desk], Date: row.Day, UserID: cmp.Or(snapshot.UserIDs[row.User], data.VisitorID),
		}
		if row.IsReleased {
			b.ReleasedAt = noon
		}
		bookings[b.ID] = b
		return nil
	}))
	return offices, bookings
}

func (t *planTrial) floor() data.Floor {
	offices, _ := t.all()
	return offices[1].Floors[0]
}

// draw changes a floor as somebody does who draws.
func (t *planTrial) draw(base data.Floor) data.Draft {
	d := data.Draft{Office: "harbour-house", Floor: base.ID, Base: base, Drawn: base}
	d.Drawn.Desks = nil
	for _, desk := range base.Desks {
		switch rapid.IntRange(0, 5).Draw(t.r, "what becomes of "+desk.ID) {
		case 0, 1:
			continue
		case 2:
			desk.Label = "Renamed " + desk.ID
		case 3:
			desk.Position.Y, desk.Kind = 0.5, data.KindParking
		}
		d.Drawn.Desks = append(d.Drawn.Desks, desk)
	}
	if rapid.Bool().Draw(t.r, "a new desk") {
		d.Drawn.Desks = append(d.Drawn.Desks, data.Desk{ID: "N1", Label: "New", Size: data.Size{Width: 0.1, Height: 0.1}})
	}
	if rapid.Bool().Draw(t.r, "another order") {
		slices.Reverse(d.Drawn.Desks)
	}
	if rapid.Bool().Draw(t.r, "a fixture") {
		d.Drawn.Fixtures = []data.Fixture{{ID: "x", Label: "Stairs", Type: data.FixtureStairs, Size: data.Size{Width: 0.1, Height: 0.1}}}
	}
	return d
}

// meddle is what somebody else does meanwhile.
func (t *planTrial) meddle() {
	ref := t.anyDesk("A1", "A2", "A3")
	var err error
	switch rapid.IntRange(0, 3).Draw(t.r, "somebody else") {
	case 0:
		_, err = t.store.Book(t.s.Context(), data.Booking{DeskRef: ref, Date: anyDay.Draw(t.r, "day"), UserID: "p4"})
	case 1:
		_, err = t.store.BlockDesk(t.s.Context(), ref, data.Block{From: monday + 20, To: monday + 22}, nil)
	default:
		now := t.floor()
		wanted := now
		wanted.Desks = slices.Clone(now.Desks)
		at := deskAt(now.Desks, ref.Desk)
		if at < 0 {
			return
		}
		wanted.Desks[at].Label = rapid.SampledFrom([]string{"Theirs", "Renamed " + ref.Desk}).Draw(t.r, "label")
		err = t.store.change(t.s.Context(), func(c *engine.Change) error {
			_, err := c.ChangeFloor(ref.Office, now, wanted, false)
			return err
		})
	}
	if conflict := new(data.ConflictError); !errors.As(err, &conflict) {
		t.must(err)
	}
}

// apply applies a draft, and undoes and redoes that.
func (t *planTrial) apply(d data.Draft) {
	var shown engine.DraftPreview
	t.must(engine.View(t.s.Context(), t.store.DB, atNoon, func(c *engine.Change) (err error) {
		shown, err = c.PreviewDraft(d)
		return err
	}))
	choices := map[string]engine.GoneChoice{}
	for _, g := range shown.Booked() {
		switch rapid.IntRange(0, 2).Draw(t.r, "choice for "+g.Desk.ID) {
		case 0:
			choices[g.Desk.ID] = engine.GoneChoice{Keep: true}
		case 1:
			choices[g.Desk.ID] = engine.GoneChoice{MoveTo: t.anyDesk("A1", "A4", "A5", "N1")}
		}
	}
	force := rapid.Bool().Draw(t.r, "force")
	offices, bookings := t.all()
	if rapid.IntRange(0, 4).Draw(t.r, "one more booking") == 0 && t.bookMore(shown) {
		after, _ := t.all()
		if err := t.applied(shown, choices, true); !errors.Is(err, data.ErrMoreBookings) {
			t.r.Fatalf("it takes a booking that was not shown: %v", err)
		}
		if now, _ := t.all(); !slices.EqualFunc(after, now, data.Office.Equal) {
			t.r.Fatal("it was refused, but something was changed")
		}
		return
	}
	m := planModel{t: t, draft: d, now: offices[1].Floors[0], bookings: maps.Clone(bookings), moved: map[data.Booking]bool{}}
	want := m.apply(choices, force)
	err := t.applied(shown, choices, force)
	if want != nil {
		if !errors.Is(err, want) {
			t.r.Fatalf("%v, not the conflict %v", err, want)
		}
		t.holds("refused", offices, bookings)
		return
	}
	t.must(err)
	gotOffices, gotBookings := t.all()
	m.compare(gotOffices[1].Floors[0], gotBookings)
	t.undoAndRedo(offices, bookings)
}

func (t *planTrial) applied(shown engine.DraftPreview, choices map[string]engine.GoneChoice, force bool) error {
	return t.store.change(t.s.Context(), func(c *engine.Change) error {
		_, err := c.ApplyDraft(shown, choices, force)
		return err
	})
}

// bookMore books a desk that goes, and reports whether it could.
func (t *planTrial) bookMore(shown engine.DraftPreview) bool {
	if len(shown.Gone) == 0 {
		return false
	}
	ref := data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: shown.Gone[0].Desk.ID}
	_, err := t.store.Book(t.s.Context(), data.Booking{DeskRef: ref, Date: monday + 30, UserID: "p3"})
	return err == nil
}

// holds compares the store with what it should hold.
func (t *planTrial) holds(when string, offices []data.Office, bookings map[string]data.Booking) {
	t.r.Helper()
	gotOffices, gotBookings := t.all()
	if !slices.EqualFunc(gotOffices, offices, data.Office.Equal) {
		t.r.Fatalf("%s: %s", when, gocmp.Diff(offices, gotOffices))
	}
	if !maps.Equal(gotBookings, bookings) {
		t.r.Fatalf("%s: %s", when, gocmp.Diff(bookings, gotBookings))
	}
}

// undoAndRedo takes the last change back, makes it again, and takes it back once more.
func (t *planTrial) undoAndRedo(offices []data.Office, bookings map[string]data.Booking) {
	afterOffices, afterBookings := t.all()
	if slices.EqualFunc(afterOffices, offices, data.Office.Equal) && maps.Equal(afterBookings, bookings) {
		return // no step
	}
	t.must(t.store.AllowPast(t.s.Context(), true))
	t.must(t.store.Undo(t.s.Context(), 0))
	t.holds("undone", offices, bookings)
	t.must(t.store.Redo(t.s.Context(), 0))
	t.holds("redone", afterOffices, afterBookings)
	t.must(t.store.Undo(t.s.Context(), 0))
	t.holds("undone again", offices, bookings)
}

// remove removes a floor, or all.
func (t *planTrial) remove(floor string, withBookings bool) {
	offices, bookings := t.all()
	var shown engine.Removal
	t.must(engine.View(t.s.Context(), t.store.DB, atNoon, func(c *engine.Change) (err error) {
		shown, err = c.RemovalOf("harbour-house", floor)
		return err
	}))
	coming, all := 0, 0
	for _, b := range bookings {
		if b.Office == "harbour-house" && (floor == "" || b.Floor == floor) {
			if all++; b.Date >= monday && !b.IsReleased() {
				coming++
			}
		}
	}
	if shown.Coming != coming || shown.Bookings() != all {
		t.r.Fatalf("%+v, but there are %d, %d of them to come", shown, all, coming)
	}
	t.must(t.store.change(t.s.Context(), func(c *engine.Change) error { return c.Remove(shown, withBookings) }))
	now, left := t.all()
	for _, o := range data.InUse(now) {
		for _, f := range o.Floors {
			if o.ID == "harbour-house" && (floor == "" || f.ID == floor) {
				t.r.Fatalf("%s is still there", f.ID)
			}
		}
	}
	if used := len(data.InUse(now)); used != map[bool]int{true: 1, false: 2}[floor == ""] {
		t.r.Fatalf("%d offices are left", used)
	}
	for id, b := range bookings {
		is, there := left[id]
		isMeant := b.Office == "harbour-house" && (floor == "" || b.Floor == floor)
		switch {
		case isMeant && withBookings && there, !(isMeant && withBookings) && !there:
			t.r.Fatalf("%+v: %v", b, there)
		case isMeant && !withBookings && b.Date >= monday && !is.IsReleased():
			t.r.Fatalf("%+v still holds", is)
		case !isMeant && is != b, isMeant && there && b.Date < monday && is != b:
			t.r.Fatalf("%+v, not %+v", is, b)
		}
	}
	t.undoAndRedo(offices, bookings)
}
