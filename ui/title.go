package ui

import (
	"os"
	"path/filepath"
	"strings"

	"seatkeeper/ui/words"
)

// sayTitle says in the title of the window what it shows: that is what stands in the
// list of windows where several are open.
func (b *shownBoard) sayTitle() {
	if b.looking != nil {
		return
	}
	office := ""
	for _, o := range b.state.Offices {
		if o.ID == b.state.OfficeID {
			office = words.Plain(o.Name)
		}
	}
	b.win.SetTitle(titleOf(office, words.DayAndYear(b.state.Day), b.folder))
}

func titleOf(office, day, folder string) string {
	what := words.Dots(office, day, words.Plain(underHome(folder)))
	return words.Say("app.title", words.Args{"What": what, "App": words.Say("app.name")})
}

// underHome writes a path below the user's own folder as people do.
func underHome(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return path
	}
	if below, is := strings.CutPrefix(path, home+string(filepath.Separator)); is {
		return "~" + string(filepath.Separator) + below
	}
	return path
}
