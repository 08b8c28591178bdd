//go:build linux || darwin

package storage

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/sqlite"
)

// BenchmarkRestore restores 1,000,000 bookings over as many others, with the
// safety backup, all checks and fsyncs, and compares that with what sqlite3 takes
// to import the same rows from CSV into the same schema in one transaction.
func BenchmarkRestore(b *testing.B) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Skip("needs sqlite3")
	}
	made := benchStore(b, 2000, 500)
	folder, err := os.MkdirTemp(benchFolder(b), "restore-")
	if err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(folder)
	backup, err := ExportBackup(b.Context(), made, ExportOptions{Folder: folder})
	if err != nil {
		b.Fatal(err)
	}
	csv := filepath.Join(folder, "bookings.csv")
	if err := writeCSV(b, made, csv); err != nil {
		b.Fatal(err)
	}
	s := benchCopy(b, 2000, 500)
	var restore, prepare, preview, apply, imported []time.Duration
	for b.Loop() {
		debug.FreeOSMemory()
		var r *Restore
		prepare = append(prepare, timed(b, func() (err error) {
			r, err = PrepareRestore(b.Context(), s, backup.Path, RestoreOptions{})
			return err
		}))
		preview = append(preview, timed(b, func() error {
			_, err := r.Preview(b.Context())
			return err
		}))
		apply = append(apply, timed(b, func() error {
			_, err := r.Apply(b.Context())
			return errors.Join(err, r.Close())
		}))
		restore = append(restore, prepare[len(prepare)-1]+apply[len(apply)-1])
		debug.FreeOSMemory()
		imported = append(imported, timed(b, func() error { return importCSV(made, csv, filepath.Join(folder, "imported.db")) }))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratio(restore, imported), "restore/import")
	b.ReportMetric(milliseconds(restore), "restore-ms")
	b.ReportMetric(milliseconds(prepare), "prepare-ms")
	b.ReportMetric(milliseconds(preview), "preview-ms") // not in restore: a person reads it
	b.ReportMetric(milliseconds(apply), "apply-ms")
	b.ReportMetric(milliseconds(imported), "import-ms")
}

// writeCSV writes the bookings as sqlite3 can import them. IDs are other ones of
// the same length and order, as CSV holds no bytes; the columns that most bookings
// leave empty are missing, so that they become NULL.
func writeCSV(b *testing.B, s *Store, path string) error {
	snapshot, err := s.db.Snapshot(b.Context())
	if err != nil {
		return err
	}
	defer snapshot.Close()
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	err = snapshot.Bookings(b.Context(), 0, data.MinDate, data.MaxDate, func(row *sqlite.Row) error {
		_, err := fmt.Fprintf(w, "%d,%x,%d,%d,%d\n", int(row.Day), row.ID[:8], row.Desk, row.User, row.Created)
		return err
	})
	return errors.Join(err, w.Flush(), file.Close())
}

func importCSV(from *Store, csv, into string) error {
	if err := errors.Join(os.RemoveAll(into)); err != nil {
		return err
	}
	schema, err := exec.Command("sqlite3", from.path(), ".schema").Output()
	if err != nil {
		return err
	}
	script := strings.Replace(string(schema), "BLOB NOT NULL", "ANY NOT NULL", 1)
	if script == string(schema) {
		return errors.New("the schema has other words than it had")
	}
	script += fmt.Sprintf("ATTACH '%s' AS s;\n", from.path())
	for _, table := range []string{"meta", "offices", "floors", "fixtures", "desks", "users", "blocks"} {
		script += fmt.Sprintf("INSERT INTO %[1]s SELECT * FROM s.%[1]s;\n", table)
	}
	script += fmt.Sprintf("DETACH s;\nBEGIN;\n.import --csv %s bookings\nCOMMIT;\nSELECT count(*) FROM bookings;\n", csv)
	c := exec.Command("sqlite3", into)
	c.Stdin = strings.NewReader(script)
	nobody, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer nobody.Close()
	c.Stderr = nobody // it speaks of the missing columns, row by row
	out, err := c.Output()
	if err == nil && !bytes.Contains(out, []byte("1000000")) {
		err = fmt.Errorf("sqlite3 has imported %s", out)
	}
	return err
}
