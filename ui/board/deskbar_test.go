package board

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/uitest"
)

func TestTheBarSaysWhatCanBeDone(t *testing.T) {
	b, _ := boardForTest(t)
	s := stateForTest()
	s.For = people.BookingFor{UserID: "u99", Name: "Ivo Sato"}
	b.Apply(s)
	bar := b.pane.bar
	if !bar.act.Disabled() || !bar.days.Disabled() || bar.hint.Text != "Click a desk to book it for Ivo Sato" {
		t.Errorf("with nothing selected the bar says %q", bar.hint.Text)
	}
	for _, want := range []struct {
		desk, act, title, status string
		kind                     kit.ButtonKind
		can                      bool
	}{
		{"A2", "Book for Ivo Sato", "Desk A2", "free", kit.Primary, true},
		{"A1", "Release", "Desk A1", "Ines Okafor", kit.Plain, true},
		{"A9", "Book for Ivo Sato", "Desk A9", "no longer in use", kit.Primary, false},
	} {
		b.Select(want.desk)
		if bar.act.Text != want.act || bar.title.Text != want.title || bar.status.Text != want.status || bar.act.Kind != want.kind || bar.act.Disabled() == want.can {
			t.Errorf("of %s the bar says %q, %q, %q", want.desk, bar.title.Text, bar.status.Text, bar.act.Text)
		}
	}
	b.Select("A2")
	s.For = people.BookingFor{}
	b.Apply(s)
	if bar.act.Text != "Choose a person…" || bar.act.Disabled() {
		t.Errorf("with nobody chosen it says %q", bar.act.Text)
	}
	s.Day--
	b.Apply(s)
	if bar.act.Text != "Change it anyway…" || bar.act.Kind != kit.Plain {
		t.Errorf("on a day that is over it says %q", bar.act.Text)
	}
	b.Select("")
	if bar.hint.Text != "This day is over: it is shown as it was" {
		t.Errorf("and with nothing selected %q", bar.hint.Text)
	}
	s.ReadOnly = true
	b.Apply(s)
	b.Select("A2")
	if !bar.act.Disabled() || !bar.block.Disabled() || bar.other.Disabled() {
		t.Error("what can only be read can be changed")
	}
}

func TestTheButtonsOfTheBarKeepTheirPlace(t *testing.T) {
	b, _ := boardForTest(t)
	for _, who := range []string{"Ivo Sato", "Bartholomäus Papadopoulou-Østergaard", ""} {
		s := stateForTest()
		s.For = people.BookingFor{UserID: "u99", Name: who}
		if who == "" {
			s.For = people.BookingFor{}
		}
		b.Apply(s)
		var places []fyne.Position
		for _, desk := range append(s.Offices[0].Floors[0].Desks, data.Desk{}) {
			b.Select(desk.ID)
			var now []fyne.Position
			for _, button := range b.pane.bar.buttons() {
				now = append(now, button.Position(), fyne.NewPos(button.Size().Width, 0))
				if end := button.Position().X + button.Size().Width; button.Visible() && end > b.pane.bar.Size().Width {
					t.Errorf("%q ends at %v of %v", button.Text, end, b.pane.bar.Size().Width)
				}
			}
			if places != nil && !slices.Equal(places, now) {
				t.Errorf("for %q the buttons move at %q: %v, %v", who, desk.ID, places, now)
			}
			places = now
		}
	}
}

func TestANarrowBarKeepsTheButtonBehindWhichAllElseIs(t *testing.T) {
	b, _ := boardForTest(t)
	s := stateForTest()
	s.For = people.BookingFor{UserID: "u99", Name: "Bartholomäus Papadopoulou-Østergaard"}
	b.Apply(s)
	b.Select("A1")
	bar, shown := b.pane.bar, 5
	for _, width := range []float32{800, 600, 480, 420, 360} {
		bar.Resize(fyne.NewSize(width, barHeight))
		now, end := 0, float32(0)
		for _, button := range bar.buttons() {
			if button.Visible() {
				now++
				if button.Position().X < end {
					t.Errorf("at %v %q lies on another", width, button.Text)
				}
				end = button.Position().X + button.Size().Width
			}
		}
		if !bar.act.Visible() || !bar.other.Visible() || end > width || now > shown {
			t.Errorf("at %v there are %d buttons, up to %v", width, now, end)
		}
		shown = now
	}
	if shown != 2 {
		t.Errorf("in the narrowest are %d buttons", shown)
	}
}

func TestTheButtonsOfTheBarDoWhatTheySay(t *testing.T) {
	b, w := boardForTest(t)
	b.Apply(stateForTest())
	var done []string
	b.OnActivate = func(desk string) { done = append(done, "act "+desk) }
	b.OnDays = func() { done = append(done, "days") }
	b.OnBlock = func() { done = append(done, "block") }
	b.OnMenu = func(desk string, _ fyne.Position) { done = append(done, "menu "+desk) }
	bar := b.pane.bar
	test.Tap(bar.act) // nothing is selected
	b.Select("A2")
	for _, button := range bar.buttons() {
		test.Tap(button)
		if w.Canvas().Focused() != fyne.Focusable(b.plan) {
			t.Errorf("after %q the keys are not on the plan", button.Text)
		}
	}
	if want := []string{"act A2", "days", "block", "menu A2"}; !slices.Equal(done, want) {
		t.Errorf("they did %q", done)
	}
	w.Canvas().Focus(bar.days)
	bar.days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Focused() != fyne.Focusable(b.plan) {
		t.Error("Escape does not lead back to the plan")
	}
}

// A floor without lockers is no floor on which nobody has a desk.
func TestAnEmptyListSaysWhatItsKindLeavesOut(t *testing.T) {
	b, _ := boardForTest(t)
	s := stateForTest()
	s.Offices = slices.Clone(s.Offices)
	s.Offices[0].Floors = slices.Clone(s.Offices[0].Floors)
	floor := &s.Offices[0].Floors[0]
	floor.Desks = append(slices.Clone(floor.Desks), data.Desk{ID: "p1", Label: "P1", Kind: data.KindParking})
	b.Apply(s)
	for _, c := range []struct {
		kind        data.Kind
		scope       WhoScope
		count, text string
		hasMore     bool
	}{
		{data.KindLocker, ThisFloor, "0 of 9 shown", "No lockers on this floor", false},
		{data.KindLocker, ThisOffice, "0 of 12 shown", "No lockers in this office", false},
		{data.KindRoom, AllOffices, "0 of 12 shown", "No rooms in any office", false},
		{data.KindParking, ThisFloor, "0 of 9 shown", "Nobody has a parking space here on this day", true},
		{data.KindParking, AllOffices, "0 of 12 shown", "Nobody has a parking space on this day", true},
		{data.KindDesk, ThisFloor, "9 of 9 shown", "", false},
	} {
		s := b.state
		s.Scope = c.scope
		b.Apply(s)
		b.showOnly(plan.Filter{Some: true, Kind: c.kind, Free: true})
		text := ""
		if b.who.empty.Visible() {
			text = b.who.empty.Text
		}
		if text != c.text || b.who.count.Text != c.count || (b.who.emptyMore.Text != "") != c.hasMore && text != "" {
			t.Errorf("with %q over %d it says %q, %q, %q", c.kind, c.scope, b.who.count.Text, text, b.who.emptyMore.Text)
		}
	}
	b.showOnly(plan.Filter{Some: true, Kind: data.KindRoom, Free: true})
	if !b.who.clear.Visible() || b.who.clear.Text != "Show all places" {
		t.Fatalf("the button says %q", b.who.clear.Text)
	}
	test.Tap(b.who.clear)
	if b.state.Filter != (plan.Filter{Free: true}) || len(b.Rows()) != 9 || b.who.clear.Visible() {
		t.Errorf("the button leaves %+v and %d rows", b.state.Filter, len(b.Rows()))
	}
}

func TestAFilterShowsOneKindOnPlanAndList(t *testing.T) {
	b, _ := boardForTest(t)
	s := stateForTest()
	s.Offices[0].Floors[0].Desks = slices.Clone(s.Offices[0].Floors[0].Desks)
	for i, desk := range s.Offices[0].Floors[0].Desks {
		if desk.Zone == "Hot desks" {
			s.Offices[0].Floors[0].Desks[i].Kind = data.KindParking
		}
	}
	b.Apply(s)
	b.Select("A1")
	var told []plan.Filter
	b.OnFilter = func(f plan.Filter) { told = append(told, f) }
	b.showOnly(plan.Filter{Some: true, Kind: data.KindParking})
	if len(told) != 1 || b.Selected() != "" || b.pane.filter.Text != "Parking ▾" {
		t.Errorf("told %v, selected %q, the button says %q", told, b.Selected(), b.pane.filter.Text)
	}
	if got := b.who.count.Text; got != "2 of 9 shown" || len(b.Rows()) != 2 {
		t.Errorf("the list says %q and has %d rows", got, len(b.Rows()))
	}
	if b.plan.DeskAt(b.plan.Middle("A1")) != "" || b.plan.DeskAt(b.plan.Middle("H1")) != "H1" {
		t.Error("the plan draws a desk, or no parking space")
	}
	b.showOnly(plan.Filter{})
	if b.plan.DeskAt(b.plan.Middle("A1")) != "A1" || len(b.Rows()) != 9 || b.pane.filter.Text != "All places ▾" {
		t.Error("what was hidden does not come back")
	}
	uitest.TypeKeys(b.pane.filter, fyne.KeyReturn) // opens the menu
	if fyne.CurrentApp().Driver().CanvasForObject(b).Overlays().Top() == nil {
		t.Error("the keys don't reach the filter")
	}
}
