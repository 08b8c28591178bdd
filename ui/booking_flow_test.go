package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

func TestFlowBookByClicksUndoAndRedo(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.wantMenu("", "")
	f.bookFor("Ines Okafor")
	f.click("A1")
	f.hand.Run()
	f.wantSeats()
	f.click("A1")
	f.wantSeats() // nothing is done on Fyne's goroutine
	f.hand.Run()
	f.wantSeats("A1 Ines Okafor")
	f.wantKept(uitest.Tuesday, "A1 Ines Okafor")
	f.wantToast(kit.Good, "Booked A1 for Ines Okafor, Tue 24 Nov")
	f.wantMenu("Undo: book A1 for Ines Okafor, Tue 24 Nov", "")

	f.press("Undo")
	f.wantSeats()
	f.wantKept(uitest.Tuesday)
	f.wantToast(kit.Good, "Undone: book A1 for Ines Okafor, Tue 24 Nov")
	f.wantMenu("", "Redo: book A1 for Ines Okafor, Tue 24 Nov")
	f.press("Redo")
	f.wantSeats("A1 Ines Okafor")
	f.wantToast(kit.Good, "Done again: book A1 for Ines Okafor, Tue 24 Nov")
	f.wantMenu("Undo: book A1 for Ines Okafor, Tue 24 Nov", "")
	f.menu("Undo: ")
	f.wantSeats()
	f.menu("Redo: ")
	f.wantSeats("A1 Ines Okafor")
	if n := len(f.w.news.toasts.Shown()); n != 1 {
		t.Errorf("there are %d toasts: %q", n, f.w.toastTitles())
	}
	f.w.history.undoButton.Tapped(nil)
	f.hand.Run()
	f.wantSeats()
}

func TestFlowUndoIsPressedTwice(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	undo := f.toastButton("Undo")
	undo.Tapped(nil)
	if len(f.w.news.toasts.Shown()) != 0 {
		t.Error("what was pressed can be pressed again")
	}
	f.hand.Run()
	f.wantToast(kit.Good, "Undone: book A1 for Ines Okafor, Tue 24 Nov")
}

func TestFlowBookByKeysAndMenu(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.menu("Book or release the selected desk") // nothing is selected: nothing happens
	f.bookFor("Ines Okafor")
	f.key(fyne.KeyHome)
	first := f.w.shown.board.Selected()
	f.key(fyne.KeyReturn)
	f.wantToast(kit.Good, "Booked "+first+" for Ines Okafor, Tue 24 Nov")
	f.bookFor("Marco Reyes")
	f.click("B2")
	f.menu("Book or release the selected desk")
	f.wantSeats(first+" Ines Okafor", "B2 Marco Reyes")
	f.wantMenu("Undo: book B2 for Marco Reyes, Tue 24 Nov", "")
	f.menu("Undo: ")
	f.wantMenu("Undo: book "+first+" for Ines Okafor, Tue 24 Nov", "Redo: book B2 for Marco Reyes, Tue 24 Nov")
	f.clickTwice("B2")
	f.wantMenu("Undo: book B2 for Marco Reyes, Tue 24 Nov", "")
}

func TestFlowNobodyIsChosen(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.clickTwice("A1")
	if f.top() == nil {
		t.Fatal("nothing asks for whom")
	}
	f.key(fyne.KeyDown)
	f.key(fyne.KeyDown)
	f.key(fyne.KeyReturn)
	if f.w.shown.state.For.Name != "Ines Okafor" || f.top() != nil {
		t.Errorf("chosen is %+v", f.w.shown.state.For)
	}
	f.key(fyne.KeyReturn) // the plan has the keys, and the desk is selected
	f.wantSeats("A1 Ines Okafor")
}

// wantHint says what the card of a desk has to tell about clicking it.
func (f *flow) wantHint(desk, want string) {
	f.Helper()
	if hint := f.shownPlan().Hint(desk); !strings.Contains(hint, want) {
		f.Errorf("the hint says %q", hint)
	}
}

func (f *flow) wantSelected(want string) {
	f.Helper()
	if got := f.w.shown.board.Selected(); got != want {
		f.Errorf("selected is %q", got)
	}
}

func TestFlowMove(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.book(f.w.store, "A1", "Ines Okafor", uitest.Tuesday)
	f.look()
	f.bookFor("Ines Okafor")
	f.click("B2")
	f.wantHint("B2", "to move Ines Okafor here from A1")
	f.click("B2")
	f.wantSheet("Move Ines Okafor to B2?", "Ines Okafor has A1 on", "That desk becomes free")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.wantSeats("A1 Ines Okafor")
	f.click("B2")
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	f.wantSeats("B2 Ines Okafor")
	f.wantToast(kit.Good, "Moved Ines Okafor from A1 to B2, Tue 24 Nov")
	f.press("Undo")
	f.wantSeats("A1 Ines Okafor")
	f.wantKept(uitest.Tuesday, "A1 Ines Okafor")
	f.menu("Redo: move Ines Okafor from A1 to B2")
	f.wantSeats("B2 Ines Okafor")
}

func TestFlowTakenBetweenLookAndClick(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	f.book(f.otherStore(), "A1", "Marco Reyes", uitest.Tuesday)
	f.clickTwice("A1")
	f.wantToast(kit.Warning, "The change could not be saved", "Desk A1 is taken by Marco Reyes on Tuesday 24 November.")
	f.wantKept(uitest.Tuesday, "A1 Marco Reyes")
	f.wantMenu("", "")
	f.press("Select the nearest free desk")
	f.wantSelected("A6")
	f.key(fyne.KeyReturn)
	f.look()
	f.wantSeats("A1 Marco Reyes", "A6 Ines Okafor")
}

func TestFlowMoveToADeskThatIsTakenMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "B4", "Ines Okafor", uitest.Tuesday)
	f.look()
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.book(f.otherStore(), "A1", "Marco Reyes", uitest.Tuesday)
	f.button("Move")
	f.wantToast(kit.Warning, "The change could not be saved", "Desk A1 is taken by Marco Reyes")
	f.wantKept(uitest.Tuesday, "A1 Marco Reyes", "B4 Ines Okafor")
	f.press("Select the nearest free desk")
	f.wantSelected("A6")
}

func TestFlowSeatedElsewhereMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.book(f.otherStore(), "B1", "Ines Okafor", uitest.Tuesday)
	f.clickTwice("A1")
	f.wantToast(kit.Warning, "The change could not be saved", "Ines Okafor has desk B1 on")
	f.press("Show that desk")
	f.wantSelected("B1")
	f.press("Move Ines Okafor to A1")
	f.look()
	f.wantSeats("A1 Ines Okafor")
}

func TestFlowReleaseFromThePlan(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Ines Okafor", uitest.Tuesday)
	f.look()
	f.bookFor("Marco Reyes")
	f.click("A1")
	f.wantHint("A1", "Ines Okafor would lose it")
	f.key(fyne.KeyReturn)
	f.wantSheet("Release A1?", "Ines Okafor will have no desk A1 on Tuesday 24 November.")
	f.key(fyne.KeyEscape)
	f.wantSeats("A1 Ines Okafor")
	f.key(fyne.KeyReturn)
	f.button("Keep")
	f.wantSeats("A1 Ines Okafor")
	f.key(fyne.KeyReturn)
	f.button("Release")
	f.wantSeats()
	f.wantToast(kit.Good, "Released A1 of Ines Okafor, Tue 24 Nov")
	f.press("Undo")
	f.wantSeats("A1 Ines Okafor")
}

func TestFlowReleaseFromTheList(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Ines Okafor", uitest.Tuesday)
	f.book(f.w.store, "A2", "Marco Reyes", uitest.Tuesday)
	f.look()
	list := f.rows()
	f.w.win.Canvas().Focus(list)
	f.key(fyne.KeyReturn)
	if got := f.w.shown.board.Selected(); got != "A1" {
		t.Fatalf("the plan has %q selected", got)
	}
	f.key(fyne.KeyDelete)
	f.wantSheet("Release A1?", "Ines Okafor will have no desk")
	f.key(fyne.KeyReturn)
	f.wantSeats("A2 Marco Reyes")
	f.w.shown.board.ShowDesk(uitest.Desk("A2"))
	f.link("Release")
	f.wantSheet("Release A2?", "Marco Reyes will have no desk")
	f.button("Release")
	f.wantSeats()
	f.menu("Undo: release A2 of Marco Reyes")
	f.menu("Undo: release A1 of Ines Okafor")
	f.wantSeats("A1 Ines Okafor", "A2 Marco Reyes")
}

func TestFlowReleasedMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	b := f.book(f.w.store, "A1", "Ines Okafor", uitest.Tuesday)
	f.look()
	f.clickTwice("A1")
	if _, err := f.otherStore().Release(context.Background(), b.Date, b.ID); err != nil {
		t.Fatal(err)
	}
	f.button("Release")
	f.wantToast(kit.Warning, "The change could not be saved", "There is no such booking on")
}

func TestFlowDeskMenu(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	items := f.deskMenu("B2")
	item := items["Book B2 for Ines Okafor"]
	if item == nil {
		t.Fatalf("the items are %v", items)
	}
	item.Tapped(nil)
	f.hand.Run()
	f.wantSeats("B2 Ines Okafor")
	f.bookFor("Marco Reyes")
	items = f.deskMenu("B2")
	if items["Block desk…"] == nil || items["Book or release several days…"] == nil {
		t.Errorf("the items are %v", items)
	}
	for label, i := range items {
		if strings.HasPrefix(label, "Choose Ines") {
			i.Tapped(nil)
		}
	}
	f.hand.Run()
	if f.w.shown.state.For.Name != "Ines Okafor" {
		t.Errorf("chosen is %+v of %v", f.w.shown.state.For, items)
	}
}

func TestFlowVisitor(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.w.shown.bookFor(people.BookingFor{UserID: data.VisitorID, Guest: "Dana"})
	f.clickTwice("A1")
	f.clickTwice("A2") // a visitor may have many
	f.wantSeats("A1 Visitor · Dana", "A2 Visitor · Dana")
	f.clickTwice("A1")
	f.wantSheet("Release A1?", "Visitor · Dana")
}

// Whoever takes something back with the pointer goes on with the keys where they
// were: a click takes them from the plan first.
func TestTheKeysAreBackOnThePlanAfterAClickOnAToast(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	canvas := f.w.win.Canvas()
	clicked := func(what string, click func()) {
		t.Helper()
		f.w.shown.board.FocusPlan()
		canvas.Unfocus() // as the window system does for a click elsewhere
		click()
		f.hand.Run()
		if canvas.Focused() != fyne.Focusable(f.shownPlan()) {
			t.Errorf("after %s the keys are at %T", what, canvas.Focused())
		}
	}
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	clicked("Undo of the toast", func() { f.toastButton("Undo").Tapped(nil) })
	clicked("Redo of the toast", func() { f.toastButton("Redo").Tapped(nil) })
	clicked("the close button", func() { f.toastButton(words.Say("toast.close")).Tapped(nil) })
	clicked("the button to undo", func() { f.w.history.undoButton.Tapped(nil) })
	// By keyboard, the button goes with the toast.
	canvas.Focus(f.toastButton(words.Say("toast.close")))
	f.toastButton(words.Say("toast.close")).Tapped(nil)
	if canvas.Focused() != fyne.Focusable(f.shownPlan()) {
		t.Errorf("after the close button by keyboard the keys are at %T", canvas.Focused())
	}
}

// Only the rule about past days is against the step: it is kept, and can be taken
// back when they are allowed.
func TestFlowUndoOfADayThatIsOver(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	store := f.w.store
	f.w.news.refuse(words.DoingUndo, &data.ConflictError{Err: data.ErrPastDay, What: uitest.Tuesday, Date: uitest.Day(uitest.Tuesday)}, f.w.history.offerPast)
	f.press(words.Say("past.allow"))
	if status, err := store.Status(t.Context()); err != nil || !status.Settings.AllowPast {
		t.Errorf("past days are not allowed: %v", err)
	}
	f.menu("Undo: ")
	f.wantSeats()
}
