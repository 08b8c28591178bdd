package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/edit"
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

// Wherever in the editor the keys are, Ctrl+Enter asks whether to apply, with what has been typed.
func TestFlowCtrlEnterAppliesFromThePanelToo(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	before := f.labels()
	f.draw()
	e := f.w.drafts.Editor()
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.key(fyne.KeyEscape)
	f.key(fyne.KeyReturn) // to its label
	uitest.Retype(f.w.win, "Typed")
	f.item("Book or release the").Action()
	f.hand.Run()
	if f.w.drafts.Editor() != e || f.top() == nil {
		t.Fatal("it is not asked whether to apply")
	}
	f.button("Apply")
	if got := f.labels(); got != before+" Typed" {
		t.Errorf("the floor has %s", got)
	}
}

// A field of the panel hands the window's shortcuts on to the window: they must not come back to it
// for ever, and do what they do on the floor, with what has been typed.
func TestFlowShortcutsOfTheEditorWorkInItsFields(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.draw()
	e := f.w.drafts.Editor()
	c := f.w.win.Canvas()
	label := func() fyne.Focusable {
		uitest.Type(f.w.win, "d")
		f.key(fyne.KeyReturn)
		f.key(fyne.KeyEscape)
		f.key(fyne.KeyReturn)
		return c.Focused()
	}
	field := label()
	uitest.Retype(f.w.win, "Typed7")
	f.item("Book or release several").Action()
	labels := map[string]bool{}
	for _, d := range e.Result().Desks {
		labels[d.Label] = true
	}
	if c.Focused() == field || !labels["Typed7"] || !labels["Typed8"] {
		t.Errorf("the desks are %v", labels)
	}
	label()
	uitest.Retype(f.w.win, "Some")
	changes := e.Changes()
	f.item("Undo").Action() // of what is typed
	if e.Changes() != changes {
		t.Error("Undo in a field takes a step of the floor back")
	}
	for _, words := range []string{"Zoom in", "Zoom out", "Whole floor"} {
		f.item(words).Action()
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

// How the picture under a floor is shown stays with the store that the floor is of.
func TestFlowHowThePictureUnderAFloorIsShownIsKept(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	for _, want := range []bool{true, false} {
		f.draw()
		f.w.drafts.Editor().SetTool(edit.PictureTool)
		toggles := 0
		for _, o := range uitest.Shown(f.w.drafts.Editor()) {
			if toggle, ok := o.(*kit.Toggle); ok {
				toggles++
				if toggle.On != want {
					t.Errorf("%q is %v, want %v", toggle.Text, toggle.On, want)
				}
				toggle.Tapped(nil)
			}
		}
		if toggles != 2 {
			t.Fatalf("%d toggles", toggles)
		}
		if !want {
			break
		}
		office, floor := f.w.shown.board.Place()
		status, err := f.w.store.Status(f.Context())
		if err != nil {
			t.Fatal(err)
		}
		if kept := f.w.app.Preferences().String("draft.picture." + office + "." + floor + "." + status.Store); kept != "bright loose" {
			t.Errorf("kept is %q", kept)
		}
		f.tap("Close")
		f.hand.Run()
	}
}

func TestFlowADeskWithBookingsGoes(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	s := f.otherStore()
	f.book(s, "A1", "Ines Okafor", uitest.Tuesday)
	f.book(s, "A1", "Ines Okafor", "2026-12-01")
	f.book(s, "A2", "Marco Reyes", "2026-12-01")
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
	if !strings.Contains(said, "Removed: 1 desk (A1)") || !strings.Contains(said, "A1 goes, and has 2 bookings from") {
		t.Errorf("it says %s", said)
	}
	if question.Pick.Selected != "Keep it until Tue 1 Dec, then block it" {
		t.Errorf("Enter alone would do: %q", question.Pick.Selected)
	}
	if slices.Contains(question.Pick.Options, "Move them to A2") || !slices.Contains(question.Pick.Options, "Move them to A3") {
		t.Errorf("A2 is taken, A3 free: it offers %q", question.Pick.Options)
	}
	question.Pick.SetSelectedIndex(2) // the nearest free desk
	f.button("Apply")
	if got := f.labels(); strings.HasPrefix(got, "A1 ") {
		t.Errorf("A1 is there still: %s", got)
	}
	_, seats := f.shownPlan().Shown()
	if len(seats) != 1 || seats["A1"].UserID != "" {
		t.Errorf("who sat at A1 sits nowhere: %v", seats)
	}
}

// refuseDrafts lets no draft be saved, until what it returns is called.
func (f *flow) refuseDrafts() (stop func()) {
	f.Helper()
	run := func(statement string) {
		conn, err := sqlite.OpenConn(filepath.Join(f.folder, storage.StoreFile), sqlite.OpenReadWrite)
		if err != nil {
			f.Fatal(err)
		}
		defer conn.Close()
		if err := sqlitex.ExecuteTransient(conn, statement, nil); err != nil {
			f.Fatal(err)
		}
	}
	run("CREATE TRIGGER refused BEFORE UPDATE ON drafts WHEN new.drawn <> old.drawn BEGIN SELECT RAISE(ABORT, 'refused'); END")
	return func() { run("DROP TRIGGER refused") }
}

// drawRefused draws a desk that can't be saved, and returns what lets it be.
func (f *flow) drawRefused() (stop func()) {
	f.Helper()
	f.draw()
	f.hand.Run()
	stop = f.refuseDrafts()
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.hand.Run()
	if f.toast().Tone != kit.Error {
		f.Fatalf("that it is not kept is not said: %+v", f.toast())
	}
	return stop
}

// wantDraft fails unless the draft that is opened has so many changes.
func (f *flow) wantDraft(changes int) {
	f.Helper()
	drafts, err := f.otherStore().Plans().Drafts(f.Context())
	if err != nil || len(drafts) != min(changes, 1) || changes > 0 && drafts[0].Changes != changes {
		f.Errorf("want %d changes kept: %+v %v", changes, drafts, err)
	}
}

func TestFlowADraftThatIsNotKeptStaysInTheEditor(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	stop := f.drawRefused()
	for _, leave := range []func(){func() { f.tap("Close") }, func() { f.tap("Apply…") }, func() { f.menu("Backups…") }} {
		said := len(f.w.news.toasts.Shown())
		leave()
		f.hand.Run()
		if f.w.drafts.Editor() == nil || f.w.backups.List != nil || f.top() != nil {
			t.Fatal("what is not kept was left")
		}
		if n := len(f.w.news.toasts.Shown()); n < said || f.toast().Tone != kit.Error {
			t.Errorf("it is not said: %+v", f.toast())
		}
	}
	stop()
	f.tap("Close")
	f.hand.Run()
	if f.w.drafts.Editor() != nil {
		t.Error("the editor stays though its draft is kept")
	}
	f.wantDraft(1)
}

func TestFlowADraftThatIsNotKeptCanBeDiscarded(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drawRefused()
	f.tap("Discard")
	f.hand.Run()
	f.button("Discard")
	f.hand.Run()
	if f.w.drafts.Editor() != nil {
		t.Error("the editor is shown still")
	}
	f.wantDraft(0)
}

func TestFlowADraftThatWasNotKeptIsAtTheEnd(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drawRefused()()
	f.w.close()
	f.hand.Run()
	f.wantDraft(1)
}

func TestFlowADraftThatAnotherWindowHasDrawnIsLeftToIt(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.draw()
	f.hand.Run()
	other, ctx := f.otherStore(), f.Context()
	office, floor := f.w.shown.board.Place()
	d, err := other.Plans().OpenDraft(ctx, office, floor, true)
	if err != nil {
		t.Fatal(err)
	}
	d.Drawn.Name, d.Changes = "Theirs", 5
	if err := other.Plans().SaveDraft(ctx, d); err != nil {
		t.Fatal(err)
	}
	if err := other.Plans().CloseDraft(ctx, office, floor); err != nil {
		t.Fatal(err)
	}
	uitest.Type(f.w.win, "d")
	f.key(fyne.KeyReturn)
	f.hand.Run()
	f.wantToast(kit.Warning, "The draft is no longer in this window")
	if f.w.drafts.Editor() != nil {
		t.Error("the editor is shown still")
	}
	f.wantDraft(5)
}
