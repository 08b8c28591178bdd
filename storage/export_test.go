package storage

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/sqlite"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestBackupIsNamedAfterTheLocalTimeOfItsExport(t *testing.T) {
	zone := func(name string) *time.Location {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return loc
	}
	newYork := zone("America/New_York")
	for _, test := range []struct {
		name, file, exportedAt string
		now                    time.Time
	}{
		{"an afternoon in winter", "backup-20261123-101112.json", "2026-11-23T10:11:12.345+01:00", noon},
		{"the same in UTC", "backup-20261123-091112.json", "2026-11-23T09:11:12.345Z", noon.UTC()},
		{"half an hour off", "backup-20261123-144112.json", "2026-11-23T14:41:12.345+05:30", noon.In(zone("Asia/Kolkata"))},
		{"the next day already", "backup-20261124-231112.json", "2026-11-24T23:11:12.345+14:00", noon.Add(24 * time.Hour).In(zone("Pacific/Kiritimati"))},
		{"a nanosecond before a second", "backup-20261231-235959.json", "2026-12-31T23:59:59.999Z", time.Date(2026, 12, 31, 23, 59, 59, 999999999, time.UTC)},
		{"autumn's hour, first time", "backup-20251102-013000.json", "2025-11-02T01:30:00.000-04:00", time.Date(2025, 11, 2, 5, 30, 0, 0, time.UTC).In(newYork)},
		{"autumn's hour, second time", "backup-20251102-013000.json", "2025-11-02T01:30:00.000-05:00", time.Date(2025, 11, 2, 6, 30, 0, 0, time.UTC).In(newYork)},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := mustExport(t, mustOpen(t, t.TempDir(), Options{Now: at(test.now)}), ExportOptions{})
			if filepath.Base(b.Path) != test.file {
				t.Errorf("%s, not %s", filepath.Base(b.Path), test.file)
			}
			if line := `"exportedAt": "` + test.exportedAt + `",`; !strings.Contains(filetest.MustRead(t, b.Path), "\n"+line+"\n") {
				t.Errorf("no line %s", line)
			}
			if r := mustVerify(t, b.Path); !r.ExportedAt.Equal(test.now.Truncate(time.Millisecond)) {
				t.Errorf("exported at %v, not %v", r.ExportedAt, test.now)
			}
		})
	}
}

func TestBackupsOfAutumnsDoubleHourAndOfAClockSetBackReplaceNothing(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Time{}
	s := mustOpenSample(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	first := time.Date(2025, 11, 2, 5, 30, 0, 0, time.UTC).In(newYork)
	var paths []string
	for _, now = range []time.Time{first, first.Add(time.Hour), first.Add(-time.Hour), first} {
		paths = append(paths, filepath.Base(mustExport(t, s, ExportOptions{}).Path))
		status, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(status.Backup.Path) != paths[len(paths)-1] {
			t.Errorf("the last backup is %s, not %s", status.Backup.Path, paths[len(paths)-1])
		}
	}
	want := []string{"backup-20251102-013000.json", "backup-20251102-013001.json", "backup-20251102-003000.json", "backup-20251102-013002.json"}
	if !slices.Equal(paths, want) {
		t.Errorf("%v, not %v", paths, want)
	}
}

// tinyStore makes a store of one office with one desk, as in docs/backup-format.md.
func tinyStore(t *testing.T, now func() time.Time) *Store {
	t.Helper()
	folder := t.TempDir()
	office := data.Office{ID: "hq", Name: "Head \"Q\"", Code: "HQ", Floors: []data.Floor{{
		ID: "f1", Name: "Ground", Level: 0, Layout: data.Size{Width: 30, Height: 20},
		Fixtures: []data.Fixture{{ID: "x", Label: "Lift", Type: "lift", Position: data.Point{X: 0.9, Y: 0}, Size: data.Size{Width: 0.1, Height: 0.1}}},
		Desks: []data.Desk{
			{ID: "d1", Label: "D 1", Position: data.Point{X: 0.25, Y: 0.5}, Size: data.Size{Width: 0.1, Height: 0.1}, Rotation: 90, Zone: "<A>", Features: []string{"two screens"},
				Blocks: []data.Block{{From: monday.AddDays(30), To: monday.AddDays(40), Reason: "painted"}, {From: monday.AddDays(60), To: data.MaxDate}}},
			{ID: "d2", Label: "D 2", Position: data.Point{X: 0.5, Y: 0.5}, Size: data.Size{Width: 0.1, Height: 0.1}, Features: []string{}, Retired: true},
		},
	}}}
	if err := sqlite.Create(t.Context(), filepath.Join(folder, StoreFile), now(), []data.Office{office}); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, folder, Options{Now: now})
	mustAdd(t, s, data.User{ID: "u2", Name: "Zoë"}, data.User{ID: "u1", Name: "Alice", Active: true, Email: "alice@example.org", Team: "R & D"})
	desk := data.DeskRef{Office: "hq", Floor: "f1", Desk: "d1"}
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(3), DeskRef: desk, Date: monday.AddDays(1), UserID: "u1"})
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(2), DeskRef: desk, Date: monday, UserID: "u1"})
	if _, err := s.Release(t.Context(), monday, filetest.UUIDOf(2)); err != nil {
		t.Fatal(err)
	}
	mustBook(t, s, data.Booking{ID: filetest.UUIDOf(1), DeskRef: desk, Date: monday, UserID: data.VisitorID, Guest: "O’Brien\t\"Pat\""})
	return s
}

func TestBackupOfATinyStoreIsThisFileByteForByte(t *testing.T) {
	b := mustExport(t, tinyStore(t, at(noon)), ExportOptions{})
	got := filetest.MustRead(t, b.Path)
	const golden = "testdata/tiny.json"
	if *update {
		filetest.MustWrite(t, golden, got)
	}
	if want := filetest.MustRead(t, golden); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if r := mustVerify(t, golden); r.Bookings != 3 || r.Users != 2 || r.Offices != 1 || !r.Checksummed || r.SHA256 != b.SHA256 || r.Bytes != b.Bytes {
		t.Errorf("%+v", r)
	}
}

func TestTwoBackupsOfOneStateDifferOnlyInTheirTimeAndSum(t *testing.T) {
	now := noon
	s := tinyStore(t, func() time.Time { return now })
	first := strings.Split(filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path), "\n")
	now = now.Add(time.Hour)
	second := strings.Split(filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path), "\n")
	if len(first) != len(second) {
		t.Fatalf("%d lines and %d", len(first), len(second))
	}
	var differ []string
	for i := range first {
		if first[i] != second[i] {
			key, _, _ := strings.Cut(first[i], ":")
			differ = append(differ, key)
		}
	}
	if want := []string{`"exportedAt"`, `"sha256"`}; !slices.Equal(differ, want) {
		t.Errorf("%v differ, not %v", differ, want)
	}
}

func TestAnyoneCanCheckTheSumWithHeadAndSha256sum(t *testing.T) {
	b := mustExport(t, mustOpenSample(t, t.TempDir(), Options{}), ExportOptions{})
	lines := strings.SplitAfter(filetest.MustRead(t, b.Path), "\n")
	if lines[len(lines)-1] != "" {
		t.Error("the file does not end with a line break")
	}
	// head -n -2
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines[:len(lines)-3], ""))))
	if sum != b.SHA256 || lines[len(lines)-3] != fmt.Sprintf("\"sha256\": %q\n", sum) {
		t.Errorf("%s is the sum, the file has %s and the backup %s", sum, lines[len(lines)-3], b.SHA256)
	}
	if _, err := exec.LookPath("sha256sum"); err != nil || runtime.GOOS != "linux" {
		t.Skip("no sha256sum here")
	}
	out, err := exec.Command("sh", "-c", `head -n -2 "$1" | sha256sum`, "sh", b.Path).Output()
	if err != nil || !strings.HasPrefix(string(out), b.SHA256+" ") {
		t.Errorf("sha256sum says %s (%v), not %s", out, err, b.SHA256)
	}
}

func TestATakenNameIsLeftAloneAndTheNextFreeSecondUsed(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	backups := filetest.MustMkdir(t, filepath.Join(folder, BackupFolder))
	filetest.MustWrite(t, filepath.Join(backups, "backup-20261123-101112.json"), "somebody's file")
	filetest.MustMkdir(t, filepath.Join(backups, "backup-20261123-101113.json"))
	if err := os.Symlink("nowhere", filepath.Join(backups, "backup-20261123-101114.json")); err != nil {
		t.Fatal(err)
	}
	before := filetest.FilesIn(t, backups)
	b := mustExport(t, s, ExportOptions{})
	if filepath.Base(b.Path) != "backup-20261123-101115.json" {
		t.Error(b.Path)
	}
	before[filepath.Base(b.Path)] = filetest.MustRead(t, b.Path)
	sameFiles(t, backups, before)
	if _, err := os.Lstat(filepath.Join(backups, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the link was followed: %v", err)
	}
	mustVerify(t, b.Path)
}

func TestOnlyTheUserMayReadWhatIsMade(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	folder := filepath.Join(t.TempDir(), "a", "data")
	b := mustExport(t, mustOpen(t, folder, Options{}), ExportOptions{})
	for path, want := range map[string]fs.FileMode{
		filepath.Dir(folder): 0o700, folder: 0o700, filepath.Dir(b.Path): 0o700, b.Path: 0o600, filepath.Join(folder, StoreFile): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has %o, not %o", path, info.Mode().Perm(), want)
		}
	}
}

func TestExportRefusesAFolderThatCantBe(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	elsewhere := t.TempDir()
	file := filepath.Join(elsewhere, "file")
	filetest.MustWrite(t, file, "somebody's")
	link := filepath.Join(elsewhere, "link")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		folder string
		want   failure.Kind
	}{
		"whose parent is missing":        {filepath.Join(elsewhere, "gone", "backup"), failure.KindMissing},
		"whose place a file has":         {file, failure.KindNotAFolder},
		"below a file":                   {filepath.Join(file, "backup"), failure.KindNotAFolder},
		"whose place has a dead link":    {link, failure.KindNotAFolder},
		"whose name is longer than any":  {filepath.Join(elsewhere, strings.Repeat("x", 300)), failure.KindPathTooLong},
		"whose parent is a dead link":    {filepath.Join(link, "backup"), failure.KindMissing},
		"whose parent leads into a loop": {filepath.Join(loop(t), "backup"), failure.KindNotAFolder},
	} {
		t.Run(name, func(t *testing.T) {
			before := filetest.FilesIn(t, elsewhere)
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: test.folder})
			filetest.WantKind(t, err, test.want)
			sameFiles(t, elsewhere, before)
		})
	}
}

func loop(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "loop")
	if err := os.Symlink("loop", path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExportIntoALinkedFolderAndARelativeOne(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	elsewhere := t.TempDir()
	filetest.MustMkdir(t, filepath.Join(elsewhere, "real"))
	if err := os.Symlink("real", filepath.Join(elsewhere, "link")); err != nil {
		t.Fatal(err)
	}
	mustVerify(t, mustExport(t, s, ExportOptions{Folder: filepath.Join(elsewhere, "link")}).Path)
	t.Chdir(elsewhere)
	b := mustExport(t, s, ExportOptions{Folder: "real"})
	if want := filepath.Join(elsewhere, "real", "backup-20261123-101113.json"); b.Path != want {
		t.Errorf("%s, not %s", b.Path, want)
	}
}

func TestSixtyFourExportsAtOneInstantMakeSixtyFourFiles(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	paths := make([]string, 64)
	var exports sync.WaitGroup
	for i := range paths {
		exports.Go(func() {
			b, err := ExportBackup(t.Context(), s, ExportOptions{})
			if err != nil {
				t.Error(err)
			}
			paths[i] = b.Path
		})
	}
	exports.Wait()
	wantFiles(t, paths, filepath.Join(folder, BackupFolder))
}

// wantFiles fails unless the folder holds just those files and all are whole.
func wantFiles(t *testing.T, paths []string, folder string) {
	t.Helper()
	slices.Sort(paths)
	if distinct := slices.Compact(slices.Clone(paths)); len(distinct) != len(paths) {
		t.Errorf("only %d of %d exports have a file of their own", len(distinct), len(paths))
	}
	if there := filetest.FilesIn(t, folder); len(there) != len(paths) {
		t.Errorf("%d files for %d exports", len(there), len(paths))
	}
	for _, path := range paths {
		mustVerify(t, path)
	}
}

func TestEightProcessesExportingAtOneInstantMakeEightFiles(t *testing.T) {
	filetest.NotUnderRace(t)
	folder := t.TempDir()
	if err := mustOpenSample(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	const processes = 8
	paths := make([]string, processes)
	var letGo []func()
	var ended sync.WaitGroup
	for i := range processes {
		c := task{Do: "export", Data: folder, Now: noon, Times: 1}.command(t)
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		answers := startReading(t, c)
		<-answers // it is ready
		letGo = append(letGo, func() { in.Close() })
		ended.Go(func() {
			a := <-answers
			if a.Err != "" {
				t.Error(a.Err)
			}
			paths[i] = a.Backup.Path
		})
	}
	for _, f := range letGo {
		f()
	}
	ended.Wait()
	wantFiles(t, paths, filepath.Join(folder, BackupFolder))
}

func TestEmptyStoreHasABackupToo(t *testing.T) {
	folder := t.TempDir()
	if err := sqlite.Create(t.Context(), filepath.Join(folder, StoreFile), noon, nil); err != nil {
		t.Fatal(err)
	}
	b := mustExport(t, mustOpen(t, folder, Options{}), ExportOptions{})
	if r := mustVerify(t, b.Path); r.Offices != 0 || r.Users != 0 || r.Bookings != 0 {
		t.Errorf("%+v", r)
	}
	if text := filetest.MustRead(t, b.Path); !strings.Contains(text, "\"offices\": [\n],\n\"users\": [\n],\n\"bookings\": [\n],\n") {
		t.Error(text)
	}
}
