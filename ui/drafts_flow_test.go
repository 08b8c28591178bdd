package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// draw opens the editor and lets keys and letters act on the floor.
func (f *flow) draw(keys ...fyne.KeyName) {
	f.Helper()
	f.menu("Edit floor plan")
	for _, key := range keys {
		f.key(key)
	}
}

func (f *flow) labels() string {
	f.Helper()
	var labels []string
	floor, _ := f.shownPlan().Shown()
	for _, d := range floor.Desks {
		if !d.Retired {
			labels = append(labels, d.Label)
		}
	}
	return strings.Join(labels, " ")
}

func TestFlowAFloorIsDrawnAndApplied(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	before := f.labels()
	f.draw()
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.item("Undo").Action() // also while the board has nothing to undo, as its shortcut does
	if f.w.drafts.Editor().Changes() != 0 {
		t.Error("Undo of the menu does not reach the editor")
	}
	f.item("Redo").Action()
	f.hand.Run()
	f.tap("Apply…")
	f.hand.Run()
	f.button("Apply")
	if f.w.drafts.Editor() != nil {
		t.Fatal("the editor is shown still")
	}
	if got := f.labels(); got == before || !strings.HasPrefix(got, before) {
		t.Errorf("the floor has %s, had %s", got, before)
	}
	f.menu("Undo")
	if got := f.labels(); got != before {
		t.Errorf("after undo it has %s", got)
	}
}

func TestFlowADraftIsKeptAndCanBeDiscarded(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	before := f.labels()
	f.draw()
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.tap("Close")
	f.hand.Run()
	if got := f.labels(); got != before || f.w.drafts.Editor() != nil {
		t.Fatalf("what was only drawn is on the board: %s", got)
	}
	f.draw()
	if n := f.w.drafts.Editor().Changes(); n != 1 {
		t.Errorf("the draft has %d changes", n)
	}
	f.tap("Discard")
	f.hand.Run()
	f.button("Discard")
	f.draw()
	if n := f.w.drafts.Editor().Changes(); n != 0 {
		t.Errorf("after it was discarded it has %d changes", n)
	}
}

func TestFlowADeskWithBookingsGoes(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	s := f.otherStore()
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	f.book(s, "A1", "Ines Okafor", "2026-12-01")
	f.look()
	f.draw(fyne.KeyTab, fyne.KeyDelete)
	f.tap("Apply…")
	f.hand.Run()
	question := overlay[*kit.Choice](f)
	said := ""
	for _, o := range test.LaidOutObjects(f.top()) {
		if p, ok := o.(*kit.Paragraph); ok {
			said += p.Text + "\n"
		}
	}
	if !strings.Contains(said, "1 desk goes") || !strings.Contains(said, "A1 goes, and has 2 bookings from") {
		t.Errorf("it says %s", said)
	}
	question.Pick.SetSelectedIndex(2) // the nearest desk
	f.button("Apply")
	if got := f.labels(); strings.HasPrefix(got, "A1 ") {
		t.Errorf("A1 is there still: %s", got)
	}
	_, seats := f.shownPlan().Shown()
	if len(seats) != 1 || seats["A1"].UserID != "" {
		t.Errorf("who sat at A1 sits nowhere: %v", seats)
	}
}
