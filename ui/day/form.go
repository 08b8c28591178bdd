package day

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*dayForm)(nil)

// dayForm asks for a day: typed in any of the forms that [words.ParseDay] reads,
// or chosen in a calendar. While one types it says which day is meant.
type dayForm struct {
	widget.BaseWidget
	entry               *kit.KeyEntry
	meaning             *kit.Paragraph // of what was typed
	calendar            *Calendar
	now, tomorrow, done *kit.Button
	day                 data.Date // where one is
	today               func() data.Date
	onDay               func(data.Date)
}

func newDayForm(day data.Date, today func() data.Date, onDay func(data.Date), onCancel func()) *dayForm {
	f := &dayForm{day: day, today: today, onDay: onDay}
	f.entry = kit.NewKeyEntry(func(key fyne.KeyName) bool {
		switch key {
		case fyne.KeyEscape:
			onCancel()
		case fyne.KeyDown:
			f.focusCalendar()
		case fyne.KeyPageUp, fyne.KeyPageDown:
			f.focusCalendar()
			f.calendar.TypedKey(&fyne.KeyEvent{Name: key})
		default:
			return false
		}
		return true
	})
	f.entry.SetPlaceHolder(words.DayExample(today()))
	f.entry.SetText(day.String())
	f.entry.OnSubmitted = func(string) { f.submit() }
	f.entry.OnChanged = func(string) { f.read() }
	f.meaning = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	f.calendar = NewCalendar(day, today)
	f.calendar.OnChosen, f.calendar.OnCancel = onDay, onCancel

	f.now = kit.NewButton(kit.Plain, words.Say("day.today"), func() { onDay(today()) })
	f.tomorrow = kit.NewButton(kit.Plain, words.Say("day.tomorrow"), func() { onDay(today().AddDays(1)) })
	f.done = kit.NewButton(kit.Primary, words.Say("day.go"), f.submit)
	for _, b := range []*kit.Button{f.now, f.tomorrow, f.done} {
		b.OnKey = func(key *fyne.KeyEvent) bool {
			if key.Name == fyne.KeyEscape {
				onCancel()
			}
			return key.Name == fyne.KeyEscape
		}
	}
	f.ExtendBaseWidget(f)
	f.read()
	return f
}

// read says what day the text means, and shows it in the calendar.
func (f *dayForm) read() {
	day, err := words.ParseDay(f.entry.Text, f.today())
	if err != nil {
		// Whoever is still typing has made no mistake yet.
		f.say(err.Error(), kit.ColorNameQuiet)
		f.calendar.SetDay(f.day)
		return
	}
	f.say(words.DayAndYear(day), theme.ColorNameForeground)
	f.calendar.SetDay(day)
}

func (f *dayForm) submit() {
	day, err := words.ParseDay(f.entry.Text, f.today())
	if err != nil {
		f.say(err.Error(), theme.ColorNameError)
		return
	}
	f.onDay(day)
}

func (f *dayForm) say(meaning string, color fyne.ThemeColorName) {
	f.meaning.Text, f.meaning.Color = meaning, color
	f.meaning.Style.Bold = color == theme.ColorNameForeground
	f.meaning.Refresh()
}

func (f *dayForm) focusCalendar() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f.calendar)
	}
}

func (f *dayForm) CreateRenderer() fyne.WidgetRenderer {
	// The order of the objects is the order in which Tab visits them.
	return widget.NewSimpleRenderer(container.New(dayFormLayout{f}, f.entry, f.meaning, f.calendar, f.now, f.tomorrow, f.done))
}

type dayFormLayout struct{ f *dayForm }

// The meaning has room for two lines from the start, so that nothing moves while
// one types.
const dayFormMeaning float32 = 36

func (l dayFormLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	calendar, buttons := l.f.calendar.MinSize(), kit.Gap*2
	for _, b := range []*kit.Button{l.f.now, l.f.tomorrow, l.f.done} {
		buttons += b.MinSize().Width
	}
	return fyne.NewSize(max(calendar.Width, buttons)+3*kit.Gap, 2*kit.ControlHeight+dayFormMeaning+calendar.Height+5*kit.Gap)
}

func (l dayFormLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const side = kit.Gap * 1.5
	y, width := side, size.Width-2*side
	below := func(o fyne.CanvasObject, height, space float32) {
		o.Move(fyne.NewPos(side, y))
		o.Resize(fyne.NewSize(width, height))
		y += height + space
	}
	below(l.f.entry, kit.ControlHeight, kit.Gap/2)
	below(l.f.meaning, dayFormMeaning, kit.Gap/2)
	below(l.f.calendar, size.Height-y-side-kit.ControlHeight-kit.Gap, kit.Gap)
	x := side
	for _, b := range []*kit.Button{l.f.now, l.f.tomorrow} {
		b.Move(fyne.NewPos(x, y))
		b.Resize(b.MinSize())
		x += b.MinSize().Width + kit.Gap
	}
	l.f.done.Resize(l.f.done.MinSize())
	l.f.done.Move(fyne.NewPos(size.Width-side-l.f.done.MinSize().Width, y))
}
