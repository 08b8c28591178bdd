package ui

import (
	"context"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2/container"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the menu and the buttons do. A shortcut works behind a dialog and before
// the store is open too, so each action looks first whether it can.

// mayExport reports whether a backup can be begun. Of a backup that is looked at
// none is made.
func (w *Window) mayExport() bool {
	return w.isReady() && (w.looking == nil || w.history.mayChange())
}

// export writes a backup into the data folder. Where that can't be written, the
// user is asked for another one.
func (w *Window) export() {
	if !w.mayExport() {
		return
	}
	if w.store.ReadOnly() != nil && !w.backup.IsRunning() {
		w.exportTo()
		return
	}
	w.backup.Export("")
}

// exportTo writes a backup into a folder that the user picks.
func (w *Window) exportTo() {
	if !w.mayExport() {
		return
	}
	if w.backup.IsRunning() {
		w.exportBusy()
		return
	}
	w.system.chooseFolder("choose.backup", "choose.export-here", w.backup.Export)
}

// exportLocked writes a backup that opens with a passphrase alone, into a folder
// that the user picks.
func (w *Window) exportLocked() {
	if !w.mayExport() {
		return
	}
	if w.backup.IsRunning() {
		w.exportBusy()
		return
	}
	choosePassphrase(w.win, func(passphrase string) {
		w.system.chooseFolderFrom(w.system.homes(), "choose.locked", "choose.export-here", func(folder string) {
			w.backup.ExportLocked(folder, passphrase)
		})
	})
}

// openAgain leaves the store that is not in its place any more, and opens what is
// there now.
func (w *Window) openAgain() {
	if !w.isReady() || w.backup.IsRunning() {
		return
	}
	w.stopWatch()
	store, end := w.store, w.endAutomatic()
	w.store, w.backup = nil, nil
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
			return nil, &storage.Error{Op: storage.OpOpenStore, Path: folder, Err: fs.ErrNotExist}
		}
		return w.openStore(folder)
	}, w.folder, nil)
}

// sayExport shows news about exports in the place of earlier ones, which are no
// longer so.
func (w *Window) sayExport(t Toast) {
	if w.hideExported != nil {
		w.hideExported()
	}
	w.hideExported = w.news.toasts.Add(t)
}

func (w *Window) exported(b storage.Backup) {
	if w.closing {
		w.quit()
		return
	}
	holds := words.Say("exported.holds", words.Args{
		"People": words.Count("people", b.Users), "Bookings": words.Count("bookings", int(b.Bookings)), "Size": words.Bytes(b.Bytes),
	})
	if b.FromDrive {
		holds = words.Say("exported.from-drive", words.Args{"Holds": holds})
	}
	text := b.Path + "\n" + holds
	if b.Left != "" {
		text += "\n" + words.Say("exported.left", words.Args{"Path": words.Plain(b.Left)})
	}
	title := words.Say("exported.title")
	if w.backup.locked {
		title = words.Say("exported.locked")
		text += "\n" + words.Say("exported.locked-more")
	}
	w.sayExport(Toast{
		Kind: Good, Title: title, Text: text,
		Actions: []Action{
			{Label: words.Say("exported.open-folder"), Run: func() { w.system.showInFiles(filepath.Dir(b.Path)) }},
			{Label: words.Say("exported.copy-path"), Run: func() { w.app.Clipboard().SetContent(b.Path) }},
		},
	})
	// Only words of ours go into a notification: on some systems its text passes
	// through a script.
	w.system.notify(words.Say("exported.title"), words.Say("exported.notice"))
	if w.readOnly() != nil {
		w.loads.reload()
	}
	w.listBackups()
}

func (w *Window) exportFailed(e words.Explanation) {
	if e.Kind == storage.KindCancelled {
		if w.closing {
			w.quit()
			return
		}
		w.sayExport(Toast{Kind: Warning, Title: e.Title, Text: e.Safe})
		return
	}
	// Whoever was closing the window must hear of this first.
	w.closing = false
	if w.hideExported != nil {
		w.hideExported()
	}
	w.system.notify(e.Title, words.Say("failure.notice"))
	if w.backup.locked {
		showFailure(w.win, w.app.Clipboard(), e, Action{Label: words.Say("failure.choose-folder"), Run: w.exportLocked, Primary: true})
		return
	}
	showFailure(w.win, w.app.Clipboard(), e,
		Action{Label: words.Say("failure.again"), Run: w.export},
		Action{Label: words.Say("failure.choose-folder"), Run: w.exportTo, Primary: true})
}

func (w *Window) exportBusy() {
	w.sayExport(Toast{Kind: Warning, Title: words.Say("export.busy"), Text: words.Say("export.busy-more")})
}

// sampleSize is what File > New sample data makes: a lively office with desks to
// spare.
func (w *Window) sampleSize() data.SampleSize {
	return data.SampleSize{People: 30, Days: 20, Until: w.today()}
}

// addSample fills an empty store with people and bookings to try things on.
func (w *Window) addSample() {
	if !w.history.mayChange() {
		return
	}
	size := w.sampleSize()
	w.history.change(func(ctx context.Context, s *storage.Store) error {
		_, err := s.AddSample(ctx, size, nil)
		return err
	}, nil, func(err error) {
		if err != nil {
			w.news.refuse(words.DoingSample, err, nil)
		}
	})
}

// copyList puts who is where into the clipboard, a line for each person.
func (w *Window) copyList() {
	if !w.isReady() {
		return
	}
	w.copyRows(CopyText)
}

// copyCSV puts who is where into the clipboard as CSV.
func (w *Window) copyCSV() {
	if w.isReady() {
		w.copyRows(CopyCSV)
	}
}

func (w *Window) copyRows(as func([]WhoRow) string) {
	rows := w.board.Rows()
	if len(rows) == 0 {
		w.news.say(Toast{Kind: Warning, Title: words.Say("copied.nobody")})
		return
	}
	w.app.Clipboard().SetContent(as(rows))
	w.news.say(Toast{Kind: Good, Title: words.Say("copied.title", words.Args{"People": words.Count("people", len(rows))})})
}

func (w *Window) zoom(how func(*FloorPlan)) {
	if w.isReady() {
		w.board.Zoom(how)
	}
}

// chooseDay opens the calendar.
func (w *Window) chooseDay() {
	if w.isReady() {
		w.board.AskDay()
	}
}

// goBy shows the day so many days on.
func (w *Window) goBy(days int) {
	if w.isReady() {
		w.loads.goTo(w.loads.wantedDay().AddDays(days))
	}
}

func (w *Window) goToday() {
	if w.isReady() {
		w.loads.goTo(w.today())
	}
}

func (w *Window) filter() {
	if w.isReady() {
		w.board.FocusFilter()
	}
}

// showOpenFailure says in place of the board why there is none.
func (w *Window) showOpenFailure(err error, folder string, again func()) {
	if w.ended {
		return
	}
	e := words.Explain(words.DoingOpen, err)
	// What another program or an unplugged drive has done may be over.
	mayPass := e.Kind == storage.KindLocked || e.Kind == storage.KindMissing
	actions := []Action{
		{Label: words.Say("failure.copy"), Run: func() { w.app.Clipboard().SetContent(e.Title + "\n" + e.Text() + "\n" + e.Details) }},
		{Label: words.Say("failure.again"), Run: again, Primary: mayPass},
		{Label: words.Say("failure.other-data"), Run: func() { w.system.chooseFolder("choose.data", "choose.use", w.open) }, Primary: !mayPass},
	}
	if canStartAnew(e.Kind) {
		e.Next = words.Say("next.anew")
		actions[2].Primary = false
		actions = append(actions, Action{Label: words.Say("anew.do"), Run: func() { w.startAnew(folder) }, Primary: true})
	}
	card := newFailureCard(e, true, actions, nil)
	w.win.SetContent(container.NewCenter(card))
	w.win.Canvas().Focus(card.primary())
}

// showAbout says what this is, and where the data are.
func (w *Window) showAbout() {
	if w.win.Canvas().Overlays().Top() == nil {
		showCard(w.win, words.Say("menu.about"), newAbout(w.o.Version, w.folder))
	}
}

// showShortcuts lists the keys.
func (w *Window) showShortcuts() {
	if w.win.Canvas().Overlays().Top() == nil {
		showCard(w.win, words.Say("menu.shortcuts"), w.shortcutList())
	}
}
