package find

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
)

func TestFindLooksAsEver(t *testing.T) {
	weeks := []data.Seat{}
	for i := range 18 {
		weeks = append(weeks, seatOn(i*3, "A4"))
	}
	for name, variant := range map[string]fyne.ThemeVariant{"find-light": theme.VariantLight, "find-dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			uitest.Start(t, kit.NewTheme(), variant)
			p := NewPanel(Options{
				People: search.NewPeopleIndex(peopleForTest()), Desks: search.NewDeskIndex(findOfficesForTest()), Today: uitest.TodayNow,
				Ask:  func(_ string, _ data.DeskRef, done func([]data.Seat)) { done(weeks) },
				OnGo: func(Target) {}, OnCancel: func() {},
			})
			w := uitest.Show(t, kit.NewCard(kit.ColorNameSurface, p), 700, 400)
			p.Focus()
			p.Entry.SetText("in")
			p.enterDays()
			uitest.LooksAsEver(t, w.Canvas(), name)
		})
	}
}
