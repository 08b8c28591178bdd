package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// ShowPreview is a sheet with counts, maybe a warning, a list and a button to go on.
func ShowPreview(win fyne.Window, title, file, counts, warning string, rows []Signed, lead float32,
	label string, ready bool, onImport func(done func(error))) *Sheet {
	from := NewSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth, from.Hidden = true, 120, file == ""
	sum := NewParagraph(counts, BodyText, theme.ColorNameForeground)
	sum.Style.Bold = true
	warns := NewNotice()
	warns.Set(Warning, warning, Action{})
	list := NewRowList(rows, lead)
	content := NewListColumn(list, 120, from, sum, warns)
	var s *Sheet
	s = NewSheet(title, content, Action{Label: words.Say("sheet.cancel")},
		Action{Primary: true, Label: label, Run: func() { s.Run(onImport) }})
	s.Want = PreviewSize(len(rows), lead)
	if warning != "" {
		s.Want.Height = min(SheetHeight, s.Want.Height+100)
	}
	s.SetReady(ready)
	list.OnKey = s.FieldKey
	if ready {
		s.First = s.Primary
	}
	ShowSheet(win, s)
	return s
}

// NewRowList lists rows that stay as they are.
func NewRowList(rows []Signed, lead float32) *KeyList {
	var list *KeyList
	list = NewKeyList(func() int { return len(rows) },
		func() fyne.CanvasObject { return NewSignRow(lead) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := rows[i]
			row.Cursor = list.HasCursor(i)
			o.(*SignRow).Set(row)
		})
	list.HideSeparators = true
	return list
}

// PreviewSize is lower if there are few rows.
func PreviewSize(rows int, lead float32) fyne.Size {
	height := float32(44)
	if lead > 0 {
		height = 30
	}
	return fyne.NewSize(SheetWidth-80, min(SheetHeight, 260+float32(rows)*height))
}
