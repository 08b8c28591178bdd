package board

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/names"
	"seatkeeper/ui/people"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/search"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*WhosWhere)(nil)

// WhosWhere lists who has a desk on a day, with a filter. It shows what it is
// given by SetRows: who owns it brings the rows of another scope or in another
// order when it is asked for them.
type WhosWhere struct {
	widget.BaseWidget
	// OnSelected is called with the desk whose row the user selected.
	// [WhosWhere.Select] does not call it.
	OnSelected func(data.DeskRef)
	// OnRelease is called for a row whose desk the user wants to give back, by
	// its link or with Delete.
	OnRelease func(WhoRow)
	// OnScope and OnSort are called when the user wants other rows, or the rows
	// in another order.
	OnScope func(WhoScope)
	OnSort  func(WhoSort)
	// OnFiltered is called when the user has typed into the filter, and says
	// whether it leaves rows out.
	OnFiltered func(filtered bool)
	// OnShowAll is called when the user wants to see the places of all kinds.
	OnShowAll func()

	rows       []WhoRow
	desks      int         // how many there are to book
	places     plan.Filter // of which the rows are
	others     int         // rows there are besides, at places of other kinds
	keys       []string    // what the filter searches, made when it is first used
	shown      []int       // the rows that the filter leaves
	chosen     data.DeskRef
	awaited    bool // the row of the chosen desk is to be shown when it comes
	bookingFor string
	fixed      bool // no row can be released
	by         WhoSort
	scope      WhoScope

	title, count, short *kit.Line // short is the count if there is little room
	sort                *kit.Button
	scopes              *kit.Segments
	filter              *kit.SearchEntry
	list                *kit.KeyList
	empty, emptyMore    *kit.Paragraph
	clear               *kit.Button
	menu                *widget.PopUpMenu // of orders, while it is open
	carrier             *carrying         // takes people from the rows; nil if nobody does
}

// NewWhosWhere returns an empty list of one floor, by name.
func newWhosWhere() *WhosWhere {
	w := &WhosWhere{}
	w.title = kit.NewLine(words.Say("who.title"))
	w.title.TextSize, w.title.Style.Bold = kit.TitleText-1, true
	w.count, w.short = kit.NewLine(""), kit.NewLine("")
	w.count.Color, w.short.Color = kit.ColorNameQuiet, kit.ColorNameQuiet
	w.sort = kit.NewButton(kit.Quiet, "", w.askSort)
	w.scopes = kit.NewSegments()
	w.scopes.OnChanged = func(i int) {
		w.SetScope(WhoScope(i))
		if w.OnScope != nil {
			w.OnScope(w.scope)
		}
	}
	w.filter = kit.NewSearchEntry(words.Say("who.filter"), w.filterKey)
	w.filter.OnChanged = func(string) {
		w.apply()
		w.list.ScrollToTop()
		kit.Call(w.OnFiltered, w.IsFiltered())
	}
	w.list = kit.NewKeyList(func() int { return len(w.shown) }, func() fyne.CanvasObject { return newDraggedRow(w) }, w.showRow)
	w.list.OnPick, w.list.OnMove, w.list.OnKey = w.choose, w.choose, w.listKey
	w.empty = kit.NewParagraph("", kit.BodyText, kit.ColorNameBookedText)
	w.empty.Alignment, w.empty.Style.Bold = fyne.TextAlignCenter, true
	w.emptyMore = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	w.emptyMore.Alignment = fyne.TextAlignCenter
	w.clear = kit.NewButton(kit.Plain, words.Say("who.clear"), w.showMore)
	w.ExtendBaseWidget(w)
	w.scopes.Set([]string{words.Say("who.this-floor"), words.Say("who.this-office"), words.Say("who.all-offices")}, int(w.scope))
	w.saySort()
	w.apply()
	return w
}

// SetRows shows other rows, which are kept. They are those of the scope, in the
// order that sortWho gives them. Desks is how many there are to book there.
func (w *WhosWhere) SetRows(rows []WhoRow, desks int) {
	w.rows, w.keys = rows, nil
	w.desks = desks
	w.apply()
}

// SetPlaces says of which places rows are set next, and how many rows that leaves out.
func (w *WhosWhere) SetPlaces(f plan.Filter, others int) { w.places, w.others = f, others }

// SetScope says how far the rows reach, without a callback. A scope that there
// is not means [ThisFloor].
func (w *WhosWhere) SetScope(scope WhoScope) {
	if scope < ThisFloor || scope > AllOffices {
		scope = ThisFloor
	}
	if w.scope == scope {
		return
	}
	w.scope, w.keys = scope, nil
	w.scopes.Set(w.scopes.Names, int(scope))
	w.apply()
}

// Scope returns how far the list looks.
func (w *WhosWhere) Scope() WhoScope { return w.scope }

// SetBookingFor marks the rows of the person that is chosen for booking. The
// visitor is many people, so that no row is marked for it.
func (w *WhosWhere) SetBookingFor(userID string) {
	if userID == data.VisitorID {
		userID = ""
	}
	if w.bookingFor != userID {
		w.bookingFor = userID
		w.list.Refresh()
	}
}

// SetReleasable says whether desks of the day can be given back; at first they can.
func (w *WhosWhere) SetReleasable(can bool) {
	if w.fixed == can {
		w.fixed = !can
		w.sayEmpty()
		w.list.Refresh()
	}
}

// Select highlights the row of a desk and scrolls to it, at once or when rows
// are set that have it; the zero reference clears the highlight.
func (w *WhosWhere) Select(ref data.DeskRef) {
	if w.chosen == ref {
		return
	}
	w.chosen, w.awaited = ref, true
	w.showChosen()
	w.list.Refresh()
}

// showChosen brings the selected row into view if that is still to be done.
func (w *WhosWhere) showChosen() {
	i := w.chosenRow()
	if i < 0 {
		return
	}
	w.list.SetCursor(i)
	if w.awaited {
		w.awaited = false
		w.list.ShowAmid(i)
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

// IsFiltered reports whether something stands in the filter.
func (w *WhosWhere) IsFiltered() bool { return strings.TrimSpace(w.filter.Text) != "" }

// FocusFilter puts the cursor into the filter.
func (w *WhosWhere) FocusFilter() { w.focus(w.filter) }

func (w *WhosWhere) focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.Focus(o)
	}
}

func (w *WhosWhere) showRow(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(w.shown) {
		return
	}
	row := w.rows[w.shown[i]]
	name := row.name()
	look := people.WhoLook{
		Sign: names.Initials(words.SeatName(row.Seat)), Name: name, Place: row.place(w.scope), Cursor: w.list.HasCursor(i),
		Selected: row.Seat.DeskRef == w.chosen, IsMine: w.bookingFor != "" && row.Seat.UserID == w.bookingFor,
	}
	if look.IsMine {
		look.Name = words.Say("who.mine", words.Args{"Name": name})
	}
	if look.Selected && w.canRelease() {
		look.Action = words.Say("who.release")
	}
	r := o.(*draggedRow)
	r.index = i
	r.item.Set(look, func() { w.OnRelease(row) })
}

func (w *WhosWhere) canRelease() bool { return w.OnRelease != nil && !w.fixed }

// chosenRow returns which of the shown rows is selected, or -1.
func (w *WhosWhere) chosenRow() int {
	if w.chosen == (data.DeskRef{}) {
		return -1
	}
	for i, row := range w.shown {
		if w.rows[row].Seat.DeskRef == w.chosen {
			return i
		}
	}
	return -1
}

// choose selects a row that the user has gone to.
func (w *WhosWhere) choose(i int) {
	if i < 0 || i >= len(w.shown) {
		return
	}
	ref := w.rows[w.shown[i]].Seat.DeskRef
	if ref == w.chosen {
		return
	}
	w.chosen, w.awaited = ref, false
	w.list.Refresh()
	if w.OnSelected != nil {
		w.OnSelected(ref)
	}
}

func (w *WhosWhere) listKey(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDelete:
		if i := w.chosenRow(); i >= 0 && w.canRelease() {
			w.OnRelease(w.rows[w.shown[i]])
		}
	case fyne.KeyUp:
		if w.list.Cursor > 0 {
			return false
		}
		w.FocusFilter()
	default:
		return false
	}
	return true
}

func (w *WhosWhere) filterKey(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		if w.filter.Text != "" {
			w.filter.SetText("")
		} else if len(w.shown) > 0 {
			w.focus(w.list)
		}
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if len(w.shown) == 0 {
			return true
		}
		w.focus(w.list)
		if w.chosenRow() < 0 {
			w.list.SetCursor(0)
			w.choose(0)
		}
	default:
		return false
	}
	return true
}

// apply finds the rows that the filter leaves.
func (w *WhosWhere) apply() {
	wanted := strings.Fields(search.Fold(w.filter.Text))
	if len(wanted) > 0 && w.keys == nil {
		w.keys = make([]string, len(w.rows))
		for i, row := range w.rows {
			w.keys[i] = row.key(w.scope)
		}
	}
	w.shown = w.shown[:0]
	for i := range w.rows {
		if len(wanted) == 0 || search.HoldsAll(w.keys[i], wanted) {
			w.shown = append(w.shown, i)
		}
	}
	w.sayCount()
	w.sayEmpty()
	w.list.SetCursor(w.list.Cursor)
	w.list.Refresh()
	w.showChosen()
}

func (w *WhosWhere) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(whoLayout{w}, w.title, w.count, w.short, w.sort, w.scopes, w.filter,
		w.list, w.empty, w.emptyMore, w.clear))
}

type whoLayout struct{ w *WhosWhere }

func (whoLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 240) }

func (l whoLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := l.w
	inner := size.Width - 2*kit.Inset
	place := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
	title, sort := w.title.MinSize().Width, w.sort.MinSize().Width
	place(w.title, kit.Inset, 12, title, 28)
	// The text of the button, not its edge, ends where the rest does.
	place(w.sort, size.Width-kit.Inset-sort+12, 12, sort, 28)
	room := inner - title - sort + 12 - 10
	w.count.Hidden = w.count.MinSize().Width > room
	w.short.Hidden = !w.count.Hidden
	place(w.count, kit.Inset+title+10, 12, room, 28)
	place(w.short, kit.Inset+title+10, 12, room, 28)
	place(w.scopes, kit.Inset, 46, min(inner, w.scopes.MinSize().Width), 30)
	place(w.filter, kit.Inset, 84, inner, kit.ControlHeight)
	const top = 84 + kit.ControlHeight + 8
	place(w.list, kit.Gap/2, top, size.Width-kit.Gap, max(0, size.Height-top-kit.Gap))
	y := top + 28
	for _, p := range []*kit.Paragraph{w.empty, w.emptyMore} {
		height := p.HeightFor(inner)
		place(p, kit.Inset, y, inner, height)
		y += height + kit.Gap/2
	}
	clear := min(inner, w.clear.MinSize().Width)
	place(w.clear, (size.Width-clear)/2, y+kit.Gap, clear, kit.ControlHeight)
}
