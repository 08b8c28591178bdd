package people

import (
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// AskDeactivate asks what becomes of the bookings that somebody has from today
// on, and calls back with whether they are released. The bookings are in the
// order of their days; more are those of them that came since the user was asked
// before. Nothing is called if the user changes their mind.
func AskDeactivate(win fyne.Window, user data.User, coming, more []data.Seat, onChoice func(release bool)) *kit.Sheet {
	args := words.Args{"Name": words.Plain(user.Name)}
	title := words.Say("deactivate.title", args)
	if len(coming) == 0 {
		return kit.Confirm(win, title, words.Say("deactivate.text", args),
			kit.Action{Label: words.Say("deactivate.do"), Run: func() { onChoice(false) }})
	}
	text := words.Count("deactivate-coming", len(coming), args) + "\n\n" + seatDays(coming)
	if len(more) > 0 {
		text = words.Count("deactivate-more", len(more)) + "\n\n" + seatDays(more) + "\n\n" + text
	}
	return kit.Confirm(win, title, text,
		kit.Action{Label: words.Say("deactivate.release"), Run: func() { onChoice(true) }},
		kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Label: words.Say("deactivate.keep"), Run: func() { onChoice(false) }})
}

// seatDays lists the first of the bookings with their days, one a line.
func seatDays(seats []data.Seat) string {
	lines := []string{}
	for i, s := range seats {
		if i == kit.MostListed {
			lines = append(lines, words.Count("more-days", len(seats)-kit.MostListed))
			break
		}
		lines = append(lines, words.Say("deactivate.day", words.Args{"Day": words.Day(s.Date, seats[0].Date), "Desk": words.Plain(s.Label)}))
	}
	return strings.Join(lines, "\n")
}
