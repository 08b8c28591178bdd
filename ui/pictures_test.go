package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestTheBoardLooksAsEver(t *testing.T) {
	for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			startTest(t, NewTheme(), variant)
			shown := NewBoard(BoardOptions{Today: todayForTest})
			toasts, status := NewToasts(func(time.Duration, func()) {}), NewStatusBar()
			status.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
			status.SetCounts(128, 42, 14302)
			status.SetFolder("/home/someone/Documents/Seatkeeper/data")
			banner := NewBanner(Warning, "The data folder can only be read: changes can't be saved. Ask whoever looks after this computer for write access.", Action{Label: "Try again"})
			w := showTest(t, container.NewStack(container.NewBorder(banner, status, nil, nil, shown), toasts), 1024, 700)
			shown.Apply(BoardState{
				Offices: officesForTest(), OfficeID: "harbour-house", FloorID: "floor-1",
				Day: testToday, Seats: seatsForTest(), People: 128,
			})
			shown.Select("A7")
			toasts.Add(Toast{Tone: Error, Title: "The backup could not be written", Text: "Seatkeeper may not write to /data/backup (permission denied).", Actions: []Action{{Label: "Try again"}}})
			toasts.Add(Toast{Title: "Backup written and checked", Text: "data/backup/backup-20261124-104207.json · 128 people, 14,302 bookings",
				Actions: []Action{{Label: "Open folder"}, {Label: "Copy path"}}})
			uitest.LooksAsEver(t, w.Canvas(), "board-"+name)
		})
	}
}
