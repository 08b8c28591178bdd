package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

func TestFlowBackupsThatCannotBeListed(t *testing.T) {
	f := flowForTest(t)
	f.made.errs["list"] = &failure.Error{Op: failure.OpList, Path: "/data/backup", Err: uitest.Err}
	f.menu("Backups…")
	v := f.w.backups.List
	if !f.reads("The backups could not be listed", "it broke") {
		t.Errorf("it says:\n%s", f.shownText())
	}
	f.made.errs["list"] = nil
	f.w.backups.Refresh()
	f.hand.Run()
	if !f.reads("There are no backups yet", "“Export backup”") || f.reads("Compare with now") {
		t.Errorf("without any it says:\n%s", f.shownText())
	}
	f.keys(fyne.KeyReturn, fyne.KeyDelete)
	f.wantNoSheet()
	f.made.files = uitest.Backups()
	f.tap("Export backup")
	if len(v.Backups()) != 8 || len(backupsIn(t, f.folder)) != 1 {
		t.Errorf("after an export %d are listed", len(v.Backups()))
	}
}

func TestFlowRealBackups(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir()) // where the trash is
	f := &flow{T: t, folder: t.TempDir(), made: newFakeBackups()}
	f.made.real = true
	f.w, f.hand = windowWith(t, f.folder, f.made)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	fillForTest(f, f.w.store, "Ines Okafor")
	f.look()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.w.backups.Exports.Export()
	f.hand.Run()
	f.clickTwice("A1")
	f.button("Release")
	f.wantSeats()
	f.w.backups.Exports.Export()
	f.hand.Run()
	f.menu("Backups…")
	v := f.w.backups.List
	if len(v.Backups()) != 2 || !v.Backups()[0].Newest || !f.reads("2 backups · newest checked ✓") || words.BackupHolds(v.Backups()[1]) != "1 person · 1 booking" {
		t.Fatalf("listed are %+v, it says:\n%s", v.Backups(), f.shownText())
	}
	f.tap("Check all")
	f.wantToast(kit.Good, "Backups checked", "2 backups are sound")
	f.key(fyne.KeyDown)
	f.tap("Compare with now")
	f.wantSheet("What has changed since this backup", "1 booking differs", "changed since") // a released booking is kept
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyReturn)
	if f.w.looking == nil {
		t.Fatalf("it is not looked at; %q", f.w.toastTitles())
	}
	f.wantSeats("A1 Ines Okafor")
	f.w.backups.Exports.Export()
	f.hand.Run()
	f.wantToast(kit.Error, "The change could not be saved", "You are looking at a backup")
	f.key(fyne.KeyEscape)
	f.wantSeats()

	// A copy that is locked opens with its passphrase alone.
	locked := t.TempDir()
	f.w.backups.Exports.Controls.ExportLocked(locked, "correct horse")
	f.hand.Run()
	f.wantToast(kit.Good, "Locked copy written and checked")
	paths, _ := filepath.Glob(filepath.Join(locked, "*.json.age"))
	if len(paths) != 1 {
		t.Fatalf("written are %q", paths)
	}
	f.drop(paths[0])
	f.wantSheet("This backup is locked")
	uitest.Type(f.w.win, "wrong horse")
	f.key(fyne.KeyReturn)
	f.wantSheet("That is not the passphrase of this file")
	uitest.Type(f.w.win, "correct horse")
	f.key(fyne.KeyReturn)
	f.wantSheet("The backup holds just what is there now")
	f.key(fyne.KeyEscape)

	f.menu("Backups…")
	f.keys(fyne.KeyDown, fyne.KeyReturn)
	f.key(fyne.KeyEscape) // and back
	f.menu("Backups…")
	f.keys(fyne.KeyDown, fyne.KeyDelete, fyne.KeyReturn)
	if v := f.w.backups.List; len(v.Backups()) != 1 || !v.Backups()[0].Newest {
		t.Errorf("after one is deleted there are %+v; %q", v.Backups(), f.w.toastTitles())
	}
	place := t.TempDir()
	f.menu("Backup settings…")
	f.wantSheet("Backup settings", "all of the last 2 days")
	f.key(fyne.KeyEscape)
	b := storage.DefaultBackupSettings()
	b.Place = place
	f.w.backups.SaveSettings(storage.DefaultBackupSettings(), b, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	f.hand.Run()
	if f.w.backups.Keeping.Settings.Place != place {
		t.Errorf("kept is %+v", f.w.backups.Keeping.Settings)
	}
	f.made.automatic.told()
	f.hand.Run()
	temporary, _ := filepath.Glob(filepath.Join(f.folder, ".*"))
	if len(temporary) != 0 {
		t.Errorf("left in the data folder are %q", temporary)
	}
}

func TestFlowBackupsThatComeByThemselvesAreListed(t *testing.T) {
	f := flowForTest(t)
	f.menu("Backups…")
	f.made.files = uitest.Backups() // and the store tells of them
	f.w.loads.reload()
	f.hand.Run()
	if len(f.w.backups.List.Backups()) != 8 {
		t.Errorf("%d are listed", len(f.w.backups.List.Backups()))
	}
}
