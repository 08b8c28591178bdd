package plan

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// The lines of a card, from the top.
const (
	cardTitleLine = iota
	cardWhoLine
	cardDetailsLine
	cardSinceLine // since when it is booked, or until when it is blocked
	cardHintLine
	cardHintMoreLine // if the hint is longer than a line
	cardLineCount
)

// cardLines are what a card says; empty ones are left out.
type cardLines [cardLineCount]string

// deskCard tells about one desk: its label and state, who has it, its zone and
// what is special about it, and what another click would do. It is drawn by the
// plan, so it needs no overlay that would swallow a click.
type deskCard struct {
	back  *canvas.Rectangle
	lines [cardLineCount]*canvas.Text
}

var cardColors = [cardLineCount]fyne.ThemeColorName{
	theme.ColorNameForeground, theme.ColorNameForeground, kit.ColorNameQuiet, kit.ColorNameQuiet,
	theme.ColorNamePrimary, theme.ColorNamePrimary,
}

func newDeskCard() *deskCard {
	c := &deskCard{back: canvas.NewRectangle(nil)}
	for i := range c.lines {
		c.lines[i] = canvas.NewText("", nil)
		c.lines[i].TextSize = 13
	}
	c.lines[cardTitleLine].TextSize, c.lines[cardTitleLine].TextStyle = kit.BodyText, fyne.TextStyle{Bold: true}
	c.hide()
	return c
}

func (c *deskCard) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{c.back}
	for _, line := range c.lines {
		all = append(all, line)
	}
	return all
}

func (c *deskCard) hide() {
	for _, o := range c.objects() {
		if o.Visible() {
			o.Hide()
		}
	}
}

func (c *deskCard) show(desk outline, texts cardLines, space fyne.Size, look func(fyne.ThemeColorName) color.Color) {
	const pad, most, between = 12, 360, 2
	width, height := float32(0), float32(2*pad)
	limit := min(most, space.Width-2*kit.Gap-2*pad)
	if hint := kit.Wrap(texts[cardHintLine], limit, c.lines[cardHintLine].TextSize, fyne.TextStyle{}); len(hint) > 1 {
		texts[cardHintLine], texts[cardHintMoreLine] = hint[0], strings.Join(hint[1:], " ")
	}
	for i, line := range c.lines {
		line.Hidden = texts[i] == ""
		line.Text = kit.FitEnd(texts[i], limit, line.TextSize, line.TextStyle)
		line.Color = look(cardColors[i])
		if !line.Hidden {
			width = max(width, line.MinSize().Width)
			height += line.MinSize().Height + between
		}
	}
	size := fyne.NewSize(width+2*pad, height-between)
	pos := cardPlace(desk, size, space)
	c.back.FillColor, c.back.StrokeColor, c.back.StrokeWidth = look(kit.ColorNameSurface), look(kit.ColorNameLine), 1
	c.back.CornerRadius, c.back.Hidden = kit.CardRadius, false
	c.back.Shadow = canvas.Shadow{Color: look(theme.ColorNameShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	c.back.Move(pos)
	c.back.Resize(size)
	c.back.Refresh()
	y := pos.Y + pad
	for _, line := range c.lines {
		if !line.Hidden {
			line.Move(fyne.NewPos(pos.X+pad, y))
			line.Resize(line.MinSize())
			y += line.MinSize().Height + between
		}
		line.Refresh()
	}
}

// cardPlace returns the place of a card: below the desk, above it if there is
// no room below, beside it if there is none above, and within the plan.
func cardPlace(o outline, size, space fyne.Size) fyne.Position {
	const distance = 10 // so that the ring of a selected desk stays in sight
	at, extent := o.bounds()
	low, high := kit.Gap, space.Height-kit.Gap
	pos := fyne.NewPos(at.X+12, at.Y+extent.Height+distance)
	if pos.Y+size.Height > high {
		pos.Y = at.Y - distance - size.Height
	}
	if pos.Y < low {
		pos.Y = max(low, min(at.Y, high-size.Height))
		pos.X = at.X + extent.Width + distance
		if left := at.X - distance - size.Width; pos.X+size.Width > space.Width-kit.Gap && left >= kit.Gap {
			pos.X = left
		}
	}
	pos.X = max(kit.Gap, min(pos.X, space.Width-kit.Gap-size.Width))
	return pos
}

// cardLines says what there is to say about a desk on the day that is shown.
func (d *planDrawing) cardLines(desk data.Desk) cardLines {
	seat, taken := d.plan.seats[desk.ID]
	var lines cardLines
	lines[cardTitleLine] = cardTitle(desk, d.plan.state(desk))
	lines[cardDetailsLine] = cardDetails(desk)
	lines[cardHintLine] = d.plan.hint(desk.ID)
	since, blocked := "", ""
	if taken {
		lines[cardWhoLine] = words.SeatName(seat)
		since = d.sinceWords(seat)
	}
	if block, ok := desk.BlockOn(d.plan.day); ok && !desk.Retired {
		blocked = d.blockWords(block)
	} else if taken && desk.Retired {
		blocked = words.Say("desk.retired-booked") // who releases it can't book it again
	}
	lines[cardSinceLine] = words.Dots(since, blocked)
	return lines
}

func (d *planDrawing) sinceWords(seat data.Seat) string {
	if seat.CreatedAt.IsZero() {
		return ""
	}
	at := seat.CreatedAt.In(d.plan.zone)
	return words.Say("desk.since", words.Args{"Day": d.dayWords(data.DateOf(at)), "Time": at.Format("15:04")})
}

func (d *planDrawing) blockWords(block data.Block) string {
	reason := words.Plain(block.Reason)
	if block.IsOpen() {
		return words.Dots(words.Say("desk.blocked-open"), reason)
	}
	return words.Dots(words.Say("desk.blocked-until", words.Args{"Day": d.dayWords(block.To)}), reason)
}

// dayWords is short if the year is that of the day that is shown.
func (d *planDrawing) dayWords(day data.Date) string {
	year, _, _ := day.Civil()
	if shown, _, _ := d.plan.day.Civil(); year == shown {
		return words.ShortDay(day)
	}
	return words.Day(day, d.plan.day)
}

func cardTitle(desk data.Desk, state deskState) string {
	label := words.Args{"Desk": words.Plain(desk.Label)}
	switch state {
	case deskBooked, deskMine:
		return words.Say("desk.booked", label)
	case deskBlocked:
		return words.Say("desk.blocked", label)
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
