package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/uitest"
)

func TestWhosWhereLooksAsEver(t *testing.T) {
	for _, look := range []struct {
		name    string
		variant fyne.ThemeVariant
		show    func(*WhosWhere)
	}{
		{"who-light", theme.VariantLight, func(w *WhosWhere) {
			w.SetScope(AllOffices)
			w.SetSort(WhoByFloor)
			w.SetBookingFor("u3")
			w.Select(deskAt("A4"))
			w.focus(w.list)
		}},
		{"who-dark", theme.VariantDark, func(w *WhosWhere) { w.filter.SetText("a text that nobody matches") }},
	} {
		t.Run(look.name, func(t *testing.T) {
			startTest(t, look.variant)
			who := NewWhosWhere()
			who.OnRelease = func(WhoRow) {}
			w := showTest(t, newCard(ColorNameSurface, who), 340, 420)
			who.SetRows(rowsOf([]data.Office{data.SampleOffice()}, seatsForTest(), WhoByFloor), 42)
			look.show(who)
			uitest.LooksAsEver(t, w.Canvas(), look.name)
		})
	}
}

func TestFindLooksAsEver(t *testing.T) {
	weeks := []data.Seat{}
	for i := range 18 {
		weeks = append(weeks, seatOn(i*3, "A4"))
	}
	for name, variant := range map[string]fyne.ThemeVariant{"find-light": theme.VariantLight, "find-dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			startTest(t, variant)
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
