package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// All shortcuts of the program. The main modifier is Ctrl, and Cmd on macOS.
var (
	exportShortcut   = ctrl(fyne.KeyE)
	exportToShortcut = ctrlShift(fyne.KeyE)
	sampleShortcut   = ctrlShift(fyne.KeyN)
	quitShortcut     = ctrl(fyne.KeyQ)
	folderShortcut   = ctrl(fyne.KeyO)
	keysShortcut     = ctrl(fyne.KeySlash)
	restoreShortcut  = ctrl(fyne.KeyR)
	findShortcut     = ctrl(fyne.KeyF)
	filterShortcut   = ctrlShift(fyne.KeyF)
	surnamesShortcut = ctrlShift(fyne.KeyG)
	settingsShortcut = ctrl(fyne.KeyComma)
	redoShortcut     = ctrlShift(fyne.KeyZ)
	copyCSVShortcut  = ctrlShift(fyne.KeyD)
	bookShortcut     = ctrl(fyne.KeyReturn)
	personShortcut   = ctrl(fyne.KeyB)
	daysShortcut     = ctrl(fyne.KeyD)
	blockShortcut    = ctrl(fyne.KeyK)
	pastShortcut     = ctrlShift(fyne.KeyY)
	peopleShortcut   = ctrl(fyne.KeyP)

	importPeopleShortcut  = ctrlShift(fyne.KeyI)
	exportPeopleShortcut  = ctrlShift(fyne.KeyP)
	importOfficesShortcut = ctrl(fyne.KeyL)
	officesShortcut       = &desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault}
	sampleAwayShortcut    = &desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	exportOfficesShortcut = ctrlShift(fyne.KeyL)
	exportPictureShortcut = ctrlShift(fyne.KeyM)

	backupsShortcut        = ctrlShift(fyne.KeyB)
	backupSettingsShortcut = ctrlShift(fyne.KeyS)
	exportLockedShortcut   = ctrlShift(fyne.KeyK)
	presentShortcut        = ctrlShift(fyne.KeyT)

	dayShortcut       = ctrl(fyne.KeyG)
	zoomInShortcut    = ctrl(fyne.KeyEqual)
	zoomOutShortcut   = ctrl(fyne.KeyMinus)
	zoomFitShortcut   = ctrl(fyne.Key0)
	editFloorShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyM, Modifier: fyne.KeyModifierShortcutDefault}
	copyListShortcut  = ctrlShift(fyne.KeyC)
	previousShortcut  = &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}
	nextShortcut      = &desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt}
	todayShortcut     = ctrl(fyne.KeyT)
)

// ctrl is a key with the main modifier, ctrlShift one with Shift as well.
func ctrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Fyne takes Ctrl+Z for a shortcut of its own, and no custom one of these keys is
// ever seen.
var undoShortcut fyne.KeyboardShortcut = &fyne.ShortcutUndo{}
