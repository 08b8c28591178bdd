package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestFlowASecondStartComesToTheWindow(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	backup := f.backup()
	raise := func(file string) {
		t.Helper()
		if !f.w.Raise(file) {
			t.Error("the window says that it closes")
		}
		f.hand.Run()
	}
	f.book(f.w.store, "A1", "Ines Okafor", uitest.Tuesday)
	raise("")
	f.wantNoSheet()
	raise(backup)
	f.wantSheet("Restore this backup?", "Ines Okafor", "would go")
	// Nothing takes the place of what somebody is at.
	list := f.write("people.csv", "Name\nDana Weiss\n")
	raise(list)
	f.wantSheet("Restore this backup?")
	f.wantToast(kit.Warning, "A file waits to be opened", list)
	f.key(fyne.KeyEscape)
	raise(list)
	f.wantSheet("Import people", "Dana Weiss")
	f.key(fyne.KeyEscape)
	f.w.close()
	if f.w.Raise("") {
		t.Error("a window that closes takes something over")
	}
	f.hand.Run()
}

func TestFlowASecondStartComesToAWindowThatIsOpening(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	list := f.write("people.csv", "Name\nDana Weiss\n")
	f.w.close()
	f.hand.Run()
	f.hand = &uitest.ByHand{}
	f.w = NewWindow(fyne.CurrentApp(), f.folder, Options{
		Now: func() time.Time { return uitest.Day(uitest.Tuesday).In(time.UTC) }, Background: backgroundBy(f.hand),
		BackupStorage: f.made.backups(), FileDialog: noFileDialog, News: []kit.Toast{{Title: "Something else"}},
	})
	if !f.w.Raise(list) {
		t.Error("the window says that it closes")
	}
	f.hand.Run()
	f.wantSheet("Import people", "Dana Weiss")
	f.wantToast(kit.Good, "Something else")
	f.w.quit()
	f.hand.Run()
}
