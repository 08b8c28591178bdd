package offices

import (
	"context"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// Host is what the offices need of the window around them.
type Host interface {
	// The store that is shown, nil while none is open, and whether it still is that one.
	Store() *storage.Store
	IsOn(store *storage.Store) bool
	// IsReady reports whether a store is open and nothing lies over the window; MayChange
	// also whether it can be changed, and says why not.
	IsReady() bool
	MayChange() bool

	Background() kit.Background
	Today() data.Date

	// Change makes a change in the background and says what it did, with Undo. done, which
	// may be nil, is told the outcome on Fyne's goroutine; if it is nil, a failure is said.
	Change(make func(context.Context, *storage.Store) error, done func(error))
	// ToldIn is a done for a change whose failure is said in a sheet, or by a toast where
	// that has been closed meanwhile.
	ToldIn(isShown func() bool, done func(error)) func(error)
	Refuse(words.Doing, error)
	Say(kit.Toast)                                              // news about changes, of which there is one piece at a time
	ToastLive(t kit.Toast) (say func(text string), hide func()) // news whose text can be changed

	Win() fyne.Window // over which sheets lie

	// SetHome puts something into the place of the board, until it is nil.
	SetHome(instead fyne.CanvasObject)
	// Place is the office and the floor that are shown; empty where none is.
	Place() (officeID, floorID string)
	// GoTo shows a floor. One that was just made is shown as soon as it has been read.
	GoTo(officeID, floorID string)
	EditFloor(officeID, floorID string) // opens the editor
	ShowPeople()
	RestoreBackup()
	ImportPlan() // asks for a floor-plan file
}

// ask reads something in the background and calls back on Fyne's goroutine, unless
// another store is shown by then.
func ask[T any](h Host, read func(context.Context, *storage.Store) (T, error), done func(T, error)) {
	store := h.Store()
	kit.AskFor(h.Background(), func() bool { return h.IsOn(store) }, func() (T, error) { return read(context.Background(), store) }, done)
}
