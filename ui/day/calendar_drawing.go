package day

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// The sizes of a calendar. Its places keep a distance, so that the ring of one
// does not touch its neighbour.
const (
	calendarHead  float32 = 32 // the month and the buttons
	calendarNames float32 = 24 // the days of the week
	calendarSpace float32 = 4

	calendarButton float32 = 32 // the width of those beside the month
)

var calendarMinSize = fyne.NewSize(7*37, calendarHead+calendarNames+6*32)

// calendarPlace returns where a part lies in a calendar of the given size.
func calendarPlace(part calendarPart, size fyne.Size) (fyne.Position, fyne.Size) {
	width := size.Width / 7
	button := fyne.NewSize(calendarButton-calendarSpace, calendarHead-calendarSpace)
	switch part {
	case calendarPreviousYear, calendarPreviousMonth:
		return fyne.NewPos(float32(part-calendarPreviousYear)*calendarButton+calendarSpace/2, calendarSpace/2), button
	case calendarNextMonth, calendarNextYear:
		return fyne.NewPos(size.Width-float32(calendarNextYear+1-part)*calendarButton+calendarSpace/2, calendarSpace/2), button
	}
	top := calendarHead + calendarNames
	height := (size.Height - top) / 6
	return fyne.NewPos(float32(part%7)*width+calendarSpace/2, top+float32(part/7)*height+calendarSpace/2),
		fyne.NewSize(width-calendarSpace, height-calendarSpace)
}

// calendarDrawing are the canvas objects of a [Calendar], made once.
type calendarDrawing struct {
	c       *Calendar
	objects []fyne.CanvasObject

	month        *canvas.Text
	names        [7]*canvas.Text
	parts        [calendarParts]*canvas.Text // the days' numbers, and the buttons' signs
	dots         [calendarDays]*canvas.Circle
	fill         *canvas.Rectangle // of the chosen day
	today, hover *canvas.Rectangle
	ring         *canvas.Rectangle
	corner       *canvas.ArbitraryPolygon // the sign of today
}

func newCalendarDrawing(c *Calendar) *calendarDrawing {
	d := &calendarDrawing{
		c: c, month: canvas.NewText("", nil), fill: canvas.NewRectangle(nil), today: canvas.NewRectangle(nil),
		hover: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil),
	}
	const side = 7
	d.corner = canvas.NewArbitraryPolygon([]fyne.Position{{X: 0, Y: 0}, {X: side, Y: 0}, {X: side, Y: side}}, nil)
	d.corner.Resize(fyne.NewSquareSize(side))
	d.month.Alignment, d.month.TextSize, d.month.TextStyle.Bold = fyne.TextAlignCenter, kit.BodyText, true
	d.fill.CornerRadius, d.today.CornerRadius, d.hover.CornerRadius, d.ring.CornerRadius = 6, 6, 6, 8
	d.today.StrokeWidth, d.ring.StrokeWidth = 1.5, 2
	d.today.FillColor, d.ring.FillColor = color.Transparent, color.Transparent
	d.objects = []fyne.CanvasObject{d.month, d.fill, d.hover, d.today, d.corner}
	for i := range d.names {
		d.names[i] = canvas.NewText("", nil)
		d.names[i].Alignment, d.names[i].TextSize = fyne.TextAlignCenter, kit.SmallText
		d.objects = append(d.objects, d.names[i])
	}
	for i := range d.parts {
		d.parts[i] = canvas.NewText("", nil)
		d.parts[i].Alignment = fyne.TextAlignCenter
		d.objects = append(d.objects, d.parts[i])
	}
	for i := range d.dots {
		d.dots[i] = canvas.NewCircle(nil)
		d.dots[i].Resize(fyne.NewSquareSize(4))
		d.objects = append(d.objects, d.dots[i])
	}
	d.objects = append(d.objects, d.ring)
	return d
}

func (d *calendarDrawing) look(name fyne.ThemeColorName) color.Color {
	return theme.ColorForWidget(name, d.c)
}

// arrange places and paints everything.
func (d *calendarDrawing) arrange() {
	size := d.c.Size()
	if size.IsZero() {
		return
	}
	column := size.Width / 7
	middle := size.Width - 4*calendarButton
	d.month.Text = kit.FitEnd(words.MonthYear(d.c.shown), middle, kit.BodyText, d.month.TextStyle)
	d.month.Color = d.look(theme.ColorNameForeground)
	d.center(d.month, fyne.NewPos(2*calendarButton, 0), fyne.NewSize(middle, calendarHead))
	for i, name := range d.names {
		name.Text = kit.FitEnd(words.WeekdayShort(weekdayOf(i)), column, kit.SmallText, name.TextStyle)
		name.Color = d.look(kit.ColorNameQuiet)
		d.center(name, fyne.NewPos(float32(i)*column, calendarHead), fyne.NewSize(column, calendarNames))
	}
	d.arrangeButtons()
	d.fill.FillColor, d.ring.StrokeColor = d.look(theme.ColorNamePrimary), d.look(theme.ColorNamePrimary)
	d.fill.Hidden, d.today.Hidden, d.corner.Hidden, d.ring.Hidden = true, true, true, true
	today := d.c.today()
	for i := range calendarDays {
		d.arrangeDay(i, today)
	}
	d.paintHover()
	canvas.Refresh(d.c)
}

func (d *calendarDrawing) arrangeButtons() {
	signs := [...]string{words.Say("calendar.previous-year"), words.Say("calendar.previous-month"),
		words.Say("calendar.next-month"), words.Say("calendar.next-year")}
	for i, sign := range signs {
		part := calendarPreviousYear + calendarPart(i)
		text := d.parts[part]
		text.Text, text.TextSize, text.Color = sign, kit.TitleText, d.look(theme.ColorNameForeground)
		if !d.c.canPress(part) {
			text.Color = d.look(theme.ColorNameDisabled)
		}
		at, size := calendarPlace(part, d.c.Size())
		d.center(text, at, size)
	}
}

// arrangeDay paints the day at a place of the grid.
func (d *calendarDrawing) arrangeDay(i int, today data.Date) {
	day, ok := d.c.dayAt(i)
	text, dot := d.parts[i], d.dots[i]
	text.Hidden, dot.Hidden = !ok, !ok || d.c.marked[day] == 0
	if !ok {
		return
	}
	at, size := calendarPlace(calendarPart(i), d.c.Size())
	_, _, number := day.Civil()
	text.Text, text.TextSize, text.TextStyle.Bold = fmt.Sprint(number), kit.BodyText, day == today || day == d.c.chosen
	text.Color, dot.FillColor = d.look(theme.ColorNameForeground), d.look(kit.ColorNameMark)
	switch {
	case day == d.c.chosen:
		d.cover(d.fill, at, size)
		text.Color, dot.FillColor = d.look(theme.ColorNameForegroundOnPrimary), d.look(theme.ColorNameForegroundOnPrimary)
	case firstOfMonth(day) != d.c.shown:
		text.Color, text.TextSize = d.look(theme.ColorNameDisabled), 11.5
	case !day.IsWorkday():
		text.Color = d.look(kit.ColorNameQuiet)
	}
	if day == today {
		mark, inner := d.look(theme.ColorNamePrimary), float32(0)
		if day == d.c.chosen { // on its fill
			mark, inner = text.Color, 2.5
		}
		d.today.StrokeColor, d.corner.FillColor, d.corner.Hidden = mark, mark, false
		d.cover(d.today, at.AddXY(inner, inner), size.SubtractWidthHeight(2*inner, 2*inner))
		d.corner.Move(at.AddXY(size.Width-d.corner.Size().Width-3-inner/2, 3+inner/2))
	}
	if day == d.c.ringed && d.c.Focused {
		d.cover(d.ring, at.SubtractXY(2, 2), size.AddWidthHeight(4, 4))
	}
	d.center(text, at.SubtractXY(0, 2), size) // room for the dot
	dot.Move(at.AddXY(size.Width/2-2, size.Height-6))
}

// paintHover shows what is under the pointer.
func (d *calendarDrawing) paintHover() {
	d.hover.Hidden = d.c.hovered == calendarNothing
	if !d.hover.Hidden {
		at, size := calendarPlace(d.c.hovered, d.c.Size())
		d.cover(d.hover, at, size)
	}
	d.hover.FillColor = d.look(theme.ColorNameHover)
	d.hover.Refresh()
}

func (d *calendarDrawing) cover(r *canvas.Rectangle, at fyne.Position, size fyne.Size) {
	r.Hidden = false
	r.Move(at)
	r.Resize(size)
}

func (d *calendarDrawing) center(text *canvas.Text, at fyne.Position, size fyne.Size) {
	height := kit.TextHeight(text.TextSize)
	text.Move(at.AddXY(0, (size.Height-height)/2))
	text.Resize(fyne.NewSize(size.Width, height))
}
