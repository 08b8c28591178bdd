package lists

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// person reads one row.
func (r *peopleReader) person(row tableRow) PersonRow {
	p := PersonRow{Line: row.line, Active: true, filled: row.filled()}
	if row.bad != "" {
		p.Fault = &RowError{failure.Fault{Code: failure.FaultBadQuote, Value: failure.Short(row.bad)}}
		return p
	}
	if row.odd {
		p.Notes = append(p.Notes, RowNote{NoteEncoding, string(r.layout.other)})
	}
	found := r.nameOf(row)
	r.takeName(&p, found)
	if says, is := totalOf(row, found); is {
		p.Fault = &RowError{failure.Fault{Code: failure.FaultTotal, Value: strings.Clone(failure.Short(says))}}
	}
	if p.Fault != nil {
		return p
	}
	if value, is := r.beyond(row); is {
		p.Fault = &RowError{failure.Fault{Code: failure.FaultWide, Value: failure.Short(value)}}
		return p
	}
	r.takeRest(&p, row)
	r.takeStatus(&p, row)
	return p
}

// cells returns what the columns of a use hold in the row, without empty ones.
func (r *peopleReader) cells(row tableRow, use ColumnUse) (cells []string) {
	for i, u := range r.uses {
		if u == use && i < len(row.cells) {
			if cell := unguard(strings.TrimSpace(row.cells[i])); cell != "" {
				cells = append(cells, cell)
			}
		}
	}
	return cells
}

// first returns the first cell of that use that holds anything.
func (r *peopleReader) first(row tableRow, use ColumnUse) string {
	if cells := r.cells(row, use); len(cells) > 0 {
		return cells[0]
	}
	return ""
}

// nameOf returns the name as the row has it: whole, or put together.
func (r *peopleReader) nameOf(row tableRow) string {
	if whole := r.first(row, ColumnName); whole != "" {
		return whole
	}
	if whole := r.first(row, ColumnLastFirst); whole != "" {
		last, first, found := strings.Cut(whole, ",")
		if !found {
			return whole
		}
		return strings.TrimSpace(first) + " " + strings.TrimSpace(last)
	}
	parts := slices.Concat(r.cells(row, ColumnFirst), r.cells(row, ColumnInfix), r.cells(row, ColumnLast))
	return strings.Join(parts, " ")
}

func (r *peopleReader) takeName(p *PersonRow, found string) {
	name, err := "", error(&data.RuleError{Field: "name", Rule: data.RuleTooLong})
	if len(found) <= maxCellBytes {
		name, err = data.CleanName(found)
	}
	if err == nil {
		p.Name = strings.Clone(name) // so that it does not keep the file in memory
		if isErrorCell(name) {
			p.Fault = &RowError{failure.Fault{Code: failure.FaultBadValue, Value: "name: " + p.Name}}
		}
		return
	}
	p.Name, p.Fault = strings.Clone(failure.Short(strings.TrimSpace(found))), err
	var rule *data.RuleError
	if errors.As(err, &rule) {
		p.Fault = &data.RuleError{Field: rule.Field, Value: p.Name, Rule: rule.Rule}
	}
}

// isErrorCell reports whether a spreadsheet could not compute what the cell should
// hold.
func isErrorCell(cell string) bool {
	switch strings.ToUpper(cell) {
	case "#N/A", "#NV", "#REF!", "#BEZUG!", "#NAME?", "#VALUE!", "#WERT!", "#DIV/0!", "#NULL!", "#NUM!", "#ZAHL!", "#SPILL!", "#GETTING_DATA":
		return true
	}
	return false
}

// beyond returns a cell that has something where the heading names no column.
func (r *peopleReader) beyond(row tableRow) (cell string, is bool) {
	if r.layout.heading == 0 {
		return "", false
	}
	for i, cell := range row.cells {
		if (i >= len(r.uses) || r.uses[i] == ColumnUnnamed) && strings.TrimSpace(cell) != "" {
			return strings.TrimSpace(cell), true
		}
	}
	return "", false
}

// takeRest reads e-mail address and team. What can't be either is left out with a
// note: it is no reason to leave out the person.
func (r *peopleReader) takeRest(p *PersonRow, row tableRow) {
	email := r.first(row, ColumnEmail)
	clean, err := data.CleanEmail(strings.TrimPrefix(email, "mailto:"))
	if err != nil {
		p.Notes = append(p.Notes, RowNote{NoteEmail, strings.Clone(failure.Short(email))})
	}
	p.Email = strings.Clone(clean)
	team := r.first(row, ColumnTeam)
	clean, err = "", nil
	if !isErrorCell(team) {
		clean, err = data.CleanTeam(team)
	}
	if err != nil {
		p.Notes = append(p.Notes, RowNote{NoteTeam, strings.Clone(failure.Short(team))})
		clean = ""
	}
	p.Team = strings.Clone(clean)
	r.takeAssistance(p, r.first(row, ColumnAssistance))
}

// takeAssistance reads whether the person needs assistance. What is neither yes nor no
// is likely to say why: better one too many on the list than one too few.
func (r *peopleReader) takeAssistance(p *PersonRow, said string) {
	key := statusKey(said)
	if key == "" {
		return
	}
	p.SaysAssistance, p.Assistance = true, !noWords[key] && !noneWords[key]
	if p.Assistance && !yesWords[key] {
		p.Notes = append(p.Notes, RowNote{NoteAssistance, strings.Clone(failure.Short(said))})
	}
}

// takeStatus reads whether the person is active.
func (r *peopleReader) takeStatus(p *PersonRow, row tableRow) {
	column := slices.IndexFunc(r.uses, func(u ColumnUse) bool { return u == ColumnActive || u == ColumnInactive })
	if column < 0 {
		return
	}
	word := strings.TrimSpace(cellOf(row, column))
	if statusKey(word) == "" {
		r.blank = append(r.blank, len(r.file.Rows))
	} else if isTick(word) {
		r.ticked = true
	} else {
		r.ticks = false
	}
	r.sayStatus(p, word, r.uses[column])
}

func (r *peopleReader) sayStatus(p *PersonRow, word string, use ColumnUse) {
	switch meaning := statusOf(word, use, r.said); meaning {
	case StatusAsk:
		r.askStatus(p, word)
	case StatusLeaveOut:
		p.Fault = &RowError{failure.Fault{Code: failure.FaultLeftOut, Value: strings.Clone(failure.Short(word))}}
	default:
		p.Active, p.SaysActive = meaning == StatusActive, statusKey(word) != "" || r.said[""] != StatusAsk
	}
}

func (r *peopleReader) askStatus(p *PersonRow, word string) {
	word = strings.Clone(failure.Short(word))
	p.Fault = &RowError{failure.Fault{Code: failure.FaultStatus, Value: word}}
	const most = 100 // different words; further rows are faulty all the same
	if key := statusKey(word); !r.unknown[key] && len(r.unknown) < most {
		r.unknown[key] = true
		r.file.Unknown = append(r.file.Unknown, word)
	}
}

// finish sees what only the whole file shows.
func (r *peopleReader) finish() {
	// Where some rows are ticked, and the others are empty, these may mean no.
	if r.ticks && r.ticked && r.said[""] == StatusAsk {
		for _, i := range r.blank {
			r.askStatus(&r.file.Rows[i], "")
		}
	}
	// What is below a table of several columns, in the first alone, is no person
	// where it has a number or a colon: "3 employees", "Page 1 of 1".
	if usual := r.usualWidth(); usual > 1 {
		for i := len(r.file.Rows) - 1; i >= 0; i-- {
			p := &r.file.Rows[i]
			if p.filled > 1 || p.Fault != nil && !isRowFault(p.Fault, failure.FaultTotal) {
				break
			}
			if p.Fault == nil && strings.ContainsFunc(p.Name, func(c rune) bool { return unicode.IsDigit(c) || c == ':' }) {
				p.Fault = &RowError{failure.Fault{Code: failure.FaultTotal, Value: p.Name}}
			}
		}
	}
}

func isRowFault(err error, code failure.FaultCode) bool {
	var row *RowError
	return errors.As(err, &row) && row.Fault.Code == code
}

// usualWidth returns how many cells hold anything in most rows.
func (r *peopleReader) usualWidth() int {
	if r.layout.heading == 0 {
		return 0
	}
	counts := map[int]int{}
	for _, p := range r.file.Rows {
		counts[p.filled]++
	}
	usual := 0
	for width, n := range counts {
		if c := cmp.Compare(n, counts[usual]); c > 0 || c == 0 && width > usual {
			usual = width
		}
	}
	return usual
}

// totalOf returns what a row says that sums up those above: "Total", "Total: 3", or
// "Sum" before a number. Some of the words are names as well; these alone are none.
func totalOf(row tableRow, name string) (says string, is bool) {
	if row.filled() > 3 {
		return "", false
	}
	at := slices.IndexFunc(row.cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
	first := strings.TrimSpace(row.cells[at])
	for _, text := range []string{first, name} {
		words := headingWords(text)
		if len(words) == 0 {
			continue
		}
		whole := strings.Join(words, "")
		hasNumber := strings.ContainsFunc(text, unicode.IsDigit)
		switch {
		case sureTotals[whole], hasNumber && (totals[words[0]] || totals[whole]):
			return text, true
		case text == first && totals[whole] && slices.ContainsFunc(row.cells, isNumber):
			return text, true
		}
	}
	return "", false
}

func isNumber(cell string) bool {
	return strings.ContainsFunc(cell, unicode.IsDigit) && !strings.ContainsFunc(cell, unicode.IsLetter)
}
