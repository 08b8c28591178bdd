package imports

import (
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage/lists"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// importRows lists the rows of a preview: what is wrong first, then what changes.
func importRows(r PeopleReading) (rows []kit.Signed) {
	for _, s := range r.File.Skipped {
		rows = append(rows, kit.Signed{Sign: "–", Color: kit.ColorNameQuiet, Text: words.Say("import.line-text", words.Args{"Line": s.Line, "Text": words.Plain(s.Text)}),
			More: words.Say("import.passed-over"), Quiet: true})
	}
	signs := map[lists.PersonState]kit.Signed{
		lists.PersonFaulty: {Sign: "✕", Color: theme.ColorNameError}, lists.PersonSameName: {Sign: "?", Color: theme.ColorNameWarning},
		lists.PersonAgain: {Sign: "–", Color: kit.ColorNameQuiet, Quiet: true}, lists.PersonNew: {Sign: "+", Color: theme.ColorNameSuccess},
		lists.PersonUpdated: {Sign: "+", Color: theme.ColorNameSuccess}, lists.PersonKnown: {Sign: "•", Color: kit.ColorNameQuiet, Quiet: true},
		lists.PersonInactive: {Sign: "•", Color: kit.ColorNameQuiet, Quiet: true},
	}
	for _, state := range []lists.PersonState{lists.PersonFaulty, lists.PersonSameName, lists.PersonAgain, lists.PersonNew,
		lists.PersonUpdated, lists.PersonKnown, lists.PersonInactive} {
		for _, row := range r.Preview.Rows {
			if row.State == state {
				rows = append(rows, importRow(row, signs[state]))
			}
		}
	}
	return rows
}

func importRow(row lists.PreviewRow, as kit.Signed) kit.Signed {
	as.Text, as.More = words.Plain(row.Name), words.RowState(row)
	switch row.State {
	case lists.PersonFaulty, lists.PersonAgain, lists.PersonSameName:
		as.Text = words.Say("import.line", words.Args{"Line": row.Line})
		if row.Name != "" {
			as.Text = words.Say("import.line-text", words.Args{"Line": row.Line, "Text": words.Plain(row.Name)})
		}
	case lists.PersonNew:
		as.More = words.Dots(as.More, words.Plain(row.After.Email), words.Plain(row.After.Team))
	}
	if notes := words.RowNotes(row); notes != "" {
		as.More = notes + "; " + as.More
		if as.Sign != "✕" {
			as.Sign, as.Color, as.Quiet = "!", theme.ColorNameWarning, false
		}
	}
	return as
}
