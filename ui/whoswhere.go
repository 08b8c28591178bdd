package ui

import (
	"bytes"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/collate"

	"seatkeeper/data"
	"seatkeeper/ui/words"
)

// WhoRow is one person at one desk.
type WhoRow struct {
	Seat   data.Seat
	Desk   data.Desk
	Floor  data.Floor
	Office data.Office
}

// place returns where the desk is: "A1 · Engineering".
func (r WhoRow) place() string {
	return words.Dots(words.Plain(r.Desk.Label), words.Plain(r.Desk.Zone))
}

// SortWho puts rows into the order of names that the user's language has. It may
// be called on any goroutine.
func SortWho(rows []WhoRow) {
	type keyed struct {
		key []byte
		row WhoRow
	}
	collator := collate.New(words.CurrentLocale().Tag, collate.Loose)
	var buffer collate.Buffer
	all := make([]keyed, len(rows))
	for i, row := range rows {
		all[i] = keyed{collator.KeyFromString(&buffer, personName(row.Seat)), row}
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		if by := bytes.Compare(a.key, b.key); by != 0 {
			return by
		}
		return strings.Compare(a.row.Seat.DeskRef.String(), b.row.Seat.DeskRef.String())
	})
	for i := range all {
		rows[i] = all[i].row
	}
}

// WhosWhere lists who has a desk on a day, with a filter.
type WhosWhere struct {
	widget.BaseWidget
	// OnSelected is called with the ID of the desk whose row the user selected.
	// [WhosWhere.Select] does not call it.
	OnSelected func(deskID string)

	rows   []WhoRow
	keys   []string // what the filter searches, made when it is first used
	shown  []int    // the rows that the filter leaves
	chosen string

	title, count     *Line
	filter           *widget.Entry
	list             *keyList
	empty, emptyMore *paragraph
}

// NewWhosWhere returns an empty list.
func NewWhosWhere() *WhosWhere {
	w := &WhosWhere{}
	w.title = NewLine(words.Say("who.title"))
	w.title.TextSize, w.title.Style.Bold = titleText-1, true
	w.count = NewLine("")
	w.count.Color = ColorNameQuiet
	w.filter = widget.NewEntry()
	w.filter.SetPlaceHolder(words.Say("who.filter"))
	w.filter.OnChanged = func(string) { w.apply() }
	w.list = newKeyList(
		func() int { return len(w.shown) },
		func() fyne.CanvasObject { return newWhoItem() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := w.rows[w.shown[i]]
			o.(*whoItem).set(personName(row.Seat), row.place(), row.Desk.ID == w.chosen)
		},
	)
	w.list.OnSelected = func(i widget.ListItemID) {
		// The rows draw the selection themselves: the list would scroll to it each
		// time that the rows change.
		w.list.UnselectAll()
		w.choose(i)
	}
	w.list.onKey = w.choose
	w.empty = newParagraph("", bodyText, ColorNameBookedText)
	w.empty.alignment, w.empty.style.Bold = fyne.TextAlignCenter, true
	w.emptyMore = newParagraph("", smallText, ColorNameQuiet)
	w.emptyMore.alignment = fyne.TextAlignCenter
	w.ExtendBaseWidget(w)
	w.apply()
	return w
}

// choose selects a row that the user has gone to.
func (w *WhosWhere) choose(i widget.ListItemID) {
	if i < 0 || i >= len(w.shown) {
		return
	}
	id := w.rows[w.shown[i]].Desk.ID
	if id == w.chosen {
		return
	}
	w.chosen = id
	w.list.Refresh()
	if w.OnSelected != nil {
		w.OnSelected(id)
	}
}

// SetRows shows other rows. They are kept and put into the order of names; rows
// that [SortWho] has sorted cost less. Desks is how many there are to book.
func (w *WhosWhere) SetRows(rows []WhoRow, desks int) {
	SortWho(rows)
	w.rows, w.keys = rows, nil
	w.count.SetText(words.Count("desks-taken", desks, words.Args{"Taken": len(rows)}))
	w.apply()
}

// Select highlights the row of a desk and scrolls to it; a desk that is not in
// the list clears the highlight.
func (w *WhosWhere) Select(deskID string) {
	if w.chosen == deskID {
		return
	}
	w.chosen = deskID
	w.list.Refresh()
	for i, row := range w.shown {
		if deskID != "" && w.rows[row].Desk.ID == deskID {
			w.list.ScrollTo(i)
		}
	}
}

// Rows returns the rows that the filter leaves, in their order.
func (w *WhosWhere) Rows() []WhoRow {
	rows := make([]WhoRow, len(w.shown))
	for i, row := range w.shown {
		rows[i] = w.rows[row]
	}
	return rows
}

// FocusFilter puts the cursor into the filter.
func (w *WhosWhere) FocusFilter() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.Focus(w.filter)
	}
}

// apply finds the rows that the filter leaves.
func (w *WhosWhere) apply() {
	wanted := strings.Fields(fold(w.filter.Text))
	if len(wanted) > 0 && w.keys == nil {
		w.keys = make([]string, len(w.rows))
		for i, row := range w.rows {
			w.keys[i] = fold(personName(row.Seat) + " " + row.place())
		}
	}
	w.shown = w.shown[:0]
	for i := range w.rows {
		if len(wanted) == 0 || holdsAll(w.keys[i], wanted) {
			w.shown = append(w.shown, i)
		}
	}
	w.sayEmpty()
	w.list.Refresh()
}

func (w *WhosWhere) sayEmpty() {
	nobody := len(w.shown) == 0
	w.list.Hidden, w.empty.Hidden, w.emptyMore.Hidden = nobody, !nobody, !nobody
	if len(w.rows) == 0 {
		w.empty.setText(words.Say("who.empty"))
		w.emptyMore.setText(words.Say("who.empty-more"))
	} else {
		w.empty.setText(words.Say("who.no-match", words.Args{"Filter": words.Plain(w.filter.Text)}))
		w.emptyMore.setText(words.Say("who.no-match-more"))
	}
}

// CreateRenderer is part of Fyne's widget interface.
func (w *WhosWhere) CreateRenderer() fyne.WidgetRenderer {
	w.ExtendBaseWidget(w)
	return widget.NewSimpleRenderer(container.New(whoLayout{}, w.title, w.count, w.filter, w.list, w.empty, w.emptyMore))
}

type whoLayout struct{}

func (whoLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 240) }

func (whoLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, count, filter, list, empty, more := objects[0], objects[1], objects[2], objects[3], objects[4], objects[5].(*paragraph)
	inner := size.Width - 2*inset
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	width := title.MinSize().Width
	place(title, inset, 12, width, 28)
	place(count, inset+width+10, 12, inner-width-10, 28)
	place(filter, inset, 48, inner, controlHeight)
	place(list, gap/2, 94, size.Width-gap, max(0, size.Height-94-gap))
	height := empty.(*paragraph).heightFor(inner)
	place(empty, inset, 130, inner, height)
	place(more, inset, 130+height+gap/2, inner, more.heightFor(inner))
}
