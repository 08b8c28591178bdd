package storage

import (
	"errors"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/backups"
	"seatkeeper/storage/format"
)

// A backup to which Undo goes back stays while a window may need it, also for other windows.
func TestWhatUndoGoesBackToIsNotThinned(t *testing.T) {
	now := noon
	clock := Options{Now: func() time.Time { return now }}
	s := mustOpenSample(t, t.TempDir(), clock)
	other := mustOpen(t, s.Folder(), clock)
	thin := func() {
		t.Helper()
		for _, one := range []*Store{other, s} {
			now = now.Add(time.Hour)
			if err := one.backups.Thin(t.Context(), backups.Retention{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	backUpChange := func(name string) (path string) {
		t.Helper()
		now = now.Add(time.Hour)
		mustAdd(t, s, data.User{Name: name})
		path = mustBackUp(t, s, format.OriginChanges)
		now = now.Add(time.Hour)
		return path
	}
	first := mustBackUp(t, s, format.OriginChanges)
	before := read(t, s)
	now = now.Add(time.Hour)
	done := mustRestore(t, s, first, RestoreOptions{})
	backUpChange("Carol")
	thin()
	if Exists(first) || !Exists(done.Safety.Path) {
		t.Fatalf("the first backup stays: %v, the one that Undo needs: %v", Exists(first), Exists(done.Safety.Path))
	}
	shown, told := backups.File{}, false
	for _, b := range mustList(t, other) {
		if b.ForUndo != (b.Path == done.Safety.Path) {
			t.Errorf("%s is for Undo: %v", b.Path, b.ForUndo)
		}
		if b.ForUndo {
			shown, told = b, true
		}
	}
	shown.ForUndo = false // as it was listed before the restore
	if _, err := DeleteBackup(t.Context(), other, shown); !told || !errors.Is(err, data.ErrChanged) {
		t.Errorf("it is deleted without a word: %v", err)
	}
	mustUndo(t, s) // Carol
	mustUndo(t, s)
	sameContent(t, "undone", before, read(t, s))
	// Now the way forth is needed, and the way back no more.
	forth := s.history.Backups()
	backUpChange("Dave") // which ends the way forth too
	if len(forth) != 1 || len(s.history.Backups()) != 0 {
		t.Errorf("%q, then %q", forth, s.history.Backups())
	}
	thin()
	if Exists(done.Safety.Path) || Exists(forth[0]) {
		t.Error("what no step needs stays")
	}
}

func TestWhatTheUndoOfAClosedWindowNeededIsThinned(t *testing.T) {
	now := noon
	clock := Options{Now: func() time.Time { return now }}
	s := mustOpenSample(t, t.TempDir(), clock)
	first := mustBackUp(t, s, format.OriginChanges)
	now = now.Add(time.Hour)
	done := mustRestore(t, s, first, RestoreOptions{})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	s = mustOpen(t, s.Folder(), clock)
	mustAdd(t, s, data.User{Name: "Carol"})
	mustBackUp(t, s, format.OriginChanges)
	now = now.Add(time.Hour)
	if err := s.backups.Thin(t.Context(), backups.Retention{}); err != nil {
		t.Fatal(err)
	}
	if notes, err := s.local.notes(t.Context(), "undo"); err != nil || len(notes) > 0 || Exists(done.Safety.Path) {
		t.Errorf("%v %v, the backup stays: %v", notes, err, Exists(done.Safety.Path))
	}
}
