package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
)

// TestPictures draws the window for a person to look at, into the folder that
// SEATKEEPER_PICTURES names. Without it, it only makes sure that all is drawn.
func TestPictures(t *testing.T) {
	folder := os.Getenv("SEATKEEPER_PICTURES")
	sample := data.Sample([]data.Office{{ID: "big", Name: "Tower"}}, data.SampleSize{People: 100, Days: 1, Full: true, Until: testToday})
	crowd := BoardState{Offices: sample.Offices, Day: testToday, People: 100}
	for b := range sample.Bookings() {
		if len(crowd.Seats)%7 != 3 {
			crowd.Seats = append(crowd.Seats, data.Seat{Booking: b, Name: sample.Users[len(crowd.Seats)].Name})
		} else {
			crowd.Seats = append(crowd.Seats, data.Seat{})
		}
	}
	scenes := []struct {
		name string
		show func(*Board, *Toasts)
	}{
		{"board", func(b *Board, _ *Toasts) { b.Apply(stateForTest()); b.plan.hover("B2"); b.Select("B2") }},
		{"toasts", func(b *Board, toasts *Toasts) {
			b.Apply(stateForTest())
			b.Select("A7")
			b.plan.FocusGained()
			long := "/home/someone/Documents/Seatkeeper/a-rather-long-folder-name-without-any-space-in-it-at-all/data/backup/backup-20261124-104207.json"
			toasts.Add(Toast{Tone: Error, Title: "The backup could not be written", Text: "Seatkeeper may not write to " + long + " (permission denied).", Actions: []Action{{Label: "Try again"}}})
			toasts.Add(Toast{Tone: Warning, Title: "The disk is nearly full"})
			toasts.Add(Toast{Title: "Backup written and checked", Text: "data/backup/backup-20261124-104207.json · 128 people, 14,302 bookings",
				Actions: []Action{{Label: "Open folder"}, {Label: "Copy path"}}})
		}},
		{"turned", func(b *Board, _ *Toasts) {
			s := stateForTest()
			s.FloorID = "floor-2"
			b.Apply(s)
			b.Select("E2")
			b.plan.hover("E4")
		}},
		{"crowd", func(b *Board, _ *Toasts) { b.Apply(crowd) }},
		{"welcome", func(b *Board, _ *Toasts) {
			s := stateForTest()
			s.People, s.Seats, s.Day = 0, nil, testToday.AddDays(400)
			b.Apply(s)
		}},
		{"empty", func(b *Board, _ *Toasts) { b.Apply(BoardState{Day: testToday, People: 3}) }},
		{"asking", func(b *Board, _ *Toasts) {
			b.Apply(stateForTest())
			b.who.filter.SetText("zz")
			b.day.ask()
			b.day.asking.Content.(*dayForm).entry.SetText("2026-02-30")
			b.day.asking.Content.(*dayForm).submit()
		}},
	}
	sizes := []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1024, 700)}
	for _, scene := range scenes {
		for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%s-%s-%.0f", scene.name, name, size.Width), func(t *testing.T) {
					startTest(t, variant)
					board := NewBoard(BoardOptions{Today: todayForTest, Welcome: []Action{{Label: "Fill with sample data", Primary: true}, {Label: "Restore a backup…"}}})
					toasts := NewToasts(func(time.Duration, func()) {})
					status := NewStatusBar()
					status.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
					status.SetCounts(128, 42, 14302)
					status.SetFolder("/home/someone/Documents/Seatkeeper/data")
					tools := container.NewHBox(NewButton(PrimaryButton, "Export backup", nil), NewButton(PlainButton, "Restore…", nil))
					banner := NewBanner(Warning, "The data folder can only be read: changes can't be saved. Ask whoever looks after this computer for write access.", Action{Label: "Try again"})
					top := container.NewVBox(tools)
					if scene.name == "toasts" {
						top.Add(banner)
					}
					w := showTest(t, container.NewStack(container.NewBorder(top, status, nil, nil, board), toasts), size.Width, size.Height)
					scene.show(board, toasts)
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
}
