package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestFlowWhatIsFoundBesideTheDataIsTold(t *testing.T) {
	f := &flow{T: t, folder: t.TempDir(), made: newFakeBackups()}
	s := f.otherStore()
	fillForTest(f, s, "Ines Okafor")
	log, err := os.ReadFile(filepath.Join(f.folder, storage.StoreFile+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(f.folder, storage.StoreFile))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{storage.StoreFile + "-wal": log, "seatkeeper (1).db": file} {
		if err := os.WriteFile(filepath.Join(f.folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f.w, f.hand = windowWith(t, f.folder, f.made)
	f.wantToast(kit.Warning, "There are other copies of your data", "seatkeeper (1).db")
	if said := textsOf(f.w.news.toasts); !strings.Contains(said, "A log that is not of these data was set aside") ||
		!strings.Contains(said, "the log is now seatkeeper-20261124-104207.db-wal") {
		t.Errorf("it says:\n%s", said)
	}
	if status, err := f.w.store.Status(t.Context()); err != nil || status.Counts.Bookings != 1 {
		t.Errorf("%+v, %v", status, err)
	}
}
