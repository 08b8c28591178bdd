package people

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestTheListOfPeopleLooksAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	w := uitest.Show(t, kit.NewLine("below"), 800, 640)
	v := sheetPeopleForTest()
	Show(w, v)
	v.left.Tapped(nil)
	uitest.Press(w, fyne.KeyDown, fyne.KeyReturn)
	v.edit.entry.SetText("ines OKAFOR")
	v.say(kit.Error, "The drive of /data is full.")
	uitest.LooksAsEver(t, w.Canvas(), "sheet-people")
}

func TestTheChoiceOfAPersonLooksAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	person := NewPersonChoice()
	person.OnAdd = func(string) {}
	person.SetPeople(choicePeopleForTest())
	person.SetChosen(BookingFor{UserID: "u3", Name: "Amara Lindgren"})
	w := uitest.Show(t, container.NewWithoutLayout(person), 340, 420)
	person.Resize(fyne.NewSize(310, kit.ControlHeight))
	person.Open()
	test.Type(person.form.entry, "o")
	uitest.TypeKeys(person.form.entry, fyne.KeyDown)
	uitest.LooksAsEver(t, w.Canvas(), "person")
}
