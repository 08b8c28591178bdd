package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// fileFault is what is wrong with a file, with where: the path in its JSON, or a
// line.
type fileFault struct{ Path, Fault string }

// faultsOf puts the faults of a file into words.
func faultsOf(list *storage.FaultsError) (faults []fileFault) {
	for _, f := range list.Faults {
		faults = append(faults, fileFault{Path: words.FaultPlace(f), Fault: words.FaultText(f)})
	}
	if list.More {
		faults = append(faults, fileFault{Fault: words.Say("fault.more")})
	}
	return faults
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
