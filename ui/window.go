package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/ui/backups"
	"seatkeeper/ui/bars"
	"seatkeeper/ui/board"
	"seatkeeper/ui/crashlog"
	"seatkeeper/ui/drafts"
	"seatkeeper/ui/filedialog"
	"seatkeeper/ui/help"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/menubar"
	"seatkeeper/ui/offices"
	"seatkeeper/ui/openfolder"
	"seatkeeper/ui/settings"
	"seatkeeper/ui/words"
)

// Options are what a [Window] is made with. The zero value is good but for Version.
type Options struct {
	Version       string
	Commit        string            // of which the program was built; empty if nobody knows
	Now           func() time.Time  // the clock in the user's zone; nil means time.Now
	Background    kit.Background    // the zero value means NewBackground
	BackupStorage backups.Storage   // the zero value means NewBackupStorage
	FileDialog    filedialog.System // nil means the system's own
	Room          func() fyne.Size  // that there is on the screen for a window; nil, or zero, if nobody knows
	File          string            // to begin with, as if it were dropped on the window; empty means none
	News          []kit.Toast       // to begin with
	Crash         *crashlog.Report  // of an earlier run that nobody was told of; nil if there is none
	Settings      settings.Options  // the zero value keeps none
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

	shown    *shownBoard
	desks    *deskActions
	people   *peopleActions
	exchange *exchange
	rooms
	frame frame
}

// rooms are what the window leads to, each of which minds itself.
type rooms struct {
	backups  *backups.Controller
	drafts   *drafts.Controller
	offices  *offices.Controller
	help     *help.Controller
	settings *settings.Controller
}

// Remembered over restarts, in the app's preferences.
const (
	prefWidth, prefHeight = "window.width", "window.height"
	prefOffice, prefFloor = "board.office", "board.floor" // with the ID of the store behind it
	prefScope, prefSort   = "list.scope", "list.sort"
	prefOrder             = "people.order" // as it was kept before there were settings
)

// NewWindow makes the window and begins to open the data folder in the background: the
// window can be shown at once.
func NewWindow(app fyne.App, folder string, o Options) *Window {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Background.Go == nil {
		o.Background = kit.NewBackground()
	}
	if o.BackupStorage.List == nil {
		o.BackupStorage = backups.NewStorage()
	}
	w := &Window{o: o, session: newSession(app, folder, o.Background, o.Now)}
	w.news = &news{toasts: kit.NewToasts(o.Background.After)}
	w.news.toasts.OnLeft = w.keysBack
	w.system = &system{session: w.session, news: w.news, inFront: true, openInFiles: openfolder.Open}
	w.system.files = &filedialog.Dialogs{Win: w.win, Background: w.background, System: o.FileDialog, Refuse: w.news.warn}
	w.history = &history{session: w.session, news: w.news}
	w.loads = &loads{session: w.session, apply: w.apply}
	w.backups = backups.NewController(hostOfBackups(w), o.BackupStorage, menubar.ShortcutText(exportShortcut))
	w.drafts = drafts.NewController(host{w})
	w.exchange = &exchange{session: w.session, news: w.news, system: w.system, history: w.history, restore: w.backups.Restores.Prepare}
	w.offices = offices.NewController(host{w})
	w.help = help.NewController(host{w}, help.Program{Icon: Icon(), Version: o.Version, Commit: o.Commit, Crash: o.Crash, Room: o.Room, Open: app.OpenURL})
	w.settings = settings.NewController(host{w}, o.Settings)
	w.shown = &shownBoard{session: w.session, news: w.news, loads: w.loads}
	w.exchange.goTo, w.exchange.shownFloor, w.exchange.shownOffice = w.shown.goToPlace, w.shown.floor, w.shown.office
	w.people = &peopleActions{session: w.session, history: w.history, shown: w.shown, exchange: w.exchange}
	w.desks = &deskActions{shownBoard: w.shown, history: w.history}
	w.history.allowPast, w.history.goBack = w.desks.allowPast, w.backups.Restores.Revert
	words.SetClock(o.Now)
	app.Settings().SetTheme(w.settings.Theme())
	w.win.SetIcon(Icon())
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.fill(container.NewStack(), nil)
	prefs, room := app.Preferences(), fyne.Size{}
	if o.Room != nil {
		room = o.Room()
	}
	w.win.Resize(fit(fyne.NewSize(
		float32(max(640, prefs.FloatWithFallback(prefWidth, 1180))), float32(max(400, prefs.FloatWithFallback(prefHeight, 700)))), room))
	w.win.SetCloseIntercept(w.close)
	w.win.SetOnDropped(w.exchange.dropFiles)
	w.shown.restoreChoices(w.settings.BySurname())
	app.Lifecycle().SetOnEnteredForeground(func() { w.system.inFront = true })
	app.Lifecycle().SetOnExitedForeground(func() {
		w.system.inFront = false
		if w.shown.board != nil {
			w.shown.board.PointerLeft()
		}
	})
	w.bar.SetMenu(w.menu())
	w.win.Canvas().SetOnTypedKey(w.bar.TypedKey)
	app.Lifecycle().SetOnStopped(w.remember) // the end of a session does not ask
	w.openWith(w.openStore, folder, w.begin)
	w.tick()
	return w
}

// fit returns the size that is wanted, as far as there is room for it.
func fit(wanted, room fyne.Size) fyne.Size {
	if room.Width > 0 && room.Height > 0 {
		return fyne.NewSize(min(wanted.Width, room.Width), min(wanted.Height, room.Height))
	}
	return wanted
}

// Show shows the window.
func (w *Window) Show() { w.win.Show() }

// show shows the store: the present one, or that of a backup.
func (w *Window) show() {
	store := w.store
	w.backups.List = nil
	w.drafts.Drop()
	w.shown.begin(board.New(board.Options{Today: w.today, Picture: w.shown.readPicture, Welcome: []kit.Action{
		{Label: words.Say("welcome.people"), Run: w.people.show, Primary: true},
		{Label: words.Say("welcome.import"), Run: w.exchange.importPeople},
	}}))
	w.offices.Begin()
	w.desks.connect()
	w.shown.board.OnDraft = w.drafts.Show
	w.frame.status = bars.NewStatusBar()
	w.frame.status.SetFolder(store.Folder())
	content, bar := w.arrange(), w.frame.bar
	if w.looking != nil {
		bar = nil // that it is not the present stands above
	}
	w.frame.whole = w.fill(content, bar)
	w.bar.SetMenu(w.menu())
	w.loads.begin(w.shown.state.Day, w.shown.state.Sort)
	w.backups.Keeping.ShowSigns()
}

// keysBack gives the keys to the plan where a click on something else took them:
// one goes on booking there, with Enter and the arrows.
func (w *Window) keysBack() {
	c := w.win.Canvas()
	if w.shown.board == nil || c.Overlays().Top() != nil {
		return
	}
	if c.Focused() == nil && w.frame.showsBoard() {
		w.shown.board.FocusPlan()
	}
}

// tick keeps "5 minutes ago" and "today" true while nothing happens.
func (w *Window) tick() {
	today := w.today()
	w.background.After(20*time.Second, func() {
		if w.ended {
			return
		}
		if w.backups.Exports.Controls != nil {
			w.backups.Exports.Controls.Tick()
			w.backups.Keeping.SayChanges()
		}
		if w.today() != today && w.shown.board != nil {
			w.shown.board.Refresh()
			if w.loads.wantedDay() == today {
				w.loads.goTo(w.today()) // whoever looked at today goes on doing so
			}
		}
		w.tick()
	})
}

// openFolder shows the data folder in the system's file manager.
func (w *Window) openFolder() { w.system.showInFiles(w.folder) }

// showShortcuts lists the keys. The items of Undo and Redo name a step; there they stand for
// any.
func (w *Window) showShortcuts() {
	help.ShowShortcuts(w.win, w.bar.Menu(), map[*fyne.MenuItem]string{
		w.history.undoItem: words.Say("menu.undo"), w.history.redoItem: words.Say("menu.redo"),
	})
}
