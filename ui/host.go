package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/backups"
	"seatkeeper/ui/drafts"
	"seatkeeper/ui/help"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/offices"
	"seatkeeper/ui/settings"
	"seatkeeper/ui/words"
)

var (
	_ drafts.Host  = host{}
	_ offices.Host = host{}
	_ help.Host    = host{}

	_ settings.Host = host{}
)

// hostOfBackups is what the window is to the backups.
func hostOfBackups(w *Window) backups.Host {
	h := host{w}
	return backups.Host{
		Session: h, News: h, Files: h, Place: h, StatusBar: h,
		Win: w.win, Clipboard: w.app.Clipboard(),
	}
}

// host is what the window is to the rooms in it, each of which declares what of that it
// needs.
type host struct{ w *Window }

func (h host) Store() *storage.Store          { return h.w.store }
func (h host) IsOn(store *storage.Store) bool { return h.w.isOn(store) }
func (h host) IsLooking() bool                { return h.w.looking != nil }
func (h host) Folder() string                 { return h.w.folder }
func (h host) Signs() storage.Signs           { return h.w.backups.Keeping.Signs() }
func (h host) ReadOnly() error                { return h.w.readOnly() }
func (h host) Ended() bool                    { return h.w.ended }
func (h host) IsReady() bool                  { return h.w.isReady() }
func (h host) MayChange() bool                { return h.w.history.mayChange() }

func (h host) Background() kit.Background { return h.w.background }
func (h host) Now() time.Time             { return h.w.now() }
func (h host) Today() data.Date           { return h.w.today() }

func (h host) Say(t kit.Toast)                     { h.w.news.say(t) }
func (h host) SayUnread(e words.Explanation)       { h.w.sayUnread(e) }
func (h host) Refuse(doing words.Doing, err error) { h.w.news.refuse(doing, err, nil) }
func (h host) Toast(t kit.Toast) (hide func())     { return h.w.news.toasts.Add(t) }
func (h host) ToastLive(t kit.Toast) (say func(text string), hide func()) {
	return h.w.news.toasts.AddLive(t)
}
func (h host) Notify(title, text string) { h.w.system.notify(title, text) }
func (h host) FileToast(title, path string, unsure error, more ...string) kit.Toast {
	return h.w.system.fileToast(title, path, unsure, more...)
}
func (h host) ShowInFiles(folder string) { h.w.system.showInFiles(folder) }
func (h host) Clipboard() fyne.Clipboard { return h.w.app.Clipboard() }
func (h host) Homes() []string           { return h.w.system.homes() }

func (h host) ChooseFile(title string, extensions []string, start string, f func(path string)) {
	h.w.system.chooseFile(title, extensions, start, f)
}

func (h host) ChooseFolder(starts []string, title, confirm string, f func(folder string)) {
	h.w.system.chooseFolderFrom(starts, title, confirm, f)
}

func (h host) Win() fyne.Window                                 { return h.w.win }
func (h host) Present(list fyne.CanvasObject)                   { h.w.frame.present(list, true) }
func (h host) Look(f storage.BackupFile, inside *storage.Store) { h.w.lookAt(f, inside) }
func (h host) BackToPresent()                                   { h.w.backToPresent() }
func (h host) Reload()                                          { h.w.loads.reload() }

func (h host) ShowSign(text string, color fyne.ThemeColorName, tapped func()) {
	h.w.frame.status.SetSign(text, color, tapped)
}
func (h host) ShowChanges(n int)       { h.w.frame.status.SetChanges(n) }
func (h host) ShowWarning(text string) { h.w.frame.status.Warn(text) }

// Choice and KeepChoice are of this computer: no backup holds them.
func (h host) Choice(key string) string {
	return h.w.app.Preferences().String(key + "." + h.w.shown.storeID)
}
func (h host) KeepChoice(key, chosen string) {
	h.w.app.Preferences().SetString(key+"."+h.w.shown.storeID, chosen)
}

func (h host) Place() (officeID, floorID string)         { return h.w.shown.board.Place() }
func (h host) ShowDrafts(drafts map[data.DeskRef]string) { h.w.shown.board.SetDrafts(drafts) }

// PresentWhole puts the editor into the place of the board; the backups are left before.
func (h host) PresentWhole(o fyne.CanvasObject) {
	if h.w.backups.List == nil {
		h.w.frame.present(o, o == nil)
	}
	if o == nil {
		h.w.keysBack()
	}
}

func (h host) Change(make func(context.Context, *storage.Store) error, done func(error)) {
	h.w.history.change(make, nil, done)
}
func (h host) ToldIn(isShown func() bool, done func(error)) func(error) {
	return h.w.history.toldIn(isShown, done)
}
func (h host) SetHome(instead fyne.CanvasObject) { h.w.frame.setHome(instead) }
func (h host) GoTo(officeID, floorID string)     { h.w.shown.goToPlace(officeID, floorID) }
func (h host) ShowPeople()                       { h.w.people.show() }
func (h host) RestoreBackup()                    { h.w.backups.Restores.Choose() }

func (h host) Relist(bySurname bool) { h.w.shown.relist(bySurname) }
func (h host) OpenFolder()           { h.w.openFolder() }
func (h host) ShowBackupSettings() {
	if h.MayChange() {
		h.w.backups.ShowSettings()
	}
}

func (h host) ImportPlan() { h.w.exchange.importOffices() }

// EditFloor shows a floor and opens the editor on it.
func (h host) EditFloor(officeID, floorID string) {
	h.w.shown.goToPlace(officeID, floorID)
	h.w.drafts.Show()
}
