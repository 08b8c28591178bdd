package storage

import (
	"errors"
	"path/filepath"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// wrongCount makes the count of a day wrong by n, as only damage can.
func wrongCount(t *testing.T, s *Store, n string) {
	t.Helper()
	rawRun(t, filepath.Join(s.Folder(), StoreFile), 0, "UPDATE days SET bookings = bookings + ("+n+") WHERE day = (SELECT min(day) FROM days)")
}

// wantDamage fails unless the error says that this store is damaged, and not the place
// of a backup.
func wantDamage(t *testing.T, s *Store, err error) {
	t.Helper()
	filetest.WantKind(t, err, failure.KindDamaged)
	var known *failure.Error
	if !errors.As(err, &known) || known.Path != filepath.Join(s.Folder(), StoreFile) {
		t.Errorf("it is said of another file: %v", err)
	}
}

func wantNoBooking(t *testing.T, s *Store) {
	t.Helper()
	wantDamage(t, s, s.Damage())
	_, err := s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(30), UserID: data.VisitorID})
	wantDamage(t, s, err)
}

func TestAWrongCountIsDamageAndNothingIsBooked(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	wrongCount(t, s, "1")
	if err := s.Damage(); err != nil {
		t.Fatalf("nobody has looked: %v", err)
	}
	told := make(chan struct{}, 100)
	defer s.Subscribe(func() { told <- struct{}{} })()
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	wantDamage(t, s, err)
	wait(t, told)
	wantNoBooking(t, s)
	if left := filetest.FilesIn(t, filepath.Join(folder, BackupFolder)); len(left) != 0 {
		t.Error(left)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, folder, Options{}) // which looks by itself at so small a store
	wantNoBooking(t, s)
	if seats, err := s.Day(t.Context(), monday); err != nil || len(seats) != 3 {
		t.Errorf("what can be read is not shown: %v, %v", seats, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wrongCount(t, s, "-1")
	s = mustOpen(t, folder, Options{})
	if err := s.Damage(); err != nil {
		t.Errorf("it was mended, and %v", err)
	}
	mustHold(t, s, 4)
}

func TestWhatOneProgramFoundTheNextOneKnows(t *testing.T) {
	s := mustOpenMany(t, 40, 400) // larger than what each start looks at
	folder := s.Folder()
	if size := s.file.inPlace.store.Size(); size > lookAlways {
		t.Fatalf("it was %d bytes before there was anything in it", size)
	}
	wrongCount(t, s, "1")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, folder, Options{})
	if size := s.file.inPlace.store.Size(); s.Damage() != nil || size <= lookAlways {
		t.Fatalf("%v, %d bytes", s.Damage(), size)
	}
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	wantDamage(t, s, err)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, folder, Options{})
	wantNoBooking(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wrongCount(t, s, "-1")
	for range 2 { // and it is forgotten
		s = mustOpen(t, folder, Options{})
		if err := s.Damage(); err != nil {
			t.Error(err)
		}
		if notes, err := s.local.notes(t.Context(), topicStore); err != nil || len(notes) != 0 {
			t.Errorf("%v, %v", notes, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAStoreIsLookedAtAfterAKill(t *testing.T) {
	filetest.NotUnderRace(t)
	s := mustOpenMany(t, 40, 400)
	folder := s.Folder()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []string{"its pages", "its counts"} {
		left := crashed(t, folder, func(s *Store) {
			guest(t, s, 1000)
			if _, err := s.Undo(t.Context(), 0); err != nil {
				t.Fatal(err)
			}
			if test == "its counts" {
				wrongCount(t, s, "1")
			}
		})
		if test == "its pages" {
			content := []byte(filetest.MustRead(t, filepath.Join(left, StoreFile)))
			for at := len(content) / 2; at < len(content)/2+40000; at++ {
				content[at] = 0xa5
			}
			filetest.MustWrite(t, filepath.Join(left, StoreFile), string(content))
		}
		wantNoBooking(t, mustOpen(t, left, Options{}))
	}
}

func TestNoAutomaticBackupIsMadeOfADamagedStore(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	rawRun(t, filepath.Join(s.Folder(), StoreFile), 0, "UPDATE days SET held = held + 1") // which no backup holds
	made, err := backUp(t.Context(), s, format.OriginChanges)
	wantDamage(t, s, err)
	if left := filetest.FilesIn(t, s.backups.AutoFolder()); made || len(left) != 0 {
		t.Errorf("%v, %v", made, left)
	}
	wantNoBooking(t, s)
}
