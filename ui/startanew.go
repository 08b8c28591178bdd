package ui

import (
	"context"
	"errors"
	"io/fs"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Data that can't be opened, or not be read, are set aside: their file gets another
// name, an empty store takes its place, and the user restores a backup into that.

// canStartAnew reports whether it is the store's own file that is wrong, and not
// something that may pass.
func canStartAnew(kind failure.Kind) bool {
	return kind == failure.KindDamaged || kind == failure.KindTruncated || kind == failure.KindForeign
}

// askAnew asks before a store that is open is set aside.
func (w *Window) askAnew() {
	if !w.isReady() || w.looking != nil || w.store.ReadOnly() != nil || w.backups.Exports.IsRunning() {
		return
	}
	kit.Confirm(w.win, words.Say("anew.title"), words.Say("anew.text"), kit.Action{Label: words.Say("anew.do"), Run: func() { w.startAnew(w.folder) }})
}

// startAnew sets the store of the folder aside, opens an empty one in its place and
// shows the backups to restore from.
func (w *Window) startAnew(folder string) {
	store, end := w.store, func(context.Context) {}
	if store != nil {
		w.stopWatch()
		end = w.backups.LeaveStore()
		w.store = nil
	}
	aside := ""
	w.openWith(func(folder string) (*storage.Store, error) {
		if store != nil {
			// No last backup of what is damaged.
			ctx, stop := context.WithCancel(context.Background())
			stop()
			end(ctx)
			w.closeStore(store)
			store = nil
		}
		moved, err := storage.SetAside(folder, w.now())
		switch {
		case err == nil:
			aside = moved
		case aside == "" || !errors.Is(err, fs.ErrNotExist): // else only the opening failed before
			return nil, err
		}
		return w.openStore(folder)
	}, folder, func() {
		w.news.toasts.Add(kit.Toast{Tone: kit.Warning, Title: words.Say("anew.done"), Stay: -1, Text: words.Say("anew.done-text", words.Args{"Path": words.Plain(aside)})})
		w.backups.Show()
	})
}
