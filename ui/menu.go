package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"seatkeeper/ui/drafts"
	"seatkeeper/ui/names"
	"seatkeeper/ui/plan"
	"seatkeeper/ui/words"
)

// menu is the menu bar. Shortcuts stand in its items, because a text field that
// has the focus swallows all others.
func (w *Window) menu() *fyne.MainMenu {
	line := fyne.NewMenuItemSeparator
	quit := w.always("menu.quit", quitShortcut, w.close)
	quit.IsQuit = true
	w.history.undoItem, w.history.redoItem = w.editing("menu.undo", undoShortcut, w.history.undo), w.editing("menu.redo", redoShortcut, w.history.redo)
	w.history.pastItem = w.editing("menu.allow-past", pastShortcut, w.desks.togglePast)
	w.history.pastItem.Checked = w.shown.state.AllowPast
	w.shown.surnamesItem = w.item("menu.surnames", surnamesShortcut, w.toggleSurnames)
	w.shown.surnamesItem.Checked = w.loads.order == names.BySurname
	return fyne.NewMainMenu(
		fyne.NewMenu(words.Say("menu.file"),
			w.exporting("menu.export", exportShortcut, w.backups.Exports.Export),
			w.exporting("menu.export-to", exportToShortcut, w.backups.Exports.ExportTo),
			w.exporting("menu.export-locked", exportLockedShortcut, w.backups.Exports.ExportLocked),
			w.editing("menu.restore", restoreShortcut, w.backups.Restores.Choose),
			w.item("menu.backups", backupsShortcut, func() { w.drafts.LeaveFor(w.backups.Show) }),
			w.editing("menu.backup-settings", backupSettingsShortcut, w.backups.ShowSettings),
			w.presentItem(),
			line(),
			w.editing("menu.offices", officesShortcut, func() { w.drafts.LeaveFor(w.offices.ShowOffices) }),
			w.editing("menu.import-offices", importOfficesShortcut, w.exchange.importOffices),
			w.item("menu.export-offices", exportOfficesShortcut, w.exchange.exportOffices),
			w.item("menu.export-picture", exportPictureShortcut, w.exchange.exportPicture),
			line(), w.editing("menu.sample", sampleShortcut, w.offices.AddSample),
			w.editing("menu.sample-remove", sampleAwayShortcut, w.offices.AskRemoveSample), line(), quit),
		w.onBoard(fyne.NewMenu(words.Say("menu.edit"),
			w.history.undoItem, w.history.redoItem,
			line(),
			w.editing("menu.book", bookShortcut, w.desks.actOnSelected),
			w.editing("menu.several-days", daysShortcut, w.desks.severalDays),
			w.editing("menu.block", blockShortcut, w.desks.blockDesk),
			w.history.pastItem,
			line(),
			w.item("menu.copy-list", copyListShortcut, w.shown.copyList),
			w.item("menu.copy-csv", copyCSVShortcut, w.shown.copyCSV),
			line(), w.always("menu.settings", settingsShortcut, w.settings.Show))),
		w.onBoard(fyne.NewMenu(words.Say("menu.view"),
			w.item("menu.find", findShortcut, w.desks.find),
			w.item("menu.filter", filterShortcut, w.shown.filter),
			w.shown.surnamesItem,
			line(),
			w.item("menu.previous-day", previousShortcut, func() { w.shown.goBy(-1) }),
			w.item("menu.next-day", nextShortcut, func() { w.shown.goBy(1) }),
			w.item("menu.today", todayShortcut, w.shown.goToday),
			w.item("menu.day", dayShortcut, w.shown.chooseDay),
			line(),
			w.item("menu.zoom-in", zoomInShortcut, func() { w.shown.zoom((*plan.Lens).ZoomIn) }),
			w.item("menu.zoom-out", zoomOutShortcut, func() { w.shown.zoom((*plan.Lens).ZoomOut) }),
			w.item("menu.zoom-fit", zoomFitShortcut, func() { w.shown.zoom((*plan.Lens).ZoomFit) }),
			line(),
			w.editing("menu.edit-floor", editFloorShortcut, w.drafts.Show))),
		w.onBoard(fyne.NewMenu(words.Say("menu.people-menu"),
			w.item("menu.people", peopleShortcut, w.people.show),
			w.editing("menu.person", personShortcut, w.shown.choosePerson),
			line(),
			w.editing("menu.import-people", importPeopleShortcut, w.exchange.importPeople),
			w.item("menu.export-people", exportPeopleShortcut, w.exchange.exportPeople))),
		fyne.NewMenu(words.Say("menu.help"),
			w.always("menu.shortcuts", keysShortcut, w.showShortcuts),
			w.always("menu.data-folder", folderShortcut, w.openFolder),
			line(), w.always("menu.new-version", nil, w.help.ShowPage), w.always("menu.about", nil, w.help.ShowAbout)))
}

// toggleSurnames lists people by surnames, or by first names again.
func (w *Window) toggleSurnames() { w.settings.OrderNames(!w.shown.surnamesItem.Checked) }

// always is an item for what needs no store.
func (s *session) always(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(words.Say(key), action)
	i.Shortcut = shortcut
	return i
}

// item is an item for what needs the store to be open.
func (s *session) item(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := s.always(key, shortcut, action)
	i.Disabled = s.store == nil
	return i
}

// editing is an item for what changes the store.
func (s *session) editing(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := s.item(key, shortcut, action)
	i.Disabled = i.Disabled || s.readOnly() != nil
	return i
}

// exporting is an item for what makes a backup of the store: also of one that can
// only be read, but not of a backup that is looked at.
func (s *session) exporting(key string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	i := s.item(key, shortcut, action)
	i.Disabled = i.Disabled || s.looking != nil
	return i
}

// presentItem is the item that leaves a backup that is looked at.
func (w *Window) presentItem() *fyne.MenuItem {
	i := w.item("menu.back-to-present", presentShortcut, w.backToPresent)
	i.Disabled = w.looking == nil
	return i
}

// onBoard lets what is about the board go to it first, if the backups or the editor have
// its place: nobody books on a plan that is not seen. What the editor does too is its.
func (w *Window) onBoard(m *fyne.Menu) *fyne.Menu {
	for _, i := range m.Items {
		if action, drawn := i.Action, drawnBy[i.Shortcut]; action != nil {
			i.Action = func() {
				if e := w.drafts.Editor(); e != nil && drawn != nil {
					typed := typedBy[i.Shortcut]
					if w.isReady() && (typed == nil || !w.history.passToEntry(typed)) {
						drawn(e)
					}
					return
				}
				w.backups.Leave()
				w.drafts.LeaveFor(action)
			}
		}
	}
	return m
}

// typedBy are those that a text field takes before the editor, as Fyne's fields know them. A field hands
// all others to the window, from where they came: it must not be given them again.
var typedBy = map[fyne.Shortcut]fyne.Shortcut{undoShortcut: &fyne.ShortcutUndo{}, redoShortcut: &fyne.ShortcutRedo{}}

// drawnBy is what the editor does with shortcuts that mean something else on the board.
var drawnBy = map[fyne.Shortcut]func(*drafts.Editor){
	undoShortcut: (*drafts.Editor).Undo, redoShortcut: (*drafts.Editor).Redo, daysShortcut: (*drafts.Editor).Duplicate,
	bookShortcut:    (*drafts.Editor).Apply,
	zoomInShortcut:  func(e *drafts.Editor) { e.Zoom(1.25) },
	zoomOutShortcut: func(e *drafts.Editor) { e.Zoom(0.8) },
	zoomFitShortcut: func(e *drafts.Editor) { e.Zoom(0) },
}

// SetTray puts a small menu into the system's tray, if there is one. Nothing
// is only there.
func (w *Window) SetTray(tray desktop.App) {
	tray.SetSystemTrayMenu(fyne.NewMenu(words.Say("app.name"),
		fyne.NewMenuItem(words.Say("menu.show"), func() { w.win.Show(); w.win.RequestFocus() }),
		fyne.NewMenuItem(words.Say("menu.export"), w.backups.Exports.Export),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(words.Say("menu.quit"), w.close)))
	tray.SetSystemTrayIcon(Icon())
}
