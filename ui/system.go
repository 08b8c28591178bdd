package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fynestorage "fyne.io/fyne/v2/storage"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// system is what the window asks of the computer it runs on: folders and files that
// the user picks, the file manager, notifications.
type system struct {
	*session
	news        *news
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
	over := s.win.Canvas().Overlays().Top()
	s.background.Go(func() {
		// Looking at the folder may take long, where a drive sleeps or is gone. If
		// none can be listed the dialog begins where it likes.
		var at fyne.ListableURI
		for _, start := range starts {
			if lister, err := fynestorage.ListerForURI(fynestorage.NewFileURI(start)); err == nil {
				at = lister
				break
			}
		}
		s.background.Do(func() {
			if !s.ended && s.win.Canvas().Overlays().Top() == over {
				s.showFolderDialog(title, confirm, at, f)
			}
		})
	})
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

func (s *system) showFolderDialog(title, confirm string, start fyne.ListableURI, f func(folder string)) {
	s.showChooser(dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
		if err != nil {
			s.news.tell(words.Explain(words.DoingRead, err))
			return
		}
		if chosen != nil {
			f(filepath.FromSlash(chosen.Path()))
		}
	}, s.win), title, confirm, start)
}

// chooseFile asks for a file with one of those extensions, from the start folder
// on, and calls f with its path. title is a key of words.
func (s *system) chooseFile(title string, extensions []string, start string, f func(path string)) {
	s.background.Go(func() {
		at, err := fynestorage.ListerForURI(fynestorage.NewFileURI(start))
		if err != nil {
			at, err = fynestorage.ListerForURI(fynestorage.NewFileURI(s.home()))
		}
		if err != nil {
			at = nil
		}
		s.background.Do(func() {
			if s.ended || s.win.Canvas().Overlays().Top() != nil {
				return
			}
			choose := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
				if err != nil {
					s.news.refuse(words.DoingImport, err, nil)
					return
				}
				if file == nil {
					return
				}
				path := filepath.FromSlash(file.URI().Path())
				// Only its path is wanted: it is read in the background.
				s.background.Go(func() { _ = file.Close() })
				f(path)
			}, s.win)
			choose.SetFilter(fynestorage.NewExtensionFileFilter(extensions))
			s.showChooser(choose, title, "choose.open", at)
		})
	})
}

// showChooser shows a dialog for a folder or a file, as large as suits the window.
func (s *system) showChooser(choose *dialog.FileDialog, title, confirm string, start fyne.ListableURI) {
	choose.SetTitleText(words.Say(title))
	choose.SetConfirmText(words.Say(confirm))
	choose.SetView(dialog.ListView) // in which a backup's name can be read whole
	if start != nil {
		choose.SetLocation(start)
	}
	// Fyne's dialog does not know the key.
	before := s.win.Canvas().OnTypedKey()
	s.win.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			choose.Hide()
		}
	})
	choose.SetOnClosed(func() { s.win.Canvas().SetOnTypedKey(before) })
	choose.Show()
	size := s.win.Canvas().Size()
	choose.Resize(fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 640)))
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
