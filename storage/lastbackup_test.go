package storage

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"seatkeeper/data"
	"seatkeeper/storage/atomicfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

func TestBackupIsTheLastOneOnlyAfterTheFolderIsOnTheDisk(t *testing.T) {
	fsys := &faultyFiles{Files: atomicfile.System{}}
	s := mustOpenSample(t, t.TempDir(), Options{files: fsys})
	lastPath := func() string {
		status, err := s.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return status.Backup.Path
	}
	fsys.after = func(o string) {
		if last := lastPath(); last != "" {
			t.Errorf("after %s the last backup is %s already", o, last)
		}
	}
	b := mustExport(t, s, ExportOptions{})
	if !slices.Contains(fsys.done, opSyncFolder) {
		t.Fatal("the folder was not brought to the disk")
	}
	if lastPath() != b.Path {
		t.Errorf("the last backup is %q, not %q", lastPath(), b.Path)
	}
	fsys.after = nil

	fsys.fail(opSyncFolder, 1, errIO)
	unconfirmed, err := ExportBackup(t.Context(), s, ExportOptions{})
	filetest.WantKind(t, err, failure.KindNotConfirmed)
	mustVerify(t, unconfirmed.Path)
	if lastPath() != b.Path {
		t.Errorf("the last backup is %q, which nobody has confirmed", lastPath())
	}
}

func TestLastBackupMayBeAnotherWindowsWhateverTheClocksSay(t *testing.T) {
	folder := t.TempDir()
	s, other := mustOpenSample(t, folder, Options{}), mustOpen(t, folder, Options{Now: at(noon.Add(-time.Hour))})
	mustExport(t, s, ExportOptions{})
	b := mustExport(t, other, ExportOptions{})
	for _, s := range []*Store{s, other} {
		if status, err := s.Status(t.Context()); err != nil || status.Backup.Path != b.Path {
			t.Errorf("%+v %v, not %s", status.Backup, err, b.Path)
		}
	}
}

func TestLastBackupSaysHowMuchHasChangedSince(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	b := mustExport(t, s, ExportOptions{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, folder, Options{})
	status, err := s.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status.Backup.Path != b.Path || !status.Backup.At.Equal(noon) || status.Backup.Changes != status.Changes {
		t.Errorf("%+v", status)
	}
	mustAdd(t, s, data.User{Name: "Carol"})
	if status, _ = s.Status(t.Context()); status.Backup.Changes != status.Changes-1 {
		t.Errorf("%+v", status)
	}
}
