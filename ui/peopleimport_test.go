package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// listForTest is a list with all that can be asked about, and how it was read.
func listForTest(o storage.PeopleOptions, same storage.SameName) peopleReading {
	file := storage.PeopleFile{Encoding: "windows-1252", Separator: ';', Heading: 2, Skipped: []storage.SkippedRow{{Line: 1, Text: "Staff list"}},
		Columns: []storage.PeopleColumn{{Title: "Name", Use: storage.ColumnLast}, {Title: "Vorname", Use: storage.ColumnFirst},
			{Title: "E-Mail", Use: storage.ColumnEmail}, {Title: "Abteilung", Use: storage.ColumnTeam}, {Title: "Status", Use: storage.ColumnActive},
			{Title: "Telefon", Use: storage.ColumnIgnored}},
		First: [][]string{{"Weiß", "Jörg", "joerg@example.org", "Vertrieb", "aktiv", "117"}, {"Groß", "Eva", "eva@example.org", "Entwicklung", "Sabbatical", "118"}}}
	for i, use := range o.Columns {
		file.Columns[i].Use = use
	}
	if o.Encoding != "" {
		file.Encoding = o.Encoding
	}
	add := func(row storage.PersonRow) {
		row.Line = len(file.Rows) + 3
		file.Rows = append(file.Rows, row)
	}
	for i := range 12 {
		add(storage.PersonRow{Name: fmt.Sprintf("New Person %d", i+1), Active: true, Team: "Sales"})
	}
	add(storage.PersonRow{Name: "Ines Okafor", Active: true, Email: "ines@example.org"})
	add(storage.PersonRow{Name: "Jan Tan", Active: true, Email: "jan1@example.org"})
	add(storage.PersonRow{Name: "Jan Tan", Active: true, Email: "jan2@example.org"})
	add(storage.PersonRow{Fault: &data.RuleError{Field: "name", Rule: data.RuleBlank}})
	if o.Status["Sabbatical"] == storage.StatusAsk {
		file.Unknown = []string{"Sabbatical"}
		add(storage.PersonRow{Name: "Eva Groß", Fault: &storage.RowError{Fault: storage.Fault{Code: storage.FaultStatus, Value: "Sabbatical"}}})
	} else {
		add(storage.PersonRow{Name: "Eva Groß", Active: o.Status["Sabbatical"] == storage.StatusActive, SaysActive: true})
	}
	known := []data.User{{ID: "ines", Name: "Ines Okafor", Active: true}}
	return peopleReading{file, storage.ClassifyPeople(file, known, same)}
}

// importCalls is what a sheet has asked its owner for.
type importCalls struct {
	read     []storage.PeopleOptions
	same     []storage.SameName
	imported []storage.PeoplePreview
	done     func(error)
	fault    error // of the next reading
}

func showListForTest(t testing.TB, w fyne.Window) (*peopleImport, *importCalls) {
	t.Helper()
	calls := &importCalls{}
	return showPeopleImport(w, "/home/someone/people.csv", listForTest(storage.PeopleOptions{}, ""), peopleImportActions{
		Read: func(o storage.PeopleOptions, same storage.SameName, done func(peopleReading, error)) {
			calls.read, calls.same = append(calls.read, o), append(calls.same, same)
			if calls.fault != nil {
				done(peopleReading{}, calls.fault)
				return
			}
			done(listForTest(o, same), nil)
		},
		Import: func(p storage.PeoplePreview, done func(error)) {
			calls.imported, calls.done = append(calls.imported, p), done
		},
	}), calls
}

func pick(c *choice, option string) {
	at := slices.Index(c.pick.Options, option)
	c.pick.SetSelectedIndex(at)
}

func TestAListIsImportedWhenAllIsChosen(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	p, calls := showListForTest(t, w)
	if got := p.sum.text; got != "13 new · 1 brought up to date · 1 with a name that somebody has · 2 lines left out" {
		t.Errorf("it says %q", got)
	}
	if p.encoding.pick.Selected != "Windows-1252 (Western Europe)" || p.separator.pick.Selected != "semicolons" || p.heading.pick.Selected != "heading on line 2" || p.page.Visible() {
		t.Errorf("read as %q, %q, %q", p.encoding.pick.Selected, p.separator.pick.Selected, p.heading.pick.Selected)
	}
	if len(p.columns.choices) != 6 || p.columns.choices[0].pick.Selected != "Last name" || p.columns.texts[1][1].Text != "Jörg" {
		t.Error("the columns are not shown")
	}
	if w.Canvas().Focused() != fyne.Focusable(p.meanings[0].pick) || !p.sheet.primary.Disabled() || !strings.Contains(p.sheet.message.text.text, "what the words mean") {
		t.Errorf("it does not ask first: %T, %q", w.Canvas().Focused(), p.sheet.message.text.text)
	}
	pressIn(w, fyne.KeyReturn)
	if len(calls.imported) != 0 {
		t.Fatal("it is imported before anything is chosen")
	}
	pick(p.meanings[0], "not active")
	if calls.read[0].Status["Sabbatical"] != storage.StatusInactive || len(p.meanings) != 1 || p.meanings[0].pick.Selected != "not active" {
		t.Errorf("read with %+v", calls.read)
	}
	if !p.sheet.primary.Disabled() || !strings.Contains(p.sheet.message.text.text, "whose name somebody else has") {
		t.Errorf("then it says %q", p.sheet.message.text.text)
	}
	pick(p.sameName, words.SameNameText(storage.SameNameNumber))
	if p.sheet.primary.Disabled() || p.sheet.primary.Text != "Add 15 people" || p.sheet.message.text.text != "" || !p.sameRow.Visible() {
		t.Errorf("it says %q, %q", p.sheet.primary.Text, p.sheet.message.text.text)
	}
	pressIn(w, fyne.KeyReturn) // from the choice
	pressIn(w, fyne.KeyReturn)
	if len(calls.imported) != 1 || calls.imported[0].New != 15 {
		t.Fatalf("imported %d times", len(calls.imported))
	}
	calls.done(errForTest)
	if !p.sheet.shown || p.sheet.message.text.text != "it broke." {
		t.Errorf("after an error it says %q", p.sheet.message.text.text)
	}
	pressIn(w, fyne.KeyEscape) // from the choice
	if p.sheet.shown {
		t.Error("Escape does not close it")
	}
}

func TestHowAListIsReadCanBeChanged(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	p, calls := showListForTest(t, w)
	pick(p.columns.choices[3], "Leave out")
	if got := calls.read[0].Columns; len(got) != 6 || got[3] != storage.ColumnIgnored || got[0] != storage.ColumnLast {
		t.Errorf("the columns are read as %q", got)
	}
	pick(p.encoding, "UTF-8")
	pick(p.heading, "no heading")
	if got := calls.read[2]; got.Encoding != storage.EncodingUTF8 || got.Heading != storage.NoHeading || got.Columns != nil {
		t.Errorf("read with %+v", got)
	}
	pick(p.separator, "tabs")
	if got := calls.read[3]; got.Separator != '\t' || got.Heading != 0 || got.Encoding != storage.EncodingUTF8 {
		t.Errorf("read with %+v", got)
	}
	calls.fault = errors.New("x")
	pick(p.separator, "commas")
	if !p.sheet.primary.Disabled() || p.sheet.message.tone != Error {
		t.Error("a reading that failed is not said")
	}
}

// Each choice can be reached and left with the keyboard alone.
func TestTheChoicesOfAListAreReachedByKeyboard(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	p, _ := showListForTest(t, w)
	w.Canvas().Unfocus()
	seen := map[fyne.Focusable]bool{}
	for range 20 {
		pressIn(w, fyne.KeyTab)
		seen[w.Canvas().Focused()] = true
	}
	for _, c := range append([]*choice{p.encoding, p.separator, p.heading, p.sameName, p.meanings[0]}, p.columns.choices...) {
		if !seen[c.pick] {
			t.Errorf("%q can't be reached", c.pick.Selected)
		}
	}
	w.Canvas().Focus(p.columns.choices[5].pick)
	if p.columns.scroll.Offset.X == 0 {
		t.Error("the last column stays out of sight")
	}
}
