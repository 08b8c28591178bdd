package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func TestTheCalendarLooksAsEver(t *testing.T) {
	marked := map[data.Date]int{}
	for i := range 12 {
		marked[testToday.AddDays(i*2-3)] = i + 1
	}
	for name, variant := range map[string]fyne.ThemeVariant{"calendar-light": theme.VariantLight, "calendar-dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			startTest(t, variant)
			day := NewDayPicker(todayForTest)
			day.SetMarked(marked)
			w := showTest(t, container.NewWithoutLayout(day), 420, 440)
			day.Resize(day.MinSize())
			day.ask()
			typeKeys(day.form.entry, fyne.KeyDown)
			typeKeys(day.form.calendar, fyne.KeyDown, fyne.KeyRight)
			day.form.calendar.hover(12)
			uitest.LooksAsEver(t, w.Canvas(), name)
		})
	}
}

func TestTheChoiceOfAPersonLooksAsEver(t *testing.T) {
	startTest(t, theme.VariantLight)
	person := NewPersonChoice()
	person.OnAdd = func(string) {}
	person.SetPeople(choicePeopleForTest())
	person.SetChosen(BookingFor{UserID: "u3", Name: "Amara Lindgren"})
	w := showTest(t, container.NewWithoutLayout(person), 340, 420)
	person.Resize(fyne.NewSize(310, controlHeight))
	person.Open()
	test.Type(person.form.entry, "o")
	typeKeys(person.form.entry, fyne.KeyDown)
	uitest.LooksAsEver(t, w.Canvas(), "person")
}
