package data

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestZonesOfAFloorHaveTintsOfTheirOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tints := rapid.IntRange(1, 8).Draw(t, "tints")
		names := rapid.SliceOfN(rapid.StringMatching(`[A-D]?[1-4]?`), 0, 12).Draw(t, "names")
		var f Floor
		for i, name := range names {
			f.Fixtures = append(f.Fixtures, Fixture{ID: fmt.Sprint(i), Type: FixtureZone, Label: name})
		}
		f.Fixtures = append(f.Fixtures,
			Fixture{ID: "room", Type: FixtureRoom, Label: "Room"},
			Fixture{ID: "own", Type: FixtureZone, Label: "Own", Color: "#336699"},
			Fixture{ID: "own again", Type: FixtureZone, Label: "Own"})
		got := ZoneTints(f, tints)
		different, zones := map[int]bool{}, map[string]bool{}
		for _, name := range names {
			tint, there := got[name]
			if !there || tint < 0 || tint >= tints {
				t.Fatalf("zone %q has tint %d of %d, %v", name, tint, tints, there)
			}
			different[tint], zones[name] = true, true
		}
		if len(got) != len(zones) {
			t.Errorf("%d tints for %d zones: only a zone without a colour of its own has one: %v", len(got), len(zones), got)
		}
		if len(different) != min(tints, len(zones)) {
			t.Errorf("%d zones have %d of %d tints", len(zones), len(different), tints)
		}
	})
}
