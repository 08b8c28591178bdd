//go:build linux

package storage

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// backupOfMany exports a store of people times days bookings to the path.
func backupOfMany(t testing.TB, people, days int, path string) string {
	t.Helper()
	s := mustOpen(t, t.TempDir(), Options{})
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: people, Days: days, Full: true, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	content := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	filetest.MustWrite(t, path, content)
	return content
}

func TestEveryOperationOfARestoreMayFail(t *testing.T) {
	path := filepath.Join(t.TempDir(), "it.json")
	other := filetest.MustRead(t, mustExport(t, tinyStore(t, at(noon)), ExportOptions{}).Path)
	filetest.MustWrite(t, path, other)
	for _, op := range []string{opMkdir, opCreate, opWrite, opSync, opOpen, opRead, opPublish, opSyncFolder, opFree, opClose, opCleanup} {
		for _, forEver := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s %v", op, forEver), func(t *testing.T) {
				fsys := &faultyFiles{Files: atomicfile.System{}}
				s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
				before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
				for n := 1; n < 20; n++ {
					if err := os.RemoveAll(filepath.Join(s.Folder(), BackupFolder, AutoFolder)); err != nil {
						t.Fatal(err)
					}
					fsys.fail(op, n, errIO)
					fsys.forEver = forEver
					done, err := restoreFile(t.Context(), s, path)
					failed := count(fsys.done, op) >= n
					fsys.fail("", 0, nil)
					if op == opCleanup && failed { // it is done, but for the temporary file
						filetest.WantKind(t, err, failure.KindDisk)
						var known *failure.Error
						if !errors.As(err, &known) || known.Left == "" {
							t.Errorf("%v names no file that is left", err)
						}
						return
					}
					if err == nil {
						wantSame(t, before, filetest.MustRead(t, done.Safety.Path))
						wantSame(t, other, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
						if failed && op != opFree && op != opMkdir {
							t.Errorf("%d: the failure was not noticed", n)
						}
						return
					}
					if !failed {
						t.Fatal(err)
					}
					if k := failure.KindOf(err); k != failure.KindDisk && k != failure.KindNotConfirmed {
						t.Errorf("%d: kind %d: %v", n, k, err)
					}
					wantNothingLeft(t, s.Folder())
					wantSame(t, before, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
					for name := range filetest.FilesIn(t, filepath.Join(s.Folder(), BackupFolder, AutoFolder)) {
						mustVerify(t, filepath.Join(s.Folder(), BackupFolder, AutoFolder, name))
					}
				}
				t.Error("no end")
			})
		}
	}
}

func TestRestoreOnAFullDisk(t *testing.T) {
	filetest.NotUnderRace(t)
	path := filepath.Join(t.TempDir(), "it.json")
	many := backupOfMany(t, 40, 30, path)
	restored, full := 0, 0
	for size := 384; size < 4096; size += 256 {
		for _, fsys := range []atomicfile.Files{atomicfile.System{}, noFree{atomicfile.System{}}} {
			folder := filepath.Join(filetest.MountTmpfs(t, fmt.Sprintf("size=%dk,mode=0700", size)), "data")
			s := mustOpenSample(t, folder, Options{files: fsys})
			elsewhere := t.TempDir()
			before := filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: elsewhere}).Path)
			_, err := restoreFile(t.Context(), s, path)
			if err != nil {
				filetest.WantKind(t, err, failure.KindFull)
				full++
			} else {
				restored++
			}
			now := filetest.MustRead(t, mustExport(t, s, ExportOptions{Folder: elsewhere}).Path)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			states := []string{before, many}
			wantNothingLeft(t, folder)
			if i := map[bool]int{true: 0, false: 1}[err != nil]; steady(now) != steady(states[i]) {
				t.Errorf("%d kB: after %v the store is another one", size, err)
			}
		}
	}
	if restored == 0 || full == 0 {
		t.Errorf("%d were restored, %d disks were full", restored, full)
	}
}

func TestSystemCallsOfARestoreThatFail(t *testing.T) {
	filetest.NotUnderRace(t)
	path := filepath.Join(t.TempDir(), "it.json")
	many := backupOfMany(t, 20, 10, path)
	for _, inject := range []string{
		"pwrite64:error=ENOSPC", "pwrite64:error=EIO", "fsync:error=EIO", "pread64:error=EIO", "ftruncate:error=EIO",
		"pwrite64:signal=KILL", "fsync:signal=KILL",
	} {
		t.Run(inject, func(t *testing.T) {
			failed := 0
			for n := 1; n <= filetest.OrSampled(400, 40); n += 1 + 2*n/filetest.OrSampled(8, 1) {
				line := mustTrace(t, fmt.Sprintf("%s:when=%d", inject, n))
				folder := t.TempDir()
				s := mustOpenSample(t, folder, Options{})
				before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				c := task{Do: "restore", Data: folder, Folder: path, Now: noon.Add(time.Hour)}.command(t, line...)
				last, said := answer{}, false
				for a := range startReading(t, c) {
					last, said = a, true
				}
				is := wantEither(t, folder, before, many)
				switch {
				case said && last.Err == "" && is != 1:
					t.Errorf("%d: it is said to be restored, but is not", n)
				case said && last.Err != "":
					failed++
				case !said:
					failed++
				}
			}
			if failed == 0 && !strings.HasPrefix(inject, "ftruncate") {
				t.Error("none failed")
			}
		})
	}
}

func TestARestoreKilledManyTimesLeavesTheOldOrTheNew(t *testing.T) {
	filetest.NotUnderRace(t)
	files := t.TempDir()
	states := []string{
		backupOfMany(t, 40, 50, filepath.Join(files, "0.json")),
		backupOfMany(t, 30, 60, filepath.Join(files, "1.json")),
	}
	folder := t.TempDir()
	s := mustOpen(t, folder, Options{})
	mustRestore(t, s, filepath.Join(files, "1.json"), RestoreOptions{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	rounds, was, left := filetest.OrSampled(50, 12), map[int]int{}, 0
	for range rounds {
		c := task{Do: "restore on and on", Data: folder, Folder: files}.command(t)
		answers := startReading(t, c)
		if a := <-answers; a.Err != "" {
			t.Fatal(a.Err)
		}
		begun := time.Now()
		<-answers
		for end := time.Now().Add(time.Duration(random.Int64N(int64(2*time.Since(begun)) + 1))); time.Now().Before(end); {
		}
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for range answers { // until it is gone
		}
		for name := range filetest.FilesIn(t, folder) {
			if strings.HasPrefix(name, ".") {
				left++
				break
			}
		}
		was[wantEither(t, folder, states...)]++
		if err := os.RemoveAll(filepath.Join(folder, BackupFolder)); err != nil {
			t.Fatal(err)
		}
	}
	if was[0] == 0 || was[1] == 0 || left < rounds/10 {
		t.Errorf("after %d kills: %v, %d in the middle", rounds, was, left)
	}
}

func TestNoBookingOfAnotherProcessIsLostInARestore(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{Now: ticking()})
	path := mustExport(t, s, ExportOptions{}).Path
	times := filetest.OrFewer(1500, 300)
	answers := startReading(t, task{Do: "book guests", Data: s.Folder(), Times: times, Now: noon}.command(t))
	var saved []string
	var booked []string
	for open := true; open; {
		done := mustRestore(t, s, path, RestoreOptions{})
		saved = append(saved, filetest.MustRead(t, done.Safety.Path))
		for wait := true; wait; {
			select {
			case a, more := <-answers:
				if open = more; !more {
					wait = false
				} else if a.Err != "" {
					t.Fatal(a.Err)
				} else {
					booked = append(booked, a.Text)
				}
			default:
				wait = false
			}
		}
	}
	saved = append(saved, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
	all := strings.Join(saved, "")
	if len(booked) != times {
		t.Errorf("%d bookings of %d", len(booked), times)
	}
	for _, guest := range booked {
		if !strings.Contains(all, `"`+guest+`"`) {
			t.Errorf("%s is in no backup and not in the store", guest)
		}
	}
	if len(saved) < 3 {
		t.Error("it was over too soon")
	}
}

func TestALockedStoreIsNotRestored(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{busyTimeout: time.Millisecond})
	path := filepath.Join(t.TempDir(), "it.json")
	filetest.MustWrite(t, path, filetest.MustRead(t, mustExport(t, tinyStore(t, at(noon)), ExportOptions{}).Path))
	before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	conn, err := zombiezen.OpenConn(s.path(), zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := sqlitex.ExecuteTransient(conn, "BEGIN IMMEDIATE", nil); err != nil {
		t.Fatal(err)
	}
	_, err = restoreFile(t.Context(), s, path)
	filetest.WantKind(t, err, failure.KindLocked)
	wantNothingLeft(t, s.Folder())
	if err := sqlitex.ExecuteTransient(conn, "ROLLBACK", nil); err != nil {
		t.Fatal(err)
	}
	wantSame(t, before, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
	mustRestore(t, s, path, RestoreOptions{})
	mustHold(t, s, 3)
}

func TestACancelledRestoreLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "it.json")
	many := backupOfMany(t, 40, 50, path)
	s := mustOpenSample(t, t.TempDir(), Options{})
	before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	cancelled := 0
	for stage := range 2 {
		for at := int64(0); at < 10; at++ {
			ctx, cancel := context.WithCancel(t.Context())
			now := 0
			r, err := PrepareRestore(ctx, s, path, RestoreOptions{Progress: func(done, total int64) {
				if now == stage && done*10 >= at*total {
					cancel()
				}
			}})
			now = 1
			if err == nil {
				_, err = r.Apply(ctx)
				err = errors.Join(err, r.Close())
			}
			cancel()
			wantNothingLeft(t, s.Folder())
			is := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
			if err == nil { // it was too late
				wantSame(t, many, is)
				return
			}
			cancelled++
			filetest.WantKind(t, err, failure.KindCancelled)
			wantSame(t, before, is)
		}
	}
	if cancelled < 10 {
		t.Errorf("only %d were cancelled", cancelled)
	}
}
