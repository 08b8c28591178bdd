package day

import (
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var (
	_ kit.Control     = (*Calendar)(nil)
	_ desktop.Keyable = (*Calendar)(nil)
)

// Calendar shows a month in six weeks from the locale's first day of a week. It
// is one widget that finds the day under the pointer itself, and one tab stop.
//
// A click on a day chooses it. The arrow keys move a ring by a day or a week, Home
// and End to the ends of a week, Page Up and Page Down by a month and with Shift
// by a year, T to today; Enter and Space choose the day in the ring.
type Calendar struct {
	kit.Pressable
	// OnChosen is called with the day that the user chose.
	OnChosen func(data.Date)
	// OnMonth is called with the first and the last day that are drawn whenever
	// another month is shown, so that the owner can call SetMarked. For those that
	// are drawn at first the owner asks [Calendar.Drawn].
	OnMonth func(first, last data.Date)
	// OnCancel, which may be nil, is called on Escape.
	OnCancel func()

	today  func() data.Date
	chosen data.Date
	ringed data.Date // where the keys are
	shown  data.Date // the first day of the month that is shown
	marked map[data.Date]int

	hovered calendarPart
	shift   bool
	drawing *calendarDrawing
}

// calendarPart is something in the calendar that can be clicked: a day by its
// place in the grid, or one of the buttons above it.
type calendarPart int

const (
	calendarDays                       = 7 * 6
	calendarPreviousYear  calendarPart = calendarDays + iota - 1
	calendarPreviousMonth              // the buttons in their order from the left
	calendarNextMonth
	calendarNextYear
	calendarParts // how many there are

	calendarNothing calendarPart = -1
)

// NewCalendar returns a calendar with the given day chosen. It asks for today
// again whenever it is needed.
func NewCalendar(day data.Date, today func() data.Date) *Calendar {
	c := &Calendar{today: today, hovered: calendarNothing}
	c.chosen = day.AddDays(0)
	c.ringed, c.shown = c.chosen, firstOfMonth(c.chosen)
	c.drawing = newCalendarDrawing(c)
	c.ExtendBaseWidget(c)
	return c
}

// SetDay fills another day, and shows its month.
func (c *Calendar) SetDay(d data.Date) {
	c.chosen = d.AddDays(0)
	c.goTo(d)
}

// Day returns the day that is filled.
func (c *Calendar) Day() data.Date { return c.chosen }

// SetMarked says on which days there are bookings, and how many.
func (c *Calendar) SetMarked(marked map[data.Date]int) {
	if maps.Equal(c.marked, marked) {
		return
	}
	c.marked = maps.Clone(marked)
	c.Refresh()
}

// Drawn returns the first and the last day that are drawn.
func (c *Calendar) Drawn() (first, last data.Date) {
	first, last = data.MaxDate, data.MinDate
	for i := range calendarDays {
		if day, ok := c.dayAt(i); ok {
			first, last = min(first, day), max(last, day)
		}
	}
	return first, last
}

func firstOfMonth(d data.Date) data.Date {
	_, _, day := d.Civil()
	return d.AddDays(1 - day)
}

// dayAt returns the day at a place of the grid; at the ends of the calendar
// there are places without one.
func (c *Calendar) dayAt(place int) (data.Date, bool) {
	before := (int(c.shown.Weekday()-words.CurrentLocale().FirstDay) + 7) % 7
	day := c.shown + data.Date(place-before)
	return day, day.Valid()
}

// goTo moves the ring, and to another month if the day is not in this one.
func (c *Calendar) goTo(d data.Date) {
	c.ringed = d.AddDays(0)
	first := firstOfMonth(c.ringed)
	if first == c.shown {
		c.Refresh()
		return
	}
	c.shown = first
	c.Refresh()
	if c.OnMonth != nil {
		c.OnMonth(c.Drawn())
	}
}

func (c *Calendar) choose(d data.Date) {
	c.SetDay(d)
	if c.OnChosen != nil {
		c.OnChosen(c.chosen)
	}
}

// TypedKey moves the ring, chooses the day in it, or leaves.
func (c *Calendar) TypedKey(key *fyne.KeyEvent) {
	inWeek := (int(c.ringed.Weekday()-words.CurrentLocale().FirstDay) + 7) % 7
	months := 1
	if c.shift {
		months = 12
	}
	switch key.Name {
	case fyne.KeyLeft:
		c.goTo(c.ringed.AddDays(-1))
	case fyne.KeyRight:
		c.goTo(c.ringed.AddDays(1))
	case fyne.KeyUp:
		c.goTo(c.ringed.AddDays(-7))
	case fyne.KeyDown:
		c.goTo(c.ringed.AddDays(7))
	case fyne.KeyHome:
		c.goTo(c.ringed.AddDays(-inWeek))
	case fyne.KeyEnd:
		c.goTo(c.ringed.AddDays(6 - inWeek))
	case fyne.KeyPageUp:
		c.goTo(c.ringed.AddMonths(-months))
	case fyne.KeyPageDown:
		c.goTo(c.ringed.AddMonths(months))
	case fyne.KeyT:
		c.goTo(c.today())
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.choose(c.ringed)
	case fyne.KeyEscape:
		if c.OnCancel != nil {
			c.OnCancel()
		}
	}
}

// KeyDown is part of Fyne's keyboard interface: other keys come without word of
// Shift.
func (c *Calendar) KeyDown(key *fyne.KeyEvent) { c.setShift(key, true) }

// KeyUp is part of Fyne's keyboard interface.
func (c *Calendar) KeyUp(key *fyne.KeyEvent) { c.setShift(key, false) }

func (c *Calendar) setShift(key *fyne.KeyEvent, down bool) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		c.shift = down
	}
}

func (c *Calendar) FocusLost() { c.Focused, c.shift = false, false; c.Refresh() }

// Tapped chooses the day under the pointer, or goes to another month.
func (c *Calendar) Tapped(ev *fyne.PointEvent) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
		on.Focus(c) // so that Escape and the arrow keys go on from here
	}
	switch part := c.partAt(ev.Position); part {
	case calendarNothing:
	case calendarPreviousYear:
		c.goTo(c.ringed.AddMonths(-12))
	case calendarPreviousMonth:
		c.goTo(c.ringed.AddMonths(-1))
	case calendarNextMonth:
		c.goTo(c.ringed.AddMonths(1))
	case calendarNextYear:
		c.goTo(c.ringed.AddMonths(12))
	default:
		day, _ := c.dayAt(int(part))
		c.choose(day)
	}
}

// partAt returns what lies at a position and can be clicked.
func (c *Calendar) partAt(pos fyne.Position) calendarPart {
	for part := range calendarParts {
		at, size := calendarPlace(part, c.Size())
		if pos.X < at.X || pos.Y < at.Y || pos.X >= at.X+size.Width || pos.Y >= at.Y+size.Height {
			continue
		}
		if !c.canPress(part) {
			return calendarNothing
		}
		return part
	}
	return calendarNothing
}

// canPress reports whether there is a day at that place, or a month to go to.
func (c *Calendar) canPress(part calendarPart) bool {
	switch part {
	case calendarPreviousYear, calendarPreviousMonth:
		return c.shown > data.MinDate
	case calendarNextMonth, calendarNextYear:
		return c.shown < firstOfMonth(data.MaxDate)
	}
	_, ok := c.dayAt(int(part))
	return ok
}

func (c *Calendar) MouseIn(ev *desktop.MouseEvent) { c.hover(c.partAt(ev.Position)) }

func (c *Calendar) MouseMoved(ev *desktop.MouseEvent) { c.hover(c.partAt(ev.Position)) }

func (c *Calendar) MouseOut() { c.hover(calendarNothing) }

func (c *Calendar) hover(part calendarPart) {
	if c.hovered != part {
		c.hovered = part
		c.drawing.paintHover()
	}
}

// Cursor is a hand over what can be clicked.
func (c *Calendar) Cursor() desktop.Cursor {
	if c.hovered != calendarNothing {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel tells the day in the ring and its bookings.
func (c *Calendar) AccessibilityLabel() string {
	bookings := ""
	if n := c.marked[c.ringed]; n > 0 {
		bookings = words.Count("bookings", n)
	}
	return words.Dots(words.Day(c.ringed, c.today()), bookings)
}

func (c *Calendar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	c.drawing.arrange()
	return &calendarRenderer{c}
}

// calendarRenderer only passes on: the objects live with the widget, so that
// asking for a renderer twice does no harm.
type calendarRenderer struct{ c *Calendar }

func (r *calendarRenderer) Layout(fyne.Size) { r.c.drawing.arrange() }

func (r *calendarRenderer) MinSize() fyne.Size { return calendarMinSize }

func (r *calendarRenderer) Refresh() { r.c.drawing.arrange() }

func (r *calendarRenderer) Objects() []fyne.CanvasObject { return r.c.drawing.objects }

func (r *calendarRenderer) Destroy() {}

// weekdayOf returns the day of the week of a column.
func weekdayOf(column int) time.Weekday {
	return (words.CurrentLocale().FirstDay + time.Weekday(column)) % 7
}
