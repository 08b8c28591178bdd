package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func TestSheetsLookAsEver(t *testing.T) {
	for _, look := range []struct {
		name    string
		variant fyne.ThemeVariant
		show    func(testing.TB, fyne.Window)
	}{
		{"sheet-confirm", theme.VariantDark, func(_ testing.TB, w fyne.Window) {
			confirm(w, "Release desk A1?", "Ines Okafor will have no desk on Tuesday 24 November. You can undo this.",
				Action{Label: "Release"}, Action{Label: "Keep"})
		}},
		{"sheet-people", theme.VariantLight, func(_ testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			v.left.set(true)
			pressIn(w, fyne.KeyDown, fyne.KeyReturn)
			v.edit.entry.SetText("ines OKAFOR")
			v.say(Error, "The drive of /data is full.")
		}},
		{"sheet-days", theme.VariantLight, func(t testing.TB, w fyne.Window) { daysForTest(t, w, nil) }},
		{"sheet-block", theme.VariantDark, func(t testing.TB, w fyne.Window) {
			blockForTest(t, w, []data.Block{{From: testToday, To: testToday.AddDays(7), Reason: "The screen is being repaired"},
				{From: testToday.AddDays(30), To: data.MaxDate}})
		}},
		{"sheet-import", theme.VariantLight, func(t testing.TB, w fyne.Window) { showListForTest(t, w) }},
	} {
		t.Run(look.name, func(t *testing.T) {
			startTest(t, look.variant)
			w := showTest(t, NewLine("below"), 800, 640)
			look.show(t, w)
			uitest.LooksAsEver(t, w.Canvas(), look.name)
		})
	}
}
