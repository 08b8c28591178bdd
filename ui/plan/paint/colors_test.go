package paint

import (
	"image/color"
	"testing"

	"seatkeeper/ui/kit"
)

func TestZonesOfOneFloorLookDifferentAndAlwaysTheSame(t *testing.T) {
	plan := kit.RGB(0xFFFFFF)
	zones := []Zone{{"Sales", ""}, {"Design", ""}, {"Großraum", ""}, {"Chosen", "#C2410C"}, {"Sales", "#1D5FC4"}}
	tints := Tints(zones, plan)
	seen := map[color.Color]string{}
	for name, tint := range tints {
		if other := seen[tint]; other != "" {
			t.Errorf("%s and %s look the same", name, other)
		}
		seen[tint] = name
	}
	own, _ := Own("#C2410C")
	if len(tints) != 4 || tints["Chosen"] != kit.Pale(own, plan) || tints["Sales"] != Tints(zones[:1], plan)["Sales"] {
		t.Errorf("%v", tints)
	}
	for _, bad := range []string{"", "red", "#12345", "#GG0000"} {
		if c, ok := Own(bad); ok {
			t.Errorf("%q is %v", bad, c)
		}
	}
}
