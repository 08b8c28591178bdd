package enginetest

import (
	"slices"

	"pgregory.net/rapid"

	"seatkeeper/data"
)

// AnyOffices makes offices of every sort that can be, some with one of these pictures
// under a floor. Their desks have no blocks.
func AnyOffices(pictures ...string) *rapid.Generator[[]data.Office] {
	return rapid.Custom(func(t *rapid.T) []data.Office {
		office := rapid.Custom(func(t *rapid.T) data.Office {
			return data.Office{
				ID: anyID.Draw(t, "id"), Name: anyText.Draw(t, "name"), Code: anyText.Draw(t, "code"),
				Floors: rapid.SliceOfNDistinct(anyFloor(pictures), 0, 2, func(f data.Floor) string { return f.ID }).Draw(t, "floors"),
			}
		})
		return rapid.SliceOfNDistinct(office, 0, 3, func(o data.Office) string { return o.ID }).Draw(t, "offices")
	})
}

var (
	anyID = rapid.StringMatching(`[^\x00-\x1f\x7f-\x{9f}]{1,20}`).Filter(func(s string) bool { return data.CheckID("", s) == nil })
	// anyText may be empty.
	anyText = rapid.OneOf(rapid.Just(""), rapid.String()).Filter(func(s string) bool { return data.CheckLabel("", s) == nil })
)

// anyBox is a place on a floor and the extent of what is there.
var anyBox = rapid.Custom(func(t *rapid.T) (b struct {
	data.Point
	data.Size
}) {
	b.X, b.Y = rapid.Float64Range(-1e-6, 0.5).Draw(t, "x"), rapid.Float64Range(-1e-6, 0.5).Draw(t, "y")
	b.Width, b.Height = rapid.Float64Range(1e-300, 0.5).Draw(t, "w"), rapid.Float64Range(1e-300, 0.5).Draw(t, "h")
	return b
})

var anyDeskPlan = rapid.Custom(func(t *rapid.T) data.Desk {
	b := anyBox.Draw(t, "box")
	return data.Desk{
		ID: anyID.Draw(t, "id"), Label: anyText.Draw(t, "label"), Position: b.Point, Size: b.Size, Zone: anyText.Draw(t, "zone"),
		Rotation: rapid.Float64Range(-360, 360).Draw(t, "rotation"), Retired: rapid.Bool().Draw(t, "retired"),
		Features: rapid.SliceOfN(anyText, 0, 3).Draw(t, "features"), Kind: rapid.SampledFrom(data.Kinds()).Draw(t, "kind"),
	}
})

var anyFixture = rapid.Custom(func(t *rapid.T) data.Fixture {
	b := anyBox.Draw(t, "box")
	corner := rapid.Custom(func(t *rapid.T) data.Point {
		return data.Point{X: rapid.Float64Range(0, 1).Draw(t, "x"), Y: rapid.Float64Range(0, 1).Draw(t, "y")}
	})
	x := data.Fixture{
		ID: anyID.Draw(t, "id"), Label: anyText.Draw(t, "label"), Position: b.Point, Size: b.Size,
		Type:     rapid.OneOf(anyText, rapid.SampledFrom(data.FixtureTypes())).Draw(t, "type"),
		Rotation: rapid.Float64Range(-360, 360).Draw(t, "rotation"), Color: rapid.StringMatching(`(#[0-9A-Fa-f]{6})?`).Draw(t, "color"),
	}
	if rapid.Bool().Draw(t, "has an outline") {
		x.Outline = rapid.SliceOfN(corner, 3, 6).Draw(t, "outline")
	}
	return x
})

func anyFloor(pictures []string) *rapid.Generator[data.Floor] {
	return rapid.Custom(func(t *rapid.T) data.Floor {
		f := data.Floor{
			ID: anyID.Draw(t, "id"), Name: anyText.Draw(t, "name"), Level: rapid.Int().Draw(t, "level"),
			Layout:   data.Size{Width: rapid.Float64Range(1e-300, 1e38).Draw(t, "w"), Height: rapid.Float64Range(1e-300, 1e38).Draw(t, "h")},
			Unit:     rapid.SampledFrom([]string{"", data.UnitMetres}).Draw(t, "unit"),
			Fixtures: rapid.SliceOfNDistinct(anyFixture, 0, 3, func(x data.Fixture) string { return x.ID }).Draw(t, "fixtures"),
			Desks:    rapid.SliceOfNDistinct(anyDeskPlan, 0, 3, func(d data.Desk) string { return d.ID }).Draw(t, "desks"),
		}
		if picture := rapid.SampledFrom(slices.Concat([]string{""}, pictures)).Draw(t, "picture"); picture != "" {
			reach, extent := rapid.Float64Range(-data.MaxReach, data.MaxReach), rapid.Float64Range(1e-300, data.MaxReach)
			f.Background = &data.Background{
				Picture:  picture,
				Position: data.Point{X: reach.Draw(t, "x"), Y: reach.Draw(t, "y")},
				Size:     data.Size{Width: extent.Draw(t, "width"), Height: extent.Draw(t, "height")},
			}
		}
		return f
	})
}
