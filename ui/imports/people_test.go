package imports

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/lists"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

// listForTest is a list with all that can be asked about, and how it was read.
func listForTest(o lists.PeopleOptions, same lists.SameName) PeopleReading {
	file := lists.PeopleFile{Encoding: "windows-1252", Separator: ';', Heading: 2, Skipped: []lists.SkippedRow{{Line: 1, Text: "Staff list"}},
		Columns: []lists.PeopleColumn{{Title: "Name", Use: lists.ColumnLast}, {Title: "Vorname", Use: lists.ColumnFirst},
			{Title: "E-Mail", Use: lists.ColumnEmail}, {Title: "Abteilung", Use: lists.ColumnTeam}, {Title: "Status", Use: lists.ColumnActive},
			{Title: "Telefon", Use: lists.ColumnIgnored}},
		First: [][]string{{"Weiß", "Jörg", "joerg@example.org", "Vertrieb", "aktiv", "117"}, {"Groß", "Eva", "eva@example.org", "Entwicklung", "Sabbatical", "118"}}}
	for i, use := range o.Columns {
		file.Columns[i].Use = use
	}
	if o.Encoding != "" {
		file.Encoding = o.Encoding
	}
	add := func(row lists.PersonRow) {
		row.Line = len(file.Rows) + 3
		file.Rows = append(file.Rows, row)
	}
	for i := range 12 {
		add(lists.PersonRow{Name: fmt.Sprintf("New Person %d", i+1), Active: true, Team: "Sales"})
	}
	add(lists.PersonRow{Name: "Ines Okafor", Active: true, Email: "ines@example.org"})
	add(lists.PersonRow{Name: "Jan Tan", Active: true, Team: "Sales"})
	add(lists.PersonRow{Name: "Jan Tan", Active: true, Team: "IT"})
	add(lists.PersonRow{Fault: &data.RuleError{Field: "name", Rule: data.RuleBlank}})
	if o.Status["Sabbatical"] == lists.StatusAsk {
		file.Unknown = []string{"Sabbatical"}
		add(lists.PersonRow{Name: "Eva Groß", Fault: &lists.RowError{Fault: failure.Fault{Code: failure.FaultStatus, Value: "Sabbatical"}}})
	} else {
		add(lists.PersonRow{Name: "Eva Groß", Active: o.Status["Sabbatical"] == lists.StatusActive, SaysActive: true})
	}
	known := []data.User{{ID: "ines", Name: "Ines Okafor", Active: true}}
	return PeopleReading{file, lists.ClassifyPeople(file, known, same)}
}

// importCalls is what a sheet has asked its owner for.
type importCalls struct {
	read     []lists.PeopleOptions
	same     []lists.SameName
	imported []lists.PeoplePreview
	done     func(error)
	fault    error // of the next reading
}

func showListForTest(t testing.TB, w fyne.Window) (*People, *importCalls) {
	t.Helper()
	calls := &importCalls{}
	return ShowPeople(w, "/home/someone/people.csv", listForTest(lists.PeopleOptions{}, ""), PeopleActions{
		Read: func(o lists.PeopleOptions, same lists.SameName, done func(PeopleReading, error)) {
			calls.read, calls.same = append(calls.read, o), append(calls.same, same)
			if calls.fault != nil {
				done(PeopleReading{}, calls.fault)
				return
			}
			done(listForTest(o, same), nil)
		},
		Import: func(p lists.PeoplePreview, done func(error)) {
			calls.imported, calls.done = append(calls.imported, p), done
		},
	}), calls
}

func pick(c *kit.Choice, option string) {
	at := slices.Index(c.Pick.Options, option)
	c.Pick.SetSelectedIndex(at)
}

func TestAListIsImportedWhenAllIsChosen(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	p, calls := showListForTest(t, w)
	if got := p.sum.Text; got != "13 new · 1 brought up to date · 1 with a name that somebody has · 2 lines left out" {
		t.Errorf("it says %q", got)
	}
	if p.encoding.Pick.Selected != "Windows-1252 (Western Europe)" || p.separator.Pick.Selected != "semicolons" || p.heading.Pick.Selected != "heading on line 2" || p.page.Visible() {
		t.Errorf("read as %q, %q, %q", p.encoding.Pick.Selected, p.separator.Pick.Selected, p.heading.Pick.Selected)
	}
	if len(p.columns.choices) != 6 || p.columns.choices[0].Pick.Selected != "Last name" || p.columns.texts[1][1].Text != "Jörg" {
		t.Error("the columns are not shown")
	}
	if w.Canvas().Focused() != fyne.Focusable(p.meanings[0].Pick) || !p.Sheet.Primary.Disabled() || !strings.Contains(p.Sheet.Message.Text.Text, "what the words mean") {
		t.Errorf("it does not ask first: %T, %q", w.Canvas().Focused(), p.Sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	if len(calls.imported) != 0 {
		t.Fatal("it is imported before anything is chosen")
	}
	pick(p.meanings[0], "not active")
	if calls.read[0].Status["Sabbatical"] != lists.StatusInactive || len(p.meanings) != 1 || p.meanings[0].Pick.Selected != "not active" {
		t.Errorf("read with %+v", calls.read)
	}
	if !p.Sheet.Primary.Disabled() || !strings.Contains(p.Sheet.Message.Text.Text, "whose name somebody else has") {
		t.Errorf("then it says %q", p.Sheet.Message.Text.Text)
	}
	pick(p.sameName, words.SameNameText(lists.SameNameNumber))
	if p.Sheet.Primary.Disabled() || p.Sheet.Primary.Text != "Add 15 people" || p.Sheet.Message.Text.Text != "" || !p.sameRow.Visible() {
		t.Errorf("it says %q, %q", p.Sheet.Primary.Text, p.Sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn) // from the choice
	uitest.Press(w, fyne.KeyReturn)
	if len(calls.imported) != 1 || calls.imported[0].New != 15 {
		t.Fatalf("imported %d times", len(calls.imported))
	}
	calls.done(uitest.Err)
	if !p.Sheet.IsShown() || p.Sheet.Message.Text.Text != "it broke." {
		t.Errorf("after an error it says %q", p.Sheet.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyEscape) // from the choice
	if p.Sheet.IsShown() {
		t.Error("Escape does not close it")
	}
}

func TestHowAListIsReadCanBeChanged(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	p, calls := showListForTest(t, w)
	pick(p.columns.choices[3], "Leave out")
	if got := calls.read[0].Columns; len(got) != 6 || got[3] != lists.ColumnIgnored || got[0] != lists.ColumnLast {
		t.Errorf("the columns are read as %q", got)
	}
	pick(p.encoding, "UTF-8")
	pick(p.heading, "no heading")
	if got := calls.read[2]; got.Encoding != lists.EncodingUTF8 || got.Heading != lists.NoHeading || got.Columns != nil {
		t.Errorf("read with %+v", got)
	}
	pick(p.separator, "tabs")
	if got := calls.read[3]; got.Separator != '\t' || got.Heading != 0 || got.Encoding != lists.EncodingUTF8 {
		t.Errorf("read with %+v", got)
	}
	calls.fault = errors.New("x")
	pick(p.separator, "commas")
	if !p.Sheet.Primary.Disabled() || p.Sheet.Message.Tone != kit.Error {
		t.Error("a reading that failed is not said")
	}
}

// Each choice can be reached and left with the keyboard alone.
func TestTheChoicesOfAListAreReachedByKeyboard(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	p, _ := showListForTest(t, w)
	w.Canvas().Unfocus()
	seen := map[fyne.Focusable]bool{}
	for range 20 {
		uitest.Press(w, fyne.KeyTab)
		seen[w.Canvas().Focused()] = true
	}
	for _, c := range append([]*kit.Choice{p.encoding, p.separator, p.heading, p.sameName, p.meanings[0]}, p.columns.choices...) {
		if !seen[c.Pick] {
			t.Errorf("%q can't be reached", c.Pick.Selected)
		}
	}
	w.Canvas().Focus(p.columns.choices[5].Pick)
	if p.columns.scroll.Offset.X == 0 {
		t.Error("the last column stays out of sight")
	}
}
