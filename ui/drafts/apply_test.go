package drafts

import (
	"slices"
	"strings"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/uitest"
)

func deskAt(label string, x, y float64) data.Desk {
	return data.Desk{ID: "id-" + label, Label: label, Position: data.Point{X: x, Y: y}, Size: data.Size{Width: 0.05, Height: 0.05}}
}

func labelsOf(desks []data.Desk) string {
	var labels []string
	for _, d := range desks {
		labels = append(labels, d.Label)
	}
	return strings.Join(labels, " ")
}

func TestTheNearestDesksComeFirst(t *testing.T) {
	gone := deskAt("A1", 0.5, 0.5)
	retired, parking := deskAt("Old", 0.5, 0.51), deskAt("P1", 0.5, 0.52)
	retired.Retired, parking.Kind = true, data.KindParking
	for _, c := range []struct {
		name   string
		layout data.Size
		gone   data.Desk
		desks  []data.Desk
		want   string
	}{
		{"by how far", data.Size{Width: 10, Height: 10}, gone, []data.Desk{deskAt("C", 0.9, 0.5), deskAt("B", 0.6, 0.5), deskAt("D", 0, 0)}, "B C D"},
		{"on a long floor", data.Size{Width: 100, Height: 10}, gone, []data.Desk{deskAt("Beside", 0.6, 0.5), deskAt("Below", 0.5, 0.9)}, "Below Beside"},
		{"as far as each other", data.Size{Width: 10, Height: 10}, gone, []data.Desk{deskAt("Left", 0.4, 0.5), deskAt("Right", 0.6, 0.5)}, "Left Right"},
		{"not itself, nor one out of use, nor one of another kind", data.Size{Width: 10, Height: 10}, gone, []data.Desk{gone, retired, parking, deskAt("B", 0.6, 0.5)}, "B"},
		{"a place to park for one", data.Size{Width: 10, Height: 10}, deskOfKind(deskAt("P9", 0, 0), data.KindParking), []data.Desk{parking, deskAt("B", 0.6, 0.5)}, "P1"},
	} {
		p := storage.DraftPreview{Draft: data.Draft{Drawn: data.Floor{Layout: c.layout, Desks: c.desks}}}
		if got := labelsOf(nearest(p, c.gone)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func deskOfKind(d data.Desk, kind data.Kind) data.Desk {
	d.Kind = kind
	return d
}

// Bookings are offered only desks that can have all of them.
func TestBookingsMayMoveWhereAllOfThemFit(t *testing.T) {
	h := hostForTest(t)
	ctx := t.Context()
	for id, name := range map[string]string{"ines": "Ines Okafor", "marco": "Marco Reyes"} {
		if _, err := h.store.AddUser(ctx, data.User{ID: id, Name: name, Active: true}); err != nil {
			t.Fatal(err)
		}
	}
	book := func(desk, user string, day data.Date) {
		t.Helper()
		if _, err := h.store.Book(ctx, data.Booking{DeskRef: uitest.Desk(desk), UserID: user, Date: day}); err != nil {
			t.Fatal(err)
		}
	}
	first, last := uitest.Today, uitest.Today.AddDays(7)
	book("A1", "ines", first)
	book("A1", "ines", last)
	book("A2", "marco", last)             // taken on one of the days
	book("A3", "marco", first.AddDays(1)) // on another
	d, err := h.store.Plans().OpenDraft(ctx, data.SampleOfficeID, uitest.Desk("A1").Floor, false)
	if err != nil {
		t.Fatal(err)
	}
	var desks []data.Desk
	for _, desk := range d.Drawn.Desks {
		switch desk.Label {
		case "A1":
			near := desk
			near.ID, near.Label = "new", "New"
			desks = append(desks, near)
		case "A4":
			desk.Blocks = []data.Block{{From: last, To: last}}
			desks = append(desks, desk)
		case "A2", "A3", "A5":
			desks = append(desks, desk)
		}
	}
	d.Drawn.Desks = desks
	a, err := look(ctx, h.store, d)
	if err != nil {
		t.Fatal(err)
	}
	gone := a.Booked()
	if len(gone) < 1 || gone[0].Desk.Label != "A1" || len(gone[0].Seats) != 2 {
		t.Fatalf("%+v", gone)
	}
	if got := labelsOf(a.targets[gone[0].Desk.ID]); got != "New A3 A5" {
		t.Errorf("offered are %q", got)
	}
}

// Enter alone takes no booking from anybody.
func TestADeskWithBookingsStaysUnlessSomethingElseIsChosen(t *testing.T) {
	hostForTest(t)
	gone := storage.DraftPreview{Draft: data.Draft{Office: "o", Floor: "f"}}
	gone.Gone = append(gone.Gone, storage.GoneDesk{Desk: deskAt("A1", 0, 0), Seats: []data.Seat{{Booking: data.Booking{Date: uitest.Today}}}},
		storage.GoneDesk{Desk: deskAt("A2", 0, 0)})
	choices := map[string]storage.GoneChoice{}
	parts := applying{gone, map[string][]data.Desk{"id-A1": {deskAt("B1", 0, 0)}}}.goneParts(choices)
	if len(parts) != 2 || len(choices) != 1 || choices["id-A1"] != (storage.GoneChoice{Keep: true}) {
		t.Errorf("%d parts, %+v", len(parts), choices)
	}
}

func TestClashesAreNamed(t *testing.T) {
	hostForTest(t)
	clash := func(labels ...string) (all []storage.Clash) {
		for _, label := range labels {
			all = append(all, storage.Clash{What: label, Property: "label"})
		}
		return all
	}
	for _, c := range []struct {
		clashes []storage.Clash
		want    string
	}{
		{clash("A1"), ": A1."},
		{clash("A1", "A1", "B2"), ": A1, B2."},
		{[]storage.Clash{{What: "1st floor", Property: "layout"}}, ": the size of 1st floor."},
		{clash("1", "2", "3", "4", "5", "6"), "5, 6."},
		{clash("1", "2", "3", "4", "5", "6", "7"), "5, 6…."},
		{clash("a\u202eb"), ": ab."},
	} {
		if got := clashWords(c.clashes); !strings.Contains(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestTheBoardTellsOfDraftsWithWorkInThem(t *testing.T) {
	hostForTest(t)
	at := func(floor string) data.DeskRef { return data.DeskRef{Office: "o", Floor: floor} }
	got := told([]storage.DraftInfo{
		{OfficeID: "o", FloorID: "empty"},
		{OfficeID: "o", FloorID: "drawn", Changes: 2},
		{OfficeID: "o", FloorID: "open", Open: &failure.Holder{User: "ines"}},
		{OfficeID: "o", FloorID: "gone", Gone: true, Changes: 4},
	})
	var floors []string
	for ref, text := range got {
		if text == "" || ref != at(ref.Floor) {
			t.Errorf("%v: %q", ref, text)
		}
		floors = append(floors, ref.Floor)
	}
	slices.Sort(floors)
	if !slices.Equal(floors, []string{"drawn", "open"}) {
		t.Errorf("told is %v", got)
	}
}
