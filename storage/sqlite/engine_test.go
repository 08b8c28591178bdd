package sqlite

import (
	"path/filepath"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/engine/enginetest"
	"seatkeeper/storage/filetest"
)

func TestSQLiteKeepsTheContractOfAnEngine(t *testing.T) {
	enginetest.Run(t, filetest.OrSampled(24, filetest.OrFewer(12, 1)), func(t testing.TB, now time.Time, offices []data.Office) func() engine.DB {
		path := filepath.Join(t.TempDir(), "store.db")
		if err := Create(t.Context(), path, now, offices); err != nil {
			t.Fatal(err)
		}
		return func() engine.DB {
			db, err := Open(t.Context(), path, Options{BusyTimeout: 10 * time.Second})
			if err != nil {
				t.Fatal(err)
			}
			return db
		}
	})
}
