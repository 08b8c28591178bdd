package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

type deskState int

const (
	deskFree deskState = iota
	deskBooked
	deskRetired // and not booked: a booking from before shows as booked
)

func (p *FloorPlan) state(desk data.Desk) deskState {
	_, taken := p.seats[desk.ID]
	switch {
	case taken:
		return deskBooked
	case desk.Retired:
		return deskRetired
	}
	return deskFree
}

// paintDesk gives a desk the colours and the text of its state. Its shape tells
// the state first: an outline is free, filled is booked, hatched is retired.
func (d *planDrawing) paintDesk(v *deskView) {
	state := d.plan.state(v.desk)
	for _, line := range v.hatch {
		line.StrokeColor, line.Hidden = d.color(ColorNameLine), state != deskRetired
		line.Refresh()
	}
	label := words.Plain(v.desk.Label)
	v.name.Hidden = true
	switch state {
	case deskBooked:
		v.shape.paint(d.color(ColorNameBooked), d.color(ColorNameBookedLine), 1)
		v.writeName(label, d.plan.seats[v.desk.ID])
		v.label.Color, v.name.Color = d.color(ColorNameQuiet), d.color(ColorNameBookedText)
	case deskRetired:
		v.shape.paint(color.Transparent, d.color(ColorNameLine), 1)
		v.writeLabel(words.Say("desk.retired-label", words.Args{"Desk": label}), false)
		v.label.Color = d.color(ColorNameQuiet)
	default:
		v.shape.paint(d.color(ColorNameSurface), d.color(ColorNameFree), 2)
		v.writeLabel(label, true)
		v.label.Color = d.color(ColorNameFree)
	}
	v.label.Refresh()
	v.name.Refresh()
}

func (v *deskView) placeHatch() {
	v.hatch = nil
	if !v.desk.Retired {
		return
	}
	for i, ends := range v.out.grow(-2).hatch(8) {
		if i == len(v.hatchLines) {
			v.hatchLines = append(v.hatchLines, canvas.NewLine(color.Transparent))
		}
		line := v.hatchLines[i]
		line.StrokeWidth, line.Position1, line.Position2 = 1.5, ends[0], ends[1]
		v.hatch = append(v.hatch, line)
	}
}

// writeLabel puts the label alone into the middle, as large as fits.
func (v *deskView) writeLabel(label string, bold bool) {
	style := fyne.TextStyle{Bold: bold}
	v.label.Hidden = true
	for _, size := range []float32{13.5, 12, 10.5, 9} {
		width := v.out.roomFor(textHeight(size)) - 6
		if text := fitEnd(label, width, size, style); text == label && label != "" || size == 9 && len([]rune(text)) > 2 {
			v.put(v.label, text, size, style, v.out.center.Y, width, fyne.TextAlignCenter)
			return
		}
	}
}

// The ways to write label and name on a booked desk, the best one first. A
// label of size 0 is left out; the card still tells it.
var nameSizes = []struct{ label, name float32 }{{11, 13}, {10, 12}, {10, 11}, {0, 12}, {0, 10.5}}

// writeName puts the label above the name, or the name alone into a small desk.
// A smaller text is better than a shorter name, and that better than a cut one.
func (v *deskView) writeName(label string, seat data.Seat) {
	v.label.Hidden, v.name.Hidden = true, true
	for _, name := range nameForms(seat) {
		for _, way := range nameSizes {
			if v.tryName(label, name, way.label, way.name, false) {
				return
			}
		}
	}
	for _, way := range nameSizes[2:] {
		if v.tryName(label, nameForms(seat)[0], way.label, way.name, true) {
			return
		}
	}
	for _, size := range []float32{10.5, 8.5} {
		width := v.out.roomFor(textHeight(size)) - 2
		if text := initials(personName(seat)); textWidth(text, size, fyne.TextStyle{}) <= width {
			v.put(v.name, text, size, fyne.TextStyle{}, v.out.center.Y, width, fyne.TextAlignCenter)
			return
		}
	}
}

// tryName writes label and name in the given sizes and reports whether they fit,
// the name cut only if it may be.
func (v *deskView) tryName(label, name string, labelSize, nameSize float32, mayCut bool) bool {
	if labelSize > 0 && label == "" {
		return false
	}
	align, pad := fyne.TextAlignLeading, min(8, v.out.width/14)
	if !v.out.isStraight() {
		align, pad = fyne.TextAlignCenter, 3
	}
	labelHeight := float32(0)
	if labelSize > 0 {
		labelHeight = textHeight(labelSize) - 1
	}
	block := labelHeight + textHeight(nameSize)
	width := v.out.roomFor(block+1) - 2*pad
	text := fitEnd(name, width, nameSize, fyne.TextStyle{})
	const readable = 40 // of a cut name: some six letters
	if text == "" || text != name && (!mayCut || width < readable) {
		return false
	}
	top := v.out.center.Y - block/2
	if labelSize > 0 {
		v.put(v.label, fitEnd(label, width, labelSize, fyne.TextStyle{}), labelSize, fyne.TextStyle{},
			top+labelHeight/2, width, align)
	}
	v.put(v.name, text, nameSize, fyne.TextStyle{}, top+labelHeight+textHeight(nameSize)/2, width, align)
	return true
}

// put shows a text with its middle at the given height of the plan.
func (v *deskView) put(t *canvas.Text, text string, size float32, style fyne.TextStyle, middle, width float32, align fyne.TextAlign) {
	t.Text, t.TextSize, t.TextStyle, t.Alignment, t.Hidden = text, size, style, align, false
	height := textHeight(size)
	t.Move(fyne.NewPos(v.out.center.X-width/2, middle-height/2))
	t.Resize(fyne.NewSize(width, height))
}

// nameForms returns who has the desk in forms for little room, the best one
// first: "I. Okafor", "Okafor"; for a visitor the guest's name, "Visitor".
func nameForms(seat data.Seat) []string {
	if seat.UserID == data.VisitorID {
		if guest := words.Plain(seat.Guest); guest != "" {
			return []string{guest, words.Say("visitor")}
		}
		return []string{words.Say("visitor")}
	}
	name := personName(seat)
	forms := []string{shortName(name)}
	if _, family, ok := strings.Cut(name, " "); ok {
		forms = append(forms, family)
	}
	return forms
}

// personName returns who has a desk, in full: "Ines Okafor", "Visitor",
// "Visitor · Dr. Wells".
func personName(seat data.Seat) string {
	if seat.UserID == data.VisitorID {
		if guest := words.Plain(seat.Guest); guest != "" {
			return words.Say("visitor.named", words.Args{"Guest": guest})
		}
		return words.Say("visitor")
	}
	if name := words.Plain(seat.Name); name != "" {
		return name
	}
	return words.Plain(seat.UserID)
}

// planLegend is the bar below the floor that counts the desks by their state.
type planLegend struct {
	line    *canvas.Line
	samples [3]*canvas.Rectangle
	texts   [3]*canvas.Text
	hatch   []*canvas.Line
	pos     fyne.Position
	size    fyne.Size
}

func newPlanLegend() *planLegend {
	l := &planLegend{line: canvas.NewLine(nil)}
	l.line.StrokeWidth = 1
	for i := range l.samples {
		l.samples[i], l.texts[i] = canvas.NewRectangle(nil), canvas.NewText("", nil)
		l.samples[i].CornerRadius, l.texts[i].TextSize = 3, 13
	}
	for range 3 {
		l.hatch = append(l.hatch, canvas.NewLine(nil))
	}
	return l
}

func (l *planLegend) place(pos fyne.Position, size fyne.Size) {
	l.pos, l.size = pos, size
	l.line.Position1, l.line.Position2 = pos, pos.AddXY(size.Width, 0)
}

func (l *planLegend) paint(free, booked, retired int, look func(fyne.ThemeColorName) color.Color) {
	l.line.StrokeColor = look(ColorNameLine)
	l.line.Refresh()
	styles := [3]struct {
		text         string
		fill, stroke fyne.ThemeColorName
		width        float32
	}{
		{words.Say("legend.free", words.Args{"Number": free}), ColorNameSurface, ColorNameFree, 2},
		{words.Say("legend.booked", words.Args{"Number": booked}), ColorNameBooked, ColorNameBookedLine, 1},
		{words.Say("legend.retired", words.Args{"Number": retired}), ColorNamePlan, ColorNameLine, 1},
	}
	x, middle := l.pos.X+inset, l.pos.Y+l.size.Height/2
	for i, s := range styles {
		sample, text := l.samples[i], l.texts[i]
		sample.Hidden = i == 2 && retired == 0 || free+booked+retired == 0
		text.Hidden = sample.Hidden
		sample.FillColor, sample.StrokeColor, sample.StrokeWidth = look(s.fill), look(s.stroke), s.width
		sample.Move(fyne.NewPos(x, middle-6.5))
		sample.Resize(fyne.NewSize(20, 13))
		text.Text, text.Color = s.text, look(theme.ColorNameForeground)
		min := text.MinSize()
		text.Move(fyne.NewPos(x+28, middle-min.Height/2))
		text.Resize(min)
		x += 28 + min.Width + 20
		sample.Refresh()
		text.Refresh()
	}
	for i, line := range l.hatch {
		from := l.samples[2].Position().AddXY(3+float32(i)*6, 11)
		line.Position1, line.Position2 = from, from.AddXY(7, -9)
		line.StrokeColor, line.StrokeWidth, line.Hidden = look(ColorNameQuiet), 1, l.samples[2].Hidden
		line.Refresh()
	}
}

func (l *planLegend) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{l.line}
	for i := range l.samples {
		all = append(all, l.samples[i], l.texts[i])
	}
	for _, line := range l.hatch {
		all = append(all, line)
	}
	return all
}
