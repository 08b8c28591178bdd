package storage

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// soon ends a test that would hang.
func soon(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// slowFiles is a drive that does not get a backup to the disk until it may.
type slowFiles struct {
	atomicfile.Files
	folder        string // whose files are slow
	reached, free chan struct{}
}

func (f slowFiles) Create(final string) (atomicfile.TempFile, error) {
	temp, err := f.Files.Create(final)
	if err != nil || filepath.Dir(final) != f.folder {
		return temp, err
	}
	return slowTemp{temp, f}, nil
}

func (f slowFiles) Publish(temp atomicfile.TempFile, final string) error {
	if slow, ok := temp.(slowTemp); ok {
		temp = slow.TempFile
	}
	return f.Files.Publish(temp, final)
}

type slowTemp struct {
	atomicfile.TempFile
	f slowFiles
}

func (t slowTemp) Sync() error {
	close(t.f.reached)
	<-t.f.free
	return t.TempFile.Sync()
}

func TestNobodyWaitsForAnExportToASlowDisk(t *testing.T) {
	slow := slowFiles{atomicfile.System{}, filetest.MustMkdir(t, filepath.Join(t.TempDir(), "usb")), make(chan struct{}), make(chan struct{})}
	s := mustOpenSample(t, t.TempDir(), Options{files: slow, busyTimeout: time.Second})
	path := mustExport(t, s, ExportOptions{}).Path
	ctx := soon(t)
	exported := make(chan error, 1)
	go func() {
		_, err := ExportBackup(ctx, s, ExportOptions{Folder: slow.folder})
		exported <- err
	}()
	<-slow.reached
	free := sync.OnceFunc(func() { close(slow.free) })
	defer free()

	var previews []*Restore
	for i := range 3 { // each stays open
		r, err := PrepareRestore(ctx, s, path, RestoreOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if p, err := r.Preview(ctx); err != nil || p.Bookings.Removed != int64(i) {
			t.Fatal(p.Bookings.Removed, err)
		}
		previews = append(previews, r)
		if _, err := s.Book(ctx, data.Booking{DeskRef: deskC1, Date: monday.AddDays(i + 10), UserID: data.VisitorID}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Day(ctx, monday); err != nil {
			t.Fatal(err)
		}
	}
	// A restore waits for the export, and may stop waiting; nobody waits for the restore.
	waiting, stop := context.WithCancel(ctx)
	applied := make(chan error, 1)
	go func() {
		_, err := previews[0].Apply(waiting)
		applied <- err
	}()
	again, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := previews[0].Preview(again); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskC1, Date: monday.AddDays(20), UserID: data.VisitorID})
	stop()
	filetest.WantKind(t, <-applied, failure.KindCancelled)

	free()
	if err := <-exported; err != nil {
		t.Fatal(err)
	}
	if _, err := previews[0].Apply(ctx); err != nil {
		t.Fatal(err)
	}
	mustHold(t, s, 4)
}

// Meant for the race detector.
func TestSnapshotsAnExportAndBookingsAtOnce(t *testing.T) {
	s := mustOpenMany(t, 20, 30)
	ctx := soon(t)
	path := mustExport(t, s, ExportOptions{}).Path
	var others, booking sync.WaitGroup
	var done atomic.Bool
	var rounds [4]atomic.Int64
	again := func(i int, f func() error) {
		others.Go(func() {
			for !done.Load() {
				if err := f(); err != nil {
					t.Error(i, err)
					return
				}
				rounds[i].Add(1)
			}
		})
	}
	preview := func() error {
		r, err := PrepareRestore(ctx, s, path, RestoreOptions{})
		if err == nil {
			_, err = r.Preview(ctx)
			err = errors.Join(err, r.Close())
		}
		return err
	}
	again(0, preview)
	again(1, preview)
	again(2, func() error {
		_, err := DiffBackups(ctx, s, path, "", backupfile.ReadOptions{})
		return err
	})
	folder := t.TempDir()
	again(3, func() error {
		_, err := ExportBackup(ctx, s, ExportOptions{Folder: folder})
		return err
	})
	// Until each of them has been at it some times.
	var longest time.Duration
	for desk := range 2 {
		booking.Go(func() {
			enough := func() bool {
				for i := range rounds {
					if rounds[i].Load() < 3 {
						return false
					}
				}
				return true
			}
			for n := 0; ctx.Err() == nil && !t.Failed() && (n < 50 || !enough()); n++ {
				begun := time.Now()
				_, err := s.Book(ctx, data.Booking{DeskRef: []data.DeskRef{deskA1, deskC1}[desk], Date: monday.AddDays(1000 + n), UserID: data.VisitorID})
				if err != nil {
					t.Error(err)
					return
				}
				if desk == 0 {
					longest = max(longest, time.Since(begun))
				}
			}
		})
	}
	booking.Wait()
	done.Store(true)
	others.Wait()
	if longest > 5*time.Second { // a machine may be slow, but that is how long a lock is waited for
		t.Errorf("a booking took %v", longest)
	}
}
