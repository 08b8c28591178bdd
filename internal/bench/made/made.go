// Package made makes backups and stores of any size to measure on. They are made
// without the program's own encoder, which is one of the things to be measured,
// and without booking, which takes longer than restoring.
package made

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// Set is what a backup or a store is made of.
type Set struct {
	data.SampleSet
	Others []data.User // people without bookings; their IDs come after those of the set
	Now    time.Time   // when it was made
}

// Backup writes a backup of schema version 1.2.0, line by line in the form of
// docs/backup-format.md, with its checksum.
func Backup(to io.Writer, set Set) error {
	sum := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(to, sum), 1<<20)
	users := slices.Concat(set.Users, set.Others)
	now := set.Now.UTC().Format(data.TimeFormat)
	fmt.Fprintf(w, "{\n\"schemaVersion\": \"1.2.0\",\n\"app\": \"Seatkeeper bench\",\n\"exportedAt\": %q,\n\"lastUpdated\": %q,\n", now, now)
	fmt.Fprintf(w, "\"counts\": {\"offices\": %d, \"users\": %d, \"bookings\": %d},\n", len(set.Offices), len(users), set.Count)
	if err := errors.Join(writeRecords(w, "offices", set.Offices), writeRecords(w, "users", users)); err != nil {
		return err
	}
	fmt.Fprint(w, "\"bookings\": [")
	separator := "\n"
	for day := range days(set.SampleSet) {
		for _, b := range day {
			fmt.Fprintf(w, `%s{"id":"%s","office":"%s","floor":"%s","deskId":"%s","date":"%s","userId":"%s","createdAt":"%s"}`, separator,
				b.ID, b.Office, b.Floor, b.Desk, b.Date, b.UserID, b.CreatedAt.Format(data.TimeFormat))
			separator = ",\n"
		}
	}
	fmt.Fprint(w, "\n],\n")
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(to, "\"sha256\": \"%x\"\n}\n", sum.Sum(nil))
	return err
}

// days yields the bookings of one day after the other, sorted by their IDs.
func days(set data.SampleSet) func(yield func([]data.Booking) bool) {
	return func(yield func([]data.Booking) bool) {
		var day []data.Booking
		end := func() bool {
			slices.SortFunc(day, func(a, b data.Booking) int { return strings.Compare(a.ID, b.ID) })
			return yield(day)
		}
		for b := range set.Bookings() {
			if len(day) > 0 && day[0].Date != b.Date {
				if !end() {
					return
				}
				day = day[:0]
			}
			day = append(day, b)
		}
		if len(day) > 0 {
			end()
		}
	}
}

func writeRecords[T any](w io.Writer, list string, records []T) error {
	fmt.Fprintf(w, "%q: [", list)
	separator := "\n"
	for _, record := range records {
		var line bytes.Buffer
		encode := json.NewEncoder(&line)
		encode.SetEscapeHTML(false)
		if err := encode.Encode(record); err != nil {
			return err
		}
		fmt.Fprintf(w, "%s%s", separator, bytes.TrimSuffix(line.Bytes(), []byte("\n")))
		separator = ",\n"
	}
	_, err := fmt.Fprint(w, "\n],\n")
	return err
}

// BackupFile writes such a backup as a file, and brings it to the drive.
func BackupFile(path string, set Set) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(Backup(file, set), file.Sync(), file.Close())
}

// Store makes a data folder that holds the set. The folder comes to be as a whole
// or not at all.
func Store(ctx context.Context, folder string, set Set) error {
	part := folder + ".part"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o700)); err != nil {
		return err
	}
	defer os.RemoveAll(part)
	backup := filepath.Join(part, "made.json")
	if err := BackupFile(backup, set); err != nil {
		return err
	}
	s, err := storage.Open(ctx, part, storage.Options{App: "Seatkeeper bench", Now: func() time.Time { return set.Now }})
	if err != nil {
		return err
	}
	err = restore(ctx, s, backup)
	if err == nil { // so that a window on it finds nothing to do
		_, err = storage.ExportBackup(ctx, s, storage.ExportOptions{})
	}
	if err := errors.Join(err, s.Close(), os.Remove(backup)); err != nil {
		return fmt.Errorf("make %s: %w", folder, err)
	}
	return os.Rename(part, folder)
}

func restore(ctx context.Context, s *storage.Store, backup string) error {
	r, err := storage.PrepareRestore(ctx, s, backup, storage.RestoreOptions{})
	if err != nil {
		return err
	}
	_, err = r.Apply(ctx)
	return errors.Join(err, r.Close())
}
