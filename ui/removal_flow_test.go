package ui

import (
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// removeOffice asks in the sheet of the offices for the sample's removal, and begins it.
func (f *flow) removeOffice() {
	f.Helper()
	f.menu("Offices…")
	f.keys("Home") // from the floor that is shown
	f.button("Remove…")
	f.wantSheet("Remove Harbour House?")
	for _, b := range f.sheetButtons() {
		if b.Text == "Remove" {
			b.Tapped(nil) // what it begins waits in the background
			return
		}
	}
	f.Fatal("it can't be removed")
}

func (f *flow) sheetButtons() []*kit.Button { return f.top().(*kit.Sheet).Buttons }

// live is the text of the news about what is under way; empty where there are none.
func (f *flow) live() string {
	for _, t := range f.w.news.toasts.Shown() {
		for _, a := range t.Actions {
			if a.Label == words.Say("export.stop") {
				return t.Title + "\n" + t.Text
			}
		}
	}
	return ""
}

func TestFlowTheRemovalOfAnOfficeIsShownAndCanBeStopped(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.removeOffice()
	if f.live() != "" {
		t.Error("what has hardly begun is shown")
	}
	f.hand.Fire()
	if live := f.live(); !strings.Contains(live, "Removing Harbour House…") || !strings.Contains(live, "You can look around meanwhile") {
		t.Fatalf("%q", live)
	}
	f.wantSheet("Removing Harbour House…") // that of the offices, which lies over the news
	f.toastButton("Stop").Tapped(nil)
	f.keys("Escape")
	f.wantNoSheet()
	f.wantToast(kit.Warning, "Stopped", "Nothing was changed")
	if f.live() != "" || len(data.InUse(f.w.shown.board.State().Offices)) != 1 {
		t.Error("it was not stopped")
	}
	f.removeOffice()
	f.hand.Fire()
	f.hand.Run()
	f.wantToast(kit.Good, "Removed Harbour House")
	if f.live() != "" {
		t.Error("it is shown as if it was under way still")
	}
	// And to take that back, which is stopped in the same way.
	f.keys("Escape")
	f.item("Undo: remove Harbour House").Action()
	f.hand.Fire()
	if live := f.live(); !strings.Contains(live, "Undoing: remove Harbour House") {
		t.Fatalf("%q", live)
	}
	f.toastButton("Stop").Tapped(nil)
	f.hand.Run()
	f.wantToast(kit.Warning, "Stopped")
	f.menu("Undo: remove Harbour House")
	f.wantToast(kit.Good, "Undone: remove Harbour House")
}
