package ui

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// Options are what a [Window] is made with. The zero value is good but for Version.
type Options struct {
	Version       string
	Now           func() time.Time // the clock in the user's zone; nil means time.Now
	Background    Background       // the zero value means NewBackground
	BackupStorage BackupStorage    // the zero value means NewBackupStorage
}

// Window is the main window on one data folder: the toolbar with the backup
// controls, the board and the status bar.
type Window struct {
	*session
	o       Options
	system  *system
	news    *news
	history *history
	loads   *loads

	backups *BackupsController
	board   *Board
	status  *StatusBar
	state   BoardState

	content   *fyne.Container
	damaged   *Banner // shown while the store is known to be damaged
	displaced *Banner // shown while the store's file is not in its place

	people *PeopleIndex // of the last load, like the desks
	desks  *DeskIndex
	view   *PeopleView // while it is open

	leaveSheet func() // hides the sheet of the people
	addedID    string // who was just added to be booked for, until they are among the people

	bar        *toolbar // above the board
	showBlocks func()   // while a desk is being blocked: shows the blocks that it has now
	lookBanner *Banner  // while a backup is looked at
	toastPlace *fyne.Container
}

// Remembered over restarts, in the app's preferences.
const (
	prefWidth, prefHeight = "window.width", "window.height"
	prefOffice, prefFloor = "board.office", "board.floor"
	prefPerson, prefGuest = "board.person", "board.guest"
	prefScope, prefSort   = "list.scope", "list.sort"
)

// NewWindow makes the window and begins to open the data folder, beside it: the
// window can be shown at once.
func NewWindow(app fyne.App, folder string, o Options) *Window {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Background.Go == nil {
		o.Background = NewBackground()
	}
	if o.BackupStorage.List == nil {
		o.BackupStorage = NewBackupStorage()
	}
	w := &Window{o: o, session: newSession(app, folder, o.Background, o.Now)}
	w.news = &news{toasts: NewToasts(o.Background.After)}
	w.news.toasts.onLeft = w.keysBack
	w.system = &system{session: w.session, news: w.news, inFront: true, openInFiles: openInFiles}
	w.history = &history{session: w.session, news: w.news, allowPast: w.allowPast}
	w.backups = NewBackupsController(host{w}, o.BackupStorage, shortcutText(exportShortcut))
	w.loads = &loads{session: w.session, apply: w.apply}
	words.SetClock(o.Now)
	app.Settings().SetTheme(NewTheme())
	w.win.SetIcon(Icon())
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.win.SetContent(container.NewStack())
	prefs := app.Preferences()
	w.win.Resize(fyne.NewSize(
		float32(max(640, prefs.FloatWithFallback(prefWidth, 1280))), float32(max(480, prefs.FloatWithFallback(prefHeight, 800)))))
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnDropped(w.dropFiles)
	w.state.OfficeID, w.state.FloorID = prefs.String(prefOffice), prefs.String(prefFloor)
	w.state.For = BookingFor{UserID: prefs.String(prefPerson), Guest: prefs.String(prefGuest)}
	w.state.Scope = WhoScope(min(max(0, prefs.Int(prefScope)), int(AllOffices)))
	w.state.Sort = WhoSort(min(max(0, prefs.Int(prefSort)), int(WhoByOffice)))
	w.state.Day = w.today()
	app.Lifecycle().SetOnEnteredForeground(func() { w.system.inFront = true })
	app.Lifecycle().SetOnExitedForeground(func() {
		w.system.inFront = false
		if w.board != nil {
			w.board.PointerLeft()
		}
	})
	w.win.SetMainMenu(w.menu())
	app.Lifecycle().SetOnStopped(w.remember) // the end of a session does not ask
	w.open(folder)
	w.tick()
	return w
}

// Show shows the window.
func (w *Window) Show() { w.win.Show() }

// open opens the data folder beside the window and then shows what it holds, or
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
	w.win.SetContent(newOpening())
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
	w.backups.exports.begin(store)
	w.show()
	w.backups.keeping.start()
	for _, f := range store.Found() {
		title, text := words.Found(f)
		w.news.toasts.Add(Toast{Kind: Warning, Title: title, Text: text, Stay: -1})
	}
	if err := store.Swept(); err != nil {
		w.news.toasts.Add(Toast{Kind: Warning, Title: words.Say("swept.title"), Text: words.Plain(err.Error())})
	}
	w.warnOfFolder()
}

// show shows the store: the present one, or that of a backup.
func (w *Window) show() {
	store := w.store
	w.people, w.desks, w.backups.list = nil, nil, nil
	w.board = NewBoard(BoardOptions{Today: w.today, Welcome: []Action{
		{Label: words.Say("welcome.people"), Run: w.showPeople, Primary: true},
		{Label: words.Say("welcome.import"), Run: w.importPeople},
		{Label: words.Say("welcome.sample"), Run: w.addSample},
	}})
	w.connectBoard()
	w.status = NewStatusBar()
	w.status.SetFolder(store.Folder())
	w.win.SetContent(w.arrange())
	w.win.SetMainMenu(w.menu())
	w.loads.begin(w.state.Day, w.state.Sort)
	w.backups.keeping.showSigns()
}

// arrange lays the parts of the window out.
func (w *Window) arrange() fyne.CanvasObject {
	w.history.undoButton = NewButton(QuietButton, words.Say("toolbar.undo"), func() { w.history.undo(); w.keysBack() })
	w.history.redoButton = NewButton(QuietButton, words.Say("toolbar.redo"), func() { w.history.redo(); w.keysBack() })
	w.history.undoButton.Disable()
	w.history.redoButton.Disable()
	enable(w.backups.exports.controls.button, w.looking == nil)
	find := NewFindButton(shortcutText(findShortcut), w.find)
	w.bar = newToolbar(container.New(toolbarLayout{}, w.backups.exports.controls, w.history.undoButton, w.history.redoButton, find))
	top := container.NewVBox()
	w.displaced = NewBanner(Error, words.Say("banner.displaced", words.Args{"Path": w.store.Folder()}),
		Action{Label: words.Say("banner.open-again"), Run: w.openAgain})
	w.displaced.Hide()
	w.damaged = NewBanner(Error, words.Say("banner.damaged", words.Args{"Path": words.Plain(filepath.Join(w.store.Folder(), storage.StoreFile))}),
		Action{Label: words.Say("anew.do"), Run: w.askAnew})
	w.damaged.Hide()
	switch {
	case w.looking != nil:
		w.lookBanner = w.newLookBanner()
		top.Add(w.lookBanner)
		top.Add(w.bar)
		w.status.SetFolder(w.looking.file.Path)
	case w.store.ReadOnly() != nil:
		top.Add(w.bar)
		top.Add(NewBanner(Warning, words.Say("banner.read-only", words.Args{"Path": w.store.Folder()}),
			Action{Label: words.Say("banner.export-to"), Run: w.backups.exports.exportTo}))
	default:
		top.Add(w.bar)
	}
	top.Add(w.displaced)
	top.Add(w.damaged)
	// Objects come in the order in which Tab visits them.
	w.content = container.New(windowLayout{}, top, w.board, w.status)
	w.toastPlace = container.New(toastPlace{w.backups.freeOfToasts}, w.news.toasts)
	return container.NewStack(w.content, w.toastPlace)
}

// keysBack gives the keys to the plan where a click on something else took them:
// one goes on booking there, with Enter and the arrows.
func (w *Window) keysBack() {
	c := w.win.Canvas()
	if w.board == nil || c.Overlays().Top() != nil {
		return
	}
	if c.Focused() == nil {
		w.board.FocusPlan()
	}
}

// tick keeps "5 minutes ago" and "today" true while nothing happens.
func (w *Window) tick() {
	today := w.today()
	w.background.After(20*time.Second, func() {
		if w.ended {
			return
		}
		if w.backups.exports.controls != nil {
			w.backups.exports.controls.Tick()
			w.backups.keeping.sayChanges()
		}
		if w.today() != today && w.board != nil {
			w.board.Refresh()
			if w.loads.wantedDay() == today {
				w.loads.goTo(w.today()) // whoever looked at today goes on doing so
			}
		}
		w.tick()
	})
}

// close ends the program. An export that is under way is waited for, as the user
// asked for it; to close once more stops it, which leaves nothing behind.
func (w *Window) close() {
	if !w.ended {
		w.backups.exports.quitAfter(w.quit)
	}
}

// remember keeps the window's size for the next start.
func (w *Window) remember() {
	size := w.win.Canvas().Size()
	w.app.Preferences().SetFloat(prefWidth, float64(size.Width))
	w.app.Preferences().SetFloat(prefHeight, float64(size.Height))
}

// lastBackupTakes is how long the automatic backup on quit may take: a machine
// that is being shut down does not wait for ever.
const lastBackupTakes = 60 * time.Second

// quit ends the program when the last automatic backup is made and the store is
// closed, which writes its log back and may take a moment: the window is gone by
// then.
func (w *Window) quit() {
	w.ended = true
	w.remember()
	if w.stopWatch != nil {
		w.stopWatch()
	}
	w.backups.stopChecking()
	w.win.Hide()
	stores, end := []*storage.Store{w.store}, w.backups.keeping.end()
	if w.looking != nil {
		stores = append(stores, w.looking.present)
	}
	w.background.Go(func() {
		ctx, stop := context.WithTimeout(context.Background(), lastBackupTakes)
		end(ctx)
		stop()
		for _, store := range stores {
			if store != nil {
				w.closeStore(store)
			}
		}
		w.background.Do(func() {
			w.win.Close()
			w.app.Quit()
		})
	})
}

// openFolder shows the data folder in the system's file manager.
func (w *Window) openFolder() { w.system.showInFiles(w.folder) }
