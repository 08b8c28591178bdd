package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/written"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// exchange brings files of other programs in, and writes files for them: lists of people
// and floor plans.
type exchange struct {
	*session
	news    *news
	system  *system
	history *history
	goTo    func(officeID, floorID string)

	shownFloor  func() (floor data.Floor, ok bool)
	shownOffice func() (id string)
	restore     func(path string, leaveOut bool, passphrase string) // what a backup is dropped for
}

// showFileFaults says why a file could not be read: its faults one by one, or
// what the system says.
func (x *exchange) showFileFaults(title, path string, err error) {
	if !kit.ShowFaultsOf(x.win, x.app.Clipboard(), title, path, err) {
		x.news.refuse(words.DoingImport, err, nil)
	}
}

// exportAll asks for a folder, writes all there is of something in the store into it
// in the background, and says where the file is.
func exportAll[T any](x *exchange, question string, read func(*storage.Store, context.Context) ([]T, error),
	write func(w written.Writer, ctx context.Context, folder string, all []T) (string, error), said string) {
	if !x.isReady() {
		return
	}
	x.system.chooseFolder(question, "choose.write-here", func(folder string) {
		ask(x.session, func(ctx context.Context, s *storage.Store) (string, error) {
			all, err := read(s, ctx)
			if err != nil {
				return "", err
			}
			return write(s.Writer(), ctx, folder, all)
		}, func(path string, err error) {
			if err != nil && !errors.Is(err, failure.ErrNotConfirmed) {
				x.news.refuse(words.DoingWrite, err, nil)
				return
			}
			x.news.say(x.system.fileToast(said, path, err))
		})
	})
}

// dropFiles imports a file that was dropped on the window.
func (x *exchange) dropFiles(_ fyne.Position, uris []fyne.URI) {
	if len(uris) == 0 || !x.history.mayChange() {
		return
	}
	if len(uris) > 1 {
		x.news.say(kit.Toast{Tone: kit.Warning, Title: words.Say("drop.several"), Text: words.Say("drop.text")})
		return
	}
	if uris[0].Scheme() != "file" {
		x.refuseFile() // it can't be read
		return
	}
	x.openFile(filepath.FromSlash(uris[0].Path()))
}

// openFile shows what a file would change, whichever kind it is of. No path, no file.
func (x *exchange) openFile(path string) {
	if path == "" || !x.history.mayChange() {
		return
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods":
		x.previewPeople(path)
	case ".json":
		ask(x.session, func(context.Context, *storage.Store) (bool, error) { return storage.IsBackup(path), nil }, func(isBackup bool, _ error) {
			if isBackup || strings.HasPrefix(filepath.Base(path), "backup-") {
				x.restore(path, false, "") // whatever its name is
				return
			}
			x.previewOffices(path)
		})
	case ".svg":
		x.previewDrawing(path)
	case ".age":
		x.restore(path, false, "")
	default:
		x.refuseFile()
	}
}

// refuseFile says which files are taken.
func (x *exchange) refuseFile() {
	x.news.say(kit.Toast{Tone: kit.Warning, Title: words.Say("drop.title"), Text: words.Say("drop.text")})
}
