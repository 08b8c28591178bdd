package ui

import "testing"

func TestFlowADrawingBecomesAFloor(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.write("1. OG.svg", `<svg viewBox="0 0 100 50"><g id="Tische"><rect width="9" height="5"/><text x="1" y="4">T1</text><rect x="20" width="9" height="5"/></g></svg>`))
	f.wantSheet("Add a floor from a drawing", "Tische", "2 desks and 0 rooms will be added.")
	f.button("Import")
	f.wantNoSheet()
	floor, ok := f.w.shown.floor()
	if !ok || floor.Name != "1. OG" || len(floor.Desks) != 2 || floor.Desks[0].Label != "T1" {
		t.Fatalf("shown is %q with %d desks", floor.Name, len(floor.Desks))
	}
}

func TestFlowADrawingWithoutAFloorIsRefused(t *testing.T) {
	f := flowForTest(t, "Ines Okafor")
	f.drop(f.write("logo.svg", `<svg viewBox="0 0 1 1"><circle r="1"/></svg>`))
	f.wantSheet("The floor plan was not imported", "there is no rectangle in the drawing")
}
