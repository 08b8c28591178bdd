package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestTheListOfPeopleLooksAsEver(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantLight)
	w := showTest(t, NewLine("below"), 800, 640)
	v := sheetPeopleForTest()
	showPeople(w, v)
	v.left.set(true)
	pressIn(w, fyne.KeyDown, fyne.KeyReturn)
	v.edit.entry.SetText("ines OKAFOR")
	v.say(Error, "The drive of /data is full.")
	uitest.LooksAsEver(t, w.Canvas(), "sheet-people")
}

func TestTheChoiceOfAPersonLooksAsEver(t *testing.T) {
	startTest(t, NewTheme(), theme.VariantLight)
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
