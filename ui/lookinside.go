package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// looking is what the window keeps of the present while it shows what a backup
// holds. The store of the present stays open, and its automatic backups go on.
type looking struct {
	file    storage.BackupFile
	present *storage.Store
	state   BoardState // as the board was
}

// lookInside opens a backup beside the window and shows it in place of the present.
func (w *Window) lookInside(f storage.BackupFile, passphrase string) {
	if !w.isReady() || w.looking != nil {
		return
	}
	working(w, "look.reading", f.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (*storage.Store, error) {
		return w.o.Backups.Open(ctx, s, f.Path, storage.ReadOptions{Passphrase: passphrase, Progress: progress})
	}, func(inside *storage.Store) { w.background.Go(func() { w.closeStore(inside) }) }, func(inside *storage.Store, err error) {
		switch {
		case w.asksPassphrase(f.Path, err, func(passphrase string) { w.lookInside(f, passphrase) }):
		case err != nil:
			w.refuseBackup(words.DoingLook, f.Path, err)
		default:
			w.lookAt(f, inside)
		}
	})
}

// lookAt shows the store of a backup.
func (w *Window) lookAt(f storage.BackupFile, inside *storage.Store) {
	w.leaveBackups()
	w.looking = &looking{file: f, present: w.store, state: w.state}
	w.news.hideChanged() // what it offers to undo is of the present
	w.swap(inside)
	w.win.SetTitle(words.Say("look.title", words.Args{"When": words.Moment(f.At, w.today()), "App": words.Say("app.name")}))
	w.win.Canvas().Focus(w.lookBanner.action)
}

// backToPresent shows the present again, and closes the backup beside the window.
func (w *Window) backToPresent() {
	if w.looking == nil || !w.isReady() {
		return
	}
	inside, was := w.store, w.looking
	w.looking = nil
	w.state = was.state
	w.news.hideChanged() // what was refused there can be done now
	w.swap(was.present)
	w.win.SetTitle(words.Say("app.name"))
	w.background.Go(func() { w.closeStore(inside) })
}

// swap shows another store in the place of the one that is shown, which stays open.
func (w *Window) swap(store *storage.Store) {
	w.stopWatch()
	w.stopChecking()
	w.win.Canvas().Unfocus()
	w.store = store
	w.show()
}

// newLookBanner says across the top that this is not the present.
func (w *Window) newLookBanner() *Banner {
	when := words.Exactly(w.looking.file.At)
	b := NewBanner(Warning, words.Say("look.banner", words.Args{"When": when}), Action{Label: words.Say("look.back"), Run: w.backToPresent})
	b.loud = true
	b.action.onKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyEscape {
			return false
		}
		w.backToPresent()
		return true
	}
	return b
}
