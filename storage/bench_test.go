//go:build linux || darwin

package storage

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/renameio/v2"
	"github.com/google/uuid"

	"seatkeeper/data"
	"seatkeeper/storage/sqlite"
)

// These benchmarks compare, so what counts is the ratio of the medians: each
// round of a loop measures every side once, one after the other, since a machine
// is never quiet for long. "./dev bench" runs them with five rounds or more and
// holds the ratios against their budgets.

// benchStore opens a store with people times days bookings.
func benchStore(b *testing.B, people, days int) *Store {
	b.Helper()
	return openBench(b, makeBench(b, people, days))
}

// benchCopy opens a copy of such a store, to be changed.
func benchCopy(b *testing.B, people, days int) *Store {
	b.Helper()
	made := makeBench(b, people, days)
	folder, err := os.MkdirTemp(filepath.Dir(made), "copy-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(folder) })
	from, err := os.Open(filepath.Join(made, StoreFile))
	if err != nil {
		b.Fatal(err)
	}
	defer from.Close()
	to, err := os.Create(filepath.Join(folder, StoreFile))
	if err != nil {
		b.Fatal(err)
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Sync(), to.Close()); err != nil {
		b.Fatal(err)
	}
	return openBench(b, folder)
}

func openBench(b *testing.B, folder string) *Store {
	b.Helper()
	s, err := Open(b.Context(), folder, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

// makeBench returns the folder of a closed store with people times days
// bookings, and makes it where it is missing. SEATKEEPER_BENCH names a folder in
// which the stores are kept for the next run.
func makeBench(b *testing.B, people, days int) (folder string) {
	b.Helper()
	folder = filepath.Join(benchFolder(b), strconv.Itoa(people)+"x"+strconv.Itoa(days))
	s, err := Open(b.Context(), folder, Options{})
	if err != nil {
		b.Fatal(err)
	}
	size := data.SampleSize{People: people, Days: days, Full: true, Until: data.DateOf(time.Now())}
	if _, err := s.AddSample(b.Context(), size, nil); err != nil && !errors.Is(err, ErrNotEmpty) {
		b.Fatal(err)
	}
	status, err := s.Status(b.Context())
	if err := errors.Join(err, s.Close()); err != nil {
		b.Fatal(err)
	}
	if want := int64(people * days); status.Counts.Bookings != want {
		b.Fatalf("%s holds %d bookings instead of %d: remove it and try again", folder, status.Counts.Bookings, want)
	}
	return folder
}

func benchFolder(b *testing.B) string {
	b.Helper()
	if folder := os.Getenv("SEATKEEPER_BENCH"); folder != "" {
		return folder
	}
	return b.TempDir()
}

// lastDay returns the last day with bookings.
func lastDay(b *testing.B, s *Store) data.Date {
	b.Helper()
	snapshot, err := s.db.Snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer snapshot.Close()
	return snapshot.Days[len(snapshot.Days)-1].Day
}

// BenchmarkExport exports 1,000,000 bookings, read-back and both fsyncs
// included. It compares that with writing and fsyncing the same bytes from
// memory, and with json.MarshalIndent of everything and renameio.WriteFile.
func BenchmarkExport(b *testing.B) {
	s := benchStore(b, 2000, 500)
	folder, err := os.MkdirTemp(benchFolder(b), "export-")
	if err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(folder)
	var export, write, naive []time.Duration
	var backup Backup
	for b.Loop() {
		debug.FreeOSMemory() // each side starts as a new process would
		export = append(export, timed(b, func() error {
			backup, err = ExportBackup(b.Context(), s, ExportOptions{Folder: folder})
			return err
		}))
		content, err := os.ReadFile(backup.Path)
		if err != nil {
			b.Fatal(err)
		}
		write = append(write, timed(b, func() error { return writeAndSync(filepath.Join(folder, "bytes"), content) }))
		content = nil
		debug.FreeOSMemory()
		naive = append(naive, timed(b, func() error { return naiveExport(b, s, filepath.Join(folder, "naive.json")) }))
		if err := os.Remove(backup.Path); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratio(export, write), "export/write")
	b.ReportMetric(ratio(export, naive), "export/naive")
	b.ReportMetric(milliseconds(export), "export-ms")
	b.ReportMetric(milliseconds(write), "write-ms")
	b.ReportMetric(milliseconds(naive), "naive-ms")
	b.ReportMetric(float64(backup.Bytes)/1e6, "export-MB")
}

func writeAndSync(path string, content []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Sync(), file.Close(), os.Remove(path))
}

// naiveExport is how one would export without a thought: everything in memory,
// the encoder of the standard library, one library call to write.
func naiveExport(b *testing.B, s *Store, path string) error {
	snapshot, err := s.db.Snapshot(b.Context())
	if err != nil {
		return err
	}
	defer snapshot.Close()
	all := struct {
		LastUpdated time.Time      `json:"lastUpdated"`
		Offices     []data.Office  `json:"offices"`
		Users       []data.User    `json:"users"`
		Bookings    []data.Booking `json:"bookings"`
	}{LastUpdated: snapshot.Status.LastUpdated, Offices: snapshot.Offices, Users: snapshot.Users}
	err = snapshot.Bookings(b.Context(), 0, data.MinDate, data.MaxDate, func(row *sqlite.Row) error {
		all.Bookings = append(all.Bookings, data.Booking{
			ID: uuid.UUID(row.ID).String(), DeskRef: snapshot.DeskRefs[row.Desk], Date: row.Day,
			UserID: snapshot.UserIDs[row.User], CreatedAt: time.UnixMilli(row.Created).UTC(),
		})
		return nil
	})
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return renameio.WriteFile(path, text, 0o600)
}

// BenchmarkBoard reads one day of 1,000 bookings, out of 1,000 and out of
// 1,000,000, and a day of 2,000 out of 1,000,000.
func BenchmarkBoard(b *testing.B) {
	small, large, full := benchStore(b, 1000, 1), benchStore(b, 1000, 1000), benchStore(b, 2000, 500)
	const reads = 50
	var ofSmall, ofLarge, ofFull []time.Duration
	day := func(s *Store, day data.Date, want int) time.Duration {
		return timed(b, func() error {
			seats, err := s.Day(b.Context(), day)
			if err == nil && len(seats) != want {
				b.Fatalf("the day has %d bookings instead of %d", len(seats), want)
			}
			return err
		})
	}
	inSmall, inLarge, inFull := lastDay(b, small), lastDay(b, large), lastDay(b, full)
	for b.Loop() {
		for range reads {
			ofSmall, ofLarge = append(ofSmall, day(small, inSmall, 1000)), append(ofLarge, day(large, inLarge, 1000))
			ofFull = append(ofFull, day(full, inFull, 2000))
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratio(ofLarge, ofSmall), "board-large/small")
	b.ReportMetric(milliseconds(ofLarge), "board-ms")
	b.ReportMetric(milliseconds(ofFull), "board-full-ms")
}

// BenchmarkBook makes bookings, each durable when Book returns, in a store of
// 1,000 and in one of 1,000,000.
func BenchmarkBook(b *testing.B) {
	small, large := benchCopy(b, 1000, 1), benchCopy(b, 1000, 1000)
	const bookings = 20
	var inSmall, inLarge []time.Duration
	day := max(lastDay(b, small), lastDay(b, large))
	for b.Loop() {
		day++
		for i := range bookings {
			inSmall, inLarge = append(inSmall, book(b, small, day, i)), append(inLarge, book(b, large, day, i))
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ratio(inLarge, inSmall), "book-large/small")
	b.ReportMetric(milliseconds(inLarge), "book-ms")
}

func book(b *testing.B, s *Store, day data.Date, i int) time.Duration {
	b.Helper()
	offices, err := s.Offices(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	users, err := s.Users(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	floor := offices[0].Floors[0]
	desk := data.DeskRef{Office: offices[0].ID, Floor: floor.ID, Desk: floor.Desks[i].ID}
	return timed(b, func() error {
		_, err := s.Book(b.Context(), data.Booking{DeskRef: desk, Date: day, UserID: users[i].ID})
		return err
	})
}

// timed returns how long f takes.
func timed(b *testing.B, f func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := f(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func median(of []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

func ratio(a, b []time.Duration) float64 { return float64(median(a)) / float64(median(b)) }

func milliseconds(of []time.Duration) float64 { return median(of).Seconds() * 1000 }
