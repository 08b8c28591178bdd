package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// startWith ends the window and starts the program anew with a file, as a double click on it
// does.
func (f *flow) startWith(path string) {
	f.Helper()
	f.w.close()
	f.hand.Run()
	f.hand = &uitest.ByHand{}
	f.w = NewWindow(fyne.CurrentApp(), f.folder, Options{
		Now: func() time.Time { return uitest.Day(uitest.Tuesday).In(time.UTC) }, Background: backgroundBy(f.hand),
		BackupStorage: f.made.backups(), FileDialog: noFileDialog, File: path,
	})
	f.hand.Run()
	w, hand := f.w, f.hand
	f.Cleanup(func() {
		if !w.ended {
			w.quit()
			hand.Run()
		}
	})
}

func TestFlowAFileThatIsOpenedIsPreviewed(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	backup := f.backup()
	f.book(f.w.store, "A1", "Ines Okafor", uitest.Tuesday)
	f.startWith(backup)
	f.wantSheet("Restore this backup?", "Ines Okafor", "would go")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.wantSeats("A1 Ines Okafor")
	f.startWith(f.write("people.csv", "Name\nDana Weiss\n"))
	f.wantSheet("Import people", "Dana Weiss")
	f.key(fyne.KeyEscape)
	f.startWith(f.write("picture.png", "none"))
	f.wantToast(kit.Warning, "Seatkeeper can’t open that file")
	f.wantNoSheet()
}
