//go:build linux

package storage

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// The tests of this file make real faults: full and read-only file systems, other
// users, system calls that fail, processes that are killed.

// noFree says that the free space is not known, so that writing finds out.
type noFree struct{ atomicfile.Files }

func (noFree) Free(string) (int64, error) { return -1, errors.ErrUnsupported }

func TestFullDisk(t *testing.T) {
	full := filetest.MountTmpfs(t, "size=128k,mode=0700")
	folder := filetest.MustMkdir(t, filepath.Join(full, "backup"))
	small := mustExport(t, mustOpenSample(t, t.TempDir(), Options{}), ExportOptions{Folder: folder})
	before := filetest.FilesIn(t, folder)
	if len(before) != 1 {
		t.Fatal(small, before)
	}
	for name, fsys := range map[string]atomicfile.Files{"that says how full it is": atomicfile.System{}, "that does not": noFree{atomicfile.System{}}} {
		t.Run(name, func(t *testing.T) {
			s := mustOpen(t, t.TempDir(), Options{files: fsys})
			if _, err := s.AddSample(t.Context(), data.SampleSize{People: 40, Days: 30, Full: true, Until: monday}, nil); err != nil {
				t.Fatal(err)
			}
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
			filetest.WantKind(t, err, failure.KindFull)
			var space *failure.SpaceError
			if !errors.As(err, &space) || space.Need < 128<<10 {
				t.Errorf("%v says nothing of the space", err)
			}
			sameFiles(t, folder, before)
			mustHold(t, s, 1200)
		})
	}
}

func TestDiskWithoutInodes(t *testing.T) {
	full := filetest.MountTmpfs(t, "nr_inodes=2")
	folder := filetest.MustMkdir(t, filepath.Join(full, "backup"))
	s := mustOpenSample(t, t.TempDir(), Options{})
	_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
	filetest.WantKind(t, err, failure.KindFull)
	// The folder of a store is made, and can't be.
	_, err = Open(t.Context(), filepath.Join(full, "data"), Options{})
	filetest.WantKind(t, err, failure.KindFull)
	if there := filetest.FilesIn(t, full); len(there) != 1 || len(filetest.FilesIn(t, folder)) != 0 {
		t.Error(there)
	}
	mustHold(t, s, 4)
}

func TestFullDiskOfTheStoreItself(t *testing.T) {
	full := filetest.MountTmpfs(t, "size=512k,mode=0700")
	s := mustOpenSample(t, filepath.Join(full, "data"), Options{})
	n := int64(4)
	var err error
	for day := monday.AddDays(10); err == nil; day++ {
		if _, err = s.Book(t.Context(), data.Booking{DeskRef: deskA1, Date: day, UserID: "u1", Guest: ""}); err == nil {
			n++
		}
	}
	filetest.WantKind(t, err, failure.KindFull)
	status, err := s.Status(t.Context())
	if err != nil || status.Counts.Bookings != n {
		t.Errorf("%d bookings, not %d (%v)", status.Counts.Bookings, n, err)
	}
	elsewhere := t.TempDir()
	b := mustExport(t, s, ExportOptions{Folder: elsewhere})
	if r := mustVerify(t, b.Path); r.Bookings != n {
		t.Errorf("the backup holds %d bookings, not %d", r.Bookings, n)
	}
	if status, _ = s.Status(t.Context()); status.Backup.Path != b.Path {
		t.Errorf("the process has forgotten its backup, which the store had no room to note: %+v", status.Backup)
	}
}

func TestNewStoreOnAFullDiskLeavesNothing(t *testing.T) {
	full := filetest.MountTmpfs(t, "size=64k,mode=0700")
	folder := filetest.MustMkdir(t, filepath.Join(full, "data"))
	s, err := Open(t.Context(), folder, Options{})
	if err == nil {
		t.Fatal("it worked", s.Close())
	}
	filetest.WantKind(t, err, failure.KindFull)
	if left := filetest.FilesIn(t, folder); len(left) != 0 {
		t.Errorf("%d files are left: %q", len(left), slices.Sorted(mapsKeys(left)))
	}
}

func TestReadOnlyDisk(t *testing.T) {
	disk := filetest.MountTmpfs(t, "")
	s := mustOpenSample(t, t.TempDir(), Options{})
	folder := filetest.MustMkdir(t, filepath.Join(disk, "backup"))
	mustExport(t, s, ExportOptions{Folder: folder})
	filetest.RemountReadOnly(t, disk)
	before := filetest.FilesIn(t, folder)
	_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
	filetest.WantKind(t, err, failure.KindReadOnly)
	_, err = Open(t.Context(), filepath.Join(disk, "data"), Options{})
	filetest.WantKind(t, err, failure.KindReadOnly)
	sameFiles(t, folder, before)
	mustHold(t, s, 4)
}

func TestFileSizeLimit(t *testing.T) {
	s := mustOpenMany(t, 40, 60)
	folder := s.Folder()
	before := filetest.FilesIn(t, filepath.Join(folder, BackupFolder))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	a := task{Do: "export", Data: folder}.run(t, "sh", "-c", `ulimit -f 512; exec "$@"`, "sh")
	if a.Kind != failure.KindTooLarge {
		t.Errorf("%+v", a)
	}
	sameFiles(t, filepath.Join(folder, BackupFolder), before)
	mustHold(t, mustOpen(t, folder, Options{}), 2400)
}

func TestImmutableFolder(t *testing.T) {
	filetest.NeedRoot(t)
	filetest.NeedTool(t, "chattr")
	for attribute, test := range map[string]func(t *testing.T, s *Store, folder string, before map[string]string){
		"i": func(t *testing.T, s *Store, folder string, before map[string]string) {
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
			filetest.WantKind(t, err, failure.KindNoPermission)
			sameFiles(t, folder, before)
		},
		// Files can be added to such a folder, but neither renamed nor removed: the
		// backup gets its name by a link and the temporary name stays.
		"a": func(t *testing.T, s *Store, folder string, before map[string]string) {
			b := mustExport(t, s, ExportOptions{Folder: folder})
			after := filetest.FilesIn(t, folder)
			if _, there := after[filepath.Base(b.Left)]; !there {
				t.Errorf("the name that stays is told as %q", b.Left)
			}
			for name := range after {
				if !backups.NamePattern.MatchString(name) && after[name] != after[filepath.Base(b.Path)] {
					t.Errorf("%s is not another name of the backup", name)
				}
			}
			for name := range before {
				if after[name] != before[name] {
					t.Errorf("%s has changed", name)
				}
			}
			mustVerify(t, b.Path)
		},
	} {
		t.Run("chattr +"+attribute, func(t *testing.T) {
			s := mustOpenSample(t, t.TempDir(), Options{})
			folder := filetest.MustMkdir(t, filepath.Join(t.TempDir(), "backup"))
			mustExport(t, s, ExportOptions{Folder: folder})
			before := filetest.FilesIn(t, folder)
			if out, err := exec.Command("chattr", "+"+attribute, folder).CombinedOutput(); err != nil {
				t.Skipf("the file system has no such attribute: %s", out)
			}
			t.Cleanup(func() { _ = exec.Command("chattr", "-"+attribute, folder).Run() })
			test(t, s, folder, before)
			mustHold(t, s, 4)
		})
	}
}

// nobody runs a command as a user without any rights.
var nobody = []string{"setpriv", "--reuid", "65534", "--clear-groups"}

func TestUserWithoutPermission(t *testing.T) {
	filetest.NotUnderRace(t)
	filetest.NeedRoot(t)
	filetest.NeedTool(t, "setpriv")
	public := filetest.PublicFolder(t)
	own := filetest.MustMkdir(t, filepath.Join(public, "own"))
	if err := os.Chown(own, 65534, -1); err != nil {
		t.Fatal(err)
	}
	foreign := filetest.MustMkdir(t, filepath.Join(public, "foreign"))
	if err := os.Chmod(foreign, 0o755); err != nil {
		t.Fatal(err)
	}
	closed := filetest.MustMkdir(t, filepath.Join(public, "closed")) // 0700
	for _, folder := range []string{foreign, closed, filepath.Join(closed, "new")} {
		a := task{Do: "export", Data: own, Folder: folder}.run(t, nobody...)
		if a.Kind != failure.KindNoPermission {
			t.Errorf("%s: %+v", folder, a)
		}
	}
	if n := len(filetest.FilesIn(t, foreign)) + len(filetest.FilesIn(t, closed)); n != 0 {
		t.Errorf("%d files have come to be", n)
	}
	if a := (task{Do: "open", Data: filepath.Join(closed, "data")}).run(t, nobody...); a.Kind != failure.KindNoPermission {
		t.Errorf("%+v", a)
	}
	if a := (task{Do: "export", Data: own}).run(t, nobody...); a.Err != "" {
		t.Errorf("%+v", a)
	}
}

// mustTrace skips where system calls can't be made to fail, and returns the
// command line that does.
func mustTrace(t *testing.T, injections ...string) []string {
	t.Helper()
	filetest.NeedTool(t, "strace")
	line := []string{"strace", "-f", "-qqq", "-o", "/dev/null"}
	if !strings.Contains(injections[0], "signal=") {
		// The child stops only at the calls that are meant, and is nearly as quick as ever.
		// But a signal may get lost so.
		line = append(line, "--seccomp-bpf")
	}
	if out, err := exec.Command(line[0], append(line[1:], "-e", "trace=mkdir", "-e", "inject=mkdir:error=EIO", "true")...).CombinedOutput(); err != nil {
		t.Skipf("strace can't work here: %v %s", err, out)
	}
	var calls []string
	for _, i := range injections {
		call, _, _ := strings.Cut(i, ":")
		calls = append(calls, call)
		line = append(line, "-e", "inject="+i)
	}
	return append(line, "-e", "trace="+strings.Join(calls, ","))
}

// tracedExport runs an export under strace and holds what is there afterwards
// against what may be.
func tracedExport(t *testing.T, injections ...string) (last answer, said bool) {
	t.Helper()
	return tracedExportOf(t, "", mustTrace(t, injections...))
}

// tracedWriting is the same, but of all system calls only those are meant that use the
// backup's own file, and they are counted: what else the process writes, such as what
// wakes its threads, differs from run to run.
func tracedWriting(t *testing.T, injection string) (last answer, said bool) {
	t.Helper()
	known := filepath.Join(t.TempDir(), "known")
	return tracedExportOf(t, known, append(mustTrace(t, injection), "-P", known))
}

func tracedExportOf(t *testing.T, known string, line []string) (last answer, said bool) {
	t.Helper()
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	earlier := mustExport(t, s, ExportOptions{})
	content := filetest.MustRead(t, earlier.Path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c := task{Do: "export", Data: folder, Now: noon.Add(time.Hour), Known: known}.command(t, line...)
	for a := range startReading(t, c) {
		last, said = a, true
	}
	if filetest.MustRead(t, earlier.Path) != content {
		t.Error("the earlier backup has changed")
	}
	where := filepath.Dir(earlier.Path)
	for name := range filetest.FilesIn(t, where) {
		if backups.NamePattern.MatchString(name) {
			mustVerify(t, filepath.Join(where, name))
		} else if said {
			t.Errorf("%s is left, though the process lived on", name)
		}
	}
	if said && last.Err == "" {
		if r := mustVerify(t, last.Backup.Path); r.Bookings != 4 {
			t.Errorf("%+v", r)
		}
	}
	// A process that was killed leaves its temporary file to the next start.
	mustHold(t, mustOpen(t, folder, Options{Now: at(noon.Add(2 * time.Hour))}), 4)
	for name := range filetest.FilesIn(t, where) {
		if !backups.NamePattern.MatchString(name) {
			t.Errorf("%s was not swept", name)
		}
	}
	return last, said
}

func TestSystemCallsThatFail(t *testing.T) {
	for _, test := range []struct {
		inject string
		want   failure.Kind
	}{
		{"write:error=ENOSPC:when=1", failure.KindFull},
		{"write:error=ENOSPC:when=3", failure.KindFull},
		{"write:error=EIO:when=1", failure.KindDisk},
		{"write:retval=10:when=1", failure.KindBadWrite}, // of many bytes
		{"fsync:error=EIO:when=1", failure.KindDisk},
	} {
		t.Run(test.inject, func(t *testing.T) {
			t.Parallel()
			if a, said := tracedWriting(t, test.inject); !said || a.Kind != test.want {
				t.Errorf("%+v; %v is wanted", a, test.want)
			}
		})
	}
	for inject, want := range map[string]failure.Kind{
		"renameat2:error=EIO":    failure.KindDisk,
		"renameat2:error=EACCES": failure.KindNoPermission,
	} {
		t.Run(inject, func(t *testing.T) {
			t.Parallel()
			if a, said := tracedExport(t, inject); !said || a.Kind != want {
				t.Errorf("%+v; %v is wanted", a, want)
			}
		})
	}
}

func TestFileSystemWithoutExclusiveRenameOrLinks(t *testing.T) {
	for name, injections := range map[string][]string{
		"no exclusive rename":                 {"renameat2:error=EINVAL"},
		"no exclusive rename, no links (FAT)": {"renameat2:error=EINVAL", "linkat:error=EPERM"},
		"a rename that is interrupted":        {"renameat2:error=EINTR:when=1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, said := tracedExport(t, injections...)
			if !said || a.Err != "" {
				t.Errorf("%+v", a)
			}
		})
	}
}

func TestFileSystemWithoutChmod(t *testing.T) {
	filetest.NotUnderRace(t)
	// FAT gives a file its own mode and refuses a chmod that asks for what it can't
	// keep. With this umask a file does not get the mode that was asked for either.
	filetest.NeedRoot(t)
	defer unix.Umask(unix.Umask(0o400))
	a, said := tracedExport(t, "fchmod:error=EPERM", "fchmodat:error=EPERM")
	if !said || a.Err != "" {
		t.Errorf("%+v", a)
	}
}

func TestTwelveProcessesOpeningAnEmptyFolderMakeOneStore(t *testing.T) {
	filetest.NotUnderRace(t)
	for range filetest.OrSampled(3, 2) {
		folder := filepath.Join(t.TempDir(), "above", "data")
		const processes = 12
		stores := make([]string, processes)
		var ended sync.WaitGroup
		for i := range processes {
			c := task{Do: "open", Data: folder}.command(t)
			ended.Go(func() {
				for a := range startReading(t, c) {
					stores[i] = a.Text + a.Err
				}
			})
		}
		ended.Wait()
		if distinct := slices.Compact(slices.Sorted(slices.Values(stores))); len(distinct) != 1 || len(distinct[0]) != 36 {
			t.Errorf("%q", distinct)
		}
		for name := range filetest.FilesIn(t, folder) {
			if !strings.HasPrefix(name, StoreFile) {
				t.Errorf("%s is left", name)
			}
		}
	}
}
