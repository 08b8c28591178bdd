package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// keyHook sees a key before the widget that has the focus; true if it took it.
type keyHook = func(*fyne.KeyEvent) bool

var _ fyne.Focusable = (*sheetEntry)(nil)

// sheetEntry is an entry of one line that lets a sheet see its keys: Fyne gives
// them to nobody else.
type sheetEntry struct {
	widget.Entry
	onKey   keyHook
	onFocus func(fyne.CanvasObject)
	selects bool // all of it when it gets the focus
	keyed   bool // whether a key was pressed here since it has the focus
}

func newSheetEntry(hint string, onChanged func(string)) *sheetEntry {
	e := &sheetEntry{}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(hint)
	e.OnChanged = onChanged
	return e
}

func (e *sheetEntry) TypedKey(key *fyne.KeyEvent) {
	e.keyed = true
	if e.onKey != nil && e.onKey(key) {
		return
	}
	e.Entry.TypedKey(key)
}

// TypedRune is part of Fyne's focus interface. The space of the key that opened the
// sheet is left out: it comes without its key, and in a passphrase nobody sees it.
func (e *sheetEntry) TypedRune(r rune) {
	if r == ' ' && !e.keyed {
		return
	}
	e.keyed = true
	e.Entry.TypedRune(r)
}

func (e *sheetEntry) FocusGained() {
	e.keyed = false
	e.Entry.FocusGained()
	if e.selects {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if e.onFocus != nil {
		e.onFocus(e)
	}
}

var _ fyne.Focusable = (*keySelect)(nil)

// keySelect is a drop-down that lets a sheet see its keys.
type keySelect struct {
	widget.Select
	onKey   keyHook
	onFocus func()
}

func newKeySelect(onChanged func()) *keySelect {
	s := &keySelect{}
	s.OnChanged = func(string) { onChanged() }
	s.ExtendBaseWidget(s)
	return s
}

func (s *keySelect) TypedKey(key *fyne.KeyEvent) {
	if s.onKey != nil && s.onKey(key) {
		return
	}
	s.Select.TypedKey(key)
}

func (s *keySelect) FocusGained() {
	s.Select.FocusGained()
	if s.onFocus != nil {
		s.onFocus()
	}
}

func isEnter(key *fyne.KeyEvent) bool {
	return key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
}
