package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/filedialog"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// system is what the window asks of the computer it runs on: folders and files that
// the user picks, the file manager, notifications.
type system struct {
	*session
	news        *news
	files       *filedialog.Dialogs
	inFront     bool // whether the window has the user's eye
	openInFiles func(app fyne.App, folder string) error
}

// chooseFolder asks for a folder and calls f with its path. title and confirm are
// keys of words.
func (s *system) chooseFolder(title, confirm string, f func(folder string)) {
	start := s.folder
	if home, err := os.UserHomeDir(); err == nil && (s.store == nil || s.readOnly() != nil) {
		start = home // the data can't be written, so they are no place to begin at
	}
	s.chooseFolderFrom([]string{start}, title, confirm, f)
}

// chooseFolderFrom begins at the first of the folders that can be listed. It may
// be called with a sheet on top, to which the dialog goes back.
func (s *system) chooseFolderFrom(starts []string, title, confirm string, f func(folder string)) {
	s.files.Ask(filedialog.Request{Kind: filedialog.Folder, Title: words.Say(title), Confirm: words.Say(confirm), Starts: starts}, f)
}

// homes are where people keep their files, the likeliest first.
func (s *system) homes() []string { return []string{filepath.Join(s.home(), "Documents"), s.home()} }

// home is where people keep their files; the data folder if that is not known.
func (s *system) home() string {
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return s.folder
}

// chooseFile asks for a file with one of those extensions, from the start folder
// on, and calls f with its path. title is a key of words.
func (s *system) chooseFile(title string, extensions []string, start string, f func(path string)) {
	s.files.Ask(filedialog.Request{
		Kind: filedialog.OpenFile, Title: words.Say(title), Confirm: words.Say("choose.open"), Endings: extensions, Starts: []string{start},
	}, f)
}

// showInFiles shows a folder in the system's file manager or, if there is none,
// says where it is.
func (s *system) showInFiles(folder string) {
	s.background.Go(func() {
		if err := s.openInFiles(s.app, folder); err == nil {
			return
		}
		s.background.Do(func() {
			s.news.toasts.Add(kit.Toast{Tone: kit.Warning, Title: words.Say("open-folder.failed"), Text: folder, Actions: []kit.Action{
				{Label: words.Say("exported.copy-path"), Run: func() { s.app.Clipboard().SetContent(folder) }},
			}})
		})
	})
}

// notify tells the system if the window does not have the user's eye. Fyne
// waits for the system there, so it is done in the background.
func (s *system) notify(title, text string) {
	if !s.inFront {
		s.background.Go(func() { s.app.SendNotification(fyne.NewNotification(title, text)) })
	}
}

// fileToast is news about a file that was written: where it is, what else is to be said
// of it, and buttons that open its folder and copy its path. The error is why it may not
// be on the disk yet.
func (s *system) fileToast(title, path string, unsure error, more ...string) kit.Toast {
	tone := kit.Good
	if unsure != nil {
		tone, more = kit.Warning, append(more, words.Say("safe.not-confirmed"))
	}
	return kit.Toast{Tone: tone, Title: title, Text: strings.Join(append([]string{path}, more...), "\n"), Actions: []kit.Action{
		{Label: words.Say("exported.open-folder"), Run: func() { s.showInFiles(filepath.Dir(path)) }},
		{Label: words.Say("exported.copy-path"), Run: func() { s.app.Clipboard().SetContent(path) }},
	}}
}
