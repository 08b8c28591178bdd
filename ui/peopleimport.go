package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// peopleReading is how a list of people was read, and what importing it would do.
type peopleReading struct {
	file    storage.PeopleFile
	preview storage.PeoplePreview
}

// mayImport reports whether there is anything to do and nothing to choose before.
func (r peopleReading) mayImport() bool { return r.preview.New+r.preview.Updated > 0 && !r.asks() }

// asks reports whether something has to be chosen.
func (r peopleReading) asks() bool {
	return r.file.AskColumns || len(r.file.Unknown) > 0 || r.preview.SameName > 0
}

// peopleImportActions is what the sheet asks its owner to do. Each calls done once,
// on Fyne's goroutine.
type peopleImportActions struct {
	// Read reads the list anew.
	Read func(o storage.PeopleOptions, same storage.SameName, done func(peopleReading, error))
	// Import adds and changes people as the preview says.
	Import func(p storage.PeoplePreview, done func(error))
}

// peopleImport shows how a list of people was read and what importing it would do.
// Each guess is a choice: encoding, separator or sheet, the line of the heading, and
// what each column is. What can't be guessed is asked below: words that should say
// who is active, and what becomes of a second person of a name.
type peopleImport struct {
	actions peopleImportActions
	reading peopleReading
	options storage.PeopleOptions
	same    storage.SameName
	words   []string // whose meaning was asked so far; the choices stay when they are made
	asked   int      // counts the readings: only the last one's answer is shown
	reads   bool     // while one is under way

	sheet     *sheet
	encoding  *choice
	separator *choice
	page      *choice // a sheet of a workbook
	heading   *choice
	lines     []int // of the heading, in the order of its choice
	columns   *columnChoices
	statuses  *column
	meanings  []*choice
	sameName  *choice
	sameRow   fyne.CanvasObject
	sum       *paragraph
	rows      []signed
	list      *keyList
	column    *column
}

// showPeopleImport lays the preview of a file over the window.
func showPeopleImport(win fyne.Window, path string, reading peopleReading, actions peopleImportActions) *peopleImport {
	p := &peopleImport{actions: actions, statuses: newColumn(), sum: newParagraph("", bodyText, theme.ColorNameForeground)}
	p.options.Status = map[string]storage.StatusMeaning{}
	p.sum.style.Bold = true
	from := newSmallLine(words.Plain(filepath.Base(path)))
	from.CutMiddle, from.MinWidth = true, 120
	p.encoding, p.separator = p.newChoice(p.setEncoding), p.newChoice(p.setSeparator)
	p.page, p.heading = p.newChoice(p.setPage), p.newChoice(p.setHeading)
	p.sameName = p.newChoice(p.setSameName)
	p.columns = newColumnChoices(p.newChoice, p.setColumn)
	p.sameRow = newQuestion(words.Say("import.ask-same-name"), p.sameName)
	p.list = newKeyList(func() int { return len(p.rows) },
		func() fyne.CanvasObject { return newSignRow(300) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(p.rows) {
				row := p.rows[i]
				row.cursor = p.list.hasCursor(i)
				o.(*signRow).set(row)
			}
		})
	p.list.HideSeparators = true
	p.column = newListColumn(p.list, 120, from, p.sum,
		container.New(labelled{formLabel, formControl}, quietLine(words.Say("import.read-as")), newChoiceRow(p.encoding, p.separator, p.page, p.heading)),
		p.columns, p.statuses, p.sameRow)
	p.sheet = newSheet(words.Say("import.people-title"), p.column, Action{Label: words.Say("sheet.cancel")},
		Action{Primary: true, Label: words.Say("import.nothing"), Run: p.do})
	p.sheet.want = fyne.NewSize(sheetWidth, sheetHeight)
	p.sheet.onEarly = p.sayAsked
	for _, c := range []*choice{p.encoding, p.separator, p.page, p.heading, p.sameName} {
		p.hook(c)
	}
	p.list.onKey = p.sheet.fieldKey
	p.show(reading)
	p.sheet.first = p.firstAsked()
	showSheet(win, p.sheet)
	return p
}

func quietLine(text string) *Line {
	l := NewLine(text)
	l.Color, l.MinWidth = ColorNameQuiet, formLabel
	return l
}

// newQuestion is a row with what is asked, and a choice to answer it.
func newQuestion(text string, c *choice) fyne.CanvasObject {
	line := NewLine(text)
	line.MinWidth = 120
	return container.New(spread{grow: 0}, line, c)
}

// newChoiceRow lays choices out beside each other, all of the same width.
func newChoiceRow(choices ...*choice) fyne.CanvasObject {
	row := container.New(evenly{})
	for _, c := range choices {
		c.minimum = 60
		row.Add(c)
	}
	return row
}

func (p *peopleImport) newChoice(picked func(i int)) *choice {
	c := newChoice(words.Say("column-use.unnamed"))
	c.onChanged = picked
	if p.sheet != nil {
		p.hook(c)
	}
	return c
}

// hook gives the sheet the keys of a choice, and scrolls to it.
func (p *peopleImport) hook(c *choice) {
	c.pick.onKey = p.sheet.fieldKey
	c.pick.onFocus = func() {
		p.column.reveal(c)
		p.columns.reveal(c)
	}
}

func (p *peopleImport) setEncoding(i int) {
	p.options.Encoding = storage.TextEncodings()[i]
	p.read()
}

// pickedSeparators are what can be chosen, in this order.
var pickedSeparators = []rune{',', ';', '\t', '|', storage.NoSeparator}

func (p *peopleImport) setSeparator(i int) {
	p.options.Separator, p.options.Columns, p.options.Heading = pickedSeparators[i], nil, 0
	p.read()
}

func (p *peopleImport) setPage(i int) {
	p.options.Sheet, p.options.Columns, p.options.Heading = p.reading.file.Sheets[i], nil, 0
	p.read()
}

func (p *peopleImport) setHeading(i int) {
	p.options.Heading, p.options.Columns = p.lines[i], nil
	p.read()
}

func (p *peopleImport) setColumn(column int, use storage.ColumnUse) {
	p.options.Columns = nil
	for _, c := range p.reading.file.Columns {
		p.options.Columns = append(p.options.Columns, c.Use)
	}
	p.options.Columns[column] = use
	p.read()
}

// meaningsToPick are what a word can mean.
var meaningsToPick = []storage.StatusMeaning{storage.StatusActive, storage.StatusInactive, storage.StatusLeaveOut}

func (p *peopleImport) setMeaning(word string, i int) {
	p.options.Status[word] = meaningsToPick[i]
	p.read()
}

func (p *peopleImport) setSameName(i int) {
	p.same = storage.SameNames()[i]
	p.read()
}

// read reads the list with what is chosen now. Until it is there nothing can be
// imported.
func (p *peopleImport) read() {
	p.asked++
	mine := p.asked
	p.reads = true
	p.sheet.SetMessage(Good, "")
	p.sheet.setReady(false)
	p.actions.Read(p.options, p.same, func(r peopleReading, err error) {
		if mine != p.asked || !p.sheet.isShown() {
			return
		}
		p.reads = false
		if err != nil {
			p.sheet.SetMessage(Error, listFault(err))
			return
		}
		p.show(r)
	})
}

// show shows a reading.
func (p *peopleImport) show(r peopleReading) {
	p.reading = r
	p.showHow()
	p.columns.set(r.file)
	p.showStatuses()
	same := slices.Index(storage.SameNames(), p.same)
	names := []string{}
	for _, s := range storage.SameNames() {
		names = append(names, words.SameNameText(s))
	}
	p.sameName.set(names, same)
	p.sameRow.(*fyne.Container).Hidden = r.preview.SameName == 0 && p.same == storage.SameNameAsk
	p.sum.setText(words.ImportCounts(r.preview))
	p.rows = importRows(r)
	p.list.Refresh()
	label := words.Say("import.nothing")
	switch {
	case r.preview.New > 0:
		label = words.Count("import-people", r.preview.New)
	case r.preview.Updated > 0:
		label = words.Count("import-update", r.preview.Updated)
	}
	p.sheet.primary.SetText(label)
	p.sheet.setReady(r.mayImport())
	if r.asks() {
		p.sayAsked()
	}
	p.column.Refresh()
	p.sheet.Refresh()
}

// showHow shows how the file was read.
func (p *peopleImport) showHow() {
	file := p.reading.file
	isText := file.Encoding != ""
	names, chosen := []string{}, -1
	for i, e := range storage.TextEncodings() {
		names = append(names, words.EncodingName(e))
		if e == file.Encoding {
			chosen = i
		}
	}
	p.encoding.set(names, chosen)
	names, chosen = nil, len(pickedSeparators)-1
	for i, s := range pickedSeparators {
		names = append(names, words.SeparatorName(s))
		if s == file.Separator {
			chosen = i
		}
	}
	p.separator.set(names, chosen)
	p.page.set(file.Sheets, slices.Index(file.Sheets, file.Sheet))
	p.encoding.Hidden, p.separator.Hidden, p.page.Hidden = !isText, !isText, isText

	const offered = 12
	p.lines, names = []int{storage.NoHeading}, []string{words.HeadingName(0)}
	for line := 1; line <= max(offered, file.Heading); line++ {
		if line <= offered || line == file.Heading {
			p.lines, names = append(p.lines, line), append(names, words.HeadingName(line))
		}
	}
	p.heading.set(names, max(0, slices.Index(p.lines, file.Heading)))
}

// mostStatuses bounds the words that are asked; a column with more is of something
// else.
const mostStatuses = 20

// showStatuses asks for the words that are not known.
func (p *peopleImport) showStatuses() {
	for _, word := range p.reading.file.Unknown {
		if !slices.Contains(p.words, word) && len(p.words) < mostStatuses {
			p.words = append(p.words, word)
		}
	}
	if p.columns.activity() < 0 {
		p.words = nil
	}
	names := []string{}
	for _, m := range meaningsToPick {
		names = append(names, words.StatusMeaningText(m))
	}
	if len(p.meanings) != len(p.words) {
		p.meanings, p.statuses.parts = nil, nil
		for _, word := range p.words {
			c := p.newChoice(func(i int) { p.setMeaning(word, i) })
			p.meanings = append(p.meanings, c)
			p.statuses.parts = append(p.statuses.parts, newQuestion(words.Say("import.ask-status", words.Args{"Word": words.StatusWord(word)}), c))
		}
	}
	for i, word := range p.words {
		p.meanings[i].set(names, slices.Index(meaningsToPick, p.options.Status[word]))
	}
	p.statuses.Hidden = len(p.words) == 0
	p.statuses.Refresh()
}

// firstAsked is the first choice that has to be made, and the button where there is
// none.
func (p *peopleImport) firstAsked() fyne.Focusable {
	switch file := p.reading.file; {
	case file.AskColumns && len(p.columns.choices) > 0:
		return p.columns.choices[0].pick
	case len(file.Unknown) > 0 && len(p.meanings) > 0:
		return p.meanings[0].pick
	case p.reading.preview.SameName > 0:
		return p.sameName.pick
	case p.reading.mayImport():
		return p.sheet.primary
	}
	return nil
}

// sayAsked says what has to be chosen first.
func (p *peopleImport) sayAsked() {
	if p.reads || !p.reading.asks() {
		return
	}
	text := words.Say("import.choose-same-name")
	switch file := p.reading.file; {
	case file.AskColumns:
		text = words.Say("import.choose-columns")
	case len(file.Unknown) > 0:
		text = words.Say("import.choose-status")
	}
	p.sheet.SetMessage(Warning, text)
}

// do imports what is shown.
func (p *peopleImport) do() {
	preview := p.reading.preview
	p.sheet.run(func(done func(error)) {
		p.actions.Import(preview, func(err error) {
			done(err)
			if err != nil && p.sheet.isShown() && !words.IsCancelled(err) {
				p.reread() // somebody may have changed the same people meanwhile
			}
		})
	})
}

// reread shows the people as they are now, under what was said about an error.
func (p *peopleImport) reread() {
	tone, text := p.sheet.message.tone, p.sheet.message.text.text
	p.read()
	p.sheet.SetMessage(tone, text)
}

// importRows lists the rows of a preview: what is wrong first, then what changes.
func importRows(r peopleReading) (rows []signed) {
	for _, s := range r.file.Skipped {
		rows = append(rows, signed{sign: "–", color: ColorNameQuiet, text: words.Say("import.line-text", words.Args{"Line": s.Line, "Text": words.Plain(s.Text)}),
			more: words.Say("import.passed-over"), quiet: true})
	}
	signs := map[storage.PersonState]signed{
		storage.PersonFaulty: {sign: "✕", color: theme.ColorNameError}, storage.PersonSameName: {sign: "?", color: theme.ColorNameWarning},
		storage.PersonAgain: {sign: "–", color: ColorNameQuiet, quiet: true}, storage.PersonNew: {sign: "+", color: theme.ColorNameSuccess},
		storage.PersonUpdated: {sign: "+", color: theme.ColorNameSuccess}, storage.PersonKnown: {sign: "•", color: ColorNameQuiet, quiet: true},
		storage.PersonInactive: {sign: "•", color: ColorNameQuiet, quiet: true},
	}
	for _, state := range []storage.PersonState{storage.PersonFaulty, storage.PersonSameName, storage.PersonAgain, storage.PersonNew,
		storage.PersonUpdated, storage.PersonKnown, storage.PersonInactive} {
		for _, row := range r.preview.Rows {
			if row.State == state {
				rows = append(rows, importRow(row, signs[state]))
			}
		}
	}
	return rows
}

func importRow(row storage.PreviewRow, as signed) signed {
	as.text, as.more = words.Plain(row.Name), words.RowState(row)
	switch row.State {
	case storage.PersonFaulty, storage.PersonAgain, storage.PersonSameName:
		as.text = words.Say("import.line", words.Args{"Line": row.Line})
		if row.Name != "" {
			as.text = words.Say("import.line-text", words.Args{"Line": row.Line, "Text": words.Plain(row.Name)})
		}
	case storage.PersonNew:
		as.more = words.Dots(as.more, words.Plain(row.After.Email), words.Plain(row.After.Team))
	}
	if notes := words.RowNotes(row); notes != "" {
		as.more = notes + "; " + as.more
		if as.sign != "✕" {
			as.sign, as.color, as.quiet = "!", theme.ColorNameWarning, false
		}
	}
	return as
}
