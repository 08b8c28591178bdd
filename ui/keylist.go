package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Focusable = (*keyList)(nil)
	_ fyne.Tabbable  = (*keyList)(nil)
)

// keyList is Fyne's list with a cursor of its own. Fyne's highlight follows the
// pointer as well, knows neither Home, End, Page Up and Page Down nor Enter, and
// can't be moved by the program.
type keyList struct {
	widget.List
	onMove  func(int)                 // a key has moved the cursor there
	onPick  func(int)                 // a row was clicked, or Enter or Space pressed on it
	onHover func(int)                 // the pointer is over a row
	onKey   func(*fyne.KeyEvent) bool // sees a key first; true if it took it
	takeTab bool                      // whether Tab comes to onKey instead of leaving the list

	cursor  int
	focused bool
}

func newKeyList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *keyList {
	l := &keyList{List: widget.List{Length: length, CreateItem: create, UpdateItem: update}}
	l.OnSelected = func(i widget.ListItemID) {
		// The rows draw the selection themselves: the list would scroll to it each
		// time that the rows change.
		l.UnselectAll()
		l.cursor = i
		l.pick()
	}
	l.OnHighlighted = func(i widget.ListItemID) {
		if l.onHover != nil {
			l.onHover(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// hasCursor reports whether row i is where the keys act.
func (l *keyList) hasCursor(i int) bool { return l.focused && l.cursor == i }

// setCursor puts the cursor on a row without a callback and without scrolling.
func (l *keyList) setCursor(i int) { l.cursor = max(0, min(i, l.Length()-1)) }

// show scrolls as little as is needed for row i to be seen whole.
func (l *keyList) show(i int) {
	if i >= 0 && i < l.Length() {
		l.ScrollTo(i)
	}
}

// showAmid scrolls only where row i is not seen, or is among the lowest, where news
// would cover it; then it comes to the middle.
func (l *keyList) showAmid(i int) {
	row := l.CreateItem().MinSize().Height + l.Theme().Size("padding")
	top, height := float32(i)*row-l.GetScrollOffset(), l.Size().Height
	if covered := min(100, height/2); top < 0 || top+row > height-covered {
		l.ScrollToOffset(min(float32(i)*row-height/2, float32(l.Length())*row-height))
	}
}

// move puts the cursor on a row as a key does.
func (l *keyList) move(to int) {
	before := l.cursor
	l.setCursor(to)
	l.show(l.cursor)
	if l.cursor == before {
		return
	}
	l.Refresh()
	if l.onMove != nil {
		l.onMove(l.cursor)
	}
}

func (l *keyList) pick() {
	if l.cursor >= 0 && l.cursor < l.Length() && l.onPick != nil {
		l.onPick(l.cursor)
	}
}

// page is how many rows a page is: one less than there is room for, so that one
// is seen on both.
func (l *keyList) page() int {
	row := l.CreateItem().MinSize().Height + l.Theme().Size("padding")
	return max(1, int(l.Size().Height/row)-1)
}

func (l *keyList) TypedKey(key *fyne.KeyEvent) {
	if l.onKey != nil && l.onKey(key) || l.Length() == 0 {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.pick()
	default:
		l.moveBy(key.Name)
	}
}

// moveBy moves the cursor as the key says, and reports whether it is such a key.
func (l *keyList) moveBy(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyUp:
		l.move(l.cursor - 1)
	case fyne.KeyDown:
		l.move(l.cursor + 1)
	case fyne.KeyPageUp:
		l.move(l.cursor - l.page())
	case fyne.KeyPageDown:
		l.move(l.cursor + l.page())
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(l.Length() - 1)
	default:
		return false
	}
	return true
}

// AcceptsTab is part of Fyne's interface for Tab.
func (l *keyList) AcceptsTab() bool { return l.takeTab }

// FocusGained shows the cursor. Fyne's own highlight is left out: it stands
// where the pointer was last.
func (l *keyList) FocusGained() {
	l.focused = true
	l.setCursor(l.cursor)
	l.Refresh()
}

// FocusLost hides the cursor.
func (l *keyList) FocusLost() {
	l.focused = false
	l.Refresh()
}
