package imports

import (
	"fmt"
	"image/color"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage/drawings"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// DrawnFloor is a floor that was read from a drawing, and where it is to go.
type DrawnFloor struct {
	OfficeID   string // of the office that gets it, or empty for a new one
	OfficeName string // of the new office
	Floor      data.Floor
}

// Drawing shows the layers and colours of a drawing: whoever imports says which of them
// are desks and which are rooms, what the floor is called and which office it is of.
type Drawing struct {
	drawing  *drawings.Drawing
	offices  []data.Office
	onImport func(DrawnFloor, func(error))

	Sheet  *kit.Sheet
	office *kit.Choice
	isNew  fyne.CanvasObject // the row with the new office's name
	name   *kit.SheetEntry
	floor  *kit.SheetEntry
	sum    *kit.Paragraph
	groups []*kit.Choice // the role of each group
	column *kit.Column
}

// mostGroups bounds the groups that can be chosen in the window: those with the most
// rectangles.
const mostGroups = 40

// roles are what a group can be, in the order of the choice.
var roles = []drawings.Role{drawings.RoleDesk, drawings.RoleRoom, drawings.RoleNone}

// ShowDrawing lays the groups of a drawing over the window. The floor is for the office that
// is shown, by its ID, unless another one is chosen.
func ShowDrawing(win fyne.Window, path string, drawing *drawings.Drawing, offices []data.Office, shown string, onImport func(DrawnFloor, func(error))) *Drawing {
	d := &Drawing{drawing: drawing, offices: offices, onImport: onImport, sum: kit.NewParagraph("", kit.BodyText, theme.ColorNameForeground)}
	d.sum.Style.Bold = true
	from := kit.NewSmallLine(words.Plain(filepath.Base(path)))
	from.CutMiddle, from.MinWidth = true, 120
	d.office = kit.NewChoice("")
	d.name = kit.NewSheetEntry(words.Say("drawing.office-hint"), func(string) { d.show() })
	d.floor = kit.NewSheetEntry(words.Say("drawing.floor-hint"), func(string) { d.show() })
	d.isNew = kit.FormRow(words.Say("drawing.office-name"), d.name)
	parts := []fyne.CanvasObject{
		from, kit.FormRow(words.Say("drawing.floor"), d.floor), kit.FormRow(words.Say("drawing.office"), d.office), d.isNew,
		kit.NewParagraph(words.Say("drawing.ask"), kit.BodyText, theme.ColorNameForeground),
	}
	for i := range drawing.Groups[:min(len(drawing.Groups), mostGroups)] {
		choice := d.newRole(i)
		d.groups = append(d.groups, choice)
		parts = append(parts, d.newGroup(drawing.Groups[i], choice))
	}
	parts = append(parts, d.sum)
	d.column = kit.NewColumn(parts...)
	d.Sheet = kit.NewSheet(words.Say("drawing.title"), d.column, kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("import.do"), Run: d.do})
	d.Sheet.Want = fyne.NewSize(kit.SheetWidth-80, 0)
	d.Sheet.First = d.floor
	d.setOffices(shown)
	d.floor.SetText(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	d.floor.Selects = true
	for _, entry := range []*kit.SheetEntry{d.name, d.floor} {
		entry.OnKey = d.Sheet.FieldKey
		entry.OnFocus = d.Sheet.Reveal
	}
	for _, c := range append(d.groups, d.office) {
		c.Pick.OnKey = d.Sheet.FieldKey
		c.Pick.OnFocus = func() { d.Sheet.Reveal(c) }
	}
	d.show()
	kit.ShowSheet(win, d.Sheet)
	return d
}

// setOffices offers the offices that are there, and a new one behind them.
func (d *Drawing) setOffices(shown string) {
	var names []string
	chosen := 0
	for i, o := range d.offices {
		names = append(names, words.Plain(o.Name))
		if o.ID == shown {
			chosen = i
		}
	}
	d.office.Set(append(names, words.Say("drawing.new-office")), chosen)
	d.office.OnChanged = func(int) { d.show() }
}

// newRole is the choice of what a group is.
func (d *Drawing) newRole(i int) *kit.Choice {
	choice := kit.NewChoice("")
	names, chosen := []string{}, 0
	for at, role := range roles {
		names = append(names, words.Say([]string{"drawing.desks", "drawing.rooms", "drawing.none"}[at]))
		if role == d.drawing.Groups[i].Role {
			chosen = at
		}
	}
	choice.Set(names, chosen)
	choice.OnChanged = func(at int) {
		d.drawing.Groups[i].Role = roles[at]
		d.show()
	}
	return choice
}

// newGroup is a row that says what a group is and lets its role be chosen.
func (d *Drawing) newGroup(g drawings.Group, choice *kit.Choice) fyne.CanvasObject {
	line := kit.NewLine(groupName(g))
	line.MinWidth = 160
	return container.New(kit.Spread{Grow: 1}, newSwatch(g.Color), line, choice)
}

// newSwatch shows a colour of the drawing; its code stands beside it.
func newSwatch(code string) fyne.CanvasObject {
	const side = 16
	fill := color.NRGBA{}
	if data.IsColor(code) {
		_, _ = fmt.Sscanf(code, "#%02X%02X%02X", &fill.R, &fill.G, &fill.B) // IsColor says that it is one
		fill.A = 255
	}
	swatch := canvas.NewRectangle(fill)
	swatch.StrokeColor, swatch.StrokeWidth, swatch.CornerRadius = theme.Color(theme.ColorNameInputBorder), 1, 3
	swatch.SetMinSize(fyne.NewSize(side, side))
	return container.NewCenter(swatch)
}

func groupName(g drawings.Group) string {
	layer := words.Say("drawing.no-layer")
	if g.Layer != "" {
		layer = words.Plain(g.Layer)
	}
	var counts []string
	if g.Rectangles > 0 {
		counts = append(counts, words.Count("drawing-rectangles", g.Rectangles))
	}
	if g.Others > 0 {
		counts = append(counts, words.Count("drawing-others", g.Others))
	}
	return words.Dots(append([]string{layer, g.Color}, counts...)...)
}

// result returns the floor as it would be.
func (d *Drawing) result() (f DrawnFloor, leftOut int) {
	if i := d.office.Pick.SelectedIndex(); i >= 0 && i < len(d.offices) {
		f.OfficeID = d.offices[i].ID
	} else {
		f.OfficeName = strings.TrimSpace(d.name.Text)
	}
	f.Floor, leftOut = d.drawing.Floor("", strings.TrimSpace(d.floor.Text))
	return f, leftOut
}

// show says what would be imported, and lets it be when all is said that must be.
func (d *Drawing) show() {
	if d.Sheet == nil {
		return
	}
	f, leftOut := d.result()
	text := words.Say("drawing.counts", words.Args{"Desks": words.Count("desks", len(f.Floor.Desks)), "Rooms": words.Count("drawing-rooms", len(f.Floor.Fixtures))})
	if leftOut > 0 {
		text += " " + words.Count("drawing-left-out", leftOut)
	}
	d.sum.SetText(text)
	isNew := f.OfficeID == ""
	d.isNew.(*fyne.Container).Hidden = !isNew
	d.Sheet.SetReady(f.Floor.Name != "" && (!isNew || f.OfficeName != "") && len(f.Floor.Desks)+len(f.Floor.Fixtures) > 0)
	d.column.Refresh()
	d.Sheet.Refresh()
}

func (d *Drawing) do() {
	f, _ := d.result()
	d.Sheet.Run(func(done func(error)) { d.onImport(f, done) })
}
