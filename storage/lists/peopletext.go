package lists

import (
	"regexp"
	"strings"
)

// openText finds how a file of text is laid out.
func openText(content []byte, o PeopleOptions, file *PeopleFile) (t table, err error) {
	decoded, err := decodeFile(content, o.Encoding)
	if err != nil {
		return t, err
	}
	file.Encoding = decoded.encoding
	text, said, skip := decoded.text, byte(0), 0
	// With such a line some programs tell Excel the separator.
	first, _, _ := strings.Cut(text[:min(len(text), maxHeadingBytes)], "\n")
	if found := separatorLine.FindStringSubmatch(first); found != nil {
		said = found[1][0]
		if said == '\\' {
			said = '\t'
		}
		skip = 1
		file.Skipped = append(file.Skipped, SkippedRow{1, strings.TrimSpace(first)})
	}
	separator := t.findSeparator(text[:min(len(text), sniffedBytes)], said, skip, o)
	file.Separator = rune(separator)
	t.layout.other = decoded.other
	t.rows = func(yield func(tableRow) bool) {
		records := newCSVReader(text, separator)
		for {
			record, more := records.next()
			if !more {
				return
			}
			if record.line <= skip {
				continue
			}
			row := tableRow{line: record.line, cells: record.fields, bad: record.bad}
			for line := record.line; len(decoded.odd) > 0 && line < max(records.line, record.line+1); line++ {
				row.odd = row.odd || decoded.odd[line]
			}
			if !yield(row) {
				return
			}
		}
	}
	return t, nil
}

// separatorLine is such a line as programs write it: with quotes, with capitals, with
// the separator as it is or as \t, and with more separators behind it where a
// spreadsheet has saved it again.
var separatorLine = regexp.MustCompile(`(?i)^[\s"]*sep\s*=\s*"?([\t,;|]|\\t)[\s"\t,;|]*$`)

const separators = "\t;,|"

// findSeparator finds the separator, and with it the layout. said is what a first
// line has said, or 0.
func (t *table) findSeparator(text string, said byte, skip int, o PeopleOptions) byte {
	switch {
	case o.Separator == NoSeparator:
		t.layout = findLayout(firstRows(text, 0, skip), o.Heading)
		return 0
	case o.Separator != 0:
		t.layout = findLayout(firstRows(text, byte(o.Separator), skip), o.Heading)
		return byte(o.Separator)
	}
	candidates := []byte(separators)
	if said != 0 {
		candidates = append([]byte{said}, candidates...)
	}
	best, most := byte(0), 0
	for _, separator := range candidates {
		layout := findLayout(firstRows(text, separator, skip), o.Heading)
		if layout.fits > most {
			best, most, t.layout = separator, layout.fits, layout
		}
	}
	if most > 1 || most == 1 && len(titled(t.layout.columns)) > 1 {
		return best
	}
	// It separates where at least half of the rows have it; but with a heading of a
	// single word a comma may be part of the names, as in "Berg, Ada".
	best, split := 0, 0
	for _, separator := range candidates {
		rows := firstRows(text, separator, skip)
		n := countRows(rows, func(r tableRow) bool {
			return len(r.cells) > 1 && (most == 0 || separator != ',' || !strings.HasPrefix(r.cells[1], " "))
		})
		if 2*n >= len(rows) && n > split {
			best, split = separator, n
		}
	}
	t.layout = findLayout(firstRows(text, best, skip), o.Heading)
	return best
}

// titled returns the columns that the heading names.
func titled(columns []PeopleColumn) (named []PeopleColumn) {
	for _, c := range columns {
		if c.Title != "" {
			named = append(named, c)
		}
	}
	return named
}

// firstRows returns the first rows that hold anything, behind those to skip.
func firstRows(text string, separator byte, skip int) (rows []tableRow) {
	records := newCSVReader(text, separator)
	for len(rows) < sniffedRows {
		record, more := records.next()
		if !more {
			break
		}
		row := tableRow{line: record.line, bad: record.bad}
		// What is wider has no use, and would cost memory for each of the rows.
		row.cells = append(row.cells, record.fields[:min(len(record.fields), maxColumns)]...)
		if record.line > skip && !row.isEmpty() && row.bad == "" {
			rows = append(rows, row)
		}
	}
	return rows
}
