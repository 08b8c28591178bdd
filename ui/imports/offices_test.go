package imports

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// previewParts are the bold counts, the warning and the list of a preview.
func previewParts(t *testing.T, s *kit.Sheet) (counts, warning string, list *kit.KeyList) {
	c := uitest.Find[*kit.Column](t, s)
	return c.Head.Parts[1].(*kit.Paragraph).Text, c.Head.Parts[2].(*kit.Notice).Text.Text, c.Fill.(*kit.KeyList)
}

func TestOfficeImportPreview(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	ran := 0
	s := ShowOffices(w, officeImportForTest(), func(d func(error)) { ran++; d(nil) })
	counts, warning, _ := previewParts(t, s)
	if counts != "Hill will be added.\nHarbour House changes." {
		t.Errorf("it says %q", counts)
	}
	if warning != "Desks that are not in the file but have bookings stay as “no longer in use”. 5 bookings on them are still to come." {
		t.Errorf("it warns %q", warning)
	}
	uitest.Press(w, fyne.KeyReturn)
	if ran != 1 || s.IsShown() {
		t.Errorf("it ran %d times", ran)
	}
	s = ShowOffices(w, officeImport{Lines: []floorImport{{Office: "o", Floor: "f", Unchanged: 3}}}, nil)
	if _, warning, _ := previewParts(t, s); !s.Primary.Disabled() || warning != "" {
		t.Error("a plan that changes nothing can be imported")
	}
	for _, tt := range []struct {
		floor floorImport
		sign  string
		more  string
	}{
		{floorImport{Added: 1}, "+", "1 added"}, {floorImport{Added: 1, Removed: 1}, "−", "1 added, 1 removed"},
		{floorImport{Unchanged: 1}, "•", "1 unchanged"}, {floorImport{}, "•", "no desks"},
	} {
		if row := floorRow(tt.floor); row.Sign != tt.sign || row.More != tt.more {
			t.Errorf("%+v is %+v", tt.floor, row)
		}
	}
}

func TestFaultsCanBeCopied(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	clipboard := test.NewClipboard()
	s := kit.ShowFaults(w, clipboard, "The floor plan was not imported", "/x/plan.json",
		[]kit.FileFault{{Path: "offices[0].id", Fault: "“a\u202eb” stands there twice"}, {Path: "", Fault: "this is not valid JSON"}})
	uitest.Press(w, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn) // the list, then "Copy details"
	want := "The floor plan was not imported\n/x/plan.json\noffices[0].id: “ab” stands there twice\nthis is not valid JSON"
	if clipboard.Content() != want || !s.IsShown() {
		t.Errorf("copied is %q", clipboard.Content())
	}
	uitest.Press(w, fyne.KeyEscape)
	if s.IsShown() {
		t.Error("Escape does not close it")
	}
}

func officeImportForTest() officeImport {
	return officeImport{File: "/home/someone/plan.json", Says: []string{"Hill will be added.", "Harbour House changes."}, Lines: []floorImport{
		{Office: "Harbour House", Floor: "1st floor", Added: 3, Changed: 2, Unchanged: 15, Removed: 1, Retired: 2, Coming: 5},
		{Office: "Harbour House", Floor: "2nd floor", Unchanged: 22}, {Office: "Hill", Floor: "Ground floor", Added: 30}}}
}
