package board

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
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
			w.Select(uitest.Desk("A4"))
			w.focus(w.list)
		}},
		{"who-dark", theme.VariantDark, func(w *WhosWhere) { w.filter.SetText("a text that nobody matches") }},
	} {
		t.Run(look.name, func(t *testing.T) {
			uitest.Start(t, kit.NewTheme(), look.variant)
			who := newWhosWhere()
			who.OnRelease = func(WhoRow) {}
			w := uitest.Show(t, kit.NewCard(kit.ColorNameSurface, who), 340, 420)
			who.SetRows(RowsOf([]data.Office{data.SampleOffice()}, uitest.Seats(), nil, WhoByFloor), 42)
			look.show(who)
			uitest.LooksAsEver(t, w.Canvas(), look.name)
		})
	}
}

func TestTheWelcomeLooksAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	b := New(Options{Today: uitest.TodayNow, Welcome: []kit.Action{{Label: "Fill with sample data", Primary: true}, {Label: "Restore a backup…"}}})
	w := uitest.Show(t, b, 800, 480)
	state := stateForTest()
	state.People, state.Seats = 0, nil
	b.Apply(state)
	uitest.LooksAsEver(t, w.Canvas(), "welcome")
}
