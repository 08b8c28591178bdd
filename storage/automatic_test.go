package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/format"
)

// inAuto returns how many backups the program has made by itself.
func inAuto(t testing.TB, s *Store) (n int) {
	t.Helper()
	for _, b := range mustList(t, s) {
		if b.Origin != format.OriginUser {
			n++
		}
	}
	return n
}

// bubble runs a test with a clock that stands still while anybody works.
func bubble(t *testing.T, f func(t *testing.T, s *Store, change func())) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s, err := Open(t.Context(), folder, Options{App: "Seatkeeper 0.1.0", Now: time.Now, Offices: []data.Office{data.SampleOffice()}})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		n := 0
		f(t, s, func() {
			n++
			mustAdd(t, s, data.User{Name: fmt.Sprintf("Person %d", n)})
		})
	})
}

func TestBackupsComeByThemselves(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		a := StartAutomatic(s, func() {})
		time.Sleep(3 * time.Hour)
		if n := inAuto(t, s); n != 0 {
			t.Fatalf("%d backups of a store that nobody has changed", n)
		}
		change()
		time.Sleep(4 * time.Minute)
		if n := inAuto(t, s); n != 0 {
			t.Fatalf("%d backups before the pause is over", n)
		}
		time.Sleep(2 * time.Minute)
		if n := inAuto(t, s); n != 1 {
			t.Fatalf("%d backups after the pause", n)
		}
		time.Sleep(24 * time.Hour)
		if n := inAuto(t, s); n != 1 {
			t.Fatalf("%d backups of one state", n)
		}
		// Changes that never pause are saved each hour.
		for range 100 {
			change()
			time.Sleep(2 * time.Minute)
		}
		if n := inAuto(t, s); n != 4 {
			t.Errorf("%d backups after 200 minutes of changes", n)
		}
		change()
		if err := a.End(t.Context()); err != nil {
			t.Fatal(err)
		}
		list := mustList(t, s)
		if list[0].Origin != format.OriginQuit || list[0].State != backups.Checked || !list[0].Own || !list[0].Newest {
			t.Errorf("the last one is %+v", list[0])
		}
		if has, err := HasChanges(t.Context(), s); has || err != nil {
			t.Errorf("there are changes that no backup holds, or %v", err)
		}
		if !a.Signs().isEqual(Signs{}) {
			t.Errorf("%+v", a.Signs())
		}
	})
}

func TestNoBackupsComeWhereTheyAreSwitchedOff(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		settings := backups.DefaultSettings()
		settings.Automatic = false
		if err := setBackups(s, settings); err != nil {
			t.Fatal(err)
		}
		a := StartAutomatic(s, func() {})
		change()
		time.Sleep(5 * time.Hour)
		if err := a.End(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := inAuto(t, s); n != 0 {
			t.Errorf("%d backups", n)
		}
	})
}

func TestAFailedBackupIsSignedAndRetried(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		blocked := filepath.Join(s.Folder(), BackupFolder)
		filetest.MustWrite(t, blocked, "")
		var told atomic.Int32
		a := StartAutomatic(s, func() { told.Add(1) })
		change()
		time.Sleep(6 * time.Minute)
		signs := a.Signs()
		if failure.KindOf(signs.Failed) != failure.KindNotAFolder || told.Load() == 0 || signs.FailedAt.IsZero() {
			t.Fatalf("told %d times: %+v", told.Load(), signs)
		}
		first := signs.FailedAt
		// Growing pauses: after 1, 2, 4, 8, 16, 32 minutes.
		before := told.Load()
		time.Sleep(64 * time.Minute)
		if tries := told.Load() - before; tries != 6 {
			t.Errorf("%d tries in an hour", tries)
		}
		if signs := a.Signs(); !signs.FailedAt.Equal(first) || time.Until(signs.Retry) > time.Hour {
			t.Errorf("%+v", signs)
		}
		if err := os.Remove(blocked); err != nil {
			t.Fatal(err)
		}
		a.TryNow()
		synctest.Wait()
		if n := inAuto(t, s); n != 1 || !a.Signs().isEqual(Signs{}) {
			t.Errorf("%d backups, %+v", n, a.Signs())
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestAnExportOfTheUserSavesThemTheAutomaticOne(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		a := StartAutomatic(s, func() {})
		change()
		path := mustExport(t, s, ExportOptions{}).Path
		time.Sleep(2 * time.Hour)
		if n := inAuto(t, s); n != 0 {
			t.Errorf("%d backups beside the user's", n)
		}
		// It is gone: nothing holds the data any more.
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if has, err := HasChanges(t.Context(), s); !has || err != nil {
			t.Errorf("%v, %v", has, err)
		}
		if err := a.End(t.Context()); err != nil || inAuto(t, s) != 1 {
			t.Errorf("%v, %d backups", err, inAuto(t, s))
		}
	})
}

func TestChangesThatNoGoodBackupHolds(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	want := func(what string, want bool) {
		t.Helper()
		if has, err := HasChanges(t.Context(), s); has != want || err != nil {
			t.Errorf("%s: %v, %v", what, has, err)
		}
	}
	want("at first", true)
	path := mustBackUp(t, s, format.OriginChanges)
	want("after a backup", false)
	filetest.MustWrite(t, path, filetest.MustRead(t, path)+" ")
	want("after somebody has changed the file", true)
	if made, err := backUp(t.Context(), s, format.OriginQuit); !made || err != nil {
		t.Errorf("%v, %v", made, err)
	}
	want("after another backup", false)
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rot(t, status.Backup.Path)
	want("before anybody has seen that it is damaged", false)
	if _, err := CheckBackup(t.Context(), s, status.Backup.Path, backupfile.ReadOptions{}); failure.KindOf(err) != failure.KindBadBackup {
		t.Fatal(err)
	}
	want("when it was found damaged", true)
	mustBackUp(t, s, format.OriginChanges)
	if made, err := backUp(t.Context(), s, format.OriginQuit); made || err != nil {
		t.Errorf("a second one of the same state, or %v", err)
	}
	mustExport(t, s, ExportOptions{Folder: t.TempDir()})
	want("after an export elsewhere", false)
	mustAdd(t, s, data.User{Name: "Carol"})
	want("after a change", true)
	mustExport(t, s, ExportOptions{Folder: t.TempDir()})
	want("with a backup elsewhere alone", true)
}

// rot changes one letter of a backup and leaves its size and time as they were, as a bad
// disk does.
func rot(t testing.TB, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	filetest.MustWrite(t, path, strings.Replace(filetest.MustRead(t, path), "Alice", "Alyce", 1))
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

func TestOneOfTwoWindowsMakesTheBackup(t *testing.T) {
	folder := t.TempDir()
	now := noon
	clock := func() time.Time { return now }
	one, two := mustOpenSample(t, folder, Options{Now: clock}), mustOpen(t, folder, Options{Now: clock})
	if err := one.backups.Claim(t.Context(), backups.NextBackup); err != nil {
		t.Fatal(err)
	}
	if made, err := backUp(t.Context(), two, format.OriginChanges); made || !errors.Is(err, backups.ErrClaimed) {
		t.Errorf("%v, %v", made, err)
	}
	if made, err := backUp(t.Context(), one, format.OriginChanges); !made || err != nil {
		t.Errorf("the one that has claimed it: %v, %v", made, err)
	}
	mustAdd(t, one, data.User{Name: "Carol"})
	now = now.Add(backups.ClaimFor)
	if made, err := backUp(t.Context(), two, format.OriginChanges); !made || err != nil {
		t.Errorf("when the claim is over: %v, %v", made, err)
	}
	mustAdd(t, one, data.User{Name: "Dave"})
	if made, err := backUp(t.Context(), one, format.OriginQuit); !made || err != nil {
		t.Errorf("on quit: %v, %v", made, err)
	}
}

func TestEveryOperationOfAnAutomaticBackupMayFail(t *testing.T) {
	for _, op := range []string{"Mkdir", "Create", "Write", "Sync", "Open", "Read", "Publish"} {
		t.Run(op, func(t *testing.T) {
			s := mustOpenSample(t, t.TempDir(), Options{})
			mustBackUp(t, s, format.OriginChanges)
			mustAdd(t, s, data.User{Name: "Carol"})
			before := filetest.FilesIn(t, s.backups.Path)
			for number := 1; ; number++ {
				f := &faultyFiles{Files: atomicfile.System{}}
				f.fail(op, number, errIO)
				useFiles(s, f)
				made, err := backUp(t.Context(), s, format.OriginChanges)
				useFiles(s, atomicfile.System{})
				if err == nil {
					if !made || number == 1 && op != "Mkdir" {
						t.Errorf("made: %v with the first %s failing", made, op)
					}
					break
				}
				if made {
					t.Error("made and failed")
				}
				sameFiles(t, s.backups.Path, before)
				if has, err := HasChanges(t.Context(), s); !has || err != nil {
					t.Fatalf("after a failure: %v, %v", has, err)
				}
				if number > 100 {
					t.Fatal("it never succeeds")
				}
			}
			if n := inAuto(t, s); n != 2 {
				t.Errorf("%d backups", n)
			}
		})
	}
}

func TestABackupThatMayNotLastIsMadeOnceAndSigned(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		f := &faultyFiles{Files: atomicfile.System{}, op: "SyncFolder", number: 3, forEver: true, err: errIO} // after both folders were made
		useFiles(s, f)
		a := StartAutomatic(s, func() {})
		change()
		time.Sleep(5 * time.Hour)
		if n := inAuto(t, s); n != 1 || failure.KindOf(a.Signs().Failed) != failure.KindNotConfirmed {
			t.Errorf("%d backups, %+v", n, a.Signs())
		}
		useFiles(s, atomicfile.System{})
		change()
		if err := a.End(t.Context()); err != nil || inAuto(t, s) != 2 {
			t.Errorf("%v, %d backups", err, inAuto(t, s))
		}
	})
}

func TestARestoreWaitsForItsBackupAsAnyChangeDoes(t *testing.T) {
	bubble(t, func(t *testing.T, s *Store, change func()) {
		change()
		path := mustBackUp(t, s, format.OriginChanges)
		time.Sleep(24 * time.Hour)
		change()
		a := StartAutomatic(s, func() {})
		mustRestore(t, s, path, RestoreOptions{})
		had := inAuto(t, s)
		time.Sleep(4 * time.Minute)
		if n := inAuto(t, s); n != had {
			t.Errorf("%d backups right after a restore, not %d", n, had)
		}
		time.Sleep(2 * time.Minute)
		if n := inAuto(t, s); n != had+1 {
			t.Errorf("%d backups after the pause, not %d", n, had+1)
		}
		if err := a.End(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestTheEndDoesNotWaitForEver(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	a := StartAutomatic(s, func() {})
	if err := beginExport(t.Context(), s); err != nil { // one that hangs
		t.Fatal(err)
	}
	defer endExport()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.End(ctx); failure.KindOf(err) != failure.KindCancelled {
		t.Error(err)
	}
}

// unremovable lets no file be removed while locked is set, as where another program
// has it open on Windows.
type unremovable struct {
	atomicfile.Files
	locked *atomic.Bool
}

func (u unremovable) Remove(path string) error {
	if u.locked.Load() {
		return &fs.PathError{Op: "remove", Path: path, Err: fs.ErrPermission}
	}
	return u.Files.Remove(path)
}

// manyErrors is an error of a kind that Go can't compare.
type manyErrors []string

func (m manyErrors) Error() string { return strings.Join(m, ", ") }
