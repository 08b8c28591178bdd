package imports

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// officeImport is what the import of a floor plan would change, floor by floor.
type officeImport struct {
	File  string
	Lines []floorImport
	// Says is what it would do, in sentences.
	Says []string
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

// ShowOffices shows what the import of a floor plan would change, and does
// it when the user says so.
func ShowOffices(win fyne.Window, o officeImport, onImport func(done func(error))) *kit.Sheet {
	rows, changes := []kit.Signed{}, false
	sum := floorImport{}
	for _, f := range o.Lines {
		changes, sum.Others = changes || f.changes(), sum.Others || f.Others
		sum.Added, sum.Changed, sum.Unchanged = sum.Added+f.Added, sum.Changed+f.Changed, sum.Unchanged+f.Unchanged
		sum.Removed, sum.Retired, sum.Coming = sum.Removed+f.Removed, sum.Retired+f.Retired, sum.Coming+f.Coming
		rows = append(rows, floorRow(f))
	}
	counts, warning := strings.Join(o.Says, "\n"), ""
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
	return kit.ShowPreview(win, words.Say("import.offices-title"), o.File, counts, warning, rows, 0, label, changes, onImport)
}

func floorRow(f floorImport) kit.Signed {
	row := kit.Signed{Sign: "•", Color: kit.ColorNameQuiet, Text: words.Dots(words.Plain(f.Office), words.Plain(f.Floor)), More: floorCounts(f)}
	switch {
	case f.Removed+f.Retired > 0:
		row.Sign, row.Color = "−", theme.ColorNameWarning
	case f.changes():
		row.Sign, row.Color = "+", theme.ColorNameSuccess
	default:
		row.Quiet = true
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

// OfficesOf returns what the preview shows of the changes that a file would make.
func OfficesOf(path string, changes []storage.OfficeChange) officeImport {
	shown := officeImport{File: filepath.Base(path)}
	for _, c := range changes {
		shown.Lines = append(shown.Lines, floorImport{
			Office: c.Office, Floor: c.Floor, Added: c.Added, Changed: c.Changed, Removed: c.Removed,
			Retired: c.Retired, Coming: c.Coming, Unchanged: c.Unchanged,
			Others: c.Added+c.Changed+c.Removed+c.Retired == 0,
		})
	}
	return shown
}

// Overlapping names desks that lie on others, "N1 on A1": they would hide them.
// A desk counts as lying on another where its middle does, before any rotation.
// Of very large floors no more is looked at than takes a moment.
func Overlapping(offices []data.Office) (pairs []string) {
	const mostDesks, mostNamed = 2000, 20
	for _, o := range offices {
		for _, f := range o.Floors {
			desks := f.Desks[:min(len(f.Desks), mostDesks)]
			for i, upper := range desks {
				x, y := upper.Position.X+upper.Size.Width/2, upper.Position.Y+upper.Size.Height/2
				for _, lower := range desks[:i] {
					isOn := x > lower.Position.X && x < lower.Position.X+lower.Size.Width &&
						y > lower.Position.Y && y < lower.Position.Y+lower.Size.Height
					if isOn && !upper.Retired && !lower.Retired && len(pairs) < mostNamed {
						pairs = append(pairs, words.Say("import.on", words.Args{"Upper": words.Plain(upper.Label), "Lower": words.Plain(lower.Label)}))
					}
				}
			}
		}
	}
	return pairs
}
