package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

// menu is the menu bar. Shortcuts stand in its items, because a text field that
// has the focus swallows all others.
func (w *Window) menu() *fyne.MainMenu {
	line := fyne.NewMenuItemSeparator
	quit := w.always("menu.quit", quitShortcut, w.close)
	quit.IsQuit = true
	w.history.undoItem, w.history.redoItem = w.editing("menu.undo", undoShortcut, w.history.undo), w.editing("menu.redo", redoShortcut, w.history.redo)
	w.history.pastItem = w.editing("menu.allow-past", pastShortcut, w.togglePast)
	w.history.pastItem.Checked = w.state.AllowPast
	return fyne.NewMainMenu(
		fyne.NewMenu(words.Say("menu.file"),
			w.exporting("menu.export", exportShortcut, w.backups.exports.export),
			w.exporting("menu.export-to", exportToShortcut, w.backups.exports.exportTo),
			w.exporting("menu.export-locked", exportLockedShortcut, w.backups.exports.exportLocked),
			w.editing("menu.restore", restoreShortcut, w.backups.restores.choose),
			w.item("menu.backups", backupsShortcut, w.backups.show),
			w.editing("menu.backup-settings", backupSettingsShortcut, w.backups.showSettings),
			w.presentItem(),
			line(),
			w.editing("menu.import-offices", importOfficesShortcut, w.importOffices),
			w.item("menu.export-offices", exportOfficesShortcut, w.exportOffices),
			line(), w.editing("menu.sample", sampleShortcut, w.addSample), line(), quit),
		w.onBoard(fyne.NewMenu(words.Say("menu.edit"),
			w.history.undoItem, w.history.redoItem,
			line(),
			w.editing("menu.book", bookShortcut, w.actOnSelected),
			w.editing("menu.several-days", daysShortcut, w.severalDays),
			w.editing("menu.block", blockShortcut, w.blockDesk),
			w.history.pastItem,
			line(),
			w.item("menu.copy-list", copyListShortcut, w.copyList),
			w.item("menu.copy-csv", copyCSVShortcut, w.copyCSV))),
		w.onBoard(fyne.NewMenu(words.Say("menu.view"),
			w.item("menu.find", findShortcut, w.find),
			w.item("menu.filter", filterShortcut, w.filter),
			line(),
			w.item("menu.previous-day", previousShortcut, func() { w.goBy(-1) }),
			w.item("menu.next-day", nextShortcut, func() { w.goBy(1) }),
			w.item("menu.today", todayShortcut, w.goToday),
			w.item("menu.day", dayShortcut, w.chooseDay),
			line(),
			w.item("menu.zoom-in", zoomInShortcut, func() { w.zoom((*FloorPlan).ZoomIn) }),
			w.item("menu.zoom-out", zoomOutShortcut, func() { w.zoom((*FloorPlan).ZoomOut) }),
			w.item("menu.zoom-fit", zoomFitShortcut, func() { w.zoom((*FloorPlan).ZoomFit) }))),
		w.onBoard(fyne.NewMenu(words.Say("menu.people-menu"),
			w.item("menu.people", peopleShortcut, w.showPeople),
			w.editing("menu.person", personShortcut, w.choosePerson),
			line(),
			w.editing("menu.import-people", importPeopleShortcut, w.importPeople),
			w.item("menu.export-people", exportPeopleShortcut, w.exportPeople))),
		fyne.NewMenu(words.Say("menu.help"),
			w.always("menu.shortcuts", keysShortcut, w.showShortcuts),
			w.always("menu.data-folder", folderShortcut, w.openFolder),
			line(), w.always("menu.about", aboutShortcut, w.showAbout)))
}

// always is an item for what needs no store.
func (w *Window) always(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(words.Say(key), action)
	i.Shortcut = shortcut
	return i
}

// item is an item for what needs the store to be open.
func (w *Window) item(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := w.always(key, shortcut, action)
	i.Disabled = w.store == nil
	return i
}

// editing is an item for what changes the store.
func (w *Window) editing(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := w.item(key, shortcut, action)
	i.Disabled = i.Disabled || w.readOnly() != nil
	return i
}

// exporting is an item for what makes a backup of the store: also of one that can
// only be read, but not of a backup that is looked at.
func (w *Window) exporting(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := w.item(key, shortcut, action)
	i.Disabled = i.Disabled || w.looking != nil
	return i
}

// presentItem is the item that leaves a backup that is looked at.
func (w *Window) presentItem() *fyne.MenuItem {
	i := w.item("menu.back-to-present", presentShortcut, w.backToPresent)
	i.Disabled = w.looking == nil
	return i
}

// onBoard lets what is about the board go to it first, where the backups have its
// place: nobody books on a plan that is not seen.
func (w *Window) onBoard(m *fyne.Menu) *fyne.Menu {
	for _, i := range m.Items {
		if action := i.Action; action != nil {
			i.Action = func() {
				w.backups.leave()
				action()
			}
		}
	}
	return m
}

// SetTray puts a small menu into the system's tray, where there is one. Nothing
// is only there.
func (w *Window) SetTray(tray desktop.App) {
	tray.SetSystemTrayMenu(fyne.NewMenu(words.Say("app.name"),
		fyne.NewMenuItem(words.Say("menu.show"), func() { w.win.Show(); w.win.RequestFocus() }),
		fyne.NewMenuItem(words.Say("menu.export"), w.backups.exports.export),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(words.Say("menu.quit"), w.close)))
	tray.SetSystemTrayIcon(Icon())
}

// newAbout says what the program is.
func newAbout(version, folder string) fyne.CanvasObject {
	logo := canvas.NewImageFromResource(Icon())
	logo.FillMode = canvas.ImageFillContain
	logo.SetMinSize(fyne.NewSquareSize(72))
	centred := func(text string, name fyne.ThemeColorName, size float32) *Line {
		l := NewLine(text)
		l.Color, l.TextSize, l.Alignment, l.CutMiddle, l.MinWidth = name, size, fyne.TextAlignCenter, true, 420
		return l
	}
	title := centred(words.Say("about.version", words.Args{"Version": version}), theme.ColorNameForeground, titleText)
	title.Style.Bold = true
	return container.NewVBox(logo, title,
		centred(words.Say("about.text"), ColorNameQuiet, bodyText),
		centred(words.Say("about.system", words.Args{"System": runtime.GOOS + "/" + runtime.GOARCH, "Go": runtime.Version()}), ColorNameQuiet, smallText),
		centred(words.Say("about.data", words.Args{"Path": words.Plain(folder)}), ColorNameQuiet, smallText),
		centred(words.Say("about.license"), ColorNameQuiet, smallText))
}

// shortcutList lists the shortcuts of the menu with what they do, and the keys
// that are in no menu, in two halves side by side so that all are seen at once.
func (w *Window) shortcutList() fyne.CanvasObject {
	var lines []fyne.CanvasObject
	add := func(keys, does string) {
		left, right := NewLine(keys), NewLine(does)
		left.Style.Bold, right.Color = true, ColorNameQuiet
		left.TextSize, right.TextSize = 13, 13
		lines = append(lines, left, right)
	}
	// The items of Undo and Redo name a step; here they stand for any.
	plain := map[*fyne.MenuItem]string{w.history.undoItem: words.Say("menu.undo"), w.history.redoItem: words.Say("menu.redo")}
	for _, m := range w.win.MainMenu().Items {
		for _, i := range m.Items {
			label := i.Label
			if plain[i] != "" {
				label = plain[i]
			}
			if s, ok := i.Shortcut.(fyne.KeyboardShortcut); ok {
				add(shortcutText(s), label)
			}
		}
	}
	for _, k := range []struct{ keys, does string }{
		{words.Say("keys.tab"), words.Say("keys.tab-does")}, {words.Say("keys.arrows"), words.Say("keys.arrows-do")},
		{words.Say("keys.enter"), words.Say("keys.enter-does")}, {words.Say("keys.menu"), words.Say("keys.menu-does")},
		{words.Say("keys.plus"), words.Say("keys.plus-does")}, {words.Say("keys.delete"), words.Say("keys.delete-does")},
		{words.Say("keys.pages"), words.Say("keys.pages-do")}, {words.Say("keys.escape"), words.Say("keys.escape-does")},
	} {
		add(k.keys, k.does)
	}
	half := (len(lines)/2 + 1) / 2 * 2
	return container.New(layout.NewCustomPaddedHBoxLayout(columnGap),
		container.New(twoColumns{}, lines[:half]...), container.New(twoColumns{}, lines[half:]...))
}

// twoColumns lays pairs of objects out in rows.
type twoColumns struct{}

const columnRow, columnGap float32 = 23, 20

func (twoColumns) widths(objects []fyne.CanvasObject) (left, right float32) {
	for i, o := range objects {
		if i%2 == 0 {
			left = max(left, o.MinSize().Width)
		} else {
			right = max(right, o.MinSize().Width)
		}
	}
	return left, right
}

func (t twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := t.widths(objects)
	return fyne.NewSize(left+columnGap+right, float32(len(objects)/2)*columnRow)
}

func (t twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, _ := t.widths(objects)
	for i, o := range objects {
		x, width := float32(0), left
		if i%2 == 1 {
			x, width = left+columnGap, size.Width-left-columnGap
		}
		o.Move(fyne.NewPos(x, float32(i/2)*columnRow))
		o.Resize(fyne.NewSize(width, columnRow))
	}
}
