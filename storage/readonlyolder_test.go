//go:build linux

package storage

import (
	"os"
	"path/filepath"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// A store of an older version that can't be written is read from a copy that is brought up to
// date, which nobody sees and nothing is left of.
func TestAnOlderStoreThatCanOnlyBeReadIsRead(t *testing.T) {
	filetest.NeedRoot(t)
	folder := filepath.Join(filetest.MountTmpfs(t, "mode=0700"), "data")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	want := makeOldStore(t, folder)
	before := filetest.FilesIn(t, folder)
	view, temporary := readOnlyView(t, folder), t.TempDir()
	filetest.UseTemp(t, temporary)
	s := mustOpen(t, view, Options{})
	filetest.WantKind(t, s.ReadOnly(), failure.KindReadOnly)
	got := read(t, s)
	if len(got.Users) != len(want.Users) || len(got.Offices) != len(want.Offices) || got.Status.Counts != want.Status.Counts {
		t.Errorf("%+v", got.Status)
	}
	if drafts, err := s.Plans().Drafts(t.Context()); err != nil || len(drafts) > 0 {
		t.Errorf("%v %v", drafts, err)
	}
	b := mustExport(t, s, ExportOptions{Folder: t.TempDir()})
	if r := mustVerify(t, b.Path); r.Bookings != want.Status.Counts.Bookings {
		t.Errorf("%+v", r)
	}
	sameFiles(t, folder, before)
	// Whoever can write it brings it up to date meanwhile, and goes on.
	writer := mustOpen(t, folder, Options{})
	mustAdd(t, writer, data.User{Name: "Carol"})
	if status, err := s.Status(t.Context()); err != nil || status.Counts.Users != want.Status.Counts.Users+1 {
		t.Errorf("what came since is not seen: %+v %v", status.Counts, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("%v %v", left, err)
	}
}

func TestAnOlderStoreThatCanOnlyBeReadAndNotCopiedSaysSo(t *testing.T) {
	filetest.NeedRoot(t)
	folder := filepath.Join(filetest.MountTmpfs(t, "mode=0700"), "data")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	makeOldStore(t, folder)
	view := readOnlyView(t, folder)
	filetest.UseTemp(t, filepath.Join(t.TempDir(), "missing"))
	_, err := Open(t.Context(), view, Options{})
	filetest.WantKind(t, err, failure.KindOlder)
}
