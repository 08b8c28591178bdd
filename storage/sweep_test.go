package storage

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/filetest"
)

func mapsKeys[V any](m map[string]V) func(func(string) bool) { return maps.Keys(m) }

// eachIn returns the paths of files in a folder.
func eachIn(folder string, names ...string) (paths []string) {
	for _, name := range names {
		paths = append(paths, filepath.Join(folder, name))
	}
	return paths
}

func TestOnlyFilesOfOurOwnPatternAreSwept(t *testing.T) {
	folder := t.TempDir()
	if err := mustOpen(t, folder, Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	backups := filetest.MustMkdir(t, filepath.Join(folder, BackupFolder))
	gone := slices.Concat(
		eachIn(backups, ".backup-20261123-101112.json123", ".backup-20261123-101112.json18446744073709551615"),
		eachIn(folder, ".seatkeeper.db42", ".seatkeeper.db42-journal", ".seatkeeper.db43-wal"),
	)
	kept := slices.Concat(
		eachIn(backups, "backup-20261123-101112.json", "backup-20261123-101112.json123", ".backup-20261123-101112.json", ".backup-20261123-101112.json12x", ".backup-2026112-101112.json12", ".seatkeeper.db42"),
		eachIn(folder, ".backup-20261123-101112.json123", "seatkeeper.db42", ".seatkeeper.db", ".seatkeeper.db42-old"),
	)
	for _, path := range append(slices.Clone(gone), kept...) {
		filetest.MustWrite(t, path, "x")
	}
	link, directory := filepath.Join(backups, ".backup-20261123-101112.json7"), filepath.Join(backups, ".backup-20261123-101112.json8")
	if err := os.Symlink("backup-20261123-101112.json", link); err != nil {
		t.Fatal(err)
	}
	filetest.MustMkdir(t, directory)
	kept = append(kept, link, directory)

	s := mustOpen(t, folder, Options{})
	if s.Swept() != nil {
		t.Error(s.Swept())
	}
	for _, path := range gone {
		if _, err := os.Lstat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
	for _, path := range kept {
		if _, err := os.Lstat(path); err != nil {
			t.Errorf("%s is gone", path)
		}
	}
}

func TestTheTemporaryFileOfALiveExportIsNotSwept(t *testing.T) {
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
	fsys.after = func(op string) {
		if op == opCreate || op == opWrite || op == opSync || op == opRead {
			removed, err := atomicfile.Sweep(filepath.Join(s.Folder(), BackupFolder), backups.TempPattern)
			if len(removed) > 0 || err != nil {
				t.Errorf("after %s: %v %v", op, removed, err)
			}
		}
	}
	mustVerify(t, mustExport(t, s, ExportOptions{}).Path)
}

func TestTheJournalOfALiveStoreInTheMakingIsNotSwept(t *testing.T) {
	folder := t.TempDir()
	temp, err := atomicfile.System{}.Create(filepath.Join(folder, StoreFile))
	if err != nil {
		t.Fatal(err)
	}
	filetest.MustWrite(t, temp.Name()+"-journal", "x")
	if removed, err := atomicfile.Sweep(folder, tempStoreName); len(removed) > 0 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
	if err := temp.Cleanup(); err != nil {
		t.Fatal(err)
	}
	if removed, err := atomicfile.Sweep(folder, tempStoreName); len(removed) != 1 || err != nil {
		t.Errorf("%v %v", removed, err)
	}
}

func TestCopiesThatAKilledProcessLeftGoAtTheNextStart(t *testing.T) {
	temp, folder := t.TempDir(), t.TempDir()
	filetest.UseTemp(t, temp)
	left := []string{filepath.Join(temp, "seatkeeper-123"), filepath.Join(folder, ".seatkeeper-456")}
	for _, path := range left {
		filetest.MustMkdir(t, path)
		filetest.MustWrite(t, filepath.Join(path, "held"), "")
		filetest.MustWrite(t, filepath.Join(path, StoreFile), "people and whereabouts")
	}
	s := mustOpen(t, folder, Options{})
	for _, path := range left {
		if Exists(path) || s.Swept() != nil {
			t.Errorf("%s is still there, %v", path, s.Swept())
		}
	}
}
