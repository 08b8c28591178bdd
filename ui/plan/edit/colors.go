package edit

import (
	"hash/fnv"
	"image/color"
	"strconv"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
)

// hues are those that a zone or a room can have, each as data has it.
var hues = []string{"#1D5FC4", "#1F7A4C", "#B7791F", "#8A4FBF", "#C2410C", "#0E7C86"}

// zoneHue gives a zone without a colour one by its name, always the same.
func zoneHue(name string) color.Color {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	c, _ := parseColor(hues[h.Sum32()%uint32(len(hues))])
	return c
}

// parseColor reads #RRGGBB.
func parseColor(text string) (color.Color, bool) {
	if !data.IsColor(text) {
		return nil, false
	}
	v, err := strconv.ParseUint(text[1:], 16, 32)
	return kit.RGB(uint32(v)), err == nil
}
