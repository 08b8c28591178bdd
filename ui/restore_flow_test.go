package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
)

// backup exports what the store holds and returns the path.
func (f *flow) backup() string {
	f.Helper()
	b, err := storage.ExportBackup(context.Background(), f.w.store, storage.ExportOptions{Folder: f.TempDir()})
	if err != nil {
		f.Fatal(err)
	}
	return b.Path
}

func TestFlowABackupIsRestoredAndThatUndone(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	path := f.backup()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.wantSeats("A1 Ines Okafor")
	f.drop(path)
	f.wantSheet("Restore this backup?", "2 people, 0 bookings", "1 booking differs", "Ines Okafor", "would go", "written into a backup first")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.wantSeats("A1 Ines Okafor")
	f.drop(path)
	f.button("Restore")
	f.wantNoSheet()
	f.wantSeats()
	f.wantToast(kit.Good, "The backup is restored", "What was there before is in", filepath.Join("backup", "auto", "backup-"))
	f.wantMenu("Undo: restore a backup", "")
	f.press("Undo")
	f.wantNoSheet()
	f.wantSeats("A1 Ines Okafor")
	f.wantToast(kit.Good, "Undone: restore a backup", "What was there before is in")
	f.w.history.redo()
	f.hand.Run()
	f.wantSeats()
	f.w.history.undo()
	f.hand.Run()
	f.wantSeats("A1 Ines Okafor")
	f.w.history.undo() // and what was done before it
	f.hand.Run()
	f.wantSeats()
	f.w.history.redo()
	f.hand.Run()
	f.wantSeats("A1 Ines Okafor")
	f.drop(f.backup())
	f.wantSheet("The backup holds just what is there now", "Nothing to restore")
}

func TestFlowARestoreStaysWhereItsSafetyBackupIsGoneOrDamaged(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	path := f.backup()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.drop(path)
	f.button("Restore")
	f.wantSeats()
	undo, _ := f.w.store.History()
	safety := undo[len(undo)-1].Back.Backup
	whole, err := os.ReadFile(safety)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(safety, []byte(strings.Replace(string(whole), "Ines", "Inge", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	f.w.history.undo()
	f.hand.Run()
	f.wantSheet("The backup can’t be restored", "checksum")
	f.key(fyne.KeyEscape)
	f.wantSeats()
	if err := os.Remove(safety); err != nil {
		t.Fatal(err)
	}
	f.w.history.undo()
	f.hand.Run()
	f.wantToast(kit.Error, "This can’t be undone", "is not there", "Nothing was changed")
	f.wantSeats()
	f.wantMenu("Undo: restore a backup", "")
}

func TestFlowAFaultyBackupIsRefused(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	path := f.backup()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f.drop(f.write("backup-changed.json", strings.Replace(string(whole), "Ines", "Inge", 1)))
	f.wantSheet("The backup can’t be restored", "checksum")
	if strings.Contains(textsOf(f.top()), "Restore the rest") {
		t.Error("a file that somebody has changed can be restored in part")
	}
	f.key(fyne.KeyEscape)
	f.wantSeats("A1 Ines Okafor")

	// One bad record among good ones, in a file without a checksum.
	body, _, _ := strings.Cut(string(whole), ",\n\"sha256\"")
	f.drop(f.write("backup-bad-desk.json", strings.Replace(body, `"deskId":"A1"`, `"deskId":"gone"`, 1)+"\n}\n"))
	f.wantSheet("The backup can’t be restored", "gone")
	f.button("Restore the rest…")
	f.wantSheet("Restore this backup?", "1 record is at fault and is left out.", "has no checksum")
	f.button("Restore")
	f.wantSeats()
}

func TestFlowARestoreIsStopped(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	path := f.backup()
	f.w.backups.Restores.Prepare(path, false, "")
	f.wantSheet("Reading the backup", filepath.Base(path))
	f.key(fyne.KeyEscape)
	f.hand.Run()
	f.wantNoSheet()
	if len(f.w.news.toasts.Shown()) != 0 {
		t.Errorf("the user's own wish is told: %q", f.w.toastTitles())
	}
}

func TestFlowARestoreIsStoppedWhenItsPreviewIsJustReady(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	path := f.backup()
	f.hand.Run()
	f.w.backups.Restores.Prepare(path, false, "")
	do := f.w.background.Do
	f.w.background.Do = func(apply func()) {
		f.w.background.Do = do
		f.key(fyne.KeyEscape) // the click is in the queue before the answer
		apply()
	}
	f.hand.Run()
	f.wantNoSheet()
	if left, err := filepath.Glob(filepath.Join(f.folder, ".seatkeeper.db*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestFlowABackupOfAnotherNameIsRestoredAndNotImported(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	content, err := os.ReadFile(f.backup())
	if err != nil {
		t.Fatal(err)
	}
	f.drop(f.write("monday.json", string(content)))
	f.wantSheet("Restore this backup?")
	f.key(fyne.KeyEscape)
	f.drop(f.write("tuesday.json", strings.Replace(string(content), `"counts":`, `"count`, 1)))
	f.wantSheet("The backup can’t be restored")
}

func TestFlowARestoreIsStoppedWhileItIsMade(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	path := f.backup()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.drop(path)
	tapButton(f.T, f.w, "Restore") // and before it is done:
	f.key(fyne.KeyEscape)
	f.hand.Run()
	f.wantNoSheet()
	f.wantToast(kit.Warning, "The restore was stopped", "Nothing was changed")
	f.wantSeats("A1 Ines Okafor")
	if left, err := filepath.Glob(filepath.Join(f.folder, ".seatkeeper.db*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
