package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/day"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestFlowFindGoesToDayAndFloor(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	friday := uitest.Day("2026-11-27")
	ref := data.DeskRef{Office: "harbour-house", Floor: "floor-2", Desk: "D1"}
	f.bookAt(ref, "Ines Okafor", friday)
	f.look()
	f.menu("Find a person or desk…")
	f.w.win.Canvas().Focused().(*kit.SearchEntry).SetText("ines")
	f.hand.Run()
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	s := f.w.shown.board.State()
	if s.Day != friday || s.FloorID != "floor-2" || f.w.shown.board.Selected() != "D1" || uitest.Find[*day.Picker](f, f.w.shown.board).Day() != friday {
		t.Errorf("shown are %v, floor %q, desk %q", s.Day, s.FloorID, f.w.shown.board.Selected())
	}
	f.wantSeats("D1 Ines Okafor")
	f.key(fyne.KeyReturn) // the plan has the keys
	f.wantSheet("Release D1?")
	f.key(fyne.KeyEscape)
	f.menu("Today")
	f.wantSeats()
}

func TestFlowFindWhoHasNoDesk(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	f.menu("Find a person or desk…")
	f.w.win.Canvas().Focused().(*kit.SearchEntry).SetText("marco")
	f.hand.Run()
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	if got := f.w.shown.state.For.Name; got != "Marco Reyes" {
		t.Errorf("chosen is %q", got)
	}
	f.key(fyne.KeyHome)
	f.key(fyne.KeyReturn)
	f.wantSeats(f.w.shown.board.Selected() + " Marco Reyes")
}

func TestFlowFindIsLeft(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("Find a person or desk…")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.click("A1")
	f.deskMenu("A1")["Who has this desk in the coming days…"].Tapped(nil)
	f.hand.Run()
	f.wantSheet("Desk A1")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
}

func (f *flow) bookAt(ref data.DeskRef, name string, day data.Date) {
	f.Helper()
	if _, err := f.w.store.Book(f.Context(), data.Booking{DeskRef: ref, UserID: idOf(name), Date: day}); err != nil {
		f.Fatal(err)
	}
}
