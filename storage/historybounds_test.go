package storage

import (
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

func TestSampleDataAreUndoneAndRedone(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	empty := read(t, s)
	if _, err := s.AddSample(t.Context(), data.SampleSize{People: 100, Days: 10, Until: monday}, nil); err != nil {
		t.Fatal(err)
	}
	full := read(t, s)
	if step := mustUndo(t, s); step.Kind != StepSample {
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

func TestTheHistoryIsBounded(t *testing.T) {
	step := func(edits int) Step { return Step{edits: make([]engine.Edit, edits)} }
	var h history
	for range mostSteps + 50 {
		h.add(step(1))
	}
	if len(h.undo) != mostSteps || h.undo[0].ID != 51 || h.undo[mostSteps-1].ID != mostSteps+50 {
		t.Errorf("%d steps from %d to %d", len(h.undo), h.undo[0].ID, h.undo[len(h.undo)-1].ID)
	}
	h.add(step(mostEdits - 9))
	if len(h.undo) != 10 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.add(step(0)) // which can't be undone, but ends what can be redone
	if len(h.undo) != 10 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.add(step(mostEdits))
	if len(h.undo) != 1 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.add(step(mostEdits + 1))
	if len(h.undo) != 0 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.add(step(1))
	if h.redo = []Step{step(1)}; len(h.undo) != 1 {
		t.Errorf("%d steps", len(h.undo))
	}
	if h.add(step(0)); len(h.redo) != 0 {
		t.Error("something can be redone after another change")
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
