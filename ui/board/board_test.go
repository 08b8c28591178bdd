package board

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func boardForTest(t *testing.T) (*Board, fyne.Window) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	b := New(Options{Today: uitest.TodayNow, Welcome: []kit.Action{{Label: "Fill with sample data", Primary: true}}})
	return b, uitest.Show(t, b, 1024, 620)
}

func TestBoardShowsItsState(t *testing.T) {
	b, _ := boardForTest(t)
	b.Apply(stateForTest())
	if floorOnPlan(b) != "floor-1" || seatsOnPlan(b) != 9 || len(b.who.rows) != 9 || b.who.count.Text != "9 of 21 desks" {
		t.Errorf("floor %q, %d seats, %d rows, %q", floorOnPlan(b), seatsOnPlan(b), len(b.who.rows), b.who.count.Text)
	}
	if b.day.Day() != uitest.Today || b.office.drop.Pick.Selected != "Harbour House" || b.floor.row.Chosen != 0 {
		t.Error("day, office or floor are not shown")
	}
	s := stateForTest()
	s.OfficeID, s.FloorID = "gone", "gone"
	b.Apply(s)
	if floorOnPlan(b) != "floor-1" {
		t.Errorf("a floor that is gone shows %q", floorOnPlan(b))
	}
}

func TestBoardLeavesOutOtherSeats(t *testing.T) {
	b, _ := boardForTest(t)
	s := stateForTest()
	s.Seats[0].ReleasedAt = uitest.Today.In(time.UTC)
	// A desk's ID is unique on its floor only.
	s.Seats = append(s.Seats, uitest.Seat("floor-2", "A2", "u40", "Ivo Sato"), uitest.Seat("floor-1", "gone", "u41", "Paula Kim"))
	b.Apply(s)
	if len(b.who.rows) != 8 || seatsOnPlan(b) != 8 {
		t.Errorf("%d rows and %d seats, want 8", len(b.who.rows), seatsOnPlan(b))
	}
}

func TestBoardAsks(t *testing.T) {
	b, _ := boardForTest(t)
	s := stateForTest()
	s.Offices = append(s.Offices, data.Office{ID: "hill", Name: "Hill", Floors: []data.Floor{{ID: "ground", Name: "Ground"}}})
	b.Apply(s)
	var days []data.Date
	var places, desks []string
	b.OnDay = func(d data.Date) { days = append(days, d) }
	b.OnPlace = func(office, floor string) { places = append(places, office+"/"+floor) }
	b.OnSelected = func(id string) { desks = append(desks, id) }
	test.Tap(b.day.After)
	b.floor.row.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.office.drop.Pick.SetSelectedIndex(1)
	test.TapAt(b.plan, b.plan.Middle("A1"))
	b.who.list.Select(0)
	if !slices.Equal(days, []data.Date{uitest.Today + 1}) || !slices.Equal(places, []string{"harbour-house/floor-2", "hill/ground"}) {
		t.Errorf("days %v, places %q", days, places)
	}
	if !slices.Equal(desks, []string{"A1", "A4"}) || b.Selected() != "A4" || b.who.chosen.Desk != "A4" {
		t.Errorf("desks %q, plan %q, list %q", desks, b.Selected(), b.who.chosen.Desk)
	}
	if b.state.FloorID != "floor-1" {
		t.Error("it went to another place by itself")
	}
}

func TestSelectionStaysOnTheFloor(t *testing.T) {
	b, _ := boardForTest(t)
	b.Apply(stateForTest())
	b.Select("A1")
	b.Apply(stateForTest())
	if b.Selected() != "A1" || b.who.chosen.Desk != "A1" {
		t.Error("the same floor again loses the selection")
	}
	s := stateForTest()
	s.Offices[0].Floors[0].Desks[0].Label = "A one"
	b.Apply(s)
	if b.Selected() != "A1" || b.who.chosen.Desk != "A1" {
		t.Error("the floor drawn differently loses the selection")
	}
	s = stateForTest()
	s.Offices[0].Floors[0].Desks = s.Offices[0].Floors[0].Desks[1:]
	b.Apply(s)
	if b.Selected() != "" || b.who.chosen.Desk != "" {
		t.Error("a desk that is gone stays selected")
	}
	b.Select("A3")
	s = stateForTest()
	s.FloorID = "floor-2"
	b.Apply(s)
	if b.Selected() != "" || b.who.chosen.Desk != "" {
		t.Errorf("on another floor selected are %q and %q", b.Selected(), b.who.chosen.Desk)
	}
}

func TestWelcomeIsShownWithoutPeople(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	pressed := 0
	b := New(Options{Today: uitest.TodayNow, Welcome: []kit.Action{{Label: "Fill with sample data", Run: func() { pressed++ }}}})
	uitest.Show(t, b, 1024, 620)
	s := stateForTest()
	s.People, s.Seats = 0, nil
	b.Apply(s)
	if !b.welcome.Visible() || b.who.Visible() {
		t.Fatal("no welcome")
	}
	test.Tap(b.welcome.buttons[0])
	if pressed != 1 {
		t.Error("its button does nothing")
	}
	b.Apply(stateForTest())
	if b.welcome.Visible() || !b.who.Visible() {
		t.Error("the welcome stays")
	}
}

func TestTabOrder(t *testing.T) {
	b, w := boardForTest(t)
	b.Apply(stateForTest())
	want := []fyne.Focusable{b.office.drop.Pick, b.floor.row, b.day.Before, b.day.Name, b.day.After, b.person, b.plan, b.pane.filter,
		b.who.sort, b.who.scopes, b.who.filter, b.who.list}
	for i, focusable := range want { // Today is disabled and left out
		w.Canvas().FocusNext()
		if w.Canvas().Focused() != focusable {
			t.Fatalf("tab stop %d is %T", i, w.Canvas().Focused())
		}
	}
	b.FocusFilter()
	if w.Canvas().Focused() != b.who.filter {
		t.Error("the filter does not get the focus")
	}
}

func TestBoardFits(t *testing.T) {
	b, _ := boardForTest(t)
	b.Apply(stateForTest())
	if min := b.MinSize(); min.Width > 1000 || min.Height > 560 {
		t.Errorf("the least size is %v", min)
	}
	for _, size := range []fyne.Size{fyne.NewSize(1024, 560), fyne.NewSize(1280, 680), fyne.NewSize(2560, 1300)} {
		s := stateForTest()
		s.Offices[0].Floors = append(s.Offices[0].Floors, floorsForTest(3)...)
		b.Apply(s)
		b.Resize(size)
		objects := b.content.Objects
		for i, o := range objects {
			end := o.Position().Add(o.Size())
			if end.X > size.Width || end.Y > size.Height {
				t.Errorf("at %v, part %d ends at %v", size, i, end)
			}
		}
		if objects[1].Position().X+objects[1].Size().Width > objects[2].Position().X {
			t.Errorf("at %v, the floors lie on the day", size)
		}
		if list := objects[6].Size().Width; list < 300 {
			t.Errorf("at %v, the list is %v wide", size, list)
		}
	}
}

// The choice of the office is as wide as the longest name, also where that is of
// another office.
func TestALongNameOfAnOfficeLeavesTheFloorsWhole(t *testing.T) {
	board, _ := boardForTest(t)
	state := stateForTest()
	state.Offices = append(state.Offices, data.Office{ID: "far", Name: "Grand Warehouse of Very Long Names"})
	board.Apply(state)
	for _, width := range []float32{820, 1024, 1100, 1280} {
		board.Resize(fyne.NewSize(width, 700))
		if got, want := board.floor.Size().Width, board.floor.MinSize().Width; got < want {
			t.Errorf("%v wide the floors get %v of %v", width, got, want)
		}
		if got := board.office.Size().Width; got < 110 {
			t.Errorf("%v wide the office gets %v", width, got)
		}
	}
}

func stateForTest() State {
	return State{
		Offices: uitest.Offices(), OfficeID: "harbour-house", FloorID: "floor-1",
		Day: uitest.Today, Seats: uitest.Seats(), People: 128,
	}
}

func floorOnPlan(b *Board) string {
	floor, _ := b.plan.Shown()
	return floor.ID
}

func seatsOnPlan(b *Board) int {
	_, seats := b.plan.Shown()
	return len(seats)
}
