package imports

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage/lists"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// PeopleReading is how a list of people was read, and what importing it would do.
type PeopleReading struct {
	File    lists.PeopleFile
	Preview lists.PeoplePreview
}

// mayImport reports whether there is anything to do and nothing to choose before.
func (r PeopleReading) mayImport() bool { return r.Preview.New+r.Preview.Updated > 0 && !r.asks() }

// asks reports whether something has to be chosen.
func (r PeopleReading) asks() bool {
	return r.File.AskColumns || len(r.File.Unknown) > 0 || r.Preview.SameName > 0
}

// PeopleActions is what the sheet asks its owner to do. Each calls done once,
// on Fyne's goroutine.
type PeopleActions struct {
	// Read reads the list anew.
	Read func(o lists.PeopleOptions, same lists.SameName, done func(PeopleReading, error))
	// Import adds and changes people as the preview says.
	Import func(p lists.PeoplePreview, done func(error))
}

// People shows how a list of people was read and what importing it would do.
// Each guess is a choice: encoding, separator or sheet, the line of the heading, and
// what each column is. What can't be guessed is asked below: words that should say
// who is active, and what becomes of a second person of a name.
type People struct {
	actions PeopleActions
	reading PeopleReading
	options lists.PeopleOptions
	same    lists.SameName
	words   []string // whose meaning was asked so far; the choices stay when they are made
	asked   int      // counts the readings: only the last one's answer is shown
	reads   bool     // while one is under way

	Sheet     *kit.Sheet
	encoding  *kit.Choice
	separator *kit.Choice
	page      *kit.Choice // a sheet of a workbook
	heading   *kit.Choice
	lines     []int // of the heading, in the order of its choice
	columns   *columnChoices
	statuses  *kit.Column
	meanings  []*kit.Choice
	sameName  *kit.Choice
	sameRow   fyne.CanvasObject
	sum       *kit.Paragraph
	rows      []kit.Signed
	list      *kit.KeyList
	column    *kit.Column
}

// ShowPeople lays the preview of a file over the window.
func ShowPeople(win fyne.Window, path string, reading PeopleReading, actions PeopleActions) *People {
	p := &People{actions: actions, statuses: kit.NewColumn(), sum: kit.NewParagraph("", kit.BodyText, theme.ColorNameForeground)}
	p.options.Status = map[string]lists.StatusMeaning{}
	p.sum.Style.Bold = true
	from := kit.NewSmallLine(words.Plain(filepath.Base(path)))
	from.CutMiddle, from.MinWidth = true, 120
	p.encoding, p.separator = p.newChoice(p.setEncoding), p.newChoice(p.setSeparator)
	p.page, p.heading = p.newChoice(p.setPage), p.newChoice(p.setHeading)
	p.sameName = p.newChoice(p.setSameName)
	p.columns = newColumnChoices(p.newChoice, p.setColumn)
	p.sameRow = newQuestion(words.Say("import.ask-same-name"), p.sameName)
	p.list = kit.NewKeyList(func() int { return len(p.rows) },
		func() fyne.CanvasObject { return kit.NewSignRow(300) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(p.rows) {
				row := p.rows[i]
				row.Cursor = p.list.HasCursor(i)
				o.(*kit.SignRow).Set(row)
			}
		})
	p.list.HideSeparators = true
	p.column = kit.NewListColumn(p.list, 120, from, p.sum,
		container.New(kit.Labelled{Label: kit.FormLabel, Control: kit.FormControl}, quietLine(words.Say("import.read-as")), newChoiceRow(p.encoding, p.separator, p.page, p.heading)),
		p.columns, p.statuses, p.sameRow)
	p.Sheet = kit.NewSheet(words.Say("import.people-title"), p.column, kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("import.nothing"), Run: p.do})
	p.Sheet.Want = fyne.NewSize(kit.SheetWidth, kit.SheetHeight)
	p.Sheet.OnEarly = p.sayAsked
	for _, c := range []*kit.Choice{p.encoding, p.separator, p.page, p.heading, p.sameName} {
		p.hook(c)
	}
	p.list.OnKey = p.Sheet.FieldKey
	p.show(reading)
	p.Sheet.First = p.firstAsked()
	kit.ShowSheet(win, p.Sheet)
	return p
}

func quietLine(text string) *kit.Line {
	l := kit.NewLine(text)
	l.Color, l.MinWidth = kit.ColorNameQuiet, kit.FormLabel
	return l
}

// newQuestion is a row with what is asked, and a choice to answer it.
func newQuestion(text string, c *kit.Choice) fyne.CanvasObject {
	line := kit.NewLine(text)
	line.MinWidth = 120
	return container.New(kit.Spread{Grow: 0}, line, c)
}

// newChoiceRow lays choices out beside each other, all of the same width.
func newChoiceRow(choices ...*kit.Choice) fyne.CanvasObject {
	row := container.New(evenly{})
	for _, c := range choices {
		c.Minimum = 60
		row.Add(c)
	}
	return row
}

func (p *People) newChoice(picked func(i int)) *kit.Choice {
	c := kit.NewChoice(words.Say("column-use.unnamed"))
	c.OnChanged = picked
	if p.Sheet != nil {
		p.hook(c)
	}
	return c
}

// hook gives the sheet the keys of a choice, and scrolls to it.
func (p *People) hook(c *kit.Choice) {
	c.Pick.OnKey = p.Sheet.FieldKey
	c.Pick.OnFocus = func() {
		p.column.Reveal(c)
		p.columns.reveal(c)
	}
}

func (p *People) setEncoding(i int) {
	p.options.Encoding = lists.TextEncodings()[i]
	p.read()
}

// pickedSeparators are what can be chosen, in this order.
var pickedSeparators = []rune{',', ';', '\t', '|', lists.NoSeparator}

func (p *People) setSeparator(i int) {
	p.options.Separator, p.options.Columns, p.options.Heading = pickedSeparators[i], nil, 0
	p.read()
}

func (p *People) setPage(i int) {
	p.options.Sheet, p.options.Columns, p.options.Heading = p.reading.File.Sheets[i], nil, 0
	p.read()
}

func (p *People) setHeading(i int) {
	p.options.Heading, p.options.Columns = p.lines[i], nil
	p.read()
}

func (p *People) setColumn(column int, use lists.ColumnUse) {
	p.options.Columns = nil
	for _, c := range p.reading.File.Columns {
		p.options.Columns = append(p.options.Columns, c.Use)
	}
	p.options.Columns[column] = use
	p.read()
}

// meaningsToPick are what a word can mean.
var meaningsToPick = []lists.StatusMeaning{lists.StatusActive, lists.StatusInactive, lists.StatusLeaveOut}

func (p *People) setMeaning(word string, i int) {
	p.options.Status[word] = meaningsToPick[i]
	p.read()
}

func (p *People) setSameName(i int) {
	p.same = lists.SameNames()[i]
	p.read()
}

// read reads the list with what is chosen now. Until it is there nothing can be
// imported.
func (p *People) read() {
	p.asked++
	mine := p.asked
	p.reads = true
	p.Sheet.SetMessage(kit.Good, "")
	p.Sheet.SetReady(false)
	p.actions.Read(p.options, p.same, func(r PeopleReading, err error) {
		if mine != p.asked || !p.Sheet.IsShown() {
			return
		}
		p.reads = false
		if err != nil {
			p.Sheet.SetMessage(kit.Error, listFault(err))
			return
		}
		p.show(r)
	})
}

// show shows a reading.
func (p *People) show(r PeopleReading) {
	p.reading = r
	p.showHow()
	p.columns.set(r.File)
	p.showStatuses()
	same := slices.Index(lists.SameNames(), p.same)
	names := []string{}
	for _, s := range lists.SameNames() {
		names = append(names, words.SameNameText(s))
	}
	p.sameName.Set(names, same)
	p.sameRow.(*fyne.Container).Hidden = r.Preview.SameName == 0 && p.same == lists.SameNameAsk
	p.sum.SetText(words.ImportCounts(r.Preview))
	p.rows = importRows(r)
	p.list.Refresh()
	label := words.Say("import.nothing")
	switch {
	case r.Preview.New > 0:
		label = words.Count("import-people", r.Preview.New)
	case r.Preview.Updated > 0:
		label = words.Count("import-update", r.Preview.Updated)
	}
	p.Sheet.Primary.SetText(label)
	p.Sheet.SetReady(r.mayImport())
	if r.asks() {
		p.sayAsked()
	}
	p.column.Refresh()
	p.Sheet.Refresh()
}

// showHow shows how the file was read.
func (p *People) showHow() {
	file := p.reading.File
	isText := file.Encoding != ""
	names, chosen := []string{}, -1
	for i, e := range lists.TextEncodings() {
		names = append(names, words.EncodingName(e))
		if e == file.Encoding {
			chosen = i
		}
	}
	p.encoding.Set(names, chosen)
	names, chosen = nil, len(pickedSeparators)-1
	for i, s := range pickedSeparators {
		names = append(names, words.SeparatorName(s))
		if s == file.Separator {
			chosen = i
		}
	}
	p.separator.Set(names, chosen)
	p.page.Set(file.Sheets, slices.Index(file.Sheets, file.Sheet))
	p.encoding.Hidden, p.separator.Hidden, p.page.Hidden = !isText, !isText, isText

	const offered = 12
	p.lines, names = []int{lists.NoHeading}, []string{words.HeadingName(0)}
	for line := 1; line <= max(offered, file.Heading); line++ {
		if line <= offered || line == file.Heading {
			p.lines, names = append(p.lines, line), append(names, words.HeadingName(line))
		}
	}
	p.heading.Set(names, max(0, slices.Index(p.lines, file.Heading)))
}

// mostStatuses bounds the words that are asked; a column with more is of something
// else.
const mostStatuses = 20

// showStatuses asks for the words that are not known.
func (p *People) showStatuses() {
	for _, word := range p.reading.File.Unknown {
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
		p.meanings, p.statuses.Parts = nil, nil
		for _, word := range p.words {
			c := p.newChoice(func(i int) { p.setMeaning(word, i) })
			p.meanings = append(p.meanings, c)
			p.statuses.Parts = append(p.statuses.Parts, newQuestion(words.Say("import.ask-status", words.Args{"Word": words.StatusWord(word)}), c))
		}
	}
	for i, word := range p.words {
		p.meanings[i].Set(names, slices.Index(meaningsToPick, p.options.Status[word]))
	}
	p.statuses.Hidden = len(p.words) == 0
	p.statuses.Refresh()
}

// firstAsked is the first choice that has to be made, and the button if there is
// none.
func (p *People) firstAsked() fyne.Focusable {
	switch file := p.reading.File; {
	case file.AskColumns && len(p.columns.choices) > 0:
		return p.columns.choices[0].Pick
	case len(file.Unknown) > 0 && len(p.meanings) > 0:
		return p.meanings[0].Pick
	case p.reading.Preview.SameName > 0:
		return p.sameName.Pick
	case p.reading.mayImport():
		return p.Sheet.Primary
	}
	return nil
}

// sayAsked says what has to be chosen first.
func (p *People) sayAsked() {
	if p.reads || !p.reading.asks() {
		return
	}
	text := words.Say("import.choose-same-name")
	switch file := p.reading.File; {
	case file.AskColumns:
		text = words.Say("import.choose-columns")
	case len(file.Unknown) > 0:
		text = words.Say("import.choose-status")
	}
	p.Sheet.SetMessage(kit.Warning, text)
}

// do imports what is shown.
func (p *People) do() {
	preview := p.reading.Preview
	p.Sheet.Run(func(done func(error)) {
		p.actions.Import(preview, func(err error) {
			done(err)
			if err != nil && p.Sheet.IsShown() && !words.IsCancelled(err) {
				p.reread() // somebody may have changed the same people meanwhile
			}
		})
	})
}

// reread shows the people as they are now, under what was said about an error.
func (p *People) reread() {
	tone, text := p.Sheet.Message.Tone, p.Sheet.Message.Text.Text
	p.read()
	p.Sheet.SetMessage(tone, text)
}
