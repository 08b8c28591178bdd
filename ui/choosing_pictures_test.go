package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

// TestChoosingPictures draws what chooses a day or a person, as TestPictures does.
func TestChoosingPictures(t *testing.T) {
	folder := os.Getenv("SEATKEEPER_PICTURES")
	marked := map[data.Date]int{}
	for i := range 12 {
		marked[testToday.AddDays(i*2-3)] = i + 1
	}
	scenes := map[string]func(*DayPicker, *PersonChoice){
		"day":       func(d *DayPicker, _ *PersonChoice) { d.SetDay(testToday + 2); d.ask() },
		"day-wrong": func(d *DayPicker, _ *PersonChoice) { d.ask(); test.Type(d.form.entry, "11/24/2026"); d.form.submit() },
		"day-keys": func(d *DayPicker, _ *PersonChoice) {
			d.ask()
			typeKeys(d.form.entry, fyne.KeyDown)
			typeKeys(d.form.calendar, fyne.KeyPageUp, fyne.KeyRight)
			d.form.calendar.hover(12)
		},
		"person": func(_ *DayPicker, p *PersonChoice) { p.Open() },
		"person-typed": func(_ *DayPicker, p *PersonChoice) {
			p.Open()
			test.Type(p.form.entry, "o")
			typeKeys(p.form.entry, fyne.KeyDown)
		},
		"person-none": func(_ *DayPicker, p *PersonChoice) {
			p.SetChosen(BookingFor{})
			p.Open()
			test.Type(p.form.entry, "Somebody Completely-Unknown With-A-Long-Name")
		},
		"person-guest": func(_ *DayPicker, p *PersonChoice) {
			p.SetChosen(BookingFor{UserID: data.VisitorID, Guest: "Dr. Wells"})
			p.Open()
			typeKeys(p.form.entry, fyne.KeyReturn)
		},
		"person-empty": func(_ *DayPicker, p *PersonChoice) { p.SetPeople(nil); p.FocusGained(); p.Open() },
		"person-many": func(_ *DayPicker, p *PersonChoice) {
			p.SetPeople(manyPeople(2000))
			p.Open()
			typeKeys(p.form.entry, fyne.KeyPageDown, fyne.KeyPageDown)
			fyne.CurrentApp().Driver().CanvasForObject(p).FocusNext()
		},
	}
	for name, show := range scenes {
		for look, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			t.Run(fmt.Sprintf("%s-%s", name, look), func(t *testing.T) {
				startTest(t, variant)
				day, person := NewDayPicker(todayForTest), NewPersonChoice()
				day.SetMarked(marked)
				person.OnAdd = func(string) {}
				person.SetPeople(choicePeopleForTest())
				person.SetChosen(BookingFor{UserID: "u3", Name: "Amara Lindgren"})
				narrow := NewPersonChoice()
				narrow.SetChosen(BookingFor{UserID: "u4", Name: "Karin Lindqvist-Papadopoulou von Hohenstein"})
				place := container.NewWithoutLayout(day, person, narrow)
				w := showTest(t, place, 760, 460)
				day.Move(fyne.NewPos(14, 10))
				day.Resize(day.MinSize())
				person.Move(fyne.NewPos(430, 10))
				person.Resize(fyne.NewSize(310, controlHeight))
				narrow.Move(fyne.NewPos(14, 60))
				narrow.Resize(narrow.MinSize())
				show(day, person)
				image := w.Canvas().Capture()
				if folder == "" {
					return
				}
				file, err := os.Create(filepath.Join(folder, filepath.Base(t.Name())+".png"))
				if err != nil {
					t.Fatal(err)
				}
				defer file.Close()
				if err := png.Encode(file, image); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}
