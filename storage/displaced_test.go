package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestARemovedLogOfAnOpenStoreIsNoticedAndSaved(t *testing.T) {
	for name, remove := range map[string]func(log string) error{
		"removed": os.Remove,
		"moved":   func(log string) error { return os.Rename(log, log+"-moved") },
		"replaced": func(log string) error {
			if err := os.WriteFile(log+"-other", []byte("of another computer"), 0o600); err != nil {
				return err
			}
			return os.Rename(log+"-other", log)
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := mustOpenSample(t, folder, Options{})
			told := make(chan struct{}, 100)
			defer s.Subscribe(func() { told <- struct{}{} })()
			want := read(t, s)
			if err := remove(filepath.Join(folder, StoreFile+"-wal")); err != nil {
				t.Skipf("an open file stays where it is here: %v", err)
			}
			wait(t, told)
			filetest.WantKind(t, s.Displaced(), failure.KindLogGone)
			_, err := s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
			filetest.WantKind(t, err, failure.KindLogGone)
			_, err = ExportBackup(t.Context(), s, ExportOptions{})
			filetest.WantKind(t, err, failure.KindLogGone)
			// A kill now would lose nothing: the file alone has it all.
			killed := t.TempDir()
			copyStore(t, folder, killed, "")
			if got := read(t, mustOpen(t, killed, Options{})); len(got.Users) != len(want.Users) || got.Status.Counts != want.Status.Counts {
				t.Errorf("after a kill: %+v, not %+v", got.Status, want.Status)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = mustOpen(t, folder, Options{})
			if err := s.Displaced(); err != nil {
				t.Error(err)
			}
			mustHold(t, s, 4)
		})
	}
}

// wantSaved waits until the store's file alone holds so many bookings.
func wantSaved(t *testing.T, folder string, bookings int64) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		killed := t.TempDir()
		copyStore(t, folder, killed, "")
		// In the middle of saving it, the copy may be anything.
		if s, err := Open(t.Context(), killed, Options{Now: at(noon)}); err == nil {
			status, err := s.Status(t.Context())
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if err == nil && status.Counts.Bookings == bookings {
				return
			}
		}
		if time.Now().After(deadline) {
			t.Fatal("a kill would lose bookings")
		}
	}
}

func removeLog(t *testing.T, folder string) {
	t.Helper()
	if err := os.Remove(filepath.Join(folder, StoreFile+"-wal")); err != nil {
		t.Skipf("an open file stays where it is here: %v", err)
	}
}

func TestARemovedLogIsSavedOnceTheExportIsOverThatKeepsItFromThat(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	snapshot, err := s.db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	guest(t, s, 1)
	removeLog(t, folder)
	told := make(chan struct{}, 100)
	defer s.Subscribe(func() { told <- struct{}{} })()
	wait(t, told) // of the loss, when saving it was tried in vain
	snapshot.Close()
	wantSaved(t, folder, 5)
}

func TestARemovedLogIsSavedAlsoRightAfterAChangeByAnotherProcess(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	if a := (task{Do: "book", Data: folder, Times: 1, User: "Late", Now: noon}).run(t); a.Err != "" {
		t.Fatal(a.Err)
	}
	removeLog(t, folder)
	defer s.Subscribe(func() {})() // so that the first look sees both
	wantSaved(t, folder, 5)
}

func TestASchemaThatBecomesNewerUnderAnOpenStoreIsRefused(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := filepath.Join(s.Folder(), StoreFile)
	now := rawInteger(t, path, "PRAGMA user_version")
	told := make(chan struct{}, 100)
	defer s.Subscribe(func() { told <- struct{}{} })()
	rawRun(t, path, 0, "PRAGMA user_version = 999")
	wait(t, told)
	_, err := s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	filetest.WantKind(t, err, failure.KindNewer)
	_, err = s.Status(t.Context())
	filetest.WantKind(t, err, failure.KindNewer)
	_, err = ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindNewer)
	rawRun(t, path, 0, fmt.Sprintf("PRAGMA user_version = %d", now))
	mustHold(t, s, 4)
}
