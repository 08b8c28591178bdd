package storage

import (
	"os"
	"path/filepath"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

func TestAnOlderStoreIsSavedBeforeItsUpgrade(t *testing.T) {
	folder := t.TempDir()
	makeOldStore(t, folder)
	s := mustOpen(t, folder, Options{})
	list := mustList(t, s)
	if len(list) != 1 || list[0].Origin != format.OriginUpgrade || list[0].Users == 0 {
		t.Fatalf("%+v", list)
	}
	if report := mustVerify(t, list[0].Path); report.Bookings == 0 {
		t.Errorf("%+v", report)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, folder, Options{})
	if list := mustList(t, s); len(list) != 1 {
		t.Errorf("%d backups after the second start", len(list))
	}
}

func TestAnOlderStoreThatCantBeSavedStaysAsItWas(t *testing.T) {
	folder := t.TempDir()
	makeOldStore(t, folder)
	blocked := filepath.Join(folder, BackupFolder)
	filetest.MustWrite(t, blocked, "")
	before := filetest.FilesIn(t, folder)
	if _, err := Open(t.Context(), folder, Options{Now: at(noon)}); failure.KindOf(err) != failure.KindNotAFolder {
		t.Fatal(err)
	}
	sameFiles(t, folder, before)
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if list := mustList(t, mustOpen(t, folder, Options{})); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}
