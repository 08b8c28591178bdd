package plan

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func TestThePlanTellsAboutTheDeskUnderThePointer(t *testing.T) {
	p := statesForTest(t)
	var told []About
	p.OnTold = func(a About) { told = append(told, a) }
	for _, want := range []About{
		{"B2", Free, "Desk B2", "free", "Product · two screens, by the window"},
		{"A1", Booked, "Desk A1", "Ines Okafor", "Engineering · two screens, by the window · Booked on Thu 12 Nov, 09:14"},
		{"A4", Mine, "Desk A4", "Amara Lindgren", "Engineering · Booked on Thu 12 Nov, 09:14"},
		{"B4", Booked, "Desk B4", "Visitor · Dr. Wells", "Product · Booked on Thu 12 Nov, 09:14"},
		{"B5", Blocked, "Desk B5", "blocked", "Blocked until Fri 27 Nov · the lamp is broken · Product · two screens"},
		{"H6", Blocked, "Desk H6", "blocked", "Blocked until further notice · Hot desks · standing desk"},
		{"A9", Retired, "Desk A9", "no longer in use", "Engineering"},
	} {
		p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p.Middle(want.DeskID)}})
		if got := p.Told(); got != want || p.Cursor() != desktop.PointerCursor {
			t.Errorf("of %s it tells %+v", want.DeskID, got)
		}
		if len(told) == 0 || told[len(told)-1] != want {
			t.Errorf("nobody is told of %s", want.DeskID)
		}
	}
	p.MouseOut()
	if (p.Told() != About{}) || p.Cursor() != desktop.DefaultCursor {
		t.Errorf("when the pointer has gone it tells of %+v", p.Told())
	}
}

func TestThePlanTellsAboutTheSelectedDeskElse(t *testing.T) {
	p := statesForTest(t)
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"a click", func() { tapDesk(p, "B2"); p.MouseOut() }, "B2"},
		{"the pointer over another desk", func() { p.Hover("B3") }, "B3"},
		{"the pointer beside the desks", func() { p.Hover("") }, "B2"},
		{"the keys elsewhere", func() { p.FocusLost() }, "B2"},
		{"a key while the pointer rests on another desk", func() {
			p.FocusGained()
			p.Hover("B3")
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
		}, "A1"},
		{"a selection from elsewhere", func() { p.Select("A2") }, "A2"},
		{"Escape", func() { p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }, ""},
	}
	for _, s := range steps {
		if s.do(); p.Told().DeskID != s.want {
			t.Errorf("after %s it tells of %q, want %q", s.name, p.Told().DeskID, s.want)
		}
	}
}

func TestThePlanSaysTheYearWhereItIsAnother(t *testing.T) {
	p := statesForTest(t)
	p.zone = time.FixedZone("", 13*60*60)
	seats := seatsByDesk(uitest.Seats(), "floor-1")
	a1 := seats["A1"]
	a1.CreatedAt = time.Date(2025, 12, 30, 22, 5, 0, 0, time.UTC)
	seats["A1"] = a1
	p.SetSeats(seats)
	p.Hover("A1")
	if got := p.Told().More; got != "Engineering · two screens, by the window · Booked on Wednesday 31 December 2025, 11:05" {
		t.Errorf("it tells %q", got)
	}
}

// A desk that the last floor plan does not have any more keeps its bookings; who
// releases one has to know that it can't be booked again.
func TestABookedDeskThatIsNoLongerInUse(t *testing.T) {
	p := statesForTest(t)
	floor, seats := p.floor, p.seats
	floor.Desks = slices.Clone(floor.Desks)
	floor.Desks[slices.IndexFunc(floor.Desks, func(d data.Desk) bool { return d.ID == "A1" })].Retired = true
	p.SetFloor(floor)
	p.SetSeats(seats)
	p.Hover("A1")
	if got := p.Told(); got.Status != "Ines Okafor" || got.More[:22] != "desk no longer in use " {
		t.Errorf("it tells %+v", got)
	}
}
