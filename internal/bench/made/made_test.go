package made

import (
	"path/filepath"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage"
)

func TestABackupIsAsTheProgramWritesIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "backup.json")
	set := Crowd(3)
	if err := BackupFile(path, set); err != nil {
		t.Fatal(err)
	}
	r, err := storage.VerifyBackup(t.Context(), path, storage.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Bookings != 1500 || r.Users != 2000 || r.Offices != 1 || r.SHA256 == "" {
		t.Errorf("%+v", r)
	}
}

func TestAStoreHoldsItsSet(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "store")
	set := Set{SampleSet: data.Sample([]data.Office{data.SampleOffice()}, data.SampleSize{People: 30, Days: 4, Full: true, Until: CrowdToday}), Now: CrowdNow()}
	if err := Store(t.Context(), folder, set); err != nil {
		t.Fatal(err)
	}
	s, err := storage.Open(t.Context(), folder, storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	seats, err := s.Day(t.Context(), CrowdToday)
	if err != nil || len(seats) != 30 {
		t.Errorf("%d seats, %v", len(seats), err)
	}
	status, err := s.Status(t.Context())
	if err != nil || status.Counts.Bookings != 120 {
		t.Errorf("%+v, %v", status, err)
	}
}
