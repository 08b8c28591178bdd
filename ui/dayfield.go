package ui

import (
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// dayField is an entry for a day, with the day in words behind it as soon as it
// can be read.
type dayField struct {
	entry  *sheetEntry
	says   *Line
	day    data.Date
	isGood bool
	fault  string // why it can't be read

	today data.Date
	parse func(string) (data.Date, error)
}

func newDayField(day, today data.Date, parse func(string) (data.Date, error), changed func()) *dayField {
	f := &dayField{says: NewLine(""), today: today, parse: parse}
	f.says.MinWidth = 80
	f.entry = newSheetEntry(words.DayExample(today), nil)
	f.entry.selects = true // one types another day over it
	f.entry.SetText(day.String())
	f.read()
	f.entry.OnChanged = func(string) { f.read(); changed() }
	return f
}

func (f *dayField) read() {
	day, err := f.parse(f.entry.Text)
	f.day, f.isGood = day, err == nil && day.Valid()
	if f.isGood {
		f.says.Color = ColorNameQuiet
		f.says.SetText(words.Day(f.day, f.today))
		f.fault = ""
		return
	}
	f.says.Color = theme.ColorNameError
	f.says.SetText(words.Say("days.unread")) // here is no room for the whole of it
	f.fault = err.Error()                    // ParseDay says it to a person
}
