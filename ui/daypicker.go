package ui

import (
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*DayPicker)(nil)

// DayPicker shows a day in words, between buttons for the day before and the day
// after, and one for today. The day itself is a button that asks for a date, with
// a calendar.
// On any of the buttons, Page Up and Page Down go a week back and on.
type DayPicker struct {
	widget.BaseWidget
	// OnChanged is called with the day that the user went to. [DayPicker.SetDay]
	// does not call it.
	OnChanged func(data.Date)
	// OnMonth is called with the first and the last day of the weeks that the
	// picker's calendar shows, whenever it shows others. The owner answers with
	// [DayPicker.SetMarked], at once or later.
	OnMonth func(first, last data.Date)

	today  func() data.Date
	day    data.Date
	marked map[data.Date]int

	before, name, after, now *Button
	asking                   *widget.PopUp // that asks for a date; it hides by itself on a click outside
	form                     *dayForm      // in it
}

// NewDayPicker returns a picker that shows today, for which it asks the given
// function again whenever it is needed.
func NewDayPicker(today func() data.Date) *DayPicker {
	p := &DayPicker{today: today, day: today()}
	step := func(days int) func() { return func() { p.choose(p.day.AddDays(days)) } }
	p.before = NewButton(PlainButton, words.Say("day.previous"), step(-1))
	p.name = NewButton(PlainButton, "", p.ask)
	p.after = NewButton(PlainButton, words.Say("day.next"), step(1))
	p.now = NewButton(PlainButton, words.Say("day.today"), func() { p.choose(p.today()) })
	p.name.Bold = true
	p.before.Name, p.after.Name = words.Say("day.previous-name"), words.Say("day.next-name")
	// As wide as the longest day, so that the buttons stay under the pointer while
	// one goes from day to day. It is a Wednesday in September of another year.
	longest := words.Day(data.NewDate(2022, time.September, 28), data.NewDate(2026, time.January, 1))
	p.name.MinWidth = textWidth(longest, bodyText, fyne.TextStyle{Bold: true}) + 24
	p.before.MinWidth, p.after.MinWidth = 34, 34
	for _, b := range []*Button{p.before, p.name, p.after, p.now} {
		b.onKey = p.typedKey
	}
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// Day returns the day that is shown.
func (p *DayPicker) Day() data.Date { return p.day }

// SetDay shows another day.
func (p *DayPicker) SetDay(d data.Date) {
	p.day = d
	p.show()
}

// Refresh shows the day anew; another day may have become today.
func (p *DayPicker) Refresh() {
	p.show()
	p.BaseWidget.Refresh()
}

func (p *DayPicker) choose(d data.Date) {
	if d == p.day {
		return
	}
	p.SetDay(d)
	if p.OnChanged != nil {
		p.OnChanged(d)
	}
}

func (p *DayPicker) show() {
	today := p.today()
	p.name.SetText(words.Day(p.day, today))
	enable(p.now, p.day != today)
	enable(p.before, p.day > data.MinDate)
	enable(p.after, p.day < data.MaxDate)
}

func (p *DayPicker) typedKey(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyPageUp:
		p.choose(p.day.AddDays(-7))
	case fyne.KeyPageDown:
		p.choose(p.day.AddDays(7))
	default:
		return false
	}
	return true
}

// SetMarked says on which days there are bookings, and how many, for the calendar.
func (p *DayPicker) SetMarked(marked map[data.Date]int) {
	p.marked = maps.Clone(marked)
	if p.isAsking() {
		p.form.calendar.SetMarked(p.marked)
	}
}

// ask opens a small window below the day that asks for a date.
func (p *DayPicker) ask() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || p.isAsking() {
		return
	}
	p.form = newDayForm(p.day, p.today, func(d data.Date) {
		p.stopAsking()
		p.choose(d)
	}, p.stopAsking)
	calendar := p.form.calendar
	calendar.SetMarked(p.marked)
	calendar.OnMonth = p.askMarks
	at, size := placeOf(p.name)
	p.asking = showBelow(p.form, at, size, c)
	c.Focus(p.form.entry)
	p.form.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.askMarks(calendar.Drawn())
}

func (p *DayPicker) askMarks(first, last data.Date) {
	if p.OnMonth != nil {
		p.OnMonth(first, last)
	}
}

func (p *DayPicker) isAsking() bool { return p.asking != nil && p.asking.Visible() }

func (p *DayPicker) stopAsking() {
	if p.isAsking() {
		leaveOverlay(p.asking.Canvas, p.asking.Hide)
	}
}

func (p *DayPicker) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	row := container.New(layout.NewCustomPaddedHBoxLayout(gap), p.before, p.name, p.after, p.now)
	return widget.NewSimpleRenderer(row)
}
