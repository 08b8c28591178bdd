package people

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

func manyPeople(n int) *search.PeopleIndex {
	sample := data.Sample([]data.Office{data.SampleOffice()}, data.SampleSize{People: min(n, 1000), Days: 1, Until: uitest.Today})
	people := make([]data.User, n)
	for i := range people {
		u := sample.Users[i%len(sample.Users)]
		people[i] = data.User{ID: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("%s %d", u.Name, i), Active: i%10 != 3}
	}
	return search.NewPeopleIndex(people)
}

// A keystroke must be answered within 50 ms. Here are three in a round: one that
// finds, one that moves, one that finds everybody again.
func BenchmarkPersonChoiceKey(b *testing.B) {
	for _, n := range []int{2000, 100_000} {
		people := manyPeople(n)
		for _, text := range []string{"a", "nobody of that name", fmt.Sprint(n - 1)} {
			b.Run(fmt.Sprintf("%d/%.6s", n, text), func(b *testing.B) {
				uitest.Start(b, kit.NewTheme(), theme.VariantLight)
				p := NewPersonChoice()
				p.SetPeople(people)
				uitest.Show(b, p, 600, 400)
				p.Open()
				for b.Loop() {
					p.form.entry.SetText(text)
					uitest.TypeKeys(p.form.entry, fyne.KeyDown)
					p.form.entry.SetText("")
				}
			})
		}
	}
}
