package ui

import (
	"seatkeeper/storage"
	"seatkeeper/ui/board"
	"seatkeeper/ui/words"
)

// looking is what the window keeps of the present while it shows what a backup
// holds. The store of the present stays open, and its automatic backups go on.
type looking struct {
	file    storage.BackupFile
	present *storage.Store
	state   board.State // as the board was
}

// lookAt shows the store of a backup.
func (w *Window) lookAt(f storage.BackupFile, inside *storage.Store) {
	w.backups.Leave()
	w.looking = &looking{file: f, present: w.store, state: w.shown.state}
	w.news.hideChanged() // what it offers to undo is of the present
	w.swap(inside)
	w.win.SetTitle(words.Say("look.title", words.Args{"When": words.Moment(f.At, w.today()), "App": words.Say("app.name")}))
	w.win.Canvas().Focus(w.frame.lookBanner.Action)
}

// backToPresent shows the present again, and closes the backup in the background.
func (w *Window) backToPresent() {
	if w.looking == nil || !w.isReady() {
		return
	}
	inside, was := w.store, w.looking
	w.looking = nil
	w.shown.state = was.state
	w.news.hideChanged() // what was refused there can be done now
	w.swap(was.present)
	w.shown.sayTitle()
	w.background.Go(func() { w.closeStore(inside) })
}

// swap shows another store in the place of the one that is shown, which stays open.
func (w *Window) swap(store *storage.Store) {
	w.stopWatch()
	w.backups.StopChecking()
	w.win.Canvas().Unfocus()
	w.store = store
	w.show()
}
