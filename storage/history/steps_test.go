package history

import (
	"testing"

	"seatkeeper/storage/engine"
)

func TestTheHistoryIsBounded(t *testing.T) {
	step := func(edits int) Step { return Step{Edits: make([]engine.Edit, edits)} }
	var h Steps
	for range MostSteps + 50 {
		h.Add(step(1))
	}
	if len(h.undo) != MostSteps || h.undo[0].ID != 51 || h.undo[MostSteps-1].ID != MostSteps+50 {
		t.Errorf("%d steps from %d to %d", len(h.undo), h.undo[0].ID, h.undo[len(h.undo)-1].ID)
	}
	h.Add(step(MostEdits - 9))
	if len(h.undo) != 10 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.Add(step(0)) // which can't be undone, but ends what can be redone
	if len(h.undo) != 10 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.Add(step(MostEdits))
	if len(h.undo) != 1 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.Add(step(MostEdits + 1))
	if len(h.undo) != 0 {
		t.Errorf("%d steps", len(h.undo))
	}
	h.Add(step(1))
	if h.redo = []Step{step(1)}; len(h.undo) != 1 {
		t.Errorf("%d steps", len(h.undo))
	}
	if h.Add(step(0)); len(h.redo) != 0 {
		t.Error("something can be redone after another change")
	}
}

// A step that puts all data back counts on with the changes that are steps themselves, and
// with no others.
func TestTheWayBackIsOpenWhileNothingWouldBeLost(t *testing.T) {
	var h Steps
	edits := make([]engine.Edit, 1)
	h.Add(Step{Edits: edits})
	h.Add(Step{Kind: Restore, Back: &Back{Changes: 7}})
	h.Add(Step{Edits: edits})
	newest, _ := h.Take(Undo, 0)
	h.Reverted(newest, newest.Step)
	back, ok := h.Take(Undo, 0)
	if !ok || back.Kind != Restore || back.Back.Changes != 9 || !h.IsNewest(back) {
		t.Errorf("%+v %v", back, ok)
	}
	h.PutBack(back)
	h.Add(Step{}) // a change that is no step
	if back.Back.Changes != 9 {
		t.Errorf("%d changes", back.Back.Changes)
	}
	if _, ok := h.Take(Undo, 1); ok {
		t.Error("a step of before can be undone first")
	}
	back, _ = h.Take(Undo, 2)
	h.Add(Step{Edits: edits})
	if h.IsNewest(back) {
		t.Error("a later step is not seen")
	}
	h.DropBehind(back)
	if undo, _ := h.List(); len(undo) != 1 || undo[0].ID != 5 {
		t.Errorf("%+v", undo)
	}
}

// While all data go back, others go on: what is older has to wait, and what comes is counted.
func TestWhatComesWhileAllDataGoBackIsCounted(t *testing.T) {
	var h Steps
	edits := make([]engine.Edit, 1)
	h.Add(Step{Edits: edits})
	h.Add(Step{Kind: Restore, Back: &Back{Backup: "safety", Changes: 7}})
	back, _ := h.Take(Undo, 0)
	for _, id := range []int64{0, 1, 2} {
		if again, ok := h.Take(Undo, id); ok {
			t.Errorf("taken meanwhile: %+v", again.Step)
		}
	}
	if undo, _ := h.List(); len(undo) != 2 || undo[1].Kind != Restore {
		t.Errorf("what is not undone yet is not listed: %+v", undo)
	}
	if paths := h.Backups(); len(paths) != 1 || paths[0] != "safety" {
		t.Errorf("%q", paths)
	}
	h.Add(Step{Edits: edits})
	if h.IsNewest(back) || back.Back.Changes != 7 {
		t.Errorf("what came meanwhile would be lost: %+v", back.Back)
	}
	h.PutBack(back)
	newest, _ := h.Take(Undo, 0)
	if newest.ID != 3 {
		t.Fatalf("%+v", newest)
	}
	h.Reverted(newest, newest.Step)
	back, ok := h.Take(Undo, 0)
	if !ok || back.ID != 2 || back.Back.Changes != 9 || !h.IsNewest(back) {
		t.Fatalf("%+v %v", back, ok)
	}
	h.Reverted(back, Step{ID: 2, Kind: Restore, Back: &Back{Backup: "forth", Changes: 10}})
	undo, redo := h.List()
	if len(undo) != 1 || undo[0].ID != 1 || len(redo) != 2 || redo[1].ID != 2 || redo[1].Back.Changes != 10 {
		t.Errorf("%+v %+v", undo, redo)
	}
	forth, ok := h.Take(Redo, 0)
	h.Add(Step{Edits: edits}) // nothing can be redone any more
	if !ok || h.IsNewest(forth) {
		t.Errorf("%+v %v", forth, ok)
	}
	h.PutBack(forth)
	if _, redo := h.List(); len(redo) != 0 {
		t.Errorf("%+v", redo)
	}
}
