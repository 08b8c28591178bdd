package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// damagedFlow opens a window on data of which a backup was made before their file was
// cut.
func damagedFlow(t *testing.T) (f *flow, damaged string) {
	t.Helper()
	f = &flow{T: t, folder: t.TempDir(), made: newFakeBackups()}
	s := f.otherStore()
	fillForTest(f, s, "Ines Okafor")
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	if _, err := storage.ExportBackup(t.Context(), s, storage.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(f.folder, storage.StoreFile)
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	damaged = string(content[:5000])
	if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	f.w, f.hand = windowWith(t, f.folder, f.made)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	return f, damaged
}

func TestFlowDamagedDataAreSetAside(t *testing.T) {
	f, damaged := damagedFlow(t)
	said := textsOf(f.w.win.Content())
	for _, part := range []string{"The data could not be opened", "shorter than it should be", "nothing is deleted", "Set aside and restore…"} {
		if !strings.Contains(said, part) {
			t.Errorf("want %q in:\n%s", part, said)
		}
	}
	f.key(fyne.KeySpace) // the suggested button has the focus
	f.hand.Run()
	if f.w.store == nil || f.w.backups.List == nil {
		t.Fatalf("no backups are shown:\n%s", textsOf(f.w.win.Content()))
	}
	f.wantToast(kit.Warning, "The damaged data are set aside", "seatkeeper-20261124-")
	aside, err := filepath.Glob(filepath.Join(f.folder, "seatkeeper-*.db"))
	if err != nil || len(aside) != 1 {
		t.Fatalf("%v, %v", aside, err)
	}
	if content, err := os.ReadFile(aside[0]); err != nil || string(content) != damaged {
		t.Errorf("it was changed, or %v", err)
	}
}

func TestFlowTheUsersOwnFolderIsNotSetAsideForALock(t *testing.T) {
	for kind := failure.KindOther; kind <= failure.KindLogGone; kind++ {
		want := kind == failure.KindDamaged || kind == failure.KindTruncated || kind == failure.KindForeign
		if canStartAnew(kind) != want {
			t.Errorf("kind %d: %v", kind, !want)
		}
	}
}

func TestFlowDataThatTurnOutDamagedCanBeSetAside(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.w.apply(f.w.shown.state.Day, loaded{}, &failure.Error{Op: failure.OpReadStore, Path: f.folder, Err: failure.ErrDamaged})
	f.press("Set aside and restore…")
	f.wantSheet("Set the damaged data aside?", "nothing is deleted")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.press("Set aside and restore…")
	f.key(fyne.KeyReturn)
	f.hand.Run()
	if f.w.backups.List == nil {
		t.Fatal("no backups are shown")
	}
	if status, err := f.w.store.Status(t.Context()); err != nil || status.Counts.Users != 0 {
		t.Errorf("%+v, %v", status, err)
	}
}

func TestFlowDataThatAreKnownToBeDamagedAreSaidToBe(t *testing.T) {
	f := &flow{T: t, folder: t.TempDir(), made: newFakeBackups()}
	s := f.otherStore()
	fillForTest(f, s, "Ines Okafor")
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	conn, err := sqlite.OpenConn(filepath.Join(f.folder, storage.StoreFile), sqlite.OpenReadWrite)
	if err == nil {
		err = errors.Join(sqlitex.ExecuteTransient(conn, "UPDATE days SET held = held + 1", nil), conn.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	f.w, f.hand = windowWith(t, f.folder, f.made)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	if f.w.frame.damaged.Hidden || !strings.Contains(textsOf(f.w.frame.damaged), "seatkeeper.db is damaged inside") {
		t.Fatalf("it is not said:\n%s", textsOf(f.w.win.Content()))
	}
	f.w.askAnew()
	f.key(fyne.KeyReturn)
	f.hand.Run()
	if f.w.backups.List == nil || !f.w.frame.damaged.Hidden {
		t.Errorf("no backups are shown, or it is still said:\n%s", textsOf(f.w.win.Content()))
	}
}
