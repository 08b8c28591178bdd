package lists

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// maxUnzippedBytes bounds what the parts of a workbook come to: a small file can be
// made that unpacks to any size.
const maxUnzippedBytes = 48 << 20

// maxSheetRows bounds the rows of a sheet, empty ones included.
const maxSheetRows = 1 << 20

var (
	zipStart = []byte("PK\x03\x04")
	// The files of Office before 2007, and those with a password since
	// ([MS-CFB], section 2.2).
	oldOfficeStart = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

func isWorkbook(content []byte) bool { return bytes.HasPrefix(content, zipStart) }

// checkTable returns a [*failure.FaultsError] for a file that is neither text nor a workbook
// that can be read.
func checkTable(content []byte) error {
	start := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(content[:min(len(content), 512)], regular.UTF8Mark))))
	switch {
	case bytes.HasPrefix(content, oldOfficeStart):
		if bytes.Contains(content, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return failure.OneFault(failure.FaultLockedBook, "")
		}
		return failure.OneFault(failure.FaultOldWorkbook, "")
	case strings.HasPrefix(start, "%pdf"):
		return failure.OneFault(failure.FaultOtherTable, "PDF")
	case strings.HasPrefix(start, "{\\rtf"):
		return failure.OneFault(failure.FaultOtherTable, "RTF")
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"), strings.HasPrefix(start, "<table"):
		return failure.OneFault(failure.FaultOtherTable, "HTML")
	case strings.HasPrefix(start, "<?xml"):
		return failure.OneFault(failure.FaultOtherTable, "XML")
	case strings.HasPrefix(start, "{\n"), strings.HasPrefix(start, "{\r"), strings.HasPrefix(start, "{\""), strings.HasPrefix(start, "[{"), strings.HasPrefix(start, "[\n"), strings.HasPrefix(start, "[\r"):
		return failure.OneFault(failure.FaultOtherTable, "JSON") // a backup or a floor plan, say
	case bytes.HasPrefix(content, []byte("\x89PNG")):
		return failure.OneFault(failure.FaultOtherTable, "PNG")
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return failure.OneFault(failure.FaultOtherTable, "JPEG")
	case strings.HasPrefix(start, "<svg"):
		return failure.OneFault(failure.FaultOtherTable, "SVG")
	case isWorkbook(content):
		return checkZip(content)
	}
	return nil
}

// checkZip tells a workbook from what else is packed in the same way.
func checkZip(content []byte) error {
	packed, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return failure.OneFault(failure.FaultBadWorkbook, err.Error())
	}
	form, size := "ZIP", uint64(0)
	for _, part := range packed.File {
		if size += part.UncompressedSize64; size > maxUnzippedBytes {
			return failure.OneFault(failure.FaultTooLarge, fmt.Sprint(maxUnzippedBytes))
		}
		switch {
		case part.Name == "mimetype":
			form = "ODS"
		case part.Name == "xl/workbook.bin":
			form = "XLSB"
		case strings.HasPrefix(part.Name, "word/"):
			form = "DOCX"
		case strings.HasPrefix(part.Name, "Index/") && strings.HasSuffix(part.Name, ".iwa"):
			form = "Numbers"
		case part.Name == "[Content_Types].xml" && form == "ZIP":
			form = ""
		}
	}
	if form != "" {
		return failure.OneFault(failure.FaultOtherTable, form)
	}
	return nil
}

// openWorkbook chooses the sheet and finds how it is laid out. The library takes
// some damaged files for a mistake of its caller's and panics: that is a workbook
// that can't be read.
func openWorkbook(ctx context.Context, content []byte, o PeopleOptions, file *PeopleFile) (t table, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = failure.OneFault(failure.FaultBadWorkbook, failure.Short(fmt.Sprint(p)))
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		// The two the same, so that nothing is ever unpacked to the disk.
		UnzipSizeLimit: maxUnzippedBytes, UnzipXMLSizeLimit: maxUnzippedBytes,
	})
	if err != nil {
		return t, failure.OneFault(failure.FaultBadWorkbook, failure.Short(err.Error()))
	}
	_, file.HasMacros = book.Pkg.Load("xl/vbaProject.bin")
	file.Sheets = book.GetSheetList()
	sheet, rows, err := chooseSheet(ctx, book, o)
	if err != nil {
		return t, err
	}
	file.Sheet = sheet
	t.layout = findLayout(rows[:min(len(rows), sniffedRows)], o.Heading)
	t.rows = func(yield func(tableRow) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	}
	return t, nil
}

// chooseSheet returns the rows of the sheet that is asked for; else of that with the
// most headings that are known, a name among them; else of the first with anything.
func chooseSheet(ctx context.Context, book *excelize.File, o PeopleOptions) (sheet string, rows []tableRow, err error) {
	best := -1
	for _, name := range book.GetSheetList() {
		if o.Sheet != "" && !strings.EqualFold(name, o.Sheet) {
			continue
		}
		if visible, err := book.GetSheetVisible(name); o.Sheet == "" && (err != nil || !visible) {
			continue
		}
		found, err := sheetRows(ctx, book, name)
		if err != nil {
			return "", nil, err
		}
		fits := 0
		if len(found) > 0 {
			fits = 1 + findLayout(found[:min(len(found), sniffedRows)], o.Heading).fits
		}
		if fits > best {
			best, sheet, rows = fits, name, found
		}
	}
	if best < 0 {
		return "", nil, failure.OneFault(failure.FaultNoSheet, failure.Short(o.Sheet))
	}
	return sheet, rows, nil
}

// sheetRows reads the rows of a sheet as a person sees them, empty ones left out.
// Formulas have the values with which they were saved.
func sheetRows(ctx context.Context, book *excelize.File, sheet string) (rows []tableRow, err error) {
	found, err := book.Rows(sheet)
	if err != nil {
		return nil, nil // a sheet of a chart
	}
	defer found.Close()
	for line := 1; found.Next(); line++ {
		if line%1000 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		cells, err := found.Columns()
		if err != nil {
			return nil, failure.OneFault(failure.FaultBadWorkbook, failure.Short(err.Error()))
		}
		row := tableRow{line: line, cells: cells[:min(len(cells), maxColumns)]}
		for i, cell := range row.cells {
			row.cells[i] = strings.ToValidUTF8(strings.ReplaceAll(cell, "\ufeff", ""), "\uFFFD")
		}
		if !row.isEmpty() {
			row.cells = append([]string(nil), row.cells...)
			rows = append(rows, row)
		}
		if len(rows) > 2*maxPeopleRows || line > maxSheetRows {
			return nil, failure.OneFault(failure.FaultTooMany, "rows")
		}
	}
	if err := found.Error(); err != nil {
		return nil, failure.OneFault(failure.FaultBadWorkbook, failure.Short(err.Error()))
	}
	return rows, nil
}
