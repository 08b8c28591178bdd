package storage

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/storage/aside"
	"seatkeeper/storage/filetest"
)

func TestConflictCopiesAreFound(t *testing.T) {
	folder := t.TempDir()
	s := mustOpenSample(t, folder, Options{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content := filetest.MustRead(t, filepath.Join(folder, StoreFile))
	var want []string
	for _, name := range []string{
		"seatkeeper (1).db", "seatkeeper (Ines's conflicted copy 2026-11-24).db", "seatkeeper-DESKTOP-7.db",
		"seatkeeper.sync-conflict-20261124-104207-ABCDEFG.db", "Seatkeeper 2.DB",
	} {
		want = append(want, filepath.Join(folder, name))
		filetest.MustWrite(t, filepath.Join(folder, name), content)
	}
	filetest.MustWrite(t, filepath.Join(folder, "seatkeeper-20261123-101112.db"), content) // set aside by us
	filetest.MustWrite(t, filepath.Join(folder, "seatkeeper-list.db"), "another program's")
	filetest.MustMkdir(t, filepath.Join(folder, "seatkeeper-folder.db"))
	if err := os.Link(filepath.Join(folder, StoreFile), filepath.Join(folder, "seatkeeper-link.db")); err != nil {
		t.Log(err)
	}
	before := filetest.FilesIn(t, folder)
	s = mustOpen(t, folder, Options{})
	paths := wantFound(t, s, aside.ConflictCopies)
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Sorted(slices.Values(paths))); diff != "" {
		t.Error(diff)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	after := filetest.FilesIn(t, folder)
	delete(before, StoreFile)
	delete(after, StoreFile)
	for name := range before {
		if strings.HasPrefix(strings.ToLower(name), "seatkeeper") && before[name] != after[name] {
			t.Errorf("%s has changed", name)
		}
	}
}
