package plan

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/words"
)

// zoomControl is one of the controls at the right end of the legend.
type zoomControl int

const (
	noControl zoomControl = iota
	zoomOutControl
	zoomInControl
	zoomFitControl
	zoomControls // how many there are, noControl among them
)

// planLegend is the bar below the floor that counts the places by their state, and by
// their kind where there are several, and has the controls to zoom. It covers what of
// the floor lies below it.
type planLegend struct {
	back    *canvas.Rectangle
	line    *canvas.Line
	samples [states]*legendSample
	signs   map[data.Kind]*canvas.Image
	texts   []*canvas.Text // of the entries, in their order
	faces   faces

	percent *canvas.Text
	pads    [zoomControls]*canvas.Rectangle // where a control can be hit
	zooms   [zoomControls]*canvas.Text      // those of noControl are nowhere
	reserve float32                         // left free before the controls

	pos  fyne.Position
	size fyne.Size
	look legendLook // as it is painted
}

// legendLook is all that the painting of the legend depends on.
type legendLook struct {
	counts  counts
	person  string
	zoom    float32
	hovered zoomControl
	pos     fyne.Position
	size    fyne.Size
	reserve float32
	plan    color.Color
}

// legendSample is a place in small.
type legendSample struct {
	shape *canvas.Rectangle
	face  *face
	cross [2]*canvas.Line // of what is no longer in use
}

const (
	legendText  float32 = 12.5
	legendWidth float32 = 20 // of a sample
)

func newPlanLegend() *planLegend {
	l := &planLegend{back: canvas.NewRectangle(nil), line: canvas.NewLine(nil), percent: canvas.NewText("", nil),
		signs: map[data.Kind]*canvas.Image{}, faces: faces{}}
	l.line.StrokeWidth = 1
	l.percent.TextSize, l.percent.Alignment = legendText, fyne.TextAlignCenter
	for i := range l.samples {
		sample := &legendSample{shape: canvas.NewRectangle(nil), face: newFace(l.faces)}
		sample.shape.CornerRadius = 3
		for j := range sample.cross {
			sample.cross[j] = canvas.NewLine(nil)
		}
		l.samples[i] = sample
		l.texts = append(l.texts, canvas.NewText("", nil))
	}
	for kind := range kindSigns {
		l.signs[kind] = canvas.NewImageFromResource(nil)
		l.texts = append(l.texts, canvas.NewText("", nil))
	}
	for _, text := range l.texts {
		text.TextSize = legendText
	}
	for i := range l.pads {
		l.pads[i], l.zooms[i] = canvas.NewRectangle(nil), canvas.NewText("", nil)
		l.pads[i].CornerRadius, l.zooms[i].Alignment, l.zooms[i].TextSize = 6, fyne.TextAlignCenter, 16
	}
	l.zooms[zoomFitControl].TextSize = legendText
	return l
}

func (l *planLegend) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{l.back, l.line}
	for _, s := range l.samples {
		all = append(all, s.shape, s.face.raster, s.cross[0], s.cross[1])
	}
	for _, kind := range data.Kinds() {
		if l.signs[kind] != nil {
			all = append(all, l.signs[kind])
		}
	}
	for _, text := range l.texts {
		all = append(all, text)
	}
	for i := range l.pads {
		all = append(all, l.pads[i], l.zooms[i])
	}
	return append(all, l.percent)
}

func (l *planLegend) place(pos fyne.Position, size fyne.Size) {
	l.pos, l.size = pos, size
	l.back.Move(pos)
	l.back.Resize(size)
	l.line.Position1, l.line.Position2 = pos, pos.AddXY(size.Width, 0)

	const side, percentWidth = 30, 52
	fit := kit.TextWidth(words.Say("zoom.fit"), legendText, fyne.TextStyle{}) + 20
	x, top := pos.X+size.Width-kit.Gap, pos.Y+(size.Height-side)/2
	place := func(width float32) fyne.Position {
		x -= width
		return fyne.NewPos(x, top)
	}
	l.placeControl(zoomFitControl, place(fit), fyne.NewSize(fit, side))
	l.placeControl(zoomInControl, place(side), fyne.NewSize(side, side))
	l.percent.Move(place(percentWidth))
	l.percent.Resize(fyne.NewSize(percentWidth, side))
	l.placeControl(zoomOutControl, place(side), fyne.NewSize(side, side))
}

func (l *planLegend) placeControl(c zoomControl, pos fyne.Position, size fyne.Size) {
	l.pads[c].Move(pos)
	l.pads[c].Resize(size)
	l.zooms[c].Move(pos)
	l.zooms[c].Resize(size)
}

// covers reports whether the legend lies at a position of the plan.
func (l *planLegend) covers(pos fyne.Position) bool {
	return pos.Y >= l.pos.Y && pos.Y < l.pos.Y+l.size.Height && pos.X >= 0 && pos.X < l.size.Width
}

// controlAt returns the control at a position of the plan, or noControl.
func (l *planLegend) controlAt(pos fyne.Position) zoomControl {
	for c, pad := range l.pads {
		if l.size.Height == 0 {
			break
		}
		from, size := pad.Position(), pad.Size()
		if pos.X >= from.X && pos.Y >= from.Y && pos.X < from.X+size.Width && pos.Y < from.Y+size.Height {
			return zoomControl(c)
		}
	}
	return noControl
}

// counts says how many places of each state and of each kind there are.
type counts struct {
	states [states]int
	kinds  [4]int // in the order of [data.Kinds]
}

func (c counts) all() (all int) {
	for _, n := range c.states {
		all += n
	}
	return all
}

var legendKeys = map[data.Kind]string{
	data.KindParking: "legend.parking", data.KindLocker: "legend.locker", data.KindRoom: "legend.room",
}

// legendEntry is what the legend says about one state or kind.
type legendEntry struct {
	state       State
	kind        data.Kind // of an entry about a kind; empty for one about a state
	text, brief string    // brief if there is little room
	name        string    // what of the text may be cut
}

// legendEntries counts every place that is shown once by its state. Kinds are told where
// there are other places than desks.
func legendEntries(n counts, person string) []legendEntry {
	var entries []legendEntry
	add := func(state State, key string, always bool) {
		if count := n.states[state]; count > 0 || always && n.all() > 0 {
			entries = append(entries, legendEntry{state: state, text: words.Say(key, words.Args{"Number": count}), brief: words.Number(count)})
		}
	}
	add(Free, "legend.free", n.states[Over] == 0)
	add(Over, "legend.free", false)
	add(Booked, "legend.booked", true)
	if count := n.states[Mine]; count > 0 {
		name := words.Plain(person)
		entries = append(entries, legendEntry{state: Mine, name: name,
			text:  words.Say("legend.mine", words.Args{"Name": name, "Number": count}),
			brief: words.Say("legend.mine", words.Args{"Name": names.Initials(name), "Number": count})})
	}
	add(Blocked, "legend.blocked", false)
	add(Retired, "legend.retired", false)
	for i, kind := range data.Kinds() {
		if count := n.kinds[i]; count > 0 && kindSigns[kind] != nil {
			entries = append(entries, legendEntry{kind: kind, text: words.Say(legendKeys[kind], words.Args{"Number": count}), brief: words.Number(count)})
		}
	}
	return entries
}

func (d *planDrawing) paintLegend() {
	var n counts
	kinds := data.Kinds()
	for _, v := range d.desks {
		if d.plan.shown.Shows(v.desk.Kind) {
			n.states[d.plan.state(v.desk)]++
			n.kinds[slices.Index(kinds, v.desk.Kind)]++
		}
	}
	as := legendLook{n, d.plan.person, d.plan.Lens.zoom, d.plan.control, d.legend.pos, d.legend.size, d.legend.reserve, d.color(kit.ColorNamePlan)}
	if d.legend.look != as { // it may be asked for in every frame
		d.legend.look = as
		d.legend.paint(d.colors, d.color)
	}
}

// paint shows the counts. colors are those of a place, so that a sample looks like it.
func (l *planLegend) paint(colors func(data.Desk, Look) deskColors, look func(fyne.ThemeColorName) color.Color) {
	l.back.FillColor = look(kit.ColorNamePlan)
	l.line.StrokeColor = look(kit.ColorNameLine)
	for _, s := range l.samples {
		s.hide()
	}
	for _, sign := range l.signs {
		sign.Hidden = true
	}
	for _, text := range l.texts {
		text.Hidden = true
	}
	entries := legendEntries(l.look.counts, l.look.person)
	if l.size.Height == 0 {
		entries = nil
	}
	texts, between := fitLegend(entries, l.pads[zoomOutControl].Position().X-l.reserve-l.pos.X-kit.Inset-kit.Gap)
	x, middle := l.pos.X+kit.Inset, l.pos.Y+l.size.Height/2
	for i, e := range entries {
		if texts[i] == "" {
			continue
		}
		if sign := l.signs[e.kind]; sign != nil {
			sign.Resource, sign.Hidden = KindSign(e.kind, kit.ColorNameQuiet), false
			sign.Move(fyne.NewPos(x+(legendWidth-14)/2, middle-7))
			sign.Resize(fyne.NewSquareSize(14))
			sign.Refresh()
		} else {
			l.samples[e.state].show(e.state, fyne.NewPos(x, middle-6.5), colors(data.Desk{}, Look{State: e.state}), look)
		}
		text := l.texts[i]
		text.Text, text.Color, text.Hidden = texts[i], look(theme.ColorNameForeground), false
		min := text.MinSize()
		text.Move(fyne.NewPos(x+legendWidth+kit.Gap, middle-min.Height/2))
		text.Resize(min)
		x += legendWidth + kit.Gap + min.Width + between
	}
	hidden := l.size.Height == 0
	for _, o := range []*canvas.Text{l.percent, l.zooms[zoomOutControl], l.zooms[zoomInControl], l.zooms[zoomFitControl]} {
		o.Hidden = hidden
	}
	l.paintControls(l.look.zoom, l.look.hovered, look)
	for _, o := range l.objects() {
		o.Refresh()
	}
}

func (s *legendSample) hide() {
	s.shape.Hidden, s.face.raster.Hidden, s.cross[0].Hidden, s.cross[1].Hidden = true, true, true, true
}

func (s *legendSample) show(state State, at fyne.Position, c deskColors, look func(fyne.ThemeColorName) color.Color) {
	out := Outline{Center: at.AddXY(legendWidth/2, 6.5), Width: legendWidth, Height: 13}
	s.shape.FillColor, s.shape.StrokeColor, s.shape.StrokeWidth, s.shape.Hidden = c.fill, c.stroke, c.width, false
	s.shape.Move(at)
	s.shape.Resize(fyne.NewSize(out.Width, out.Height))
	s.face.show(c.pattern, out, s.shape.CornerRadius, c.ink)
	for i, line := range s.cross {
		from, down := at.AddXY(7, 3.5), float32(6)
		if i == 1 {
			from, down = from.AddXY(0, down), -down
		}
		line.Position1, line.Position2 = from, from.AddXY(6, down)
		line.StrokeColor, line.StrokeWidth, line.Hidden = look(kit.ColorNameQuiet), 1, state != Retired
	}
}

func (l *planLegend) paintControls(zoom float32, hovered zoomControl, look func(fyne.ThemeColorName) color.Color) {
	l.percent.Text = words.Say("zoom.percent", words.Args{"Percent": percent(zoom)})
	l.percent.Color = look(theme.ColorNameForeground)
	l.zooms[zoomOutControl].Text = words.Say("zoom.out")
	l.zooms[zoomInControl].Text = words.Say("zoom.in")
	l.zooms[zoomFitControl].Text = words.Say("zoom.fit")
	for i, sign := range l.zooms {
		c := zoomControl(i)
		works := zoom > 1
		if c == zoomInControl {
			works = zoom < maxZoom
		}
		sign.Color, l.pads[i].FillColor = look(theme.ColorNameForeground), color.Transparent
		if !works {
			sign.Color = look(theme.ColorNameDisabled)
		} else if c == hovered {
			l.pads[i].FillColor = look(theme.ColorNameHover)
		}
	}
}

// fitLegend returns how the entries are written so that they fit into width, and
// the gap between them. First they move together, then a name is cut, then words
// are left out from the end, where they are rarest; what still does not fit is
// empty.
func fitLegend(entries []legendEntry, width float32) (texts []string, between float32) {
	texts = make([]string, len(entries))
	for i, e := range entries {
		texts[i] = e.text
	}
	total := func() (sum float32) {
		for i, text := range texts {
			if text == "" {
				continue
			}
			if i > 0 {
				sum += between
			}
			sum += legendWidth + kit.Gap + kit.TextWidth(text, legendText, fyne.TextStyle{})
		}
		return sum
	}
	for _, between = range []float32{20, 12} {
		if total() <= width {
			return texts, between
		}
	}
	const least = 60 // of a name that is cut
	cut := func() bool {
		for i, e := range entries {
			if e.name == "" || texts[i] != e.text {
				continue
			}
			around := strings.Split(e.text, e.name)
			if len(around) != 2 {
				continue
			}
			room := width - total() + kit.TextWidth(e.name, legendText, fyne.TextStyle{})
			if room >= least {
				texts[i] = around[0] + kit.FitEnd(e.name, room, legendText, fyne.TextStyle{}) + around[1]
				return true
			}
		}
		return total() <= width
	}
	if cut() {
		return texts, between
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].name != "" {
			continue // it gives way last
		}
		texts[i] = entries[i].brief
		if cut() {
			return texts, between
		}
	}
	for i := range texts {
		texts[i] = entries[i].brief
	}
	for i := len(texts) - 1; i >= 0 && total() > width; i-- {
		texts[i] = ""
	}
	return texts, between
}
