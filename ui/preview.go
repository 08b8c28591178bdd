package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// showPreview is a sheet with counts, maybe a warning, a list and a button to go on.
func showPreview(win fyne.Window, title, file, counts, warning string, rows []signed, lead float32,
	label string, ready bool, onImport func(done func(error))) *sheet {
	from := newSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth, from.Hidden = true, 120, file == ""
	sum := newParagraph(counts, bodyText, theme.ColorNameForeground)
	sum.style.Bold = true
	warns := newNotice()
	warns.set(Warning, warning, Action{})
	list := newRowList(rows, lead)
	content := newListColumn(list, 120, from, sum, warns)
	var s *sheet
	s = newSheet(title, content, Action{Label: words.Say("sheet.cancel")},
		Action{Primary: true, Label: label, Run: func() { s.run(onImport) }})
	s.want = previewSize(len(rows), lead)
	if warning != "" {
		s.want.Height = min(sheetHeight, s.want.Height+100)
	}
	s.setReady(ready)
	list.onKey = s.fieldKey
	if ready {
		s.first = s.primary
	}
	showSheet(win, s)
	return s
}

// newRowList lists rows that stay as they are.
func newRowList(rows []signed, lead float32) *keyList {
	var list *keyList
	list = newKeyList(func() int { return len(rows) },
		func() fyne.CanvasObject { return newSignRow(lead) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := rows[i]
			row.cursor = list.hasCursor(i)
			o.(*signRow).set(row)
		})
	list.HideSeparators = true
	return list
}

// previewSize is lower where there are few rows.
func previewSize(rows int, lead float32) fyne.Size {
	height := float32(44)
	if lead > 0 {
		height = 30
	}
	return fyne.NewSize(sheetWidth-80, min(sheetHeight, 260+float32(rows)*height))
}
