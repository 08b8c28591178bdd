package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Focusable = (*KeyList)(nil)
	_ fyne.Tabbable  = (*KeyList)(nil)
)

// KeyList is Fyne's list with a cursor of its own. Fyne's highlight follows the
// pointer as well, knows neither Home, End, Page Up and Page Down nor Enter, and
// can't be moved by the program.
type KeyList struct {
	widget.List
	OnMove  func(int)                 // a key has moved the cursor there
	OnPick  func(int)                 // a row was clicked, or Enter or Space pressed on it
	OnHover func(int)                 // the pointer is over a row
	OnKey   func(*fyne.KeyEvent) bool // sees a key first; true if it took it
	TakeTab bool                      // whether Tab comes to onKey instead of leaving the list

	Cursor  int
	focused bool
}

// NewKeyList returns a list of so many rows, made and filled as in Fyne's own.
func NewKeyList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *KeyList {
	l := &KeyList{List: widget.List{Length: length, CreateItem: create, UpdateItem: update}}
	l.OnSelected = func(i widget.ListItemID) {
		// The rows draw the selection themselves: the list would scroll to it each
		// time that the rows change.
		l.UnselectAll()
		l.Cursor = i
		l.pick()
	}
	l.OnHighlighted = func(i widget.ListItemID) {
		if l.OnHover != nil {
			l.OnHover(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// HasCursor reports whether row i is where the keys act.
func (l *KeyList) HasCursor(i int) bool { return l.focused && l.Cursor == i }

// SetCursor puts the cursor on a row without a callback and without scrolling.
func (l *KeyList) SetCursor(i int) { l.Cursor = max(0, min(i, l.Length()-1)) }

// show scrolls as little as is needed for row i to be seen whole.
func (l *KeyList) show(i int) {
	if i >= 0 && i < l.Length() {
		l.ScrollTo(i)
	}
}

// ShowAmid scrolls only where row i is not seen, or is among the lowest, where news
// would cover it; then it comes to the middle.
func (l *KeyList) ShowAmid(i int) {
	row := l.CreateItem().MinSize().Height + l.Theme().Size("padding")
	top, height := float32(i)*row-l.GetScrollOffset(), l.Size().Height
	if covered := min(100, height/2); top < 0 || top+row > height-covered {
		l.ScrollToOffset(min(float32(i)*row-height/2, float32(l.Length())*row-height))
	}
}

// move puts the cursor on a row as a key does.
func (l *KeyList) move(to int) {
	before := l.Cursor
	l.SetCursor(to)
	l.show(l.Cursor)
	if l.Cursor == before {
		return
	}
	l.Refresh()
	if l.OnMove != nil {
		l.OnMove(l.Cursor)
	}
}

func (l *KeyList) pick() {
	if l.Cursor >= 0 && l.Cursor < l.Length() && l.OnPick != nil {
		l.OnPick(l.Cursor)
	}
}

// Page is how many rows a page is: one less than there is room for, so that one
// is seen on both.
func (l *KeyList) Page() int {
	row := l.CreateItem().MinSize().Height + l.Theme().Size("padding")
	return max(1, int(l.Size().Height/row)-1)
}

func (l *KeyList) TypedKey(key *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(key) || WindowKey(l, key) || l.Length() == 0 {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.pick()
	default:
		l.MoveBy(key.Name)
	}
}

// MoveBy moves the cursor as the key says, and reports whether it is such a key.
func (l *KeyList) MoveBy(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyUp:
		l.move(l.Cursor - 1)
	case fyne.KeyDown:
		l.move(l.Cursor + 1)
	case fyne.KeyPageUp:
		l.move(l.Cursor - l.Page())
	case fyne.KeyPageDown:
		l.move(l.Cursor + l.Page())
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
func (l *KeyList) AcceptsTab() bool { return l.TakeTab }

// FocusGained shows the cursor. Fyne's own highlight is left out: it stands
// where the pointer was last.
func (l *KeyList) FocusGained() {
	l.focused = true
	l.SetCursor(l.Cursor)
	l.Refresh()
}

// FocusLost hides the cursor.
func (l *KeyList) FocusLost() {
	l.focused = false
	l.Refresh()
}

// ScrollBarRoom is what rows leave free at their right for the bar for scrolling.
const ScrollBarRoom float32 = 6
