package data

import "slices"

// Office is a building or a part of one, with its floors.
type Office struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Code   string  `json:"code"`
	Floors []Floor `json:"floors"`
	// Retired offices are kept because bookings name their desks, all of which are retired.
	// They are no longer shown as offices; see [InUse].
	Retired bool `json:"retired,omitempty"`
}

// Floor is one storey of an office. Positions and sizes on it are fractions of
// its layout, from 0 to 1.
type Floor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Level    int       `json:"level"`
	Layout   Size      `json:"layout"` // its extent in Unit
	Fixtures []Fixture `json:"fixtures"`
	Desks    []Desk    `json:"desks"`
	// Unit is UnitMetres, or empty where nobody knows the scale: only the proportion
	// of the layout counts then.
	Unit string `json:"unit,omitempty"`
	// Background is a picture under all that is on the floor, or nil.
	Background *Background `json:"background,omitempty"`
	// Retired is as with an office.
	Retired bool `json:"retired,omitempty"`
}

// UnitMetres is the unit of a layout whose width and height are metres.
const UnitMetres = "m"

// Desk is a place that can be booked for a day: a desk, or what its kind says.
type Desk struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Position Point    `json:"position"` // the top left corner before the rotation
	Size     Size     `json:"size"`
	Rotation float64  `json:"rotation"` // degrees clockwise about the desk's centre
	Zone     string   `json:"zone"`
	Features []string `json:"features"`
	Kind     Kind     `json:"kind,omitempty"`
	// Retired desks are kept because bookings name them. They can't be booked.
	Retired bool `json:"retired,omitempty"`
	// Blocks are the days on which the desk can't be booked, by their first days;
	// no two of them overlap.
	Blocks []Block `json:"blocks,omitempty"`
}

// Point is a place on a floor, from the top left corner.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Size is an extent, in fractions of a layout or, for a layout, in any unit.
type Size struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// DeskRef names a desk among all offices. A desk's own ID is unique on its floor.
type DeskRef struct {
	Office string `json:"office"`
	Floor  string `json:"floor"`
	Desk   string `json:"deskId"`
}

// String returns office/floor/desk.
func (r DeskRef) String() string { return r.Office + "/" + r.Floor + "/" + r.Desk }

// Check returns a [*RuleError] for the first thing on the office that can't be:
// an ID that is missing or used twice, text that is too long, a place outside
// the floor.
func (o Office) Check() error {
	if err := CheckID("id", o.ID); err != nil {
		return err
	}
	if err := checkText("name", o.Name, MaxNameLength); err != nil {
		return err
	}
	if err := checkText("code", o.Code, MaxNameLength); err != nil {
		return err
	}
	if len(o.Floors) > MaxFloors {
		return &RuleError{Field: "floors", Rule: RuleTooMany}
	}
	return checkAll("floors.id", o.Floors, func(f Floor) string { return f.ID })
}

// checkAll checks things of one list, of which no two have one ID.
func checkAll[T interface{ check() error }](field string, things []T, id func(T) string) error {
	seen := map[string]bool{}
	for _, thing := range things {
		if id := id(thing); seen[id] {
			return &RuleError{Field: field, Value: id, Rule: RuleTwice}
		}
		seen[id(thing)] = true
		if err := thing.check(); err != nil {
			return err
		}
	}
	return nil
}

func (f Floor) check() error {
	if err := CheckID("floors.id", f.ID); err != nil {
		return err
	}
	if err := checkText("floors.name", f.Name, MaxNameLength); err != nil {
		return err
	}
	if !IsExtent(f.Layout.Width) || !IsExtent(f.Layout.Height) {
		return &RuleError{Field: "floors.layout", Value: f.ID, Rule: RuleOutside}
	}
	if len(f.Desks) > MaxDesks || len(f.Fixtures) > MaxDesks {
		return &RuleError{Field: "floors.desks", Value: f.ID, Rule: RuleTooMany}
	}
	if f.Unit != "" && f.Unit != UnitMetres {
		return &RuleError{Field: "floors.unit", Value: f.Unit, Rule: RuleUnknown}
	}
	if f.Background != nil {
		if err := f.Background.Check(); err != nil {
			return err
		}
	}
	if err := checkAll("desks.id", f.Desks, func(d Desk) string { return d.ID }); err != nil {
		return err
	}
	return checkAll("fixtures.id", f.Fixtures, func(x Fixture) string { return x.ID })
}

func (d Desk) check() error {
	if err := CheckID("desks.id", d.ID); err != nil {
		return err
	}
	for _, text := range append([]string{d.Label, d.Zone}, d.Features...) {
		if err := checkText("desks.label", text, MaxNameLength); err != nil {
			return err
		}
	}
	if len(d.Features) > MaxFeatures {
		return &RuleError{Field: "desks.features", Value: d.ID, Rule: RuleTooMany}
	}
	if !onFloor(d.Position, d.Size, d.Rotation) {
		return &RuleError{Field: "desks.position", Value: d.ID, Rule: RuleOutside}
	}
	if !IsKind(d.Kind) {
		return &RuleError{Field: "desks.kind", Value: string(d.Kind), Rule: RuleUnknown}
	}
	return CheckBlocks(d.ID, d.Blocks)
}

// InUse returns the offices without those, and without the floors, that are retired.
func InUse(offices []Office) []Office {
	used := make([]Office, 0, len(offices))
	for _, o := range offices {
		if !o.Retired {
			o.Floors = slices.DeleteFunc(slices.Clone(o.Floors), func(f Floor) bool { return f.Retired })
			used = append(used, o)
		}
	}
	return used
}

// Equal reports whether two offices are the same in every part.
func (o Office) Equal(p Office) bool {
	return o.ID == p.ID && o.Name == p.Name && o.Code == p.Code && o.Retired == p.Retired &&
		slices.EqualFunc(o.Floors, p.Floors, Floor.Equal)
}

// Equal reports whether two floors are the same in every part.
func (f Floor) Equal(g Floor) bool {
	return f.ID == g.ID && f.Name == g.Name && f.Level == g.Level && f.Layout == g.Layout && f.Unit == g.Unit && f.Retired == g.Retired &&
		f.Background.Equal(g.Background) && slices.EqualFunc(f.Fixtures, g.Fixtures, Fixture.Equal) &&
		slices.EqualFunc(f.Desks, g.Desks, Desk.Equal)
}

// Equal reports whether two desks are the same in every part.
func (d Desk) Equal(e Desk) bool {
	return d.ID == e.ID && d.Label == e.Label && d.Position == e.Position && d.Size == e.Size &&
		d.Rotation == e.Rotation && d.Zone == e.Zone && d.Kind == e.Kind && d.Retired == e.Retired &&
		slices.Equal(d.Features, e.Features) && slices.Equal(d.Blocks, e.Blocks)
}

func onFloor(p Point, s Size, rotation float64) bool {
	return IsOnFloor(p.X) && IsOnFloor(p.Y) && IsExtent(s.Width) && IsExtent(s.Height) &&
		IsOnFloor(p.X+s.Width) && IsOnFloor(p.Y+s.Height) && IsRotation(rotation)
}
