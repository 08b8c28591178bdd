package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestARoomOfTwelveStandsInPairsOfRows(t *testing.T) {
	f := Draw(Floor{"Ground", []Room{{"North", 12, 4}}}, "ground", 0)
	if f.ID != "ground" || f.Name != "Ground" || f.Unit != data.UnitMetres || len(f.Desks) != 12 {
		t.Fatalf("%+v", f)
	}
	x := func(i int) float64 { return f.Desks[i].Position.X * f.Layout.Width }
	y := func(i int) float64 { return f.Desks[i].Position.Y * f.Layout.Height }
	for i, want := range []string{"N1", "N2", "N3", "N4", "N5"} {
		if f.Desks[i].Label != want || f.Desks[i].ID != want || f.Desks[i].Zone != "North" {
			t.Errorf("%+v is not %s", f.Desks[i], want)
		}
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-3 {
			t.Errorf("%s: %v, not %v", what, got, want)
		}
	}
	near("the width of a desk", f.Desks[0].Size.Width*f.Layout.Width, 1.6)
	near("the depth of a desk", f.Desks[0].Size.Height*f.Layout.Height, 0.8)
	near("beside each other", x(1)-x(0), 1.7)
	near("back to back", y(4)-y(0), 0.9)
	near("over the aisle", y(8)-y(4), 0.8+1.5)
	near("in one column", x(8), x(0))
}

func TestRoomsAreTaggedByTheirInitialsOrByMoreOfTheirNames(t *testing.T) {
	for names, want := range map[string]string{
		"North|South":            "N S",
		"North|Nord":             "Nort Nord",
		"north|NORTH":            "N No",
		"North hall|North wing":  "NH NW",
		"North|North 2|North 3":  "N N2- N3-",
		"101|102":                "101- 102-",
		"Room 101|Room 102":      "R101- R102-",
		"||Alpha":                "B C A",
		"Übergang|Ost":           "Ü O",
		"北ホール|南":                 "北 南",
		"✨|A":                    "B A",
		"ßa":                     upper('ß'),
		"Æ 1|Æ 2|Æ 1":            "Æ Æ2- Æ1-",
		"A|A|A|A":                "A AA AB AC",
		strings.Repeat("x", 200): "X",
		"12345678901234567890":   "12345678-",
		"٣|٤":                    "٣- ٤-",
	} {
		var rooms []Room
		for name := range strings.SplitSeq(names, "|") {
			rooms = append(rooms, Room{Name: name})
		}
		if got := strings.Join(prefixes(rooms), " "); got != want {
			t.Errorf("%.40s: %s, not %s", names, got, want)
		}
	}
}

func TestRoomsFillAWindow(t *testing.T) {
	for words, most := range map[string]float64{
		"North 12/4, South 12/4, East 12/4": 2.0, "A 12/4": 2.0, "A 1": 4, "A 1000/4": 2.2, "A 1000": 2.2, "A 2000/1": 2.2, "A 6/2": 2.1,
		strings.Repeat("A 20/4,", 50): 2.2,
	} {
		floor, err := ParseFloor(words)
		if err != nil {
			t.Fatal(err)
		}
		size := Draw(floor, "f", 0).Layout
		if r := size.Width / size.Height / proportion; r > most || r < 1/most {
			t.Errorf("%.30s: %v", words, size)
		}
	}
}

func TestFloorsAreWhatTheirWordsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { wantGood(t, wordsOf(300).Draw(t, "floor")) })
}

func TestTheLargestFloorsAreDrawn(t *testing.T) {
	large := Floor{Name: "All"}
	for i := range MaxRooms {
		large.Rooms = append(large.Rooms, Room{Name: fmt.Sprint("Room ", i), Desks: data.MaxDesks / MaxRooms})
	}
	wantGood(t, large)
	wantGood(t, Floor{Rooms: []Room{{Name: "Hall", Desks: MaxRoomDesks}}})
	wantGood(t, Floor{Rooms: []Room{{Name: "Hall", Desks: MaxRoomDesks, Row: 1}}})
	wantGood(t, Floor{})
}

// wantGood draws a floor and checks all that is promised of it.
func wantGood(t rapid.TB, words Floor) {
	t.Helper()
	f := Draw(words, "f", 3)
	if err := (data.Office{ID: "o", Floors: []data.Floor{f}}).Check(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, Draw(words, "f", 3)); diff != "" {
		t.Fatal(diff)
	}
	if len(f.Desks) != words.Desks() || len(f.Fixtures) != len(words.Rooms) {
		t.Fatalf("%d desks and %d rooms for %s", len(f.Desks), len(f.Fixtures), words)
	}
	labels := map[string]bool{}
	n := 0
	for i, r := range words.Rooms {
		room := f.Fixtures[i]
		for j, other := range f.Fixtures[:i] {
			if overlap(room.Position, room.Size, other.Position, other.Size) {
				t.Fatalf("room %d lies on room %d of %s", i, j, words)
			}
		}
		desks := f.Desks[n : n+r.Desks]
		n += r.Desks
		for _, d := range desks {
			if labels[data.NameKey(d.Label)] {
				t.Fatalf("%s twice in %s", d.Label, words)
			}
			labels[data.NameKey(d.Label)] = true
			if d.Zone != room.Label || d.Position.X < room.Position.X || d.Position.Y < room.Position.Y ||
				d.Position.X+d.Size.Width > room.Position.X+room.Size.Width || d.Position.Y+d.Size.Height > room.Position.Y+room.Size.Height {
				t.Fatalf("%+v is not in %+v", d, room)
			}
		}
		for i, d := range desks[:min(len(desks), 200)] {
			for _, e := range desks[:i] {
				if overlap(d.Position, d.Size, e.Position, e.Size) {
					t.Fatalf("%s lies on %s in %s", d.Label, e.Label, words)
				}
			}
		}
	}
}

func overlap(p data.Point, s data.Size, q data.Point, r data.Size) bool {
	return p.X < q.X+r.Width && q.X < p.X+s.Width && p.Y < q.Y+r.Height && q.Y < p.Y+s.Height
}
