package ui

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// Options are what a [Window] is made with. The zero value is good but for Version.
type Options struct {
	Version    string
	Now        func() time.Time // the clock in the user's zone; nil means time.Now
	Background Background       // the zero value means NewBackground
	Backups    Backups          // the zero value means NewBackups
}

// Window is the main window on one data folder: the toolbar with the backup
// controls, the board and the status bar.
type Window struct {
	app fyne.App
	win fyne.Window
	o   Options

	store  *storage.Store // nil until it is open
	folder string
	ended  bool // the window is closed; what comes in late is dropped

	backup *BackupControls
	board  *Board
	status *StatusBar
	toasts *Toasts
	state  BoardState

	hideExported func() // the toast about exports: there is one at a time
	hideChanged  func() // and the one about changes
	hideUnread   func() // and the one about what could not be read
	content      *fyne.Container
	damaged      *Banner // shown while the store is known to be damaged
	displaced    *Banner // shown while the store's file is not in its place
	openInFiles  func(app fyne.App, folder string) error
	closing      bool // the window closes when the export is done

	changing               sync.Mutex // one change at a time, so that each knows its step
	undoItem, redoItem     *fyne.MenuItem
	undoButton, redoButton *Button
	pastItem               *fyne.MenuItem
	menuChanged            bool

	people *PeopleIndex // of the last load, like the desks
	desks  *DeskIndex
	view   *PeopleView // while it is open

	leaveSheet func() // hides the sheet of the people
	addedID    string // who was just added to be booked for, until they are among the people

	inFront   bool // whether the window has the user's eye
	stopWatch func()

	loads loads

	bar        *toolbar     // above the board
	backups    *BackupsView // in the place of the board, while it is shown
	stopCheck  func()       // ends a check of backups; may be nil
	showBlocks func()       // while a desk is being blocked: shows the blocks that it has now
	looking    *looking     // while a backup is looked at
	lookBanner *Banner      // then
	toastPlace *fyne.Container
	keeping    keeping // what is known of the automatic backups
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
	if o.Backups.List == nil {
		o.Backups = NewBackups()
	}
	w := &Window{app: app, folder: folder, win: app.NewWindow(words.Say("app.name")), inFront: true, openInFiles: openInFiles}
	o.Background.Go = w.rescued(o.Background)
	w.o = o
	words.SetClock(o.Now)
	app.Settings().SetTheme(NewTheme())
	w.win.SetIcon(Icon())
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.toasts = NewToasts(o.Background.After)
	w.toasts.onLeft = w.keysBack
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
	app.Lifecycle().SetOnEnteredForeground(func() { w.inFront = true })
	app.Lifecycle().SetOnExitedForeground(func() {
		w.inFront = false
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

func (w *Window) today() data.Date { return data.DateOf(w.o.Now()) }

// open opens the data folder beside the window and then shows what it holds, or
// why it can't be opened.
func (w *Window) open(folder string) {
	w.openWith(w.openStore, folder, nil)
}

func (w *Window) openStore(folder string) (*storage.Store, error) {
	return storage.Open(context.Background(), folder, storage.Options{App: "Seatkeeper " + w.o.Version, Now: w.o.Now})
}

// openWith opens the folder in the given way, and in the same way once more where
// the user asks for that after a failure. then, unless it is nil, is called when the
// store is shown.
func (w *Window) openWith(open func(folder string) (*storage.Store, error), folder string, then func()) {
	w.win.SetContent(newOpening())
	w.o.Background.Go(func() {
		store, err := open(folder)
		w.o.Background.Do(func() {
			switch {
			case err != nil:
				w.showOpenFailure(err, folder, func() { w.openWith(open, folder, then) })
			case w.ended:
				w.o.Background.Go(func() { w.closeStore(store) })
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
	w.backup = NewBackupControls(func(ctx context.Context, o storage.ExportOptions) (storage.Backup, error) {
		return storage.ExportBackup(ctx, store, o)
	}, w.o.Background, w.o.Now, shortcutText(exportShortcut))
	w.backup.OnDone, w.backup.OnFailed, w.backup.OnBusy = w.exported, w.exportFailed, w.exportBusy
	w.show()
	w.startAutomatic()
	for _, f := range store.Found() {
		title, text := words.Found(f)
		w.toasts.Add(Toast{Kind: Warning, Title: title, Text: text, Stay: -1})
	}
	if err := store.Swept(); err != nil {
		w.toasts.Add(Toast{Kind: Warning, Title: words.Say("swept.title"), Text: words.Plain(err.Error())})
	}
	w.warnOfFolder()
}

// show shows the store: the present one, or that of a backup.
func (w *Window) show() {
	store := w.store
	w.people, w.desks, w.backups = nil, nil, nil
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
	w.loads.Lock()
	w.loads.store, w.loads.day, w.loads.sort = store, w.state.Day, w.state.Sort
	w.loads.missed = true // the board is a new one
	w.loads.Unlock()
	w.stopWatch = store.Subscribe(func() { w.o.Background.Go(w.load) })
	w.reload()
	w.showSigns()
}

// arrange lays the parts of the window out.
func (w *Window) arrange() fyne.CanvasObject {
	w.undoButton = NewButton(QuietButton, words.Say("toolbar.undo"), func() { w.undo(); w.keysBack() })
	w.redoButton = NewButton(QuietButton, words.Say("toolbar.redo"), func() { w.redo(); w.keysBack() })
	w.undoButton.Disable()
	w.redoButton.Disable()
	enable(w.backup.button, w.looking == nil)
	find := NewFindButton(shortcutText(findShortcut), w.find)
	w.bar = newToolbar(container.New(toolbarLayout{}, w.backup, w.undoButton, w.redoButton, find))
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
			Action{Label: words.Say("banner.export-to"), Run: w.exportTo}))
	default:
		top.Add(w.bar)
	}
	top.Add(w.displaced)
	top.Add(w.damaged)
	// Objects come in the order in which Tab visits them.
	w.content = container.New(windowLayout{}, top, w.board, w.status)
	w.toastPlace = container.New(toastPlace{w.freeOfToasts}, w.toasts)
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
	w.o.Background.After(20*time.Second, func() {
		if w.ended {
			return
		}
		if w.backup != nil {
			w.backup.Tick()
			w.sayChanges()
		}
		if w.today() != today && w.board != nil {
			w.board.Refresh()
			if w.wantedDay() == today {
				w.goTo(w.today()) // whoever looked at today goes on doing so
			}
		}
		w.tick()
	})
}

// tell says an error that needs no decision.
func (w *Window) tell(e words.Explanation) {
	w.toasts.Add(Toast{Kind: Error, Title: e.Title, Text: e.Text()})
}

// close ends the program. An export that is under way is waited for, as the user
// asked for it; to close once more stops it, which leaves nothing behind.
func (w *Window) close() {
	switch {
	case w.ended:
	case w.backup == nil || !w.backup.IsRunning():
		w.quit()
	case w.closing:
		w.backup.Stop()
	default:
		w.closing = true
		w.sayExport(Toast{Kind: Warning, Title: words.Say("export.closing"), Text: words.Say("export.closing-more"), Stay: -1})
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
	w.stopChecking()
	w.win.Hide()
	stores, end := []*storage.Store{w.store}, w.endAutomatic()
	if w.looking != nil {
		stores = append(stores, w.looking.present)
	}
	w.o.Background.Go(func() {
		ctx, stop := context.WithTimeout(context.Background(), lastBackupTakes)
		end(ctx)
		stop()
		for _, store := range stores {
			if store != nil {
				w.closeStore(store)
			}
		}
		w.o.Background.Do(func() {
			w.win.Close()
			w.app.Quit()
		})
	})
}

// closeStore ends a store. The window is closing, so a failure can only be told
// on the next start, which finds the log and finishes what was left.
func (w *Window) closeStore(store *storage.Store) { _ = store.Close() }

// openFolder shows the data folder in the system's file manager.
func (w *Window) openFolder() { w.showInFiles(w.folder) }

// showInFiles shows a folder in the system's file manager or, where there is none,
// says where it is.
func (w *Window) showInFiles(folder string) {
	w.o.Background.Go(func() {
		if err := w.openInFiles(w.app, folder); err == nil {
			return
		}
		w.o.Background.Do(func() {
			w.toasts.Add(Toast{Kind: Warning, Title: words.Say("open-folder.failed"), Text: folder, Actions: []Action{
				{Label: words.Say("exported.copy-path"), Run: func() { w.app.Clipboard().SetContent(folder) }},
			}})
		})
	})
}

// rescued returns how work beside the window is begun so that a panic of it does not
// take the window along: it is said, and the user closes the window when nothing else
// is lost.
func (w *Window) rescued(b Background) func(work func()) {
	return func(work func()) {
		b.Go(func() {
			defer func() {
				if value := recover(); value != nil {
					e := words.Explain(words.DoingWork, storage.NewCrash(value))
					b.Do(func() { showFailure(w.win, w.app.Clipboard(), e) })
				}
			}()
			work()
		})
	}
}
