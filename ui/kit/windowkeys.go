package kit

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// WindowKey hands the window a key that it wants whatever has the focus, as Fyne asks it
// only while nothing has: F10, which opens the menus. It reports whether it is such a key.
func WindowKey(from fyne.CanvasObject, key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyF10 {
		return false
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
	return true
}

// PastePlain is what pastes text in many programs, without its looks: we know no others.
var PastePlain = &desktop.CustomShortcut{KeyName: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}

// EntryShortcut keeps in an entry what edits its text, and leaves all other shortcuts to
// the window: Fyne's entry takes them and does nothing.
func EntryShortcut(outer fyne.CanvasObject, e *widget.Entry, s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	switch {
	case !ok || isWordMove(custom):
		e.TypedShortcut(s)
	case custom.ShortcutName() == PastePlain.ShortcutName():
		e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	default:
		WindowShortcut(outer, s)
	}
}

// WindowShortcut hands the window a shortcut that what has the focus has no use for.
func WindowShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// isWordMove reports whether a shortcut goes a word on or back in a text.
func isWordMove(s *desktop.CustomShortcut) bool {
	by := fyne.KeyModifierControl
	if runtime.GOOS == "darwin" {
		by = fyne.KeyModifierAlt
	}
	return (s.KeyName == fyne.KeyLeft || s.KeyName == fyne.KeyRight) && s.Modifier&^fyne.KeyModifierShift == by
}

func (e *KeyEntry) TypedShortcut(s fyne.Shortcut) { EntryShortcut(e, &e.Entry, s) }

func (e *SearchEntry) TypedShortcut(s fyne.Shortcut) { EntryShortcut(e, &e.Entry, s) }

func (e *SheetEntry) TypedShortcut(s fyne.Shortcut) { EntryShortcut(e, &e.Entry, s) }
