package lists

import (
	"slices"
	"strings"
	"unicode"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// tableRow is a row of a table, from a file of text or from a workbook.
type tableRow struct {
	line  int // from 1
	cells []string
	bad   string // the text of a row that can't be read, else empty
	odd   bool   // not in the encoding of the file
}

// isEmpty reports whether there is nothing to read in the row.
func (r tableRow) isEmpty() bool { return r.bad == "" && r.filled() == 0 }

// filled counts the cells that hold anything.
func (r tableRow) filled() (n int) {
	for _, cell := range r.cells {
		if strings.TrimSpace(cell) != "" {
			n++
		}
	}
	return n
}

// peopleLayout says where a table has what.
type peopleLayout struct {
	heading int // the line of the heading; 0 for none
	columns []PeopleColumn
	unsure  bool         // without a heading, and several columns could be names
	fits    int          // how many headings are known
	other   TextEncoding // of the rows that are odd
}

// findLayout finds the heading and the columns by the first rows. heading is 0
// where that is to be guessed, -1 for none, or its line.
func findLayout(rows []tableRow, heading int) (l peopleLayout) {
	at := -1
	switch {
	case heading > 0:
		at = slices.IndexFunc(rows, func(r tableRow) bool { return r.line == heading })
	case heading == 0:
		at = headingRow(rows)
	}
	if at < 0 {
		l.columns, l.unsure = columnsWithoutHeading(rows)
		return l
	}
	l.heading = rows[at].line
	below := rows[at+1:]
	uses := make([]ColumnUse, max(len(rows[at].cells), widest(below)))
	for i := range uses {
		column := PeopleColumn{}
		if i < len(rows[at].cells) {
			column.Title = strings.Clone(failure.Short(strings.TrimSpace(rows[at].cells[i])))
			if uses[i] = headingOf(column.Title); uses[i] != ColumnUnnamed {
				l.fits++
			} else if column.Title != "" {
				uses[i] = ColumnIgnored
			}
		}
		l.columns = append(l.columns, column)
	}
	settleUses(uses, below)
	for i := range uses {
		l.columns[i].Use = uses[i]
	}
	if !slices.ContainsFunc(uses, isNameUse) {
		// Somebody said that this is the heading, and it names no name.
		named, unsure := columnsWithoutHeading(below)
		l.unsure = unsure
		for i := range min(len(named), len(l.columns)) {
			if isNameUse(named[i].Use) {
				l.columns[i].Use = named[i].Use
			}
		}
	}
	return l
}

func isNameUse(use ColumnUse) bool {
	switch use {
	case ColumnName, ColumnLastFirst, ColumnFirst, ColumnLast, headingAnyName, headingPreferred:
		return true
	}
	return false
}

// headingRow returns the row that names the most columns, a name among them, and -1
// where none does.
func headingRow(rows []tableRow) int {
	const deepest = 30
	best, most := -1, 0
	for i, row := range rows[:min(len(rows), deepest)] {
		known, hasName := 0, false
		for column, cell := range row.cells {
			if strings.Contains(cell, "@") {
				known = 0
				break
			}
			use := headingOf(cell)
			// What stands again below it is no heading, but a cell such as "active".
			if use != ColumnUnnamed && !standsBelow(rows[i+1:], row, column) {
				known++
				hasName = hasName || isNameUse(use)
			}
		}
		if hasName && known > most {
			best, most = i, known
		}
	}
	return best
}

// standsBelow reports whether a column has the same text again, in a row that is not
// the same as a whole.
func standsBelow(rows []tableRow, row tableRow, column int) bool {
	for _, other := range rows {
		if column < len(other.cells) && strings.EqualFold(strings.TrimSpace(other.cells[column]), strings.TrimSpace(row.cells[column])) &&
			!sameCells(row.cells, other.cells) {
			return true
		}
	}
	return false
}

func sameCells(a, b []string) bool {
	return slices.EqualFunc(a, b, func(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) })
}

func widest(rows []tableRow) (width int) {
	for _, row := range rows {
		for i, cell := range row.cells {
			if strings.TrimSpace(cell) != "" {
				width = max(width, i+1)
			}
		}
	}
	return min(width, maxShownColumns)
}

// maxShownColumns bounds the columns that a layout has; a heading may name them all.
const maxShownColumns = 200

// settleUses decides what a heading alone does not say.
func settleUses(uses []ColumnUse, rows []tableRow) {
	count := func(use ColumnUse) int { return len(columnsOf(uses, use)) }
	settle := func(from, to ColumnUse) {
		for _, i := range columnsOf(uses, from) {
			uses[i] = to
		}
	}
	// A column of numbers is none of names, whatever it is called, where there is
	// another one.
	for i, use := range uses {
		if (use == ColumnName || use == headingAnyName) && countNames(uses) > 1 && isMostly(rows, i, func(cell string) bool { return !strings.ContainsFunc(cell, unicode.IsLetter) }) {
			uses[i] = ColumnIgnored
		}
	}
	if count(ColumnFirst) == 0 {
		settle(headingPreferred, ColumnFirst)
	}
	settle(headingPreferred, ColumnIgnored)
	for _, i := range columnsOf(uses, headingAnyName) {
		uses[i] = anyNameUse(uses, rows, i)
	}
	if count(ColumnEmail) == 0 {
		for _, i := range columnsOf(uses, headingLogin) {
			if isMostly(rows, i, func(cell string) bool { return strings.Contains(cell, "@") }) {
				uses[i] = ColumnEmail
				break
			}
		}
	}
	settle(headingLogin, ColumnIgnored)
	if count(ColumnActive)+count(ColumnInactive) == 0 {
		settle(headingStatus, ColumnActive)
	}
	settle(headingStatus, ColumnIgnored)
	for _, use := range []ColumnUse{ColumnName, ColumnLastFirst, ColumnEmail, ColumnTeam, ColumnActive, ColumnInactive, ColumnAssistance} {
		onlyOne(uses, rows, use)
	}
	if len(columnsOf(uses, ColumnName)) > 0 {
		settle(ColumnLastFirst, ColumnIgnored)
	}
	if count(ColumnActive) > 0 {
		settle(ColumnInactive, ColumnIgnored)
	}
	// All that is not in any other column stays the whole name where there is just
	// one part of it.
	if count(ColumnName)+count(ColumnLastFirst)+count(ColumnFirst) == 0 && count(ColumnLast) == 1 {
		settle(ColumnLast, ColumnName)
	}
}

func countNames(uses []ColumnUse) (n int) {
	for _, use := range uses {
		if isNameUse(use) {
			n++
		}
	}
	return n
}

// anyNameUse says what "Name" means: the part of the name that no other column has,
// unless its cells hold the other part too.
func anyNameUse(uses []ColumnUse, rows []tableRow, column int) ColumnUse {
	first, last := columnsOf(uses, ColumnFirst), columnsOf(uses, ColumnLast)
	if len(first)+len(last) == 0 {
		return ColumnName
	}
	parts := append(slices.Clone(first), last...)
	seen, holds := 0, 0
	for _, row := range rows {
		whole := data.NameKey(cellOf(row, column))
		for _, part := range parts {
			key := data.NameKey(cellOf(row, part))
			if whole == "" || key == "" {
				continue
			}
			seen++
			if whole != key && strings.Contains(" "+strings.ReplaceAll(whole, ",", " ")+" ", " "+key+" ") {
				holds++
			}
		}
	}
	switch {
	case seen > 0 && 2*holds > seen:
		return ColumnName
	case len(first) > 0 && len(last) > 0:
		return ColumnIgnored
	case len(first) > 0:
		return ColumnLast
	}
	return ColumnFirst
}

// onlyOne leaves one column of a use: the first that has anything in it.
func onlyOne(uses []ColumnUse, rows []tableRow, use ColumnUse) {
	columns := columnsOf(uses, use)
	if len(columns) < 2 {
		return
	}
	kept := slices.IndexFunc(columns, func(i int) bool {
		return slices.ContainsFunc(rows, func(r tableRow) bool { return strings.TrimSpace(cellOf(r, i)) != "" })
	})
	for n, i := range columns {
		if n != max(kept, 0) {
			uses[i] = ColumnIgnored
		}
	}
}

func columnsOf(uses []ColumnUse, use ColumnUse) (columns []int) {
	for i, u := range uses {
		if u == use {
			columns = append(columns, i)
		}
	}
	return columns
}

func cellOf(row tableRow, column int) string {
	if column < 0 || column >= len(row.cells) {
		return ""
	}
	return row.cells[column]
}

// isMostly reports whether most of the cells of a column that hold anything are so,
// and at least one is.
func isMostly(rows []tableRow, column int, is func(cell string) bool) bool {
	all, n := 0, 0
	for _, row := range rows {
		if cell := strings.TrimSpace(cellOf(row, column)); cell != "" {
			all++
			if is(cell) {
				n++
			}
		}
	}
	return 2*n > all
}

// columnsWithoutHeading finds the columns by what stands in them: names are the
// first that has letters in at least half of the rows and is not of e-mail
// addresses. Where it has single words, and another column could be names too, that
// is not sure.
func columnsWithoutHeading(rows []tableRow) (columns []PeopleColumn, unsure bool) {
	columns = make([]PeopleColumn, max(widest(rows), 1))
	name, lettered := -1, 0
	for i := range columns {
		columns[i].Use = ColumnIgnored
		if isMostly(rows, i, func(cell string) bool { return strings.Contains(cell, "@") }) {
			columns[i].Use = ColumnEmail
			continue
		}
		named := countRows(rows, func(r tableRow) bool { return strings.ContainsFunc(cellOf(r, i), unicode.IsLetter) })
		if 2*named < len(rows) || named == 0 {
			continue
		}
		if lettered++; name < 0 {
			name = i
		}
	}
	if name < 0 {
		name = 0
	}
	columns[name].Use = ColumnName
	isWord := func(cell string) bool { return !strings.ContainsFunc(cell, unicode.IsSpace) }
	return columns, lettered > 1 && isMostly(rows, name, isWord)
}

func countRows(rows []tableRow, is func(tableRow) bool) (n int) {
	for _, row := range rows {
		if is(row) {
			n++
		}
	}
	return n
}
