package backups

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// restoreSummary says what a backup is.
func restoreSummary(p storage.RestorePreview, today data.Date) string {
	r := p.Report
	lines := []string{}
	switch {
	case !r.ExportedAt.IsZero() && r.App != "":
		lines = append(lines, words.Say("restore.made-by", words.Args{"When": words.Moment(r.ExportedAt, today), "App": words.Plain(r.App)}))
	case !r.ExportedAt.IsZero():
		lines = append(lines, words.Say("restore.made", words.Args{"When": words.Moment(r.ExportedAt, today)}))
	}
	holds := words.List(words.Count("people", p.Counts.Users), words.Bookings(p.Counts.Bookings, p.Counts.Released()))
	if r.Bookings > 0 && (r.First != 0 || r.Last != 0) { // else no day could be read
		holds = words.Say("restore.holds-days", words.Args{"Holds": holds, "First": words.DayAndYear(r.First), "Last": words.DayAndYear(r.Last)})
	}
	lines = append(lines, holds)
	if text := words.Touched(r); text != "" {
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

// restoreWarning says what one should know before.
func restoreWarning(p storage.RestorePreview) string {
	var texts []string
	if !p.Report.Checksummed {
		texts = append(texts, words.Say("restore.no-checksum"))
	}
	if n := p.Left(); n > 0 {
		texts = append(texts, words.Count("restore-left", int(n)))
	}
	return strings.Join(append(texts, words.Say("restore.before")), " ")
}

// restoreRows lists what would change: in numbers first, then one by one.
func restoreRows(p storage.RestorePreview, today data.Date) (rows []kit.Signed) {
	for _, l := range p.LeftOut {
		text := words.Say("restore.left-out", words.Args{"ID": words.Plain(l.ID)})
		if l.IsPicture && l.ID != "" {
			text = words.Say("restore.left-picture", words.Args{"Floor": words.Plain(l.ID)})
		}
		rows = append(rows, kit.Signed{Sign: "✕", Color: theme.ColorNameError, Text: text, More: words.Fault(l.Faults[0])})
	}
	if p.IsSame() {
		return append(rows, kit.Signed{Sign: "=", Color: kit.ColorNameQuiet, Text: words.Say("restore.same")})
	}
	return append(rows, differences(p.Comparison, restoreWords, today)...)
}

// differenceWords are keys of what is said of a difference, which depends on
// whether it is one that would come or one that has.
type differenceWords struct{ added, removed, changed, numbers string }

var restoreWords = differenceWords{added: "restore.added", removed: "restore.removed", changed: "restore.changed", numbers: "restore.numbers"}

// differences lists what differs between two states of the data.
func differences(c storage.Comparison, say differenceWords, today data.Date) (rows []kit.Signed) {
	rows = append(rows, comparedRows(c.Offices, "restore-offices", say, words.OfficeDifference,
		func(o storage.OfficeName) (string, string) { return words.Plain(o.Name), "" })...)
	if len(c.Order) > 0 {
		rows = append(rows, kit.Signed{Sign: "~", Color: theme.ColorNameWarning, Text: words.Order(c.Order)})
	}
	rows = append(rows, comparedRows(c.Desks, "restore-desks", say, words.DeskDifference, func(d storage.DeskName) (string, string) {
		return words.Plain(d.Label), words.Dots(words.Plain(d.OnFloor), words.Plain(d.Of))
	})...)
	rows = append(rows, comparedRows(c.People, "restore-people", say, nil, func(u data.User) (string, string) { return words.Plain(u.Name), "" })...)
	return append(rows, comparedRows(c.Bookings, "restore-bookings", say, nil, func(s data.Seat) (string, string) {
		return words.SeatName(s), words.Dots(words.Plain(s.Label), words.Day(s.Date, today))
	})...)
}

// comparedRows lists the differences of one kind, each with its sign, below a line
// with their numbers. how says what is different about one that changed; it may be nil.
func comparedRows[T any](c storage.Compared[T], what string, keys differenceWords, how func(before, after T) string, say func(T) (text, more string)) (rows []kit.Signed) {
	if c.IsSame() {
		return nil
	}
	rows = append(rows, kit.Signed{Sign: "", Text: restoreHeading(what, int(c.Added+c.Removed+c.Changed)), More: words.Say(keys.numbers,
		words.Args{"Added": int(c.Added), "Removed": int(c.Removed), "Changed": int(c.Changed)})})
	add := func(sign string, color fyne.ThemeColorName, one T, why ...string) {
		text, more := say(one)
		rows = append(rows, kit.Signed{Sign: sign, Color: color, Text: text, More: words.Dots(append(why, more)...)})
	}
	for _, one := range c.RemovedFirst {
		add("−", theme.ColorNameError, one, words.Say(keys.removed))
	}
	for _, one := range c.ChangedFirst {
		why := words.Say(keys.changed)
		if how != nil {
			why = words.Dots(why, how(one.Before, one.After))
		}
		add("~", theme.ColorNameWarning, one.After, why)
	}
	for _, one := range c.AddedFirst {
		add("+", theme.ColorNameSuccess, one, words.Say(keys.added))
	}
	return rows
}

func restoreHeading(what string, n int) string {
	switch what {
	case "restore-offices":
		return words.Count("restore-offices", n)
	case "restore-desks":
		return words.Count("restore-desks", n)
	case "restore-people":
		return words.Count("restore-people", n)
	}
	return words.Count("restore-bookings", n)
}
