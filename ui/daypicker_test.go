package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

func pickerForTest(t *testing.T) (*DayPicker, fyne.Window, *[]data.Date) {
	t.Helper()
	startTest(t, theme.VariantLight)
	p := NewDayPicker(todayForTest)
	var days []data.Date
	p.OnChanged = func(d data.Date) { days = append(days, d) }
	return p, showTest(t, p, 600, 400), &days
}

func TestDayPickerSteps(t *testing.T) {
	p, _, days := pickerForTest(t)
	if p.Day() != testToday || p.name.Text != "Tuesday 24 November" || !p.now.Disabled() {
		t.Errorf("it begins with %s, %q, today can be pressed: %t", p.Day(), p.name.Text, !p.now.Disabled())
	}
	if p.before.AccessibilityLabel() != "Previous day" || p.now.AccessibilityLabel() != "Today" {
		t.Errorf("a screen reader says %q and %q", p.before.AccessibilityLabel(), p.now.AccessibilityLabel())
	}
	test.Tap(p.after)
	if p.Day() != testToday+1 || p.name.Text != "Wednesday 25 November" || p.now.Disabled() {
		t.Errorf("the next day is %s, %q", p.Day(), p.name.Text)
	}
	test.Tap(p.before)
	test.Tap(p.before)
	test.Tap(p.now)
	test.Tap(p.now) // it is today already
	p.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	p.after.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	want := []data.Date{testToday + 1, testToday, testToday - 1, testToday, testToday + 7, testToday}
	if !slices.Equal(*days, want) {
		t.Errorf("it called with %v, want %v", *days, want)
	}
}

func TestDayPickerSetDayDoesNotCall(t *testing.T) {
	p, _, days := pickerForTest(t)
	p.SetDay(testToday.AddDays(400))
	if len(*days) != 0 || p.name.Text != "Wednesday 29 December 2027" {
		t.Errorf("calls %v, shows %q", *days, p.name.Text)
	}
	p.SetDay(data.MinDate)
	if !p.before.Disabled() || p.after.Disabled() {
		t.Error("one can go before the first day")
	}
}

func TestDayPickerKeepsItsWidth(t *testing.T) {
	p, _, _ := pickerForTest(t)
	width := p.MinSize().Width
	for day := testToday; day < testToday+800; day++ {
		p.SetDay(day)
		if p.MinSize().Width != width {
			t.Fatalf("on %s it is %v wide instead of %v", day, p.MinSize().Width, width)
		}
	}
}

func TestDayPickerAsksForADate(t *testing.T) {
	p, w, days := pickerForTest(t)
	test.Tap(p.name)
	if !p.isAsking() || w.Canvas().Overlays().Top() == nil {
		t.Fatal("nothing asks for a date")
	}
	form := p.asking.Content.(*dayForm)
	if w.Canvas().Focused() != form.entry || form.entry.Text != "2026-11-24" {
		t.Errorf("the entry has not the focus, or says %q", form.entry.Text)
	}
	for _, wrong := range []string{"2026-02-30", "24.11.2026", ""} {
		form.entry.SetText(wrong)
		form.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if !strings.HasPrefix(form.message.text, "Seatkeeper can’t read that") || !p.isAsking() || len(*days) != 0 {
			t.Errorf("%q is answered with %q, calls %v", wrong, form.message.text, *days)
		}
	}
	form.entry.SetText("2027-03-01 ")
	if form.message.text != "" {
		t.Error("the message stays while one types")
	}
	form.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.isAsking() || w.Canvas().Overlays().Top() != nil {
		t.Error("it still asks")
	}
	if want := data.NewDate(2027, 3, 1); p.Day() != want || !slices.Equal(*days, []data.Date{want}) {
		t.Errorf("the day is %s after calls %v", p.Day(), *days)
	}
}

func TestDayPickerStopsAsking(t *testing.T) {
	p, w, days := pickerForTest(t)
	test.Tap(p.name)
	p.asking.Content.(*dayForm).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.isAsking() || w.Canvas().Overlays().Top() != nil || len(*days) != 0 {
		t.Error("Escape does not leave")
	}
	test.Tap(p.name)
	test.TapCanvas(w.Canvas(), fyne.NewPos(590, 390))
	if p.isAsking() || w.Canvas().Overlays().Top() != nil {
		t.Error("a click outside does not leave")
	}
	test.Tap(p.name)
	if !p.isAsking() {
		t.Error("it does not ask again")
	}
}
