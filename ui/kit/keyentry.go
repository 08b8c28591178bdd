package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Focusable = (*KeyEntry)(nil)

// KeyEntry is an entry of which somebody else may take keys, such as Escape.
type KeyEntry struct {
	widget.Entry
	onKey func(fyne.KeyName) bool // sees a key first; true if it took it
}

// NewKeyEntry returns an entry whose keys are seen first; true takes the key.
func NewKeyEntry(onKey func(fyne.KeyName) bool) *KeyEntry {
	return Extend(&KeyEntry{onKey: onKey})
}

func (e *KeyEntry) TypedKey(key *fyne.KeyEvent) {
	if !e.onKey(key.Name) && !WindowKey(e, key) {
		e.Entry.TypedKey(key)
	}
}

// TypedRune is part of Fyne's focus interface. A space at the start is left out:
// it comes from the key that opened this, and would replace what is selected.
func (e *KeyEntry) TypedRune(r rune) {
	if r != ' ' || e.SelectedText() != e.Text {
		e.Entry.TypedRune(r)
	}
}
