package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// planDrawing holds the canvas objects of a [FloorPlan]: the floor, and what is about it.
type planDrawing struct {
	*Scene
	plan    *FloorPlan
	objects []fyne.CanvasObject

	hover, ring *shape
	target      *shape // about the desk that somebody is carried to
	focus       *canvas.Rectangle
	legend      *planLegend
	empty       *canvas.Text
	emptyMore   *canvas.Text
}

const (
	legendHeight float32 = 36
	planInset    float32 = 18 // about the floor
	planTop      float32 = 24 // the captions of the topmost zones stand in it
)

// foot is how high the legend is.
func (d *planDrawing) foot() float32 {
	if d.plan.noLegend {
		return 0
	}
	return legendHeight
}

func newPlanDrawing(p *FloorPlan) *planDrawing {
	d := &planDrawing{
		plan: p, hover: newShape(6), ring: newShape(10), target: newShape(10), focus: canvas.NewRectangle(color.Transparent),
		legend: newPlanLegend(), empty: canvas.NewText("", nil), emptyMore: canvas.NewText("", nil),
	}
	d.Scene = NewScene(d.color)
	d.Scene.Look = p.look
	d.hover.shown, d.ring.shown, d.target.shown = false, false, false
	d.empty.Alignment, d.emptyMore.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	return d
}

// arrange places everything for the present size and view. What only moved is
// not painted anew.
func (d *planDrawing) arrange() {
	size := d.plan.Size()
	if _, space := d.space(); space.Width <= 0 || space.Height <= 0 {
		return
	}
	d.Arrange(d.locate(), d.inSight)
	d.placeEmpty(size)
	d.legend.place(fyne.NewPos(0, size.Height-d.foot()), fyne.NewSize(size.Width, d.foot()))
	d.paintLegend()
	d.focus.Move(fyne.NewPos(1, 1))
	d.focus.Resize(size.SubtractWidthHeight(2, 2))
	d.paintMarks()
	d.compose()
	canvas.Refresh(d.plan)
}

// compose lists the objects in the order in which they are drawn, and reports whether
// there are others than before.
func (d *planDrawing) compose() bool {
	if !d.grown && d.objects != nil {
		return false
	}
	floor := d.Objects()
	d.objects = append(floor[:len(floor):len(floor)], d.empty, d.emptyMore)
	d.objects = append(d.objects, d.hover.objects()...)
	d.objects = append(d.objects, d.ring.objects()...)
	d.objects = append(d.objects, d.target.objects()...)
	d.objects = append(d.objects, d.legend.objects()...) // hides what is drawn below the floor
	d.objects = append(d.objects, d.focus)
	return true
}

// update paints the places whose state changed, and what tells about them.
func (d *planDrawing) update() {
	if d.painted.IsZero() {
		return // arrange paints it all
	}
	d.Update()
	d.paintLegend()
	d.paintMarks()
	if d.compose() {
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

// paintMarks shows what is hovered, selected and focused.
func (d *planDrawing) paintMarks() {
	mark := func(s *shape, deskID string, by float32) {
		view := d.view(deskID)
		s.show(false)
		if view != nil && d.inSight(view.out) && !view.look.Hidden {
			s.shown, s.radius = true, view.shape.radius+by
			s.place(view.out.Grow(by))
		}
	}
	mark(d.hover, d.plan.hovered, 0)
	mark(d.ring, d.plan.selected, 4)
	mark(d.target, d.plan.target, 4)
	d.hover.paint(d.color(theme.ColorNameHover), color.Transparent, 0)
	d.ring.paint(color.Transparent, d.color(kit.ColorNameRing), 3)
	d.target.paint(d.color(theme.ColorNameFocus), d.color(d.plan.targetColor()), 4)

	d.focus.StrokeColor, d.focus.StrokeWidth, d.focus.CornerRadius = d.color(theme.ColorNamePrimary), 2, kit.CardRadius-1
	d.focus.Hidden = !d.plan.focused
	d.focus.Refresh()
	// Fyne knows the canvas only of what it has drawn before, so that the marks,
	// hidden until now, can't ask to be drawn themselves.
	d.legend.back.Refresh()
	d.plan.tell()
}
