package storage

import (
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/filetest"
	"seatkeeper/storage/history"
)

func TestSampleDataAreUndoneAndRedone(t *testing.T) {
	filetest.NotUnderRace(t)
	s := mustOpen(t, t.TempDir(), Options{})
	empty := read(t, s)
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 100, Days: 10, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	full := read(t, s)
	if step := mustUndo(t, s); step.Kind != history.Sample {
		t.Error(step.Kind)
	}
	sameContent(t, "undone", empty, read(t, s))
	mustRedo(t, s)
	sameContent(t, "redone", full, read(t, s))
	mustHold(t, s, 960)
	// What is more than a person would undo is not kept.
	mustUndo(t, s)
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 201, Days: 100, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	if undo, redo := s.History(); len(undo)+len(redo) != 0 {
		t.Errorf("%d to undo, %d to redo", len(undo), len(redo))
	}
}

// Who was named in the preview has no desk after the import; that it is made again
// takes nothing from anybody else.
func TestAnImportThatRetiresABookedDeskIsRedone(t *testing.T) {
	s := mustOpenSample(t, t.TempDir(), Options{})
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday + 5, UserID: "u2"})
	if err := importWithout(s, "A2"); err != nil {
		t.Fatal(err)
	}
	mustUndo(t, s)
	mustRedo(t, s)
}
