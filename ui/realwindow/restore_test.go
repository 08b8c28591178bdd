//go:build linux

package realwindow

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
)

// Something has cut the store's file. The window sets it aside, shows the backups, and
// one of them brings everything back.
func TestFromADamagedStoreToARestoredOne(t *testing.T) {
	for _, look := range looks("light") {
		t.Run(look, func(t *testing.T) {
			folder := newData(t)
			before := storeThatIs(t, folder)
			file := filepath.Join(folder, storage.StoreFile)
			if err := os.Truncate(file, 5000); err != nil {
				t.Fatal(err)
			}
			w := newScreen(t, listed).open(folder, look)
			w.wait("the reason", func() bool { return w.shows(theme.ColorNamePrimary) && w.shows(theme.ColorNameError) })
			w.wait("all of it", w.standsStill)
			w.picture("damaged-" + look)
			w.key("space") // the suggested button has the focus
			w.wait("the file under another name", func() bool {
				aside, err := filepath.Glob(filepath.Join(folder, "seatkeeper-*.db"))
				return err == nil && len(aside) == 1 && storage.Exists(file)
			})
			if users := w.status().Counts.Users; users != 0 {
				t.Fatalf("the new store has %d people", users)
			}
			w.await("Restore…")
			w.wait("all of them", w.standsStill)
			w.picture("backups-" + look)
			w.click("Restore…")
			w.awaitDialog()
			w.wait("all of it", w.standsStill)
			w.picture("restore-" + look)
			at, _ := w.find(theme.ColorNamePrimary)
			w.clickAt(at)
			w.wait("the people and their bookings", func() bool { return w.status().Counts == before.Counts })
			w.awaitBoard()
			w.key("Escape")
			w.await("Who’s where")
			w.picture("restored-" + look)
		})
	}
}

// storeThatIs writes a backup of a store and returns how it stands.
func storeThatIs(t *testing.T, folder string) storage.Status {
	t.Helper()
	store, err := storage.Open(context.Background(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := storage.ExportBackup(context.Background(), store, storage.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	status, err := store.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return status
}

// The checked program logs every call of Fyne from another goroutine; open looks for
// that. Here it lists, checks, opens and compares backups.
func TestFyneIsCalledFromItsOwnGoroutineByAllAboutBackups(t *testing.T) {
	folder := newData(t)
	storeThatIs(t, folder)
	w := newScreen(t, checked).open(folder, "light")
	w.wait("the board", func() bool { return w.shows(theme.ColorNamePrimary) })
	shows := func(name string) func() bool { return func() bool { return len(w.named(name)) > 0 } }
	banner, list := shows("Back to the present"), shows("Restore…")
	for _, step := range []struct {
		what string
		key  string
		isSo func() bool
	}{
		{"the backups", "ctrl+shift+b", list},
		{"the inside of the first", "Return", banner},
		{"the present again", "ctrl+shift+t", func() bool { return !banner() && !w.isDimmed() }},
		{"the settings", "ctrl+shift+s", w.isDimmed},
		{"their end", "Escape", func() bool { return !w.isDimmed() }},
		{"the backups again", "ctrl+shift+b", list},
	} {
		w.key(step.key)
		w.wait(step.what, step.isSo)
		w.wait("all of it", w.standsStill)
		w.picture("checked-" + step.what)
	}
}
