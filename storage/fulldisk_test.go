//go:build linux

package storage

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// mountSmallBlocks mounts a file system of blocks of 1 KB, a quarter of a page of
// memory: a page of a file can be had there in part.
func mountSmallBlocks(t *testing.T) string {
	t.Helper()
	filetest.NeedRoot(t)
	filetest.NeedTool(t, "mkfs.ext4")
	image, folder := filepath.Join(t.TempDir(), "image"), filetest.PublicFolder(t)
	filetest.MustWrite(t, image, "")
	if err := os.Truncate(image, 8<<20); err != nil {
		t.Fatal(err)
	}
	for _, line := range [][]string{{"mkfs.ext4", "-q", "-F", "-b", "1024", "-m", "0", image}, {"mount", "-o", "loop", image, folder}} {
		if out, err := exec.Command(line[0], line[1:]...).CombinedOutput(); err != nil {
			t.Skipf("%v: %v: %s", line, err, out)
		}
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// fill writes until there is no room for one byte more.
func fill(t *testing.T, folder string) {
	t.Helper()
	for _, size := range []int{1 << 20, 1 << 10, 1} {
		for i := 0; ; i++ {
			file, err := os.OpenFile(filepath.Join(folder, "filler"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			_, err = file.Write(make([]byte, size))
			if closeErr := file.Close(); closeErr != nil && err == nil {
				err = closeErr
			}
			if errors.Is(err, unix.ENOSPC) {
				break
			}
			if err != nil || i > 100_000 {
				t.Fatal(err)
			}
		}
	}
}

func TestACompletelyFullDiskCanBeLookedAtAndRescued(t *testing.T) {
	filetest.NotUnderRace(t)
	disk := mountSmallBlocks(t)
	folder := filepath.Join(disk, "data")
	s := mustOpenSample(t, folder, Options{})
	mustExport(t, s, ExportOptions{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fill(t, disk)
	for round := range 8 {
		// In processes of their own, as a fault would end them.
		elsewhere := t.TempDir()
		if a := (task{Do: "open", Data: folder, Now: noon}).run(t); a.Err != "" {
			t.Errorf("a look at it: %s", a.Err)
		}
		a := task{Do: "export", Data: folder, Folder: elsewhere, Now: noon}.run(t)
		if a.Err != "" {
			t.Fatalf("an export to elsewhere: %s", a.Err)
		}
		if r := mustVerify(t, a.Backup.Path); r.Bookings != 4 {
			t.Errorf("%d bookings", r.Bookings)
		}
		if a := (task{Do: "book twenty", Data: folder, Times: round, Now: noon}).run(t); a.Kind != failure.KindFull {
			t.Errorf("a booking: %+v", a)
		}
	}
	s = mustOpen(t, folder, Options{})
	if list, err := ListBackups(t.Context(), s); err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindFull)
	// Nothing is wrong with it when there is room again.
	if err := os.Remove(filepath.Join(disk, "filler")); err != nil {
		t.Fatal(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday.AddDays(3), UserID: "u2"})
}

// The disk becomes full while the window is open.
func TestADiskThatBecomesFullSaysSo(t *testing.T) {
	disk := mountSmallBlocks(t)
	folder := filepath.Join(disk, "data")
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	for range filetest.OrFewer(10, 2) {
		s := mustOpen(t, folder, Options{})
		fill(t, disk)
		for i := range 3000 {
			b, err := s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(1000 + i), UserID: data.VisitorID, Guest: "Somebody"})
			if err != nil {
				filetest.WantKind(t, err, failure.KindFull)
				break
			}
			if _, err := s.Release(t.Context(), b.Date, b.ID); err != nil {
				filetest.WantKind(t, err, failure.KindFull)
				break
			}
		}
		if _, err := s.Day(t.Context(), monday); err != nil {
			filetest.WantKind(t, err, failure.KindFull)
		}
		if err := s.Close(); err != nil {
			t.Log(err)
		}
		if err := os.Remove(filepath.Join(disk, "filler")); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, folder, Options{Now: ticking()})
		status, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		b := mustExport(t, s, ExportOptions{Folder: t.TempDir()})
		if r := mustVerify(t, b.Path); r.Bookings != status.Counts.Bookings {
			t.Errorf("%d bookings of %d", r.Bookings, status.Counts.Bookings)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
