package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

// ConfirmWidth is that of a question, as of a failure.
const ConfirmWidth = failureWidth

// Confirm asks before something is done. The text says exactly what will happen.
// Enter does it and Escape does not. Of the others, the first one without
// anything to run is how not to do it; if there is none, "Cancel" is added.
func Confirm(win fyne.Window, title, text string, primary Action, others ...Action) *Sheet {
	primary.Primary = true
	actions, leaves := []Action{}, false
	for _, a := range others {
		leaves = leaves || a.Run == nil
	}
	if !leaves {
		actions = append(actions, Action{Label: words.Say("sheet.cancel")})
	}
	actions = append(append(actions, others...), primary)

	var s *Sheet
	for i, a := range actions {
		if a.Run != nil {
			actions[i].Run = func() { s.Hide(); a.Run() }
		}
	}
	s = NewSheet(title, NewColumn(NewParagraph(PlainLines(text), BodyText, theme.ColorNameForeground)), actions...)
	s.Want.Width, s.First = ConfirmWidth, s.Primary
	ShowSheet(win, s)
	return s
}

// MostListed is how many days a question names; the others are counted.
const MostListed = 5
