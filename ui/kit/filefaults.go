package kit

import (
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage/failure"
	"seatkeeper/ui/words"
)

// FileFault is what is wrong with a file, with where: the path in its JSON, or a
// line.
type FileFault struct{ Path, Fault string }

// ShowFaultsOf does as [ShowFaults] if an error says what is wrong with a file, fault by
// fault, and reports whether it does.
func ShowFaultsOf(win fyne.Window, clipboard fyne.Clipboard, title, path string, err error, others ...Action) bool {
	var list *failure.FaultsError
	if !errors.As(err, &list) {
		return false
	}
	faults := []FileFault{}
	for _, f := range list.Faults {
		faults = append(faults, FileFault{Path: words.FaultPlace(f), Fault: words.FaultText(f)})
	}
	if list.More {
		faults = append(faults, FileFault{Fault: words.Say("fault.more")})
	}
	ShowFaults(win, clipboard, title, filepath.Base(path), faults, others...)
	return true
}

// ShowFaults says that a file was not taken in, and lists why. The others are what
// else could be done; each ends it.
func ShowFaults(win fyne.Window, clipboard fyne.Clipboard, title, file string, faults []FileFault, others ...Action) *Sheet {
	rows, lines := []Signed{}, []string{title, words.Plain(file)}
	for _, f := range faults {
		rows = append(rows, Signed{Sign: "✕", Color: theme.ColorNameError, Text: words.Plain(f.Fault), More: words.Plain(f.Path)})
		line := words.Plain(f.Fault)
		if f.Path != "" {
			line = words.Say("fault.at", words.Args{"Where": words.Plain(f.Path), "Fault": line})
		}
		lines = append(lines, line)
	}
	text := NewParagraph(words.Say("import.nothing-changed"), BodyText, theme.ColorNameForeground)
	from := NewSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth, from.Hidden = true, 120, file == ""
	list := NewRowList(rows, 0)
	content := NewListColumn(list, 120, from, text)
	var s *Sheet
	actions := []Action{{Label: words.Say("failure.copy"), Run: func() { clipboard.SetContent(strings.Join(lines, "\n")) }}}
	for _, a := range others {
		run := a.Run
		a.Run = func() { s.Hide(); run() }
		actions = append(actions, a)
	}
	s = NewSheet(title, content, append(actions, Action{Label: words.Say("failure.close"), Primary: true})...)
	s.title.Color = theme.ColorNameError
	s.Want = PreviewSize(len(rows), 0)
	list.OnKey = s.FieldKey
	s.First = s.Primary
	ShowSheet(win, s)
	return s
}
