package words

import (
	"strings"

	"seatkeeper/storage/lists"
)

// What is said about a list of people that is imported; in the window and on the
// command line it is the same.

// EncodingName says an encoding as people know it.
func EncodingName(e lists.TextEncoding) string { return Say(encodingNames[e]) }

var encodingNames = map[lists.TextEncoding]string{
	"utf-8": "encoding.utf-8", "utf-16le": "encoding.utf-16le", "utf-16be": "encoding.utf-16be", "windows-1252": "encoding.windows-1252",
	"windows-1250": "encoding.windows-1250", "iso-8859-2": "encoding.iso-8859-2", "iso-8859-15": "encoding.iso-8859-15",
	"macintosh": "encoding.macintosh", "windows-1251": "encoding.windows-1251", "windows-1253": "encoding.windows-1253",
	"windows-1254": "encoding.windows-1254", "ibm850": "encoding.ibm850", "ibm852": "encoding.ibm852", "windows-1257": "encoding.windows-1257",
}

// SeparatorName says what separates the columns; 0 is nothing.
func SeparatorName(separator rune) string {
	for _, known := range separatorNames {
		if known.separator == separator {
			return Say(known.key)
		}
	}
	return Plain(string(separator))
}

var separatorNames = []struct {
	separator rune
	key       string
}{
	{',', "separator.comma"}, {';', "separator.semicolon"}, {'\t', "separator.tab"}, {'|', "separator.bar"},
	{0, "separator.none"}, {lists.NoSeparator, "separator.none"},
}

// HeadingName says on which line the heading is; 0 is none.
func HeadingName(line int) string {
	if line <= 0 {
		return Say("heading.none")
	}
	return Say("heading.line", Args{"Line": line})
}

// ColumnUseName says what a column is.
func ColumnUseName(use lists.ColumnUse) string {
	return Say(columnUses[use])
}

var columnUses = map[lists.ColumnUse]string{
	lists.ColumnUnnamed: "column-use.unnamed", lists.ColumnName: "column-use.name", lists.ColumnLastFirst: "column-use.last-first",
	lists.ColumnFirst: "column-use.first", lists.ColumnInfix: "column-use.infix", lists.ColumnLast: "column-use.last",
	lists.ColumnEmail: "column-use.email", lists.ColumnTeam: "column-use.team", lists.ColumnActive: "column-use.active",
	lists.ColumnInactive: "column-use.inactive", lists.ColumnAssistance: "column-use.assistance", lists.ColumnIgnored: "column-use.ignore",
}

// ColumnTitle says a column's heading, or which one it is; they count from 0.
func ColumnTitle(column lists.PeopleColumn, n int) string {
	if column.Title == "" {
		return Say("column-use.number", Args{"Number": n + 1})
	}
	return Plain(column.Title)
}

// SameNameText says what becomes of a second person of a name.
func SameNameText(same lists.SameName) string {
	return Say(sameNames[same])
}

var sameNames = map[lists.SameName]string{
	lists.SameNamePerson: "same-name.same-person", lists.SameNameEmail: "same-name.email",
	lists.SameNameTeam: "same-name.team", lists.SameNameNumber: "same-name.number",
}

// StatusMeaningText says what a word means.
func StatusMeaningText(meaning lists.StatusMeaning) string {
	return Say(statusMeanings[meaning])
}

var statusMeanings = map[lists.StatusMeaning]string{
	lists.StatusActive: "status-meaning.active", lists.StatusInactive: "status-meaning.inactive", lists.StatusLeaveOut: "status-meaning.leave-out",
}

// StatusWord says a word that should say who is active; an empty cell has one too.
func StatusWord(word string) string {
	if strings.TrimSpace(word) == "" {
		return Say("status-meaning.empty")
	}
	return Say("status-meaning.word", Args{"Word": Plain(word)})
}

// HowRead says how a list was read.
func HowRead(file lists.PeopleFile) string {
	if file.Encoding == "" {
		parts := []string{Say("how-read.sheet", Args{"Sheet": Plain(file.Sheet)}), HeadingName(file.Heading)}
		if file.HasMacros {
			parts = append(parts, Say("how-read.macros"))
		}
		return Dots(parts...)
	}
	return Dots(EncodingName(file.Encoding), SeparatorName(file.Separator), HeadingName(file.Heading))
}

// SkippedRow says what was passed over.
func SkippedRow(row lists.SkippedRow) string {
	return Say("how-read.skipped", Args{"Line": row.Line, "Text": Plain(row.Text)})
}

// RowNotes says what should be known about a row that is good.
func RowNotes(row lists.PreviewRow) string {
	parts := []string{}
	for _, note := range row.Notes {
		value := Plain(note.Value)
		if note.Code == lists.NoteEncoding {
			value = EncodingName(lists.TextEncoding(note.Value))
		}
		parts = append(parts, Say(rowNotes[note.Code], Args{"Value": value}))
	}
	if row.SaysActive && row.User.ID != "" && row.Active != row.User.Active {
		key := "row-note.says-inactive"
		if row.Active {
			key = "row-note.says-active"
		}
		parts = append(parts, Say(key))
	}
	return strings.Join(parts, "; ")
}

var rowNotes = map[lists.NoteCode]string{
	lists.NoteEncoding: "row-note.encoding", lists.NoteEmail: "row-note.email", lists.NoteTeam: "row-note.team",
	lists.NoteAssistance: "row-note.assistance",
}

// RowState says what importing a row would do, without its notes.
func RowState(row lists.PreviewRow) string {
	args := Args{"Name": Plain(row.User.Name), "Line": row.Like}
	switch row.State {
	case lists.PersonNew:
		if row.After.Name != row.Name {
			return Say("import.new-as", Args{"Name": Plain(row.After.Name)})
		}
		if !row.After.Active {
			return Say("import.new-inactive")
		}
		if row.Like > 0 {
			return Say("import.new-beside", args)
		}
		return Say("import.new")
	case lists.PersonKnown, lists.PersonInactive:
		switch {
		case row.User.Name != row.Name:
			return Say("import.known-as", args)
		case row.State == lists.PersonInactive:
			return Say("import.known-left")
		}
		return Say("import.known")
	case lists.PersonUpdated:
		return Say("import.updated", Args{"What": List(updated(row)...)})
	case lists.PersonAgain:
		return Say("import.again", args)
	case lists.PersonSameName:
		if row.Like > 0 {
			return Say("import.same-name-line", args)
		}
		return Say("import.same-name")
	}
	return RowFault(row.Fault)
}

// updated says what changes of somebody who is there.
func updated(row lists.PreviewRow) (parts []string) {
	if row.After.Email != row.User.Email {
		parts = append(parts, Say("import.email", Args{"Email": Plain(row.After.Email)}))
	}
	if row.After.Team != row.User.Team {
		parts = append(parts, Say("import.team", Args{"Team": Plain(row.After.Team)}))
	}
	if row.After.Assistance != row.User.Assistance {
		key := "import.no-assistance"
		if row.After.Assistance {
			key = "import.assistance"
		}
		parts = append(parts, Say(key))
	}
	return parts
}

// ImportCounts says how many rows of a list are what.
func ImportCounts(p lists.PeoplePreview) string {
	parts := counted{
		{"count.import-new", p.New}, {"count.import-updated", p.Updated}, {"count.import-known", p.Known + p.Inactive},
		{"count.import-same-name", p.SameName}, {"count.import-again", p.Again}, {"count.import-faulty", p.Faulty},
	}.say()
	if len(parts) == 0 {
		return Say("import.nobody")
	}
	return Dots(parts...)
}
