package storage

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format/values"
)

// What others do while a store is restored.

func TestABookingRightAfterARestoreIsNoDamage(t *testing.T) {
	folder := t.TempDir()
	s, other := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	applying, booked := false, false
	r, err := PrepareRestore(t.Context(), s, path, RestoreOptions{Progress: func(done, total int64) {
		if applying && done == total { // the last page is there, and so everything
			_, err := other.Book(t.Context(), data.Booking{DeskRef: deskC1, Date: monday.AddDays(9), UserID: data.VisitorID})
			if booked = err == nil; !booked {
				t.Error(err)
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	applying = true
	done, err := r.Apply(t.Context())
	if err != nil || done.Counts.Bookings != 4 || !booked {
		t.Errorf("%+v %v, booked: %v", done.Counts, err, booked)
	}
	mustHold(t, s, 5)
}

func TestWhatADiskMakesOfTheNewStoreIsFoundBeforeItIsRestored(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	path := mustExport(t, s, ExportOptions{}).Path
	for name, alter := range map[string]func([]byte) []byte{
		"a person":  func(b []byte) []byte { return bytes.Replace(b, []byte("Alice"), []byte("Alive"), 1) },
		"a guest":   func(b []byte) []byte { return bytes.Replace(b, []byte("Zoë"), []byte("Zoee"), 1) },
		"a booking": func(b []byte) []byte { return bytes.ReplaceAll(b, uuidBytes(3), uuidBytes(9)) },
		"the end":   func(b []byte) []byte { return b[:len(b)-4096] },
	} {
		t.Run(name, func(t *testing.T) {
			r, err := PrepareRestore(t.Context(), s, path, RestoreOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			content := []byte(filetest.MustRead(t, r.temp.Name()))
			altered := alter(bytes.Clone(content))
			if bytes.Equal(altered, content) {
				t.Fatal("nothing is altered")
			}
			if err := os.WriteFile(r.temp.Name(), altered, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = r.Apply(t.Context())
			filetest.WantKind(t, err, failure.KindBadWrite)
			mustHold(t, s, 4)
			if seats, err := s.Day(t.Context(), monday); err != nil || seats[0].Name != "Alice" {
				t.Error(seats, err)
			}
		})
	}
}

func uuidBytes(n int) []byte {
	id := values.BookingID([]byte(filetest.UUIDOf(n)))
	return id[:]
}

func TestBookingsBesideTwentyRestores(t *testing.T) {
	folder := t.TempDir()
	s := mustOpen(t, folder, Options{Now: ticking(), busyTimeout: time.Minute})
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 40, Days: filetest.OrFewer(30, 10), Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	path := mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path
	ctx, stop := context.WithCancel(soon(t))
	defer stop()
	var windows sync.WaitGroup
	var booked [2][]string
	for i := range booked {
		window := mustOpen(t, folder, Options{busyTimeout: time.Minute})
		windows.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				guest := fmt.Sprintf("guest-%d-%d", i, n)
				_, err := window.Book(ctx, data.Booking{DeskRef: []data.DeskRef{deskA1, deskC1}[i], Date: monday.AddDays(100 + n), UserID: data.VisitorID, Guest: guest})
				switch {
				case err == nil:
					booked[i] = append(booked[i], guest)
				case ctx.Err() == nil:
					t.Error(err)
					return
				}
			}
		})
	}
	var all strings.Builder
	for range 20 {
		done := mustRestore(t, s, path, RestoreOptions{})
		all.WriteString(filetest.MustRead(t, done.Safety.Path))
		if err := os.RemoveAll(filepath.Join(folder, BackupFolder)); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	windows.Wait()
	all.WriteString(filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: t.TempDir()}).Path))
	text := all.String()
	if len(booked[0])+len(booked[1]) == 0 { // one may be late: SQLite's waiting is not in line
		t.Error("nobody has booked anything")
	}
	for _, guests := range booked {
		for _, guest := range guests {
			if !strings.Contains(text, `"`+guest+`"`) {
				t.Errorf("%s is in no backup and not in the store", guest)
			}
		}
	}
}
