package ui

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// lookInside shows a backup in which Vera Lang, whom the present does not know, has
// desk A2. It returns the store that is looked at.
func (f *flow) lookInside(t *testing.T, file storage.BackupFile) *storage.Store {
	t.Helper()
	inside := &flow{T: t, folder: t.TempDir()}
	store := inside.otherStore()
	fillForTest(inside, store, "Vera Lang")
	inside.book(store, "A2", "Vera Lang", uitest.Tuesday)
	f.made.inside = func() *storage.Store { return store }
	f.w.backups.LookInside(file, "")
	f.hand.Run()
	return store
}

func isOpen(s *storage.Store) bool {
	_, err := s.Status(context.Background())
	return err == nil
}

func TestFlowABackupIsLookedAt(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.made.files = uitest.Backups()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	present := f.w.store
	f.menu("Backups…")
	store := f.lookInside(t, f.made.files[4])
	if f.w.backups.List != nil || f.w.looking == nil || f.w.store != store {
		t.Fatal("the backup is not shown")
	}
	f.wantSeats("A2 Vera Lang")
	if got := f.w.frame.lookBanner.Text.Text; got != "You are looking at the backup of Friday 20 November 2026, 16:42:07. Nothing can be changed." {
		t.Errorf("the banner says %q", got)
	}
	if got := f.w.win.Title(); got != "Backup of Friday 20 November, 16:42 – Seatkeeper" {
		t.Errorf("the window's title is %q", got)
	}
	if got := f.w.frame.status; got.Saved.Text != "" || got.Changes.Text != "" || got.Folder.Text != f.made.files[4].Path {
		t.Errorf("the status bar says %q, %q, %q", got.Saved.Text, got.Changes.Text, got.Folder.Text)
	}
	if f.w.win.Canvas().Focused() != fyne.Focusable(f.w.frame.lookBanner.Action) {
		t.Errorf("the keys go to %T", f.w.win.Canvas().Focused())
	}

	// The present goes on meanwhile, and is not mixed with it.
	f.book(f.otherStore(), "B1", "Ines Okafor", "2026-11-25")
	f.look()
	f.wantSeats("A2 Vera Lang")
	if f.made.started != 1 || f.made.automatic.ended != 0 {
		t.Errorf("automatic backups began %d times and ended %d times", f.made.started, f.made.automatic.ended)
	}

	f.w.offices.AddSample()
	f.wantToast(kit.Error, "The change could not be saved", "Press “Back to the present” first.")
	f.w.win.Canvas().Focus(f.w.frame.lookBanner.Action)
	f.key(fyne.KeyEscape) // the banner's button has the keys
	if n := len(f.w.news.toasts.Shown()); n != 0 {
		t.Errorf("back in the present it is still told: %q", f.w.toastTitles())
	}
	if f.w.looking != nil || f.w.store != present || !strings.HasPrefix(f.w.win.Title(), "Harbour House · Tuesday 24 November 2026 · ") {
		t.Fatal("Escape does not show the present again")
	}
	f.wantSeats("A1 Ines Okafor")
	if f.w.shown.state.For.Name != "Ines Okafor" {
		t.Errorf("now booked is for %+v", f.w.shown.state.For)
	}
	if isOpen(store) || !isOpen(present) || f.made.started != 1 {
		t.Errorf("the backup is open: %v, the present: %v; automatic backups began %d times", isOpen(store), isOpen(present), f.made.started)
	}
	f.clickTwice("A1")
	f.button("Release")
	f.wantSeats()
}

func TestFlowNothingIsChangedInABackup(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	store := f.lookInside(t, uitest.BackupAt(0))
	before, err := store.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{
		"Undo", "Redo", "Book or release the selected desk", "Book or release several days…", "Block desk…", "Allow changes to past days",
		"Import people…", "Import floor plan…", "Choose who to book for…", "New sample data", "Restore backup…", "Backup settings…",
		"Export backup", "Export backup to…", "Export locked copy…",
	} {
		if !f.item(label).Disabled {
			t.Errorf("%s can be chosen", label)
		}
	}
	for _, label := range []string{"Next day", "Find a person or desk…", "People…", "Backups…", "Back to the present", "Quit"} {
		if f.item(label).Disabled {
			t.Errorf("%s can't be chosen", label)
		}
	}
	if f.person().Visible() || f.shownPlan().Hint("A1") != "" || !f.w.backups.Exports.Controls.Button.Disabled() {
		t.Error("the board offers to book, or the toolbar to export")
	}
	all := f.changes()
	maps.Copy(all, map[string]func(){
		"drop a backup": func() { f.drop("/somewhere/backup-1.json.age") },
		"redo":          f.w.history.redo,
		"export":        f.w.backups.Exports.Export,
		"export to":     f.w.backups.Exports.ExportTo,
		"export locked": f.w.backups.Exports.ExportLocked,
		"restore":       f.w.backups.Restores.Choose,
		"settings":      f.w.backups.ShowSettings,
	})
	for name, act := range all {
		f.w.news.say(kit.Toast{Title: "before"})
		f.click("B1")
		act()
		f.hand.Run()
		f.wantNoSheet()
		if got := f.toast(); got.Tone != kit.Error || !strings.Contains(got.Text, "You are looking at a backup") || !strings.Contains(got.Text, "Back to the present") {
			t.Errorf("%s: the toast is %q, %q", name, got.Title, got.Text)
		}
	}
	f.menu("People…")
	f.key(fyne.KeyInsert)
	f.typeName("Dana Weiss")
	f.wantSheet("a backup is never changed")
	f.keys(fyne.KeyEscape, fyne.KeyEscape)
	after, err := store.Status(context.Background())
	if err != nil || after.Changes != before.Changes {
		t.Errorf("it was changed: %+v, %v", after, err)
	}

	// From there the list of all backups is at hand, of the present.
	f.menu("Backups…")
	if f.w.looking != nil || f.w.backups.List == nil || isOpen(store) {
		t.Error("Backups… does not go back to the present first")
	}
}

func TestFlowTheWindowIsClosedWhileABackupIsLookedAt(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	present := f.w.store
	inside := f.lookInside(t, uitest.BackupAt(0))
	f.w.close()
	f.hand.Run()
	if isOpen(present) || isOpen(inside) || f.made.automatic.ended != 1 || !f.made.automatic.open {
		t.Errorf("the present is open: %v, the backup: %v; the automatic backups ended %d times, before the store: %v",
			isOpen(present), isOpen(inside), f.made.automatic.ended, f.made.automatic.open)
	}
}

func TestFlowTheWindowIsClosedWhileABackupIsOpened(t *testing.T) {
	f := flowForTest(t)
	inside := (&flow{T: t, folder: t.TempDir()}).otherStore()
	f.made.inside = func() *storage.Store { f.w.close(); return inside }
	f.w.backups.LookInside(uitest.BackupAt(0), "")
	f.hand.Run()
	if isOpen(inside) {
		t.Error("what was opened too late stays open")
	}
}

func TestFlowABackupThatCannotBeLookedAt(t *testing.T) {
	f := flowForTest(t)
	file := uitest.BackupAt(0)
	ask := "open " + "backup-20261124-104207.json"
	f.made.errs[ask] = &failure.Error{Op: failure.OpVerify, Path: file.Path, Err: &failure.FaultsError{Faults: []failure.Fault{{Code: failure.FaultChecksum}}}}
	f.w.backups.LookInside(file, "")
	f.wantSheet("Opening the backup")
	f.hand.Run()
	f.wantSheet("The backup could not be opened", "checksum")
	f.key(fyne.KeyEscape)
	f.made.errs[ask] = &failure.Error{Op: failure.OpVerify, Path: file.Path, Err: errors.New("it broke")}
	f.w.backups.LookInside(file, "")
	f.hand.Run()
	f.wantNoSheet()
	f.wantToast(kit.Error, "The backup could not be opened", "it broke")

	f.made.errs[ask] = failure.ErrNeedsPassphrase
	f.w.backups.LookInside(file, "")
	f.hand.Run()
	f.key(fyne.KeyEscape)
	if f.w.looking != nil {
		t.Fatal("it is open")
	}
	f.w.backups.LookInside(file, "")
	f.hand.Run()
	f.made.inside = (&flow{T: t, folder: t.TempDir()}).otherStore
	uitest.Type(f.w.win, "the right one")
	f.key(fyne.KeyReturn)
	if f.w.looking == nil {
		t.Error("it is not open")
	}
}
