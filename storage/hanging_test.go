package storage

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// Rows that name what is not there: only damage makes them, as the database does not
// let them come to be.
func TestAStoreWithRowsThatHangInTheAirIsDamagedAndNothingHangs(t *testing.T) {
	backup := filepath.Join(t.TempDir(), "it.json")
	filetest.MustWrite(t, backup, filetest.Summed(filetest.Sound))
	for name, sql := range map[string]string{
		"without offices":           "DELETE FROM offices",
		"without floors":            "DELETE FROM floors",
		"without desks":             "DELETE FROM desks",
		"without people":            "DELETE FROM users",
		"a desk numbered below":     "UPDATE desks SET number = -7 WHERE number = 1",
		"a desk far up":             "UPDATE desks SET number = 1 << 50 WHERE number = 1",
		"a person far up":           "UPDATE users SET number = 1 << 50 WHERE number = 1",
		"features that are no JSON": "UPDATE desks SET features = '{' WHERE number = 1",
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			rawRun(t, filepath.Join(folder, StoreFile), 0, "PRAGMA foreign_keys = OFF", sql)
			s := mustOpen(t, folder, Options{})
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			_, err := ExportBackup(ctx, s, ExportOptions{})
			filetest.WantKind(t, err, failure.KindDamaged)
			r, err := PrepareRestore(ctx, s, backup, RestoreOptions{})
			if err == nil {
				_, err = r.Preview(ctx)
				if err := r.Close(); err != nil {
					t.Error(err)
				}
			}
			filetest.WantKind(t, err, failure.KindDamaged)
			// What can still be read is; what can't says so.
			if _, err = s.Offices(ctx); err != nil {
				filetest.WantKind(t, err, failure.KindDamaged)
			}
			if _, err = s.Day(ctx, monday); err != nil {
				filetest.WantKind(t, err, failure.KindDamaged)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			wantNothingLeft(t, folder)
		})
	}
}

// A floor plan that is only begun is no damage.
func TestAStoreWithoutOfficesFloorsOrDesksIsSound(t *testing.T) {
	for name, offices := range map[string][]data.Office{
		"an office without floors": {{ID: "hq", Name: "HQ", Floors: []data.Floor{}}},
		"a floor without desks":    {{ID: "hq", Name: "HQ", Floors: []data.Floor{{ID: "f1", Layout: data.Size{Width: 1, Height: 1}}}}},
		"nothing":                  {},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "it.json")
			office := "["
			for _, o := range offices {
				line, err := format.AppendRecords(nil, []data.Office{o})
				if err != nil {
					t.Fatal(err)
				}
				office += string(line)
			}
			filetest.MustWrite(t, path, `{"offices":`+office+`],"users":[],"bookings":[]}`)
			s := mustOpenSample(t, t.TempDir(), Options{})
			if _, err := restoreFile(t.Context(), s, path); err != nil {
				t.Fatal(err)
			}
			mustVerify(t, mustExport(t, s, ExportOptions{}).Path)
			if _, err := s.AddSample(t.Context(), data.SampleSize{People: 3, Days: 2, Until: monday}, nil); err != nil {
				t.Error(err)
			}
		})
	}
}
