package backups

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Host is what the backups need of the window around them: a part of it for each thing that
// they have to do with there, and what stays the same as long as it is open.
type Host struct {
	Session
	News
	Files
	Place
	StatusBar

	Win       fyne.Window // over which sheets lie
	Clipboard fyne.Clipboard
}

// Session is the store that is shown, and what may be done with it now.
type Session interface {
	// Store is nil while none is open; IsOn reports whether it still is that one.
	Store() *storage.Store
	IsOn(store *storage.Store) bool
	IsLooking() bool // at a backup's store
	ReadOnly() error // why the store can't be changed
	Ended() bool     // the window is closed

	// IsReady reports whether a store is open and nothing lies over the window; MayChange
	// also whether it can be changed, and says why not.
	IsReady() bool
	MayChange() bool
	Now() time.Time // in the user's zone
	Today() data.Date
	Background() kit.Background
}

// News tells the user: of changes one piece at a time, that something could not be read or
// done, and any other, with what hides it.
type News interface {
	Say(kit.Toast)
	SayUnread(words.Explanation)
	Refuse(words.Doing, error)
	Toast(kit.Toast) (hide func())
	Notify(title, text string) // by the system, if the window does not have the user's eye
}

// Files are those that the user picks, and those that were written. Titles are keys of words.
type Files interface {
	ChooseFile(title string, extensions []string, start string, f func(path string))
	ChooseFolder(starts []string, title, confirm string, f func(folder string))
	Homes() []string // where people keep their files, the likeliest first
	ShowInFiles(folder string)
	// FileToast is news about a file that was written, with what else is to be said of
	// it; the error is why it may not be on the disk yet.
	FileToast(title, path string, unsure error, more ...string) kit.Toast
}

// Place is that of the board, which the backups take.
type Place interface {
	// Present puts the list of backups there; nil gives it back to the board.
	Present(list fyne.CanvasObject)
	// Look shows what a backup holds, and BackToPresent the present data again.
	Look(f storage.BackupFile, inside *storage.Store)
	BackToPresent()
	Reload() // reads anew what is shown
}

// StatusBar says what needs somebody, and what the last backup does not hold.
type StatusBar interface {
	ShowSign(text string, color fyne.ThemeColorName, tapped func())
	ShowChanges(n int)
	ShowWarning(text string)
}

// askStore reads something in the background and calls back on Fyne's goroutine, unless
// another store is shown by then.
func askStore[T any](h Host, read func(context.Context, *storage.Store) (T, error), done func(T, error)) {
	store := h.Store()
	kit.AskFor(h.Background(), func() bool { return h.IsOn(store) }, func() (T, error) { return read(context.Background(), store) }, done)
}
