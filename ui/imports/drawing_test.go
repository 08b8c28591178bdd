package imports

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage/drawings"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

const twoLayers = `<svg viewBox="0 0 100 50"><g id="Tische" fill="#fff"><rect width="9" height="5"/><rect x="20" width="9" height="5"/></g>
	<g id="Extras" fill="#3A7"><rect y="20" width="30" height="20"/><polygon points="50,20 90,20 70,45"/></g></svg>`

func drawingForTest(t *testing.T) *drawings.Drawing {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.svg")
	if err := os.WriteFile(path, []byte(twoLayers), 0o600); err != nil {
		t.Fatal(err)
	}
	drawing, err := drawings.Read(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return drawing
}

func TestWhoImportsADrawingSaysWhatIsWhat(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	var got []DrawnFloor
	d := ShowDrawing(w, "/x/1. OG.svg", drawingForTest(t), []data.Office{{ID: "a", Name: "Altbau"}, {ID: "h", Name: "Hafen"}}, "h", func(f DrawnFloor, done func(error)) {
		got = append(got, f)
		done(nil)
	})
	if d.floor.Text != "1. OG" || d.sum.Text != "2 desks and 0 rooms will be added." || d.Sheet.Primary.Disabled() {
		t.Errorf("at first: %q, %q", d.floor.Text, d.sum.Text)
	}
	if d.office.Pick.Selected != "Hafen" {
		t.Errorf("the floor goes to %q, not to the office that is shown", d.office.Pick.Selected)
	}
	d.groups[1].Pick.SetSelectedIndex(1) // the second group: rooms
	if d.sum.Text != "2 desks and 2 rooms will be added." {
		t.Errorf("with rooms: %q", d.sum.Text)
	}
	d.groups[1].Pick.SetSelectedIndex(0)
	if d.sum.Text != "3 desks and 0 rooms will be added. 1 shape is left out: it lies outside of the drawing, or is no rectangle and so no desk." {
		t.Errorf("with desks: %q", d.sum.Text)
	}
	d.groups[1].Pick.SetSelectedIndex(2)
	d.office.Pick.SetSelectedIndex(2)
	if !d.Sheet.Primary.Disabled() {
		t.Error("an office without a name can be made")
	}
	d.name.SetText("Speicher")
	d.Sheet.Primary.Tapped(nil)
	if len(got) != 1 || got[0].OfficeID != "" || got[0].OfficeName != "Speicher" || got[0].Floor.Name != "1. OG" || len(got[0].Floor.Desks) != 2 {
		t.Errorf("imported: %+v", got)
	}
	if d.Sheet.IsShown() {
		t.Error("the sheet stays")
	}
}

func TestTheChoicesOfADrawingLookAsEver(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	w := uitest.Show(t, kit.NewLine("below"), 800, 640)
	ShowDrawing(w, "/x/1. OG.svg", drawingForTest(t), []data.Office{{ID: "h", Name: "Hafen"}}, "h", nil)
	uitest.LooksAsEver(t, w.Canvas(), "sheet-drawing")
}
