package lists

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
)

// wholeRows says all of the rows: the line, the name, the address, the team, "-"
// where not active, notes and the fault.
func wholeRows(file PeopleFile) (plain []string) {
	for i, text := range plainRows(file) {
		row := file.Rows[i]
		for _, more := range []string{row.Email, row.Team} {
			if more != "" {
				text += " | " + more
			}
		}
		for _, n := range row.Notes {
			text += fmt.Sprintf(" (%s: %s)", n.Code, n.Value)
		}
		plain = append(plain, text)
	}
	return plain
}

// Each file is one of a kind that people bring.
func TestListsOfPeopleAsOtherProgramsWriteThem(t *testing.T) {
	for name, want := range map[string][]string{
		"numbers-first.csv":        {"2 Uta Kern", "3 Per Holm"},
		"nom-prenom.csv":           {"2 Zoé Lefèvre | zoe@example.org | Ventes", "3 Anaïs Noël | anais@example.org | Ventes"},
		"cognome-nome.csv":         {"2 Maria Rossi | IT", "3 Luca Rossi | HR"},
		"primer-apellido.csv":      {"2 Ana García López | ana@example.org"},
		"roepnaam.csv":             {"2 Pim van den Berg | Inkoop", "3 Ina Kok | Inkoop"},
		"imie-nazwisko.csv":        {"2 Błażej Wąsik | IT", "3 Żaneta Śliwa | HR"},
		"jmeno-prijmeni.csv":       {"2 Jiří Dvořák", "3 Žofie Šťastná -"},
		"sukunimi.csv":             {"2 Väinö Mäkinen | v@example.org", "3 Åsa Öberg - | å@example.org"},
		"for-och-efternamn.csv":    {"2 Åke Ström | ake@example.org | Sälj"},
		"last-comma-first.csv":     {"2 Ada Berg | IT", "3 Piet de Vries | HR"},
		"wider-than-heading.csv":   {"2 Ada Berg | IT", "3 Dahl !wide", "4 Eva Moe | HR"},
		"sep-capitals.csv":         {"3 Ada Berg | R;D"},
		"two-files-in-one.csv":     {"2 Ada Berg | IT", "4 Ola Dahl | HR"},
		"one-cp1250-line.csv":      {"2 Jörg Weiß | IT", "3 Zoë Noël | IT", "4 Łukasz Wąsik | HR (encoding: windows-1250)"},
		"suspended.csv":            {"2 Ada Berg | IT", "3 Ola Dahl - | HR"},
		"ticks.csv":                {"2 Ada", "3 Ola !status"},
		"unknown-words.csv":        {"2 Ada", "3 Ola !status", "4 Eva !status", "5 Kim !status"},
		"russian.csv":              {"2 Иван Петров | IT", "3 Ольга Смирнова | HR"},
		"no-heading-two-names.csv": {"1 Berg", "2 Dahl"},
		"title-above-total-below.csv": {"5 Ada Berg | ada@example.org | IT", "6 Ola Dahl | ola@example.org | HR",
			"8 Total: 2 !total"},
	} {
		file, err := ReadPeople(t.Context(), filepath.Join("testdata", name), PeopleOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, wholeRows(file)); diff != "" {
			t.Errorf("%s, %s, %q: %s", name, file.Encoding, file.Separator, diff)
		}
	}
}

func caseFile(t *testing.T, name string, o PeopleOptions) PeopleFile {
	t.Helper()
	file, err := ReadPeople(t.Context(), filepath.Join("testdata", name), o)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAListSaysHowItWasRead(t *testing.T) {
	file := caseFile(t, "title-above-total-below.csv", PeopleOptions{})
	if file.Encoding != EncodingUTF8 || file.Separator != ';' || file.Heading != 4 {
		t.Errorf("%s, %q, line %d", file.Encoding, file.Separator, file.Heading)
	}
	if diff := cmp.Diff([]PeopleColumn{{"Name", ColumnName}, {"Department", ColumnTeam}, {"E-mail", ColumnEmail}}, file.Columns); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]SkippedRow{{1, "Staff list"}, {2, "as of 2026-11-20"}}, file.Skipped); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{"Ada Berg", "IT", "ada@example.org"}, {"Ola Dahl", "HR", "ola@example.org"}, {"Total: 2", "", ""}}, file.First); diff != "" {
		t.Error(diff)
	}
	if file := caseFile(t, "two-files-in-one.csv", PeopleOptions{}); len(file.Skipped) != 1 || file.Skipped[0].Line != 3 {
		t.Errorf("the heading once more: %v", file.Skipped)
	}
	if file := caseFile(t, "no-heading-two-names.csv", PeopleOptions{}); !file.AskColumns {
		t.Error("two columns of names, and nobody is asked which")
	}
	if diff := cmp.Diff([]string{"Sabbatical", "Pending"}, caseFile(t, "unknown-words.csv", PeopleOptions{}).Unknown); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{""}, caseFile(t, "ticks.csv", PeopleOptions{}).Unknown); diff != "" {
		t.Error(diff)
	}
}

func TestWhatWasGuessedOfAListCanBeSaid(t *testing.T) {
	for _, test := range []struct {
		name string
		o    PeopleOptions
		want []string
	}{
		{"imie-nazwisko.csv", PeopleOptions{Encoding: "windows-1252"}, []string{"2 B³a¿ej W¹sik", "3 ¯aneta Œliwa"}},
		{"no-heading-two-names.csv", PeopleOptions{Columns: []ColumnUse{ColumnLast, ColumnFirst}}, []string{"1 Ada Berg", "2 Ola Dahl"}},
		{"no-heading-two-names.csv", PeopleOptions{Separator: NoSeparator}, []string{"1 Berg;Ada", "2 Dahl;Ola"}},
		{"no-heading-two-names.csv", PeopleOptions{Heading: 1, Columns: []ColumnUse{ColumnName, ColumnTeam}}, []string{"2 Dahl | Ola"}},
		{"cognome-nome.csv", PeopleOptions{Heading: NoHeading}, []string{"1 Nome", "2 Maria", "3 Luca"}},
		{"wider-than-heading.csv", PeopleOptions{Columns: []ColumnUse{ColumnLast, ColumnFirst, ColumnTeam}}, []string{"2 IT Ada Berg", "3 Ola Dahl | HR", "4 HR Eva Moe"}},
		{"unknown-words.csv", PeopleOptions{Status: map[string]StatusMeaning{"sabbatical": StatusInactive, "PENDING": StatusLeaveOut}},
			[]string{"2 Ada", "3 Ola -", "4 Eva -", "5 Kim !left-out"}},
		{"ticks.csv", PeopleOptions{Status: map[string]StatusMeaning{"": StatusInactive}}, []string{"2 Ada", "3 Ola -"}},
	} {
		file := caseFile(t, test.name, test.o)
		plain := wholeRows(file)
		for i := range plain {
			plain[i] = strings.TrimSuffix(strings.TrimSuffix(plain[i], " | IT"), " | HR")
		}
		want := append([]string(nil), test.want...)
		for i := range want {
			want[i] = strings.TrimSuffix(want[i], " | HR")
		}
		if diff := cmp.Diff(want, plain); diff != "" || file.AskColumns && test.o.Columns != nil {
			t.Errorf("%s %+v: %s", test.name, test.o, diff)
		}
	}
}

func TestEncodingsAreToldApart(t *testing.T) {
	for encoding, text := range map[TextEncoding]string{
		"windows-1252": "Jörg Weiß,Søren Ærø,José Muñoz,D’Arcy,Françoise Lefèvre",
		"windows-1250": "Łukasz Żak,Jiří Dvořák,Śliwa,Šťastná,Müller",
		"iso-8859-2":   "Łukasz Żak,Śliwa,Wąsik,Šťastná",
		"macintosh":    "Jörg Müller,José Muñoz,Zoé,Bjørn Åse,Weiß",
		"windows-1251": "Иван Петров,Ольга",
		"windows-1253": "Γιώργος Παπαδόπουλος",
		"ibm850":       "Jörg Müller,José Muñoz,Weiß",
		"utf-16le":     "Ada Berg,Ola Dahl,Žofie",
		"utf-16be":     "Ada Berg,Ola Dahl,Žofie",
		"utf-8":        "Jörg Weiß,Łukasz",
	} {
		var content string
		for _, e := range textEncodings {
			if e.name == encoding {
				var err error
				if content, err = e.from.NewEncoder().String("Name\n" + strings.ReplaceAll(text, ",", "\n")); err != nil {
					t.Fatal(err)
				}
			}
		}
		content = strings.TrimPrefix(strings.TrimPrefix(content, "\xff\xfe"), "\xfe\xff") // also without a mark
		file, err := parsePeople(t.Context(), []byte(content), PeopleOptions{})
		var names []string
		for _, row := range file.Rows {
			names = append(names, row.Name)
		}
		if got := strings.Join(names, ","); got != text || file.Encoding != encoding || err != nil {
			t.Errorf("%s is read as %s: %s %v", encoding, file.Encoding, got, err)
		}
	}
}

func TestHeadingsOfOneMeaningAlone(t *testing.T) {
	seen := map[string]ColumnUse{}
	for use, texts := range headings {
		for _, text := range strings.Fields(texts) {
			if other, twice := seen[text]; twice && other != use {
				t.Errorf("%q is %q and %q", text, use, other)
			}
			seen[text] = use
			if foldHeading(text) != text {
				t.Errorf("%q can't be found: it is folded to %q", text, foldHeading(text))
			}
		}
	}
	for _, words := range []map[string]bool{activeWords, inactiveWords} {
		for word := range words {
			if statusKey(word) != word || yesWords[word] || noWords[word] || activeWords[word] && inactiveWords[word] {
				t.Errorf("%q", word)
			}
		}
	}
	for word := range yesWords {
		if statusKey(word) != word || noWords[word] {
			t.Errorf("%q", word)
		}
	}
}

// Somebody is there whose address is not known: one row of that name is taken for them, and the
// other, with another address, is somebody else and is not lost.
func TestTheSecondOfANameIsNotTakenForWhoGotAnAddress(t *testing.T) {
	known := []data.User{{ID: "1", Name: "Anna Weiß", Active: true}}
	for content, want := range map[string]string{
		"Name,E-mail\nAnna Weiß,b@x.de\nAnna Weiß,c@x.de\n":            "updated b@x.de, new Anna Weiß c@x.de",
		"Name,E-mail\nAnna Weiß,b@x.de\nAnna Weiß,B@X.DE\n":            "updated b@x.de, again",
		"Name,E-mail,Team\nAnna Weiß,b@x.de,IT\nAnna Weiß,c@x.de,IT\n": "updated b@x.de, new Anna Weiß c@x.de",
		"Name\nAnna Weiß\nAnna Weiß\n":                                 "known, again",
		"Name,Team\nAnna Weiß,IT\nAnna Weiß,Sales\n":                   "updated , ask",
	} {
		file, err := readContent(t, content)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range ClassifyPeople(file, known, SameNameAsk).Rows {
			switch row.State {
			case PersonUpdated:
				got = append(got, "updated "+row.After.Email)
			case PersonNew:
				got = append(got, "new "+row.After.Name+" "+row.After.Email)
			default:
				got = append(got, map[PersonState]string{PersonKnown: "known", PersonAgain: "again", PersonSameName: "ask"}[row.State])
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, not %q", content, got, want)
		}
	}
}

// A list that is read another time with surnames first would else add everybody again. An
// address that somebody else has got by now is not who had it.
func TestAnAddressTellsWhoItIsWhateverStandsFirst(t *testing.T) {
	known := []data.User{{ID: "1", Name: "Jörg Müller", Email: "jm@x.de", Active: true}, {ID: "2", Name: "Reception", Email: "office@x.de", Active: true}}
	for row, want := range map[string]PersonState{
		`"Müller, Jörg",jm@x.de`:  PersonKnown,
		`Müller Jörg,jm@x.de`:     PersonKnown,
		`"Müller, Jörg",jm2@x.de`: PersonNew,
		`"Müller, Jan",jm@x.de`:   PersonNew,
		`Ada Berg,office@x.de`:    PersonNew,
		`"Müller, Jörg",`:         PersonNew,
	} {
		file, err := readContent(t, "Name,E-mail\n"+row+"\n")
		if err != nil {
			t.Fatal(err)
		}
		if got := ClassifyPeople(file, known, SameNameAsk).Rows[0].State; got != want {
			t.Errorf("%s: %v, not %v", row, got, want)
		}
	}
}

func TestTwoPeopleOfOneNameAreBothBroughtIn(t *testing.T) {
	content := "Name,E-mail,Team\nJan Tan,jan1@x.org,IT\nJan Tan,jan2@x.org,HR\nJAN tan,jan1@x.org,IT\nMei Lim,m@x.org,\n"
	read := func() PeopleFile {
		file, err := readContent(t, content)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	asked := ClassifyPeople(read(), nil, SameNameAsk)
	if asked.SameName != 0 || asked.Again != 1 || asked.Rows[1].Like != 2 || len(asked.NewPeople()) != 3 {
		t.Errorf("nobody has to choose: %+v", asked)
	}
	for same, want := range map[SameName][]string{
		SameNamePerson: {"Jan Tan", "Mei Lim"},
		SameNameAsk:    {"Jan Tan", "Jan Tan", "Mei Lim"},
		SameNameEmail:  {"Jan Tan", "Jan Tan", "Mei Lim"},
		SameNameTeam:   {"Jan Tan", "Jan Tan", "Mei Lim"},
		SameNameNumber: {"Jan Tan", "Jan Tan 2", "JAN tan 3", "Mei Lim"},
	} {
		var names []string
		people := ClassifyPeople(read(), nil, same).NewPeople()
		for i := range people {
			names = append(names, people[i].Name)
			people[i].ID = fmt.Sprint(i)
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s: %s", same, diff)
		}
		// Once more, nobody is new, whatever is chosen then.
		if same != SameNamePerson && same != SameNameNumber {
			if again := ClassifyPeople(read(), people, SameNameAsk); again.New+again.SameName+again.Updated != 0 || again.Known != 3 {
				t.Errorf("%s once more: %+v", same, again)
			}
		}
		if again := ClassifyPeople(read(), people, same); again.New != 0 {
			t.Errorf("%s once more: %+v", same, again)
		}
	}
}

// A name says nothing alone: address, then team, then a name that only one has.
func TestPeopleOfOneNameAreMatchedByWhatTellsThemApart(t *testing.T) {
	known := []data.User{
		{ID: "1", Name: "Jan Tan", Active: true, Email: "jan1@x.org", Team: "IT"}, {ID: "2", Name: "Jan Tan", Active: true, Email: "jan2@x.org", Team: "HR"},
		{ID: "3", Name: "Ola", Active: true, Team: "IT"}, {ID: "4", Name: "Ola", Active: true, Team: "HR"},
		{ID: "5", Name: "Eva", Active: true, Email: "eva@x.org"}, {ID: "6", Name: "Kim (HR)", Active: true, Team: "HR"},
	}
	for row, want := range map[string]string{
		"Jan Tan,jan2@x.org,": "known 2", "Jan Tan,,HR": "known 2", "Jan Tan,,": "ask", "Jan Tan,jan3@x.org,": "ask", "Jan Tan,jan3@x.org,IT": "ask",
		"Ola,,IT": "known 3", "Ola,ola@x.org,HR": "updated 4", "Ola,,": "ask", "Ola,,Sales": "ask",
		"Eva,,": "known 5", "Eva,other@x.org,": "ask", "Eva,other@x.org,\nEva,eva@x.org,": "new", "Kim,,HR": "new",
		"Uwe,u1@x.org,\nUwe,u2@x.org,": "new", "Uwe,,IT\nUwe,,HR": "new",
	} {
		file, err := readContent(t, "Name,E-mail,Team\n"+row+"\n")
		if err != nil {
			t.Fatal(err)
		}
		first := ClassifyPeople(file, known, SameNameAsk).Rows[0]
		got := map[PersonState]string{PersonKnown: "known", PersonUpdated: "updated", PersonNew: "new", PersonSameName: "ask"}[first.State]
		if first.User.ID != "" {
			got += " " + first.User.ID
		}
		if got != want {
			t.Errorf("%q: %s, not %s", row, got, want)
		}
	}
	file, err := readContent(t, "Name,E-mail,Team\nUwe,,IT\nUwe,,HR\nKim,,HR\nKim,,IT\n")
	if err != nil {
		t.Fatal(err)
	}
	if asked := ClassifyPeople(file, known, SameNameAsk); asked.SameName != 2 {
		t.Errorf("perhaps one person in two teams: %+v", asked)
	}
	if by := ClassifyPeople(file, known, SameNameTeam); by.SameName+by.Again != 0 || by.NewPeople()[1].Name != "Uwe" || by.NewPeople()[1].Team != "HR" {
		t.Errorf("told apart by the team: %+v", by)
	}
}

func TestAnImportFillsInAddressAndTeam(t *testing.T) {
	file, err := readContent(t, "Name,E-mail,Team,Active\nAda,ada@x.org,,no\nOla,,HR,\nEva,new@x.org,IT,\nKim,no address,IT,\n")
	if err != nil {
		t.Fatal(err)
	}
	known := []data.User{{ID: "a", Name: "Ada", Active: true, Team: "IT"}, {ID: "o", Name: "Ola", Team: "HR"}, {ID: "e", Name: "Eva", Active: true, Email: "old@x.org"}}
	p := ClassifyPeople(file, known, SameNameAsk)
	if p.Updated != 1 || p.Inactive != 1 || p.SameName != 1 || p.New != 1 {
		t.Errorf("%+v", p)
	}
	want := []data.Change[data.User]{{Before: known[0], After: data.User{ID: "a", Name: "Ada", Active: true, Email: "ada@x.org", Team: "IT"}}}
	if diff := cmp.Diff(want, p.Changes()); diff != "" {
		t.Error(diff)
	}
	p = ClassifyPeople(file, known, SameNamePerson)
	want = append(want, data.Change[data.User]{Before: known[2], After: data.User{ID: "e", Name: "Eva", Active: true, Email: "new@x.org", Team: "IT"}})
	if diff := cmp.Diff(want, p.Changes()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]RowNote{{NoteEmail, "no address"}}, p.Rows[3].Notes); diff != "" || p.Rows[3].After.Team != "IT" {
		t.Error(diff)
	}
}

func TestWhoNeedsAssistanceIsReadFromTheList(t *testing.T) {
	for _, heading := range []string{"Needs assistance", "needsAssistance", "Evacuation help", "Braucht Hilfe", "Evakuierungshilfe", "Besoin d’aide",
		"Necesita ayuda", "Bisogno di assistenza", "Precisa de assistência", "Hulp nodig", "Potrzebuje pomocy", "Potřebuje pomoc",
		"Behöver hjälp", "Brug for hjælp", "Trenger hjelp", "Tarvitsee apua"} {
		file, err := parsePeople(t.Context(), []byte("Name;"+heading+"\nAda Berg;yes\nOla Dahl;nein\nEva Moe;\nKim Lie;wheelchair\nUta Kern;none\n"), PeopleOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range file.Rows {
			text := fmt.Sprint(row.Name, " ", row.SaysAssistance, " ", row.Assistance)
			for _, note := range row.Notes {
				text += fmt.Sprintf(" (%s: %s)", note.Code, note.Value)
			}
			got = append(got, text)
		}
		want := []string{"Ada Berg true true", "Ola Dahl true false", "Eva Moe false false", "Kim Lie true true (assistance: wheelchair)", "Uta Kern true false"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", heading, diff)
		}
	}
}

func TestWhatAListSaysAboutAssistanceIsBroughtUpToDate(t *testing.T) {
	file, err := parsePeople(t.Context(), []byte("name,assistance\nAda,yes\nOla,no\nEva,\nKim,yes\n"), PeopleOptions{})
	if err != nil {
		t.Fatal(err)
	}
	known := []data.User{{ID: "a", Name: "Ada", Active: true}, {ID: "o", Name: "Ola", Active: true, Assistance: true}, {ID: "e", Name: "Eva", Active: true, Assistance: true}}
	preview := ClassifyPeople(file, known, SameNameAsk)
	var got []string
	for _, row := range preview.Rows {
		got = append(got, fmt.Sprint(row.State == PersonNew, row.State == PersonUpdated, row.After.Assistance))
	}
	if diff := cmp.Diff([]string{"false true true", "false true false", "false false true", "true false true"}, got); diff != "" {
		t.Error(diff)
	}
}
