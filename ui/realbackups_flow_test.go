package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

func TestFlowBackupsThatCannotBeListed(t *testing.T) {
	f := flowForTest(t)
	f.made.errs["list"] = &storage.Error{Op: storage.OpList, Path: "/data/backup", Err: errForTest}
	f.menu("Backups…")
	v := f.w.backups.list
	if v.empty.text != "The backups could not be listed" || !strings.Contains(v.emptyMore.text, "it broke") {
		t.Errorf("it says %q, %q", v.empty.text, v.emptyMore.text)
	}
	f.made.errs["list"] = nil
	f.w.backups.refresh()
	f.hand.run()
	if v.empty.text != "There are no backups yet" || !strings.Contains(v.emptyMore.text, "“Export backup”") || v.detailsCard.Visible() {
		t.Errorf("without any it says %q, %q", v.empty.text, v.emptyMore.text)
	}
	f.keys(fyne.KeyReturn, fyne.KeyDelete)
	f.wantNoSheet()
	f.made.files = backupsForTest()
	v.export.Tapped(nil)
	f.hand.run()
	if len(v.files) != 8 || len(backupsIn(t, f.folder)) != 1 {
		t.Errorf("after an export %d are listed", len(v.files))
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
	f.w.backups.exports.export()
	f.hand.run()
	f.clickTwice("A1")
	f.button("Release")
	f.wantSeats()
	f.w.backups.exports.export()
	f.hand.run()
	f.menu("Backups…")
	v := f.w.backups.list
	if len(v.files) != 2 || !v.files[0].Newest || v.summary.Text != "2 backups · newest checked ✓" || words.BackupHolds(v.files[1]) != "1 person · 1 booking" {
		t.Fatalf("listed are %+v, it says %q", v.files, v.summary.Text)
	}
	v.checkAll.Tapped(nil)
	f.hand.run()
	f.wantToast(Good, "Backups checked", "2 backups are sound")
	f.key(fyne.KeyDown)
	v.details.compareNow.Tapped(nil)
	f.hand.run()
	f.wantSheet("What has changed since this backup", "1 booking differs", "changed since") // a released booking is kept
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyReturn)
	if f.w.looking == nil {
		t.Fatalf("it is not looked at; %q", f.w.toastTitles())
	}
	f.wantSeats("A1 Ines Okafor")
	f.w.backups.exports.export()
	f.hand.run()
	f.wantToast(Error, "The change could not be saved", "You are looking at a backup")
	f.key(fyne.KeyEscape)
	f.wantSeats()

	// A copy that is locked opens with its passphrase alone.
	locked := t.TempDir()
	f.w.backups.exports.controls.ExportLocked(locked, "correct horse")
	f.hand.run()
	f.wantToast(Good, "Locked copy written and checked")
	paths, _ := filepath.Glob(filepath.Join(locked, "*.json.age"))
	if len(paths) != 1 {
		t.Fatalf("written are %q", paths)
	}
	f.drop(paths[0])
	f.wantSheet("This backup is locked")
	typeText(f.w.win, "wrong horse")
	f.key(fyne.KeyReturn)
	f.wantSheet("That is not the passphrase of this file")
	typeText(f.w.win, "correct horse")
	f.key(fyne.KeyReturn)
	f.wantSheet("The backup holds just what is there now")
	f.key(fyne.KeyEscape)

	f.menu("Backups…")
	f.keys(fyne.KeyDown, fyne.KeyReturn)
	f.key(fyne.KeyEscape) // and back
	f.menu("Backups…")
	f.keys(fyne.KeyDown, fyne.KeyDelete, fyne.KeyReturn)
	if v := f.w.backups.list; len(v.files) != 1 || !v.files[0].Newest {
		t.Errorf("after one is deleted there are %+v; %q", v.files, f.w.toastTitles())
	}
	place := t.TempDir()
	f.menu("Backup settings…")
	f.wantSheet("Backup settings", "all of the last 2 days")
	f.key(fyne.KeyEscape)
	b := storage.DefaultBackupSettings()
	b.Place = place
	f.w.backups.saveSettings(storage.DefaultBackupSettings(), b, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	f.hand.run()
	if f.w.backups.keeping.settings.Place != place {
		t.Errorf("kept is %+v", f.w.backups.keeping.settings)
	}
	f.made.automatic.told()
	f.hand.run()
	temporary, _ := filepath.Glob(filepath.Join(f.folder, ".*"))
	if len(temporary) != 0 {
		t.Errorf("left in the data folder are %q", temporary)
	}
}

func TestFlowBackupsThatComeByThemselvesAreListed(t *testing.T) {
	f := flowForTest(t)
	f.menu("Backups…")
	f.made.files = backupsForTest() // and the store tells of them
	f.w.loads.reload()
	f.hand.run()
	if len(f.w.backups.list.files) != 8 {
		t.Errorf("%d are listed", len(f.w.backups.list.files))
	}
}
