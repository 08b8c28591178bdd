package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/uitest"
)

// overlay returns what of that type is drawn over the window.
func overlay[T any](f *flow) (found T) {
	f.Helper()
	for _, o := range test.LaidOutObjects(f.top()) {
		if o, ok := o.(T); ok {
			return o
		}
	}
	f.Fatalf("there is no %T over the window", found)
	return found
}

// entries returns the text fields that lie over the window, from the top.
func (f *flow) entries() (entries []*kit.SheetEntry) {
	f.Helper()
	if f.top() == nil {
		f.Fatal("nothing lies over the window")
	}
	for _, o := range test.LaidOutObjects(f.top()) {
		if e, ok := o.(*kit.SheetEntry); ok {
			entries = append(entries, e)
		}
	}
	return entries
}

// fill types into the text fields that lie over the window.
func (f *flow) fill(texts ...string) {
	f.Helper()
	entries := f.entries()
	for i, text := range texts {
		entries[i].SetText(text)
		f.hand.Run()
	}
}

func (f *flow) tick(label string) {
	f.Helper()
	tapFirst(f, label, func(t *kit.Toggle) bool { return t.Text == label })
}

func TestFlowPastDays(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	second, other := windowOn(f)
	f.bookFor("Ines Okafor")
	f.menu("Previous day")
	f.clickTwice("A1")
	f.wantToast(kit.Warning, "This day is over")
	f.wantSeats()
	past := f.item("Allow changes to past days")
	if past.Checked {
		t.Error("past days are allowed at first")
	}
	f.press("Allow changes to past days")
	f.wantToast(kit.Good, "Past days can be changed now")
	if !past.Checked || !f.w.shown.state.AllowPast {
		t.Error("the menu does not show it")
	}
	f.click("A1")
	f.hand.Run()
	f.wantSeats("A1 Ines Okafor")
	f.wantToast(kit.Good, "Booked A1 for Ines Okafor, Mon 23 Nov")
	f.wantMenu("Undo: book A1 for Ines Okafor, Mon 23 Nov", "")

	second.loads.reload()
	other.Run()
	if !second.history.pastItem.Checked || !second.shown.state.AllowPast {
		t.Error("the other window does not see it")
	}
	f.menu("Allow changes to past days")
	f.wantToast(kit.Good, "Past days can’t be changed any more")
	if past.Checked {
		t.Error("the menu does not show that it is forbidden again")
	}
	f.clickTwice("A1")
	f.wantToast(kit.Warning, "This day is over")
	f.rows().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	f.wantNoSheet()
	f.wantSeats("A1 Ines Okafor")
}

// windowOn opens another window on the folder, in the same program.
func windowOn(f *flow) (*Window, *uitest.ByHand) {
	hand := &uitest.ByHand{}
	w := NewWindow(f.w.app, f.folder, Options{Now: f.w.now, Background: backgroundBy(hand), BackupStorage: newFakeBackups().backups()})
	hand.Run()
	f.Cleanup(func() {
		w.quit()
		hand.Run()
	})
	return w, hand
}

func TestFlowAllowingPastDaysNeverForbids(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("Previous day")
	f.clickTwice("A1")
	if err := f.w.store.AllowPast(context.Background(), true); err != nil {
		t.Fatal(err)
	}
	f.look() // as another window would have it
	f.press("Allow changes to past days")
	if !f.w.shown.state.AllowPast {
		t.Error("what allows has forbidden")
	}
}

func TestFlowBlockedDesk(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Ines Okafor", "2026-11-25")
	f.look()
	f.bookFor("Marco Reyes")
	f.menu("Block desk…")
	f.wantToast(kit.Warning, f.toast().Title)
	f.wantNoSheet()
	f.click("A1")
	f.menu("Block desk…")
	f.fill("2026-11-24", "2026-11-26", "Wobbles")
	f.wantSheet("Ines Okafor", "Release 1 booking and block")
	f.key(fyne.KeyEscape)
	f.wantKept("2026-11-25", "A1 Ines Okafor")
	f.menu("Block desk…")
	f.fill("2026-11-24", "2026-11-26", "Wobbles")
	f.key(fyne.KeyReturn)
	f.wantNoSheet()
	f.wantKept("2026-11-25")
	f.wantMenu("Undo: block A1", "")

	f.click("A2")
	f.click("A1")
	f.wantHint("A1", "to see the block")
	f.key(fyne.KeyReturn)
	f.wantSheet("Wobbles")
	f.button("Unblock")
	f.wantNoSheet()
	f.wantMenu("Undo: unblock A1", "")
	f.wantToast(kit.Good, "A1 can be booked again")
	f.menu("Undo: unblock A1")
	f.menu("Undo: block A1")
	f.wantKept("2026-11-25", "A1 Ines Okafor")
	f.menu("Redo: block A1")
	f.wantKept("2026-11-25")
}

func TestFlowNobodyLosesADeskUnnamed(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Ines Okafor", "2026-11-25")
	f.look()
	f.click("A1")
	f.menu("Block desk…")
	f.fill("2026-11-24", "2026-11-26")
	f.book(f.otherStore(), "A1", "Marco Reyes", "2026-11-26")
	f.button("Release 1 booking and block")
	f.wantSheet("Marco Reyes", "Ines Okafor", "Desk A1 is booked by Marco Reyes", "Release 2 bookings and block")
	f.wantKept("2026-11-26", "A1 Marco Reyes")
	f.button("Release 2 bookings and block")
	f.wantKept("2026-11-26")
}

func TestFlowABlockThatComesMeanwhileIsShown(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.click("A1")
	f.menu("Block desk…")
	f.fill("2026-11-24", "2026-11-26")
	other := data.Block{From: uitest.Day("2026-11-26"), To: uitest.Day("2026-11-27"), Reason: "New carpet"}
	if _, err := f.otherStore().BlockDesk(context.Background(), uitest.Desk("A1"), other, nil); err != nil {
		t.Fatal(err)
	}
	f.button("Block desk")
	f.wantSheet("Desk A1 is blocked on", "New carpet")
	f.look()
	f.wantSheet("New carpet", "blocked on some of these days already")
	f.button("Unblock")
	f.wantNoSheet()
	f.look()
	if blocks := f.w.shown.deskOf(uitest.Desk("A1")).Blocks; len(blocks) != 0 || f.w.desks.showBlocks != nil {
		t.Errorf("%v", blocks)
	}
}

func TestFlowSeveralDays(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Marco Reyes", "2026-11-25")
	f.look()
	f.bookFor("Ines Okafor")
	f.click("A1")
	f.menu("Book or release several days…")
	f.fill("2026-11-23", "2026-11-27")
	f.wantSheet("Marco Reyes", "3 of 5 days can be booked", "Book 3 days")
	f.book(f.otherStore(), "A1", "Marco Reyes", "2026-11-26") // while the preview is looked at
	f.button("Book 3 days")
	f.wantNoSheet()
	f.wantKept("2026-11-24", "A1 Ines Okafor")
	f.wantKept("2026-11-26", "A1 Marco Reyes")
	f.wantKept("2026-11-27", "A1 Ines Okafor")
	f.wantToast(kit.Warning, "1 day was left out", "Desk A1 is taken by Marco Reyes on")
	f.wantMenu("Undo: book 2 days for Ines Okafor", "")

	f.menu("Book or release several days…")
	f.w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	f.menu("Undo: ")
	f.wantKept("2026-11-24")
	f.menu("Redo: ")
	f.wantKept("2026-11-27", "A1 Ines Okafor")
}

func TestFlowSeveralDaysAllTakenMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	f.click("A1")
	f.menu("Book or release several days…")
	f.fill("2026-11-24", "2026-11-24")
	f.book(f.otherStore(), "A1", "Marco Reyes", uitest.Tuesday)
	f.button("Book 1 day")
	f.wantSheet("Desk A1 is taken by Marco Reyes", "0 of 1 day can be booked")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
}

func TestFlowReleaseSeveralDays(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.book(f.w.store, "A1", "Ines Okafor", "2026-11-24")
	b := f.book(f.w.store, "A2", "Ines Okafor", "2026-11-25")
	f.look()
	f.bookFor("Ines Okafor")
	f.menu("Book or release several days…") // no desk: to release
	f.wantSheet("2 of 10 days have a desk to release")
	f.button("Release 2 days")
	f.wantKept("2026-11-24")
	f.wantKept("2026-11-25")
	f.menu("Undo: release 2 bookings")
	f.wantKept("2026-11-25", "A2 Ines Okafor")
	f.menu("Book or release several days…")
	f.fill("2026-11-25", "2026-11-25")
	other := f.otherStore()
	seats, err := other.Day(context.Background(), b.Date)
	if err != nil || len(seats) != 1 {
		t.Fatal(seats, err)
	}
	if _, err := other.Release(context.Background(), b.Date, seats[0].ID); err != nil {
		t.Fatal(err)
	}
	f.button("Release 1 day")
	f.wantSheet("There is no such booking on")
}

func TestFlowSeveralDaysForAGuest(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.w.shown.bookFor(people.BookingFor{UserID: data.VisitorID, Guest: "Dana"})
	f.click("A1")
	f.menu("Book or release several days…")
	f.wantSheet("Visitor · Dana")
	f.fill("2026-11-24", "2026-11-25")
	f.button("Book 2 days")
	f.wantKept("2026-11-24", "A1 Visitor · Dana")
	f.wantKept("2026-11-25", "A1 Visitor · Dana")
	f.w.shown.bookFor(people.BookingFor{UserID: data.VisitorID, Guest: "Somebody else"})
	f.menu("Book or release several days…")
	uitest.TypeKeys(overlay[*kit.Segments](f), fyne.KeyRight)
	f.hand.Run()
	f.fill("2026-11-24", "2026-11-25")
	f.wantSheet("0 of 2 days have a desk to release")
	f.key(fyne.KeyEscape)
	f.w.shown.bookFor(people.BookingFor{UserID: data.VisitorID, Guest: "Dana"})
	f.menu("Book or release several days…")
	uitest.TypeKeys(overlay[*kit.Segments](f), fyne.KeyRight)
	f.tick("Any desk")
	f.fill("2026-11-24", "2026-11-25")
	f.button("Release 2 days")
	f.wantKept("2026-11-25")
}

func TestFlowAFailureBehindAClosedSheetIsTold(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	f.click("A1")
	f.menu("Book or release several days…")
	f.fill("2026-11-24", "2026-11-24")
	f.book(f.otherStore(), "A1", "Marco Reyes", uitest.Tuesday)
	tapButton(t, f.w, "Book 1 day")
	f.key(fyne.KeyEscape) // before it is done
	f.wantNoSheet()
	f.wantToast(kit.Warning, "The change could not be saved", "Desk A1 is taken by Marco Reyes")
}
