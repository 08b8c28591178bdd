package storage

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestTakenNamesEndTheSearchSomeTime(t *testing.T) {
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
	fsys.fail(opPublish, 1, errThere)
	b := mustExport(t, s, ExportOptions{})
	if filepath.Base(b.Path) != "backup-20261123-101113.json" {
		t.Error(b.Path)
	}
	fsys.fail(opPublish, 1, errThere)
	fsys.forEver = true
	before := filetest.FilesIn(t, filepath.Dir(b.Path))
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	fsys.fail("", 0, nil)
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v", err)
	}
	filetest.WantKind(t, err, failure.KindOther)
	sameFiles(t, filepath.Dir(b.Path), before)
	mustHold(t, s, 4)
}

func TestReadingBackFindsAWriteThatLies(t *testing.T) {
	for name, lie := range map[string]func([]byte) []byte{
		"nothing is written": func(b []byte) []byte { return nil },
		"ten bytes are":      func(b []byte) []byte { return b[:min(10, len(b))] },
		"the last is lost":   func(b []byte) []byte { return b[:len(b)-1] },
		"one more is":        func(b []byte) []byte { return append(slices.Clone(b), '\n') },
		"zeros are":          func(b []byte) []byte { return make([]byte, len(b)) },
		"one bit is another": func(b []byte) []byte { b = slices.Clone(b); b[len(b)/2] ^= 1; return b },
		"a name is another": func(b []byte) []byte {
			return []byte(strings.Replace(string(b), "Alice", "Alicf", 1))
		},
		// As memory that is faulty, or is written to by somebody else, would do.
		"another name is in memory": func(b []byte) []byte {
			copy(b, strings.Replace(string(b), "Alice", "Alicf", 1))
			return b
		},
		"two bookings change places": func(b []byte) []byte {
			return []byte(strings.NewReplacer(`"userId":"u1"`, `"userId":"u2"`, `"userId":"u2"`, `"userId":"u1"`).Replace(string(b)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := &faultyFiles{Files: atomicfile.System{}}
			s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
			b := mustExport(t, s, ExportOptions{})
			before := filetest.FilesIn(t, filepath.Dir(b.Path))
			fsys.lie = lie
			_, err := ExportBackup(t.Context(), s, ExportOptions{})
			fsys.lie = nil
			filetest.WantKind(t, err, failure.KindBadWrite)
			sameFiles(t, filepath.Dir(b.Path), before)
			mustHold(t, s, 4)
		})
	}
}

func TestAFileThatIsGoodButNotTheOneMeantIsNotPublished(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	other := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s = mustOpen(t, s.Folder(), Options{files: fsys})
	mustAdd(t, s, data.User{Name: "Carol"})
	written := false
	fsys.lie = func([]byte) []byte {
		if written {
			return nil
		}
		written = true
		return []byte(other)
	}
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindBadWrite)
}

func TestTooLittleSpaceIsFoundBeforeAnythingIsWritten(t *testing.T) {
	fsys := &faultyFiles{Files: freeBytes{atomicfile.System{}, 100}}
	s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindFull)
	var space *failure.SpaceError
	if !errors.As(err, &space) || space.Free != 100 || space.Need < 1000 {
		t.Errorf("%v", err)
	}
	if count(fsys.done, opCreate) > 1 { // the first was the store
		t.Error("a file was made all the same")
	}
	fsys.Files = freeBytes{atomicfile.System{}, space.Need}
	if b := mustExport(t, s, ExportOptions{}); b.Bytes < space.Need {
		t.Errorf("%d bytes, %d were said to be needed at least", b.Bytes, space.Need)
	}
}

func TestAFolderThatMayNotLastIsMadeAnew(t *testing.T) {
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
	fsys.fail(opSyncFolder, 1, errIO)
	_, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindDisk)
	fsys.fail("", 0, nil)
	mustExport(t, s, ExportOptions{})
	if n := count(fsys.done, opSyncFolder); n != 2 {
		t.Errorf("%d folders were brought to the disk; it takes the backup folder and the one above", n)
	}
}
