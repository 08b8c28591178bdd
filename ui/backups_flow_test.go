package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// backupsFlow is a window with made-up backups, which it shows.
func backupsFlow(t *testing.T, names ...string) *flow {
	t.Helper()
	f := flowForTest(t, names...)
	f.made.files = uitest.Backups()
	f.menu("Backups…")
	if f.w.backups.List == nil {
		t.Fatal("the backups are not shown")
	}
	return f
}

func (f *flow) keys(names ...fyne.KeyName) {
	f.Helper()
	for _, name := range names {
		f.key(name)
	}
}

// name returns the file's name of the i-th backup.
func (f *flow) name(i int) string { return filepath.Base(f.made.files[i].Path) }

// listed is the list of the backups.
func (f *flow) listed() *kit.KeyList { return uitest.Find[*kit.KeyList](f, f.w.backups.List) }

func (f *flow) wantAsked(want ...string) {
	f.Helper()
	if got := fmt.Sprint(f.made.asked); got != fmt.Sprint(want) {
		f.Errorf("asked for %v\nwant %v", got, want)
	}
	f.made.asked = nil
}

func TestFlowBackupsAreShownAndLeft(t *testing.T) {
	f := backupsFlow(t, "Ines Okafor")
	if f.w.frame.bar.Visible() || !f.reads("8 backups · newest checked ✓") {
		t.Errorf("the bar of the board is visible: %v", f.w.frame.bar.Visible())
	}
	if f.w.win.Canvas().Focused() != fyne.Focusable(f.listed()) {
		t.Errorf("the keys go to %T", f.w.win.Canvas().Focused())
	}
	f.key(fyne.KeyEscape)
	if f.w.backups.List != nil || !f.w.frame.bar.Visible() || f.w.frame.parts.middle != fyne.CanvasObject(f.w.shown.board) {
		t.Error("Escape does not show the board again")
	}
	f.menu("Backups…")
	f.menu("Choose who to book for…") // what is about the board goes there
	if f.w.backups.List != nil || f.top() == nil {
		t.Error("the choice does not open on the board")
	}
}

func TestFlowABackupIsCheckedWithItsProgress(t *testing.T) {
	f := backupsFlow(t)
	v := f.w.backups.List
	f.made.progress = func() {
		if !f.reads("Checking, 42 %", "Stop") || !f.shownButton("Check").Disabled() {
			t.Errorf("meanwhile it says:\n%s", f.shownText())
		}
		f.made.files[3].State = storage.BackupChecked
	}
	f.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	f.tap("Check")
	f.hand.Run()
	f.wantAsked("check " + f.name(3))
	if v.Backups()[3].State != storage.BackupChecked || v.Chosen() != f.made.files[3].Path || !f.reads("Check all") {
		t.Errorf("afterwards it is %+v", v.Backups()[3])
	}
	if len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("what the row says is said twice: %q", f.w.toastTitles())
	}
}

func TestFlowAllBackupsAreChecked(t *testing.T) {
	f := backupsFlow(t)
	f.made.files = f.made.files[:5]
	f.made.files[3].Locked = true
	f.w.backups.Refresh()
	f.hand.Run()
	f.made.errs["check "+f.name(1)] = &failure.Error{Op: failure.OpVerify, Err: &failure.FaultsError{Faults: []failure.Fault{{Code: failure.FaultChecksum}}}}
	f.made.errs["check "+f.name(3)] = &failure.Error{Op: failure.OpVerify, Err: failure.ErrNeedsPassphrase}
	f.made.errs["check "+f.name(4)] = &failure.Error{Op: failure.OpVerify, Err: &failure.NewerFormatError{Have: "9.0.0"}}
	f.made.progress = func() {
		if !f.reads("Checking ", " of 5, 42 %") {
			t.Errorf("meanwhile it says:\n%s", f.shownText())
		}
	}
	f.shownButton("Check all").Tapped(nil)
	f.made.files[1].State = storage.BackupDamaged // as the store notes it
	f.made.files[1].Err = f.made.errs["check "+f.name(1)]
	f.hand.Run()
	f.wantAsked("check "+f.name(0), "check "+f.name(1), "check "+f.name(2), "check "+f.name(3), "check "+f.name(4))
	f.wantToast(kit.Error, "A backup is damaged", "2 backups are sound, 1 is damaged, 1 was made by a newer version, 1 is locked and was left out")
	f.wantNoSheet()
	if v := f.w.backups.List; v.Backups()[1].State != storage.BackupDamaged {
		t.Errorf("the damaged one is %+v", v.Backups()[1])
	}
}

func TestFlowABackupButtonLeavesTheKeysToTheList(t *testing.T) {
	f := backupsFlow(t)
	f.w.win.Canvas().Unfocus() // as a click on a button does
	f.w.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyDown})
	if v := f.w.backups.List; f.w.win.Canvas().Focused() != f.listed() || v.Chosen() != v.Backups()[1].Path {
		t.Errorf("Down goes to %v, and %s is chosen", f.w.win.Canvas().Focused(), f.w.backups.List.Chosen())
	}
}

func TestFlowACheckIsStopped(t *testing.T) {
	f := backupsFlow(t)
	f.made.progress = func() { f.shownButton("Stop").Tapped(nil) }
	f.shownButton("Check all").Tapped(nil)
	f.hand.Run()
	f.wantAsked()
	if !f.reads("Check all") || len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("it goes on: %q\n%s", f.w.toastTitles(), f.shownText())
	}
	// To leave stops it too.
	f.made.progress = func() { f.key(fyne.KeyEscape) }
	f.shownButton("Check all").Tapped(nil)
	f.hand.Run()
	f.wantAsked()
}

func TestFlowALockedBackupIsCheckedWithItsPassphrase(t *testing.T) {
	f := backupsFlow(t)
	f.made.errs["check "+f.name(7)] = &failure.Error{Op: failure.OpVerify, Path: f.made.files[7].Path, Err: failure.ErrNeedsPassphrase}
	f.key(fyne.KeyEnd)
	f.tap("Check")
	f.hand.Run()
	f.wantSheet("This backup is locked", f.name(7))
	uitest.Type(f.w.win, "a wrong one")
	f.key(fyne.KeyReturn)
	f.wantSheet("This backup is locked", "That is not the passphrase of this file")
	uitest.Type(f.w.win, "the right one")
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	if v := f.w.backups.List; v.Backups()[7].State != storage.BackupUnchecked { // the list was read anew
		t.Errorf("it is %+v", v.Backups()[7])
	}
	f.wantAsked("check "+f.name(7), "check "+f.name(7), "check "+f.name(7))
}

func TestFlowABackupIsDeleted(t *testing.T) {
	f := backupsFlow(t)
	if !f.shownButton("Delete…").Disabled() || !f.reads("This is the newest good backup, so it can’t be deleted.") {
		t.Errorf("the newest good one can be deleted; it says:\n%s", f.shownText())
	}
	f.key(fyne.KeyDelete)
	f.wantNoSheet()
	f.keys(fyne.KeyDown, fyne.KeyDelete)
	f.wantSheet("Delete this backup?", "trash", "Tuesday 24 November, 10:00")
	f.key(fyne.KeyEscape)
	f.wantAsked()
	f.key(fyne.KeyDelete)
	gone := f.name(1)
	f.made.files = append(f.made.files[:1:1], f.made.files[2:]...)
	f.key(fyne.KeyReturn)
	f.wantAsked("delete " + gone)
	f.wantToast(kit.Good, "The backup is in the trash", gone)
	if v := f.w.backups.List; len(v.Backups()) != 7 || v.Chosen() != f.made.files[1].Path {
		t.Errorf("%d are left, %s is selected", len(v.Backups()), v.Chosen())
	}
	f.made.trashed = false
	f.keys(fyne.KeyDelete, fyne.KeyReturn)
	f.wantToast(kit.Warning, "The backup is deleted for good", "no trash")
	f.made.errs["delete "+f.name(1)] = &failure.Error{Op: failure.OpDelete, Path: "/data/x", Err: failure.ErrNewestBackup}
	f.keys(fyne.KeyDelete, fyne.KeyReturn)
	f.wantToast(kit.Error, "The backup could not be deleted", "/data/x is the newest good backup.", "The backup is where it was.", "Export a new backup first")
}

func TestFlowABackupThatUndoNeedsIsNotDeletedWithoutAWord(t *testing.T) {
	f := backupsFlow(t)
	f.made.files[1].ForUndo = true
	f.w.backups.Refresh()
	f.hand.Run()
	f.key(fyne.KeyDown)
	if !f.reads("Undo goes back to this backup, so it is not removed by itself as long as that can be undone.") {
		t.Errorf("it says:\n%s", f.shownText())
	}
	f.key(fyne.KeyDelete)
	f.wantSheet("Delete this backup?", "without it, that can’t be undone any more", "trash")
	f.key(fyne.KeyEscape)
	f.wantAsked()
}

func TestFlowABackupIsCopied(t *testing.T) {
	f := backupsFlow(t)
	f.w.backups.CopyTo(f.made.files[0], "/media/stick")
	f.wantSheet("Copying the backup", f.name(0))
	f.hand.Run()
	f.wantNoSheet()
	f.wantToast(kit.Good, "The copy is written and checked", filepath.Join("/media/stick", f.name(0)), "It was read back from the drive.")
	var shown string
	f.w.system.openInFiles = func(_ fyne.App, folder string) error { shown = folder; return nil }
	f.press("Open folder")
	if shown != filepath.FromSlash("/media/stick") {
		t.Errorf("opened is %q", shown)
	}
	f.made.errs["copy "+f.name(0)] = &failure.Error{Op: failure.OpCopy, Path: "/media/stick", Err: &failure.SpaceError{Need: 5000, Free: 1000}}
	f.w.backups.CopyTo(f.made.files[0], "/media/stick")
	f.hand.Run()
	f.wantToast(kit.Error, "The copy could not be written", "too little room in /media/stick", "nothing half-written")
}

func TestFlowABackupIsCompared(t *testing.T) {
	f := backupsFlow(t)
	seat := uitest.Seat("floor-1", "A1", "u1", "Ines Okafor")
	seat.Label = "A1"
	f.made.compared.Bookings = storage.Compared[data.Seat]{Added: 1, AddedFirst: []data.Seat{seat}}
	f.shownButton("Compare with now").Tapped(nil)
	f.wantSheet("Comparing the backups")
	f.hand.Run()
	f.wantAsked("compare . " + f.name(0))
	f.wantSheet("What has changed since this backup", "From Tuesday 24 November, 10:42 to now", "1 booking differs", "1 new, 0 gone", "Ines Okafor", "new since")
	f.key(fyne.KeyReturn)
	f.wantNoSheet()

	// With another: from the older to the newer, whichever is chosen first. Damaged
	// and newer ones are not offered.
	f.made.compared = storage.Comparison{}
	f.tap("Compare with another…")
	f.wantSheet("Compare with which backup?", "Today 10:00", "Automatic, on quit")
	if text := textsOf(f.top()); strings.Contains(text, "Fri 20 Nov") || !strings.Contains(text, "Locked") {
		t.Errorf("these are offered:\n%s", text)
	}
	f.keys(fyne.KeyDown, fyne.KeyReturn)
	f.wantAsked("compare " + f.name(0) + " " + f.name(2))
	f.wantSheet("What differs between two backups", "From Monday 23 November, 18:42 to Tuesday 24 November, 10:42", "They hold just the same")
	f.key(fyne.KeyEscape)

	f.made.errs["compare . "+f.name(7)] = failure.ErrNeedsPassphrase
	f.key(fyne.KeyEnd)
	f.tap("Compare with now")
	f.hand.Run()
	uitest.Type(f.w.win, "the right one")
	f.key(fyne.KeyReturn)
	f.wantSheet("What has changed since this backup", "They hold just the same")
}

func TestFlowTheOnlyBackupHasNoneToBeComparedWith(t *testing.T) {
	f := backupsFlow(t)
	f.w.backups.List.SetBackups(f.made.files[:1])
	f.tap("Compare with another…")
	f.wantNoSheet()
	f.wantToast(kit.Warning, "There is no other backup to compare it with", "Damaged ones can’t be compared")
}

func TestFlowABackupIsRestoredFromTheList(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	path := f.backup()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	is := uitest.BackupAt(time.Hour)
	is.Path = path
	f.made.files = []storage.BackupFile{is}
	f.made.errs["restore "+filepath.Base(path)] = failure.ErrNeedsPassphrase
	f.menu("Backups…")
	f.tap("Restore…")
	f.hand.Run()
	f.wantSheet("This backup is locked")
	uitest.Type(f.w.win, "the right one")
	f.key(fyne.KeyReturn)
	f.wantSheet("Restore this backup?", "1 booking differs", "would go")
	f.button("Restore")
	f.wantNoSheet()
	f.wantToast(kit.Good, "The backup is restored")
	f.key(fyne.KeyEscape)
	f.wantSeats()
}

// TestFlowRealBackups goes the whole way with the real files.
