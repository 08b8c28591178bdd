package drawing

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

func TestMovingNeverLeavesTheFloor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		deeds["select"](t, d)
		for range 3 {
			before := d.Selected()
			by := d.Move(someWay(t))
			for i, x := range d.Selected() {
				if b := x.Bounds(); before[i].Bounds() != b && !(Box{-1e-9, -1e-9, 30 + 2e-9, 20 + 2e-9}).Contains(b) {
					t.Fatalf("%s is at %v", x.Label(), b)
				}
				if !nearBox(x.Box, before[i].Box.Moved(by)) {
					t.Fatalf("%s did not move with the others", x.Label())
				}
			}
		}
	})
}

func TestRotatedAndBackIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		d.Enlarge(60, 60, 60, 60) // so that nothing is stopped by the edge
		deeds["select"](t, d)
		before := d.Selected()
		angle := rapid.Float64Range(-360, 360).Draw(t, "angle")
		d.Rotate(angle)
		d.Rotate(-angle)
		for i, x := range d.Selected() {
			way := math.Abs(x.Turn - before[i].Turn)
			if !nearBox(x.Box, before[i].Box) || min(way, 360-way) > 1e-9 {
				t.Fatalf("%v by %v is %v by %v", before[i].Box, before[i].Turn, x.Box, x.Turn)
			}
		}
	})
}

func TestAQuarterTurnedDeskReachesTheEdge(t *testing.T) {
	d := New(data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres})
	key, _ := d.PlaceDesk(data.Size{Width: 2, Height: 1}, Point{10, 10}, data.KindDesk)
	d.SetTurn(90)
	d.Move(Point{-40, 0})
	if b := d.Thing(key).Bounds(); !nearBox(b, Box{0, 9, 1, 2}) {
		t.Errorf("it stops at %v", b)
	}
	f := d.Result()
	if err := office(f).Check(); err != nil {
		t.Fatal(err)
	}
	if again := New(f).Things()[0]; !nearBox(again.Bounds(), Box{0, 9, 1, 2}) {
		t.Errorf("read again it is at %v", again.Bounds())
	}
}

func TestResizingKeepsTheOppositeHandleWhereItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		d.Select(rapid.SampledFrom(d.Things()).Draw(t, "thing").Key)
		d.SetTurn(rapid.Float64Range(0, 360).Draw(t, "turn"))
		before, _ := d.Frame()
		h := rapid.SampledFrom(Handles).Draw(t, "handle")
		d.Resize(h, someWay(t), rapid.Bool().Draw(t, "ratio"))
		after, _ := d.Frame()
		way := after.At(Handle{-h.X, -h.Y}).Minus(before.At(Handle{-h.X, -h.Y}))
		if way.Length() > 1e-6 {
			t.Fatalf("it moved by %v", way)
		}
	})
}

func TestSeveralGrowWithTheirBox(t *testing.T) {
	d := New(grid(4))
	d.SelectAll()
	before, _ := d.SelectionBounds()
	d.Resize(Handle{1, 1}, Point{before.W, before.H}, false)
	after, _ := d.SelectionBounds()
	if !nearBox(after, Box{before.X, before.Y, 2 * before.W, 2 * before.H}) {
		t.Errorf("%v became %v", before, after)
	}
	if w := d.Selected()[0].Box.W; !near(w, 3.2) {
		t.Errorf("a desk of 1.6 m is %v m wide", w)
	}
}

func TestAlignedThingsKeepSizesAndOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		deeds["select"](t, d)
		before := d.Selected()
		all, ok := d.SelectionBounds()
		if !ok {
			return
		}
		side := Side(rapid.IntRange(0, 5).Draw(t, "side"))
		d.Align(side)
		after := d.Selected()
		for i, x := range after {
			b, at := x.Bounds(), 0.0
			switch side {
			case Left:
				at = b.X - all.X
			case Right:
				at = b.Right() - all.Right()
			case Middle:
				at = b.Center().X - all.Center().X
			case Top:
				at = b.Y - all.Y
			case Center:
				at = b.Center().Y - all.Center().Y
			case Bottom:
				at = b.Bottom() - all.Bottom()
			}
			if math.Abs(at) > 1e-6 {
				t.Fatalf("%s is %v off", x.Label(), at)
			}
			if x.Key != before[i].Key || !near(x.Box.W, before[i].Box.W) || !near(x.Box.H, before[i].Box.H) {
				t.Fatalf("%s has become %v from %v", x.Label(), x.Box, before[i].Box)
			}
		}
	})
}

func TestDistributedThingsKeepSizesAndOrderAndHaveEqualGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		deeds["select"](t, d)
		down := rapid.Bool().Draw(t, "down")
		axis := 0
		if down {
			axis = 1
		}
		order := func() []*Thing {
			things := d.Selected()
			slices.SortStableFunc(things, func(a, b *Thing) int {
				return cmp.Compare(span(a.Bounds(), axis).lines()[1], span(b.Bounds(), axis).lines()[1])
			})
			return things
		}
		before := order()
		if len(before) < 3 {
			return
		}
		d.Distribute(down)
		gap := math.NaN()
		for i := range before {
			now := d.Thing(before[i].Key)
			if !near(now.Box.W, before[i].Box.W) || !near(now.Box.H, before[i].Box.H) {
				t.Fatalf("%s has another size", now.Label())
			}
			if i == 0 {
				continue
			}
			last := d.Thing(before[i-1].Key)
			this := span(now.Bounds(), axis).from - span(last.Bounds(), axis).end()
			if !math.IsNaN(gap) && math.Abs(this-gap) > 1e-6 {
				t.Fatalf("gaps of %v and %v", gap, this)
			}
			gap = this
		}
	})
}

func TestSnappedTwiceIsSnappedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(sample())
		deeds["select"](t, d)
		s := d.Snapper(Snap{Near: rapid.Float64Range(0, 0.6).Draw(t, "near"), Grid: rapid.SampledFrom([]float64{0, 0.1, 0.5, 1}).Draw(t, "grid")})
		p, q := somePoint(t), somePoint(t)
		b := BoxOf(p, q)
		by, _ := s.Box(b)
		once := b.Moved(by)
		again, _ := s.Box(once)
		if math.Abs(again.X) > 1e-9 || math.Abs(again.Y) > 1e-9 {
			t.Fatalf("%v snaps to %v and then by %v more", b, once, again)
		}
	})
}

func TestSnappingSaysWithWhat(t *testing.T) {
	f := data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 100, Height: 100}}
	for i, at := range []data.Point{{X: 0.1, Y: 0.1}, {X: 0.2, Y: 0.1}, {X: 0.1, Y: 0.3}} {
		f.Desks = append(f.Desks, data.Desk{ID: string(rune('1' + i)), Label: "A" + string(rune('1'+i)), Position: at, Size: data.Size{Width: 0.08, Height: 0.05}})
	}
	s := New(f).Snapper(Snap{Near: 1})
	for name, c := range map[string]struct {
		box  Box
		want Point
		with []string
		gap  bool
	}{
		"the left edge of two":    {Box{10.6, 60, 30, 5}, Point{-0.6, 0}, []string{"A3", "A1"}, false},
		"the gap of the others":   {Box{30.5, 10.2, 8, 5}, Point{-0.5, -0.2}, nil, true},
		"nothing near":            {Box{61, 61, 3, 3}, Point{}, nil, false},
		"the middle of the floor": {Box{45.5, 70, 10, 8}, Point{-0.5, 0}, nil, false},
	} {
		by, guides := s.Box(c.box)
		if !near(by.X, c.want.X) || !near(by.Y, c.want.Y) {
			t.Errorf("%s: by %v, want %v", name, by, c.want)
		}
		if c.with != nil && (len(guides) == 0 || !slices.Equal(guides[0].With, c.with)) {
			t.Errorf("%s: %v, want one with %v", name, guides, c.with)
		}
		if gap := slices.ContainsFunc(guides, func(g Guide) bool { return g.Gap }); gap != c.gap {
			t.Errorf("%s: %v", name, guides)
		}
	}
}

func TestPointsAndBoxesFindWhatIsThere(t *testing.T) {
	d := New(sample())
	pick(d, "A1")
	d.SetTurn(45)
	desk := d.Selected()[0]
	corner := d.Thing(byLabel(t, d, "Corner")[0])
	c := desk.Box.Center()
	out := corner.Outline()
	for name, c := range map[string]struct {
		at   Point
		near float64
		want *Thing
	}{
		"the middle of a turned desk": {c, 0, desk},
		"where it was before":         {Point{desk.Box.X + 0.1, desk.Box.Y + 0.1}, 0, nil},
		"an arm of a polygon":         {Point{(out[0].X + out[3].X) / 2, (out[0].Y + out[3].Y) / 2}, 0, corner},
		"the bay of it":               {corner.Box.Center().Plus(Point{1, 1}), 0, nil},
	} {
		if got := d.At(c.at, c.near); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	marked := func(b Box) []string {
		var labels []string
		for _, key := range d.Within(b) {
			labels = append(labels, d.Thing(key).Label())
		}
		return labels
	}
	if got := marked(Box{desk.Box.X, desk.Box.Y, 0.05, 0.05}); got != nil {
		t.Errorf("beside the turned desk %v is marked", got)
	}
	if got := marked(Box{c.X, c.Y, 0.1, 0.1}); !slices.Equal(got, []string{"A1"}) {
		t.Errorf("on the turned desk %v is marked", got)
	}
	if got := marked(Box{22, 2, 1, 1}); got != nil {
		t.Errorf("within a room %v is marked", got)
	}
}
