package data

import "slices"

// Office is a building or a part of one, with its floors.
type Office struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Code   string  `json:"code"`
	Floors []Floor `json:"floors"`
}

// Floor is one storey of an office. Positions and sizes on it are fractions of
// its layout, from 0 to 1.
type Floor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Level    int       `json:"level"`
	Layout   Size      `json:"layout"` // in any unit: only the proportion counts
	Fixtures []Fixture `json:"fixtures"`
	Desks    []Desk    `json:"desks"`
}

// Fixture is what stands on a floor and is not a desk: rooms, stairs, printers.
type Fixture struct {
	ID       string  `json:"id"`
	Label    string  `json:"label"`
	Type     string  `json:"type"`
	Position Point   `json:"position"`
	Size     Size    `json:"size"`
	Rotation float64 `json:"rotation"`
	Color    string  `json:"color,omitempty"` // #RRGGBB, or empty for the theme's
}

// Desk is a place that can be booked for a day.
type Desk struct {
	ID       string   `json:"id"`
	Label    string   `json:"label"`
	Position Point    `json:"position"` // the top left corner before the rotation
	Size     Size     `json:"size"`
	Rotation float64  `json:"rotation"` // degrees clockwise about the desk's centre
	Zone     string   `json:"zone"`
	Features []string `json:"features"`
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
	seen := map[string]bool{}
	for _, f := range o.Floors {
		if seen[f.ID] {
			return &RuleError{Field: "floors.id", Value: f.ID, Rule: RuleTwice}
		}
		seen[f.ID] = true
		if err := f.check(); err != nil {
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
	seen := map[string]bool{}
	for _, d := range f.Desks {
		if seen[d.ID] {
			return &RuleError{Field: "desks.id", Value: d.ID, Rule: RuleTwice}
		}
		seen[d.ID] = true
		if err := d.check(); err != nil {
			return err
		}
	}
	clear(seen)
	for _, x := range f.Fixtures {
		if seen[x.ID] {
			return &RuleError{Field: "fixtures.id", Value: x.ID, Rule: RuleTwice}
		}
		seen[x.ID] = true
		if err := x.check(); err != nil {
			return err
		}
	}
	return nil
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
	return CheckBlocks(d.ID, d.Blocks)
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
	return nil
}

// Equal reports whether two offices are the same in every part.
func (o Office) Equal(p Office) bool {
	return o.ID == p.ID && o.Name == p.Name && o.Code == p.Code &&
		slices.EqualFunc(o.Floors, p.Floors, Floor.Equal)
}

// Equal reports whether two floors are the same in every part.
func (f Floor) Equal(g Floor) bool {
	return f.ID == g.ID && f.Name == g.Name && f.Level == g.Level && f.Layout == g.Layout &&
		slices.Equal(f.Fixtures, g.Fixtures) &&
		slices.EqualFunc(f.Desks, g.Desks, Desk.Equal)
}

// Equal reports whether two desks are the same in every part.
func (d Desk) Equal(e Desk) bool {
	return d.ID == e.ID && d.Label == e.Label && d.Position == e.Position && d.Size == e.Size &&
		d.Rotation == e.Rotation && d.Zone == e.Zone && d.Retired == e.Retired &&
		slices.Equal(d.Features, e.Features) && slices.Equal(d.Blocks, e.Blocks)
}

func onFloor(p Point, s Size, rotation float64) bool {
	return IsOnFloor(p.X) && IsOnFloor(p.Y) && IsExtent(s.Width) && IsExtent(s.Height) &&
		IsOnFloor(p.X+s.Width) && IsOnFloor(p.Y+s.Height) && IsRotation(rotation)
}
