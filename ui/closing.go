package ui

import (
	"context"
	"time"

	"seatkeeper/storage"
)

// close ends the program. An export that is under way is waited for, as the user
// asked for it; to close once more stops it, which leaves nothing behind.
func (w *Window) close() {
	if !w.ended {
		w.backups.Exports.QuitAfter(w.quit)
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
	w.system.files.Close()
	w.remember()
	if w.stopWatch != nil {
		w.stopWatch()
	}
	w.backups.StopChecking()
	w.win.Hide()
	stores, end := []*storage.Store{w.store}, w.backups.Keeping.End()
	if w.looking != nil {
		stores = append(stores, w.looking.present)
	}
	endDraft := w.drafts.End()
	w.background.Go(func() {
		ctx, stop := context.WithTimeout(context.Background(), lastBackupTakes)
		endDraft(ctx)
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
