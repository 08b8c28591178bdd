package ui

import (
	"os"
	"path/filepath"
	"testing"
)

func TestClosingWaitsForAnExport(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	w.backups.Exports.Export()
	w.close()
	if titles := w.toastTitles(); w.ended || len(titles) != 1 || titles[0] != "Seatkeeper closes when the backup is written" {
		t.Errorf("ended %v, toasts %q", w.ended, titles)
	}
	hand.Run()
	if n := len(backupsIn(t, folder)); !w.ended || n != 1 {
		t.Errorf("ended %v with %d backups", w.ended, n)
	}
}

func TestClosingTwiceStopsAnExport(t *testing.T) {
	folder := t.TempDir()
	w, hand := windowForTest(t, folder)
	w.backups.Exports.Export()
	w.close()
	w.close()
	hand.Run()
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
	w.backups.Exports.Export()
	w.close()
	hand.Run()
	if w.ended || w.win.Canvas().Overlays().Top() == nil {
		t.Error("the window closes without a word about the backup")
	}
}
