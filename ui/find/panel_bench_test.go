package find

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/search"
	"seatkeeper/ui/uitest"
)

// A keystroke is to lead to its result within 50 ms: the search, the answer of
// the owner, and the layout of what is shown.
func BenchmarkFindKeystroke(b *testing.B)       { benchmarkFind(b, 2_000) }
func BenchmarkFindKeystroke100000(b *testing.B) { benchmarkFind(b, 100_000) }

func benchmarkFind(b *testing.B, size int) {
	uitest.Start(b, kit.NewTheme(), theme.VariantLight)
	people := make([]data.User, size)
	first, last := []string{"Ines", "Émile", "Marco", "Rana", "Zoë"}, []string{"Okafor", "Duarte", "Lindgren", "Østergaard", "Nakamura"}
	for i := range people {
		people[i] = data.User{ID: fmt.Sprint(i), Name: fmt.Sprint(first[i%5], " ", last[i/5%5], " ", i), Active: true}
	}
	floor := data.Floor{ID: "f", Name: "1st floor"}
	for i := range 500 {
		floor.Desks = append(floor.Desks, data.Desk{ID: fmt.Sprint(i), Label: fmt.Sprint("A", i), Zone: "Engineering"})
	}
	seats := []data.Seat{}
	for i := range 14 {
		seats = append(seats, seatOn(i, "A1"))
	}
	p := NewPanel(Options{
		People: search.NewPeopleIndex(people), Desks: search.NewDeskIndex([]data.Office{{ID: "o", Name: "Harbour House", Floors: []data.Floor{floor}}}),
		Today: uitest.TodayNow, Ask: func(_ string, _ data.DeskRef, done func([]data.Seat)) { done(seats) },
		OnGo: func(Target) {}, OnCancel: func() {},
	})
	uitest.Show(b, p, 780, 520)
	texts := []string{"i", "in", "ine", "ines", "ines o", "a", "a4", "østerg", "nobody at all", "e", "1", "19"}
	i := 0
	for b.Loop() {
		p.Entry.SetText(texts[i%len(texts)])
		p.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		i++
	}
}
