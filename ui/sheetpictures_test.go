package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

// TestSheetPictures draws the sheets for a person to look at, as TestPictures does.
func TestSheetPictures(t *testing.T) {
	folder := os.Getenv("SEATKEEPER_PICTURES")
	scenes := map[string]func(testing.TB, fyne.Window){
		"confirm": func(_ testing.TB, w fyne.Window) {
			confirm(w, "Release desk A1?", "Ines Okafor will have no desk on Tuesday 24 November. You can undo this.",
				Action{Label: "Release"}, Action{Label: "Keep"})
		},
		"deactivate": func(_ testing.TB, w fyne.Window) {
			askDeactivate(w, data.User{Name: "Tomas Berg"}, seatsOnDays("u2", 12), nil, nil)
		},
		"people": func(t testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			v.left.set(true)
			pressIn(w, fyne.KeyDown, fyne.KeyDown)
		},
		"people-rename": func(t testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			pressIn(w, fyne.KeyDown, fyne.KeyReturn)
			v.edit.entry.SetText("ines OKAFOR")
			v.say(Error, "The drive of /data is full.")
		},
		"people-left": func(t testing.TB, w fyne.Window) {
			v := sheetPeopleForTest()
			showPeople(w, v)
			pressIn(w, fyne.KeyInsert)
			typeText(w, "tomas berg")
		},
		"days": func(t testing.TB, w fyne.Window) { daysForTest(t, w, nil) },
		"days-release": func(t testing.TB, w fyne.Window) {
			d, _ := daysForTest(t, w, nil)
			d.mode.choose(1)
			d.to.entry.SetText("2026-13-01")
		},
		"block": func(t testing.TB, w fyne.Window) {
			b, _ := blockForTest(t, w, nil)
			b.from.entry.SetText("2026-12-07")
			b.noEnd.set(true)
			b.sheet.SetMessage(Error, "The change could not be saved, because the drive of /data is full.")
		},
		"blocked": func(t testing.TB, w fyne.Window) {
			blockForTest(t, w, []data.Block{{From: testToday, To: testToday.AddDays(7), Reason: "The screen is being repaired"},
				{From: testToday.AddDays(30), To: data.MaxDate}})
		},
		"import-people":  func(t testing.TB, w fyne.Window) { showListForTest(t, w) },
		"import-offices": func(_ testing.TB, w fyne.Window) { showOfficeImport(w, officeImportForTest(), nil) },
		"faults": func(_ testing.TB, w fyne.Window) {
			showFaults(w, test.NewClipboard(), "The floor plan was not imported", "/home/someone/plan.json", []fileFault{
				{"offices[0].floors[2].desks[17].position.x", "this is not on the floor (1.2)"},
				{"offices[0].floors[2].desks[18].id", "“A7” stands there twice"}})
		},
	}
	sizes := map[string]fyne.Size{"wide": fyne.NewSize(1280, 800), "least": fyne.NewSize(1024, 700), "tiny": fyne.NewSize(640, 400)}
	for scene, show := range scenes {
		for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			for sizeName, size := range sizes {
				if folder == "" && (sizeName != "least" || name != "light") {
					continue // they take their time
				}
				t.Run(fmt.Sprintf("%s-%s-%s", scene, name, sizeName), func(t *testing.T) {
					startTest(t, variant)
					board := NewBoard(BoardOptions{Today: todayForTest})
					w := showTest(t, board, size.Width, size.Height)
					board.Apply(stateForTest())
					show(t, w)
					picture := w.Canvas().Capture()
					if folder == "" {
						return
					}
					file, err := os.Create(filepath.Join(folder, "sheet-"+filepath.Base(t.Name())+".png"))
					if err != nil {
						t.Fatal(err)
					}
					defer file.Close()
					if err := png.Encode(file, picture); err != nil {
						t.Fatal(err)
					}
				})
			}
		}
	}
}
