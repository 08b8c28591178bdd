package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// deskCard tells about one desk: its label and state, who has it, its zone and
// what is special about it. It is drawn by the plan, so it needs no overlay that
// would swallow a click.
type deskCard struct {
	back  *canvas.Rectangle
	lines [3]*canvas.Text
}

func newDeskCard() *deskCard {
	c := &deskCard{back: canvas.NewRectangle(nil)}
	for i := range c.lines {
		c.lines[i] = canvas.NewText("", nil)
		c.lines[i].TextSize = 13
	}
	c.lines[0].TextSize, c.lines[0].TextStyle = bodyText, fyne.TextStyle{Bold: true}
	c.hide()
	return c
}

func (c *deskCard) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.back, c.lines[0], c.lines[1], c.lines[2]}
}

func (c *deskCard) hide() {
	for _, o := range c.objects() {
		if o.Visible() {
			o.Hide()
		}
	}
}

func (c *deskCard) show(v *deskView, state deskState, seat data.Seat, taken bool, space fyne.Size, look func(fyne.ThemeColorName) color.Color) {
	const pad, most = 12, 360
	who := ""
	if taken {
		who = personName(seat)
	}
	texts := [3]string{cardTitle(v.desk, state), who, cardDetails(v.desk)}
	colors := [3]fyne.ThemeColorName{theme.ColorNameForeground, theme.ColorNameForeground, ColorNameQuiet}

	width, height := float32(0), float32(2*pad)
	limit := min(most, space.Width-2*gap-2*pad)
	for i, line := range c.lines {
		line.Hidden = texts[i] == ""
		line.Text = fitEnd(texts[i], limit, line.TextSize, line.TextStyle)
		line.Color = look(colors[i])
		if !line.Hidden {
			width = max(width, line.MinSize().Width)
			height += line.MinSize().Height + 2
		}
	}
	size := fyne.NewSize(width+2*pad, height-2)
	pos := cardPlace(v.out, size, space)
	c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = look(ColorNameSurface), look(ColorNameLine), 1
	c.back.CornerRadius, c.back.Hidden = cardRadius, false
	c.back.Shadow = canvas.Shadow{Color: look(theme.ColorNameShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	c.back.Move(pos)
	c.back.Resize(size)
	c.back.Refresh()
	y := pos.Y + pad
	for _, line := range c.lines {
		if !line.Hidden {
			line.Move(fyne.NewPos(pos.X+pad, y))
			line.Resize(line.MinSize())
			y += line.MinSize().Height + 2
		}
		line.Refresh()
	}
}

// cardPlace returns the place of a card: below the desk, above it where there is
// no room below, and within the plan.
func cardPlace(o outline, size, space fyne.Size) fyne.Position {
	const distance = 10 // so that the ring of a selected desk stays in sight
	at, extent := o.bounds()
	pos := fyne.NewPos(at.X+12, at.Y+extent.Height+distance)
	if pos.Y+size.Height > space.Height-gap {
		pos.Y = at.Y - distance - size.Height
	}
	pos.X = max(gap, min(pos.X, space.Width-gap-size.Width))
	pos.Y = max(gap, pos.Y)
	return pos
}

func cardTitle(desk data.Desk, state deskState) string {
	label := words.Args{"Desk": words.Plain(desk.Label)}
	switch state {
	case deskBooked:
		return words.Say("desk.booked", label)
	case deskRetired:
		return words.Say("desk.retired", label)
	}
	return words.Say("desk.free", label)
}

func cardDetails(desk data.Desk) string {
	features := make([]string, len(desk.Features))
	for i, f := range desk.Features {
		features[i] = words.Plain(f)
	}
	return words.Dots(words.Plain(desk.Zone), words.List(features...))
}
