package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Focusable = (*searchEntry)(nil)

// searchEntry is an entry over a list: keys that the list wants go there first.
type searchEntry struct {
	widget.Entry
	onKey   func(*fyne.KeyEvent) bool // sees a key first; true if it took it
	takeTab bool                      // whether Tab comes to onKey instead of leaving the entry
}

func newSearchEntry(placeholder string, onKey func(*fyne.KeyEvent) bool) *searchEntry {
	e := &searchEntry{onKey: onKey}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

func (e *searchEntry) TypedKey(key *fyne.KeyEvent) {
	if !e.onKey(key) {
		e.Entry.TypedKey(key)
	}
}

// AcceptsTab is part of Fyne's interface for Tab.
func (e *searchEntry) AcceptsTab() bool { return e.takeTab }

// isAtEnd reports whether the cursor stands behind the text.
func (e *searchEntry) isAtEnd() bool {
	return e.CursorColumn >= len([]rune(e.Text)) && e.SelectedText() == ""
}
