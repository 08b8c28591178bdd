package day

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func pickerForTest(t *testing.T) (*Picker, fyne.Window, *[]data.Date) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := NewPicker(uitest.TodayNow)
	var days []data.Date
	p.OnChanged = func(d data.Date) { days = append(days, d) }
	return p, uitest.Show(t, p, 600, 400), &days
}

func TestDayPickerSteps(t *testing.T) {
	p, _, days := pickerForTest(t)
	if p.Day() != uitest.Today || p.Name.Text != "Tuesday 24 November 2026 · week 48" || !p.now.Disabled() {
		t.Errorf("it begins with %s, %q, today can be pressed: %t", p.Day(), p.Name.Text, !p.now.Disabled())
	}
	if p.Before.AccessibilityLabel() != "Previous day" || p.now.AccessibilityLabel() != "Today" {
		t.Errorf("a screen reader says %q and %q", p.Before.AccessibilityLabel(), p.now.AccessibilityLabel())
	}
	test.Tap(p.After)
	if p.Day() != uitest.Today+1 || p.Name.Text != "Wednesday 25 November 2026 · week 48" || p.now.Disabled() {
		t.Errorf("the next day is %s, %q", p.Day(), p.Name.Text)
	}
	test.Tap(p.Before)
	test.Tap(p.Before)
	test.Tap(p.now)
	test.Tap(p.now) // it is today already
	p.Name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	p.After.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	want := []data.Date{uitest.Today + 1, uitest.Today, uitest.Today - 1, uitest.Today, uitest.Today + 7, uitest.Today}
	if !slices.Equal(*days, want) {
		t.Errorf("it called with %v, want %v", *days, want)
	}
}

func TestDayPickerSetDayDoesNotCall(t *testing.T) {
	p, _, days := pickerForTest(t)
	p.SetDay(uitest.Today.AddDays(400))
	if len(*days) != 0 || p.Name.Text != "Wednesday 29 December 2027 · week 52" {
		t.Errorf("calls %v, shows %q", *days, p.Name.Text)
	}
	p.SetDay(data.MinDate)
	if !p.Before.Disabled() || p.After.Disabled() {
		t.Error("one can go before the first day")
	}
}

func TestDayPickerKeepsItsWidth(t *testing.T) {
	p, _, _ := pickerForTest(t)
	width := p.MinSize().Width
	for day := uitest.Today; day < uitest.Today+800; day++ {
		p.SetDay(day)
		if p.MinSize().Width != width {
			t.Fatalf("on %s it is %v wide instead of %v", day, p.MinSize().Width, width)
		}
	}
}

func TestDayPickerAsksForADate(t *testing.T) {
	p, w, days := pickerForTest(t)
	uitest.TypeKeys(p.Name, fyne.KeyReturn)
	if !p.isAsking() || w.Canvas().Overlays().Top() == nil {
		t.Fatal("nothing asks for a date")
	}
	form := p.asks
	if w.Canvas().Focused() != form.entry || form.entry.Text != "2026-11-24" || form.entry.SelectedText() != "2026-11-24" {
		t.Errorf("the entry has not the focus, or says %q", form.entry.Text)
	}
	if form.meaning.Text != "Tuesday 24 November 2026" {
		t.Errorf("the day is called %q", form.meaning.Text)
	}
	test.Type(form.entry, "31/11") // over the date, which is selected
	if want := "November 2026 has only 30 days."; form.meaning.Text != want || form.meaning.Color != kit.ColorNameQuiet {
		t.Errorf("%q is answered with %q while one types", form.entry.Text, form.meaning.Text)
	}
	if form.calendar.Day() != uitest.Today { // 3 and 31/1 were days while one typed
		t.Errorf("the calendar stays on %s", form.calendar.Day())
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	if form.meaning.Color != theme.ColorNameError || !p.isAsking() || len(*days) != 0 {
		t.Errorf("Enter takes a wrong day, calls %v", *days)
	}
	form.entry.SetText("1 mar")
	if form.meaning.Text != "Monday 1 March 2027" || form.meaning.Color == theme.ColorNameError || form.calendar.shown != data.NewDate(2027, 3, 1) {
		t.Errorf("it means %q, and shows %s", form.meaning.Text, form.calendar.shown)
	}
	uitest.TypeKeys(form.entry, fyne.KeyReturn)
	if p.isAsking() || w.Canvas().Overlays().Top() != nil {
		t.Error("it still asks")
	}
	if want := data.NewDate(2027, 3, 1); p.Day() != want || !slices.Equal(*days, []data.Date{want}) {
		t.Errorf("the day is %s after calls %v", p.Day(), *days)
	}
}

func TestDayPickerByCalendarAndKeys(t *testing.T) {
	p, w, days := pickerForTest(t)
	open := func() *dayForm {
		uitest.TypeKeys(p.Name, fyne.KeyReturn)
		return p.asks
	}
	form := open()
	uitest.TypeKeys(form.entry, fyne.KeyDown)
	if w.Canvas().Focused() != form.calendar {
		t.Fatal("Down does not go to the calendar")
	}
	uitest.TypeKeys(form.calendar, fyne.KeyDown, fyne.KeyReturn)
	form = open()
	uitest.TypeKeys(form.entry, fyne.KeyPageDown)
	if want := form.day.AddMonths(1); w.Canvas().Focused() != form.calendar || form.calendar.ringed != want {
		t.Errorf("Page Down in the entry goes to %s, not %s", form.calendar.ringed, want)
	}
	uitest.TypeKeys(form.calendar, fyne.KeyEscape)
	form = open()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != form.calendar {
		t.Fatal("Tab does not go to the calendar")
	}
	w.Canvas().FocusNext()
	uitest.TypeKeys(w.Canvas().Focused(), fyne.KeyReturn) // Today
	uitest.TypeKeys(p.Name, fyne.KeySpace)
	form = p.asks
	w.Canvas().Focused().TypedRune(' ') // which the real window sends as well
	if form.entry.Text != uitest.Today.String() {
		t.Errorf("the key that opened it left %q", form.entry.Text)
	}
	test.Type(form.entry, "1 dec")
	if form.entry.Text != "1 dec" {
		t.Errorf("a space in the text is lost: %q", form.entry.Text)
	}
	tapDay(t, form.calendar, uitest.Today+8)
	open()
	test.Tap(p.asks.tomorrow)
	if want := []data.Date{uitest.Today + 7, uitest.Today, uitest.Today + 8, uitest.Today + 1}; !slices.Equal(*days, want) || p.isAsking() {
		t.Errorf("it went to %v, want %v", *days, want)
	}
	for _, leave := range []func(*dayForm) fyne.Focusable{
		func(f *dayForm) fyne.Focusable { return f.entry }, func(f *dayForm) fyne.Focusable { return f.calendar },
		func(f *dayForm) fyne.Focusable { return f.done },
	} {
		uitest.TypeKeys(leave(open()), fyne.KeyEscape)
		if p.isAsking() {
			t.Error("Escape does not leave")
		}
	}
}

func TestDayPickerAsksForMarks(t *testing.T) {
	p, _, _ := pickerForTest(t)
	var asked [][2]data.Date
	p.OnMonth = func(first, last data.Date) {
		asked = append(asked, [2]data.Date{first, last})
		p.SetMarked(map[data.Date]int{first: 1})
	}
	uitest.TypeKeys(p.Name, fyne.KeyReturn)
	first := data.NewDate(2026, 10, 26)
	if !slices.Equal(asked, [][2]data.Date{{first, first + 41}}) || p.asks.calendar.marked[first] != 1 {
		t.Errorf("it asked for %v, and has %v", asked, p.asks.calendar.marked)
	}
	uitest.TypeKeys(p.asks.calendar, fyne.KeyPageDown)
	if first = data.NewDate(2026, 11, 30); len(asked) != 2 || asked[1][0] != first || p.asks.calendar.marked[first] != 1 {
		t.Errorf("it asked for %v, and has %v", asked, p.asks.calendar.marked)
	}
	uitest.TypeKeys(p.asks.calendar, fyne.KeyEscape)
	p.SetMarked(map[data.Date]int{uitest.Today: 2})
	p.OnMonth = nil
	uitest.TypeKeys(p.Name, fyne.KeyReturn)
	if p.asks.calendar.marked[uitest.Today] != 2 {
		t.Error("what was marked while it was closed is forgotten")
	}
}

func TestDayPickerStaysInTheWindow(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := NewPicker(uitest.TodayNow)
	place := container.NewWithoutLayout(p)
	uitest.Show(t, place, 1024, 700)
	p.Resize(p.MinSize())
	for _, at := range []fyne.Position{{X: 0, Y: 0}, {X: 700, Y: 100}, {X: 300, Y: 660}} {
		p.Move(at)
		test.Tap(p.Name)
		from, size := p.asking.Content.Position().Add(p.asking.Position()), p.asks.Size()
		if from.X < 0 || from.Y < 0 || from.X+size.Width > 1024 || from.Y+size.Height > 700 || size.Height < p.asks.MinSize().Height {
			t.Errorf("at %v it lies at %v, %v large", at, from, size)
		}
		p.stopAsking()
	}
}

func TestDayPickerStopsAsking(t *testing.T) {
	p, w, days := pickerForTest(t)
	test.Tap(p.Name)
	test.TapCanvas(w.Canvas(), fyne.NewPos(590, 390))
	if p.isAsking() || w.Canvas().Overlays().Top() != nil || len(*days) != 0 {
		t.Error("a click outside does not leave")
	}
	test.Tap(p.Name)
	if !p.isAsking() {
		t.Error("it does not ask again")
	}
}

func TestDayPickerHasShorterForms(t *testing.T) {
	p, _, _ := pickerForTest(t)
	last := float32(1e6)
	for form, want := range []string{"Tuesday 24 November 2026 · week 48", "Tue 24 Nov · week 48", "Tue 24 Nov · week 48"} {
		p.SetForm(Form(form))
		if p.Name.Text != want || p.WidthIn(Form(form)) >= last || p.MinSize().Width > p.WidthIn(Form(form))+0.5 {
			t.Errorf("in form %d it says %q and takes %v of %v", form, p.Name.Text, p.MinSize().Width, p.WidthIn(Form(form)))
		}
		last = p.WidthIn(Form(form))
	}
}
