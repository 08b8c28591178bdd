package paint

import (
	"image/color"
	"strconv"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
)

// Zone is an area with a name, and with the colour that somebody has chosen for it, as data has
// it, or none.
type Zone struct{ Name, Color string }

// Tints gives each zone the colour that somebody has chosen for it, and to the others one by the
// name; see [data.ZoneTints]. The zones are those of a floor in their order, plan is the colour under
// them.
func Tints(zones []Zone, plan color.Color) map[string]color.Color {
	var floor data.Floor
	for _, z := range zones {
		floor.Fixtures = append(floor.Fixtures, data.Fixture{Type: data.FixtureZone, Label: z.Name, Color: z.Color})
	}
	tints := make(map[string]color.Color, len(zones))
	for name, which := range data.ZoneTints(floor, kit.ZoneTints) {
		tints[name] = kit.ZoneTint(which, plan)
	}
	for _, z := range zones {
		if own, chosen := Own(z.Color); chosen && tints[z.Name] == nil {
			tints[z.Name] = kit.Pale(own, plan)
		}
	}
	return tints
}

// Tinted mixes a little of a colour that somebody has chosen into the fill of a room: every text on
// the plan must stay readable.
func Tinted(fill, own color.Color) color.Color { return kit.Mix(fill, own, 0.2) }

// OverPicture lets a picture under the floor be seen through a colour.
func OverPicture(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 0xA8
	return n
}

// Own reads the colour that somebody has chosen, #RRGGBB, if there is one.
func Own(text string) (color.Color, bool) {
	if !data.IsColor(text) {
		return nil, false
	}
	v, err := strconv.ParseUint(text[1:], 16, 32)
	return kit.RGB(uint32(v)), err == nil
}
