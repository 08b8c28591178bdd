package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// All shortcuts of the program. The main modifier is Ctrl, and Cmd on macOS.
var (
	exportShortcut   = &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault}
	exportToShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	sampleShortcut   = &desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	quitShortcut     = &desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierShortcutDefault}
	folderShortcut   = &desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault}
	keysShortcut     = &desktop.CustomShortcut{KeyName: fyne.KeySlash, Modifier: fyne.KeyModifierShortcutDefault}
	aboutShortcut    = &desktop.CustomShortcut{KeyName: fyne.KeyI, Modifier: fyne.KeyModifierShortcutDefault}
	filterShortcut   = &desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault}
	copyListShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	previousShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}
	nextShortcut     = &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt}
	todayShortcut    = &desktop.CustomShortcut{KeyName: fyne.KeyT, Modifier: fyne.KeyModifierShortcutDefault}
)

// shortcutText returns how people write a shortcut: Ctrl+E, or ⌘E on macOS.
func shortcutText(s *desktop.CustomShortcut) string {
	names := []struct {
		modifier fyne.KeyModifier
		mac, pc  string
	}{
		{fyne.KeyModifierControl, "⌃", "Ctrl+"}, {fyne.KeyModifierAlt, "⌥", "Alt+"},
		{fyne.KeyModifierShift, "⇧", "Shift+"}, {fyne.KeyModifierSuper, "⌘", "Super+"},
	}
	var text strings.Builder
	for _, n := range names {
		if s.Modifier&n.modifier == 0 {
			continue
		}
		if runtime.GOOS == "darwin" {
			text.WriteString(n.mac)
		} else {
			text.WriteString(n.pc)
		}
	}
	return text.String() + string(s.KeyName)
}
