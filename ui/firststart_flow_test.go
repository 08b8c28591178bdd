package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// firstFlow opens the window on a folder that is not there yet.
func firstFlow(t *testing.T) *flow {
	t.Helper()
	f := &flow{T: t, folder: filepath.Join(t.TempDir(), "data"), made: newFakeBackups()}
	f.w, f.hand = firstWindow(t, f.folder, f.made)
	f.w.win.Resize(fyne.NewSize(1280, 800))
	return f
}

// doorButton returns the button of that text in the window, or nil.
func (f *flow) doorButton(text string) *kit.Button {
	for _, o := range uitest.Shown(f.w.win.Content()) {
		if b, ok := o.(*kit.Button); ok && b.Text == text {
			return b
		}
	}
	return nil
}

func (f *flow) enter(text string) {
	f.Helper()
	b := f.doorButton(text)
	if b == nil {
		f.Fatalf("there is no button %q", text)
	}
	test.Tap(b)
	f.hand.Run()
}

func (f *flow) wantDoors(wanted bool) {
	f.Helper()
	if shown := f.doorButton("Set up…") != nil; shown != wanted {
		f.Fatalf("the doors are shown: %v", shown)
	}
	if bar := f.w.frame.bar.Visible(); bar == wanted {
		f.Errorf("the bar is shown: %v", bar)
	}
}

func TestTheFirstStartShowsThreeDoors(t *testing.T) {
	f := firstFlow(t)
	f.wantDoors(true)
	f.enter("Show me")
	f.wantDoors(false)
	f.wantToast(kit.Good, "Sample data added, all made up")
	if rows := f.w.shown.board.Rows(); len(rows) == 0 {
		t.Error("there is nobody on the board")
	}
	f.menu("Undo")
	f.wantDoors(true)
	f.menu("Redo")
	f.wantDoors(false)
	f.w.offices.AddSample()
	f.hand.Run()
	f.wantToast(kit.Error, "The sample data could not be added")
}

func TestAnOfficeIsSetUpByKeysAlone(t *testing.T) {
	f := firstFlow(t)
	f.enter("Set up…")
	uitest.Retype(f.w.win, "Büro Köln")
	f.key(fyne.KeyEscape) // only the sheet goes
	f.wantDoors(true)
	f.enter("Set up…")
	motions := 1 // the click
	for i, text := range []string{"Büro Köln", "Erdgeschoss", "Nord", "12", "4", "Süd", "12", "4", "Ost", "12", "4"} {
		if i > 0 {
			f.w.win.Canvas().FocusNext()
		}
		uitest.Retype(f.w.win, text)
		motions++
	}
	f.key(fyne.KeyReturn)
	motions++
	f.wantDoors(false)
	f.wantToast(kit.Good, "Added Büro Köln")
	office := f.w.shown.board.State().Offices[0]
	if office.Name != "Büro Köln" || len(office.Floors) != 1 || len(office.Floors[0].Desks) != 36 || office.Floors[0].Name != "Erdgeschoss" {
		t.Errorf("%s with %d floors", office.Name, len(office.Floors))
	}
	if motions > 13 {
		t.Errorf("%d clicks, keys and fields for 36 desks in 3 rooms", motions)
	}
	if f.doorButton("Add your people…") == nil {
		t.Error("nothing leads on to the people")
	}
	f.menu("Undo")
	f.wantDoors(true)
}

func TestWhoeverBringsPeopleFirstIsSentOnToTheOffice(t *testing.T) {
	f := firstFlow(t)
	f.enter("Add people…")
	if f.w.win.Canvas().Overlays().Top() == nil {
		t.Fatal("the people are not shown")
	}
	f.w.people.leaveSheet()
	fillForTest(f, f.w.store, "Ada Berg")
	f.look()
	f.wantDoors(true)
	if b := f.doorButton("Show me"); b == nil || !b.Disabled() {
		t.Error("the sample would be mixed with people")
	}
	f.enter("Set up…")
	f.key(fyne.KeyReturn)
	f.wantDoors(false)
}
