package find

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
)

// findForTest is a panel whose questions are written down, to be answered by the
// test, and where the user went.
type findForTest struct {
	*Panel
	window    fyne.Window
	questions []string
	answers   []func([]data.Seat)
	went      []Target
	cancelled int
}

func (f *findForTest) canvas() fyne.Canvas { return f.window.Canvas() }

func peopleForTest() []data.User {
	people := []data.User{{ID: "u12", Name: "Old Timer"}}
	for _, s := range uitest.Seats() {
		if s.UserID != data.VisitorID {
			people = append(people, data.User{ID: s.UserID, Name: s.Name, Active: true})
		}
	}
	return people
}

func findOfficesForTest() []data.Office {
	harbour := data.SampleOffice()
	for i, d := range harbour.Floors[0].Desks {
		switch d.ID {
		case "A9":
			harbour.Floors[0].Desks[i].Retired = true
		case "A2":
			harbour.Floors[0].Desks[i].Blocks = []data.Block{
				{From: uitest.Today - 9, To: uitest.Today - 8, Reason: "long ago"},
				{From: uitest.Today - 3, To: uitest.Today + 1, Reason: "new carpet"},
				{From: uitest.Today + 5, To: uitest.Today + 6},
				{From: uitest.Today + 30, To: data.MaxDate, Reason: "gone"},
			}
		}
	}
	hill := data.Office{ID: "hill", Name: "Hill", Floors: []data.Floor{{ID: "g", Name: "Ground", Desks: []data.Desk{{ID: "1", Label: "A4"}}}}}
	return []data.Office{harbour, hill}
}

func newFindForTest(t testing.TB) *findForTest {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	f := &findForTest{}
	f.Panel = NewPanel(Options{
		People: search.NewPeopleIndex(peopleForTest()), Desks: search.NewDeskIndex(findOfficesForTest()), Today: uitest.TodayNow,
		Ask: func(userID string, ref data.DeskRef, done func([]data.Seat)) {
			f.questions = append(f.questions, userID+strings.Trim(ref.String(), "/"))
			f.answers = append(f.answers, done)
		},
		OnGo:     func(target Target) { f.went = append(f.went, target) },
		OnCancel: func() { f.cancelled++ },
	})
	f.window = uitest.Show(t, f.Panel, 780, 520)
	f.Focus()
	return f
}

func (f *findForTest) names() []string {
	names := []string{}
	for _, r := range f.results {
		names = append(names, r.name())
	}
	return names
}

func (f *findForTest) answer(seats ...data.Seat) { f.answers[len(f.answers)-1](seats) }

func (f *findForTest) days() []string {
	texts := []string{}
	for _, d := range f.details.days {
		texts = append(texts, d.text)
	}
	return texts
}

// seatOn is Ines Okafor's seat on a day so far from today.
func seatOn(days int, desk string) data.Seat {
	s := uitest.Seat("floor-1", desk, "u1", "Ines Okafor")
	s.Date, s.Label = uitest.Today.AddDays(days), desk
	return s
}

func TestFindsPeopleAndDesks(t *testing.T) {
	f := newFindForTest(t)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"oka in", []string{"Ines Okafor"}},
		{"OBRIEN", []string{}},
		{"o'brien", []string{"Émile O’Brien"}},
		{"a4", []string{"Desk A4", "Desk A4"}},
		{"desk a4 hill", []string{"Desk A4"}},
		{"a1", []string{"Desk A1", "Desk A10"}},
		{"a9", []string{}},
		{"  ", []string{}},
		{"old", []string{"Old Timer"}},
	} {
		f.Entry.SetText(tt.text)
		if got := f.names(); !slices.Equal(got, tt.want) {
			t.Errorf("%q finds %q, want %q", tt.text, got, tt.want)
		}
		if f.list.Visible() != (len(tt.want) > 0) || f.empty.Visible() == f.list.Visible() || f.details.Visible() != f.list.Visible() {
			t.Errorf("%q: list or message are shown wrongly", tt.text)
		}
	}
	f.Entry.SetText("hot")
	if got := f.names(); len(got) != 6 || got[0] != "Desk H1" {
		t.Errorf("a zone finds %q", got)
	}
	f.Entry.SetText("ot des")
	if got := f.names(); len(got) != 0 {
		t.Errorf("a piece of a zone's word finds %q", got)
	}
	f.Entry.SetText("zzz")
	if f.empty.Text != "Nothing matches “zzz”" {
		t.Errorf("the message is %q", f.empty.Text)
	}
}

func TestFindGoesToTodayByKeyboard(t *testing.T) {
	f := newFindForTest(t)
	if f.canvas().Focused() != f.Entry {
		t.Fatal("the entry does not have the focus")
	}
	test.Type(f.Entry, "ines")
	if len(f.questions) == 0 || f.questions[len(f.questions)-1] != "u1" {
		t.Fatalf("asked was %q", f.questions)
	}
	if f.details.now.Text != "Looking…" {
		t.Errorf("before the answer it says %q", f.details.now.Text)
	}
	uitest.TypeKeys(f.Entry, fyne.KeyReturn)
	if len(f.went) != 0 {
		t.Fatalf("before the answer it went to %v", f.went)
	}
	released := seatOn(3, "B1")
	released.ReleasedAt = uitest.Today.In(time.UTC)
	f.answer(seatOn(1, "A4"), seatOn(0, "A1"), released)
	want := Target{Day: uitest.Today, Ref: uitest.Desk("A1"), UserID: "u1"}
	if !slices.Equal(f.went, []Target{want}) {
		t.Errorf("it went to %v", f.went)
	}
	if f.details.now.Text != "Today: A1 · 1st floor · Harbour House" ||
		!slices.Equal(f.days(), []string{"Wed 25 Nov · A4 · 1st floor · Harbour House"}) {
		t.Errorf("it says %q, %q", f.details.now.Text, f.days())
	}
	uitest.TypeKeys(f.Entry, fyne.KeyEscape)
	if f.cancelled != 1 {
		t.Error("Escape does not close")
	}
}

func TestFindGoesToAComingDayByKeyboard(t *testing.T) {
	f := newFindForTest(t)
	test.Type(f.Entry, "ines")
	seats := []data.Seat{}
	for i := range 20 {
		seats = append(seats, seatOn(2+i, "A4"))
	}
	f.answer(seats...)
	if len(f.details.days) != 14 || f.details.more.Text != "and 6 more" || f.details.now.Text != "No desk today" {
		t.Errorf("%d days, %q, %q", len(f.details.days), f.details.more.Text, f.details.now.Text)
	}
	uitest.TypeKeys(f.Entry, fyne.KeyReturn)
	uitest.TypeKeys(f.Entry, fyne.KeyLeft)
	uitest.TypeKeys(f.Entry, fyne.KeyRight)
	if f.canvas().Focused() != f.Entry {
		t.Fatal("Right leaves the entry from the middle of its text")
	}
	uitest.TypeKeys(f.Entry, fyne.KeyRight)
	days := f.details.list
	if f.canvas().Focused() != days || !days.HasCursor(0) {
		t.Fatalf("Right goes to %T", f.canvas().Focused())
	}
	uitest.TypeKeys(days, fyne.KeyDown, fyne.KeyReturn)
	if len(f.went) != 2 || f.went[0].Day != uitest.Today+2 || f.went[1] != (Target{Day: uitest.Today + 3, Ref: uitest.Desk("A4"), UserID: "u1"}) {
		t.Errorf("it went to %v", f.went)
	}
	for _, key := range []fyne.KeyName{fyne.KeyTab, fyne.KeyLeft} {
		uitest.TypeKeys(days, key)
		if f.canvas().Focused() != f.Entry {
			t.Fatalf("%s does not go back to the entry", key)
		}
		uitest.TypeKeys(f.Entry, fyne.KeyTab)
		if f.canvas().Focused() != days {
			t.Fatal("Tab does not go to the days")
		}
	}
	uitest.TypeKeys(days, fyne.KeyEscape)
	if f.cancelled != 1 || !f.Entry.AcceptsTab() || !days.AcceptsTab() {
		t.Error("Escape among the days does not close, or Tab does not come there")
	}
}

func TestSomebodyWithoutADesk(t *testing.T) {
	f := newFindForTest(t)
	test.Type(f.Entry, "ines")
	f.answer()
	if f.details.now.Text != "No desk booked" || f.details.next.Text != "Enter chooses Ines Okafor for booking." {
		t.Errorf("it says %q, %q", f.details.now.Text, f.details.next.Text)
	}
	uitest.TypeKeys(f.Entry, fyne.KeyReturn)
	if !slices.Equal(f.went, []Target{{Day: uitest.Today, UserID: "u1"}}) {
		t.Errorf("it went to %v", f.went)
	}
	f.Entry.SetText("xyz")
	if f.keys.Visible() || !f.empty.Visible() {
		t.Error("where nothing is found, the keys that go there are named")
	}
	f.Entry.SetText("old timer")
	f.answer()
	if !f.keys.Visible() {
		t.Error("the keys are not named any more")
	}
	uitest.TypeKeys(f.Entry, fyne.KeyReturn)
	if len(f.went) != 1 || f.details.where.Text != "Not active any more" || f.details.next.Visible() {
		t.Errorf("somebody who left can be booked: %v, %q", f.went, f.details.where.Text)
	}
}

func TestLateFindAnswersAreDropped(t *testing.T) {
	f := newFindForTest(t)
	test.Type(f.Entry, "i")
	before := f.details.name.Text
	first := f.answers[len(f.answers)-1]
	uitest.TypeKeys(f.Entry, fyne.KeyReturn, fyne.KeyDown)
	if f.details.name.Text == before || len(f.answers) < 2 {
		t.Fatal("Down does not tell about the next")
	}
	first([]data.Seat{seatOn(0, "A1")})
	if f.details.now.Text != "Looking…" || len(f.went) != 0 {
		t.Errorf("a late answer says %q, goes to %v", f.details.now.Text, f.went)
	}
	f.answer()
	if len(f.went) != 0 || f.details.now.Text == "Looking…" {
		t.Errorf("%v, %q", f.went, f.details.now.Text)
	}
	// The first result stays the same while more is typed: nothing is asked again.
	f.Entry.SetText("ines")
	asked := len(f.questions)
	f.answer(seatOn(0, "A1"))
	f.Entry.SetText("ines o")
	if len(f.questions) != asked || f.details.now.Text != "Today: A1 · 1st floor · Harbour House" {
		t.Errorf("asked was %q, it says %q", f.questions[asked:], f.details.now.Text)
	}
	f.Entry.SetText("zzz")
	f.answer(seatOn(0, "A3"))
	if strings.Contains(f.details.now.Text, "A3") {
		t.Error("an answer comes in after the result is gone")
	}
}

func TestWhatIsToldOfADesk(t *testing.T) {
	f := newFindForTest(t)
	test.Type(f.Entry, "a1")
	if got := f.questions[len(f.questions)-1]; got != "harbour-house/floor-1/A1" {
		t.Fatalf("asked was %q", got)
	}
	uitest.TypeKeys(f.Entry, fyne.KeyReturn) // a desk is known without an answer
	f.answer(seatOn(0, "A1"), seatOn(2, "A1"))
	if f.details.now.Text != "Today: Ines Okafor" || !slices.Equal(f.days(), []string{"Thu 26 Nov · Ines Okafor"}) {
		t.Errorf("it says %q, %q", f.details.now.Text, f.days())
	}
	uitest.TypeKeys(f.Entry, fyne.KeyTab)
	uitest.TypeKeys(f.details.list, fyne.KeyReturn)
	want := []Target{{Day: uitest.Today, Ref: uitest.Desk("A1")}, {Day: uitest.Today + 2, Ref: uitest.Desk("A1")}}
	if !slices.Equal(f.went, want) {
		t.Errorf("it went to %v", f.went)
	}
	f.Entry.SetText("a2")
	f.answer(seatOn(2, "A2"))
	if f.details.now.Text != "Blocked until Wed 25 Nov · new carpet" || !slices.Equal(f.days(), []string{
		"Thu 26 Nov · Ines Okafor", "Sun 29 Nov – Mon 30 Nov · Blocked", "from Thu 24 Dec · Blocked · gone",
	}) {
		t.Errorf("it says %q, %q", f.details.now.Text, f.days())
	}
	f.Entry.SetText("a5")
	f.answer()
	if f.details.now.Text != "Free today" || f.details.list.Visible() {
		t.Errorf("of a free desk it says %q", f.details.now.Text)
	}
}

func TestFindByPointer(t *testing.T) {
	f := newFindForTest(t)
	test.Type(f.Entry, "hot")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.list).AddXY(60, 46+20)
	test.MoveMouse(f.canvas(), at)
	if f.details.name.Text != "Desk H2" {
		t.Errorf("under the pointer is %q", f.details.name.Text)
	}
	test.TapCanvas(f.canvas(), at)
	if len(f.went) != 1 || f.went[0].Ref.Desk != "H2" {
		t.Errorf("it went to %v", f.went)
	}
	f.answer(seatOn(1, "H2"))
	at = fyne.CurrentApp().Driver().AbsolutePositionForObject(f.details.list).AddXY(40, 10)
	test.TapCanvas(f.canvas(), at)
	if len(f.went) != 2 || f.went[1].Day != uitest.Today+1 {
		t.Errorf("it went to %v", f.went)
	}
}

func TestFindPanelFits(t *testing.T) {
	f := newFindForTest(t)
	test.Type(f.Entry, "ines")
	f.answer(seatOn(1, "A4"))
	for _, size := range []fyne.Size{PanelSize(fyne.NewSize(1280, 800)), PanelSize(fyne.NewSize(640, 400)), PanelSize(fyne.NewSize(500, 360))} {
		f.Resize(size)
		for _, o := range []fyne.CanvasObject{f.Entry, f.list, f.details, f.keys} {
			end := o.Position().Add(o.Size())
			if end.X > size.Width || end.Y > size.Height || o.Size().Height < 28 {
				t.Errorf("at %v, %T reaches to %v and is %v", size, o, end, o.Size())
			}
		}
		if size.Width > 640 && size.Height != 620 {
			t.Errorf("the size is %v", size)
		}
	}
}

func TestDesksAreFoundInTheirOrder(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	floor := data.Floor{ID: "f", Name: "Floor 1"}
	for _, label := range []string{"A10", "1", "10", "2", "A1", "Desk 07", "a1b"} {
		floor.Desks = append(floor.Desks, data.Desk{ID: label, Label: label, Zone: "Zone 1"})
	}
	x := search.NewDeskIndex([]data.Office{{ID: "o", Name: "O", Floors: []data.Floor{floor}}})
	for text, want := range map[string]string{
		"1": "1 10 2 A1 a1b A10 Desk 07", "a1": "A1 a1b A10", "desk 07": "Desk 07", "DESK  10": "10 A10 ", "": "1 2 10 A1 a1b A10 Desk 07",
	} {
		got := []string{}
		for _, d := range x.Find(text, 10) {
			got = append(got, d.Desk.Label)
		}
		if strings.Join(got, " ") != strings.TrimSpace(want) {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
	if got := x.Find("1", 2); len(got) != 2 || got[0].Desk.Label != "1" {
		t.Errorf("of two are found %v", got)
	}
	if _, known := x.Get(data.DeskRef{Office: "o", Floor: "f", Desk: "2"}); !known {
		t.Error("a desk is not known by its reference")
	}
}

func TestFindDetailsShowLongPlacesWhole(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	d := newFindDetails(nil, nil)
	uitest.Show(t, d, 260, 400)
	const place = "Zone 1 · Ground floor · Grand Warehouse of Very Long Names"
	d.where.SetText(place)
	d.say("Today: A1 · Ground floor · Grand Warehouse of Very Long Names", "", 0)
	for _, p := range []*kit.Paragraph{d.where, d.now} {
		if one := kit.NewParagraph("A", p.TextSize, p.Color).HeightFor(200); p.Size().Height < 2*one {
			t.Errorf("%q has %v of height, a line %v", p.Text, p.Size().Height, one)
		}
	}
	if d.now.Position().Y < d.where.Position().Y+d.where.Size().Height {
		t.Error("they lie on each other")
	}
}

func TestPeopleOfOneNameAreToldApart(t *testing.T) {
	x := search.NewPeopleIndex([]data.User{
		{ID: "1", Name: "Ann Lee", Team: "Sales", Email: "ann@x.de", Active: true}, {ID: "2", Name: "Ann Lee", Team: "IT"},
		{ID: "3", Name: "Bo Ray", Email: "bo@x.de", Active: true}, {ID: "4", Name: "Cy Orr", Active: true},
	})
	for id, want := range map[string]string{"1": "Ann Lee (Sales) | ann@x.de", "2": "Ann Lee (IT) | Not active any more", "3": "Bo Ray | bo@x.de", "4": "Cy Orr | "} {
		u, _ := x.Get(id)
		r := findResult{user: u, who: x.Called(u), more: x.More(u)}
		if got := r.name() + " | " + r.where(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
