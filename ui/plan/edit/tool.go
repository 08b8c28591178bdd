package edit

import (
	"seatkeeper/data"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/words"
)

// Tool is what the pointer does on the floor.
type Tool int

// The tools, in the order of their column.
const (
	SelectTool Tool = iota
	DeskTool
	RowTool
	RoomTool
	PolygonTool
	ZoneTool
	WallTool
	TextTool
	FixtureTool
	PictureTool
	MeasureTool
	toolCount
)

// toolKeys are what tools are called in words and by which letter they are taken.
var toolKeys = [toolCount]struct {
	name   string
	letter rune
}{
	{"select", 'v'}, {"desk", 'd'}, {"row", 'r'}, {"room", 'e'}, {"polygon", 'p'}, {"zone", 'z'},
	{"wall", 'w'}, {"text", 't'}, {"fixture", 'f'}, {"picture", 'b'}, {"measure", 'm'},
}

// toolNames and toolHelps are keys of words.
var (
	toolNames = [toolCount]string{"edit.tool-select", "edit.tool-desk", "edit.tool-row", "edit.tool-room", "edit.tool-polygon", "edit.tool-zone",
		"edit.tool-wall", "edit.tool-text", "edit.tool-fixture", "edit.tool-picture", "edit.tool-measure"}
	toolHelps = [toolCount]string{"edit.help-select", "edit.help-desk", "edit.help-row", "edit.help-room", "edit.help-polygon", "edit.help-zone",
		"edit.help-wall", "edit.help-text", "edit.help-fixture", "edit.help-picture", "edit.help-measure"}
)

func (t Tool) name() string { return words.Say(toolNames[t]) }

func (t Tool) help() string { return words.Say(toolHelps[t]) }

// boxed are the tools that draw a box and put a fixture into it.
func (t Tool) isBoxed() bool {
	return t == RoomTool || t == ZoneTool || t == TextTool || t == FixtureTool
}

// takesPoints reports whether it is led from point to point.
func (t Tool) takesPoints() bool { return t == PolygonTool || t == MeasureTool }

// settings are what the tools put on the floor.
type settings struct {
	rows    drawing.Rows // PerRow and Rows are 0 for as many as fit
	auto    bool         // the rows take the next free letter
	desk    data.Size
	kind    data.Kind
	fixture string // the type that FixtureTool puts
	shape   string // the type that PolygonTool puts
}

func newSettings(d *drawing.Drawing) settings {
	desk := d.UsualDesk()
	unit := desk.Width / 1.6
	return settings{
		rows: drawing.Rows{Gap: 0.2 * unit, Aisle: 1.2 * unit, BackToBack: true, Desk: desk},
		auto: true, desk: desk, fixture: data.FixtureStairs, shape: data.FixtureRoom,
	}
}

// usual returns the size of a fixture that is put by a click alone, in units.
func (s *Surface) usual(kind string) data.Size {
	unit := 1.0
	if !s.drawing.IsMetric() {
		unit = s.drawing.Size().Width / 30
	}
	size := data.Size{Width: 4, Height: 3}
	switch kind {
	case data.FixtureZone:
		size = data.Size{Width: 6, Height: 4}
	case data.FixtureText:
		size = data.Size{Width: 3, Height: 0.8}
	case data.FixtureStairs, data.FixtureKitchen:
		size = data.Size{Width: 3, Height: 2}
	case data.FixturePrinter:
		size = data.Size{Width: 1.2, Height: 0.8}
	case data.FixturePlant:
		size = data.Size{Width: 0.8, Height: 0.8}
	}
	return data.Size{Width: size.Width * unit, Height: size.Height * unit}
}

// boxKind is the type of the fixture that a boxed tool puts, and its first label.
func (s *Surface) boxKind() (kind, label string) {
	switch s.tool {
	case ZoneTool:
		return data.FixtureZone, words.Say("edit.new-zone")
	case TextTool:
		return data.FixtureText, words.Say("edit.new-text")
	case FixtureTool:
		return s.set.fixture, typeName(s.set.fixture)
	}
	return data.FixtureRoom, words.Say("edit.new-room")
}

// typeNames are keys of words.
var typeNames = map[string]string{
	data.FixtureRoom: "edit.type-room", data.FixtureWall: "edit.type-wall", data.FixtureStairs: "edit.type-stairs", data.FixturePrinter: "edit.type-printer",
	data.FixturePlant: "edit.type-plant", data.FixtureKitchen: "edit.type-kitchen", data.FixtureText: "edit.type-text", data.FixtureZone: "edit.type-zone",
}

// typeName says what a fixture is.
func typeName(kind string) string {
	if key, known := typeNames[kind]; known {
		return words.Say(key)
	}
	return words.Plain(kind)
}

// kindNames are keys of words.
var kindNames = map[data.Kind]string{
	data.KindDesk: "edit.kind-desk", data.KindParking: "edit.kind-parking", data.KindLocker: "edit.kind-locker", data.KindRoom: "edit.kind-room",
}
