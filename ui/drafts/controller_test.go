package drafts

import (
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/edit"
	"seatkeeper/ui/uitest"
)

// toggles are the boxes about the picture in the editor, by their words.
func (h *host) toggles(e *Editor) map[string]*kit.Toggle {
	e.SetTool(edit.PictureTool)
	all := map[string]*kit.Toggle{}
	for _, o := range uitest.Shown(e) {
		if t, ok := o.(*kit.Toggle); ok {
			all[t.Text] = t
		}
	}
	return all
}

const pale, kept = "Show it pale", "Keep it where it is"

func TestHowThePictureIsShownIsKeptForEachFloor(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	for _, step := range []struct {
		name       string
		floor      int
		anew       bool // the program was started again
		pale, kept bool // before
		tap        []string
	}{
		{"at first", 0, false, true, true, []string{pale, kept}},
		{"opened again", 0, false, false, false, nil},
		{"another floor", 1, false, true, true, []string{kept}},
		{"after a start", 0, true, false, false, []string{kept}},
		{"the other one after a start", 1, true, true, false, []string{kept}},
		{"as it was at first", 1, true, true, true, nil},
		{"half of it", 0, true, false, true, nil},
	} {
		if step.anew {
			c = NewController(h)
		}
		h.show(c, step.floor)
		toggles := h.toggles(c.Editor())
		if toggles[pale].On != step.pale || toggles[kept].On != step.kept {
			t.Errorf("%s: pale %v, kept where it is %v", step.name, toggles[pale].On, toggles[kept].On)
		}
		for _, words := range step.tap {
			toggles[words].Tapped(nil)
		}
		h.leave(c)
	}
}

func TestEachStepIsSaved(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	h.show(c, 0)
	h.drawDesk()
	h.hand.Run()
	if n := h.kept(); n != 1 {
		t.Errorf("%d changes are kept", n)
	}
	h.drawDesk()
	h.drawDesk()
	if n := len(h.hand.Work); n != 1 {
		t.Errorf("%d writings at a time", n)
	}
	h.leave(c) // waits for the last step
	if n := h.kept(); n != 3 {
		t.Errorf("%d changes are kept", n)
	}
	if sign := h.signs[data.DeskRef{Office: data.SampleOfficeID, Floor: h.floor}]; sign == "" {
		t.Errorf("the board says nothing of the draft: %v", h.signs)
	}
	h.show(c, 0)
	if n := c.Editor().Changes(); n != 3 {
		t.Errorf("opened again it has %d changes", n)
	}
}

func TestADraftWithoutChangesDoesNotStay(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	h.show(c, 0)
	h.leave(c)
	if n := h.kept(); n != -1 || len(h.signs) > 0 {
		t.Errorf("a draft with %d changes stays, the board says %v", n, h.signs)
	}
}

func TestNobodyDrawsWhereNothingMayBeChanged(t *testing.T) {
	h := hostForTest(t)
	h.mayChange = false
	c := NewController(h)
	c.Show()
	h.hand.Run()
	if c.Editor() != nil || len(h.refused) > 0 {
		t.Errorf("an editor %v, refused %v", c.Editor(), h.refused)
	}
}

func TestTheEndOfTheProgramKeepsTheLastStep(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	h.show(c, 0)
	h.drawDesk() // and nothing has been written yet
	c.End()(t.Context())
	if n := h.kept(); n != 1 {
		t.Errorf("%d changes are kept", n)
	}
	other := NewController(h)
	h.show(other, 0) // the draft is closed: nobody is asked
	if n := other.Editor().Changes(); n != 1 {
		t.Errorf("after a start it has %d changes", n)
	}
}

func TestWhatCannotBeSavedKeepsTheEditor(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	h.show(c, 0)
	fail := func() { c.saving.busy = true; c.saved(uitest.Err) }
	fail()
	fail()
	if len(h.refused) != 1 {
		t.Errorf("said %d times", len(h.refused))
	}
	left := false
	c.saving.busy = true
	c.LeaveFor(func() { left = true })
	c.saved(uitest.Err)
	if len(h.refused) != 2 || left || c.Editor() == nil {
		t.Errorf("said %d times, left %v", len(h.refused), left)
	}
	c.LeaveFor(func() { left = true }) // tries again
	h.hand.Run()
	if !left || c.Editor() != nil || len(h.refused) != 2 {
		t.Errorf("when it can be saved again: left %v, said %d times", left, len(h.refused))
	}
}

func TestADraftThatAnotherHasTakenIsLeft(t *testing.T) {
	for _, err := range []error{storage.ErrDraftOpen, data.ErrUnknownDraft, data.ErrChanged, &failure.HeldError{Err: storage.ErrDraftOpen}} {
		h := hostForTest(t)
		c := NewController(h)
		h.show(c, 0)
		c.saving.busy = true
		c.saved(err)
		if c.Editor() != nil || len(h.said) != 1 || h.said[0].Tone != kit.Warning || len(h.refused) > 0 {
			t.Errorf("%v: the editor is %v, said %v, refused %v", err, c.Editor(), h.said, h.refused)
		}
	}
}

func TestToastsLieOnTheProperties(t *testing.T) {
	h := hostForTest(t)
	c := NewController(h)
	if c.RoomOfToasts() != 0 {
		t.Error("while nothing is drawn")
	}
	h.show(c, 0)
	if c.RoomOfToasts() != edit.PanelRoom {
		t.Errorf("they have a room of %v", c.RoomOfToasts())
	}
	c.Drop()
	if c.RoomOfToasts() != 0 || c.Editor() != (*edit.Editor)(nil) {
		t.Error("the editor is there still")
	}
	if top := h.win.Canvas().Overlays().Top(); top != fyne.CanvasObject(nil) {
		t.Errorf("%T lies over the window", top)
	}
}
