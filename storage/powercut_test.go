//go:build linux

package storage

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
)

// cutDisk is a file system of its own, on which the power can fail: what was not
// brought to the drive is gone then.
type cutDisk struct{ image, folder string }

// Numbers of Linux, fs/ext4/ext4.h: stop at once, and do not even write the journal
// that is still in memory.
const (
	ext4Shutdown    = 0x8004587d // EXT4_IOC_SHUTDOWN
	withoutTheirLog = 2          // EXT4_GOING_FLAGS_NOLOGFLUSH
)

func newCutDisk(t *testing.T) *cutDisk {
	t.Helper()
	d := &cutDisk{}
	d.folder, d.image = mountImage(t, 96<<20)
	return d
}

// cut lets the power fail.
func (d *cutDisk) cut(t *testing.T) {
	t.Helper()
	folder, err := os.Open(d.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if err := unix.IoctlSetPointerInt(int(folder.Fd()), ext4Shutdown, withoutTheirLog); err != nil {
		t.Skipf("this system can't stop a file system at once: %v", err)
	}
}

// startAgain mounts what the drive holds. Whatever worked there must have ended.
func (d *cutDisk) startAgain(t *testing.T) {
	t.Helper()
	if err := unix.Unmount(d.folder, 0); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "loop", d.image, d.folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// cutWhile lets the power fail while a child works: after so many answers, and then
// at random within the time. It returns all that the child has said, since what was
// said after the cut is a promise too, and how long the child took until then.
func (d *cutDisk) cutWhile(t *testing.T, todo task, after int, within time.Duration) (said []answer, took time.Duration) {
	t.Helper()
	begun := time.Now()
	c := todo.command(t)
	answers := startReading(t, c)
	for range after {
		a, more := <-answers
		if !more || a.Err != "" {
			t.Fatalf("the child has ended too soon: %+v", a)
		}
		said = append(said, a)
	}
	for end := time.Now().Add(time.Duration(rand.Int64N(int64(within) + 1))); time.Now().Before(end); {
	}
	took = time.Since(begun)
	for len(answers) > 0 {
		if a := <-answers; a.Err == "" {
			said = append(said, a)
		}
	}
	d.cut(t)
	if err := c.Process.Kill(); err != nil { // it may go on in memory
		t.Error(err)
	}
	for range answers { // until it is gone
	}
	d.startAgain(t)
	return said, took
}

// powerCuts is how often the power fails in each of these tests.
func powerCuts() int { return filetest.OrSampled(20, filetest.OrFewer(8, 3)) }

func TestAfterAPowerCutEveryConfirmedBookingIsThere(t *testing.T) {
	filetest.NotUnderRace(t)
	d := newCutDisk(t)
	folder := filepath.Join(d.folder, "data")
	s := mustOpenSample(t, folder, Options{})
	earlier := mustExport(t, s, ExportOptions{})
	content := filetest.MustRead(t, earlier.Path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var confirmed []string
	for round := range powerCuts() {
		said, _ := d.cutWhile(t, task{Do: "book guests", Data: folder, From: 1000 * round, Times: 1000, Now: noon}, 1+rand.IntN(20), 10*time.Millisecond)
		for _, a := range said {
			confirmed = append(confirmed, a.Text)
		}
		s := mustOpen(t, folder, Options{Now: at(noon.Add(time.Duration(round) * time.Hour))})
		wantGuests(t, s, confirmed)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if filetest.MustRead(t, earlier.Path) != content {
			t.Fatal("an earlier backup has changed")
		}
	}
	t.Logf("%d confirmed bookings", len(confirmed))
}

// wantGuests fails unless a new backup of the store is whole and holds these guests.
func wantGuests(t *testing.T, s *Store, guests []string) {
	t.Helper()
	b := mustExport(t, s, ExportOptions{Folder: t.TempDir()})
	mustVerify(t, b.Path)
	text := filetest.MustRead(t, b.Path)
	for _, guest := range guests {
		if !strings.Contains(text, `"`+guest+`"`) {
			t.Fatalf("the booking of %s was confirmed and is gone", guest)
		}
	}
}

func TestAfterAPowerCutEveryReportedBackupIsWhole(t *testing.T) {
	filetest.NotUnderRace(t)
	d := newCutDisk(t)
	folder := filepath.Join(d.folder, "data")
	s := mustOpenSample(t, folder, Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	where := filepath.Join(folder, BackupFolder)
	reported := map[string]string{} // by path, their checksum
	for range powerCuts() {
		said, _ := d.cutWhile(t, task{Do: "export on and on", Data: folder}, 1+rand.IntN(3), 20*time.Millisecond)
		for _, a := range said {
			reported[a.Backup.Path] = a.Backup.SHA256
		}
		for path, sum := range reported {
			if r := mustVerify(t, path); r.SHA256 != sum {
				t.Errorf("%s is another one than was reported", path)
			}
		}
		for name := range filetest.FilesIn(t, where) {
			if backups.NamePattern.MatchString(name) {
				mustVerify(t, filepath.Join(where, name)) // also one that was not reported any more
			}
		}
		s := mustOpen(t, folder, Options{})
		mustHold(t, s, 4)
		wantNothingLeft(t, where)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d backups were reported", len(reported))
}

func TestAfterAPowerCutARestoreIsWhollyDoneOrNotAtAll(t *testing.T) {
	filetest.NotUnderRace(t)
	d := newCutDisk(t)
	files := t.TempDir()
	var paths, states []string
	for i, days := range []int{20, 30} {
		paths = append(paths, filepath.Join(files, fmt.Sprintf("%d.json", i)))
		states = append(states, backupOfMany(t, 40, days, paths[i]))
	}
	folder := filepath.Join(d.folder, "data")
	s := mustOpen(t, folder, Options{})
	mustRestore(t, s, paths[0], RestoreOptions{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	is, long, ended := 0, time.Duration(0), []int{0, 0}
	for round := range powerCuts() {
		to := 1 - is
		todo := task{Do: "restore", Data: folder, Folder: paths[to], Now: noon.Add(time.Duration(round) * time.Hour)}
		var said []answer
		if round%4 == 0 { // when it is reported
			said, long = d.cutWhile(t, todo, 1, 0)
		} else {
			said, _ = d.cutWhile(t, todo, 0, long)
		}
		now := wantEither(t, folder, states...)
		if len(said) > 0 {
			if now != to {
				t.Errorf("%d: the restore was reported and is gone", round)
			}
			if safety := said[0].Backup.Path; steady(filetest.MustRead(t, safety)) != steady(states[is]) {
				t.Errorf("%d: the safety backup %s is not what was there", round, safety)
			}
		}
		ended[map[bool]int{true: 1}[now == to]]++
		is = now
		for name := range filetest.FilesIn(t, filepath.Join(folder, BackupFolder, AutoFolder)) {
			mustVerify(t, filepath.Join(folder, BackupFolder, AutoFolder, name))
		}
	}
	t.Logf("%d not done, %d done", ended[0], ended[1])
	if slices.Max(ended) == powerCuts() && powerCuts() > 10 {
		t.Error("no power cut fell into a restore")
	}
}

func TestAfterAPowerCutARemovalIsWhollyDoneOrNotAtAll(t *testing.T) {
	filetest.NotUnderRace(t)
	d := newCutDisk(t)
	file, before := storeOfMany(t)
	after := removedState(t, file)
	long, ended := time.Duration(0), [2]int{}
	for round := range powerCuts() {
		folder := filepath.Join(d.folder, fmt.Sprintf("data-%d", round))
		putStore(t, folder, file)
		todo := task{Do: "remove office", Data: folder, Now: noon}
		var said []answer
		if round%4 == 0 { // when it is reported
			said, long = d.cutWhile(t, todo, 2, 0)
		} else {
			said, _ = d.cutWhile(t, todo, 1, long)
		}
		is := wantEither(t, folder, before, after)
		if len(said) > 1 && is == 0 {
			t.Errorf("%d: the removal was reported and is not done", round)
		}
		ended[is]++
		wantSchemaOf(t, filepath.Join(folder, StoreFile))
		for name := range filetest.FilesIn(t, filepath.Join(folder, BackupFolder, AutoFolder)) {
			mustVerify(t, filepath.Join(folder, BackupFolder, AutoFolder, name))
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d not done, %d done", ended[0], ended[1])
}
