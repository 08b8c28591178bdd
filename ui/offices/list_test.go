package offices

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	plans "seatkeeper/data/layout"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func officesForTest() []data.Office {
	rooms := []plans.Room{{Name: "Nord", Desks: 12, Row: 4}, {Name: "Süd", Desks: 12, Row: 4}}
	return append(uitest.Sample(), data.Office{ID: "köln", Name: "Büro Köln", Floors: []data.Floor{
		plans.Draw(plans.Floor{Name: "Erdgeschoss", Rooms: rooms}, "eg", 0), plans.Draw(plans.Floor{Name: "1. Stock", Rooms: rooms[:1]}, "og", 1)}})
}

var did []string // what was asked for, as "rename köln/eg"

func listForTest(w fyne.Window) *list {
	did = nil
	say := func(what string) func(place) {
		return func(p place) { did = append(did, what+" "+p.office.ID+"/"+p.floor.ID) }
	}
	return showList(w, officesForTest(), listActions{Show: say("show"), Edit: say("edit"), Rename: say("rename"), Copy: say("copy"), Remove: say("remove"),
		AddFloor: say("floor"), Move: func(p place, by int) { say([]string{"up", "", "down"}[by+1])(p) }, AddOffice: func() { did = append(did, "office") }})
}

func TestTheListIsUsedByKeysAlone(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	l := listForTest(w)
	uitest.Press(w, fyne.KeyDown, fyne.KeyF2, fyne.KeyEnd, fyne.KeyDelete)
	w.Canvas().Focus(l.up)
	uitest.Press(w, fyne.KeyReturn)
	uitest.Press(w, fyne.KeyEscape)
	if want := []string{"rename harbour-house/floor-1", "remove köln/og", "up köln/og"}; !slices.Equal(did, want) {
		t.Errorf("%q", did)
	}
	if l.sheet.IsShown() {
		t.Error("Escape does not close it")
	}
	l = listForTest(w)
	uitest.Press(w, fyne.KeyReturn)
	if !slices.Equal(did, []string{"show harbour-house/"}) || l.sheet.IsShown() {
		t.Errorf("%q", did)
	}
}

func TestPlacesAreMovedAmongTheirLike(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	l := listForTest(w)
	at := func(i int) place { return l.places[i] }
	for name, test := range map[string]struct {
		p    place
		by   int
		want []string
	}{
		"the first office down": {at(0), 1, []string{"köln", "harbour-house"}}, "the first office up": {at(0), -1, nil},
		"a floor up": {at(5), -1, []string{"og", "eg"}}, "the last floor down": {at(5), 1, nil}, "a floor down": {at(4), 1, []string{"og", "eg"}},
	} {
		if got := l.moved(test.p, test.by); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	l.choose("köln", "og")
	l.setOffices(officesForTest()[1:], nil)
	if p, ok := l.chosen(); !ok || p.floor.ID != "og" {
		t.Errorf("chosen is %q", p.name())
	}
	if !l.down.Disabled() || l.up.Disabled() || l.edit.Disabled() {
		t.Error("the last floor can't go down, but up")
	}
	l.setOffices(nil, nil)
	if _, ok := l.chosen(); ok || !l.rename.Disabled() {
		t.Error("something can be done with nothing")
	}
}

func TestDraftsStandBesideTheirFloorsOrBehindAll(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	l := listForTest(w)
	drafts := []storage.DraftInfo{
		{OfficeID: "köln", FloorID: "og", Floor: "1. Stock", Changes: 3},
		{OfficeID: "köln", FloorID: "ug", Floor: "Keller", Changes: 1, Gone: true},
		{OfficeID: "harbour-house", FloorID: "floor-1", Floor: "Floor 1", Open: &failure.Holder{}},
	}
	l.setOffices(officesForTest(), drafts)
	for id, want := range map[string]string{"og": "12 desks · a draft with 3 changes", "ug": "draft of a floor that was removed, 1 change", "eg": "24 desks"} {
		at := slices.IndexFunc(l.places, func(p place) bool { return p.floor.ID == id })
		if got := rowOf(l.places[at]).More; got != want {
			t.Errorf("%s: %q", id, got)
		}
	}
	if got := rowOf(l.places[1]).More; !strings.HasSuffix(got, "being drawn in another window") {
		t.Errorf("%q", got)
	}
	l.choose("köln", "ug")
	if !l.rename.Disabled() || !l.edit.Disabled() || !l.show.Disabled() || !l.down.Disabled() || l.remove.Disabled() || l.duplicate.Disabled() {
		t.Error("what is left of a floor can be taken over or removed, and nothing else")
	}
	w.Canvas().Focus(l.rows)
	uitest.Press(w, fyne.KeyF2, fyne.KeyDelete)
	if !slices.Equal(did, []string{"remove köln/ug"}) {
		t.Errorf("%q", did)
	}
	l.choose("köln", "og")
	if !l.down.Disabled() || l.up.Disabled() {
		t.Error("the last floor that is there can't go down")
	}
}
