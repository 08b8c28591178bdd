package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

// confirmWidth is that of a question, as of a failure.
const confirmWidth = failureWidth

// confirm asks before something is done. The text says exactly what will happen.
// Enter does it and Escape does not. Of the others, the first one without
// anything to run is how not to do it; where there is none, "Cancel" is added.
func confirm(win fyne.Window, title, text string, primary Action, others ...Action) *sheet {
	primary.Primary = true
	actions, leaves := []Action{}, false
	for _, a := range others {
		leaves = leaves || a.Run == nil
	}
	if !leaves {
		actions = append(actions, Action{Label: words.Say("sheet.cancel")})
	}
	actions = append(append(actions, others...), primary)

	var s *sheet
	for i, a := range actions {
		if a.Run != nil {
			actions[i].Run = func() { s.Hide(); a.Run() }
		}
	}
	s = newSheet(title, newColumn(newParagraph(plainLines(text), bodyText, theme.ColorNameForeground)), actions...)
	s.want.Width, s.first = confirmWidth, s.primary
	showSheet(win, s)
	return s
}

// mostListed is how many days a question names; the others are counted.
const mostListed = 5
