package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// KeyHook sees a key before the widget that has the focus; true if it took it.
type KeyHook = func(*fyne.KeyEvent) bool

var _ fyne.Focusable = (*SheetEntry)(nil)

// SheetEntry is an entry of one line that lets a sheet see its keys: Fyne gives
// them to nobody else.
type SheetEntry struct {
	widget.Entry
	OnKey   KeyHook
	OnFocus func(fyne.CanvasObject)
	Selects bool // all of it when it gets the focus
	keyed   bool // whether a key was pressed here since it has the focus
}

// NewSheetEntry returns a field of a sheet.
func NewSheetEntry(hint string, onChanged func(string)) *SheetEntry {
	e := &SheetEntry{}
	e.ExtendBaseWidget(e)
	e.SetPlaceHolder(hint)
	e.OnChanged = onChanged
	return e
}

func (e *SheetEntry) TypedKey(key *fyne.KeyEvent) {
	e.keyed = true
	if e.OnKey != nil && e.OnKey(key) {
		return
	}
	e.Entry.TypedKey(key)
}

// TypedRune is part of Fyne's focus interface. The space of the key that opened the
// sheet is left out: it comes without its key, and in a passphrase nobody sees it.
func (e *SheetEntry) TypedRune(r rune) {
	if r == ' ' && !e.keyed {
		return
	}
	e.keyed = true
	e.Entry.TypedRune(r)
}

func (e *SheetEntry) FocusGained() {
	e.keyed = false
	e.Entry.FocusGained()
	if e.Selects {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if e.OnFocus != nil {
		e.OnFocus(e)
	}
}

var _ fyne.Focusable = (*keySelect)(nil)

// keySelect is a drop-down that lets a sheet see its keys.
type keySelect struct {
	widget.Select
	OnKey   KeyHook
	OnFocus func()
}

func newKeySelect(onChanged func()) *keySelect {
	s := &keySelect{}
	s.OnChanged = func(string) { onChanged() }
	s.ExtendBaseWidget(s)
	return s
}

func (s *keySelect) TypedKey(key *fyne.KeyEvent) {
	if s.OnKey != nil && s.OnKey(key) || WindowKey(s, key) {
		return
	}
	s.Select.TypedKey(key)
}

func (s *keySelect) FocusGained() {
	s.Select.FocusGained()
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

// IsEnter reports whether a key is one of the two that are called Enter.
func IsEnter(key *fyne.KeyEvent) bool {
	return key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
}
