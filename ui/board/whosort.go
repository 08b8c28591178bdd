package board

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/words"
)

// SetSort says what the rows are sorted by, without a callback. An order that
// there is not means [WhoByName].
func (w *WhosWhere) SetSort(by WhoSort) {
	if by < WhoByName || by > WhoByOffice {
		by = WhoByName
	}
	w.by = by
	w.saySort()
}

// Sort returns what the user wants the rows to be sorted by.
func (w *WhosWhere) Sort() WhoSort { return w.by }

// The names of the orders, by their number.
func sortNames() []string {
	return []string{words.Say("who.by-name"), words.Say("who.by-desk"), words.Say("who.by-zone"),
		words.Say("who.by-floor"), words.Say("who.by-office")}
}

func (w *WhosWhere) saySort() {
	w.sort.SetText(words.Say("who.sorted", words.Args{"By": sortNames()[w.by]}))
}

// askSort opens the menu of orders below its button.
func (w *WhosWhere) askSort() {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	menu := fyne.NewMenu("")
	for i, name := range sortNames() {
		item := fyne.NewMenuItem(name, func() {
			w.SetSort(WhoSort(i))
			if w.OnSort != nil {
				w.OnSort(w.by)
			}
		})
		item.Checked = WhoSort(i) == w.by
		menu.Items = append(menu.Items, item)
	}
	w.menu = widget.NewPopUpMenu(menu, c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.sort)
	w.menu.ShowAtPosition(at.AddXY(w.sort.Size().Width-w.menu.Size().Width, w.sort.Size().Height+2))
}
