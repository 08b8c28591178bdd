//go:build linux

package storage

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"seatkeeper/data"
	"seatkeeper/storage/aside"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// wantReadOnly fails unless the store can be read and exported elsewhere, and
// refuses changes.
func wantReadOnly(t *testing.T, s *Store, kind failure.Kind, bookings int64) {
	t.Helper()
	filetest.WantKind(t, s.ReadOnly(), kind)
	seats, err := s.Day(t.Context(), monday)
	if err != nil || len(seats) == 0 {
		t.Errorf("%v %v", seats, err)
	}
	_, err = s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	filetest.WantKind(t, err, kind)
	_, err = ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, kind)
	b := mustExport(t, s, ExportOptions{Folder: t.TempDir()})
	if r := mustVerify(t, b.Path); r.Bookings != bookings {
		t.Errorf("%d bookings, not %d", r.Bookings, bookings)
	}
	if status, err := s.Status(t.Context()); err != nil || status.Backup.Path != b.Path {
		t.Errorf("%+v %v", status, err)
	}
}

// wantReadOnlyOn opens the store of a folder whose disk can't be written any more, looks at
// it as [wantReadOnly] does, and sees that no file has changed.
func wantReadOnlyOn(t *testing.T, disk, folder string, bookings int64) {
	t.Helper()
	filetest.RemountReadOnly(t, disk)
	before := filetest.FilesIn(t, folder)
	s := mustOpen(t, folder, Options{})
	wantReadOnly(t, s, failure.KindReadOnly, bookings)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sameFiles(t, folder, before)
}

func TestAStoreOnAReadOnlyDiskCanBeReadAndExported(t *testing.T) {
	disk := filetest.MountTmpfs(t, "mode=0700")
	folder := filepath.Join(disk, "data")
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	wantReadOnlyOn(t, disk, folder, 4)
}

func TestTheLogOfAKilledProcessIsReadOnAReadOnlyDisk(t *testing.T) {
	disk := filetest.MountTmpfs(t, "mode=0700")
	folder := filepath.Join(disk, "data")
	s := mustOpen(t, folder, Options{})
	mustAdd(t, s, data.User{ID: "u1", Name: "Alice", Active: true})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	a, c, _ := task{Do: "book and be killed", Data: folder, Now: noon}.start(t)
	if a.Err != "" {
		t.Fatal(a.Err)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	if log := filetest.FilesIn(t, folder)[StoreFile+"-wal"]; !strings.Contains(log, "Left Over") {
		t.Fatal("the killed process left no log")
	}
	for _, leftOver := range []string{"", "-shm"} { // the second time without its shared memory
		if leftOver != "" {
			if err := unix.Mount("tmpfs", disk, "tmpfs", unix.MS_REMOUNT, ""); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(folder, StoreFile+leftOver)); err != nil {
				t.Fatal(err)
			}
		}
		wantReadOnlyOn(t, disk, folder, 1)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "seatkeeper-[0-9]*")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
	// Where it can be written again nothing is lost.
	if err := unix.Mount("tmpfs", disk, "tmpfs", unix.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	mustHold(t, mustOpen(t, folder, Options{}), 1)
}

func TestAForeignJournalOnAReadOnlyDiskIsToldByItsName(t *testing.T) {
	disk, other := filetest.MountTmpfs(t, "mode=0700"), t.TempDir()
	folder := filepath.Join(disk, "data")
	for _, folder := range []string{folder, other} {
		if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
			t.Fatal(err)
		}
	}
	// A journal of one record: the page on which another store has its chain.
	from := filepath.Join(other, StoreFile)
	page := rawInteger(t, from, "SELECT rootpage FROM sqlite_schema WHERE name = 'chain'")
	journal := make([]byte, 512, 512+4+4096+4)
	copy(journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
	binary.BigEndian.PutUint32(journal[20:], 512)
	binary.BigEndian.PutUint32(journal[24:], 4096)
	journal = binary.BigEndian.AppendUint32(journal, uint32(page))
	journal = append(journal, filetest.MustRead(t, from)[4096*(page-1):4096*page]...)
	filetest.MustWrite(t, filepath.Join(folder, StoreFile+"-journal"), string(append(journal, 0, 0, 0, 0)))
	filetest.RemountReadOnly(t, disk)
	s := mustOpen(t, folder, Options{})
	if paths := wantFound(t, s, aside.UnusedLog); len(paths) != 1 || paths[0] != filepath.Join(folder, StoreFile+"-journal") {
		t.Error(paths)
	}
	wantReadOnly(t, s, failure.KindReadOnly, 4)
}

func TestAStoreOfAnotherUserCanBeReadAndExported(t *testing.T) {
	filetest.NeedRoot(t)
	filetest.NeedTool(t, "setpriv")
	folder := filepath.Join(filetest.PublicFolder(t), "data")
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	for path, mode := range map[string]os.FileMode{folder: 0o755, filepath.Join(folder, StoreFile): 0o644} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	before := filetest.FilesIn(t, folder)
	elsewhere := filetest.PublicFolder(t)
	if err := os.Chmod(elsewhere, 0o777); err != nil {
		t.Fatal(err)
	}
	a := task{Do: "export", Data: folder, Folder: elsewhere}.run(t, nobody...)
	if a.Err != "" {
		t.Fatalf("%+v", a)
	}
	if r := mustVerify(t, a.Backup.Path); r.Bookings != 4 {
		t.Errorf("%+v", r)
	}
	if a := (task{Do: "try to book", Data: folder, Now: noon}).run(t, nobody...); a.Kind != failure.KindNoPermission {
		t.Errorf("%+v", a)
	}
	sameFiles(t, folder, before)
}

func TestAnotherUserReadsAStoreThatIsInUse(t *testing.T) {
	filetest.NeedRoot(t)
	filetest.NeedTool(t, "setpriv")
	folder := filepath.Join(filetest.PublicFolder(t), "data")
	s := mustOpenSample(t, folder, Options{})
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	elsewhere := filetest.PublicFolder(t)
	if err := os.Chmod(elsewhere, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Chmod(filepath.Join(folder, StoreFile+suffix), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a := task{Do: "export", Data: folder, Folder: elsewhere}.run(t, nobody...)
	if a.Err != "" {
		t.Fatalf("%+v", a)
	}
	if r := mustVerify(t, a.Backup.Path); r.Bookings != 4 {
		t.Errorf("%+v", r)
	}
	mustHold(t, s, 4)
}
