package lists

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// plainRows says rows in short: the line, the name, "-" where not active, and
// the fault.
func plainRows(file PeopleFile) (plain []string) {
	for _, r := range file.Rows {
		text := fmt.Sprintf("%d %s", r.Line, r.Name)
		if !r.Active {
			text += " -"
		}
		var rule *data.RuleError
		var fault *RowError
		switch {
		case errors.As(r.Fault, &rule):
			text += " !" + string(rule.Rule)
		case errors.As(r.Fault, &fault):
			text += " !" + string(fault.Fault.Code)
		}
		plain = append(plain, text)
	}
	return plain
}

func readContent(t *testing.T, content string) (PeopleFile, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "people.csv")
	filetest.MustWrite(t, path, content)
	return ReadPeople(t.Context(), path, PeopleOptions{})
}

func TestReadPeopleFindsTheNames(t *testing.T) {
	for _, test := range []struct {
		name, content string
		separator     rune
		header        bool
		want          []string
	}{
		{"one name a line", "Amara Okafor\nMarco Duarte\n", 0, false, []string{"1 Amara Okafor", "2 Marco Duarte"}},
		{"one name", "Amara", 0, false, []string{"1 Amara"}},
		{"name;email", "Amara Okafor;a@x.org\nMarco;m@x.org", ';', false, []string{"1 Amara Okafor", "2 Marco"}},
		{"email,name", "a@x.org,Amara\nm@x.org,Marco", ',', false, []string{"1 Amara", "2 Marco"}},
		{"number, tab, name", "1\tAmara\n2\tMarco", '\t', false, []string{"1 Amara", "2 Marco"}},
		{"last, first, quoted", "\"Okafor, Amara\"\n\"Duarte, Marco\"\n", 0, false, []string{"1 Okafor, Amara", "2 Duarte, Marco"}},
		{"last, first, quoted, and more", "\"Okafor, Amara\",a@x.org\n\"Duarte, Marco\",\n", ',', false, []string{"1 Okafor, Amara", "2 Duarte, Marco"}},
		{"a comma in one name of three", "Amara\nMarco\nKing, Jr\n", 0, false, []string{"1 Amara", "2 Marco", "3 King, Jr"}},
		{"semicolons around commas", "Okafor, Amara;x\nDuarte, Marco;y\n", ';', false, []string{"1 Okafor, Amara", "2 Duarte, Marco"}},
		{"numbers for names", "007\n008\n", 0, false, []string{"1 007", "2 008"}},
		{"a header", "Full Name,Active\nAmara,yes\nMarco,No\nZoë,\n", ',', true, []string{"2 Amara", "3 Marco -", "4 Zoë"}},
		{"a header alone", "name\n", 0, true, nil},
		{"a header and names with commas", "Name\nOkafor, Amara\n", 0, true, []string{"2 Okafor, Amara"}},
		{"a header in the second column", "ID;Employee name*;E-mail\n7;Amara;a@x\n", ';', true, []string{"2 Amara"}},
		{"first and last name", "last_name\tFirstName\nOkafor\tAmara\nDuarte\t\n\tCher\n", '\t', true, []string{"2 Amara Okafor", "3 Duarte", "4 Cher"}},
		{"a last name alone", "surname,team\nOkafor,x\n", ',', true, []string{"2 Okafor"}},
		{"the whole name beside a part", "First name,Name\nAmara,Amara Okafor\n", ',', true, []string{"2 Amara Okafor"}},
		{"sep=", "sep=;\r\nname;active\r\nAmara;TRUE\r\n", ';', true, []string{"3 Amara"}},
		{"sep= without a header", "sep=;\nAmara;x\n", ';', false, []string{"2 Amara"}},
		{"sep= of no use", "sep=;\nAmara\n", 0, false, []string{"2 Amara"}},
		{"empty lines and cells", "\n\nname,x\n\n , \nAmara,\n,7\n", ',', true, []string{"6 Amara", "7  !blank"}},
		{"old line ends", "Amara\rMarco\r", 0, false, []string{"1 Amara", "2 Marco"}},
		{"spaces", "  Amara   Okafor \n", 0, false, []string{"1 Amara Okafor"}},
		{"spaces around quotes", "name, x\n \"Okafor, Amara\" ,1\n", ',', true, []string{"2 Okafor, Amara"}},
		{"a line break in a name", "name,x\n\"Amara\r\nOkafor\",1\nMarco,2\n", ',', true, []string{"2 Amara Okafor", "4 Marco"}},
		{"doubled quotes", "name,x\n\"Dwayne \"\"Rock\"\" Johnson\",1\n", ',', true, []string{"2 Dwayne \"Rock\" Johnson"}},
		{"quotes inside", "Dwayne \"Rock\" Johnson\n", 0, false, []string{"1 Dwayne \"Rock\" Johnson"}},
		{"a quote without a partner", "name\n\"Amara\nMarco\nZoë\n", 0, true, []string{"2  !bad-quote", "3 Marco", "4 Zoë"}},
		{"text behind a quote", "name\n\"Amara\" O\nMarco\n", 0, true, []string{"2  !bad-quote", "3 Marco"}},
		{"active is anything", "name,active\nAmara,perhaps\nAmara,1\nZoë,0\n", ',', true, []string{"2 Amara !status", "3 Amara", "4 Zoë -"}},
		{"no bytes of text", "\xef\xbb\xbfname\nAm\xffara\nMarco", 0, true, []string{"2 Amÿara", "3 Marco"}},
		{"too long", "name\n" + strings.Repeat("x", 201) + "\n" + strings.Repeat("é", 200), 0, true,
			[]string{"2 " + strings.Repeat("x", 80) + "… !too long", "3 " + strings.Repeat("é", 200)}},
		{"nothing to see", "name,x\n\u200b,1\n", ',', true, []string{"2 \u200b !blank"}},
		{"formulas of other programs", "name\n'=1\n'+2\n=3\n't Hooft\nO'Brien\n", 0, true, []string{"2 =1", "3 +2", "4 =3", "5 't Hooft", "6 O'Brien"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			file, err := readContent(t, test.content)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, plainRows(file)); diff != "" {
				t.Error(diff)
			}
			if file.Separator != test.separator || (file.Heading > 0) != test.header {
				t.Errorf("separator %q, heading %d", file.Separator, file.Heading)
			}
		})
	}
}

func TestReadPeopleKnowsTheEncodings(t *testing.T) {
	const text = "name;active\r\nZoë Müller;1\r\nD’Arcy;0\r\n"
	encode := func(encoded string, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	for name, content := range map[string]string{
		"UTF-8":             text,
		"UTF-8 with a mark": "\xef\xbb\xbf" + text,
		"Windows-1252":      encode(charmap.Windows1252.NewEncoder().String(text)),
		"UTF-16LE":          encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)),
		"UTF-16BE":          encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)),
	} {
		file, err := readContent(t, content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff([]string{"2 Zoë Müller", "3 D’Arcy -"}, plainRows(file)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhatIsNoFileOfPeopleIsSaidToBeNone(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    failure.FaultCode
	}{
		"nothing":             {"", failure.FaultEmpty},
		"a workbook":          {"PK\x03\x04\x14\x00\x06\x00", failure.FaultBadWorkbook},
		"zeros":               {"A\x00m\x00x\x00\x00y", failure.FaultNotText},
		"17 MB":               {strings.Repeat("x", 17<<20), failure.FaultTooLarge},
		"too many rows":       {strings.Repeat("x\n", maxPeopleRows+1), failure.FaultTooMany},
		"many rows of faults": {"name\n" + strings.Repeat("\"x\n", maxPeopleRows+1), failure.FaultTooMany},
	} {
		_, err := readContent(t, test.content)
		filetest.WantFault(t, name, err, test.want)
		filetest.WantKind(t, err, failure.KindBadBackup)
	}
	if file, err := readContent(t, strings.Repeat("x\n", maxPeopleRows)); err != nil || len(file.Rows) != maxPeopleRows {
		t.Errorf("the most rows: %d, %v", len(file.Rows), err)
	}
	_, err := ReadPeople(t.Context(), t.TempDir(), PeopleOptions{})
	filetest.WantKind(t, err, failure.KindBadBackup)
	_, err = ReadPeople(t.Context(), filepath.Join(t.TempDir(), "gone.csv"), PeopleOptions{})
	filetest.WantKind(t, err, failure.KindMissing)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = ReadPeople(ctx, "../testdata/tiny.json", PeopleOptions{})
	filetest.WantKind(t, err, failure.KindCancelled)
}

func TestHostileFilesOfPeopleCostNoMoreThanGoodOnes(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("reads a hundred megabytes")
	}
	for name, content := range map[string]string{
		"each line begins a record that fails at the end": "name,x\n" + strings.Repeat("a\",\"\n", 1<<20) + "x\"y",
		"quotes":             strings.Repeat("\"", 8<<20),
		"quotes and commas":  strings.Repeat("\",", 8<<20),
		"commas":             strings.Repeat(",", 16<<20),
		"lines":              strings.Repeat("\n", 16<<20),
		"a name of 16 MB":    strings.Repeat("x", 16<<20),
		"an open quote":      "name\n\"" + strings.Repeat("x\n", 50_000) + strings.Repeat("y", 8<<20),
		"a header of 4 M":    strings.Repeat("x,", 4<<20) + "name",
		"letters in capital": strings.Repeat("ﬃ", 1<<20) + ",x",
	} {
		begin := time.Now()
		_, err := parsePeople(t.Context(), []byte(content), PeopleOptions{})
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: %v (%v)", name, took, err)
		}
	}
}

func TestClassifyPeople(t *testing.T) {
	file, err := readContent(t, "name\nAMARA  okafor\nMarco\nZoë\nZoë\nIvo\n")
	if err != nil {
		t.Fatal(err)
	}
	amara, marco := data.User{ID: "u1", Name: "Amara Okafor", Active: true}, data.User{ID: "u2", Name: "Marco"}
	preview := ClassifyPeople(file, []data.User{amara, marco}, SameNameAsk)
	var states []PersonState
	for _, row := range preview.Rows {
		states = append(states, row.State)
	}
	if diff := cmp.Diff([]PersonState{PersonKnown, PersonInactive, PersonNew, PersonAgain, PersonNew}, states); diff != "" {
		t.Error(diff)
	}
	if preview.New != 2 || preview.Known != 1 || preview.Inactive != 1 || preview.Again != 1 {
		t.Errorf("%+v", preview)
	}
	if preview.Rows[0].User != amara || preview.Rows[1].User != marco || preview.Rows[2].User != (data.User{}) {
		t.Errorf("%+v", preview.Rows)
	}
	if diff := cmp.Diff([]data.User{{Name: "Zoë", Active: true}, {Name: "Ivo", Active: true}}, preview.NewPeople()); diff != "" {
		t.Error(diff)
	}
}

func TestTheExamplesOfPeopleInTheDocsAreGood(t *testing.T) {
	blocks := filetest.CodeBlocks(t, "../../docs/people-csv.md", "csv")
	if len(blocks) != 2 {
		t.Fatalf("%d examples", len(blocks))
	}
	for i, want := range [][]string{
		{"2 Amara Okafor", "3 Duarte, Marco -", "4 Zoë Łukasz"},
		{"1 Amara Okafor", "2 Marco Duarte", "3 Zoë Łukasz"},
	} {
		file, err := readContent(t, blocks[i])
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, plainRows(file)); diff != "" {
			t.Error(diff)
		}
	}
}

func FuzzReadPeople(f *testing.F) {
	for _, seed := range []string{
		"", "Amara\nMarco\n", "name;active\r\nZoë;1\r\n\"O, P\";0\r\n", "sep=,\nname\n'=x\n", "\xef\xbb\xbfname,active\r\n\"a\"\"b\",yes\r\n",
		"\xff\xfeA\x00\n\x00", "last name\tfirst name\na\tb", "\"a\nb\"c\n\"", "Z\xfc\n", "a\",\"\na\",\"\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := parsePeople(t.Context(), content, PeopleOptions{})
		if err != nil {
			var faults *failure.FaultsError
			if !errors.As(err, &faults) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		line := 0
		for _, row := range file.Rows {
			if row.Line <= line || row.Line > len(content)+1 {
				t.Fatalf("line %d behind %d", row.Line, line)
			}
			line = row.Line
			if row.Fault != nil {
				if len(row.Name) > 4*data.MaxNameLength {
					t.Fatalf("a faulty name of %d bytes", len(row.Name))
				}
				continue
			}
			if name, err := data.CleanName(row.Name); err != nil || name != row.Name {
				t.Fatalf("%q is not clean: %v", row.Name, err)
			}
		}
		ClassifyPeople(file, nil, SameNameAsk)
	})
}
