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

// Host is what the backups need of the window around them.
type Host interface {
	// The store that is shown, nil while none is open, and whether it still is that one;
	// whether it is that of a backup; why it can't be changed.
	Store() *storage.Store
	IsOn(store *storage.Store) bool
	IsLooking() bool
	ReadOnly() error
	Ended() bool // the window is closed

	// IsReady reports whether a store is open and nothing lies over the window; MayChange
	// also whether it can be changed, and says why not.
	IsReady() bool
	MayChange() bool

	Background() kit.Background
	Now() time.Time // in the user's zone
	Today() data.Date

	// News: about changes, of which there is one piece at a time; that something could
	// not be read or done; any other, with what hides it.
	Say(kit.Toast)
	SayUnread(words.Explanation)
	Refuse(words.Doing, error)
	Toast(kit.Toast) (hide func())
	Notify(title, text string) // by the system, if the window does not have the user's eye

	// Files and folders that the user picks; titles are keys of words. Homes are where
	// people keep their files, the likeliest first.
	ChooseFile(title string, extensions []string, start string, f func(path string))
	ChooseFolder(starts []string, title, confirm string, f func(folder string))
	Homes() []string
	ShowInFiles(folder string)
	// FileToast is news about a file that was written, with what else is to be said of
	// it; the error is why it may not be on the disk yet.
	FileToast(title, path string, unsure error, more ...string) kit.Toast
	Clipboard() fyne.Clipboard

	Win() fyne.Window // over which sheets lie
	// Present puts the list of backups into the place of the board; nil gives it back.
	Present(list fyne.CanvasObject)
	// Look shows what a backup holds, and BackToPresent the present data again.
	Look(f storage.BackupFile, inside *storage.Store)
	BackToPresent()
	Reload() // reads anew what is shown

	// The status bar: what needs somebody, and what the last backup does not hold.
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
