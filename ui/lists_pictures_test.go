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

// TestListPictures draws the lists and the panel that finds, for a person to look
// at, as [TestPictures] does the window.
func TestListPictures(t *testing.T) {
	folder := os.Getenv("SEATKEEPER_PICTURES")
	office := data.SampleOffice()
	rows := func() []WhoRow {
		var rows []WhoRow
		for _, s := range seatsForTest() {
			for _, f := range office.Floors {
				for _, d := range f.Desks {
					if s.Floor == f.ID && s.Desk == d.ID {
						rows = append(rows, WhoRow{Seat: s, Desk: d, Floor: f, Office: office})
					}
				}
			}
		}
		SortWho(rows, WhoByFloor)
		return rows
	}
	who := func(show func(*WhosWhere)) func(*testing.T) (fyne.CanvasObject, func()) {
		return func(*testing.T) (fyne.CanvasObject, func()) {
			w := NewWhosWhere()
			w.OnRelease = func(WhoRow) {}
			return newCard(ColorNameSurface, w), func() { w.SetRows(rows(), 42); show(w) }
		}
	}
	find := func(text string, answer []data.Seat, show func(*FindPanel)) func(*testing.T) (fyne.CanvasObject, func()) {
		return func(*testing.T) (fyne.CanvasObject, func()) {
			p := NewFindPanel(FindOptions{
				People: NewPeopleIndex(peopleForTest()), Desks: NewDeskIndex(findOfficesForTest()), Today: todayForTest,
				Ask:  func(_ string, _ data.DeskRef, done func([]data.Seat)) { done(answer) },
				OnGo: func(FindTarget) {}, OnCancel: func() {},
			})
			return newCard(ColorNameSurface, p), func() { p.Focus(); p.entry.SetText(text); show(p) }
		}
	}
	weeks := []data.Seat{}
	for i := range 18 {
		weeks = append(weeks, seatOn(i*3, "A4"))
	}
	nothing := func(*FindPanel) {}
	scenes := []struct {
		name string
		size fyne.Size
		make func(*testing.T) (fyne.CanvasObject, func())
	}{
		{"who-selected", fyne.NewSize(380, 600), who(func(w *WhosWhere) {
			w.SetScope(AllOffices)
			w.SetSort(WhoByFloor)
			w.SetBookingFor("u3")
			w.Select(deskAt("A4"))
			w.focus(w.list)
		})},
		{"who-sort", fyne.NewSize(300, 500), who(func(w *WhosWhere) { w.SetBookingFor("u3"); w.Select(deskAt("A7")); w.askSort() })},
		{"who-no-match", fyne.NewSize(300, 500), who(func(w *WhosWhere) { w.filter.SetText("a rather long text that nobody matches") })},
		{"who-empty", fyne.NewSize(300, 500), who(func(w *WhosWhere) { w.SetRows(nil, 42); w.focus(w.sort) })},
		{"find-person", FindPanelSize(fyne.NewSize(1280, 800)), find("in", weeks, func(p *FindPanel) { p.enterDays() })},
		{"find-desk", FindPanelSize(fyne.NewSize(1280, 800)), find("a2", nil, nothing)},
		{"find-zone", FindPanelSize(fyne.NewSize(1280, 800)), find("hot", weeks[:1], nothing)},
		{"find-nothing", FindPanelSize(fyne.NewSize(1280, 800)), find("", nil, nothing)},
		{"find-free", FindPanelSize(fyne.NewSize(1280, 800)), find("karin", nil, nothing)},
		{"find-narrow", fyne.NewSize(440, 420), find("in", weeks, nothing)},
		{"bars", fyne.NewSize(1024, 200), func(*testing.T) (fyne.CanvasObject, func()) {
			status := NewStatusBar()
			status.SetSaved(time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC))
			status.SetChanges(3)
			status.SetCounts(2128, 42, 1014302)
			status.SetFolder("/home/someone/Documents/Seatkeeper/a-long-name-of-a-folder/data")
			first, second := NewFindButton("Ctrl+F", nil), NewFindButton("Ctrl+F", nil)
			second.focused, second.hovered = true, true
			row := container.NewGridWithColumns(3, first, second, container.NewHBox(NewFindButton("Ctrl+F", nil)))
			return container.NewBorder(row, status, nil, nil), func() {}
		}},
	}
	for _, scene := range scenes {
		for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
			t.Run(fmt.Sprintf("%s-%s", scene.name, name), func(t *testing.T) {
				startTest(t, variant)
				object, show := scene.make(t)
				w := showTest(t, container.NewPadded(object), scene.size.Width, scene.size.Height)
				show()
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
