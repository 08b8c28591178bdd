package command

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage"
)

func TestADamagedStoreIsSaidAndTakesNoBooking(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "d")
	run := func(args ...string) (code int, out, errors string) {
		var o, e bytes.Buffer
		code = Run(append(args, "--data", folder), Program{Stdout: &o, Stderr: &e, Now: func() time.Time {
			return time.Date(2026, 11, 24, 10, 42, 7, 0, time.UTC)
		}})
		return code, o.String(), e.String()
	}
	if code, _, said := run("sample", "--people", "3", "--days", "1"); code != exitOK {
		t.Fatal(said)
	}
	conn, err := sqlite.OpenConn(filepath.Join(folder, storage.StoreFile), sqlite.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	if err := sqlitex.ExecuteTransient(conn, "UPDATE days SET bookings = bookings + 1", nil); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	const damaged = "seatkeeper.db is damaged inside."
	code, out, said := run("who")
	if code != exitOK || !strings.Contains(out, "Amara Okafor") || !strings.Contains(said, damaged) || !strings.Contains(said, "Set aside and restore…") {
		t.Errorf("who: %d, %s, %s", code, out, said)
	}
	code, _, said = run("book", "--person", "u00001", "--desk", "A9", "--date", "tomorrow")
	if code != exitFailed || !strings.Contains(said, damaged) || !strings.Contains(said, "Your backups are untouched") {
		t.Errorf("book: %d, %s", code, said)
	}
	code, _, said = run("export")
	if code != exitFailed || !strings.Contains(said, damaged) || strings.Contains(said, "bookings are safe") || strings.Contains(said, "/backup is damaged") {
		t.Errorf("export: %d, %s", code, said)
	}
	if list, err := os.ReadDir(filepath.Join(folder, "backup")); err == nil && len(list) > 0 {
		t.Error(list)
	}
}
