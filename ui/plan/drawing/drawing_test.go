package drawing

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

// sample is a floor with desks, turned ones among them, fixtures and a zone.
func sample() data.Floor {
	f := data.SampleOffice().Floors[0]
	f.Fixtures = append(f.Fixtures,
		data.Fixture{ID: "z", Label: "Product", Type: data.FixtureZone, Position: data.Point{X: 0.4, Y: 0.4}, Size: data.Size{Width: 0.3, Height: 0.3}},
		data.Fixture{ID: "p", Label: "Corner", Type: data.FixtureRoom, Position: data.Point{X: 0.1, Y: 0.5}, Size: data.Size{Width: 0.2, Height: 0.2}, Rotation: 20,
			Outline: []data.Point{{}, {X: 1}, {X: 1, Y: 0.5}, {X: 0.5, Y: 0.5}, {X: 0.5, Y: 1}, {Y: 1}}})
	for i := range f.Desks {
		if i%5 == 4 {
			f.Desks[i].Rotation = float64(10 * i)
		}
	}
	return f
}

// grid is a floor of so many desks in metres, in rows of 40, none of them turned.
func grid(n int) data.Floor {
	f := data.Floor{ID: "f", Name: "Grid", Layout: data.Size{Width: 80, Height: 50}, Unit: data.UnitMetres}
	for i := range n {
		id := fmt.Sprintf("%c%d", 'A'+i/40, i%40+1)
		f.Desks = append(f.Desks, data.Desk{ID: id, Label: id, Features: []string{},
			Position: data.Point{X: float64(i%40)/40 + 0.002, Y: float64(i/40)/26 + 0.002}, Size: data.Size{Width: 1.6 / 80, Height: 0.8 / 50}})
	}
	return f
}

func office(f data.Floor) data.Office {
	return data.Office{ID: "o", Name: "Office", Floors: []data.Floor{f}}
}

func same(a, b data.Floor) bool { return office(a).Equal(office(b)) }

func byLabel(t testing.TB, d *Drawing, labels ...string) []Key {
	t.Helper()
	keys := make([]Key, len(labels))
	for i, label := range labels {
		at := slices.IndexFunc(d.Things(), func(x *Thing) bool { return x.Label() == label })
		if at < 0 {
			t.Fatalf("nothing is called %q", label)
		}
		keys[i] = d.Things()[at].Key
	}
	return keys
}

func pick(d *Drawing, labels ...string) {
	d.Select()
	for _, x := range d.Things() {
		if slices.Contains(labels, x.Label()) {
			d.AddToSelection(x.Key)
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func nearBox(a, b Box) bool {
	return near(a.X, b.X) && near(a.Y, b.Y) && near(a.W, b.W) && near(a.H, b.H)
}

func TestWhatNobodyTouchesStaysAsItWas(t *testing.T) {
	f := sample()
	d := New(f)
	if !same(f, d.Result()) {
		t.Fatal("a floor that was only read is another one")
	}
	pick(d, "A1")
	d.Move(Point{1, 1})
	got := d.Result()
	for i, desk := range got.Desks {
		if desk.ID != "A1" && !desk.Equal(f.Desks[i]) {
			t.Errorf("%s was changed too", desk.ID)
		}
	}
	if d.Changes() != 1 || !d.Undo() || !same(f, d.Result()) {
		t.Error("undo does not give the floor back")
	}
}

// deed is something that a user may do, with numbers drawn for it.
var deeds = map[string]func(*rapid.T, *Drawing){
	"select": func(t *rapid.T, d *Drawing) {
		d.Select()
		for _, x := range d.Things() {
			if rapid.IntRange(0, 4).Draw(t, "pick") == 0 {
				d.AddToSelection(x.Key)
			}
		}
	},
	"marquee": func(t *rapid.T, d *Drawing) { d.Select(d.Within(BoxOf(somePoint(t), somePoint(t)))...) },
	"all":     func(_ *rapid.T, d *Drawing) { d.SelectAll() },
	"move":    func(t *rapid.T, d *Drawing) { d.Move(someWay(t)) },
	"drag": func(t *rapid.T, d *Drawing) {
		d.Begin()
		d.Move(someWay(t))
		d.Move(someWay(t))
		if rapid.Bool().Draw(t, "cancel") {
			d.Cancel()
		}
		d.End()
	},
	"resize": func(t *rapid.T, d *Drawing) {
		d.Resize(rapid.SampledFrom(Handles).Draw(t, "handle"), someWay(t), rapid.Bool().Draw(t, "ratio"))
	},
	"rotate":     func(t *rapid.T, d *Drawing) { d.Rotate(float64(rapid.IntRange(-24, 24).Draw(t, "angle")) * 15) },
	"rotateFree": func(t *rapid.T, d *Drawing) { d.Rotate(rapid.Float64Range(-400, 400).Draw(t, "angle")) },
	"turn":       func(t *rapid.T, d *Drawing) { d.SetTurn(rapid.Float64Range(-400, 400).Draw(t, "angle")) },
	"rows": func(t *rapid.T, d *Drawing) {
		d.PlaceRows(Rows{PerRow: rapid.IntRange(-1, 30).Draw(t, "per row"), Rows: rapid.IntRange(-1, 6).Draw(t, "rows"),
			Gap: rapid.Float64Range(0, 1).Draw(t, "gap"), Aisle: 1, BackToBack: rapid.Bool().Draw(t, "back"),
			Desk: d.UsualDesk(), Numbering: d.Suggest()}, somePoint(t), rapid.Float64Range(-90, 90).Draw(t, "angle"))
	},
	"desk": func(t *rapid.T, d *Drawing) { d.PlaceDesk(d.UsualDesk(), somePoint(t), data.KindLocker) },
	"fixture": func(t *rapid.T, d *Drawing) {
		d.PlaceFixture(rapid.SampledFrom(data.FixtureTypes()).Draw(t, "type"), rapid.StringN(0, 9, 20).Draw(t, "label"), BoxOf(somePoint(t), somePoint(t)))
	},
	"polygon": func(t *rapid.T, d *Drawing) {
		d.PlacePolygon(data.FixtureZone, "Pool", []Point{somePoint(t), somePoint(t), somePoint(t), somePoint(t)})
	},
	"wall":     func(t *rapid.T, d *Drawing) { d.PlaceWall(somePoint(t), somePoint(t), 0.2) },
	"align":    func(t *rapid.T, d *Drawing) { d.Align(Side(rapid.IntRange(0, 5).Draw(t, "side"))) },
	"spread":   func(t *rapid.T, d *Drawing) { d.Distribute(rapid.Bool().Draw(t, "down")) },
	"sameSize": func(_ *rapid.T, d *Drawing) { d.SameSize() },
	"size": func(t *rapid.T, d *Drawing) {
		d.SetSize(rapid.Float64Range(-1, 40).Draw(t, "w"), rapid.Float64Range(-1, 40).Draw(t, "h"))
	},
	"label": func(t *rapid.T, d *Drawing) { d.SetLabel(rapid.String().Draw(t, "label")) },
	"zone":  func(t *rapid.T, d *Drawing) { d.SetZone(rapid.String().Draw(t, "zone")) },
	"kind":  func(t *rapid.T, d *Drawing) { d.SetKind(rapid.SampledFrom(data.Kinds()).Draw(t, "kind")) },
	"color": func(t *rapid.T, d *Drawing) { d.SetColor("#12AB34") },
	"features": func(t *rapid.T, d *Drawing) {
		d.SetFeatures(rapid.String().Draw(t, "features"))
	},
	"duplicate": func(t *rapid.T, d *Drawing) {
		if len(d.Things()) < 500 {
			d.Duplicate(someWay(t))
		}
	},
	"paste": func(t *rapid.T, d *Drawing) {
		if len(d.Things()) < 500 {
			d.Paste(d.Copy(), somePoint(t))
		}
	},
	"cut":     func(t *rapid.T, d *Drawing) { d.PasteAside(d.Cut()) },
	"delete":  func(_ *rapid.T, d *Drawing) { d.Delete() },
	"enlarge": func(t *rapid.T, d *Drawing) { w, h := someWay(t), someWay(t); d.Enlarge(w.X/9, w.Y/9, h.X/9, h.Y/9) },
	"crop":    func(_ *rapid.T, d *Drawing) { d.Crop(0.5) },
	"measure": func(t *rapid.T, d *Drawing) {
		d.Measure(somePoint(t), somePoint(t), rapid.Float64Range(-1, 50).Draw(t, "metres"))
	},
	"picture": func(t *rapid.T, d *Drawing) {
		d.SetBackground(data.PictureID(nil), rapid.Float64Range(0, 4000).Draw(t, "w"), 1000)
	},
	"movePicture": func(t *rapid.T, d *Drawing) { d.MoveBackground(someWay(t)) },
	"undo":        func(_ *rapid.T, d *Drawing) { d.Undo() },
	"redo":        func(_ *rapid.T, d *Drawing) { d.Redo() },
}

func someDeeds(t *rapid.T, d *Drawing, most int, each func(name string)) {
	names := make([]string, 0, len(deeds))
	for name := range deeds {
		names = append(names, name)
	}
	slices.Sort(names)
	for range rapid.IntRange(0, most).Draw(t, "deeds") {
		name := rapid.SampledFrom(names).Draw(t, "deed")
		deeds[name](t, d)
		each(name)
	}
}

func somePoint(t *rapid.T) Point {
	return Point{rapid.Float64Range(-3, 33).Draw(t, "x"), rapid.Float64Range(-3, 23).Draw(t, "y")}
}

func someWay(t *rapid.T) Point {
	return Point{rapid.Float64Range(-40, 40).Draw(t, "dx"), rapid.Float64Range(-40, 40).Draw(t, "dy")}
}

func TestWhateverIsDrawnIsAnOffice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		someDeeds(t, d, 12, func(name string) {
			if err := office(d.Result()).Check(); err != nil {
				t.Fatalf("after %s: %v", name, err)
			}
		})
	})
}

func TestUndoOfAllGivesTheFloorBackAndRedoWhatWasDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := sample()
		d := New(f)
		someDeeds(t, d, 12, func(string) {})
		for d.Redo() {
		}
		drawn := d.Result()
		for d.Undo() {
		}
		if !same(f, d.Result()) {
			t.Fatal("undo of all is another floor")
		}
		for d.Redo() {
		}
		if !same(drawn, d.Result()) {
			t.Fatal("redo of all is another floor")
		}
	})
}

func TestStepsAreBounded(t *testing.T) {
	d := New(sample())
	for i := range mostSteps + 10 {
		pick(d, "A1")
		d.SetZone(fmt.Sprint("Z", i))
	}
	if d.Changes() != mostSteps+10 || len(d.steps.undo) != mostSteps {
		t.Errorf("%d changes, %d steps", d.Changes(), len(d.steps.undo))
	}
}

func TestIDsAreFreeAndStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := sample()
		d := New(f)
		ids := map[Key]string{}
		for _, x := range d.Things() {
			ids[x.Key] = x.ID()
		}
		given := map[string]Key{}
		someDeeds(t, d, 12, func(name string) {
			for _, x := range d.Things() {
				if id, known := ids[x.Key]; known && id != x.ID() {
					t.Fatalf("after %s %s is called %s", name, id, x.ID())
				}
				ids[x.Key] = x.ID()
				if key, known := given[x.ID()]; known && key != x.Key {
					t.Fatalf("after %s the ID %s is given twice", name, x.ID())
				}
				given[x.ID()] = x.Key
			}
		})
	})
	d := New(data.Floor{Layout: data.Size{Width: 30, Height: 20}}, data.Floor{Desks: []data.Desk{{ID: "A1"}}})
	if key, _ := d.PlaceDesk(d.UsualDesk(), Point{5, 5}, data.KindDesk); d.Thing(key).ID() != "A1-2" || d.Thing(key).Label() != "A1" {
		t.Errorf("a desk that was deleted before gives its ID to another: %q", d.Thing(key).ID())
	}
}
