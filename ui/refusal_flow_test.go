package ui

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/board"
	"seatkeeper/ui/day"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/uitest"
)

func TestFlowUndoThatNoLongerFits(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.menu("Next day")
	f.clickTwice("A2")
	f.clickTwice("A2")
	f.button("Release")
	f.wantMenu("Undo: release A2 of Ines Okafor, Wed 25 Nov", "")
	f.book(f.otherStore(), "A2", "Marco Reyes", "2026-11-25")
	f.menu("Undo: release")
	f.wantToast(kit.Warning, "This can’t be undone", "Desk A2 is taken by Marco Reyes on")
	f.wantKept("2026-11-25", "A2 Marco Reyes")
	f.look()
	f.wantMenu("Undo: book A2 for Ines Okafor, Wed 25 Nov", "")
	f.menu("Undo: book A2") // is released already, so that it does not fit either
	f.look()
	f.wantToast(kit.Warning, "This can’t be undone")
	f.wantMenu("Undo: book A1 for Ines Okafor, Tue 24 Nov", "")
	f.menu("Undo: book A1")
	f.wantKept(uitest.Tuesday)
	f.wantToast(kit.Good, "Undone: book A1 for Ines Okafor, Tue 24 Nov")
}

func TestFlowUndoOfAReleasedBooking(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	seat := f.w.shown.board.State().Seats[0]
	if _, err := f.otherStore().Release(f.Context(), seat.Date, seat.ID); err != nil {
		t.Fatal(err)
	}
	f.press("Undo")
	f.wantToast(kit.Warning, "This can’t be undone", "has been changed since")
	f.look()
	f.wantMenu("", "")
	f.w.history.undo() // the shortcut comes through where the menu is old
	f.hand.Run()
	f.wantToast(kit.Warning, "This can’t be undone", "There is nothing to undo.")
	f.w.history.redo()
	f.hand.Run()
	f.wantToast(kit.Warning, "This can’t be done again", "There is nothing to do again.")
}

func TestFlowUndoInATextFieldIsOfTheText(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.menu("Filter who’s where")
	filter := uitest.Find[*kit.SearchEntry](f, uitest.Find[*board.WhosWhere](f, f.w.shown.board))
	test.Type(filter, "xy")
	f.menu("Undo: ")
	if filter.Text == "xy" {
		t.Error("the text stays")
	}
	f.wantSeats("A1 Ines Okafor")
	f.w.history.redo()
	f.hand.Run()
	if filter.Text != "xy" {
		t.Errorf("the text is %q", filter.Text)
	}
	f.w.shown.board.FocusPlan()
	f.menu("Undo: ")
	f.wantSeats()
}

func TestFlowUndoWithASheetOpenChangesNothing(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	f.click("A1")
	f.click("A1")
	f.wantSheet("Release A1?")
	f.w.history.undo()
	f.hand.Run()
	f.wantKept(uitest.Tuesday, "A1 Ines Okafor")
	f.key(fyne.KeyEscape)
	f.menu("People…")
	entry := f.w.win.Canvas().Focused().(*kit.SheetEntry)
	test.Type(entry, "in")
	f.w.history.undo()
	f.hand.Run()
	if entry.Text == "in" {
		t.Error("the text over the board stays")
	}
	f.wantKept(uitest.Tuesday, "A1 Ines Okafor")
	f.w.people.leaveSheet()
}

func TestIsEntryKnowsTextFieldsAlone(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), 0)
	for _, o := range []fyne.Focusable{
		widget.NewEntry(), widget.NewPasswordEntry(), kit.NewSearchEntry("", nil), kit.NewSheetEntry("", nil), kit.NewKeyEntry(nil), widget.NewSelectEntry(nil),
	} {
		if !isEntry(o) {
			t.Errorf("%T is a text field", o)
		}
	}
	for _, o := range []fyne.Focusable{
		nil, kit.NewButton(kit.Plain, "", nil), kit.NewToggle("", false, nil), kit.NewSegments(), plan.New(), people.NewPersonChoice(),
		kit.NewKeyList(func() int { return 0 }, nil, nil),
		widget.NewCheck("", nil), widget.NewSelect(nil, nil), widget.NewSlider(0, 1), &readable{},
	} {
		if isEntry(o) {
			t.Errorf("%T is no text field", o)
		}
	}
}

// readable is something whose text can be selected and copied, but not typed.
type readable struct{ widget.Check }

func (*readable) SelectedText() string          { return "" }
func (*readable) TypedShortcut(s fyne.Shortcut) {}

func TestFlowAClosedStoreIsTold(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	if err := f.w.store.Close(); err != nil {
		t.Fatal(err)
	}
	f.clickTwice("A1")
	f.wantToast(kit.Error, "The change could not be saved")
	said := f.toast().Text
	f.menu("Next day")
	f.menu("Next day")
	f.wantToast(kit.Error, "The data could not be read")
	if titles := f.w.toastTitles(); len(titles) != 2 {
		t.Errorf("the same is said again and again: %q", titles)
	}
	if said == "" || !f.w.shown.isOnWantedDay() || f.w.shown.board.State().Day != uitest.Day(uitest.Tuesday) || uitest.Find[*day.Picker](f, f.w.shown.board).Day() != uitest.Day(uitest.Tuesday) {
		t.Errorf("the board shows %v, %v", f.w.shown.board.State().Day, uitest.Find[*day.Picker](f, f.w.shown.board).Day())
	}
	f.menu("Block desk…")
	f.wantSheet("Block")
	f.key(fyne.KeyEscape)
	f.menu("Find a person or desk…")
	f.w.win.Canvas().Focused().(*kit.SearchEntry).SetText("ines")
	f.hand.Run()
	f.wantToast(kit.Error, "The data could not be read")
	f.key(fyne.KeyEscape)
}

func TestFlowADisplacedStoreIsTold(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	if err := os.Rename(f.folder, f.folder+"-moved"); err != nil {
		t.Fatal(err)
	}
	f.clickTwice("A1")
	f.wantToast(kit.Error, "The change could not be saved")
	if text := f.toast().Text; !strings.Contains(text, f.folder) {
		t.Errorf("the toast says %q", text)
	}
	f.look()
	if !f.w.frame.displaced.Visible() {
		t.Error("there is no banner")
	}
	if err := os.Rename(f.folder+"-moved", f.folder); err != nil {
		t.Fatal(err)
	}
	f.look()
	f.wantSeats()
	if f.w.frame.displaced.Visible() {
		t.Error("the banner stays")
	}
}

func TestFlowLateAnswersOfADay(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Marco Reyes", "2026-11-25")
	f.book(f.w.store, "A2", "Marco Reyes", "2026-11-26")
	f.look()
	f.bookFor("Ines Okafor")
	f.click("A1")
	f.item("Next day").Action()
	f.item("Next day").Action()
	f.w.shown.board.FocusPlan()
	f.w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.item("Book or release the selected desk").Action()
	f.w.shown.goToPlace("harbour-house", "floor-1")
	if s := f.w.shown.board.State(); s.Day != uitest.Day(uitest.Tuesday) || len(s.Seats) != 0 {
		t.Errorf("before the answer there are %v and %d seats", s.Day, len(s.Seats))
	}
	late, err := (&kept{}).read(f.w.store, uitest.Day("2026-11-25"), f.w.shown.state.Sort, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.w.apply(uitest.Day("2026-11-25"), late, nil)
	if got := f.w.shown.board.State().Day; got != uitest.Day(uitest.Tuesday) {
		t.Errorf("an answer that comes too late shows %v", got)
	}
	f.hand.Run()
	if got := f.w.shown.board.State().Day; got != uitest.Day("2026-11-26") || uitest.Find[*day.Picker](f, f.w.shown.board).Day() != got {
		t.Errorf("the day is %v", got)
	}
	f.wantSeats("A2 Marco Reyes")
	for _, day := range []string{uitest.Tuesday, "2026-11-25", "2026-11-26"} {
		seats, err := f.w.store.Day(t.Context(), uitest.Day(day))
		if err != nil || slices.ContainsFunc(seats, func(s data.Seat) bool { return s.Name == "Ines Okafor" }) {
			t.Errorf("something was booked on %s, while another day was on its way: %v %v", day, seats, err)
		}
	}
}

func TestFlowAnswersOfAnOldStoreAreDropped(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Ines Okafor")
	f.clickTwice("A1")
	undo := f.toastButton("Undo")
	f.w.loads.reload()
	f.w.shown.board.OnMonth(uitest.Day(uitest.Tuesday), uitest.Day(uitest.Tuesday))
	f.w.openAgain()
	f.menu("Next day") // nothing is there to be shown
	f.hand.Run()
	f.wantNoSheet()
	f.wantSeats("A1 Ines Okafor")
	f.wantMenu("", "")
	f.bookFor("Marco Reyes")
	f.clickTwice("B1") // step 1 of the new store
	undo.Tapped(nil)   // means step 1 of the old one
	f.hand.Run()
	f.wantSeats("A1 Ines Okafor", "B1 Marco Reyes")
	f.wantMenu("Undo: book B1 for Marco Reyes, Tue 24 Nov", "")
}

func TestFlowNothingBeforeTheFirstLoad(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.bookFor("Ines Okafor")
	f.w.close()
	f.hand.Run()
	hand := &uitest.ByHand{}
	w := NewWindow(fyne.CurrentApp(), f.folder, Options{Now: func() time.Time { return uitest.Day(uitest.Tuesday).In(time.UTC) }, Background: backgroundBy(hand), BackupStorage: newFakeBackups().backups()})
	f.w, f.hand = w, hand
	f.Cleanup(func() { w.quit(); hand.Run() })
	all := func() {
		for _, run := range []func(){
			w.desks.actOnSelected, w.desks.severalDays, w.desks.blockDesk, w.history.undo, w.history.redo, w.desks.find, w.people.show, w.shown.copyList, w.shown.goToday,
			w.shown.filter, func() { w.shown.goBy(1) }, func() { w.exchange.dropFiles(fyne.Position{}, nil) },
		} {
			run()
			if f.top() != nil {
				f.Errorf("something opens before there is anything to show: %s", textsOf(f.top()))
				f.w.win.Canvas().Overlays().Remove(f.top())
			}
		}
	}
	all() // before the store is open
	hand.Next()()
	if w.store == nil || w.shown.places != nil {
		t.Fatal("this is not between the opening and the first load")
	}
	all()
	hand.Run()
}
