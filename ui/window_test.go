package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/backupfile"
	"seatkeeper/ui/filedialog"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

// A passphrase that is hard to guess would take the tests a second each time.
func init() { backupfile.WorkFactor = 2 }

// windowForTest opens a window on a data folder, with all that is beside it done
// when the test calls run.
func windowForTest(t *testing.T, folder string) (*Window, *uitest.ByHand) {
	t.Helper()
	return windowWith(t, folder, newFakeBackups())
}

// windowWith is windowForTest with backups of the test's own making.
func windowWith(t *testing.T, folder string, made *fakeBackups) (*Window, *uitest.ByHand) {
	t.Helper()
	uitest.BeginWithSample(folder)
	return firstWindow(t, folder, made)
}

// firstWindow opens a window on a folder as it is: an empty one has no office.
func firstWindow(t *testing.T, folder string, made *fakeBackups) (*Window, *uitest.ByHand) {
	t.Helper()
	before := words.CurrentLocale()
	words.SetLocale(words.LocaleOf("en-GB"))
	app := test.NewTempApp(t)
	hand := &uitest.ByHand{}
	now := time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC)
	w := NewWindow(app, folder, Options{Version: "0.0.0", Now: func() time.Time { return now }, Background: backgroundBy(hand), BackupStorage: made.backups(), FileDialog: noFileDialog})
	t.Cleanup(func() {
		if !w.ended {
			w.close()
		}
		hand.Run()
		words.SetLocale(before)
	})
	hand.Run()
	return w, hand
}

// noFileDialog is a system without a dialog for files: the window's own takes its place.
func noFileDialog(context.Context, uintptr, filedialog.Asked) (string, error) {
	return "", errors.New("there is none")
}

// menuItem finds an item of the menu bar by its words.
func menuItem(t *testing.T, w *Window, label string) *fyne.MenuItem {
	t.Helper()
	for _, menu := range w.bar.Menu().Items {
		for _, item := range menu.Items {
			if item.Label == label {
				return item
			}
		}
	}
	t.Fatalf("no menu item %q", label)
	return nil
}

func (w *Window) toastTitles() (titles []string) {
	for _, c := range w.news.toasts.Shown() {
		titles = append(titles, c.Title)
	}
	return titles
}

func backupsIn(t *testing.T, folder string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "backup", "backup-*.json"))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestTheMenuWritesABackup(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	menuItem(t, w, "Export backup").Action()
	hand.Run()
	paths := backupsIn(t, folder)
	if len(paths) != 1 {
		t.Fatalf("%d backups", len(paths))
	}
	if _, err := storage.VerifyBackup(context.Background(), paths[0], storage.ReadOptions{}); err != nil {
		t.Error(err)
	}
	card := w.news.toasts.Shown()[len(w.news.toasts.Shown())-1]
	if card.Title != "Backup written and checked" || !strings.Contains(card.Text, filepath.Base(paths[0])) {
		t.Errorf("the toast says %q, %q", card.Title, card.Text)
	}
	for fromDrive, want := range map[bool]string{true: "\n0 people, 0 bookings, 1.0 kB, read back from the drive", false: "\n0 people, 0 bookings, 1.0 kB"} {
		w.backups.Exports.Done(storage.Backup{Path: paths[0], Bytes: 1000, FromDrive: fromDrive})
		if text, _ := strings.CutPrefix(w.news.toasts.Shown()[len(w.news.toasts.Shown())-1].Text, paths[0]); text != want {
			t.Errorf("read from the drive %v: the toast says %q", fromDrive, text)
		}
	}
	test.Tap(toastButton(t, w, "Copy path"))
	if got := w.app.Clipboard().Content(); got != paths[0] {
		t.Errorf("Copy path copies %q", got)
	}
	if got := exportNews(w); got != "Last backup just now, checked ✓" {
		t.Errorf("the toolbar says %q", got)
	}
}

func TestANotificationComesOnlyWhenTheWindowIsNotInFront(t *testing.T) {
	w, hand := windowForTest(t, t.TempDir())
	w.backups.Exports.Export()
	hand.Run()
	w.system.inFront = false
	test.AssertNotificationSent(t, fyne.NewNotification("Backup written and checked", "It lies in the backup folder."), func() {
		w.backups.Exports.Export()
		hand.Run()
	})
}

func TestAFailedExportIsExplainedAndCanBeRepeated(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	blocked := filepath.Join(folder, "backup")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.backups.Exports.Export()
	hand.Run()
	if w.win.Canvas().Overlays().Top() == nil || !strings.Contains(exportNews(w), "is not a folder") {
		t.Fatalf("nothing tells of the failure but %q", exportNews(w))
	}
	w.backups.Exports.Export() // the shortcut still works behind the dialog, and must not
	if w.backups.Exports.Controls.IsRunning() {
		t.Error("an export begins behind the dialog")
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	tapButton(t, w, "Try again")
	hand.Run()
	if len(backupsIn(t, folder)) != 1 || w.win.Canvas().Overlays().Top() != nil {
		t.Error("trying again does not write the backup")
	}
}

// tapButton presses a button of the dialog that is on top.
func tapButton(t *testing.T, w *Window, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", label)
}

func TestEscapeClosesTheDialogs(t *testing.T) {
	w, _ := windowForTest(t, t.TempDir())
	for _, label := range []string{"About Seatkeeper", "Keyboard shortcuts"} {
		menuItem(t, w, label).Action()
		if w.win.Canvas().Overlays().Top() == nil {
			t.Fatalf("%s shows nothing", label)
		}
		w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if w.win.Canvas().Overlays().Top() != nil {
			t.Errorf("Escape does not close %s", label)
		}
	}
}

func TestTheBoardFollowsDaysAndChanges(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	ctx := context.Background()
	other, err := storage.Open(ctx, folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	user, err := w.store.AddUser(ctx, data.User{Name: "Ines Okafor", Active: true})
	if err != nil {
		t.Fatal(err)
	}
	tomorrow := w.today().AddDays(1)
	a1 := data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A1"}
	if _, err := w.store.Book(ctx, data.Booking{DeskRef: a1, UserID: user.ID, Date: tomorrow}); err != nil {
		t.Fatal(err)
	}
	hand.Run()
	if n := len(w.shown.board.Rows()); n != 0 {
		t.Errorf("today has %d rows", n)
	}
	menuItem(t, w, "Next day").Action()
	hand.Run()
	if rows := w.shown.board.Rows(); len(rows) != 1 || rows[0].Seat.Name != "Ines Okafor" {
		t.Errorf("tomorrow has %v", rows)
	}
	menuItem(t, w, "Copy who’s where").Action()
	if got, want := w.app.Clipboard().Content(), "Ines Okafor\tA1\tEngineering\t1st floor\tHarbour House\n"; got != want {
		t.Errorf("copied %q", got)
	}
	menuItem(t, w, "Today").Action()
	hand.Run()
	if n := len(w.shown.board.Rows()); n != 0 {
		t.Errorf("back today there are %d rows", n)
	}
}

func TestNewsAboutExportsReplaceEachOther(t *testing.T) {
	w, hand := windowForTest(t, t.TempDir())
	w.backups.Exports.Export()
	w.backups.Exports.Export()
	if titles := w.toastTitles(); len(titles) != 1 || titles[0] != "A backup is being written" {
		t.Errorf("after a double press: %q", titles)
	}
	hand.Run()
	if titles := w.toastTitles(); len(titles) != 1 || titles[0] != "Backup written and checked" {
		t.Errorf("at the end: %q", titles)
	}
}

func TestSizeAndFloorAreRemembered(t *testing.T) {
	folder := t.TempDir()
	w, _ := windowForTest(t, folder)
	w.win.Resize(fyne.NewSize(1100, 720))
	w.shown.board.OnPlace("harbour-house", "floor-2")
	w.close()
	hand := &uitest.ByHand{}
	again := NewWindow(w.app, folder, Options{Background: backgroundBy(hand), BackupStorage: newFakeBackups().backups()})
	hand.Run() // the place is that of the store, which has to be open
	if again.shown.state.FloorID != "floor-2" {
		t.Errorf("the floor is %q", again.shown.state.FloorID)
	}
	if got := w.app.Preferences().Float(prefWidth); got != 1100 {
		t.Errorf("the width is %v", got)
	}
}

func TestMidnightMovesToday(t *testing.T) {
	folder := t.TempDir()
	now := time.Date(2026, 11, 24, 23, 59, 50, 0, time.UTC)
	hand := &uitest.ByHand{}
	w := NewWindow(test.NewTempApp(t), folder, Options{Now: func() time.Time { return now }, Background: backgroundBy(hand), BackupStorage: newFakeBackups().backups()})
	hand.Run()
	now = now.Add(20 * time.Second)
	hand.Fire()
	hand.Run()
	if want := data.NewDate(2026, time.November, 25); w.shown.state.Day != want {
		t.Errorf("after midnight the board shows %v", w.shown.state.Day)
	}
	w.close()
	hand.Run()
}

func TestAFolderThatCannotBeShownIsNamed(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	w.system.openInFiles = func(fyne.App, string) error { return errors.New("there is no file manager") }
	menuItem(t, w, "Open the data folder").Action()
	hand.Run()
	if titles := w.toastTitles(); len(titles) != 1 || w.news.toasts.Shown()[0].Text != folder {
		t.Fatalf("toasts: %q", titles)
	}
	test.Tap(toastButton(t, w, "Copy path"))
	if got := w.app.Clipboard().Content(); got != folder {
		t.Errorf("Copy path copies %q", got)
	}
}

func TestEveryCommandHasAShortcutOfItsOwn(t *testing.T) {
	w, _ := windowForTest(t, t.TempDir())
	taken := map[string]string{}
	for _, menu := range w.bar.Menu().Items {
		for _, item := range menu.Items {
			if item.IsSeparator || item.Label == "About Seatkeeper" || item.Label == "Check for a new version" {
				continue // nobody is in a hurry to read that, or asks for it every day
			}
			if item.Shortcut == nil {
				t.Errorf("%s has no shortcut", item.Label)
				continue
			}
			name := item.Shortcut.ShortcutName()
			if taken[name] != "" {
				t.Errorf("%s and %s have one shortcut", item.Label, taken[name])
			}
			taken[name] = item.Label
		}
	}
}
