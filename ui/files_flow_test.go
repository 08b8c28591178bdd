package ui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"seatkeeper/data"
	"seatkeeper/storage/filetest"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// drop drops files on the window.
func (f *flow) drop(paths ...string) {
	var uris []fyne.URI
	for _, path := range paths {
		uris = append(uris, fynestorage.NewFileURI(path))
	}
	f.w.exchange.dropFiles(fyne.NewPos(10, 10), uris)
	f.hand.Run()
}

// plan writes the offices of the store into a file, changed as edit says.
func (f *flow) plan(edit func([]data.Office)) string {
	f.Helper()
	offices, err := f.w.store.Offices(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	edit(offices)
	path, err := f.w.store.Writer().Offices(context.Background(), f.TempDir(), offices)
	if err != nil {
		f.Fatal(err)
	}
	return path
}

func TestFlowPeopleAreImported(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	if err := f.rename("marco", "Marco Reyes", false); err != nil {
		t.Fatal(err)
	}
	f.look()
	path := f.write("people.CSV", "Name,Active\nDana Weiss,yes\nInes Okafor,yes\nMarco Reyes,yes\n\"\",yes\n"+strings.Repeat("x", 300)+",yes\nKim Ode,yes\n")
	f.drop(path)
	f.wantSheet("Import people", "people.CSV", "Dana Weiss", "Kim Ode", "Marco Reyes", "there already, not active", "2 lines left out", "2 new")
	f.key(fyne.KeyEscape)
	f.wantNames("Ines Okafor", "Marco Reyes left")
	f.drop(path)
	f.button("Add 2 people")
	f.wantNoSheet()
	f.wantNames("Dana Weiss", "Ines Okafor", "Kim Ode", "Marco Reyes left")
	f.wantToast(kit.Good, f.toast().Title)
	f.menu("Undo: add 2 people")
	f.wantNames("Ines Okafor", "Marco Reyes left")
	f.menu("Redo: add 2 people")
	f.drop(path)
	f.wantSheet("Nothing to import")
	f.key(fyne.KeyReturn) // has nothing to do
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
}

func TestFlowANameIsTakenWhileThePreviewIsLookedAt(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.write("people.csv", "Dana Weiss\nKim Ode\n"))
	f.addElsewhere("Kim Ode")
	f.button("Add 2 people")
	f.wantSheet("There is somebody called “Kim Ode” already.")
	f.key(fyne.KeyEscape)
	f.look()
	f.wantNames("Ines Okafor", "Kim Ode")
}

func TestFlowManyPeopleAreTooManyToUndo(t *testing.T) {
	filetest.NotUnderRace(t)
	f := flowForTest(t)
	var list strings.Builder
	for i := range 20_001 {
		fmt.Fprintf(&list, "Kim Number%d\n", i)
	}
	f.drop(f.write("people.csv", list.String()))
	f.wantSheet("20,001 new")
	f.button("Add 20,001 people")
	f.wantToast(kit.Good, "Done. It was too much to be undone")
	f.wantMenu("", "")
	f.drop(f.write("more.csv", "Dana Weiss\n"))
	f.button("Add 1 person")
	f.wantToast(kit.Good, "Added Dana Weiss")
}

func TestFlowFaultyFilesOfPeople(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.write("people.csv", "\x00\x01\x02\xff\xfe binary \x00\x00"))
	f.wantSheet("The people were not imported", "people.csv", "Nothing was changed")
	f.button("Copy details")
	if got := f.w.app.Clipboard().Content(); !strings.HasPrefix(got, "The people were not imported\npeople.csv\n") {
		t.Errorf("copied %q", got)
	}
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
	f.drop(filepath.Join(t.TempDir(), "gone.csv"))
	if f.top() != nil {
		f.wantSheet("The people were not imported")
		f.key(fyne.KeyEscape)
	} else if got := f.toast().Title; got != "The file could not be imported" {
		t.Errorf("the toast is %q", got)
	}
	f.wantNames("Ines Okafor")
}

func TestFlowWhatIsDroppedAndCanNotBeRead(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop("/somewhere/picture.png")
	f.wantToast(kit.Warning, "Seatkeeper can’t open that file", "Drop a list of people")
	f.drop("/somewhere/a.csv", "/somewhere/b.csv")
	f.wantToast(kit.Warning, "Drop one file at a time")
	elsewhere, err := fynestorage.ParseURI("https://example.com/people.csv")
	if err != nil {
		t.Fatal(err)
	}
	f.w.exchange.dropFiles(fyne.NewPos(1, 1), []fyne.URI{elsewhere})
	f.hand.Run()
	f.wantToast(kit.Warning, "Seatkeeper can’t open that file")
	f.wantNoSheet()
}

func TestFlowAFloorPlanIsImported(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.book(f.w.store, "A2", "Ines Okafor", uitest.Tuesday)
	f.look()
	same := f.plan(func([]data.Office) {})
	f.drop(same)
	f.wantSheet("Import floor plan", "Everything is as in the file already", "Nothing to import")
	f.key(fyne.KeyEscape)
	path := f.plan(func(offices []data.Office) {
		desks := offices[0].Floors[0].Desks
		desks[0].Label = "Window"
		offices[0].Floors[0].Desks = append(desks[:1], desks[2:]...) // without A2
	})
	f.drop(path)
	f.wantSheet("Import floor plan", filepath.Base(path), "1 changed", "no longer in use", "1 booking on them is still to come.")
	f.key(fyne.KeyEscape)
	if d := f.w.shown.deskOf(uitest.Desk("A2")); d.Retired || f.w.shown.deskOf(uitest.Desk("A1")).Label != "A1" {
		t.Error("a preview has changed the plan")
	}
	f.drop(path)
	f.button("Import")
	f.wantNoSheet()
	if d := f.w.shown.deskOf(uitest.Desk("A2")); !d.Retired || f.w.shown.deskOf(uitest.Desk("A1")).Label != "Window" {
		t.Errorf("the plan is not as in the file: %+v", d)
	}
	f.wantSeats("A2 Ines Okafor")
	f.menu("Undo: import the floor plan of Harbour House")
	if d := f.w.shown.deskOf(uitest.Desk("A2")); d.Retired || f.w.shown.deskOf(uitest.Desk("A1")).Label != "A1" {
		t.Errorf("Undo leaves %+v", d)
	}
}

func TestFlowAFloorPlanIsPreviewedAgainWhereTheOfficeHasChanged(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	path := f.plan(func(offices []data.Office) {
		desks := offices[0].Floors[0].Desks
		offices[0].Floors[0].Desks = append(desks[:1], desks[2:]...) // without A2
	})
	f.drop(path)
	f.wantSheet("Import floor plan", "1 removed")
	f.book(f.otherStore(), "A2", "Ines Okafor", uitest.Tuesday)
	f.button("Import")
	f.wantToast(kit.Warning, f.toast().Title, "has been changed since")
	f.wantSheet("Import floor plan", "no longer in use", "1 booking on them is still to come.")
	if f.w.shown.deskOf(uitest.Desk("A2")).Retired {
		t.Error("it was imported all the same")
	}
	f.button("Import")
	f.wantNoSheet()
	f.look()
	if !f.w.shown.deskOf(uitest.Desk("A2")).Retired {
		t.Error("it is not imported")
	}
}

func TestFlowFaultyFloorPlans(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	content, err := os.ReadFile(f.plan(func([]data.Office) {}))
	if err != nil {
		t.Fatal(err)
	}
	faulty := f.write("faulty.json", strings.Replace(string(content), `"width":`, `"width": "none", "wide":`, 1))
	for path, want := range map[string]string{
		faulty:                         "a value is not of the right type",
		f.write("cut.json", `{"offic`): "",
		f.write("other.json", `[1]`):   "",
	} {
		f.drop(path)
		f.wantSheet("The floor plan was not imported", filepath.Base(path), "Nothing was changed", want)
		f.key(fyne.KeyReturn)
		f.wantNoSheet()
	}
	f.wantMenu("", "")
	if f.w.shown.deskOf(uitest.Desk("A2")).Label != "A2" {
		t.Error("the plan has changed")
	}
}

func TestFlowExports(t *testing.T) {
	f := flowForTest(t, "Ines Okafor", "Marco Reyes")
	for _, c := range []struct{ menu, title, pattern, holds string }{
		{"Export people…", "List of people written", "people-*.csv", "Ines Okafor,,,yes"},
		{"Export floor plan…", "Floor plans written", "*.json", `"A1"`},
		{"Export floor as a picture…", "Drawing and picture written", "floor-*.png", "PNG"},
	} {
		f.menu(c.menu)
		f.button("Write here")
		f.wantNoSheet()
		f.wantToast(kit.Good, c.title)
		path := f.toast().Text
		if ok, _ := filepath.Match(c.pattern, filepath.Base(path)); !ok {
			t.Errorf("the file is %q", path)
		}
		f.press("Copy path")
		if got := f.w.app.Clipboard().Content(); got != path {
			t.Errorf("copied %q", got)
		}
		content, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(content, []byte(c.holds)) {
			t.Errorf("%s: %v", content, err)
		}
	}
}

func TestFlowImportByTheMenuIsAskedFirst(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	for _, label := range []string{"Import people…", "Import floor plan…"} {
		f.menu(label)
		if f.top() == nil {
			t.Fatalf("%s asks for no file", label)
		}
		f.key(fyne.KeyEscape)
		f.wantNoSheet()
	}
	f.menu("People…")
	f.button("Import…")
	if f.w.people.list != nil || f.top() == nil {
		t.Error("the people stay before the question for a file")
	}
	f.key(fyne.KeyEscape)
	f.wantNoSheet()
}

func TestFlowTheWindowGoesToAnImportedOffice(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.plan(func(offices []data.Office) {
		offices[0].ID, offices[0].Name, offices[0].Code = "annex", "Annex", "AN"
	}))
	f.wantSheet("Import floor plan", "Annex will be added: 42 desks on 2 floors.", "Harbour House stays as it is.")
	f.button("Import")
	f.wantToast(kit.Good, "Imported the floor plan of Annex")
	if now := f.w.shown.board.State(); len(now.Offices) != 2 || now.Offices[1].ID != "annex" || now.OfficeID != "annex" {
		t.Errorf("of %d offices %q is shown", len(now.Offices), now.OfficeID)
	}
}

func TestFlowAnOfficeGetsAnotherName(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.plan(func(offices []data.Office) { offices[0].Name = "Harbour Hall" }))
	f.wantSheet("Import floor plan", "Harbour Hall", "name or rooms changed")
	f.button("Import")
	f.wantToast(kit.Good, "Imported the floor plan of Harbour Hall")
	if got := f.w.shown.board.State().Offices[0].Name; got != "Harbour Hall" {
		t.Errorf("the office is called %q", got)
	}
}
