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
	"seatkeeper/ui/words"
)

// windowForTest opens a window on a data folder, with all that is beside it done
// when the test calls run.
func windowForTest(t *testing.T, folder string) (*Window, *byHand) {
	t.Helper()
	return windowWith(t, folder, newFakeBackups())
}

// windowWith is windowForTest with backups of the test's own making.
func windowWith(t *testing.T, folder string, made *fakeBackups) (*Window, *byHand) {
	t.Helper()
	before := words.CurrentLocale()
	words.SetLocale(words.LocaleOf("en-GB"))
	app := test.NewTempApp(t)
	hand := &byHand{}
	now := time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC)
	w := NewWindow(app, folder, Options{Version: "0.0.0", Now: func() time.Time { return now }, Background: hand.background(), BackupStorage: made.backups()})
	t.Cleanup(func() {
		if !w.ended {
			w.close()
		}
		hand.run()
		words.SetLocale(before)
	})
	hand.run()
	return w, hand
}

// menuItem finds an item of the menu bar by its words.
func menuItem(t *testing.T, w *Window, label string) *fyne.MenuItem {
	t.Helper()
	for _, menu := range w.win.MainMenu().Items {
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
	for _, c := range w.news.toasts.cards {
		titles = append(titles, c.toast.Title)
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

func TestAnEmptyFolderIsWelcomed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	w, hand := windowForTest(t, folder)
	if w.store == nil || !w.shown.board.welcome.Visible() {
		t.Fatal("there is no welcome")
	}
	test.Tap(w.shown.board.welcome.buttons[2])
	hand.run()
	if w.shown.board.welcome.Visible() || len(w.shown.board.Rows()) == 0 {
		t.Errorf("after the sample data there are %d rows", len(w.shown.board.Rows()))
	}
	if titles := w.toastTitles(); len(titles) != 1 || titles[0] != "Sample data added, all made up" {
		t.Errorf("toasts: %q", titles)
	}
	w.addSample()
	hand.run()
	if titles := w.toastTitles(); len(titles) != 1 || titles[0] != "The sample data could not be added" {
		t.Errorf("a second time: %q", titles)
	}
}

func TestTheMenuWritesABackup(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	menuItem(t, w, "Export backup").Action()
	hand.run()
	paths := backupsIn(t, folder)
	if len(paths) != 1 {
		t.Fatalf("%d backups", len(paths))
	}
	if _, err := storage.VerifyBackup(context.Background(), paths[0], storage.ReadOptions{}); err != nil {
		t.Error(err)
	}
	card := w.news.toasts.cards[len(w.news.toasts.cards)-1]
	if card.toast.Title != "Backup written and checked" || !strings.Contains(card.toast.Text, filepath.Base(paths[0])) {
		t.Errorf("the toast says %q, %q", card.toast.Title, card.toast.Text)
	}
	for fromDrive, want := range map[bool]string{true: "\n0 people, 0 bookings, 1.0 kB, read back from the drive", false: "\n0 people, 0 bookings, 1.0 kB"} {
		w.backups.exports.done(storage.Backup{Path: paths[0], Bytes: 1000, FromDrive: fromDrive})
		if text, _ := strings.CutPrefix(w.news.toasts.cards[len(w.news.toasts.cards)-1].toast.Text, paths[0]); text != want {
			t.Errorf("read from the drive %v: the toast says %q", fromDrive, text)
		}
	}
	test.Tap(card.actions[1])
	if got := w.app.Clipboard().Content(); got != paths[0] {
		t.Errorf("Copy path copies %q", got)
	}
	if got := w.backups.exports.controls.news.Text; got != "Last backup just now, checked ✓" {
		t.Errorf("the toolbar says %q", got)
	}
}

func TestANotificationComesOnlyWhenTheWindowIsNotInFront(t *testing.T) {
	w, hand := windowForTest(t, t.TempDir())
	w.backups.exports.export()
	hand.run()
	w.system.inFront = false
	test.AssertNotificationSent(t, fyne.NewNotification("Backup written and checked", "It lies in the backup folder."), func() {
		w.backups.exports.export()
		hand.run()
	})
}

func TestAFailedExportIsExplainedAndCanBeRepeated(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	blocked := filepath.Join(folder, "backup")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.backups.exports.export()
	hand.run()
	if w.win.Canvas().Overlays().Top() == nil || !strings.Contains(w.backups.exports.controls.news.Text, "is not a folder") {
		t.Fatalf("nothing tells of the failure but %q", w.backups.exports.controls.news.Text)
	}
	w.backups.exports.export() // the shortcut still works behind the dialog, and must not
	if w.backups.exports.controls.IsRunning() {
		t.Error("an export begins behind the dialog")
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	tapButton(t, w, "Try again")
	hand.run()
	if len(backupsIn(t, folder)) != 1 || w.win.Canvas().Overlays().Top() != nil {
		t.Error("trying again does not write the backup")
	}
}

// tapButton presses a button of the dialog that is on top.
func tapButton(t *testing.T, w *Window, label string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if b, ok := o.(*Button); ok && b.Text == label {
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
	hand.run()
	if n := len(w.shown.board.Rows()); n != 0 {
		t.Errorf("today has %d rows", n)
	}
	menuItem(t, w, "Next day").Action()
	hand.run()
	if rows := w.shown.board.Rows(); len(rows) != 1 || rows[0].Seat.Name != "Ines Okafor" {
		t.Errorf("tomorrow has %v", rows)
	}
	menuItem(t, w, "Copy who’s where").Action()
	if got, want := w.app.Clipboard().Content(), "Ines Okafor\tA1\tEngineering\t1st floor\tHarbour House\n"; got != want {
		t.Errorf("copied %q", got)
	}
	menuItem(t, w, "Today").Action()
	hand.run()
	if n := len(w.shown.board.Rows()); n != 0 {
		t.Errorf("back today there are %d rows", n)
	}
}

func TestAnotherProcessIsSeen(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	told := make(chan struct{}, 1)
	cancel := w.store.Subscribe(func() {
		select {
		case told <- struct{}{}:
		default:
		}
	})
	defer cancel()
	other, err := storage.Open(context.Background(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.AddUser(context.Background(), data.User{Name: "Marco", Active: true}); err != nil {
		t.Fatal(err)
	}
	select {
	case <-told:
	case <-time.After(20 * time.Second):
		t.Fatal("the change of another store is not told")
	}
	hand.run()
	w.loads.load()
	if w.shown.state.People != 1 {
		t.Errorf("the window shows %d people", w.shown.state.People)
	}
}

func TestAStoreThatCannotBeOpenedIsExplained(t *testing.T) {
	folder := t.TempDir()
	foreign := filepath.Join(folder, storage.StoreFile)
	if err := os.WriteFile(foreign, []byte(strings.Repeat("not a store ", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	w, hand := windowForTest(t, folder)
	if w.store != nil {
		t.Fatal("it was opened")
	}
	var card *failureCard
	for _, o := range test.LaidOutObjects(w.win.Content()) {
		if c, ok := o.(*failureCard); ok {
			card = c
		}
	}
	if card == nil || card.texts[0].text == "" || !strings.Contains(card.texts[0].text, "is not a file of Seatkeeper") {
		t.Fatal("the window does not say why")
	}
	w.backups.exports.export() // the menu is there, and must not harm
	if err := os.Remove(foreign); err != nil {
		t.Fatal(err)
	}
	test.Tap(card.buttons[1])
	hand.run()
	if w.store == nil {
		t.Error("trying again does not open the folder")
	}
}

func TestClosingWaitsForAnExport(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	w.backups.exports.export()
	w.close()
	if titles := w.toastTitles(); w.ended || len(titles) != 1 || titles[0] != "Seatkeeper closes when the backup is written" {
		t.Errorf("ended %v, toasts %q", w.ended, titles)
	}
	hand.run()
	if n := len(backupsIn(t, folder)); !w.ended || n != 1 {
		t.Errorf("ended %v with %d backups", w.ended, n)
	}
}

func TestClosingTwiceStopsAnExport(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	w.backups.exports.export()
	w.close()
	w.close()
	hand.run()
	if n := len(backupsIn(t, folder)); !w.ended || n != 0 {
		t.Errorf("ended %v with %d backups of an export that was stopped", w.ended, n)
	}
}

func TestAFailureKeepsTheWindowOpen(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	if err := os.WriteFile(filepath.Join(folder, "backup"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.backups.exports.export()
	w.close()
	hand.run()
	if w.ended || w.win.Canvas().Overlays().Top() == nil {
		t.Error("the window closes without a word about the backup")
	}
}

func TestNewsAboutExportsReplaceEachOther(t *testing.T) {
	w, hand := windowForTest(t, t.TempDir())
	w.backups.exports.export()
	w.backups.exports.export()
	if titles := w.toastTitles(); len(titles) != 1 || titles[0] != "A backup is being written" {
		t.Errorf("after a double press: %q", titles)
	}
	hand.run()
	if titles := w.toastTitles(); len(titles) != 1 || titles[0] != "Backup written and checked" {
		t.Errorf("at the end: %q", titles)
	}
}

func TestAStoreThatIsReplacedIsNoticed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	w, hand := windowForTest(t, folder)
	if w.frame.displaced.Visible() {
		t.Fatal("a store in its place is told as displaced")
	}
	if err := os.Rename(folder, folder+"-moved"); err != nil {
		t.Fatal(err)
	}
	other, err := storage.Open(context.Background(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.AddUser(context.Background(), data.User{Name: "Marco", Active: true}); err != nil {
		t.Fatal(err)
	}
	w.loads.load()
	if !w.frame.displaced.Visible() {
		t.Error("nothing tells that another store has its place")
	}
	w.backups.exports.export()
	hand.run()
	if n := len(backupsIn(t, folder)); n != 0 || !strings.Contains(w.backups.exports.controls.news.Text, "Another file has the place") {
		t.Errorf("%d backups beside the other store; the line says %q", n, w.backups.exports.controls.news.Text)
	}
	tapButton(t, w, "Close")
	test.Tap(w.frame.displaced.action)
	hand.run()
	if w.shown.state.People != 1 || w.frame.displaced.Visible() {
		t.Errorf("after opening again there are %d people", w.shown.state.People)
	}
}

func TestOpeningAgainMakesNothingWhereTheFolderIsGone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	w, hand := windowForTest(t, folder)
	if err := os.Rename(folder, folder+"-moved"); err != nil {
		t.Fatal(err)
	}
	w.loads.load()
	test.Tap(w.frame.displaced.action)
	hand.run()
	if _, err := os.Stat(folder); !os.IsNotExist(err) || w.store != nil {
		t.Errorf("another store has come to be in its place: %v", err)
	}
	if err := os.Rename(folder+"-moved", folder); err != nil {
		t.Fatal(err)
	}
	var card *failureCard
	for _, o := range test.LaidOutObjects(w.win.Content()) {
		if c, ok := o.(*failureCard); ok {
			card = c
		}
	}
	test.Tap(card.buttons[1])
	hand.run()
	if w.store == nil {
		t.Error("when it is back, trying again does not open it")
	}
}

func TestSizeAndFloorAreRemembered(t *testing.T) {
	folder := t.TempDir()
	w, _ := windowForTest(t, folder)
	w.win.Resize(fyne.NewSize(1100, 720))
	w.shown.board.OnPlace("harbour-house", "floor-2")
	w.close()
	again := NewWindow(w.app, folder, Options{Background: (&byHand{}).background(), BackupStorage: newFakeBackups().backups()})
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
	hand := &byHand{}
	w := NewWindow(test.NewTempApp(t), folder, Options{Now: func() time.Time { return now }, Background: hand.background(), BackupStorage: newFakeBackups().backups()})
	hand.run()
	now = now.Add(20 * time.Second)
	hand.fire()
	hand.run()
	if want := data.NewDate(2026, time.November, 25); w.shown.state.Day != want {
		t.Errorf("after midnight the board shows %v", w.shown.state.Day)
	}
	w.close()
	hand.run()
}

func TestAFolderThatCannotBeShownIsNamed(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	w.system.openInFiles = func(fyne.App, string) error { return errors.New("there is no file manager") }
	menuItem(t, w, "Open the data folder").Action()
	hand.run()
	if titles := w.toastTitles(); len(titles) != 1 || w.news.toasts.cards[0].toast.Text != folder {
		t.Fatalf("toasts: %q", titles)
	}
	test.Tap(w.news.toasts.cards[0].actions[0])
	if got := w.app.Clipboard().Content(); got != folder {
		t.Errorf("Copy path copies %q", got)
	}
}

func TestEveryCommandHasAShortcutOfItsOwn(t *testing.T) {
	w, _ := windowForTest(t, t.TempDir())
	taken := map[string]string{}
	for _, menu := range w.win.MainMenu().Items {
		for _, item := range menu.Items {
			if item.IsSeparator {
				continue
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
