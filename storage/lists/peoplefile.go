package lists

import (
	"context"
	"slices"
	"strings"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// Bounds of a file of people.
const (
	maxPeopleBytes = 16 << 20
	maxPeopleRows  = 100_000
	// How many of the first rows, and of the first bytes, tell the separator and the
	// columns.
	sniffedRows  = 200
	sniffedBytes = 1 << 20
	// What is longer can't become a name, whatever spaces it has.
	maxCellBytes = 16 << 10
	// How many of the first rows are shown as they stand, and how many rows that are
	// passed over are named.
	shownRows   = 5
	mostSkipped = 1000
)

// PeopleOptions is what the reader of a file of people does not have to guess.
type PeopleOptions struct {
	Encoding  TextEncoding // empty: the one that fits best
	Separator rune         // 0: the one that fits best; NoSeparator: each line is a name
	Sheet     string       // of a workbook; empty: the first with a heading that names names
	Heading   int          // the line of the heading; 0: where one is found; NoHeading: there is none
	// Columns are what the columns are, in their order; those beyond are guessed. Nil
	// leaves all to the heading.
	Columns []ColumnUse
	// Status says what words in the column that says who is active mean, beside those
	// that are known. Capitals, marks and spaces don't matter.
	Status map[string]StatusMeaning
}

// Values of [PeopleOptions].
const (
	NoSeparator rune = -1
	NoHeading   int  = -1
)

// PeopleFile is what a file of people holds, and how it was read.
type PeopleFile struct {
	Encoding  TextEncoding // empty for a workbook
	Separator rune         // ',', ';', '|' or tab; 0 where each line is a name, and for a workbook
	Sheets    []string     // of a workbook
	Sheet     string       // the one that was read
	HasMacros bool         // of a workbook; they are never run
	Heading   int          // the line of the heading; 0 for none
	Columns   []PeopleColumn
	First     [][]string // the first rows behind the heading, as they stand
	// AskColumns says that several columns could be names and nothing tells which:
	// somebody should choose before anything is imported.
	AskColumns bool
	Unknown    []string // words that should say who is active and are not known; "" for an empty cell

	Rows    []PersonRow // in the order of the file; without empty ones, the heading and those skipped
	Skipped []SkippedRow
}

// PeopleColumn is a column of a file of people.
type PeopleColumn struct {
	Title string // as the heading has it; may be empty
	Use   ColumnUse
}

// SkippedRow is a row that is no person's: above the heading, the heading once more,
// or a line for spreadsheet programs.
type SkippedRow struct {
	Line int
	Text string // what stands in it, made short
}

// PersonRow is one row of a file of people.
type PersonRow struct {
	Line int // on which it begins, from 1
	// Name is as [data.CleanName] returns it; of a faulty row it is what can be
	// shown of it, and may be empty.
	Name        string
	Email, Team string // clean; may be empty
	Active      bool   // true where the file does not say
	SaysActive  bool   // whether the file says
	// Assistance is whether the person needs help to leave the building, and
	// SaysAssistance whether the file says.
	Assistance, SaysAssistance bool
	Notes                      []RowNote
	// Fault is nil for a row that is good, else a [*data.RuleError] about the name
	// or a [*RowError].
	Fault error

	filled int // how many cells hold anything
}

// NoteCode is what should be known about a row that is good all the same.
type NoteCode string

// The notes of a row.
const (
	NoteEncoding NoteCode = "encoding" // read in another encoding than the rest; Value: which
	NoteEmail    NoteCode = "email"    // the e-mail address is none, and left out; Value: what stands there
	NoteTeam     NoteCode = "team"     // likewise the team
	// NoteAssistance: what stands in the column is neither yes nor no, and taken for yes,
	// such as "wheelchair"; Value: what stands there.
	NoteAssistance NoteCode = "assistance"
)

// RowNote is a note; see the codes.
type RowNote struct {
	Code  NoteCode
	Value string
}

// RowError is a row that can't be read. Its fault has no line.
type RowError struct{ Fault failure.Fault }

func (e *RowError) Error() string { return e.Fault.String() }

// PeopleSource is a file of people that was read from the disk, so that it can be
// read with other options without being read from there again.
type PeopleSource struct {
	path    string
	content []byte
}

// OpenPeople reads a file of people from the disk, as docs/people-csv.md describes
// it: of text, or a workbook of Excel.
//
// The error is an [*failure.Error]. It holds a [*failure.FaultsError] where the file is empty, too
// large or neither of the two.
func OpenPeople(ctx context.Context, path string) (*PeopleSource, error) {
	content, err := regular.Read(ctx, path, maxPeopleBytes)
	if err == nil {
		err = checkTable(content)
	}
	if err != nil {
		return nil, &failure.Error{Op: failure.OpReadFile, Path: path, Err: err}
	}
	return &PeopleSource{path, content}, nil
}

// Read reads the people. A row that is faulty says so and does not end the reading.
//
// The error is an [*failure.Error]. It holds a [*failure.FaultsError] where the file has too many
// rows or is not one of text, or where an option asks for what there is not.
func (s *PeopleSource) Read(ctx context.Context, o PeopleOptions) (PeopleFile, error) {
	file, err := parsePeople(ctx, s.content, o)
	if err != nil {
		return PeopleFile{}, &failure.Error{Op: failure.OpReadFile, Path: s.path, Err: err}
	}
	return file, nil
}

// ReadPeople does what [OpenPeople] and [PeopleSource.Read] do.
func ReadPeople(ctx context.Context, path string, o PeopleOptions) (PeopleFile, error) {
	source, err := OpenPeople(ctx, path)
	if err != nil {
		return PeopleFile{}, err
	}
	return source.Read(ctx, o)
}

func parsePeople(ctx context.Context, content []byte, o PeopleOptions) (file PeopleFile, err error) {
	var t table
	if isWorkbook(content) {
		t, err = openWorkbook(ctx, content, o, &file)
	} else {
		t, err = openText(content, o, &file)
	}
	if err != nil {
		return PeopleFile{}, err
	}
	r := peopleReader{file: &file, layout: t.layout, said: map[string]StatusMeaning{}}
	for word, meaning := range o.Status {
		r.said[statusKey(word)] = meaning
	}
	r.useColumns(o.Columns)
	n := 0
	for row := range t.rows {
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return PeopleFile{}, context.Cause(ctx)
		}
		if err := r.take(row); err != nil {
			return PeopleFile{}, err
		}
	}
	r.finish()
	return file, ctx.Err()
}

// table is what a file of any form is read as.
type table struct {
	layout peopleLayout
	rows   func(yield func(tableRow) bool)
}

// peopleReader turns rows into people.
type peopleReader struct {
	file    *PeopleFile
	layout  peopleLayout
	said    map[string]StatusMeaning
	heading []string // its cells
	uses    []ColumnUse
	unknown map[string]bool
	// Whether the column for activity has ticks, and nothing else, and which rows have
	// nothing there.
	ticked, ticks bool
	blank         []int
}

// useColumns takes what somebody said about the columns.
func (r *peopleReader) useColumns(said []ColumnUse) {
	for i, use := range said {
		if i == len(r.layout.columns) {
			r.layout.columns = append(r.layout.columns, PeopleColumn{})
		}
		r.layout.columns[i].Use = use
	}
	for _, c := range r.layout.columns {
		r.uses = append(r.uses, c.Use)
	}
	r.file.Heading, r.file.Columns = r.layout.heading, r.layout.columns
	r.file.AskColumns = r.layout.unsure && said == nil
	r.unknown, r.ticks = map[string]bool{}, true
}

func (r *peopleReader) take(row tableRow) error {
	switch {
	case row.isEmpty():
	case row.line < r.layout.heading:
		r.skip(row)
	case row.line == r.layout.heading && r.heading == nil:
		r.heading = slices.Clone(row.cells)
	case r.heading != nil && row.bad == "" && len(r.heading) > 0 && sameCells(r.heading, row.cells):
		r.skip(row)
	case len(r.file.Rows) == maxPeopleRows:
		return failure.OneFault(failure.FaultTooMany, "rows")
	default:
		if len(r.file.First) < shownRows && row.bad == "" {
			r.file.First = append(r.file.First, shownCells(row))
		}
		r.file.Rows = append(r.file.Rows, r.person(row))
	}
	return nil
}

func (r *peopleReader) skip(row tableRow) {
	if len(r.file.Skipped) < mostSkipped {
		var texts []string
		for _, cell := range append(row.cells[:min(len(row.cells), maxShownColumns)], row.bad) {
			if cell = strings.TrimSpace(cell); cell != "" {
				texts = append(texts, cell)
			}
		}
		r.file.Skipped = append(r.file.Skipped, SkippedRow{row.line, strings.Clone(failure.Short(strings.Join(texts, " ")))})
	}
}

// shownCells returns the cells in short, so that they do not keep the file in memory.
func shownCells(row tableRow) (cells []string) {
	for _, cell := range row.cells[:min(len(row.cells), maxShownColumns)] {
		cells = append(cells, strings.Clone(failure.Short(strings.TrimSpace(cell))))
	}
	return cells
}
