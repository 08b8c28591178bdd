package ui

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// planDrawing holds the canvas objects of a [FloorPlan].
type planDrawing struct {
	plan    *FloorPlan
	objects []fyne.CanvasObject

	fixtures []*fixtureView
	zones    []*zoneView
	desks    []*deskView
	byID     map[string]*deskView

	hover, ring *shape
	focus       *canvas.Rectangle
	legend      *planLegend
	card        *deskCard
	empty       *canvas.Text
	emptyMore   *canvas.Text
}

type fixtureView struct {
	fixture data.Fixture
	shape   *shape
	lines   []*canvas.Text // those of texts that are in use
	texts   []*canvas.Text
}

type zoneView struct {
	name    string
	desks   []*deskView
	caption *canvas.Text
}

type deskView struct {
	desk        data.Desk
	out         outline
	shape       *shape
	hatch       []*canvas.Line // those of hatchLines that are in use
	hatchLines  []*canvas.Line
	label, name *canvas.Text
}

const (
	legendHeight float32 = 44
	planInset    float32 = 22 // about the floor
	planTop      float32 = 30 // the captions of the topmost zones stand in it
)

func newPlanDrawing(p *FloorPlan) *planDrawing {
	d := &planDrawing{
		plan: p, byID: map[string]*deskView{},
		hover: newShape(6), ring: newShape(10), focus: canvas.NewRectangle(color.Transparent),
		legend: newPlanLegend(), card: newDeskCard(),
		empty: canvas.NewText("", nil), emptyMore: canvas.NewText("", nil),
	}
	d.hover.shown, d.ring.shown = false, false
	d.empty.Alignment, d.emptyMore.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	return d
}

func (d *planDrawing) view(deskID string) *deskView { return d.byID[deskID] }

// rebuild makes the views for another floor.
func (d *planDrawing) rebuild() {
	d.fixtures, d.zones, d.desks = nil, nil, nil
	clear(d.byID)
	for _, f := range d.plan.floor.Fixtures {
		d.fixtures = append(d.fixtures, &fixtureView{fixture: f, shape: newShape(6)})
	}
	zones := map[string]*zoneView{}
	for _, desk := range d.plan.floor.Desks {
		view := &deskView{desk: desk, shape: newShape(6), label: canvas.NewText("", nil), name: canvas.NewText("", nil)}
		d.desks = append(d.desks, view)
		d.byID[desk.ID] = view
		name := words.Plain(desk.Zone)
		if name == "" {
			continue
		}
		if zones[name] == nil {
			zones[name] = &zoneView{name: name, caption: canvas.NewText("", nil)}
			d.zones = append(d.zones, zones[name])
		}
		zones[name].desks = append(zones[name].desks, view)
	}
}

// arrange places and paints everything for the present size and theme.
func (d *planDrawing) arrange() {
	size := d.plan.Size()
	space := fyne.NewSize(size.Width-2*planInset, size.Height-legendHeight-planTop-planInset)
	if space.Width <= 0 || space.Height <= 0 {
		return
	}
	floor := fitPlane(d.plan.floor, fyne.NewPos(planInset, planTop), space)

	d.objects = d.objects[:0:0] // a new slice: the painter may still walk the old one
	for _, f := range d.fixtures {
		f.shape.place(floor.outline(f.fixture.Position, f.fixture.Size, f.fixture.Rotation))
		d.paintFixture(f)
		d.objects = append(d.objects, f.shape.only())
		for _, line := range f.lines {
			d.objects = append(d.objects, line)
		}
	}
	for _, desk := range d.desks {
		desk.out = floor.outline(desk.desk.Position, desk.desk.Size, desk.desk.Rotation)
		desk.shape.place(desk.out)
		desk.placeHatch()
		d.paintDesk(desk)
		d.objects = append(d.objects, desk.shape.only())
		for _, line := range desk.hatch {
			d.objects = append(d.objects, line)
		}
		d.objects = append(d.objects, desk.label, desk.name)
	}
	for _, zone := range d.zones {
		d.placeCaption(zone)
		d.objects = append(d.objects, zone.caption)
	}
	d.placeEmpty(size)
	d.objects = append(d.objects, d.empty, d.emptyMore)
	d.objects = append(d.objects, d.hover.objects()...)
	d.objects = append(d.objects, d.ring.objects()...)

	d.legend.place(fyne.NewPos(0, size.Height-legendHeight), fyne.NewSize(size.Width, legendHeight))
	d.paintLegend()
	d.objects = append(d.objects, d.legend.objects()...)
	d.focus.Move(fyne.NewPos(1, 1))
	d.focus.Resize(size.SubtractWidthHeight(2, 2))
	d.objects = append(d.objects, d.focus)
	d.objects = append(d.objects, d.card.objects()...)
	d.paintMarks()
	canvas.Refresh(d.plan)
}

func (d *planDrawing) color(name fyne.ThemeColorName) color.Color {
	return theme.ColorForWidget(name, d.plan)
}

func (d *planDrawing) paintFixture(f *fixtureView) {
	fill, text := d.color(ColorNameRoom), d.color(ColorNameQuiet)
	if own, ok := parseColor(f.fixture.Color); ok {
		// Only a tint of its colour: every text on the plan must stay readable.
		fill, text = mix(fill, own, 0.2), d.color(theme.ColorNameForeground)
	}
	f.shape.paint(fill, d.color(ColorNameLine), 1)

	f.lines = nil
	height := textHeight(13)
	most := int((f.shape.out.height - 4) / height)
	width := f.shape.out.roomFor(height) - 12
	label := words.Plain(f.fixture.Label)
	if most < 1 || width < 12 || label == "" {
		return
	}
	lines := wrapWords(label, width, 13)
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	if !f.shape.out.isStraight() {
		lines = []string{label}
	}
	top := f.shape.out.center.Y - height*float32(len(lines))/2
	for i, line := range lines {
		// The texts are used again: Fyne takes a new object for a reason to lay out
		// anew, and would do so for ever.
		if i == len(f.texts) {
			f.texts = append(f.texts, canvas.NewText("", nil))
		}
		t := f.texts[i]
		t.Text, t.Color = fitEnd(line, width, 13, fyne.TextStyle{}), text
		t.TextSize, t.Alignment = 13, fyne.TextAlignCenter
		t.Move(fyne.NewPos(f.shape.out.center.X-width/2, top+float32(i)*height))
		t.Resize(fyne.NewSize(width, height))
		f.lines = append(f.lines, t)
	}
}

// wrapWords breaks text between words only; a word that is too wide is left to
// be cut.
func wrapWords(text string, width, size float32) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && textWidth(lines[n-1]+" "+word, size, fyne.TextStyle{}) <= width {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// placeCaption puts the name of a zone above its desks, or hides it where it
// would lie on the desks of another zone.
func (d *planDrawing) placeCaption(z *zoneView) {
	const size = 11.5
	style := fyne.TextStyle{Bold: true}
	left, top, right := float32(0), float32(0), float32(0)
	for i, desk := range z.desks {
		pos, extent := desk.out.bounds()
		if i == 0 {
			left, top, right = pos.X, pos.Y, pos.X+extent.Width
		}
		left, top, right = min(left, pos.X), min(top, pos.Y), max(right, pos.X+extent.Width)
	}
	height := textHeight(size)
	text := fitEnd(strings.ToUpper(z.name), max(right-left, 72), size, style)
	z.caption.Text, z.caption.TextSize, z.caption.TextStyle, z.caption.Color = text, size, style, d.color(ColorNameQuiet)
	pos := fyne.NewPos(left, top-height-3)
	z.caption.Move(pos)
	width := textWidth(text, size, style)
	z.caption.Resize(fyne.NewSize(width, height))
	z.caption.Hidden = pos.Y < 0 || pos.X+width > d.plan.Size().Width
	for _, desk := range d.desks {
		at, extent := desk.out.bounds()
		if at.X < pos.X+width && at.X+extent.Width > pos.X && at.Y < pos.Y+height-2 && at.Y+extent.Height > pos.Y+2 {
			z.caption.Hidden = true
		}
	}
	z.caption.Refresh()
}

func (d *planDrawing) placeEmpty(size fyne.Size) {
	d.empty.Hidden = len(d.desks) > 0
	d.emptyMore.Hidden = d.empty.Hidden
	title, more := words.Say("plan.no-floor"), words.Say("plan.no-floor-more")
	if d.plan.floor.ID != "" {
		title = words.Say("plan.no-desks", words.Args{"Floor": words.Plain(d.plan.floor.Name)})
		more = words.Say("plan.no-desks-more")
	}
	middle := (size.Height - legendHeight) / 2
	for i, t := range []*canvas.Text{d.empty, d.emptyMore} {
		t.Text, t.TextSize, t.Color = title, titleText, d.color(theme.ColorNameForeground)
		t.TextStyle = fyne.TextStyle{Bold: true}
		if i == 1 {
			t.Text, t.TextSize, t.Color, t.TextStyle = more, bodyText, d.color(ColorNameQuiet), fyne.TextStyle{}
		}
		t.Text = fitEnd(t.Text, size.Width-2*planInset, t.TextSize, t.TextStyle)
		t.Move(fyne.NewPos(planInset, middle-28+float32(i)*26))
		t.Resize(fyne.NewSize(size.Width-2*planInset, 24))
		t.Refresh()
	}
}

func (d *planDrawing) paintLegend() {
	free, booked, retired := 0, 0, 0
	for _, desk := range d.desks {
		switch d.plan.state(desk.desk) {
		case deskBooked:
			booked++
		case deskRetired:
			retired++
		default:
			free++
		}
	}
	d.legend.paint(free, booked, retired, d.color)
}

// paintMarks shows what is hovered, selected and focused, and the card.
func (d *planDrawing) paintMarks() {
	mark := func(s *shape, deskID string, by float32) {
		view := d.view(deskID)
		s.show(false)
		if view != nil {
			s.shown = true
			s.place(view.out.grow(by))
		}
	}
	mark(d.hover, d.plan.hovered, 0)
	mark(d.ring, d.plan.selected, 5)
	d.hover.paint(d.color(theme.ColorNameHover), color.Transparent, 0)
	d.ring.paint(color.Transparent, d.color(ColorNameRing), 3)

	d.focus.StrokeColor, d.focus.StrokeWidth, d.focus.CornerRadius = d.color(theme.ColorNamePrimary), 2, cardRadius-1
	d.focus.Hidden = !d.plan.focused
	d.focus.Refresh()

	if view := d.plan.explained(); view != nil {
		seat, taken := d.plan.seats[view.desk.ID]
		d.card.show(view, d.plan.state(view.desk), seat, taken, d.plan.Size(), d.color)
	} else {
		d.card.hide()
	}
}

// parseColor reads #RRGGBB.
func parseColor(text string) (color.Color, bool) {
	if len(text) != 7 || text[0] != '#' {
		return nil, false
	}
	v, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		return nil, false
	}
	return rgb(uint32(v)), true
}
