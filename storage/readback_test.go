//go:build linux

package storage

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// mountImage mounts an ext4 file system that lies in a file of so many bytes, and
// returns its folder and that file.
func mountImage(t *testing.T, size int64) (folder, image string) {
	t.Helper()
	filetest.NeedRoot(t)
	filetest.NeedTool(t, "mkfs.ext4")
	filetest.NeedTool(t, "mount")
	folder, image = filetest.PublicFolder(t), filepath.Join(t.TempDir(), "image")
	filetest.MustWrite(t, image, "")
	if err := os.Truncate(image, size); err != nil {
		t.Fatal(err)
	}
	for _, line := range [][]string{{"mkfs.ext4", "-q", "-F", image}, {"mount", "-o", "loop", image, folder}} {
		if out, err := exec.Command(line[0], line[1:]...).CombinedOutput(); err != nil {
			t.Skipf("can't make a disk of a file: %s: %v %s", line[0], err, out)
		}
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
	return folder, image
}

// badDrive is a drive that keeps something else than was written to it: behind each
// text that it finds, another byte.
type badDrive struct {
	faultyFiles
	image, find string
	changed     int
}

// change changes what is on the drive, as if it had been written so.
func (d *badDrive) change(t *testing.T) {
	t.Helper()
	file, err := os.OpenFile(d.image, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; ; d.changed++ {
		next := bytes.Index(content[at:], []byte(d.find))
		if next < 0 {
			return
		}
		at += next + len(d.find)
		if _, err := file.WriteAt([]byte{content[at] ^ 1}, int64(at)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADriveThatKeepsSomethingElseIsFoundOut(t *testing.T) {
	filetest.NotUnderRace(t)
	drive, image := mountImage(t, 16<<20)
	for name, test := range map[string]struct {
		find  string
		write func(s *Store, folder string) error
	}{
		// The year of a time: with another one it is a good backup too.
		"export": {`"createdAt":"202`, func(s *Store, folder string) error {
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder})
			return err
		}},
		"locked export": {"\n--- ", func(s *Store, folder string) error {
			_, err := ExportBackup(t.Context(), s, ExportOptions{Folder: folder, Passphrase: "right"})
			return err
		}},
		"copy": {`"createdAt":"202`, func(s *Store, folder string) error {
			_, err := CopyBackup(t.Context(), s, mustExport(t, s, ExportOptions{}).Path, folder, backups.CopyOptions{})
			return err
		}},
		"people": {"Alice", func(s *Store, folder string) error {
			_, err := s.Writer().People(t.Context(), folder, []data.User{{ID: "u1", Name: "Alice 1", Active: true}})
			return err
		}},
		"mark of the second place": {`"id":"`, func(s *Store, folder string) error {
			_, err := s.backups.ClaimPlace(t.Context(), folder)
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filetest.MustMkdir(t, filepath.Join(drive, name))
			bad := &badDrive{faultyFiles: faultyFiles{Files: atomicfile.System{}}, image: image, find: test.find}
			s := mustOpenSample(t, t.TempDir(), Options{files: bad, Now: ticking()})
			bad.after = func(op string) {
				if op == opOpen {
					bad.change(t)
				}
			}
			err := test.write(s, folder)
			if bad.changed == 0 {
				t.Fatal("the drive has changed nothing")
			}
			filetest.WantKind(t, err, failure.KindBadWrite)
			if left := filetest.FilesIn(t, folder); len(left) > 0 {
				t.Errorf("%d files are there", len(left))
			}
			mustHold(t, s, 4)
		})
	}
}

func TestABackupSaysWhetherItWasReadFromTheDrive(t *testing.T) {
	drive, _ := mountImage(t, 16<<20)
	for folder, want := range map[string]bool{drive: true, filetest.MountTmpfs(t, "size=1m"): false} {
		s := mustOpenSample(t, t.TempDir(), Options{})
		b := mustExport(t, s, ExportOptions{Folder: folder})
		if b.FromDrive != want {
			t.Errorf("%s: %v", folder, b.FromDrive)
		}
		// What is mapped by somebody stays in memory.
		file, err := os.Open(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		mapped, err := unix.Mmap(int(file.Fd()), 0, int(b.Bytes), unix.PROT_READ, unix.MAP_SHARED|unix.MAP_POPULATE)
		if err != nil {
			t.Fatal(err)
		}
		if atomicfile.Forget(file) {
			t.Error("a file in memory is said not to be there")
		}
		if err := unix.Munmap(mapped); err != nil {
			t.Fatal(err)
		}
		if atomicfile.Forget(file) != want {
			t.Errorf("%s: a file that was in memory", folder)
		}
	}
}
