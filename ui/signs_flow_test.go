package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/backups"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func fullForTest() error {
	return &failure.Error{Op: failure.OpWrite, Path: "/data/backup/auto", Err: &failure.SpaceError{Need: 2_600_000, Free: 12_000}}
}

func TestFlowNothingIsShownWhileAllIsWell(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.tell(storage.Signs{})
	if f.w.frame.status.Sign.Visible() || len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("it says %q, %q", f.w.frame.status.Sign.Text, f.w.toastTitles())
	}
}

func TestFlowAFailedAutomaticBackup(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.tell(storage.Signs{Failed: fullForTest(), Retry: f.w.now().Add(10 * time.Minute)})
	sign := f.w.frame.status.Sign
	if !sign.Visible() || sign.Color != theme.ColorNameError || !strings.HasPrefix(sign.Text, "✕ The last automatic backup failed: There is too little room in /data/backup/auto") {
		t.Fatalf("it says %q", sign.Text)
	}
	if len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("a toast nags: %q", f.w.toastTitles())
	}
	// By key: the sign is the last stop of Tab.
	f.w.win.Canvas().Focus(f.person())
	f.w.win.Canvas().Focus(sign)
	f.key(fyne.KeyReturn)
	f.wantSheet("The last automatic backup failed", "12.0 kB are free", "earlier backups are untouched", "Make some room", "It is tried again at 10:52 by itself.")
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	if f.made.automatic.tried != 1 {
		t.Errorf("tried %d times", f.made.automatic.tried)
	}
	test.Tap(sign)
	f.button("Settings…")
	f.wantSheet("Backup settings")
	f.key(fyne.KeyEscape)
	f.w.win.Canvas().Focus(sign)
	f.tell(storage.Signs{})
	if sign.Visible() {
		t.Error("the sign stays when one has succeeded")
	}
	if f.w.win.Canvas().Focused() != nil {
		t.Error("the keys go to a sign that is gone")
	}
}

func TestFlowTheSecondPlaceIsAway(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	away := &failure.Error{Op: failure.OpCopy, Path: "/media/stick", Err: failure.ErrPlaceAway}
	f.tell(storage.Signs{Away: away, AwaySince: f.w.now().Add(-24 * time.Hour), Waiting: 6})
	sign := f.w.frame.status.Sign
	if sign.Text != "Second place away since yesterday, 6 copies waiting" || sign.Color != kit.ColorNameQuiet || len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("it says %q in %v, and %q", sign.Text, sign.Color, f.w.toastTitles())
	}
	test.Tap(sign)
	f.wantSheet("The second place is away", "The second place /media/stick is not there", "Nothing is lost")
	f.key(fyne.KeyEscape)
	// It is there, but takes no copies.
	f.tell(storage.Signs{Away: fullForTest(), AwaySince: f.w.now(), Waiting: 2})
	if sign.Text != "No copies to the second place since 10:42, 2 copies waiting" || sign.Color != kit.ColorNameQuiet {
		t.Errorf("it says %q in %v", sign.Text, sign.Color)
	}
	test.Tap(sign)
	f.wantSheet("Copies can’t be made to the second place", "12.0 kB are free", "Nothing is lost", "Make some room")
	if strings.Contains(textsOf(f.top()), "away") {
		t.Errorf("a place that is there is said to be away: %s", textsOf(f.top()))
	}
	f.key(fyne.KeyEscape)
	f.tell(storage.Signs{Away: away, AwaySince: f.w.now(), Failed: fullForTest()}) // what is worse comes first
	if !strings.HasPrefix(sign.Text, "✕") {
		t.Errorf("it says %q", sign.Text)
	}
}

func TestFlowTheNewestBackupIsDamaged(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.made.files = uitest.Backups()
	damaged := f.made.files[4]
	f.tell(storage.Signs{Damaged: &damaged})
	f.wantToast(kit.Error, "The newest backup is damaged", "The backup of Friday 20 November, 16:42", "cut off after 1.1 MB", "export a new backup")
	if sign := f.w.frame.status.Sign; sign.Text != "✕ The newest backup is damaged" || sign.Color != theme.ColorNameError {
		t.Errorf("at the bottom it says %q", sign.Text)
	}
	if f.w.frame.status.Changes.Text != "" || exportNews(f.w) != "The newest backup is damaged" {
		t.Errorf("it still says %q and %q", f.w.frame.status.Changes.Text, exportNews(f.w))
	}
	f.press("Open Backups")
	if f.w.backups.List == nil || len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("the backups are not shown, or it is still told: %q", f.w.toastTitles())
	}
	f.tell(storage.Signs{Damaged: &damaged})
	if n := len(f.w.news.toasts.Shown()); n != 0 {
		t.Error("it is told twice")
	}
	f.tell(storage.Signs{})
	f.tell(storage.Signs{Damaged: &damaged})
	if n := len(f.w.news.toasts.Shown()); n != 1 {
		t.Errorf("a new damage is told %d times", n)
	}
	f.tell(storage.Signs{})
	if n := len(f.w.news.toasts.Shown()); n != 0 {
		t.Error("it is still told when a good one is there")
	}
	if f.w.frame.status.Sign.Visible() || f.w.frame.status.Changes.Text == "" || exportNews(f.w) == "The newest backup is damaged" {
		t.Errorf("it still says %q, %q and %q", f.w.frame.status.Sign.Text, f.w.frame.status.Changes.Text, exportNews(f.w))
	}
}

func TestFlowAnOldBackupIsWarnedOf(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	now := f.w.now()
	f.w.now = func() time.Time { return now }
	f.w.backups.Exports.Export()
	f.hand.Run()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	status := f.w.frame.status
	if status.Changes.Text != "1 change since the last backup" || status.Changes.Color != kit.ColorNameQuiet {
		t.Errorf("at first it says %q", status.Changes.Text)
	}
	f.w.backups.Keeping.Last = now // the test's store takes the clock of the window's start
	now = now.Add(72 * time.Hour)
	f.w.backups.Keeping.SayChanges()
	if status.Changes.Color != kit.ColorNameQuiet {
		t.Errorf("after three days to the minute it says %q", status.Changes.Text)
	}
	now = now.Add(time.Minute)
	f.w.backups.Keeping.SayChanges()
	if status.Changes.Text != "▲ Last backup 3 days ago, 1 change since" || status.Changes.Color != theme.ColorNameWarning {
		t.Errorf("after three days it says %q", status.Changes.Text)
	}
	f.made.settings.WarnAfter = 10 * 24 * time.Hour
	f.w.backups.Keeping.ReadSettings()
	f.hand.Run()
	if status.Changes.Color != kit.ColorNameQuiet {
		t.Errorf("with another setting it says %q", status.Changes.Text)
	}
}

func TestFlowWithoutAnyBackup(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	if f.w.frame.status.Changes.Text != "Not backed up yet" || f.w.frame.status.Changes.Color != kit.ColorNameQuiet {
		t.Errorf("it says %q", f.w.frame.status.Changes.Text)
	}
	f.made.settings.Automatic = false
	f.w.backups.Keeping.ReadSettings()
	f.hand.Run()
	if f.w.frame.status.Changes.Text != "▲ Not backed up yet" || f.w.frame.status.Changes.Color != theme.ColorNameWarning {
		t.Errorf("where none comes by itself it says %q", f.w.frame.status.Changes.Text)
	}
}

func TestFlowTheLastBackupIsMadeOnQuit(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	store := f.w.store
	f.w.close()
	if f.made.automatic.ended != 0 {
		t.Error("it is made while the window is still there")
	}
	f.hand.Run()
	if a := f.made.automatic; a.ended != 1 || !a.open || !a.bounded {
		t.Errorf("it ended %d times, with the store open: %v, in a limited time: %v", a.ended, a.open, a.bounded)
	}
	if isOpen(store) {
		t.Error("the store stays open")
	}
}

func TestFlowADisplacedStoreMakesNoLastBackup(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	first := f.made.automatic
	f.menu("Backups…")
	f.w.openAgain()
	f.hand.Run()
	if first.ended != 1 || !first.cut {
		t.Errorf("the first ended %d times, with time for a backup: %v", first.ended, !first.cut)
	}
	if f.made.started != 2 || f.w.backups.List != nil || f.w.store == nil {
		t.Errorf("%d were started", f.made.started)
	}
}

func TestFlowSettingsAreSaved(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("Backups…")
	f.menu("Backup settings…")
	f.key(fyne.KeySpace) // the box of automatic backups
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	if f.made.settings.Automatic || f.made.settings.Pause != 5*time.Minute {
		t.Errorf("kept is %+v", f.made.settings)
	}
	f.wantToast(kit.Good, "The backup settings are saved")
	if !f.reads("Automatic backups are switched off · Keeps all of the last 2 days") {
		t.Errorf("the view says:\n%s", f.shownText())
	}
	f.made.errs["settings"] = &failure.Error{Op: failure.OpCreate, Path: "/media/stick", Err: errors.New("it broke")}
	f.menu("Backup settings…")
	f.key(fyne.KeyReturn)
	f.wantSheet("Backup settings", "it broke")
}

func TestFlowALockedCopyIsExported(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.w.backups.Exports.Export()
	f.hand.Run()
	last := exportNews(f.w)
	var got storage.ExportOptions
	f.w.backups.Exports.Controls.Exporter = exportNothing(&got)
	f.menu("Export locked copy…")
	f.wantSheet("Choose a passphrase", "If the passphrase is lost, nobody can open this copy. Not even we.")
	f.key(fyne.KeyEscape)
	f.w.backups.Exports.Controls.ExportLocked("/media/stick", "correct horse")
	f.hand.Run()
	if got.Folder != "/media/stick" || got.Passphrase != "correct horse" {
		t.Errorf("exported was to %q", got.Folder)
	}
	f.wantToast(kit.Good, "Locked copy written and checked", "It opens with its passphrase alone.")
	if exportNews(f.w) != last {
		t.Error("a locked copy counts as the last backup")
	}
}

// exportNothing notes what is asked for, and says it is done.
func exportNothing(got *storage.ExportOptions) backups.Exporter {
	return func(_ context.Context, o storage.ExportOptions) (storage.Backup, error) {
		*got = o
		return uitest.Backup, nil
	}
}
