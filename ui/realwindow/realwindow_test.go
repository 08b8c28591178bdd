//go:build linux

package realwindow

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// backups returns the files that count as backups.
func (w *window) backups() []string {
	w.t.Helper()
	paths, err := filepath.Glob(filepath.Join(w.data, storage.BackupFolder, "backup-*.json"))
	if err != nil {
		w.t.Fatal(err)
	}
	return paths
}

// exports asks for a backup and waits until the window says that it is there. The
// file is there earlier, and until the export has ended another one is refused.
func (w *window) exports(what string, ask func()) {
	w.t.Helper()
	had := w.backups()
	ask()
	w.wait(what, func() bool { return len(w.backups()) == len(had)+1 })
	path := w.backups()[len(had)]
	w.wait("the note of "+what, func() bool { return w.status().Backup.Path == path })
	w.wait("the word about "+what, func() bool {
		return w.tells(filepath.Base(path)) && w.edge(w.toast()) == w.color(theme.ColorNameSuccess)
	})
}

// tells reports whether the newest message holds a text, which may go over several
// lines.
func (w *window) tells(text string) bool {
	w.t.Helper()
	told, within := "", w.toast()
	for _, i := range w.items() {
		if i.Kind == "Text" && i.Area.In(within) {
			told += i.Name
		}
	}
	return strings.Contains(told, text)
}

// newData makes a data folder with people and bookings.
func newData(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	addSample(t, folder)
	return folder
}

// addSample makes a store with sample data in a folder.
func addSample(t *testing.T, folder string) {
	t.Helper()
	store, err := storage.Open(context.Background(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	size := data.SampleSize{People: 30, Days: 20, Until: data.DateOf(time.Now())}
	if _, err := store.AddSample(context.Background(), size, nil); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestThreeWaysToABackup(t *testing.T) {
	for _, look := range []string{"light", "dark"} {
		t.Run(look, func(t *testing.T) {
			w := newScreen(t, listed).open(newData(t), look)
			w.wait("the export button", func() bool { return w.shows(theme.ColorNamePrimary) })
			ways := []struct {
				name string
				do   func()
			}{
				{"the shortcut", func() { w.key("ctrl+e") }},
				{"the button", func() { w.click("Export backup") }},
				{"the menu", func() {
					w.click("File")
					w.await("Export backup to…")
					w.picture("menu-" + look)
					w.click("Export backup")
				}},
			}
			for i, way := range ways {
				w.exports("a backup by "+way.name, way.do)
				w.picture("exported-" + look + "-" + strconv.Itoa(i+1))
			}
			for _, path := range w.backups() {
				report, err := storage.VerifyBackup(context.Background(), path, storage.ReadOptions{})
				if err != nil || report.Users != 30 {
					t.Errorf("%s: %d people, %v", path, report.Users, err)
				}
			}
			if temps, _ := filepath.Glob(filepath.Join(w.data, storage.BackupFolder, ".*")); len(temps) > 0 {
				t.Errorf("left behind: %v", temps)
			}
			w.picture("board-" + look)
			w.resize(1024, 700)
			w.wait("the button in a small window", func() bool { return w.shows(theme.ColorNamePrimary) })
			w.picture("board-small-" + look)
		})
	}
}

func TestAFirstStartLeadsToABackup(t *testing.T) {
	w := newScreen(t, plain).open(filepath.Join(t.TempDir(), "new", "data"), "light")
	w.wait("the welcome", func() bool { return w.shows(theme.ColorNamePrimary) })
	w.picture("welcome")
	// By keyboard alone, through the third door.
	w.wait("all of it", w.standsStill)
	w.key("Tab", "Tab", "Tab", "space")
	w.wait("the board in the place of the welcome", func() bool { return w.status().Counts.Users > 0 })
	w.key("ctrl+e")
	w.wait("a backup", func() bool { return len(w.backups()) == 1 })
	report, err := storage.VerifyBackup(context.Background(), w.backups()[0], storage.ReadOptions{})
	if err != nil || report.Users != 30 || report.Offices != 1 {
		t.Errorf("%+v, %v", report, err)
	}
}

// status asks the store, which the window has open too.
func (w *window) status() storage.Status {
	w.t.Helper()
	store, err := storage.Open(context.Background(), w.data, storage.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer store.Close()
	status, err := store.Status(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return status
}

func TestAFailedExportIsExplained(t *testing.T) {
	folder := newData(t)
	blocked := filepath.Join(folder, storage.BackupFolder)
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := newScreen(t, plain).open(folder, "light")
	w.wait("the export button", func() bool { return w.shows(theme.ColorNamePrimary) })
	w.key("ctrl+e")
	w.wait("the explanation", func() bool { return w.shows(theme.ColorNameError) })
	w.picture("failure")
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	w.key("Escape")
	w.awaitBoard()
	w.key("ctrl+e")
	w.wait("a backup after the failure", func() bool { return len(w.backups()) == 1 })
}

func TestFyneIsCalledFromItsOwnGoroutine(t *testing.T) {
	// The checked program logs every call from another one; open looks for that.
	w := newScreen(t, checked).open(filepath.Join(t.TempDir(), "data"), "light")
	w.wait("the welcome", func() bool { return w.shows(theme.ColorNamePrimary) })
	w.wait("all of it", w.standsStill)
	w.key("Tab", "Tab", "Tab", "space")
	w.wait("the people", func() bool { return w.status().Counts.Users > 0 })
	w.exports("a backup", func() { w.key("ctrl+e") })
	// Keys as fast as they come: none of them waits for what the one before shows.
	w.exports("a second backup", func() { w.key("alt+Right", "alt+Left", "ctrl+f", "a", "Escape", "ctrl+e") })
	w.picture("checked")
}
