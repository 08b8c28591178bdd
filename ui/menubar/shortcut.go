package menubar

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/words"
)

// ShortcutText returns how people write a shortcut: Ctrl+E, or ⌘E on macOS.
func ShortcutText(s fyne.KeyboardShortcut) string {
	names := []struct {
		modifier fyne.KeyModifier
		mac, pc  string
	}{
		{fyne.KeyModifierControl, "⌃", "Ctrl+"}, {fyne.KeyModifierAlt, "⌥", "Alt+"},
		{fyne.KeyModifierShift, "⇧", "Shift+"}, {fyne.KeyModifierSuper, "⌘", "Super+"},
	}
	var text strings.Builder
	for _, n := range names {
		if s.Mod()&n.modifier == 0 {
			continue
		}
		if runtime.GOOS == "darwin" {
			text.WriteString(n.mac)
		} else {
			text.WriteString(n.pc)
		}
	}
	if s.Key() == fyne.KeyReturn && runtime.GOOS != "darwin" {
		return text.String() + words.Say("keys.enter-name") // as on the key, and in the list of keys
	}
	return text.String() + string(s.Key())
}
