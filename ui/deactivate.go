package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// askDeactivate asks what becomes of the bookings that somebody has from today
// on, and calls back with whether they are released. The bookings are in the
// order of their days; more are those of them that came since the user was asked
// before. Nothing is called where the user changes their mind.
func askDeactivate(win fyne.Window, user data.User, coming, more []data.Seat, onChoice func(release bool)) *sheet {
	args := words.Args{"Name": words.Plain(user.Name)}
	title := words.Say("deactivate.title", args)
	if len(coming) == 0 {
		return confirm(win, title, words.Say("deactivate.text", args),
			Action{Label: words.Say("deactivate.do"), Run: func() { onChoice(false) }})
	}
	text := words.Count("deactivate-coming", len(coming), args) + "\n\n" + seatDays(coming)
	if len(more) > 0 {
		text = words.Count("deactivate-more", len(more)) + "\n\n" + seatDays(more) + "\n\n" + text
	}
	return confirm(win, title, text,
		Action{Label: words.Say("deactivate.release"), Run: func() { onChoice(true) }},
		Action{Label: words.Say("sheet.cancel")},
		Action{Label: words.Say("deactivate.keep"), Run: func() { onChoice(false) }})
}

// seatDays lists the first of the bookings with their days, one a line.
func seatDays(seats []data.Seat) string {
	lines := []string{}
	for i, s := range seats {
		if i == mostListed {
			lines = append(lines, words.Count("more-days", len(seats)-mostListed))
			break
		}
		lines = append(lines, words.Say("deactivate.day", words.Args{"Day": words.Day(s.Date, seats[0].Date), "Desk": words.Plain(s.Label)}))
	}
	return strings.Join(lines, "\n")
}
