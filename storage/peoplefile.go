package storage

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"seatkeeper/data"
)

// Bounds of a file of people.
const (
	maxPeopleBytes = 16 << 20
	maxPeopleRows  = 100_000
	// How many of the first rows, and of the first bytes, tell the separator and the
	// columns.
	sniffedRows  = 50
	sniffedBytes = 1 << 20
	// What is longer can't become a name, whatever spaces it has.
	maxCellBytes = 16 << 10
)

// PeopleFile is what a CSV file of people holds.
type PeopleFile struct {
	Rows      []PersonRow // in the order of the file; without empty ones and the header
	Header    bool        // whether the first row names the columns
	Separator rune        // ',', ';' or tab; 0 where each line is a name
}

// PersonRow is one row of a file of people.
type PersonRow struct {
	Line int // on which it begins, from 1
	// Name is as [data.CleanName] returns it; of a faulty row it is what can be
	// shown of it, and may be empty.
	Name   string
	Active bool // true where the file does not say
	// Fault is nil for a row that is good, else a [*data.RuleError] about the name
	// (of [data.RuleTwice] where an earlier row has it) or a [*RowError].
	Fault error
}

// RowError is a row that can't be read. Its fault has no line.
type RowError struct{ Fault Fault }

func (e *RowError) Error() string { return e.Fault.String() }

// ReadPeople reads a CSV file of people, as docs/people-csv.md describes it. A
// row that is faulty says so and does not end the reading.
//
// The error is an [*Error]. It holds a [*FaultsError] where the file is empty, too
// large, has too many rows or is not one of text.
func ReadPeople(ctx context.Context, path string) (PeopleFile, error) {
	content, err := readBounded(ctx, path, maxPeopleBytes)
	var file PeopleFile
	if err == nil {
		file, err = parsePeople(ctx, content)
	}
	if err != nil {
		return PeopleFile{}, &Error{Op: OpReadFile, Path: path, Err: err}
	}
	return file, nil
}

func parsePeople(ctx context.Context, content []byte) (PeopleFile, error) {
	text, err := decodeText(content)
	if err != nil {
		return PeopleFile{}, err
	}
	layout := findLayout(text[:min(len(text), sniffedBytes)])
	file := PeopleFile{Header: layout.header, Separator: rune(layout.separator)}
	records := newCSVReader(text, layout.separator)
	seen := map[string]bool{}
	skip := layout.skip
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return PeopleFile{}, context.Cause(ctx)
		}
		record, more := records.next()
		if !more {
			return file, nil
		}
		if record.isEmpty() {
			continue
		}
		if skip > 0 {
			skip--
			continue
		}
		if len(file.Rows) == maxPeopleRows {
			return PeopleFile{}, oneFault(FaultTooMany, "rows")
		}
		row := layout.row(record)
		if key := data.NameKey(row.Name); row.Fault == nil && seen[key] {
			row.Fault = &data.RuleError{Field: "name", Value: row.Name, Rule: data.RuleTwice}
		} else if row.Fault == nil {
			seen[key] = true
		}
		file.Rows = append(file.Rows, row)
	}
}

// isEmpty reports whether there is nothing to read in the record.
func (r csvRecord) isEmpty() bool {
	for _, field := range r.fields {
		if strings.TrimSpace(field) != "" {
			return false
		}
	}
	return r.bad == ""
}

// peopleLayout says where a file has what.
type peopleLayout struct {
	separator    byte
	header       bool
	skip         int // rows before the first person
	name, family int // columns; family is -1 where name is the whole name
	active       int // column, or -1
}

// What a header may call its columns, in small letters and without anything else.
var (
	wholeNames  = []string{"name", "fullname", "displayname", "employeename", "person", "employee", "nombrecompleto", "nomcomplet"}
	givenNames  = []string{"firstname", "givenname", "forename", "vorname", "prenom", "prénom", "nome"}
	familyNames = []string{"lastname", "familyname", "surname", "nachname", "familienname", "nom", "cognome", "apellido", "apellidos"}
	activeNames = []string{"active", "isactive"}
)

// findLayout finds the separator, the header and the columns.
func findLayout(text string) peopleLayout {
	skip := 0
	separators := []byte("\t;,")
	// With such a line some programs tell Excel the separator.
	if first, more := newCSVReader(text, 0).next(); more && len(first.fields) == 1 {
		if said, found := strings.CutPrefix(first.fields[0], "sep="); found && len(said) == 1 && strings.Contains("\t;,", said) {
			skip, separators = 1, []byte(said)
		}
	}
	var best peopleLayout
	most := 0
	for _, separator := range separators {
		rows := firstRows(text, separator, skip)
		if layout, found := headerLayout(rows); found {
			layout.separator, layout.skip = separator, skip+1
			if len(rows[0]) == 1 {
				layout.separator = 0
			}
			return layout
		}
		// It separates where at least half of the rows have it.
		if n := countRows(rows, func(row []string) bool { return len(row) > 1 }); 2*n >= len(rows) && n > most {
			most = n
			best = peopleLayout{separator: separator, name: nameColumn(rows)}
		}
	}
	best.skip, best.family, best.active = skip, -1, -1
	return best
}

// firstRows returns the first rows that hold anything, behind those to skip.
func firstRows(text string, separator byte, skip int) (rows [][]string) {
	records := newCSVReader(text, separator)
	for len(rows) < sniffedRows {
		record, more := records.next()
		switch {
		case !more:
			return rows
		case record.isEmpty():
		case skip > 0:
			skip--
		default:
			rows = append(rows, append([]string(nil), record.fields...))
		}
	}
	return rows
}

func countRows(rows [][]string, is func([]string) bool) (n int) {
	for _, row := range rows {
		if is(row) {
			n++
		}
	}
	return n
}

// headerLayout returns the columns by the names that the first row gives them,
// and false where it names no name.
func headerLayout(rows [][]string) (layout peopleLayout, found bool) {
	if len(rows) == 0 {
		return layout, false
	}
	column := func(names []string) int {
		for _, name := range names {
			for i, cell := range rows[0] {
				if onlyLetters(cell) == name {
					return i
				}
			}
		}
		return -1
	}
	whole, given, family := column(wholeNames), column(givenNames), column(familyNames)
	layout = peopleLayout{header: true, name: whole, family: -1, active: column(activeNames)}
	switch {
	case whole >= 0:
	case given >= 0:
		layout.name, layout.family = given, family
	default:
		layout.name = family
	}
	return layout, layout.name >= 0
}

func onlyLetters(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}

// nameColumn returns the first column that has letters in at least half of the
// rows and is not of e-mail addresses; the first of all where none is so.
func nameColumn(rows [][]string) int {
	for column := range maxColumns {
		wide := countRows(rows, func(row []string) bool { return column < len(row) })
		if wide == 0 {
			break
		}
		named := countRows(rows, func(row []string) bool {
			return column < len(row) && strings.ContainsFunc(row[column], unicode.IsLetter) && !strings.Contains(row[column], "@")
		})
		if 2*named >= len(rows) {
			return column
		}
	}
	return 0
}

// row reads one person.
func (l peopleLayout) row(record csvRecord) PersonRow {
	row := PersonRow{Line: record.line, Active: true}
	if record.bad != "" {
		row.Fault = &RowError{Fault{Code: FaultBadQuote, Value: short(record.bad)}}
		return row
	}
	cell := func(column int) string {
		if column < 0 || column >= len(record.fields) {
			return ""
		}
		return strings.TrimSpace(record.fields[column])
	}
	found := unguard(cell(l.name))
	if l.family >= 0 {
		found += " " + unguard(cell(l.family))
	}
	name, err := "", error(&data.RuleError{Field: "name", Rule: data.RuleTooLong})
	if len(found) <= maxCellBytes {
		name, err = data.CleanName(found)
	}
	if err != nil {
		row.Name, row.Fault = strings.Clone(short(strings.TrimSpace(found))), err
		var rule *data.RuleError
		if errors.As(err, &rule) {
			row.Fault = &data.RuleError{Field: rule.Field, Value: row.Name, Rule: rule.Rule}
		}
		return row
	}
	row.Name = strings.Clone(name) // so that it does not keep the file in memory
	switch answer := strings.ToLower(cell(l.active)); answer {
	case "", "yes", "y", "true", "1", "active":
	case "no", "n", "false", "0", "inactive":
		row.Active = false
	default:
		row.Fault = &RowError{Fault{Code: FaultBadValue, Value: short("active: " + answer)}}
	}
	return row
}
