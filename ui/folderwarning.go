package ui

import (
	"context"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// warnOfFolder says what is to be known about where the data folder lies, until the
// user has understood.
func (w *Window) warnOfFolder() {
	const teller = "window"
	store := w.store
	ask(w.session, func(ctx context.Context, s *storage.Store) (storage.FolderWarning, error) {
		return s.FolderWarning(ctx, teller)
	}, func(warning storage.FolderWarning, err error) {
		title, text := words.FolderWarning(warning, store.Folder())
		if err != nil || title == "" {
			return
		}
		var hide func()
		hide = w.news.toasts.Add(kit.Toast{Tone: kit.Warning, Title: title, Text: text, Stay: -1, Actions: []kit.Action{
			{Label: words.Say("folder.understood"), Run: func() {
				hide()
				// Where that fails, it is said once more.
				w.background.Go(func() { _ = store.FolderWarningGiven(context.Background(), teller, warning) })
			}},
		}})
	})
}
