package day

import (
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Field is an entry for a day, with the day in words behind it as soon as it
// can be read.
type Field struct {
	Entry  *kit.SheetEntry
	Says   *kit.Line
	Day    data.Date
	IsGood bool
	Fault  string // why it can't be read

	today data.Date
	parse func(string) (data.Date, error)
}

// NewField returns a field with the day. parse reads what is typed, and changed is called
// after each change.
func NewField(day, today data.Date, parse func(string) (data.Date, error), changed func()) *Field {
	f := &Field{Says: kit.NewLine(""), today: today, parse: parse}
	f.Says.MinWidth = 80
	f.Entry = kit.NewSheetEntry(words.DayExample(today), nil)
	f.Entry.Selects = true // one types another day over it
	f.Entry.SetText(day.String())
	f.read()
	f.Entry.OnChanged = func(string) { f.read(); changed() }
	return f
}

func (f *Field) read() {
	day, err := f.parse(f.Entry.Text)
	f.Day, f.IsGood = day, err == nil && day.Valid()
	if f.IsGood {
		f.Says.Color = kit.ColorNameQuiet
		f.Says.SetText(words.Day(f.Day, f.today))
		f.Fault = ""
		return
	}
	f.Says.Color = theme.ColorNameError
	f.Says.SetText(words.Say("days.unread")) // here is no room for the whole of it
	f.Fault = err.Error()                    // ParseDay says it to a person
}
