package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/bars"
	"seatkeeper/ui/board"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestTheBoardLooksAsEver(t *testing.T) {
	for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			uitest.Start(t, kit.NewTheme(), variant)
			shown := board.New(board.Options{Today: uitest.TodayNow})
			toasts, status := kit.NewToasts(func(time.Duration, func()) {}), bars.NewStatusBar()
			status.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
			status.SetCounts(128, 42, 14302, 0)
			status.SetFolder("/home/someone/Documents/Seatkeeper/data")
			banner := bars.NewBanner(kit.Warning, "The data folder can only be read: changes can't be saved. Ask whoever looks after this computer for write access.", kit.Action{Label: "Try again"})
			w := uitest.Show(t, container.NewStack(container.NewBorder(banner, status, nil, nil, shown), toasts), 1024, 700)
			shown.Apply(board.State{
				Offices: uitest.Offices(), OfficeID: "harbour-house", FloorID: "floor-1",
				Day: uitest.Today, Seats: uitest.Seats(), People: 128,
			})
			shown.Select("A7")
			toasts.Add(kit.Toast{Tone: kit.Error, Title: "The backup could not be written", Text: "Seatkeeper may not write to /data/backup (permission denied).", Actions: []kit.Action{{Label: "Try again"}}})
			toasts.Add(kit.Toast{Title: "Backup written and checked", Text: "data/backup/backup-20261124-104207.json · 128 people, 14,302 bookings",
				Actions: []kit.Action{{Label: "Open folder"}, {Label: "Copy path"}}})
			uitest.LooksAsEver(t, w.Canvas(), "board-"+name)
		})
	}
}
