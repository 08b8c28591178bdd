package ui

import (
	"context"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// open opens the data folder in the background and then shows what it holds, or
// why it can't be opened.
func (w *Window) open(folder string) {
	w.openWith(w.openStore, folder, nil)
}

func (w *Window) openStore(folder string) (*storage.Store, error) {
	return storage.Open(context.Background(), folder, storage.Options{App: "Seatkeeper " + w.o.Version, Now: w.now})
}

// openWith opens the folder in the given way, and in the same way once more where
// the user asks for that after a failure. then, unless it is nil, is called when the
// store is shown.
func (w *Window) openWith(open func(folder string) (*storage.Store, error), folder string, then func()) {
	w.fill(newOpening(), nil)
	w.background.Go(func() {
		store, err := open(folder)
		w.background.Do(func() {
			switch {
			case err != nil:
				w.showOpenFailure(err, folder, func() { w.openWith(open, folder, then) })
			case w.ended:
				w.background.Go(func() { w.closeStore(store) })
			default:
				w.folder = folder
				w.use(store)
				if then != nil {
					then()
				}
			}
		})
	})
}

// use takes a store that has been opened, and shows it.
func (w *Window) use(store *storage.Store) {
	w.store = store
	w.backups.Exports.Begin(store)
	w.show()
	w.backups.Keeping.Start()
	for _, f := range store.Found() {
		title, text := words.Found(f)
		w.news.toasts.Add(kit.Toast{Tone: kit.Warning, Title: title, Text: text, Stay: -1})
	}
	if err := store.Swept(); err != nil {
		w.news.toasts.Add(kit.Toast{Tone: kit.Warning, Title: words.Say("swept.title"), Text: words.Plain(err.Error())})
	}
	w.warnOfFolder()
}

// openAgain leaves the store that is not in its place any more, and opens what is
// there now.
func (w *Window) openAgain() {
	if !w.isReady() || w.backups.Exports.IsRunning() {
		return
	}
	w.stopWatch()
	store, end := w.store, w.backups.LeaveStore()
	w.store = nil
	w.background.Go(func() {
		// What is open here is not in its place any more: no last backup of it goes
		// into the folder that is.
		ctx, stop := context.WithCancel(context.Background())
		stop()
		end(ctx)
		w.closeStore(store)
	})
	w.openWith(func(folder string) (*storage.Store, error) {
		// Where the folder is gone its drive may be: a new one would hide that.
		if !storage.Exists(filepath.Join(folder, storage.StoreFile)) {
			return nil, &failure.Error{Op: failure.OpOpenStore, Path: folder, Err: fs.ErrNotExist}
		}
		return w.openStore(folder)
	}, w.folder, nil)
}

// showOpenFailure says in place of the board why there is none.
func (w *Window) showOpenFailure(err error, folder string, again func()) {
	if w.ended {
		return
	}
	e := words.Explain(words.DoingOpen, err)
	// What another program or an unplugged drive has done may be over.
	mayPass := e.Kind == failure.KindLocked || e.Kind == failure.KindMissing
	actions := []kit.Action{
		{Label: words.Say("failure.copy"), Run: func() { w.app.Clipboard().SetContent(e.Title + "\n" + e.Text() + "\n" + e.Details) }},
		{Label: words.Say("failure.again"), Run: again, Primary: mayPass},
		{Label: words.Say("failure.other-data"), Run: func() { w.system.chooseFolder("choose.data", "choose.use", w.open) }, Primary: !mayPass},
	}
	if canStartAnew(e.Kind) {
		e.Next = words.Say("next.anew")
		actions[2].Primary = false
		actions = append(actions, kit.Action{Label: words.Say("anew.do"), Run: func() { w.startAnew(folder) }, Primary: true})
	}
	card := kit.NewFailureCard(e, true, actions, nil)
	w.fill(container.NewCenter(card), nil)
	w.win.Canvas().Focus(card.Primary())
}
