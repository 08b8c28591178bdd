package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// officeImport is what the import of a floor plan would change, floor by floor.
type officeImport struct {
	File  string
	Lines []floorImport
	// Overlaps names desks that lie on others.
	Overlaps []string
}

// floorImport counts the desks of one floor. Removed and Retired are those that
// are not in the file; the latter are kept because bookings name them. Coming is
// how many of those bookings are from today on.
type floorImport struct {
	Office, Floor                                       string
	Added, Changed, Unchanged, Removed, Retired, Coming int
	// Others says that something else than desks changes: the name, or a room.
	Others bool
}

// changes reports whether the import would do anything on the floor.
func (f floorImport) changes() bool { return f.Added+f.Changed+f.Removed+f.Retired > 0 || f.Others }

// fileFault is what is wrong with a file, with where: the path in its JSON, or a
// line.
type fileFault struct{ Path, Fault string }

// showOfficeImport shows what the import of a floor plan would change, and does
// it when the user says so.
func showOfficeImport(win fyne.Window, o officeImport, onImport func(done func(error))) *sheet {
	rows, changes := []signed{}, false
	sum := floorImport{}
	for _, f := range o.Lines {
		changes, sum.Others = changes || f.changes(), sum.Others || f.Others
		sum.Added, sum.Changed, sum.Unchanged = sum.Added+f.Added, sum.Changed+f.Changed, sum.Unchanged+f.Unchanged
		sum.Removed, sum.Retired, sum.Coming = sum.Removed+f.Removed, sum.Retired+f.Retired, sum.Coming+f.Coming
		rows = append(rows, floorRow(f))
	}
	counts, warning := floorCounts(sum), ""
	if len(o.Lines) == 0 {
		counts = words.Say("import.same")
	}
	if sum.Retired > 0 {
		warning = words.Say("import.retires")
		if sum.Coming > 0 {
			warning += " " + words.Count("import-coming", sum.Coming)
		}
	}
	if len(o.Overlaps) > 0 {
		warning = strings.TrimSpace(warning + " " + words.Say("import.overlaps", words.Args{"Desks": words.List(o.Overlaps...)}))
	}
	label := words.Say("import.do")
	if !changes {
		label = words.Say("import.nothing")
	}
	return showPreview(win, words.Say("import.offices-title"), o.File, counts, warning, rows, 0, label, changes, onImport)
}

func floorRow(f floorImport) signed {
	row := signed{sign: "•", color: ColorNameQuiet, text: words.Dots(words.Plain(f.Office), words.Plain(f.Floor)), more: floorCounts(f)}
	switch {
	case f.Removed+f.Retired > 0:
		row.sign, row.color = "−", theme.ColorNameWarning
	case f.changes():
		row.sign, row.color = "+", theme.ColorNameSuccess
	default:
		row.quiet = true
	}
	return row
}

func floorCounts(f floorImport) string {
	parts := []string{}
	say := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	say(f.Added, words.Count("desks-added", f.Added))
	say(f.Changed, words.Count("desks-changed", f.Changed))
	say(f.Removed, words.Count("desks-removed", f.Removed))
	retired := words.Count("desks-retired", f.Retired)
	if f.Coming > 0 {
		retired = words.Say("import.retired-with", words.Args{"Retired": retired, "Bookings": words.Count("coming-bookings", f.Coming)})
	}
	say(f.Retired, retired)
	if f.Others {
		parts = append(parts, words.Say("import.others"))
	}
	say(f.Unchanged, words.Count("desks-unchanged", f.Unchanged))
	if len(parts) == 0 {
		return words.Say("import.no-desks")
	}
	return words.List(parts...)
}

// showPreview is a sheet with counts, maybe a warning, a list and a button to go on.
func showPreview(win fyne.Window, title, file, counts, warning string, rows []signed, lead float32,
	label string, ready bool, onImport func(done func(error))) *sheet {
	from := newSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth, from.Hidden = true, 120, file == ""
	sum := newParagraph(counts, bodyText, theme.ColorNameForeground)
	sum.style.Bold = true
	warns := newNotice()
	warns.set(Warning, warning, Action{})
	list := newRowList(rows, lead)
	content := newListColumn(list, 120, from, sum, warns)
	var s *sheet
	s = newSheet(title, content, Action{Label: words.Say("sheet.cancel")},
		Action{Primary: true, Label: label, Run: func() { s.run(onImport) }})
	s.want = previewSize(len(rows), lead)
	if warning != "" {
		s.want.Height = min(sheetHeight, s.want.Height+100)
	}
	s.setReady(ready)
	list.onKey = s.fieldKey
	if ready {
		s.first = s.primary
	}
	showSheet(win, s)
	return s
}

// newRowList lists rows that stay as they are.
func newRowList(rows []signed, lead float32) *keyList {
	var list *keyList
	list = newKeyList(func() int { return len(rows) },
		func() fyne.CanvasObject { return newSignRow(lead) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := rows[i]
			row.cursor = list.hasCursor(i)
			o.(*signRow).set(row)
		})
	list.HideSeparators = true
	return list
}

// previewSize is lower where there are few rows.
func previewSize(rows int, lead float32) fyne.Size {
	height := float32(44)
	if lead > 0 {
		height = 30
	}
	return fyne.NewSize(sheetWidth-80, min(sheetHeight, 260+float32(rows)*height))
}

// showFaults says that a file was not imported, and lists why. The others are what
// else could be done; each ends it.
func showFaults(win fyne.Window, clipboard fyne.Clipboard, title, file string, faults []fileFault, others ...Action) *sheet {
	rows, lines := []signed{}, []string{title, words.Plain(file)}
	for _, f := range faults {
		rows = append(rows, signed{sign: "✕", color: theme.ColorNameError, text: words.Plain(f.Fault), more: words.Plain(f.Path)})
		line := words.Plain(f.Fault)
		if f.Path != "" {
			line = words.Say("fault.at", words.Args{"Where": words.Plain(f.Path), "Fault": line})
		}
		lines = append(lines, line)
	}
	text := newParagraph(words.Say("import.nothing-changed"), bodyText, theme.ColorNameForeground)
	from := newSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth, from.Hidden = true, 120, file == ""
	list := newRowList(rows, 0)
	content := newListColumn(list, 120, from, text)
	var s *sheet
	actions := []Action{{Label: words.Say("failure.copy"), Run: func() { clipboard.SetContent(strings.Join(lines, "\n")) }}}
	for _, a := range others {
		run := a.Run
		a.Run = func() { s.Hide(); run() }
		actions = append(actions, a)
	}
	s = newSheet(title, content, append(actions, Action{Label: words.Say("failure.close"), Primary: true})...)
	s.title.color = theme.ColorNameError
	s.want = previewSize(len(rows), 0)
	list.onKey = s.fieldKey
	s.first = s.primary
	showSheet(win, s)
	return s
}
