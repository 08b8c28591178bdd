package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// said returns what stands in the sheet on top, or on the board where there is none.
func (f *flow) said() string {
	f.Helper()
	var all []string
	root := f.top()
	if root == nil {
		root = f.w.win.Content()
	}
	for _, o := range uitest.Shown(root) {
		switch o := o.(type) {
		case *kit.SignRow:
			all = append(all, o.Signed.Text+" | "+o.Signed.More)
		case *kit.Paragraph:
			all = append(all, o.Text)
		}
	}
	return strings.Join(all, "\n")
}

func (f *flow) wantSaid(parts ...string) {
	f.Helper()
	text := f.said()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			f.Errorf("it does not say %q, but\n%s", part, text)
		}
	}
}

func (f *flow) wantNotSaid(parts ...string) {
	f.Helper()
	for _, part := range parts {
		if text := f.said(); strings.Contains(text, part) {
			f.Errorf("it says %q:\n%s", part, text)
		}
	}
}

func TestFlowTheBoardSaysThatThereIsADraft(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.wantNotSaid("A draft of this floor")
	f.draw()
	f.tap("Close")
	f.hand.Run()
	f.wantNotSaid("A draft of this floor") // nothing was drawn
	f.draw()
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.tap("Close")
	f.hand.Run()
	f.wantSaid("A draft of this floor is open: 1 change not applied yet")
	office, first := f.w.shown.board.Place()
	f.w.shown.goToPlace(office, "floor-2")
	f.wantNotSaid("A draft of this floor")
	f.w.shown.goToPlace(office, first)
	f.tap("Go on")
	f.hand.Run()
	if e := f.w.drafts.Editor(); e == nil || e.Changes() != 1 {
		t.Fatal("it does not lead to the draft")
	}
	f.tap("Discard")
	f.hand.Run()
	f.button("Discard")
	f.wantNotSaid("A draft of this floor")
}

// inSheet taps a button of the sheet on top. Unlike button it does not lay the sheet out anew, of
// which lists that grow later see nothing.
func (f *flow) inSheet(label string) {
	f.Helper()
	for _, o := range uitest.Shown(f.top()) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			test.Tap(b)
			f.hand.Run()
			return
		}
	}
	f.Fatalf("no button %q", label)
}

// chooseLast goes to the end of the list in the sheet on top.
func (f *flow) chooseLast() {
	f.Helper()
	for _, o := range uitest.Shown(f.top()) {
		if list, ok := o.(*kit.KeyList); ok {
			f.w.win.Canvas().Focus(list)
		}
	}
	f.key(fyne.KeyEnd)
}

func TestFlowTheBoardSaysThatAnotherWindowDraws(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	office, floor := f.w.shown.board.Place()
	other := f.otherStore()
	if _, err := other.Plans().OpenDraft(f.Context(), office, floor, false); err != nil {
		t.Fatal(err)
	}
	f.look()
	f.wantSaid("drawing this floor in another window")
	f.menu("Offices…")
	f.wantSaid("being drawn in another window")
	f.inSheet("Remove…")
	f.wantSaid("is being drawn in another window. The draft is kept")
	f.inSheet("Remove")
	f.wantSaid("draft of a floor that was removed")
}

func TestFlowADraftOutlivesItsFloor(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	office, _ := f.w.shown.board.Place()
	f.w.shown.goToPlace(office, "floor-2")
	f.draw()
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.tap("Close")
	f.hand.Run()
	f.menu("Offices…")
	f.wantSaid("2nd floor | ", "a draft with 1 change")
	f.inSheet("Remove…") // the floor that is shown is chosen
	f.wantSaid("2nd floor of Harbour House goes", "A draft of 2nd floor is open. It is kept")
	f.inSheet("Remove")
	f.wantSaid("draft of a floor that was removed, 1 change")
	f.chooseLast()
	f.inSheet("Duplicate")
	if got := f.w.shown.board.State().Offices[0].Floors; got[len(got)-1].Name != "2nd floor" {
		t.Errorf("the last floor is %q", got[len(got)-1].Name)
	}
	f.chooseLast()
	f.inSheet("Remove…")
	f.wantSaid("all that is left of what was drawn")
	f.inSheet("Discard")
	f.wantNotSaid("draft of a floor")
}
