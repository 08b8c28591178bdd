package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/uitest"
)

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
	hand.Run()
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
	buttons := buttonsIn(w.win.Content())
	if !strings.Contains(textOf(uitest.Shown(w.win.Content())), "is not a file of Seatkeeper") {
		t.Fatal("the window does not say why")
	}
	w.backups.Exports.Export() // the menu is there, and must not harm
	if err := os.Remove(foreign); err != nil {
		t.Fatal(err)
	}
	test.Tap(buttons[1])
	hand.Run()
	if w.store == nil {
		t.Error("trying again does not open the folder")
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
	other, err := storage.Open(context.Background(), folder, storage.Options{Offices: uitest.Sample()})
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
	w.backups.Exports.Export()
	hand.Run()
	if n := len(backupsIn(t, folder)); n != 0 || !strings.Contains(exportNews(w), "Another file has the place") {
		t.Errorf("%d backups beside the other store; the line says %q", n, exportNews(w))
	}
	tapButton(t, w, "Close")
	test.Tap(w.frame.displaced.Action)
	hand.Run()
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
	test.Tap(w.frame.displaced.Action)
	hand.Run()
	if _, err := os.Stat(folder); !os.IsNotExist(err) || w.store != nil {
		t.Errorf("another store has come to be in its place: %v", err)
	}
	if err := os.Rename(folder+"-moved", folder); err != nil {
		t.Fatal(err)
	}
	buttons := buttonsIn(w.win.Content())
	test.Tap(buttons[1])
	hand.Run()
	if w.store == nil {
		t.Error("when it is back, trying again does not open it")
	}
}

func TestEachStoreHasTheFloorThatWasLookedAtLast(t *testing.T) {
	w, _ := windowForTest(t, t.TempDir())
	own, s := w.shown.storeID, w.shown
	s.goToPlace("harbour-house", "floor-2")
	s.restorePlace("another store")
	if s.state.OfficeID != "" {
		t.Errorf("another store is looked at in %q", s.state.OfficeID)
	}
	s.goToPlace("meridian", "eg")
	s.restorePlace(own)
	if s.state.OfficeID != "harbour-house" || s.state.FloorID != "floor-2" {
		t.Errorf("back in the first store %q, %q is shown", s.state.OfficeID, s.state.FloorID)
	}
	s.restorePlace("another store")
	if s.state.FloorID != "eg" {
		t.Errorf("back in the other one %q is shown", s.state.FloorID)
	}
}
