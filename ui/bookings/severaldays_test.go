package bookings

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

func TestSeveralDaysByKeyboard(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	d, calls := daysForTest(t, w, nil)
	if d.summary.Text != "10 of 16 days can be booked" || d.Sheet.Primary.Text != "Book 10 days" {
		t.Fatalf("it says %q, %q", d.summary.Text, d.Sheet.Primary.Text)
	}
	uitest.Retype(w, "2026-11-24")
	uitest.Press(w, fyne.KeyTab)
	uitest.Retype(w, "2026-11-27")
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab, fyne.KeySpace) // not on Tuesdays
	if d.query.Weekdays[time.Tuesday] || !d.query.Weekdays[time.Monday] {
		t.Errorf("the weekdays are %v", d.query.Weekdays)
	}
	uitest.Press(w, fyne.KeySpace, fyne.KeyReturn)
	if len(calls.did) != 1 || planText(calls.did[0]) != "0:free" {
		t.Fatalf("booked are %v", calls.did)
	}
	if !d.Sheet.Primary.Disabled() {
		t.Error("the button can be pressed while it runs")
	}
	asked := len(calls.asked)
	calls.done[0](&data.ConflictError{Err: data.ErrDeskTaken, What: "A2", Date: uitest.Today})
	if len(calls.asked) != asked+1 || d.Sheet.Message.Tone != kit.Error || d.Sheet.Message.Text.Text == "" {
		t.Errorf("after an error %d questions were asked, it says %q", len(calls.asked)-asked, d.Sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	calls.done[1](nil)
	if d.Sheet.IsShown() {
		t.Error("it does not close when it is done")
	}
}

func TestSeveralDaysRelease(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	d, calls := daysForTest(t, w, nil)
	d.mode.FocusGained()
	w.Canvas().Focus(d.mode)
	uitest.Press(w, fyne.KeyRight)
	if d.summary.Text != "1 of 16 days have a desk to release" || d.Sheet.Primary.Text != "Release 1 day" || !d.anyDesk.Visible() {
		t.Fatalf("it says %q, %q", d.summary.Text, d.Sheet.Primary.Text)
	}
	w.Canvas().Focus(d.anyDesk)
	uitest.Press(w, fyne.KeySpace)
	if d.summary.Text != "2 of 16 days have a desk to release" || d.desk.Text != "Any desk" {
		t.Errorf("any desk: %q at %q", d.summary.Text, d.desk.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	if planText(calls.did[0]) != "2:held(E1u1) 3:held(A2u1)" {
		t.Errorf("released are %s", planText(calls.did[0]))
	}
	uitest.Press(w, fyne.KeyEscape)
	if d.Sheet.IsShown() {
		t.Error("Escape does not close it")
	}
}

func TestSeveralDaysSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"2026-11-24", "2026-02-30", "February 2026 has only 28 days."},
		{"", "2026-11-30", "That can’t be read as a day. Write it like 24/11/2026, 24 Nov, Friday."},
		{"2026-11-24", "2026-11-23", "The last day lies before the first."},
		{"2026-11-28", "2026-11-29", "None of the chosen weekdays lies in that time."},
		{"2026-11-24", "2036-11-24", "That is more than 1,000 days. Choose a shorter time."},
		{"2026-11-24", "2026-11-30", ""},
	}
	w := uitest.EmptyWindow(t, kit.NewTheme())
	d, calls := daysForTest(t, w, nil)
	for _, tt := range tests {
		d.from.Entry.SetText(tt.from)
		d.to.Entry.SetText(tt.to)
		if got := d.Sheet.Message.Text.Text; got != tt.want {
			t.Errorf("%s to %s: it says %q", tt.from, tt.to, got)
		}
		if good := tt.want == ""; d.Sheet.Primary.Disabled() == good || len(d.plans) == 0 == good {
			t.Errorf("%s to %s: %d plans, and the button is wrong", tt.from, tt.to, len(d.plans))
		}
		if did := len(calls.did); tt.want != "" {
			uitest.Press(w, fyne.KeyReturn)
			if len(calls.did) != did {
				t.Errorf("%s to %s is booked", tt.from, tt.to)
			}
		}
	}
}

func TestLateAnswersAreDropped(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	d, calls := daysForTest(t, w, nil)
	calls.late = true
	d.to.Entry.SetText("2026-11-30")
	d.to.Entry.SetText("2026-11-25")
	if d.Sheet.Primary.Tapped(nil); len(calls.did) != 0 || !d.Sheet.Primary.Disabled() || d.summary.Text != "Looking at the days…" {
		t.Error("days can be booked before it is known what would come of them")
	}
	last, before := len(calls.answers)-1, len(calls.answers)-2
	one := []DayPlan{{Date: uitest.Today, State: DayFree}}
	calls.answers[last](one, nil)
	calls.answers[before](nil, uitest.Err)
	if len(d.plans) != 1 || d.Sheet.Message.Text.Text != "" || d.Sheet.Primary.Text != "Book 1 day" {
		t.Errorf("after a late answer there are %d plans, it says %q", len(d.plans), d.Sheet.Message.Text.Text)
	}
	d.to.Entry.SetText("2026-11-26")
	calls.answers[len(calls.answers)-1](nil, uitest.Err)
	if len(d.plans) != 0 || d.Sheet.Message.Text.Text != "it broke." || !d.Sheet.Primary.Disabled() {
		t.Errorf("after an error it says %q", d.Sheet.Message.Text.Text)
	}
	d.to.Entry.SetText("2026-11-27")
	d.to.Entry.SetText("nothing")
	calls.answers[len(calls.answers)-1](one, nil)
	if len(d.plans) != 0 || !d.Sheet.Primary.Disabled() {
		t.Error("an answer comes in though the fields ask for nothing")
	}
}

// Whoever types a day and presses Enter at once is not made to press it again,
// unless there is something to be seen first.
func TestEnterIsKeptUntilTheDaysAreKnown(t *testing.T) {
	for name, test := range map[string]struct {
		last DayState
		did  int
	}{"all are free": {DayFree, 1}, "one is taken": {DayTaken, 0}} {
		t.Run(name, func(t *testing.T) {
			w := uitest.EmptyWindow(t, kit.NewTheme())
			d, calls := daysForTest(t, w, nil)
			calls.late = true
			d.to.Entry.SetText("2026-11-25")
			uitest.Press(w, fyne.KeyReturn)
			calls.answers[len(calls.answers)-1]([]DayPlan{{Date: uitest.Today, State: DayFree}, {Date: uitest.Today + 1, State: test.last}}, nil)
			if len(calls.did) != test.did {
				t.Errorf("done is %v", calls.did)
			}
		})
	}
}

func TestSeveralDaysWithoutADesk(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	d, _ := daysForTest(t, w, func(o *SeveralDaysOptions) { o.Start.Ref, o.Desk = data.DeskRef{}, "" })
	if d.mode.Chosen != 1 || d.desk.Text != "Any desk" || d.anyDesk.Visible() || d.summary.Text != "2 of 16 days have a desk to release" {
		t.Errorf("it says %q, %q", d.desk.Text, d.summary.Text)
	}
	uitest.TypeKeys(d.mode, fyne.KeyLeft)
	if d.Sheet.Message.Text.Text != "Choose a desk on the plan first. Without one, days can only be released." {
		t.Errorf("it says %q", d.Sheet.Message.Text.Text)
	}
}

func TestWeekdaysBeginWhereTheLocaleDoes(t *testing.T) {
	for locale, want := range map[string]string{"en-GB": "Mon Tue Wed Thu Fri Sat Sun", "en-US": "Sun Mon Tue Wed Thu Fri Sat"} {
		w := uitest.EmptyWindow(t, kit.NewTheme())
		words.SetLocale(words.LocaleOf(locale))
		d, _ := daysForTest(t, w, nil)
		names := []string{}
		for _, o := range d.weekdayRow().(*fyne.Container).Objects {
			names = append(names, o.(*kit.Toggle).Text)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("in %s: %s", locale, got)
		}
	}
}

func TestDayRows(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	d, _ := daysForTest(t, w, nil)
	seat := uitest.Seat("floor-2", "E1", "u1", "Jan\nNovak")
	seat.Label = "E1"
	tests := []struct {
		plan       DayPlan
		sign, more string
	}{
		{DayPlan{State: DayFree}, "✓", "free"},
		{DayPlan{State: DayTaken, Seat: seat}, "✕", "taken by Jan Novak"},
		{DayPlan{State: DayElsewhere, Seat: seat}, "✕", "has desk E1 on 2nd floor that day"},
		{DayPlan{State: DayHere, Seat: seat}, "•", "has this desk already"},
		{DayPlan{State: DayBlocked, Block: data.Block{Reason: "paint"}}, "⊘", "blocked: paint"},
		{DayPlan{State: DayBlocked}, "⊘", "blocked"},
		{DayPlan{State: DayRetired}, "⊘", "the desk is no longer in use"},
		{DayPlan{State: DayHeld, Seat: seat}, "✓", "desk E1 on 2nd floor will be free"},
		{DayPlan{State: DayNothing}, "•", "nothing to release"},
		{DayPlan{State: DayPast}, "✕", "this day is over"},
	}
	for _, tt := range tests {
		tt.plan.Date = uitest.Today
		row := d.rowOf(tt.plan)
		if row.Sign != tt.sign || row.More != tt.more || row.Text != "Tuesday 24 November" || row.Quiet == tt.plan.willChange() {
			t.Errorf("a day in state %d is %+v", tt.plan.State, row)
		}
		if (row.Color == theme.ColorNameSuccess) != tt.plan.willChange() {
			t.Errorf("a day in state %d has the colour %s", tt.plan.State, row.Color)
		}
	}
}

type dayCalls struct {
	asked   []DaysQuery
	answers []func([]DayPlan, error)
	did     [][]DayPlan
	done    []func(error)
	late    bool // whether Ask leaves the answers to the test
}

func daysForTest(t testing.TB, w fyne.Window, change func(*SeveralDaysOptions)) (*SeveralDays, *dayCalls) {
	t.Helper()
	calls := &dayCalls{}
	ref := data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A2"}
	desk := data.Desk{ID: "A2", Label: "A2", Blocks: []data.Block{{From: uitest.Today.AddDays(6), To: uitest.Today.AddDays(7), Reason: "The screen is being repaired"}}}
	other := uitest.Seat("floor-1", "A2", "u9", "Jan Novak")
	other.Date = uitest.Today.AddDays(1)
	own := uitest.Seat("floor-2", "E1", "u1", "Ines Okafor")
	own.Date, own.Label = uitest.Today.AddDays(2), "E1"
	here := uitest.Seat("floor-1", "A2", "u1", "Ines Okafor")
	here.Date, here.Label = uitest.Today.AddDays(3), "A2"
	o := SeveralDaysOptions{
		Start: DaysQuery{Ref: ref, UserID: "u1", From: uitest.Today.AddDays(-1), To: uitest.Today.AddDays(20)},
		Who:   "Ines Okafor", Desk: "A2", Today: uitest.Today, ParseDay: uitest.ParseDay,
		Floor: func(ref data.DeskRef) string {
			return map[string]string{"floor-1": "1st floor", "floor-2": "2nd floor"}[ref.Floor]
		},
		Ask: func(q DaysQuery, done func([]DayPlan, error)) {
			calls.asked = append(calls.asked, q)
			calls.answers = append(calls.answers, done)
			if !calls.late {
				done(PlanDays(q, uitest.Today, false, desk, []data.Seat{other, here}, []data.Seat{own, here}), nil)
			}
		},
		OnDo: func(q DaysQuery, plans []DayPlan, done func(error)) {
			calls.did = append(calls.did, plans)
			calls.done = append(calls.done, done)
		},
	}
	if change != nil {
		change(&o)
	}
	return ShowSeveralDays(w, o), calls
}
