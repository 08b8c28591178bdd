package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// DayPicker shows a day in words, between buttons for the day before and the day
// after, and one for today. The day itself is a button that asks for a date.
// On any of the buttons, Page Up and Page Down go a week back and on.
type DayPicker struct {
	widget.BaseWidget
	// OnChanged is called with the day that the user went to. [DayPicker.SetDay]
	// does not call it.
	OnChanged func(data.Date)

	today func() data.Date
	day   data.Date

	before, name, after, now *Button
	asking                   *widget.PopUp // that asks for a date; it hides by itself on a click outside
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

func enable(b *Button, enabled bool) {
	if enabled == !b.Disabled() {
		return
	}
	if enabled {
		b.Enable()
	} else {
		b.Disable()
	}
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

// ask opens a small window below the day that asks for a date.
func (p *DayPicker) ask() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || p.isAsking() {
		return
	}
	form := newDayForm(p.day, func(d data.Date) {
		p.stopAsking()
		p.choose(d)
	}, p.stopAsking)
	p.asking = widget.NewPopUp(form, c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.name)
	p.asking.ShowAtPosition(at.AddXY(0, p.name.Size().Height+gap/2))
	c.Focus(form.entry)
	form.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (p *DayPicker) isAsking() bool { return p.asking != nil && p.asking.Visible() }

func (p *DayPicker) stopAsking() {
	if p.isAsking() {
		p.asking.Hide()
	}
}

// CreateRenderer is part of Fyne's widget interface.
func (p *DayPicker) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	row := container.New(layout.NewCustomPaddedHBoxLayout(gap), p.before, p.name, p.after, p.now)
	return widget.NewSimpleRenderer(row)
}

// dayForm asks for a date in the form that files have it.
type dayForm struct {
	widget.BaseWidget
	entry   *dayEntry
	message *paragraph
	title   *Line
	done    *Button
	onDay   func(data.Date)
}

func newDayForm(day data.Date, onDay func(data.Date), onCancel func()) *dayForm {
	f := &dayForm{onDay: onDay}
	f.entry = newDayEntry(onCancel)
	f.entry.SetPlaceHolder(words.Say("day.hint"))
	f.entry.SetText(day.String())
	f.entry.OnSubmitted = func(string) { f.submit() }
	f.entry.OnChanged = func(string) { f.say("") }
	f.message = newParagraph("", smallText, theme.ColorNameError)
	f.title = NewLine(words.Say("day.title"))
	f.title.Style.Bold = true
	f.done = NewButton(PrimaryButton, words.Say("day.go"), f.submit)
	f.ExtendBaseWidget(f)
	return f
}

func (f *dayForm) submit() {
	day, err := data.ParseDate(strings.TrimSpace(f.entry.Text))
	if err != nil {
		f.say(words.Say("day.not-a-date", words.Args{"Example": "2026-11-24"}))
		return
	}
	f.onDay(day)
}

func (f *dayForm) say(message string) {
	f.message.setText(message)
	f.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (f *dayForm) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	// The message has its place from the start, so that nothing moves when it
	// is needed.
	return widget.NewSimpleRenderer(container.New(dayFormLayout{}, f.title, f.entry, f.message, f.done))
}

type dayFormLayout struct{}

func (dayFormLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(256, 24+controlHeight+40+controlHeight+4*gap)
}

func (dayFormLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := gap
	for i, height := range []float32{20, controlHeight, 40, controlHeight} {
		objects[i].Move(fyne.NewPos(gap, y))
		objects[i].Resize(fyne.NewSize(size.Width-2*gap, height))
		y += height + gap/2
	}
}

// dayEntry is an entry that Escape leaves.
type dayEntry struct {
	widget.Entry
	onCancel func()
}

func newDayEntry(onCancel func()) *dayEntry {
	e := &dayEntry{onCancel: onCancel}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey adds Escape to the keys of an entry.
func (e *dayEntry) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		e.onCancel()
		return
	}
	e.Entry.TypedKey(key)
}
