package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// planDrawing holds the canvas objects of a [FloorPlan].
type planDrawing struct {
	plan    *FloorPlan
	objects []fyne.CanvasObject
	plane   plane // where the floor lies

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

	letters letters
	painted fyne.Size // the size of the plane for which the desks are painted
	stale   bool      // all is to be painted anew
	grown   bool      // there are objects that are not in objects yet
}

// deskView is how one desk is drawn.
type deskView struct {
	desk        data.Desk
	out         outline
	look        deskLook
	shape       *shape
	hatch       []*canvas.Line // used again; those not needed are hidden
	label, name *canvas.Text
	drawnAt     fyne.Position // the centre for which the texts are placed
	stale       bool          // to be painted when it comes into sight
}

const (
	legendHeight float32 = 44
	planInset    float32 = 22 // about the floor
	planTop      float32 = 30 // the captions of the topmost zones stand in it
)

func newPlanDrawing(p *FloorPlan) *planDrawing {
	d := &planDrawing{
		plan: p, byID: map[string]*deskView{}, grown: true,
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
	d.stale, d.grown = true, true
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

// arrange places everything for the present size and view. What only moved is
// not painted anew.
func (d *planDrawing) arrange() {
	size := d.plan.Size()
	if _, space := d.space(); space.Width <= 0 || space.Height <= 0 {
		return
	}
	d.locate()
	for _, desk := range d.desks {
		desk.out = d.plane.outline(desk.desk.Position, desk.desk.Size, desk.desk.Rotation)
	}
	// The size of the plane wavers in its last digits while it is moved.
	scaled := d.stale || abs(d.painted.Width-d.plane.size.Width) > 0.01 || abs(d.painted.Height-d.plane.size.Height) > 0.01
	if scaled {
		d.painted, d.stale = d.plane.size, false
		d.letters = lettersFor(d.desks)
	}
	for _, f := range d.fixtures {
		d.paintFixture(f)
	}
	for _, desk := range d.desks {
		d.placeDesk(desk, scaled)
	}
	for _, zone := range d.zones {
		d.placeCaption(zone)
	}
	d.placeEmpty(size)
	d.legend.place(fyne.NewPos(0, size.Height-legendHeight), fyne.NewSize(size.Width, legendHeight))
	d.paintLegend()
	d.focus.Move(fyne.NewPos(1, 1))
	d.focus.Resize(size.SubtractWidthHeight(2, 2))
	d.paintMarks()
	d.compose()
	canvas.Refresh(d.plan)
}

// compose lists the objects in the order in which they are drawn. The list stays
// the same as long as it can: Fyne takes a new object for a reason to lay out
// anew, and would do so for ever.
func (d *planDrawing) compose() {
	if !d.grown {
		return
	}
	d.grown = false
	d.objects = nil // a new slice: the painter may still walk the old one
	for _, f := range d.fixtures {
		d.objects = append(d.objects, f.shape.only())
		for _, line := range f.texts {
			d.objects = append(d.objects, line)
		}
	}
	for _, desk := range d.desks {
		d.objects = append(d.objects, desk.shape.only())
		for _, line := range desk.hatch {
			d.objects = append(d.objects, line)
		}
		d.objects = append(d.objects, desk.label, desk.name)
	}
	for _, zone := range d.zones {
		d.objects = append(d.objects, zone.caption)
	}
	d.objects = append(d.objects, d.empty, d.emptyMore)
	d.objects = append(d.objects, d.hover.objects()...)
	d.objects = append(d.objects, d.ring.objects()...)
	d.objects = append(d.objects, d.legend.objects()...) // hides what is drawn below the floor
	d.objects = append(d.objects, d.focus)
	d.objects = append(d.objects, d.card.objects()...)
}

// update paints the desks whose state changed, and what tells about them.
func (d *planDrawing) update() {
	if d.painted.IsZero() {
		return // arrange paints it all
	}
	for _, view := range d.desks {
		if view.look != d.plan.look(view.desk) {
			d.paintDesk(view)
		}
	}
	d.paintLegend()
	d.paintMarks()
	if d.grown {
		d.compose()
		canvas.Refresh(d.plan)
	}
}

func (d *planDrawing) color(name fyne.ThemeColorName) color.Color {
	return theme.ColorForWidget(name, d.plan)
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
		t.Text, t.TextSize, t.Color = title, kit.TitleText, d.color(theme.ColorNameForeground)
		t.TextStyle = fyne.TextStyle{Bold: true}
		if i == 1 {
			t.Text, t.TextSize, t.Color, t.TextStyle = more, kit.BodyText, d.color(kit.ColorNameQuiet), fyne.TextStyle{}
		}
		t.Text = kit.FitEnd(t.Text, size.Width-2*planInset, t.TextSize, t.TextStyle)
		t.Move(fyne.NewPos(planInset, middle-28+float32(i)*26))
		t.Resize(fyne.NewSize(size.Width-2*planInset, 24))
		t.Refresh()
	}
}

func (d *planDrawing) paintLegend() {
	var counts deskCounts
	for _, desk := range d.desks {
		counts[d.plan.state(desk.desk)]++
	}
	d.legend.paint(counts, d.plan.person, d.plan.Lens.zoom, d.plan.control, d.color)
}

// paintMarks shows what is hovered, selected and focused, and the card.
func (d *planDrawing) paintMarks() {
	mark := func(s *shape, deskID string, by float32) {
		view := d.view(deskID)
		s.show(false)
		if view != nil && d.inSight(view.out) {
			s.shown = true
			s.place(view.out.grow(by))
		}
	}
	mark(d.hover, d.plan.hovered, 0)
	mark(d.ring, d.plan.selected, 5)
	d.hover.paint(d.color(theme.ColorNameHover), color.Transparent, 0)
	d.ring.paint(color.Transparent, d.color(kit.ColorNameRing), 3)

	d.focus.StrokeColor, d.focus.StrokeWidth, d.focus.CornerRadius = d.color(theme.ColorNamePrimary), 2, kit.CardRadius-1
	d.focus.Hidden = !d.plan.focused
	d.focus.Refresh()

	if view := d.view(d.plan.told); view != nil && d.inSight(view.out) {
		d.card.show(view.out, d.cardLines(view.desk), d.plan.Size(), d.color)
	} else {
		d.card.hide()
	}
	// Fyne knows the canvas only of what it has drawn before, so that the marks,
	// hidden until now, can't ask to be drawn themselves.
	d.legend.back.Refresh()
}
