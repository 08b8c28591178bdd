package backups

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

type settingsCalls struct {
	saved []storage.BackupSettings
	done  func(error)
	place string
}

func settingsForTest(t *testing.T, now storage.BackupSettings) (fyne.Window, *backupSettings, *settingsCalls) {
	t.Helper()
	w := uitest.EmptyWindow(t, kit.NewTheme())
	calls := &settingsCalls{place: "/media/stick"}
	return w, showBackupSettings(w, settingsOptions{
		Now:              now,
		ChooseFolder:     func(done func(string)) { done(calls.place) },
		ChoosePassphrase: func(done func(string)) { choosePassphrase(w, done) },
		OnSave: func(b storage.BackupSettings, done func(error)) {
			calls.saved, calls.done = append(calls.saved, b), done
		},
	}), calls
}

func TestBackupSettingsByKeyboard(t *testing.T) {
	w, b, calls := settingsForTest(t, storage.DefaultBackupSettings())
	uitest.Press(w, fyne.KeySpace, fyne.KeyTab, fyne.KeyRight) // off; 15 minutes
	for _, n := range []string{"3", "10", "4", "12", "7"} {
		uitest.Press(w, fyne.KeyTab)
		uitest.Retype(w, n)
	}
	if b.kept.Text != "Kept: all of the last 3 days, one a day for 10 days, one a week for 4 weeks, one a month for 12 months. The newest good one always stays, and what you exported yourself is never deleted." {
		t.Errorf("it says %q", b.kept.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	want := storage.BackupSettings{Pause: 15 * time.Minute, WarnAfter: 7 * 24 * time.Hour, Keep: storage.Retention{All: 3, Daily: 10, Weekly: 4, Months: 12}}
	if len(calls.saved) != 1 || calls.saved[0] != want {
		t.Fatalf("saved is %+v", calls.saved)
	}
	calls.done(errors.New("it broke"))
	if !b.sheet.IsShown() || b.sheet.Message.Text.Text != "it broke." {
		t.Errorf("after an error it says %q", b.sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	calls.done(nil)
	if b.sheet.IsShown() {
		t.Error("it stays when it is saved")
	}
}

func TestBackupSettingsRefuseWhatIsNoNumber(t *testing.T) {
	_, b, _ := settingsForTest(t, storage.DefaultBackupSettings())
	for _, tt := range []struct {
		field *kit.SheetEntry
		text  string
		fault string
	}{
		{b.numbers[0], "", "✕ Write whole numbers from 0 to 999."}, {b.numbers[1], "two", "✕ Write whole numbers from 0 to 999."},
		{b.numbers[2], "-1", "✕ Write whole numbers from 0 to 999."}, {b.numbers[3], "1000", "✕ Write whole numbers from 0 to 999."},
		{b.warn, "0", "✕ Write whole numbers from 1 to 999."},
	} {
		good := tt.field.Text
		tt.field.SetText(tt.text)
		if b.kept.Text != tt.fault || !b.sheet.Primary.Disabled() {
			t.Errorf("%q: it says %q, and can be saved: %v", tt.text, b.kept.Text, !b.sheet.Primary.Disabled())
		}
		tt.field.SetText(" " + good + " ")
		if b.sheet.Primary.Disabled() {
			t.Errorf("%q can't be saved", good)
		}
	}
	for i := range b.numbers {
		b.numbers[i].SetText("0")
	}
	if b.sheet.Primary.Disabled() || b.kept.Text[:len("Kept: only the newest good one.")] != "Kept: only the newest good one." {
		t.Errorf("with nothing kept it says %q", b.kept.Text)
	}
}

func TestTheSecondPlaceIsChosenAndLocked(t *testing.T) {
	w, b, calls := settingsForTest(t, storage.DefaultBackupSettings())
	if b.remove.Visible() || b.lockRow.Visible() || b.lockKept.Visible() {
		t.Error("a place that is not there can be removed or locked")
	}
	b.choose.Tapped(nil)
	if b.place.Text != "/media/stick" || !b.remove.Visible() || !b.lockRow.Visible() || b.lockKept.Visible() {
		t.Errorf("chosen is %q", b.place.Text)
	}
	w.Canvas().Focus(b.lock)
	uitest.Press(w, fyne.KeySpace)
	if b.lock.On {
		t.Error("it is locked before there is a passphrase")
	}
	uitest.Press(w, fyne.KeyEscape)
	if b.lock.On || b.chosen.Passphrase != "" || !b.sheet.IsShown() {
		t.Error("it is locked without a passphrase")
	}
	uitest.Press(w, fyne.KeySpace)
	uitest.Type(w, "correct horse")
	uitest.Press(w, fyne.KeyTab)
	uitest.Type(w, "correct horse")
	uitest.Press(w, fyne.KeyReturn)
	if !b.lock.On || !b.lockKept.Visible() || !b.change.Visible() {
		t.Error("it is not locked")
	}
	b.save()
	if got := calls.saved[0]; got.Place != "/media/stick" || got.Passphrase != "correct horse" {
		t.Errorf("saved is %+v", got)
	}
	calls.done(uitest.Err)
	w.Canvas().Focus(b.lock)
	uitest.Press(w, fyne.KeySpace) // not locked any more
	if b.chosen.Passphrase != "" || b.lockKept.Visible() {
		t.Error("the passphrase stays")
	}
	b.remove.Tapped(nil)
	if b.chosen.Place != "" || b.lockRow.Visible() || w.Canvas().Focused() != fyne.Focusable(b.choose) {
		t.Errorf("the place stays: %q; the keys go to %T", b.chosen.Place, w.Canvas().Focused())
	}
}

func TestAPauseThatCannotBeChosenStays(t *testing.T) {
	now := storage.DefaultBackupSettings()
	now.Pause = 7 * time.Minute
	_, b, calls := settingsForTest(t, now)
	b.save()
	if len(calls.saved) != 1 || calls.saved[0] != now {
		t.Errorf("saved is %+v", calls.saved)
	}
}
