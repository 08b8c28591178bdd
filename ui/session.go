package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/bars"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/menubar"
	"seatkeeper/ui/words"
)

// session is the time in which the window is open, on one data folder after the
// other: the store that is shown, and what its owner needs to work on it.
type session struct {
	app        fyne.App
	win        fyne.Window
	bar        *menubar.Bar
	background kit.Background
	now        func() time.Time // the clock in the user's zone

	folder    string
	store     *storage.Store // that is shown; nil until it is open
	stopWatch func()         // ends the subscription to its changes
	looking   *looking       // while a backup is looked at
	ended     bool           // the window is closed; what comes in late is dropped
}

// newSession returns the one of a new window.
func newSession(app fyne.App, folder string, background kit.Background, now func() time.Time) *session {
	s := &session{app: app, win: app.NewWindow(words.Say("app.name")), now: now, folder: folder}
	s.bar = menubar.New(s.win)
	s.background = background
	s.background.Go = s.rescued(background)
	return s
}

// fill shows something in the window, below the menus, and returns the whole; bar, unless
// it is nil, is at its top.
func (s *session) fill(o fyne.CanvasObject, bar *kit.Toolbar) fyne.CanvasObject {
	head := &bars.Head{Menus: s.bar, Bar: bar, Least: bars.LeastTools, Content: o}
	whole := container.New(head, head.Objects()...)
	s.win.SetContent(whole)
	return whole
}

// isOn reports whether the store is still the one that is shown. What was begun for
// another one, or before the window was closed, is of no use any more.
func (s *session) isOn(store *storage.Store) bool { return !s.ended && s.store == store }

// isReady reports whether the store is open and no dialog is in the way.
func (s *session) isReady() bool {
	return s.store != nil && !s.ended && s.win.Canvas().Overlays().Top() == nil
}

// today is the day by the clock of the user.
func (s *session) today() data.Date { return data.DateOf(s.now()) }

// readOnly returns why nothing that is shown can be changed; nil if it can.
func (s *session) readOnly() error {
	if s.looking != nil {
		return failure.ErrIsBackup
	}
	return s.store.ReadOnly()
}

// closeStore ends a store. The window is closing, so a failure can only be told
// on the next start, which finds the log and finishes what was left.
func (s *session) closeStore(store *storage.Store) { _ = store.Close() }

// ask reads something in the background and calls back on Fyne's goroutine, unless
// another store is shown by then.
func ask[T any](s *session, read func(context.Context, *storage.Store) (T, error), done func(T, error)) {
	store := s.store
	kit.AskFor(s.background, func() bool { return s.isOn(store) }, func() (T, error) { return read(context.Background(), store) }, done)
}

// rescued returns how work in the background is begun so that a panic of it does not
// take the window along: it is said, and the user closes the window when nothing else
// is lost.
func (s *session) rescued(b kit.Background) func(work func()) {
	return func(work func()) {
		b.Go(func() {
			defer func() {
				if value := recover(); value != nil {
					e := words.Explain(words.DoingWork, failure.NewCrash(value))
					b.Do(func() { kit.ShowFailure(s.win, s.app.Clipboard(), e) })
				}
			}()
			work()
		})
	}
}
