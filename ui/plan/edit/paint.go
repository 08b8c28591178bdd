package edit

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/paint"
	"seatkeeper/ui/plan/view"
	"seatkeeper/ui/words"
)

// picture holds what is drawn of the floor. Only what has changed is drawn anew: the drawing tells
// by its pointers what that is.
type picture struct {
	s       *Surface
	objects []fyne.CanvasObject
	things  map[drawing.Key]*thingView
	order   []*drawing.Thing // of which objects is made
	grown   bool             // objects has to be made anew

	floor  *canvas.Rectangle
	grid   []*canvas.Line
	marks  *marks
	under  *canvas.Image // the background
	shown  string        // the ID of the picture that it holds
	read   image.Image   // that picture, when it has been read
	over   bool          // there is one under the things
	part   image.Rectangle
	pixels []uint8 // of that part
	doubts map[drawing.Key]bool
	zones  []paint.Zone // for which they have their tints
	tints  map[string]color.Color
	ground color.Color // for which the zones are tinted
	drawn  view.View   // for which all is placed
	size   data.Size
	stale  bool // all is to be painted anew
}

// thingView is how a thing is drawn.
type thingView struct {
	figure           *view.Figure
	text             *canvas.Text
	thing            *drawing.Thing
	selected, double bool
}

func newPicture(s *Surface) *picture {
	p := &picture{s: s, things: map[drawing.Key]*thingView{}, grown: true, stale: true,
		floor: canvas.NewRectangle(color.Transparent), under: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	p.under.Hide()
	p.marks = newMarks(p)
	return p
}

func (p *picture) color(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, p.s) }

// update draws what has changed since it was called last.
func (p *picture) update() {
	d := p.s.drawing
	if p.s.view.Space.Width < 2 || p.s.view.Space.Height < 2 {
		return
	}
	all := p.stale || p.drawn != p.s.view || p.size != d.Size()
	p.stale, p.drawn, p.size = false, p.s.view, d.Size()
	if all {
		p.paintFloor()
	}
	p.paintUnder()
	things := d.Things()
	b, _ := d.Background()
	over := b != nil && p.read != nil
	all = p.tint(things) || over != p.over || all
	p.over = over
	if len(things) != len(p.order) {
		p.grown = true
	}
	seen := 0
	for i, t := range things {
		v := p.things[t.Key]
		if v == nil {
			v = &thingView{figure: view.NewFigure(), text: canvas.NewText("", nil)}
			p.things[t.Key] = v
			p.grown = true
		} else {
			seen++
		}
		if !p.grown && p.order[i].Key != t.Key {
			p.grown = true
		}
		if selected, double := d.IsSelected(t.Key), p.doubts[t.Key]; all || v.thing != t || v.selected != selected || v.double != double {
			p.grown = p.grown || t.IsArea() && v.thing != nil && (v.thing.Box.W != t.Box.W || v.thing.Box.H != t.Box.H)
			v.thing, v.selected, v.double = t, selected, double
			p.paintThing(v)
		}
	}
	p.order = things
	if len(p.things) > len(things) {
		p.forget(things)
	}
	p.marks.update()
	if p.grown {
		p.compose()
	}
	canvas.Refresh(p.s)
}

// forget drops the views of what is gone.
func (p *picture) forget(things []*drawing.Thing) {
	there := make(map[drawing.Key]bool, len(things))
	for _, t := range things {
		there[t.Key] = true
	}
	for key := range p.things {
		if !there[key] {
			delete(p.things, key)
		}
	}
	p.grown = true
}

// compose lists the objects in the order in which they are drawn.
func (p *picture) compose() {
	p.grown = false
	objects := []fyne.CanvasObject{p.floor, p.under}
	for _, line := range p.grid {
		objects = append(objects, line)
	}
	for rank := range 3 {
		for _, t := range layered(p.order, rank) {
			v := p.things[t.Key]
			objects = append(objects, v.figure.Objects()...)
			objects = append(objects, v.text)
		}
	}
	p.objects = append(objects, p.marks.objects()...)
}

// layered returns the things of a rank in the order in which they are drawn: of rooms and zones the
// larger first, as on the board.
func layered(all []*drawing.Thing, rank int) []*drawing.Thing {
	var things []*drawing.Thing
	for _, t := range all {
		if rankOf(t) == rank {
			things = append(things, t)
		}
	}
	if rank == 0 {
		slices.SortStableFunc(things, func(a, b *drawing.Thing) int { return cmp.Compare(b.Box.W*b.Box.H, a.Box.W*a.Box.H) })
	}
	return things
}

func rankOf(t *drawing.Thing) int {
	switch {
	case t.IsArea():
		return 0
	case !t.IsDesk():
		return 1
	}
	return 2
}

func (p *picture) paintFloor() {
	v := &p.s.view
	size := p.s.drawing.Size()
	low, high := v.At(drawing.Point{}), v.At(drawing.Point{X: size.Width, Y: size.Height})
	p.floor.FillColor, p.floor.StrokeColor, p.floor.StrokeWidth = p.color(kit.ColorNameSurface), p.color(kit.ColorNameLine), 1
	p.floor.Move(low)
	p.floor.Resize(fyne.NewSize(high.X-low.X, high.Y-low.Y))
	p.floor.Refresh()
	used := 0
	line := func(a, b drawing.Point) {
		if used == len(p.grid) {
			p.grid = append(p.grid, canvas.NewLine(color.Transparent))
			p.grown = true
		}
		l := p.grid[used]
		used++
		l.Position1, l.Position2, l.Hidden = v.At(a), v.At(b), false
		l.StrokeColor, l.StrokeWidth = kit.Mix(p.color(kit.ColorNameLine), p.color(kit.ColorNameSurface), 0.55), 1
		l.Refresh()
	}
	if step := p.s.gridLines(); p.s.grid && step > 0 {
		for x := step; x < size.Width-step/100; x += step {
			line(drawing.Point{X: x}, drawing.Point{X: x, Y: size.Height})
		}
		for y := step; y < size.Height-step/100; y += step {
			line(drawing.Point{Y: y}, drawing.Point{X: size.Width, Y: y})
		}
	}
	for _, l := range p.grid[used:] {
		l.Hidden = true
	}
}

// paintUnder lays the background under the floor, dimmed if that is wished.
func (p *picture) paintUnder() {
	b, box := p.s.drawing.Background()
	if b == nil || p.s.options.AskPicture == nil {
		p.under.Hidden = true
		return
	}
	if p.shown != b.Picture {
		p.shown, p.read, p.under.Image = b.Picture, nil, nil
		id := b.Picture
		p.s.options.AskPicture(id, p.s.gotPicture)
	}
	p.under.Hidden = p.read == nil
	if p.under.Hidden {
		return
	}
	v := &p.s.view
	low, high := v.At(drawing.Point{X: box.X, Y: box.Y}), v.At(drawing.Point{X: box.Right(), Y: box.Bottom()})
	part, low, high := visible(p.read.Bounds(), low, high, v.Space)
	p.under.Hidden = part.Empty()
	if p.under.Hidden {
		return
	}
	if p.part != part || p.under.Image == nil {
		p.part, p.under.Image = part, p.cutOut(part)
	}
	p.under.Translucency = 0
	if !p.s.look.Bright {
		p.under.Translucency = 0.6
	}
	p.under.Move(low)
	p.under.Resize(fyne.NewSize(high.X-low.X, high.Y-low.Y))
	p.under.Refresh()
}

// cutOut returns a part of the background. Fyne looks at the pixels of an image as if it were all of
// it, so a part has to be a copy: each in the same memory, as to get some for each frame takes
// longer than the frame has.
func (p *picture) cutOut(part image.Rectangle) image.Image {
	if part == p.read.Bounds() {
		return p.read
	}
	cut := &image.RGBA{Stride: 4 * part.Dx(), Rect: image.Rectangle{Max: part.Size()}}
	if need := cut.Stride * part.Dy(); cap(p.pixels) < need {
		b := p.read.Bounds()
		p.pixels = make([]uint8, max(need, 4*b.Dx()*b.Dy()))
	}
	cut.Pix = p.pixels[:cut.Stride*part.Dy()]
	draw.Draw(cut, cut.Rect, p.read, part.Min, draw.Src)
	return cut
}

// visible returns the part of a picture that lies within the space, and where that lies: what is
// out of sight is not to be scaled for every frame. It is empty where nothing is in sight.
func visible(b image.Rectangle, low, high fyne.Position, space fyne.Size) (image.Rectangle, fyne.Position, fyne.Position) {
	size := high.Subtract(low)
	if size.X <= 0 || size.Y <= 0 {
		return image.Rectangle{}, low, high
	}
	px := func(at, from, length float32, n int) int { return int((at - from) / length * float32(n)) }
	part := image.Rect(
		max(0, px(0, low.X, size.X, b.Dx())), max(0, px(0, low.Y, size.Y, b.Dy())),
		min(b.Dx(), px(space.Width, low.X, size.X, b.Dx())+1), min(b.Dy(), px(space.Height, low.Y, size.Y, b.Dy())+1))
	at := func(x, y int) fyne.Position {
		return low.AddXY(float32(x)/float32(b.Dx())*size.X, float32(y)/float32(b.Dy())*size.Y)
	}
	if low.X > space.Width || low.Y > space.Height || high.X < 0 || high.Y < 0 {
		return image.Rectangle{}, low, high
	}
	return part.Add(b.Min), at(part.Min.X, part.Min.Y), at(part.Max.X, part.Max.Y)
}

// look is in which colours and letters a thing is drawn.
type look struct {
	fill, stroke, text color.Color
	width, radius      float32
	style              fyne.TextStyle
}

func (p *picture) look(v *thingView) look {
	l := look{fill: p.color(kit.ColorNameSurface), stroke: p.color(kit.ColorNameBookedLine), text: p.color(theme.ColorNameForeground), width: 1, radius: 4}
	t := v.thing
	switch {
	case t.IsDesk() && t.Desk.Retired:
		l.fill, l.text = color.Transparent, p.color(kit.ColorNameQuiet)
		l.style.Italic = true
	case t.IsDesk():
	case t.IsZone():
		l.radius, l.style.Bold = kit.CardRadius, true
		l.fill, l.text = p.tints[t.Label()], p.color(kit.ColorNameQuiet)
		l.stroke = kit.Mix(l.fill, l.text, 0.25)
	case t.Type() == data.FixtureText:
		l.fill, l.stroke, l.width = color.Transparent, color.Transparent, 0
	case t.Type() == data.FixtureWall:
		l.radius, l.fill = 0, kit.Mix(p.color(kit.ColorNameQuiet), p.color(kit.ColorNamePlan), 0.45)
		l.stroke, l.width = l.fill, 0
	default:
		l.fill, l.stroke, l.text = p.color(kit.ColorNameRoom), p.color(kit.ColorNameLine), p.color(kit.ColorNameQuiet)
		if own, chosen := paint.Own(t.Fixture.Color); chosen {
			l.fill, l.text = paint.Tinted(l.fill, own), p.color(theme.ColorNameForeground)
		}
	}
	if t.IsArea() && p.over {
		l.fill = paint.OverPicture(l.fill)
	}
	if v.double {
		l.stroke, l.text, l.width = p.color(theme.ColorNameError), p.color(theme.ColorNameError), 2
	}
	if v.selected {
		l.stroke, l.width = p.color(theme.ColorNamePrimary), 2
		if !v.double {
			l.text = p.color(theme.ColorNamePrimary)
		}
		if t.IsDesk() {
			l.fill, l.style.Bold = p.color(theme.ColorNameSelection), true
		}
	}
	return l
}

// tint gives the zones their colours, and reports whether there are others than before.
func (p *picture) tint(things []*drawing.Thing) bool {
	var zones []paint.Zone
	for _, t := range things {
		if t.IsZone() {
			zones = append(zones, paint.Zone{Name: t.Label(), Color: t.Fixture.Color})
		}
	}
	plan := p.color(kit.ColorNamePlan)
	if p.tints != nil && p.ground == plan && slices.Equal(zones, p.zones) {
		return false
	}
	p.zones, p.ground, p.tints = zones, plan, paint.Tints(zones, plan)
	return true
}

func (p *picture) paintThing(v *thingView) {
	l := p.look(v)
	if v.figure.Place(&p.s.view, v.thing, l.radius) {
		p.grown = true
	}
	v.figure.Paint(l.fill, l.stroke, l.width)
	p.write(v, l)
}

// write puts the label where there is room: into the upper left corner of a zone, otherwise
// into the middle.
func (p *picture) write(v *thingView, l look) {
	t := v.thing
	b := t.LabelBox()
	low, high := p.s.view.At(drawing.Point{X: b.X, Y: b.Y}), p.s.view.At(drawing.Point{X: b.Right(), Y: b.Bottom()})
	size := min(13, max(8, (high.Y-low.Y)*0.45))
	text := words.Plain(t.Label())
	if t.IsZone() {
		size = 11
	}
	if v.double {
		text = words.Say("edit.double-label", words.Args{"Label": text})
	}
	width := high.X - low.X - 6
	if t.Turn != 0 && t.IsDesk() {
		width = max(width*0.6, p.s.view.At(drawing.Point{X: t.Box.W}).X-p.s.view.At(drawing.Point{}).X-10)
	}
	height := kit.TextHeight(size)
	hide := text == "" || t.Type() == data.FixtureWall || width < 8 || high.Y-low.Y < height*0.75 ||
		high.X < 0 || high.Y < 0 || low.X > p.s.view.Space.Width || low.Y > p.s.view.Space.Height
	if !hide {
		if whole := kit.TextWidth(text, size, l.style); whole > width {
			text = kit.FitEnd(text, width, size, l.style)
		}
	}
	at := fyne.NewPos((low.X+high.X)/2-width/2, (low.Y+high.Y)/2-height/2)
	align := fyne.TextAlignCenter
	if t.IsZone() {
		at, align = fyne.NewPos(low.X+8, low.Y+5), fyne.TextAlignLeading
	}
	v.text.Hidden = hide
	v.text.Text, v.text.TextSize, v.text.TextStyle, v.text.Color, v.text.Alignment = text, size, l.style, l.text, align
	v.text.Move(at)
	v.text.Resize(fyne.NewSize(width, height))
	v.text.Refresh()
}
