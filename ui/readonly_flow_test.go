//go:build linux

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// readOnlyFlow opens a window on data that can't be written: they lie on a disk
// that is mounted for reading alone, as rights do not hold for root.
func readOnlyFlow(t *testing.T) *flow {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, ""); err != nil {
		t.Skipf("can't mount a tmpfs: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	f := &flow{T: t, folder: filepath.Join(disk, "data")}
	if err := os.Mkdir(f.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	s := f.otherStore()
	fillForTest(f, s, "Ines Okafor", "Marco Reyes")
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	f.w, f.hand = windowForTest(t, f.folder)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	return f
}

func TestFlowReadOnly(t *testing.T) {
	f := readOnlyFlow(t)
	f.wantSeats("A1 Ines Okafor")
	if f.w.store.ReadOnly() == nil {
		t.Fatal("the folder can be written")
	}
	for _, label := range []string{
		"Undo", "Redo", "Book or release the selected desk", "Book or release several days…", "Block desk…", "Allow changes to past days",
		"Import people…", "Import floor plan…", "Choose who to book for…", "New sample data",
	} {
		if !f.item(label).Disabled {
			t.Errorf("%s can be chosen", label)
		}
	}
	for _, label := range []string{"Next day", "Export people…", "Export backup to…", "Find a person or desk…", "People…"} {
		if f.item(label).Disabled {
			t.Errorf("%s can't be chosen", label)
		}
	}
	if f.person().Visible() || f.shownPlan().Hint("A1") != "" {
		t.Error("the board offers to book")
	}
	for name, act := range f.changes() {
		f.w.news.say(kit.Toast{Title: "before"})
		f.click("B1")
		act()
		f.hand.Run()
		f.wantNoSheet()
		if got := f.toast(); got.Tone != kit.Error || got.Title == "before" || !strings.Contains(got.Text, f.folder) {
			t.Errorf("%s: the toast is %q, %q", name, got.Title, got.Text)
		}
	}
	list := f.rows()
	f.w.win.Canvas().Focus(list)
	f.key(fyne.KeyReturn)
	f.key(fyne.KeyDelete)
	f.wantNoSheet()
	items := f.deskMenu("A1")
	if len(items) != 2 {
		t.Errorf("the menu of a desk offers %v", items)
	}
	items["Who has this desk in the coming days…"].Tapped(nil)
	f.hand.Run()
	f.wantSheet("Desk A1")
	f.key(fyne.KeyEscape)

	f.menu("People…")
	f.key(fyne.KeyInsert)
	f.typeName("Dana Weiss")
	f.wantSheet(f.folder)
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyEscape)
	f.wantNames("Ines Okafor", "Marco Reyes")
}

// TestFlowReadOnlyFollowsTheOwner opens the window while nobody is at work in the data.
// The owner comes later, books, and goes, again and again.
func TestFlowReadOnlyFollowsTheOwner(t *testing.T) {
	folder, view := filepath.Join(t.TempDir(), "data"), t.TempDir()
	owner := &flow{T: t, folder: folder}
	s := owner.otherStore()
	fillForTest(owner, s, "Ines Okafor", "Marco Reyes")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount(folder, view, "", syscall.MS_BIND, ""); err != nil {
		t.Skipf("can't bind a folder: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(view, syscall.MNT_DETACH) })
	if err := syscall.Mount("", view, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("can't make it read-only: %v", err)
	}
	f := &flow{T: t, folder: view}
	f.w, f.hand = windowForTest(t, view)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	f.wantSeats()
	if f.w.store.ReadOnly() == nil {
		t.Fatal("the folder can be written")
	}
	for i, desk := range []string{"A1", "B1", "A2"} {
		s := owner.otherStore()
		b := owner.book(s, desk, "Ines Okafor", uitest.Tuesday)
		f.look()
		f.wantSeats(desk + " Ines Okafor")
		if _, err := s.Release(t.Context(), b.Date, b.ID); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 { // while the window has read what is new, and while it has not
			f.look()
			f.wantSeats()
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		f.look()
		f.wantSeats()
	}
}
