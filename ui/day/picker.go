package day

import (
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*Picker)(nil)

// Picker shows a day in words, between buttons for the day before and the day
// after, and one for today. The day itself is a button that asks for a date, with
// a calendar.
// On any of the buttons, Page Up and Page Down go a week back and on.
type Picker struct {
	widget.BaseWidget
	// OnChanged is called with the day that the user went to. [Picker.SetDay]
	// does not call it.
	OnChanged func(data.Date)
	// OnMonth is called with the first and the last day of the weeks that the
	// picker's calendar shows, whenever it shows others. The owner answers with
	// [Picker.SetMarked], at once or later.
	OnMonth func(first, last data.Date)

	today  func() data.Date
	day    data.Date
	marked map[data.Date]int

	Before, Name, After, now *kit.Button
	form                     Form          // how much is said
	asking                   *widget.PopUp // that asks for a date; it hides by itself on a click outside
	asks                     *dayForm      // in it
}

// NewPicker returns a picker that shows today, for which it asks the given
// function again whenever it is needed.
func NewPicker(today func() data.Date) *Picker {
	p := &Picker{today: today, day: today()}
	step := func(days int) func() { return func() { p.choose(p.day.AddDays(days)) } }
	p.Before = kit.NewButton(kit.Plain, words.Say("day.previous"), step(-1))
	p.Name = kit.NewButton(kit.Plain, "", p.Ask)
	p.After = kit.NewButton(kit.Plain, words.Say("day.next"), step(1))
	p.now = kit.NewButton(kit.Plain, words.Say("day.today"), func() { p.choose(p.today()) })
	p.Name.Bold = true
	p.Before.Name, p.After.Name = words.Say("day.previous-name"), words.Say("day.next-name")
	p.Before.MinWidth, p.After.MinWidth = 34, 34
	for _, b := range []*kit.Button{p.Before, p.Name, p.After, p.now} {
		b.OnKey = p.typedKey
	}
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// Form is how much of a day a [Picker] says.
type Form int

// The forms of a picker, from the widest on.
const (
	Whole    Form = iota
	Short         // without the year, and names in three letters
	Shortest      // also without the button for today, which has a shortcut
)

// nameWidth is as wide as the longest day, so that the buttons stay under the pointer
// while one goes from day to day. It is a Wednesday in September.
func nameWidth(form Form) float32 {
	longest := words.DayAndWeek(data.NewDate(2022, time.September, 28), form > Whole)
	return kit.TextWidth(longest, kit.BodyText, fyne.TextStyle{Bold: true}) + 24
}

// WidthIn returns how wide the picker is in a form.
func (p *Picker) WidthIn(form Form) float32 {
	width := p.Before.MinSize().Width + nameWidth(form) + p.After.MinSize().Width + 2*kit.Gap
	if form < Shortest {
		width += p.now.MinSize().Width + kit.Gap
	}
	return width
}

// SetForm says how much of the day is said.
func (p *Picker) SetForm(form Form) {
	if p.form != form {
		p.form = form
		p.Refresh()
	}
}

// Day returns the day that is shown.
func (p *Picker) Day() data.Date { return p.day }

// SetDay shows another day.
func (p *Picker) SetDay(d data.Date) {
	p.day = d
	p.show()
}

// Refresh shows the day anew; another day may have become today.
func (p *Picker) Refresh() {
	p.show()
	p.BaseWidget.Refresh()
}

func (p *Picker) choose(d data.Date) {
	if d == p.day {
		return
	}
	p.SetDay(d)
	if p.OnChanged != nil {
		p.OnChanged(d)
	}
}

func (p *Picker) show() {
	today := p.today()
	p.Name.MinWidth = nameWidth(p.form)
	p.Name.SetText(words.DayAndWeek(p.day, p.form > Whole))
	p.now.Hidden = p.form == Shortest
	kit.Enable(p.now, p.day != today)
	kit.Enable(p.Before, p.day > data.MinDate)
	kit.Enable(p.After, p.day < data.MaxDate)
}

func (p *Picker) typedKey(key *fyne.KeyEvent) bool {
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
func (p *Picker) SetMarked(marked map[data.Date]int) {
	p.marked = maps.Clone(marked)
	if p.isAsking() {
		p.asks.calendar.SetMarked(p.marked)
	}
}

// Ask opens a small window below the day that asks for a date.
func (p *Picker) Ask() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || p.isAsking() {
		return
	}
	p.asks = newDayForm(p.day, p.today, func(d data.Date) {
		p.stopAsking()
		p.choose(d)
	}, p.stopAsking)
	calendar := p.asks.calendar
	calendar.SetMarked(p.marked)
	calendar.OnMonth = p.askMarks
	at, size := kit.PlaceOf(p.Name)
	p.asking = kit.ShowBelow(p.asks, at, size, c)
	c.Focus(p.asks.entry)
	p.asks.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.askMarks(calendar.Drawn())
}

func (p *Picker) askMarks(first, last data.Date) {
	if p.OnMonth != nil {
		p.OnMonth(first, last)
	}
}

func (p *Picker) isAsking() bool { return p.asking != nil && p.asking.Visible() }

func (p *Picker) stopAsking() {
	if p.isAsking() {
		kit.LeaveOverlay(p.asking.Canvas, p.asking.Hide)
	}
}

func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	row := container.New(layout.NewCustomPaddedHBoxLayout(kit.Gap), p.Before, p.Name, p.After, p.now)
	return widget.NewSimpleRenderer(row)
}
