package data

import "slices"

// Fixture is what is on a floor and can't be booked: rooms, stairs, printers, text,
// and the zones under the desks.
type Fixture struct {
	ID       string  `json:"id"`
	Label    string  `json:"label"`
	Type     string  `json:"type"` // one of the Fixture constants; any other is drawn as a plain shape
	Position Point   `json:"position"`
	Size     Size    `json:"size"`
	Rotation float64 `json:"rotation"`
	Color    string  `json:"color,omitempty"` // #RRGGBB, or empty for the theme's
	// Outline are the corners of its shape, one after the other, as fractions from 0 to 1
	// of the box that Position and Size say; so it moves, grows and turns with the box.
	// Empty is the box itself. See [CheckOutline].
	Outline []Point `json:"outline,omitempty"`
}

// The types of fixtures that are drawn each in a way of its own.
const (
	FixtureRoom    = "room"
	FixtureWall    = "wall"
	FixtureStairs  = "stairs"
	FixturePrinter = "printer"
	FixturePlant   = "plant"
	FixtureKitchen = "kitchen"
	FixtureText    = "text" // the label alone
	FixtureZone    = "zone" // an area under the desks; the label is the zone's name
)

// FixtureTypes returns those types.
func FixtureTypes() []string {
	return []string{FixtureRoom, FixtureWall, FixtureStairs, FixturePrinter, FixturePlant, FixtureKitchen, FixtureText, FixtureZone}
}

// Equal reports whether two fixtures are the same in every part.
func (x Fixture) Equal(y Fixture) bool {
	return x.ID == y.ID && x.Label == y.Label && x.Type == y.Type && x.Position == y.Position && x.Size == y.Size &&
		x.Rotation == y.Rotation && x.Color == y.Color && slices.Equal(x.Outline, y.Outline)
}

func (x Fixture) check() error {
	if err := CheckID("fixtures.id", x.ID); err != nil {
		return err
	}
	for _, text := range []string{x.Label, x.Type, x.Color} {
		if err := checkText("fixtures.label", text, MaxNameLength); err != nil {
			return err
		}
	}
	if !onFloor(x.Position, x.Size, x.Rotation) {
		return &RuleError{Field: "fixtures.position", Value: x.ID, Rule: RuleOutside}
	}
	return CheckOutline(x.ID, x.Outline)
}

// CheckOutline returns a [*RuleError] for the outline of a fixture that has one or two
// corners, more than MaxCorners, or one outside of the box.
func CheckOutline(fixtureID string, outline []Point) error {
	rule := Rule("")
	switch {
	case len(outline) == 0:
		return nil
	case len(outline) < 3:
		rule = RuleTooFew
	case len(outline) > MaxCorners:
		rule = RuleTooMany
	case slices.ContainsFunc(outline, func(p Point) bool { return !IsOnFloor(p.X) || !IsOnFloor(p.Y) }):
		rule = RuleOutside
	default:
		return nil
	}
	return &RuleError{Field: "fixtures.outline", Value: fixtureID, Rule: rule}
}
