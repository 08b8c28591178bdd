package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/board"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// choosePerson selects the row of a person in the list of everybody.
func (f *flow) choosePerson(name string) {
	f.Helper()
	v := f.w.people.list
	if v == nil {
		f.Fatal("the people are not shown")
	}
	list := uitest.Find[*kit.KeyList](f, f.top())
	for i, u := range v.Users() {
		if u.Name == name {
			list.SetCursor(i)
			list.OnMove(i)
			f.w.win.Canvas().Focus(list)
			return
		}
	}
	f.Fatalf("%q is not among %v", name, v.Users())
}

func (f *flow) names() (names []string) {
	for _, u := range f.w.shown.people.All() {
		name := u.Name
		if !u.Active {
			name += " left"
		}
		names = append(names, name)
	}
	return names
}

func (f *flow) wantNames(want ...string) {
	f.Helper()
	got := f.names()
	if len(got) != len(want) {
		f.Fatalf("there are %q, not %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			f.Errorf("there are %q, not %q", got, want)
			return
		}
	}
}

// typeName types a name into the line for it, and presses Enter.
func (f *flow) typeName(name string) {
	f.Helper()
	uitest.Retype(f.w.win, name)
	f.key(fyne.KeyReturn)
}

func TestFlowPeopleAreAddedAndRenamed(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("People…")
	f.key(fyne.KeyInsert)
	f.typeName("Marco Reyes")
	f.wantNames("Ines Okafor", "Marco Reyes")
	f.wantSheet("Marco Reyes was added.")
	f.key(fyne.KeyInsert)
	f.typeName("ines okafor")
	f.wantSheet("There is somebody called “Ines Okafor” already.")
	f.wantNames("Ines Okafor", "Marco Reyes")
	f.key(fyne.KeyEscape) // leaves the line
	f.choosePerson("Marco Reyes")
	f.key(fyne.KeyReturn)
	f.typeName("Marco Rossi")
	f.wantNames("Ines Okafor", "Marco Rossi")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.wantMenu("Undo: rename Marco Reyes to Marco Rossi", "")
	f.menu("Undo: ")
	f.menu("Undo: add Marco Reyes")
	f.wantNames("Ines Okafor")
	f.menu("Redo: add Marco Reyes")
	f.wantNames("Ines Okafor", "Marco Reyes")
}

// addElsewhere adds somebody in another window.
func (f *flow) addElsewhere(name string) {
	f.Helper()
	if _, err := f.otherStore().AddUser(context.Background(), data.User{Name: name, Active: true}); err != nil {
		f.Fatal(err)
	}
}

func TestFlowANameIsTakenMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("People…")
	f.key(fyne.KeyInsert)
	f.addElsewhere("Marco Reyes")
	f.typeName("Marco Reyes")
	f.wantSheet("There is somebody called “Marco Reyes” already.")
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
}

func TestFlowARenameDoesNotBringBackWhoLeftMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("People…")
	f.choosePerson("Ines Okafor")
	f.key(fyne.KeyReturn)
	if err := f.rename(idOf("Ines Okafor"), "Ines Okafor", false); err != nil {
		t.Fatal(err)
	}
	f.typeName("Ines Oduya")
	f.look()
	f.wantNames("Ines Oduya left")
}

func TestFlowAFailureBehindTheClosedPeopleIsTold(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("People…")
	f.key(fyne.KeyInsert)
	f.addElsewhere("Marco Reyes")
	uitest.Retype(f.w.win, "Marco Reyes")
	uitest.Press(f.w.win, fyne.KeyReturn)
	f.w.people.leaveSheet()
	f.hand.Run()
	f.wantNoSheet()
	f.wantToast(kit.Warning, "The change could not be saved", "There is somebody called “Marco Reyes” already.")
}

func TestFlowSomebodyLeaves(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.book(f.w.store, "A1", "Ines Okafor", "2026-11-24")
	f.book(f.w.store, "A2", "Ines Okafor", "2026-11-25")
	f.look()
	f.bookFor("Ines Okafor")
	f.menu("People…")
	f.choosePerson("Ines Okafor")
	f.key(fyne.KeyDelete)
	f.wantSheet("Deactivate Ines Okafor?", "has 2 bookings from today on", "desk A1", "desk A2")
	f.key(fyne.KeyEscape)
	f.wantNames("Ines Okafor", "Marco Reyes")
	f.key(fyne.KeyDelete)
	f.button("Deactivate, keep them")
	f.wantNames("Ines Okafor left", "Marco Reyes")
	f.wantSheet("Ines Okafor is not active any more.")
	f.wantSeats("A1 Ines Okafor")
	if !f.w.shown.state.For.IsNobody() || !f.person().Chosen().IsNobody() {
		t.Errorf("who left is still booked for: %+v", f.w.shown.state.For)
	}
	for _, o := range uitest.Shown(f.top()) {
		if left, ok := o.(*kit.Toggle); ok {
			test.Tap(left)
		}
	}
	f.choosePerson("Ines Okafor")
	f.button("Reactivate")
	f.wantNames("Ines Okafor", "Marco Reyes")
	f.choosePerson("Ines Okafor")
	f.key(fyne.KeyDelete)
	f.button("Deactivate, release them")
	f.wantSeats()
	f.wantKept("2026-11-25")
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.menu("Undo: deactivate Ines Okafor")
	f.wantSeats("A1 Ines Okafor")
	f.wantKept("2026-11-25", "A2 Ines Okafor")
	f.wantNames("Ines Okafor", "Marco Reyes")
	f.menu("Undo: reactivate Ines Okafor")
	f.menu("Undo: deactivate Ines Okafor")
	f.wantNames("Ines Okafor", "Marco Reyes")
}

func TestFlowSomebodyLeavesWhoGetsADeskMeanwhile(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.menu("People…")
	f.choosePerson("Ines Okafor")
	f.key(fyne.KeyDelete)
	f.wantSheet("Deactivate Ines Okafor?", "has no bookings from today on")
	f.book(f.otherStore(), "A2", "Ines Okafor", "2026-11-25")
	f.button("Deactivate")
	f.wantNames("Ines Okafor")
	f.wantSheet("Deactivate Ines Okafor?", "This booking has come meanwhile:", "desk A2", "has 1 booking from today on")
	f.book(f.otherStore(), "A3", "Ines Okafor", "2026-11-26")
	f.button("Deactivate, release them")
	f.wantSheet("This booking has come meanwhile:", "desk A3", "has 2 bookings")
	f.button("Deactivate, release them")
	f.wantNames("Ines Okafor left")
	f.wantKept("2026-11-25")
	f.wantKept("2026-11-26")
	f.key(fyne.KeyInsert)
	f.typeName("Marco Reyes")
	f.wantNames("Ines Okafor left", "Marco Reyes")
}

func TestFlowTwoPeopleOfOneNameAreToldApart(t *testing.T) {
	f := flowForTest(t, "Anna Weiss")
	f.menu("People…")
	f.key(fyne.KeyInsert)
	f.typeName("Anna Weiss")
	f.wantSheet("There is somebody called “Anna Weiss” already. Add another?")
	f.key(fyne.KeyReturn) // on what is offered
	f.wantNames("Anna Weiss", "Anna Weiss 2")
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyEscape)
	f.wantMenu("Undo: add Anna Weiss 2", "")
}

func TestFlowPeopleAreListedBySurnameAndStaySo(t *testing.T) {
	f := flowForTest(t, "Zoe Adams", "Adam Zorn")
	f.wantNames("Adam Zorn", "Zoe Adams")
	f.menu("Surnames first")
	f.wantNames("Zoe Adams", "Adam Zorn")
	if !f.w.shown.surnamesItem.Checked || !bySurname(f) {
		t.Error("the menu does not say so, or it is not kept")
	}
	f.menu("Surnames first")
	f.wantNames("Adam Zorn", "Zoe Adams")
}

func TestFlowSomebodyIsAddedToBookFor(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	// A load that has read before and comes in after must not take the choice back.
	before, err := (&kept{}).read(f.w.store, f.w.today(), f.w.shown.state.Sort, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.menu("Choose who to book for…")
	uitest.Type(f.w.win, "Dana Weiss")
	uitest.Press(f.w.win, fyne.KeyReturn)
	work := f.hand.Next()
	work() // the change alone
	f.w.apply(f.w.today(), before, nil)
	f.hand.Run()
	if got := f.w.shown.state.For.Name; got != "Dana Weiss" {
		t.Errorf("chosen is %q", got)
	}
	f.wantToast(kit.Good, "Added Dana Weiss")
	f.press("Undo")
	if !f.w.shown.state.For.IsNobody() {
		t.Errorf("chosen is %+v, who is not there", f.w.shown.state.For)
	}
}

func TestFlowSomebodyElseIsChosenWhileOneIsAdded(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.w.desks.addPersonToBookFor("Dana Weiss")
	f.hand.Next()() // the change alone
	f.bookFor("Ines Okafor")
	f.hand.Run()
	if got := f.w.shown.state.For.Name; got != "Ines Okafor" {
		t.Errorf("chosen is %q", got)
	}
}

func TestFlowThePlaceIsRememberedAndDayAndPersonAreNot(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	f.bookFor("Marco Reyes")
	f.w.shown.board.OnPlace("harbour-house", "floor-2")
	uitest.Find[*board.WhosWhere](f, f.w.shown.board).OnScope(board.AllOffices)
	f.w.shown.board.OnSort(board.WhoByDesk)
	f.menu("Next day")
	f.w.close()
	f.hand.Run()

	f.w, f.hand = nil, &uitest.ByHand{}
	f.w = NewWindow(fyne.CurrentApp(), f.folder, Options{Now: func() time.Time { return uitest.Day(uitest.Tuesday).In(time.UTC) }, Background: backgroundBy(f.hand), BackupStorage: newFakeBackups().backups()})
	f.hand.Run()
	f.Cleanup(func() { f.w.quit(); f.hand.Run() })
	s := f.w.shown.board.State()
	// Whoever sat here last may be somebody else.
	if !s.For.IsNobody() || s.FloorID != "floor-2" || s.Scope != board.AllOffices || s.Sort != board.WhoByDesk {
		t.Errorf("remembered are %+v, floor %q, scope %v, sort %v", s.For, s.FloorID, s.Scope, s.Sort)
	}
	if s.Day != uitest.Day(uitest.Tuesday) {
		t.Errorf("the day is %v", s.Day)
	}
	f.bookFor("Marco Reyes")
	if err := f.rename("marco", "Marco Rossi", true); err != nil {
		t.Fatal(err)
	}
	f.look()
	if got := f.person().Chosen().Name; got != "Marco Rossi" {
		t.Errorf("chosen is %q, who has another name now", got)
	}
	if err := f.rename("marco", "Marco Rossi", false); err != nil {
		t.Fatal(err)
	}
	f.look()
	if got := f.person().Chosen(); !got.IsNobody() {
		t.Errorf("chosen is %+v, who left", got)
	}
}

func (f *flow) rename(id, name string, active bool) error {
	s, err := storage.Open(context.Background(), f.folder, storage.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	seen, err := s.FindUser(context.Background(), id)
	if err != nil {
		return err
	}
	_, err = s.ChangeUser(context.Background(), seen, data.User{ID: id, Name: name, Active: active})
	return err
}

func bySurname(f *flow) bool {
	yes, known := f.w.settings.BySurname()
	return yes && known
}
