package storage

import (
	"path/filepath"
	"testing"
)

func TestADamagedStoreIsSetAsideAndRestoredFromItsBackup(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	before := mustRead(t, mustExport(t, s, ExportOptions{}).Path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, StoreFile)
	damaged := mustRead(t, file)[:5000]
	mustWrite(t, file, damaged)
	if _, err := Open(t.Context(), folder, Options{}); KindOf(err) != KindTruncated && KindOf(err) != KindDamaged {
		t.Fatal(err)
	}
	mustWrite(t, file+"-wal", "its log")
	aside, err := SetAside(folder, noon)
	if err != nil || aside != filepath.Join(folder, "seatkeeper-20261123-101112.db") {
		t.Fatalf("%s, %v", aside, err)
	}
	if mustRead(t, aside) != damaged || mustRead(t, aside+"-wal") != "its log" || Exists(file) || Exists(file+"-wal") {
		t.Errorf("%v", filesIn(t, folder))
	}
	s = mustOpen(t, folder, Options{})
	list := mustList(t, s)
	if len(list) != 1 {
		t.Fatalf("%+v", list)
	}
	mustRestore(t, s, list[0].Path, RestoreOptions{})
	wantSame(t, before, mustRead(t, mustExport(t, s, ExportOptions{}).Path))
}

func TestNothingIsReplacedBySettingAside(t *testing.T) {
	folder := t.TempDir()
	mustWrite(t, filepath.Join(folder, StoreFile), "second")
	mustWrite(t, filepath.Join(folder, "seatkeeper-20261123-101112.db"), "first")
	mustWrite(t, filepath.Join(folder, "seatkeeper-20261123-101113.db-wal"), "a log")
	aside, err := SetAside(folder, noon)
	if err != nil || filepath.Base(aside) != "seatkeeper-20261123-101114.db" || mustRead(t, aside) != "second" {
		t.Errorf("%s, %v", aside, err)
	}
	wantKind(t, func() error { _, err := SetAside(folder, noon); return err }(), KindMissing)
}
