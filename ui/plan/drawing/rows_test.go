package drawing

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

// A row goes along its line, upright, and what is laid is found again as it was laid.
func TestARowGoesAlongItsLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := New(data.Floor{ID: "f", Layout: data.Size{Width: 100, Height: 100}, Unit: data.UnitMetres}, data.Floor{})
		long, angle := rapid.Float64Range(3, 25).Draw(t, "long"), rapid.Float64Range(-180, 180).Draw(t, "angle")
		step := rapid.SampledFrom([]float64{0, 15}).Draw(t, "step")
		from := Point{50, 50}
		to := from.Plus(Point{long, 0}.About(Point{}, angle))
		rows, at, turned := Rows{Gap: 0.2, Desk: data.Size{Width: 1.6, Height: 0.8}}.Along(from, to, step)
		if turned > 90+1e-9 && turned < 270 {
			t.Fatalf("upside down by %v", turned)
		}
		if off := math.Mod(turned, 15); step == 15 && min(off, 15-off) > 1e-6 {
			t.Fatalf("turned by %v", turned)
		}
		keys := d.PlaceRows(rows, at, turned)
		width, _ := rows.extent()
		end := at.Plus(Point{width, 0}.About(Point{}, turned))
		if math.Min(at.Minus(from).Length(), end.Minus(from).Length()) > 1e-9 || width > long+1e-9 && len(keys) > 1 {
			t.Fatalf("from %v to %v, not from %v; %v of %v", at, end, from, width, long)
		}
		box, is, ok := d.Laid(keys)
		if !ok || math.Abs(is-turned) > 1e-9 || math.Abs(box.W-width) > 1e-6 || math.Abs(box.H-0.8) > 1e-6 || (Point{box.X, box.Y}).Minus(at).Length() > 1e-6 {
			t.Fatalf("laid %v by %v at %v; is %v by %v", width, turned, at, box, is)
		}
	})
	d := New(data.Floor{ID: "f", Layout: data.Size{Width: 10, Height: 10}, Unit: data.UnitMetres}, data.Floor{})
	if _, _, ok := d.Laid([]Key{99}); ok {
		t.Error("rows that are gone are found")
	}
}
