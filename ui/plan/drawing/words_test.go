package drawing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

func labelsOf(d *Drawing, keys []Key) []string {
	labels := make([]string, len(keys))
	for i, key := range keys {
		labels[i] = d.Thing(key).Label()
	}
	return labels
}

func emptyFloor() data.Floor {
	return data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}
}

func TestRowsAreAsManyAsFitOrAsWasSaid(t *testing.T) {
	desk := data.Size{Width: 1.6, Height: 0.8}
	for name, c := range map[string]struct {
		rows  Rows
		box   Box
		want  [2]int
		below []float64 // where the rows begin
	}{
		"a line":                 {Rows{Gap: 0.2, Desk: desk}, Box{W: 10.6, H: 0.1}, [2]int{6, 1}, []float64{0}},
		"a box":                  {Rows{Gap: 0.2, Aisle: 1, Desk: desk}, Box{W: 10.6, H: 2.6}, [2]int{6, 2}, []float64{0, 1.8}},
		"back to back":           {Rows{Aisle: 1, Desk: desk, BackToBack: true}, Box{W: 1.6, H: 4.2}, [2]int{1, 4}, []float64{0, 0.8, 2.6, 3.4}},
		"typed":                  {Rows{PerRow: 4, Rows: 3, Gap: 0.2, Aisle: 1, Desk: desk}, Box{W: 1}, [2]int{4, 3}, []float64{0, 1.8, 3.6}},
		"more than there can be": {Rows{PerRow: 1 << 40, Rows: 1 << 40, Desk: desk}, Box{}, [2]int{mostPerRow, mostRows}, nil},
	} {
		r := c.rows.Fill(c.box)
		if r.PerRow != c.want[0] || r.Rows != c.want[1] {
			t.Errorf("%s: %d a row in %d rows", name, r.PerRow, r.Rows)
		}
		for row, at := range c.below {
			if got := r.Boxes(Point{})[row*r.PerRow].Y; !near(got, at) {
				t.Errorf("%s: row %d begins at %v", name, row, got)
			}
		}
	}
}

func TestRowsGoOnWithNumbersThatAreFree(t *testing.T) {
	d := New(emptyFloor())
	rows := Rows{PerRow: 3, Rows: 1, Gap: 0.2, Desk: d.UsualDesk(), Numbering: Numbering{Prefix: "B", From: 1}, Zone: "Sales", Features: []string{"lamp"}}
	if got := labelsOf(d, d.PlaceRows(rows, Point{1, 1}, 0)); !slices.Equal(got, []string{"B1", "B2", "B3"}) {
		t.Error(got)
	}
	keys := d.PlaceRows(rows, Point{1, 5}, 0)
	if got := labelsOf(d, keys); !slices.Equal(got, []string{"B4", "B5", "B6"}) {
		t.Error(got)
	}
	desk := d.Thing(keys[0]).Desk
	if desk.ID != "B4" || desk.Zone != "Sales" || !slices.Equal(desk.Features, []string{"lamp"}) {
		t.Errorf("%+v", desk)
	}
	if d.Changes() != 2 || len(d.Selected()) != 3 {
		t.Error("a row is not one step, or is not selected")
	}
}

func TestADragThatPutsThingsDownGivesIDsOnce(t *testing.T) {
	d := New(emptyFloor())
	rows := Rows{PerRow: 3, Rows: 1, Desk: d.UsualDesk(), Numbering: Numbering{Prefix: "B", From: 1}}
	d.Begin()
	for range 3 {
		d.PlaceRows(rows, Point{1, 1}, 0)
	}
	d.End()
	if id := d.Things()[0].ID(); id != "B1" || d.Changes() != 1 {
		t.Errorf("the first is %s after %d steps", id, d.Changes())
	}
	d.Again()
	d.PlaceRows(rows, Point{5, 5}, 0)
	if id := d.Things()[0].ID(); id != "B1" || d.Changes() != 1 || d.CanRedo() {
		t.Errorf("laid anew the first is %s after %d steps", id, d.Changes())
	}
	d.Begin()
	d.PlaceRows(rows, Point{1, 9}, 0)
	d.Cancel()
	if d.PlaceRows(rows, Point{1, 9}, 0); d.Things()[3].ID() != "B4" {
		t.Errorf("after a drag that was given up the next is %s", d.Things()[3].ID())
	}
}

func TestRowsThatAreTooLongAreShortened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(emptyFloor())
		keys := d.PlaceRows(Rows{PerRow: 40, Rows: 40, Gap: 0.1, Desk: d.UsualDesk(), Numbering: Numbering{From: 1}}, somePoint(t), rapid.Float64Range(0, 360).Draw(t, "angle"))
		first := d.Thing(keys[0])
		for _, key := range keys[1:] {
			// None was pushed onto another by the edge.
			if way := d.Thing(key).Box.Center().Minus(first.Box.Center()).Length(); way < 0.79 {
				t.Fatalf("%s lies %v from the first", d.Thing(key).Label(), way)
			}
		}
	})
}

func TestNumberingGoesAsItIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		n    Numbering
		want string // the labels of two rows of three, as one reads them
	}{
		"along the rows":                  {Numbering{Prefix: "C", From: 1}, "C1 C2 C3 C4 C5 C6"},
		"snake":                           {Numbering{From: 1, Snake: true}, "1 2 3 6 5 4"},
		"from the right":                  {Numbering{From: 1, FromRight: true}, "3 2 1 6 5 4"},
		"from the bottom":                 {Numbering{From: 1, FromBottom: true}, "4 5 6 1 2 3"},
		"down the columns":                {Numbering{From: 1, ByColumn: true}, "1 3 5 2 4 6"},
		"snake of columns from the right": {Numbering{From: 1, ByColumn: true, FromRight: true, Snake: true}, "5 4 1 6 3 2"},
		"by tens with zeros":              {Numbering{Prefix: "P", From: 10, Step: 10, Digits: 3}, "P010 P020 P030 P040 P050 P060"},
	} {
		for _, angle := range []float64{0, 30, 90, -45} {
			d := New(emptyFloor())
			keys := d.PlaceRows(Rows{PerRow: 3, Rows: 2, Gap: 0.2, Aisle: 0.5, Desk: d.UsualDesk()}, Point{12, 8}, 0)
			d.Rotate(angle)
			d.Number(c.n)
			if got := strings.Join(labelsOf(d, keys), " "); got != c.want && angle < 45 && angle > -45 {
				t.Errorf("%s, turned by %v: %s, want %s", name, angle, got, c.want)
			}
		}
	}
}

func TestNumberingGivesEveryDeskOneLabel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		d.SelectAll()
		if rapid.Bool().Draw(t, "turned") {
			d.Rotate(rapid.Float64Range(-90, 90).Draw(t, "angle"))
		}
		draw := func(name string) bool { return rapid.Bool().Draw(t, name) }
		d.Number(Numbering{Prefix: rapid.StringN(0, 5, 10).Draw(t, "prefix"), From: rapid.IntRange(-5, 99).Draw(t, "from"),
			Step: rapid.IntRange(1, 5).Draw(t, "step"), Digits: rapid.IntRange(0, 3).Draw(t, "digits"),
			ByColumn: draw("column"), FromRight: draw("right"), FromBottom: draw("bottom"), Snake: draw("snake")})
		seen := map[string]bool{}
		for _, x := range d.Things() {
			if x.IsDesk() && seen[x.Label()] {
				t.Fatalf("%q is given twice", x.Label())
			}
			seen[x.Label()] = true
		}
		if len(d.Doubles()) > 0 {
			t.Fatalf("%v", d.Doubles())
		}
	})
}

func TestALabelForManyIsAPattern(t *testing.T) {
	for typed, want := range map[string]string{
		"B": "B1 B2 B3", "B7": "B7 B8 B9", "B07": "B07 B08 B09", "Desk #": "Desk 1 Desk 2 Desk 3", "North-#": "North-1 North-2 North-3",
	} {
		d := New(emptyFloor())
		keys := d.PlaceRows(Rows{PerRow: 3, Rows: 1, Desk: d.UsualDesk()}, Point{1, 1}, 0)
		d.SetLabel(typed)
		if got := strings.Join(labelsOf(d, keys), " "); got != want {
			t.Errorf("%q gives %s", typed, got)
		}
	}
}

func TestDoublesAreListed(t *testing.T) {
	d := New(emptyFloor())
	keys := d.PlaceRows(Rows{PerRow: 4, Rows: 1, Desk: d.UsualDesk(), Numbering: Numbering{Prefix: "A", From: 1}}, Point{1, 1}, 0)
	d.Select(keys[1])
	d.SetLabel(" a1 ")
	d.Select(keys[3])
	d.SetLabel("")
	if got := fmt.Sprint(d.Doubles()); got != fmt.Sprint([]Double{{"A1", []Key{keys[0], keys[1]}}, {"", []Key{keys[3]}}}) {
		t.Error(got)
	}
	d.SetUse(false)
	d.Select(keys[0])
	d.SetUse(false)
	if len(d.Doubles()) > 0 {
		t.Error("a desk that is out of use has no label to itself")
	}
}

func TestAZoneNamesTheDesksInItAndThoseThatLeaveItNoMore(t *testing.T) {
	d := New(emptyFloor())
	keys := d.PlaceRows(Rows{PerRow: 2, Rows: 1, Gap: 4, Desk: d.UsualDesk(), Zone: "Own"}, Point{1, 1}, 0)
	zones := func(want ...string) {
		t.Helper()
		if got := []string{d.Thing(keys[0]).Desk.Zone, d.Thing(keys[1]).Desk.Zone}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	zone, _ := d.PlaceFixture(data.FixtureZone, "Sales", Box{0.5, 0.5, 3, 2})
	zones("Sales", "Own")
	d.SetLabel("Product")
	zones("Product", "Own")
	if d.ZoneOver(d.Thing(keys[0])) != d.Thing(zone) {
		t.Error("nobody says which zone names it")
	}
	d.Select(keys...)
	d.SetZone("Mine")
	zones("Product", "Mine")
	d.Move(Point{0, 10})
	zones("", "Mine")
	d.Undo()
	zones("Product", "Mine")
	d.Select(zone)
	d.Delete()
	zones("", "Mine")
}

func TestCopiesGetIDsAndLabelsOfTheirOwn(t *testing.T) {
	d := New(emptyFloor())
	d.PlaceRows(Rows{PerRow: 3, Rows: 1, Desk: d.UsualDesk(), Numbering: Numbering{Prefix: "A", From: 1}}, Point{1, 1}, 0)
	copied := d.Duplicate(Point{0, 3})
	if got := labelsOf(d, copied); !slices.Equal(got, []string{"A4", "A5", "A6"}) {
		t.Error(got)
	}
	other := New(emptyFloor())
	if got := labelsOf(other, other.Paste(d.Copy(), Point{10, 10})); !slices.Equal(got, []string{"A4", "A5", "A6"}) {
		t.Errorf("on another floor they are called %v", got)
	}
	again := d.PasteAside(d.Copy())
	if a, b := d.Thing(again[0]).Box, d.Thing(copied[0]).Box; a == b {
		t.Error("a copy hides what it is a copy of")
	}
}

func TestPropertiesTellWhatIsMixed(t *testing.T) {
	d := New(emptyFloor())
	keys := d.PlaceRows(Rows{PerRow: 2, Rows: 1, Desk: d.UsualDesk(), Zone: "Own", Features: []string{"lamp", "plant"}}, Point{1, 1}, 0)
	d.AddToSelection(keys...)
	room, _ := d.PlaceFixture(data.FixtureRoom, "Alder", Box{10, 10, 4, 4})
	d.Select(append(keys, room)...)
	p := d.Properties()
	if p.Desks != 2 || p.Fixtures != 1 || !p.Label.Mixed || !p.Width.Mixed || p.Zone.Mixed || p.Zone.Is != "Own" ||
		p.Features.Is != "lamp, plant" || p.Turn.Mixed || p.Type.Is != data.FixtureRoom {
		t.Errorf("%+v", p)
	}
	d.SetSize(2, 0)
	if p := d.Properties(); p.Width.Mixed || p.Width.Is != 2 || !p.Height.Mixed {
		t.Errorf("%+v", p)
	}
}

func TestMeasuringMakesAFloorOfMetres(t *testing.T) {
	f := sample()
	d := New(f)
	d.SetBackground(data.PictureID(nil), 300, 200)
	d.Measure(Point{0, 0}, Point{15, 0}, 30)
	got := d.Result()
	if got.Unit != data.UnitMetres || got.Layout != (data.Size{Width: 60, Height: 40}) {
		t.Errorf("the floor is %v %s", got.Layout, got.Unit)
	}
	for i, desk := range got.Desks {
		if desk.Position != f.Desks[i].Position || desk.Size != f.Desks[i].Size {
			t.Errorf("%s is elsewhere on the picture", desk.ID)
		}
	}
	d.Measure(Point{0, 0}, Point{30, 0}, 15) // now in metres, so the picture is made to fit
	if _, box := d.Background(); !nearBox(box, Box{0, 0, 30, 20}) || d.Size() != got.Layout {
		t.Errorf("the picture is at %v", box)
	}
}

func TestALargerFloorHasItsDesksAsTheyWere(t *testing.T) {
	d := New(grid(80))
	pick(d, "B7")
	before := d.Selected()[0].Box
	d.Enlarge(10, 5, 1, 2)
	if got := d.Selected()[0].Box; !nearBox(got, before.Moved(Point{10, 5})) {
		t.Errorf("%v became %v", before, got)
	}
	d.Crop(1)
	if all, _ := bounds(d.Things()); !nearBox(all, Box{1, 1, all.W, all.H}) || !near(d.Size().Width, all.W+2) {
		t.Errorf("cropped to %v about %v", d.Size(), all)
	}
}
