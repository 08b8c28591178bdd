package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func TestFindLooksAsEver(t *testing.T) {
	weeks := []data.Seat{}
	for i := range 18 {
		weeks = append(weeks, seatOn(i*3, "A4"))
	}
	for name, variant := range map[string]fyne.ThemeVariant{"find-light": theme.VariantLight, "find-dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			startTest(t, NewTheme(), variant)
			p := NewFindPanel(FindOptions{
				People: NewPeopleIndex(peopleForTest()), Desks: NewDeskIndex(findOfficesForTest()), Today: todayForTest,
				Ask:  func(_ string, _ data.DeskRef, done func([]data.Seat)) { done(weeks) },
				OnGo: func(FindTarget) {}, OnCancel: func() {},
			})
			w := showTest(t, newCard(ColorNameSurface, p), 700, 400)
			p.Focus()
			p.entry.SetText("in")
			p.enterDays()
			uitest.LooksAsEver(t, w.Canvas(), name)
		})
	}
}
