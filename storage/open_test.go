package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestANewStoreIsEmpty(t *testing.T) {
	s := mustOpen(t, filepath.Join(t.TempDir(), "above", "data"), Options{Offices: []data.Office{}})
	status, err := s.Status(t.Context())
	if err != nil || status.Counts != (Counts{}) || !status.LastUpdated.Equal(noon) || status.Backup.Path != "" {
		t.Errorf("%+v %v", status, err)
	}
	backup := mustExport(t, s, ExportOptions{})
	mustVerify(t, backup.Path)
}

func TestANewStoreBeginsWithTheOfficesItIsGiven(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Offices: []data.Office{data.SampleOffice()}})
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (Counts{Offices: 1, Desks: 42}); status.Counts != want || !status.LastUpdated.Equal(noon) || status.Backup.Path != "" {
		t.Errorf("%+v", status)
	}
	offices, err := s.Offices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]data.Office{data.SampleOffice()}, offices); diff != "" {
		t.Error(diff)
	}
}

func TestAFileThatIsNoStoreOfOursIsRefusedAndLeftAlone(t *testing.T) {
	good := func(t *testing.T) string {
		folder := t.TempDir()
		if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
			t.Fatal(err)
		}
		return filetest.MustRead(t, filepath.Join(folder, StoreFile))
	}
	ours := good(t)
	put := func(at int, b string) string { return ours[:at] + b + ours[at+len(b):] }
	other := func() string {
		path := filepath.Join(t.TempDir(), "other.db")
		withSQL(t, path, "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)")
		return filetest.MustRead(t, path)
	}()
	for name, test := range map[string]struct {
		content string
		want    failure.Kind
	}{
		"a text":                          {"Dear all,\n", failure.KindForeign},
		"a long text":                     {strings.Repeat("Dear all,\n", 1000), failure.KindForeign},
		"zeros":                           {strings.Repeat("\x00", 8192), failure.KindForeign},
		"another program's database":      {other, failure.KindForeign},
		"a schema from the future":        {put(60, "\x00\x00\x03\xe7"), failure.KindNewer},
		"nothing":                         {"", failure.KindTruncated},
		"one byte":                        {ours[:1], failure.KindTruncated},
		"the first word":                  {ours[:16], failure.KindTruncated},
		"all but one byte of the header":  {ours[:99], failure.KindTruncated},
		"the header":                      {ours[:100], failure.KindTruncated},
		"one page":                        {ours[:4096], failure.KindTruncated},
		"half":                            {ours[:len(ours)/2], failure.KindTruncated},
		"all but a page":                  {ours[:len(ours)-4096], failure.KindTruncated},
		"all but a byte":                  {ours[:len(ours)-1], failure.KindTruncated},
		"the first byte is another":       {"s" + ours[1:], failure.KindForeign},
		"the mark of the program is gone": {put(68, "\x00\x00\x00\x00"), failure.KindForeign},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			filetest.MustWrite(t, filepath.Join(folder, StoreFile), test.content)
			s, err := Open(t.Context(), folder, Options{busyTimeout: time.Millisecond})
			if err == nil {
				s.Close()
			}
			filetest.WantKind(t, err, test.want)
			sameFiles(t, folder, map[string]string{StoreFile: test.content})
		})
	}
	t.Run("a folder", func(t *testing.T) {
		folder := t.TempDir()
		filetest.MustMkdir(t, filepath.Join(folder, StoreFile))
		_, err := Open(t.Context(), folder, Options{})
		filetest.WantKind(t, err, failure.KindForeign)
		sameFiles(t, folder, map[string]string{StoreFile: "d---------"})
	})
	t.Run("a dead link", func(t *testing.T) {
		folder := t.TempDir()
		if err := os.Symlink("nowhere", filepath.Join(folder, StoreFile)); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), folder, Options{})
		filetest.WantKind(t, err, failure.KindMissing)
		sameFiles(t, folder, map[string]string{StoreFile: "L---------"})
	})
	t.Run("a file in the folder's place", func(t *testing.T) {
		folder := t.TempDir()
		filetest.MustWrite(t, filepath.Join(folder, "data"), "x")
		_, err := Open(t.Context(), filepath.Join(folder, "data"), Options{})
		filetest.WantKind(t, err, failure.KindNotAFolder)
		_, err = Open(t.Context(), filepath.Join(folder, "data", "below"), Options{})
		filetest.WantKind(t, err, failure.KindNotAFolder)
		sameFiles(t, folder, map[string]string{"data": "x"})
	})
}

// withSQL runs statements past the program.
func withSQL(t testing.TB, path string, statements ...string) {
	t.Helper()
	for i, err := range trySQL(t, path, statements...) {
		if err != nil {
			t.Fatalf("%s: %v", statements[i], err)
		}
	}
}

func trySQL(t testing.TB, path string, statements ...string) (errs []error) {
	t.Helper()
	conn, err := zombiezen.OpenConn(path, zombiezen.OpenReadWrite, zombiezen.OpenCreate)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, s := range statements {
		errs = append(errs, sqlitex.ExecuteTransient(conn, s, nil))
	}
	return errs
}

func TestAStoreWithDamageInsideIsSaidToBeDamaged(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenMany(t, 40, 60)
	path := filepath.Join(s.Folder(), StoreFile)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content := []byte(filetest.MustRead(t, path))
	for at := 4096 * 20; at < len(content); at++ {
		content[at] = 0xa5
	}
	filetest.MustWrite(t, filepath.Join(folder, StoreFile), string(content))
	s = mustOpen(t, folder, Options{})
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindDamaged)
	if left := filetest.FilesIn(t, filepath.Join(folder, BackupFolder)); len(left) != 0 {
		t.Error(left)
	}
}

func TestALockedStoreIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	locked, c, letGo := task{Do: "lock", Data: folder}.start(t)
	if locked.Err != "" {
		t.Fatal(locked.Err)
	}
	before := filetest.FilesIn(t, folder)
	_, err := Open(t.Context(), folder, Options{busyTimeout: 20 * time.Millisecond})
	filetest.WantKind(t, err, failure.KindLocked)
	sameFiles(t, folder, before)
	letGo()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	mustHold(t, mustOpen(t, folder, Options{}), 4)
}

func TestAWriterThatHoldsTheStoreLetsOthersReadAndExport(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{busyTimeout: 20 * time.Millisecond})
	conn, err := zombiezen.OpenConn(filepath.Join(folder, StoreFile), zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := sqlitex.ExecuteTransient(conn, "BEGIN IMMEDIATE", nil); err != nil {
		t.Fatal(err)
	}
	if seats, err := s.Day(t.Context(), monday); err != nil || len(seats) != 3 {
		t.Errorf("%v %v", seats, err)
	}
	_, err = s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(7), UserID: "u1"})
	filetest.WantKind(t, err, failure.KindLocked)
	// The backup is good, though it can't be noted just now.
	b := mustExport(t, s, ExportOptions{})
	mustVerify(t, b.Path)
	if status, _ := s.Status(t.Context()); status.Backup.Path != b.Path {
		t.Errorf("%+v", status.Backup)
	}
	if err := sqlitex.ExecuteTransient(conn, "ROLLBACK", nil); err != nil {
		t.Fatal(err)
	}
	mustHold(t, s, 4)
}

func TestClosingWaitsForChangesAndExports(t *testing.T) {
	for range 20 {
		s := mustOpen(t, t.TempDir(), Options{Now: time.Now})
		mustAdd(t, s, data.User{ID: "u1", Name: "A", Active: true})
		var work sync.WaitGroup
		begun := make(chan struct{}, 4)
		for i := range 4 {
			work.Go(func() {
				begun <- struct{}{}
				for n := range 20 {
					_, err := s.Book(context.Background(), data.Booking{DeskRef: deskA1, Date: monday.AddDays(100*i + n), UserID: "u1"})
					if err == nil && n%5 == 0 {
						_, err = ExportBackup(context.Background(), s, ExportOptions{})
					}
					if err != nil {
						return // the store is closed
					}
				}
			})
		}
		<-begun
		runtime.Gosched()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		work.Wait()
		if _, err := s.Book(t.Context(), data.Booking{}); !errors.Is(err, engine.ErrClosed) {
			t.Error(err)
		}
		if err := s.Close(); !errors.Is(err, engine.ErrClosed) {
			t.Error(err)
		}
		left := filetest.FilesIn(t, filepath.Join(s.Folder(), BackupFolder))
		for name := range left {
			mustVerify(t, filepath.Join(s.Folder(), BackupFolder, name))
		}
	}
}

func TestManyOpenOneNewFolderAtOnceInOneProcess(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	stores := make([]*Store, 12)
	var opening sync.WaitGroup
	for i := range stores {
		opening.Go(func() {
			var err error
			if stores[i], err = Open(context.Background(), folder, Options{}); err != nil {
				t.Error(err)
			}
		})
	}
	opening.Wait()
	ids := map[string]bool{}
	for _, s := range stores {
		status, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids[status.Store] = true
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(ids) != 1 {
		t.Errorf("%d stores", len(ids))
	}
	if there := filetest.FilesIn(t, folder); len(there) != 1 {
		t.Errorf("%d files", len(there))
	}
}
