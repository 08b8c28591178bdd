package lists

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/filetest"
)

// makeWorkbook returns a workbook with those sheets: a title that is merged over the
// columns, a heading below it, a formula and a date.
func makeWorkbook(t testing.TB, options ...excelize.Options) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	set := func(sheet string, cells map[string]any) {
		for cell, value := range cells {
			if err := book.SetCellValue(sheet, cell, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.SetSheetName("Sheet1", "About"); err != nil {
		t.Fatal(err)
	}
	set("About", map[string]any{"A1": "This workbook", "A2": "is about people"})
	for _, sheet := range []string{"Staff", "Old"} {
		if _, err := book.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
	}
	set("Staff", map[string]any{"A1": "Staff list 2026", "A3": "Personal-Nr.", "B3": "Nachname", "C3": "Vorname", "D3": "Aktiv", "E3": "Eintritt",
		"A4": 17, "B4": "Weiß", "C4": "Jörg", "D4": true, "E4": 45000.5, "A5": 18, "B5": "Łukasz", "C5": "Zoë", "D5": false, "A7": "Summe", "B7": 2})
	if err := errors.Join(book.MergeCell("Staff", "A1", "E1"), book.SetCellFormula("Staff", "C6", `"Eva"`)); err != nil {
		t.Fatal(err)
	}
	set("Old", map[string]any{"A1": "Name", "A2": "Gone"})
	content, err := book.WriteToBuffer()
	if len(options) > 0 {
		content = &bytes.Buffer{}
		err = book.Write(content, options...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func TestWorkbooksAreRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "people.xlsx")
	filetest.MustWrite(t, path, string(makeWorkbook(t)))
	file, err := ReadPeople(t.Context(), path, PeopleOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"4 Jörg Weiß", "5 Zoë Łukasz -", "7 2 !total"}, wholeRows(file)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"About", "Staff", "Old"}, file.Sheets); diff != "" || file.Sheet != "Staff" || file.Heading != 3 || file.Encoding != "" {
		t.Errorf("%s, line %d: %s", file.Sheet, file.Heading, diff)
	}
	if diff := cmp.Diff([]SkippedRow{{1, "Staff list 2026"}}, file.Skipped); diff != "" {
		t.Error(diff)
	}
	file, err = ReadPeople(t.Context(), path, PeopleOptions{Sheet: "old"})
	if diff := cmp.Diff([]string{"2 Gone"}, wholeRows(file)); diff != "" || err != nil {
		t.Error(diff, err)
	}
	_, err = ReadPeople(t.Context(), path, PeopleOptions{Sheet: "Nope"})
	if !hasFault(err, failure.FaultNoSheet) {
		t.Error(err)
	}
}

func hasFault(err error, code failure.FaultCode) bool {
	var faults *failure.FaultsError
	return errors.As(err, &faults) && faults.Faults[0].Code == code
}

func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var content bytes.Buffer
	w := zip.NewWriter(&content)
	for name, text := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func TestWhatIsNoWorkbookSaysWhatItIs(t *testing.T) {
	for name, test := range map[string]struct {
		content []byte
		want    failure.FaultCode
	}{
		"a password":      {makeWorkbook(t, excelize.Options{Password: "secret"}), failure.FaultLockedBook},
		"Excel 97":        {append(bytes.Clone(oldOfficeStart), make([]byte, 512)...), failure.FaultOldWorkbook},
		"LibreOffice":     {zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), failure.FaultOtherTable},
		"Word":            {zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": ""}), failure.FaultOtherTable},
		"something":       {zipOf(t, map[string]string{"x": "y"}), failure.FaultOtherTable},
		"PDF":             {[]byte("%PDF-1.7"), failure.FaultOtherTable},
		"a backup":        {[]byte("{\n\"schemaVersion\": \"1.3.0\",\n"), failure.FaultOtherTable},
		"a page":          {[]byte("<html><table>"), failure.FaultOtherTable},
		"cut off":         {makeWorkbook(t)[:3000], failure.FaultBadWorkbook},
		"without parts":   {zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>"}), failure.FaultBadWorkbook},
		"not a workbook":  {zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a"}), failure.FaultBadWorkbook},
		"a bomb of 64 MB": {zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/media/x": strings.Repeat("\x00", 64<<20)}), failure.FaultTooLarge},
	} {
		path := filepath.Join(t.TempDir(), "people.xlsx")
		filetest.MustWrite(t, path, string(test.content))
		if _, err := ReadPeople(t.Context(), path, PeopleOptions{}); !hasFault(err, test.want) {
			t.Errorf("%s: %v, not %s", name, err, test.want)
		}
	}
}

// A cell far to the right makes the library fill up all that is left of it.
func TestHostileWorkbooksEnd(t *testing.T) {
	if testing.Short() || filetest.UnderRace {
		t.Skip("reads many rows")
	}
	var rows strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
	}
	parts := map[string]string{}
	whole := makeWorkbook(t)
	packed, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range packed.File {
		from, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(from); err != nil {
			t.Fatal(err)
		}
		parts[part.Name] = text.String()
	}
	parts["xl/worksheets/sheet1.xml"] = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows.String() +
		`<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>`
	if _, err := parsePeople(t.Context(), zipOf(t, parts), PeopleOptions{}); err != nil {
		t.Error(err)
	}
}

func FuzzReadWorkbook(f *testing.F) {
	whole := makeWorkbook(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(zipOf(f, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}))
	f.Fuzz(func(t *testing.T, content []byte) {
		if checkTable(content) != nil || !isWorkbook(content) {
			return
		}
		if _, err := parsePeople(t.Context(), content, PeopleOptions{}); err != nil {
			var faults *failure.FaultsError
			if !errors.As(err, &faults) {
				t.Fatalf("%T %v", err, err)
			}
		}
	})
}
