package storage

import (
	"path/filepath"
	"testing"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestADamagedStoreIsSetAsideAndRestoredFromItsBackup(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	before := filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, StoreFile)
	damaged := filetest.MustRead(t, file)[:5000]
	filetest.MustWrite(t, file, damaged)
	if _, err := Open(t.Context(), folder, Options{}); failure.KindOf(err) != failure.KindTruncated && failure.KindOf(err) != failure.KindDamaged {
		t.Fatal(err)
	}
	filetest.MustWrite(t, file+"-wal", "its log")
	aside, err := SetAside(folder, noon)
	if err != nil || aside != filepath.Join(folder, "seatkeeper-20261123-101112.db") {
		t.Fatalf("%s, %v", aside, err)
	}
	if filetest.MustRead(t, aside) != damaged || filetest.MustRead(t, aside+"-wal") != "its log" || Exists(file) || Exists(file+"-wal") {
		t.Errorf("%v", filetest.FilesIn(t, folder))
	}
	s = mustOpen(t, folder, Options{})
	list := mustList(t, s)
	if len(list) != 1 {
		t.Fatalf("%+v", list)
	}
	mustRestore(t, s, list[0].Path, RestoreOptions{})
	wantSame(t, before, filetest.MustRead(t, mustExport(t, s, ExportOptions{}).Path))
}

func TestNothingIsReplacedBySettingAside(t *testing.T) {
	folder := t.TempDir()
	filetest.MustWrite(t, filepath.Join(folder, StoreFile), "second")
	filetest.MustWrite(t, filepath.Join(folder, "seatkeeper-20261123-101112.db"), "first")
	filetest.MustWrite(t, filepath.Join(folder, "seatkeeper-20261123-101113.db-wal"), "a log")
	aside, err := SetAside(folder, noon)
	if err != nil || filepath.Base(aside) != "seatkeeper-20261123-101114.db" || filetest.MustRead(t, aside) != "second" {
		t.Errorf("%s, %v", aside, err)
	}
	filetest.WantKind(t, func() error { _, err := SetAside(folder, noon); return err }(), failure.KindMissing)
}
