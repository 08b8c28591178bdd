package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

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

// planLegend is the bar below the floor that counts the desks by their state and
// has the controls to zoom. It covers what of the floor lies below it.
type planLegend struct {
	back    *canvas.Rectangle
	line    *canvas.Line
	samples [deskStates]*canvas.Rectangle
	texts   [deskStates]*canvas.Text
	hatch   []*canvas.Line // of the sample of a blocked desk
	cross   []*canvas.Line // of that of a retired one

	percent *canvas.Text
	pads    [zoomControls]*canvas.Rectangle // where a control can be hit
	signs   [zoomControls]*canvas.Text      // those of noControl are nowhere

	pos  fyne.Position
	size fyne.Size
}

func newPlanLegend() *planLegend {
	l := &planLegend{back: canvas.NewRectangle(nil), line: canvas.NewLine(nil), percent: canvas.NewText("", nil)}
	l.line.StrokeWidth = 1
	l.percent.TextSize, l.percent.Alignment = 13, fyne.TextAlignCenter
	for i := range l.samples {
		l.samples[i], l.texts[i] = canvas.NewRectangle(nil), canvas.NewText("", nil)
		l.samples[i].CornerRadius, l.texts[i].TextSize = 3, 13
	}
	for i := range l.pads {
		l.pads[i], l.signs[i] = canvas.NewRectangle(nil), canvas.NewText("", nil)
		l.pads[i].CornerRadius, l.signs[i].Alignment, l.signs[i].TextSize = 6, fyne.TextAlignCenter, 16
	}
	l.signs[zoomFitControl].TextSize = 13
	for range 3 {
		l.hatch = append(l.hatch, canvas.NewLine(nil))
	}
	for range 2 {
		l.cross = append(l.cross, canvas.NewLine(nil))
	}
	return l
}

func (l *planLegend) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{l.back, l.line}
	for i := range l.samples {
		all = append(all, l.samples[i], l.texts[i])
	}
	for _, line := range append(l.hatch[:len(l.hatch):len(l.hatch)], l.cross...) {
		all = append(all, line)
	}
	for i := range l.pads {
		all = append(all, l.pads[i], l.signs[i])
	}
	return append(all, l.percent)
}

func (l *planLegend) place(pos fyne.Position, size fyne.Size) {
	l.pos, l.size = pos, size
	l.back.Move(pos)
	l.back.Resize(size)
	l.line.Position1, l.line.Position2 = pos, pos.AddXY(size.Width, 0)

	const side, percentWidth = 32, 56
	fit := kit.TextWidth(words.Say("zoom.fit"), 13, fyne.TextStyle{}) + 20
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
	l.signs[c].Move(pos)
	l.signs[c].Resize(size)
}

// covers reports whether the legend lies at a position of the plan.
func (l *planLegend) covers(pos fyne.Position) bool {
	return pos.Y >= l.pos.Y && pos.Y < l.pos.Y+l.size.Height && pos.X >= 0 && pos.X < l.size.Width
}

// controlAt returns the control at a position of the plan, or noControl.
func (l *planLegend) controlAt(pos fyne.Position) zoomControl {
	for c, pad := range l.pads {
		from, size := pad.Position(), pad.Size()
		if pos.X >= from.X && pos.Y >= from.Y && pos.X < from.X+size.Width && pos.Y < from.Y+size.Height {
			return zoomControl(c)
		}
	}
	return noControl
}

// legendEntry is what the legend says about one state.
type legendEntry struct {
	state        deskState
	text, brief  string // brief if there is little room
	fill, stroke fyne.ThemeColorName
	width        float32
}

func legendEntries(n deskCounts, person string) []legendEntry {
	var entries []legendEntry
	add := func(shown bool, e legendEntry) {
		if shown {
			entries = append(entries, e)
		}
	}
	all := 0
	for _, count := range n {
		all += count
	}
	add(all > 0, legendEntry{deskFree, words.Say("legend.free", words.Args{"Number": n[deskFree]}),
		words.Number(n[deskFree]), kit.ColorNameSurface, kit.ColorNameFree, 2})
	add(all > 0, legendEntry{deskBooked, words.Say("legend.booked", words.Args{"Number": n[deskBooked]}),
		words.Number(n[deskBooked]), kit.ColorNameBooked, kit.ColorNameBookedLine, 1})
	name := words.Plain(person)
	add(n[deskMine] > 0, legendEntry{deskMine, words.Say("desk.mine-name", words.Args{"Name": name}),
		words.Say("desk.mine-name", words.Args{"Name": names.Initials(name)}), kit.ColorNameChosen, kit.ColorNameChosen, 1})
	add(n[deskBlocked] > 0, legendEntry{deskBlocked, words.Say("legend.blocked", words.Args{"Number": n[deskBlocked]}),
		words.Number(n[deskBlocked]), kit.ColorNamePlan, kit.ColorNameLine, 1})
	add(n[deskRetired] > 0, legendEntry{deskRetired, words.Say("legend.retired", words.Args{"Number": n[deskRetired]}),
		words.Number(n[deskRetired]), kit.ColorNamePlan, kit.ColorNameLine, 1})
	return entries
}

func (l *planLegend) paint(n deskCounts, person string, zoom float32, hovered zoomControl, look func(fyne.ThemeColorName) color.Color) {
	l.back.FillColor = look(kit.ColorNamePlan)
	// The corners of the card that the plan stands in.
	l.back.BottomLeftCornerRadius, l.back.BottomRightCornerRadius = kit.CardRadius-1, kit.CardRadius-1
	l.line.StrokeColor = look(kit.ColorNameLine)
	for i := range l.samples {
		l.samples[i].Hidden, l.texts[i].Hidden = true, true
	}
	entries := legendEntries(n, person)
	texts, between := fitLegend(entries, l.pads[zoomOutControl].Position().X-l.pos.X-kit.Inset-kit.Gap)
	x, middle := l.pos.X+kit.Inset, l.pos.Y+l.size.Height/2
	for i, e := range entries {
		if texts[i] == "" {
			continue
		}
		sample, text := l.samples[e.state], l.texts[e.state]
		sample.FillColor, sample.StrokeColor, sample.StrokeWidth = look(e.fill), look(e.stroke), e.width
		sample.Move(fyne.NewPos(x, middle-6.5))
		sample.Resize(fyne.NewSize(legendSample, 13))
		text.Text, text.Color = texts[i], look(theme.ColorNameForeground)
		min := text.MinSize()
		text.Move(fyne.NewPos(x+legendSample+kit.Gap, middle-min.Height/2))
		text.Resize(min)
		x += legendSample + kit.Gap + min.Width + between
		sample.Hidden, text.Hidden = false, false
	}
	for i, line := range l.hatch {
		from := l.samples[deskBlocked].Position().AddXY(3+float32(i)*6, 11)
		line.Position1, line.Position2 = from, from.AddXY(7, -9)
		line.StrokeColor, line.StrokeWidth, line.Hidden = look(kit.ColorNameQuiet), 1, l.samples[deskBlocked].Hidden
	}
	for i, line := range l.cross {
		from, down := l.samples[deskRetired].Position().AddXY(7, 3.5), float32(6)
		if i == 1 {
			from, down = from.AddXY(0, down), -down
		}
		line.Position1, line.Position2 = from, from.AddXY(6, down)
		line.StrokeColor, line.StrokeWidth, line.Hidden = look(kit.ColorNameQuiet), 1, l.samples[deskRetired].Hidden
	}
	l.paintControls(zoom, hovered, look)
	for _, o := range l.objects() {
		o.Refresh()
	}
}

func (l *planLegend) paintControls(zoom float32, hovered zoomControl, look func(fyne.ThemeColorName) color.Color) {
	l.percent.Text = words.Say("zoom.percent", words.Args{"Percent": percent(zoom)})
	l.percent.Color = look(theme.ColorNameForeground)
	l.signs[zoomOutControl].Text = words.Say("zoom.out")
	l.signs[zoomInControl].Text = words.Say("zoom.in")
	l.signs[zoomFitControl].Text = words.Say("zoom.fit")
	for i, sign := range l.signs {
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

const legendSample float32 = 20 // the width of a sample of a desk

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
			sum += legendSample + kit.Gap + kit.TextWidth(text, 13, fyne.TextStyle{})
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
			if e.state == deskMine && texts[i] == e.text {
				room := width - total() + kit.TextWidth(e.text, 13, fyne.TextStyle{})
				if room >= least {
					texts[i] = kit.FitEnd(e.text, room, 13, fyne.TextStyle{})
					return true
				}
			}
		}
		return total() <= width
	}
	if cut() {
		return texts, between
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].state == deskMine {
			continue // its name gives way last
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
