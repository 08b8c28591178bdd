package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Focusable = (*SearchEntry)(nil)

// SearchEntry is an entry over a list: keys that the list wants go there first.
type SearchEntry struct {
	widget.Entry
	onKey   func(*fyne.KeyEvent) bool // sees a key first; true if it took it
	TakeTab bool                      // whether Tab comes to onKey instead of leaving the entry
}

// NewSearchEntry returns an entry to search in, whose keys are seen first.
func NewSearchEntry(placeholder string, onKey func(*fyne.KeyEvent) bool) *SearchEntry {
	e := &SearchEntry{onKey: onKey}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

func (e *SearchEntry) TypedKey(key *fyne.KeyEvent) {
	if !e.onKey(key) && !WindowKey(e, key) {
		e.Entry.TypedKey(key)
	}
}

// AcceptsTab is part of Fyne's interface for Tab.
func (e *SearchEntry) AcceptsTab() bool { return e.TakeTab }

// IsAtEnd reports whether the cursor stands behind the text.
func (e *SearchEntry) IsAtEnd() bool {
	return e.CursorColumn >= len([]rune(e.Text)) && e.SelectedText() == ""
}
