//go:build linux

package storage

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// readOnlyView mounts a folder once more, so that it can only be read there.
func readOnlyView(t *testing.T, folder string) string {
	t.Helper()
	view := filetest.PublicFolder(t)
	if err := unix.Mount(folder, view, "", unix.MS_BIND, ""); err != nil {
		t.Skipf("can't bind a folder: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(view, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	if err := unix.Mount("", view, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skipf("can't make it read-only: %v", err)
	}
	return view
}

// TestAReaderFollowsAnOwnerWhoComesLater opens a store that can only be read while
// nobody is at work in it. The owner then comes and goes, again and again.
func TestAReaderFollowsAnOwnerWhoComesLater(t *testing.T) {
	filetest.NeedRoot(t)
	folder := filepath.Join(filetest.MountTmpfs(t, "mode=0700"), "data")
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	reader := mustOpen(t, readOnlyView(t, folder), Options{Now: ticking()})
	filetest.WantKind(t, reader.ReadOnly(), failure.KindReadOnly)
	want := int64(4)
	for round := range filetest.OrFewer(6, 2) {
		stop := readOnAndOn(t, reader)
		a := task{Do: "book twenty", Data: folder, Times: round, Now: noon}.run(t)
		stop()
		if a.Err != "" {
			t.Fatal(a.Err)
		}
		want += 20
		if status, err := reader.Status(t.Context()); err != nil || status.Counts.Bookings != want {
			t.Fatalf("round %d: %d bookings, not %d (%v)", round, status.Counts.Bookings, want, err)
		}
		b := mustExport(t, reader, ExportOptions{Folder: t.TempDir()})
		if r := mustVerify(t, b.Path); r.Bookings != want {
			t.Fatalf("round %d: %d bookings are exported, not %d", round, r.Bookings, want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "seatkeeper-[0-9]*")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

// readOnAndOn reads and exports until it is stopped; nothing may fail.
func readOnAndOn(t *testing.T, s *Store) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				before, err := s.Status(t.Context())
				if err != nil {
					t.Errorf("a look at it: %v", err)
					return
				}
				held, err := s.HeldDays(t.Context(), monday, monday.AddDays(10_000))
				if err != nil || int64(len(held)) < before.Counts.Bookings-2 {
					t.Errorf("%d days after %+v (%v)", len(held), before.Counts, err)
					return
				}
			}
		})
	}
	readers.Go(func() {
		folder := t.TempDir()
		for ctx.Err() == nil {
			b, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
			if err == nil {
				_, err = format.VerifyBackup(t.Context(), b.Path, backupfile.ReadOptions{})
			}
			if err != nil {
				t.Errorf("an export: %v", err)
				return
			}
		}
	})
	return func() { cancel(); readers.Wait() }
}

// TestTheReaderDoesNotTakeAnotherStoreForItsOwn replaces the store under a reader: what it shows
// is what was there, and it says so.
func TestTheReaderDoesNotTakeAnotherStoreForItsOwn(t *testing.T) {
	filetest.NeedRoot(t)
	disk := filetest.MountTmpfs(t, "mode=0700")
	folder, other := filepath.Join(disk, "data"), filepath.Join(disk, "other")
	for _, f := range []string{folder, other} {
		if err := mustOpenSample(t, f, Options{}).Close(); err != nil {
			t.Fatal(err)
		}
	}
	if a := (task{Do: "book twenty", Data: other, Now: noon}).run(t); a.Err != "" {
		t.Fatal(a.Err)
	}
	reader := mustOpen(t, readOnlyView(t, folder), Options{})
	if err := os.Rename(filepath.Join(other, StoreFile), filepath.Join(folder, StoreFile)); err != nil {
		t.Fatal(err)
	}
	filetest.WantKind(t, reader.Displaced(), failure.KindReplaced)
	if status, err := reader.Status(t.Context()); err != nil || status.Counts.Bookings != 4 {
		t.Errorf("%+v %v", status.Counts, err)
	}
	b := mustExport(t, reader, ExportOptions{Folder: t.TempDir()})
	if r := mustVerify(t, b.Path); r.Bookings != 4 {
		t.Error(fmt.Sprint(r.Bookings, " bookings are exported"))
	}
}
