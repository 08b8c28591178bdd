package day

import (
	"math"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

type calendarCalls struct {
	chosen []data.Date
	months [][2]data.Date
	left   int
}

func calendarForTest(t *testing.T, day data.Date) (*Calendar, fyne.Window, *calendarCalls) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	c := NewCalendar(day, uitest.TodayNow)
	calls := &calendarCalls{}
	c.OnChosen = func(d data.Date) { calls.chosen = append(calls.chosen, d) }
	c.OnMonth = func(first, last data.Date) { calls.months = append(calls.months, [2]data.Date{first, last}) }
	c.OnCancel = func() { calls.left++ }
	w := uitest.Show(t, c, 266, 250)
	w.Canvas().Focus(c)
	return c, w, calls
}

// tapDay taps the middle of a day that is drawn.
func tapDay(t *testing.T, c *Calendar, day data.Date) {
	t.Helper()
	for i := range calendarDays {
		if at, ok := c.dayAt(i); ok && at == day {
			tapPart(c, calendarPart(i))
			return
		}
	}
	t.Fatalf("%s is not drawn", day)
}

func tapPart(c *Calendar, part calendarPart) {
	at, size := calendarPlace(part, c.Size())
	test.TapAt(c, at.AddXY(size.Width/2, size.Height/2))
}

func TestCalendarDrawsSixWeeks(t *testing.T) {
	c, _, _ := calendarForTest(t, uitest.Today)
	first, last := c.Drawn()
	if first != data.NewDate(2026, time.October, 26) || last != first+41 {
		t.Errorf("it draws %s to %s", first, last)
	}
	if c.drawing.month.Text != "November 2026" || c.drawing.names[0].Text != "Mon" || c.drawing.names[6].Text != "Sun" {
		t.Errorf("above the days stand %q and %q", c.drawing.month.Text, c.drawing.names[0].Text)
	}
	words.SetLocale(words.LocaleOf("en-US"))
	c.Refresh()
	if first, _ := c.Drawn(); first != data.NewDate(2026, time.November, 1) || c.drawing.names[0].Text != "Sun" {
		t.Errorf("in America it begins on %s, a %q", first, c.drawing.names[0].Text)
	}
}

func TestCalendarHasRoomForEveryMonth(t *testing.T) {
	c, _, _ := calendarForTest(t, uitest.Today)
	c.Resize(c.MinSize())
	for month := time.January; month <= time.December; month++ {
		c.SetDay(data.NewDate(2026, month, 1))
		if got := c.drawing.month.Text; got != words.MonthYear(c.Day()) {
			t.Errorf("%s is cut to %q", month, got)
		}
	}
}

func TestCalendarKeys(t *testing.T) {
	tests := []struct {
		from, want string
		keys       []fyne.KeyName
	}{
		{"2026-11-24", "2026-11-23", []fyne.KeyName{fyne.KeyLeft}},
		{"2026-11-30", "2026-12-01", []fyne.KeyName{fyne.KeyRight}},
		{"2026-11-24", "2026-12-01", []fyne.KeyName{fyne.KeyDown}},
		{"2026-11-04", "2026-10-28", []fyne.KeyName{fyne.KeyUp}},
		{"2026-11-25", "2026-11-23", []fyne.KeyName{fyne.KeyHome}},
		{"2026-11-25", "2026-11-29", []fyne.KeyName{fyne.KeyEnd, fyne.KeyEnd}},
		{"2026-01-31", "2026-02-28", []fyne.KeyName{fyne.KeyPageDown}},
		{"2028-01-31", "2028-02-29", []fyne.KeyName{fyne.KeyPageDown}},
		{"2026-03-31", "2026-02-28", []fyne.KeyName{fyne.KeyPageUp}},
		{"2020-05-05", "2026-11-24", []fyne.KeyName{fyne.KeyT}},
		{"0001-01-01", "0001-01-01", []fyne.KeyName{fyne.KeyLeft, fyne.KeyUp, fyne.KeyHome, fyne.KeyPageUp}},
		{"9999-12-31", "9999-12-31", []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyEnd, fyne.KeyPageDown}},
	}
	c, _, calls := calendarForTest(t, uitest.Today)
	for _, tt := range tests {
		from, _ := data.ParseDate(tt.from)
		c.SetDay(from)
		calls.chosen = nil
		uitest.TypeKeys(c, tt.keys...)
		if len(calls.chosen) > 0 || c.Day() != from {
			t.Errorf("%v from %s choose already", tt.keys, tt.from)
		}
		uitest.TypeKeys(c, fyne.KeyReturn)
		if len(calls.chosen) != 1 || calls.chosen[0].String() != tt.want {
			t.Errorf("%v from %s chose %v, want %s", tt.keys, tt.from, calls.chosen, tt.want)
		}
	}
	uitest.TypeKeys(c, fyne.KeyEscape)
	if calls.left != 1 {
		t.Error("Escape does not leave")
	}
}

func TestCalendarShiftGoesByYears(t *testing.T) {
	c, w, _ := calendarForTest(t, data.NewDate(2028, time.February, 29))
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	c.KeyDown(shift)
	uitest.TypeKeys(c, fyne.KeyPageDown)
	if c.ringed.String() != "2029-02-28" {
		t.Errorf("a year on is %s", c.ringed)
	}
	c.KeyUp(shift)
	uitest.TypeKeys(c, fyne.KeyPageUp)
	if c.ringed.String() != "2029-01-28" {
		t.Errorf("a month back is %s", c.ringed)
	}
	c.KeyDown(shift)
	w.Canvas().Unfocus() // Shift is let go of somewhere else
	uitest.TypeKeys(c, fyne.KeyPageUp)
	if c.ringed.String() != "2028-12-28" {
		t.Errorf("Shift sticks: %s", c.ringed)
	}
}

func TestCalendarByMouse(t *testing.T) {
	c, w, calls := calendarForTest(t, uitest.Today)
	w.Canvas().Unfocus() // as the real window does before it passes a click on
	tapDay(t, c, uitest.Today+2)
	if w.Canvas().Focused() != c {
		t.Error("after a click the keys go nowhere")
	}
	tapDay(t, c, data.NewDate(2026, time.October, 31)) // in the grey before the month
	if want := []data.Date{uitest.Today + 2, data.NewDate(2026, time.October, 31)}; !slices.Equal(calls.chosen, want) {
		t.Errorf("it chose %v, want %v", calls.chosen, want)
	}
	for _, part := range []calendarPart{calendarNextMonth, calendarNextYear, calendarPreviousMonth, calendarPreviousYear} {
		tapPart(c, part)
	}
	first := func(month time.Month, year int) data.Date {
		d := data.NewDate(year, month, 1)
		return d - data.Date((int(d.Weekday())+6)%7)
	}
	want := []data.Date{first(10, 2026), first(11, 2026), first(11, 2027), first(10, 2027), first(10, 2026)}
	if len(calls.months) != len(want) {
		t.Fatalf("it told of the months %v", calls.months)
	}
	for i, months := range calls.months {
		if months != [2]data.Date{want[i], want[i] + 41} {
			t.Errorf("change %d told of %v, want %s", i, months, want[i])
		}
	}
	if len(calls.chosen) != 2 {
		t.Error("another month chooses a day")
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(60, 100))
	if c.hovered == calendarNothing || c.drawing.hover.Hidden || c.Cursor() != desktop.PointerCursor {
		t.Error("the day under the pointer does not show")
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(130, 10))
	if c.hovered != calendarNothing || !c.drawing.hover.Hidden {
		t.Error("the month's name looks as if it could be pressed")
	}
}

func TestCalendarEndsWhereDatesDo(t *testing.T) {
	c, _, calls := calendarForTest(t, data.MinDate)
	words.SetLocale(words.LocaleOf("en-US")) // its first week begins in the year 0
	c.Refresh()
	if first, _ := c.Drawn(); first != data.MinDate || !c.drawing.parts[0].Hidden {
		t.Errorf("it draws %s, %q", first, c.drawing.parts[0].Text)
	}
	tapPart(c, 0)
	tapPart(c, calendarPreviousYear)
	tapPart(c, calendarPreviousMonth)
	c.SetDay(data.MaxDate)
	tapPart(c, calendarDays-1)
	tapPart(c, calendarNextYear)
	tapPart(c, calendarNextMonth)
	if _, last := c.Drawn(); last != data.MaxDate || len(calls.chosen) > 0 || len(calls.months) != 1 {
		t.Errorf("it draws up to %s, chose %v, told of %v", last, calls.chosen, calls.months)
	}
}

func TestCalendarShowsItsStates(t *testing.T) {
	c, w, _ := calendarForTest(t, uitest.Today+1)
	c.SetMarked(map[data.Date]int{uitest.Today: 3, uitest.Today + 3: 0})
	place := func(day data.Date) int {
		first, _ := c.Drawn()
		return int(day - first)
	}
	covers := func(r fyne.CanvasObject, day data.Date) bool {
		at, size := calendarPlace(calendarPart(place(day)), c.Size())
		middle, half := at.AddXY(size.Width/2, size.Height/2), r.Size()
		got := r.Position().AddXY(half.Width/2, half.Height/2)
		return r.Visible() && math.Abs(float64(got.X-middle.X)) < 1 && math.Abs(float64(got.Y-middle.Y)) < 1
	}
	d := c.drawing
	if !covers(d.fill, uitest.Today+1) || !covers(d.today, uitest.Today) || d.corner.Hidden || !covers(d.ring, uitest.Today+1) {
		t.Error("the chosen day, today or the ring are not where they belong")
	}
	if d.dots[place(uitest.Today)].Hidden || !d.dots[place(uitest.Today+1)].Hidden || !d.dots[place(uitest.Today+3)].Hidden {
		t.Error("the dots are not on the days with bookings")
	}
	if got := c.AccessibilityLabel(); got != "Wednesday 25 November" {
		t.Errorf("a screen reader says %q", got)
	}
	uitest.TypeKeys(c, fyne.KeyLeft)
	if got := c.AccessibilityLabel(); got != "Tuesday 24 November · 3 bookings" || !covers(d.ring, uitest.Today) || !covers(d.fill, uitest.Today+1) {
		t.Errorf("after a key a screen reader says %q", got)
	}
	w.Canvas().Unfocus()
	if !d.ring.Hidden {
		t.Error("the ring stays without the focus")
	}
	uitest.TypeKeys(c, fyne.KeyPageDown, fyne.KeyPageDown)
	if d.fill.Visible() || d.today.Visible() || d.corner.Visible() {
		t.Error("the marks stay while their days are not drawn")
	}
}

// Objects that are made anew in each layout would make Fyne paint for ever.
func TestCalendarKeepsItsObjects(t *testing.T) {
	c, _, _ := calendarForTest(t, uitest.Today)
	before := slices.Clone(test.WidgetRenderer(c).Objects())
	c.SetDay(uitest.Today.AddMonths(5))
	c.SetMarked(map[data.Date]int{uitest.Today: 1})
	c.Resize(fyne.NewSize(400, 400))
	c.Refresh()
	if !slices.Equal(before, test.WidgetRenderer(c).Objects()) {
		t.Error("it has other objects")
	}
}
