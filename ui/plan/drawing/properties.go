package drawing

import (
	"slices"
	"strings"

	"seatkeeper/data"
)

// Value is what several things have in common: the value, unless they differ.
type Value[T any] struct {
	Is    T
	Mixed bool
}

// Properties are those of what is selected. Those of desks are told of the desks among it alone,
// those of fixtures of the fixtures.
type Properties struct {
	Desks, Fixtures int // how many of each

	Label                     Value[string]
	X, Y, Width, Height, Turn Value[float64] // of the box that is not turned
	Zone                      Value[string]
	Kind                      Value[data.Kind]
	Features                  Value[string] // with commas between
	Type, Color               Value[string]
	InZone                    bool // a zone gives one of the desks its name
}

// Properties tells those of what is selected.
func (d *Drawing) Properties() Properties {
	var p Properties
	zones := zonesOf(d.now.things)
	var label, zone, features, typ, color common[string]
	var kind common[data.Kind]
	var x, y, w, h, angle common[float64]
	for _, t := range d.Selected() {
		label.add(t.Label())
		x.add(t.Box.X)
		y.add(t.Box.Y)
		w.add(t.Box.W)
		h.add(t.Box.H)
		angle.add(t.Turn)
		if t.IsDesk() {
			p.Desks++
			zone.add(t.Desk.Zone)
			kind.add(t.Desk.Kind)
			features.add(strings.Join(t.Desk.Features, ", "))
			p.InZone = p.InZone || zoneAt(zones, t.Box.Center()) != nil
		} else {
			p.Fixtures++
			typ.add(t.Fixture.Type)
			color.add(t.Fixture.Color)
		}
	}
	p.Label, p.Zone, p.Kind, p.Features, p.Type, p.Color = label.value, zone.value, kind.value, features.value, typ.value, color.value
	p.X, p.Y, p.Width, p.Height, p.Turn = x.value, y.value, w.value, h.value, angle.value
	return p
}

type common[T comparable] struct {
	value Value[T]
	any   bool
}

func (c *common[T]) add(v T) {
	switch {
	case !c.any:
		c.value.Is, c.any = v, true
	case c.value.Is != v:
		var none T
		c.value = Value[T]{none, true}
	}
}

// SetLabel gives what is selected a label. Several desks get numbers behind it, in the order in
// which they stand, from the one it ends with or from 1; a # stands for the number.
func (d *Drawing) SetLabel(typed string) bool {
	typed = text(typed)
	desks := 0
	for _, t := range d.chosenFrom() {
		if t.IsDesk() {
			desks++
		}
	}
	if desks > 1 && typed != "" {
		return d.Number(ParsePattern(typed))
	}
	return d.editSelected(func(t *Thing) *Thing {
		if t.Label() == typed || desks > 0 && !t.IsDesk() {
			return t
		}
		return t.withLabel(typed)
	})
}

// ParsePattern reads "B", "B1", "B01" or "Desk #" as a numbering.
func ParsePattern(typed string) Numbering {
	typed = strings.ReplaceAll(typed, "#", "")
	prefix := strings.TrimRightFunc(typed, func(r rune) bool { return r >= '0' && r <= '9' })
	digits := typed[len(prefix):]
	n := Numbering{Prefix: prefix, From: 1, Step: 1}
	if digits == "" || len(digits) > 9 {
		return n
	}
	n.From = 0
	for _, r := range digits {
		n.From = 10*n.From + int(r-'0')
	}
	if digits[0] == '0' {
		n.Digits = len(digits)
	}
	return n
}

func (d *Drawing) editDesks(change func(*data.Desk)) bool {
	return d.editSelected(func(t *Thing) *Thing {
		if !t.IsDesk() {
			return t
		}
		changed := t.withDesk(change)
		if changed.Desk.Equal(*t.Desk) {
			return t
		}
		return changed
	})
}

func (d *Drawing) editFixtures(change func(*data.Fixture)) bool {
	return d.editSelected(func(t *Thing) *Thing {
		if t.IsDesk() {
			return t
		}
		changed := t.withFixture(change)
		if changed.Fixture.Equal(*t.Fixture) {
			return t
		}
		return changed
	})
}

// SetZone gives the selected desks a zone, but not those that lie in one that is drawn.
func (d *Drawing) SetZone(zone string) bool {
	return d.editDesks(func(desk *data.Desk) { desk.Zone = text(zone) })
}

// SetKind makes the selected desks places of another kind.
func (d *Drawing) SetKind(kind data.Kind) bool {
	return d.editDesks(func(desk *data.Desk) { desk.Kind = kind })
}

// SetFeatures gives the selected desks the features of a text with commas between them.
func (d *Drawing) SetFeatures(typed string) bool {
	features := ParseFeatures(typed)
	return d.editDesks(func(desk *data.Desk) { desk.Features = slices.Clone(features) })
}

// ParseFeatures reads a text with commas between features; each counts once.
func ParseFeatures(typed string) []string {
	features := []string{}
	for _, part := range strings.Split(typed, ",") {
		if part = text(part); part != "" && !slices.Contains(features, part) && len(features) < data.MaxFeatures {
			features = append(features, part)
		}
	}
	return features
}

// SetType makes the selected fixtures of another type.
func (d *Drawing) SetType(typ string) bool {
	return d.editFixtures(func(f *data.Fixture) { f.Type = typ })
}

// SetColor colours the selected fixtures, with #RRGGBB, or as the theme has it if that is empty.
func (d *Drawing) SetColor(color string) bool {
	if color != "" && !data.IsColor(color) {
		return false
	}
	return d.editFixtures(func(f *data.Fixture) { f.Color = color })
}

// SetSize gives each of what is selected a width and a height, in units, about its middle; what is
// 0 stays as it is.
func (d *Drawing) SetSize(width, height float64) bool {
	return d.editSelected(func(t *Thing) *Thing {
		size := data.Size{Width: t.Box.W, Height: t.Box.H}
		if width > 0 {
			size.Width = width
		}
		if height > 0 {
			size.Height = height
		}
		return t.sized(size)
	})
}

// SetTurn turns each of what is selected to an angle, about its own middle.
func (d *Drawing) SetTurn(angle float64) bool {
	return d.editSelected(func(t *Thing) *Thing {
		if t.Turn == turn(angle) {
			return t
		}
		return t.with(func(t *Thing) { t.Turn = turn(angle) })
	})
}

// SetUse puts the selected desks out of use, or back into it.
func (d *Drawing) SetUse(inUse bool) bool {
	return d.editDesks(func(desk *data.Desk) { desk.Retired = !inUse })
}
