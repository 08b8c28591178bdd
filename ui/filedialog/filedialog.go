package filedialog

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage/regular"
	"seatkeeper/ui/filedialog/native"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// The kinds of questions.
const (
	OpenFile = native.OpenFile
	SaveFile = native.SaveFile
	Folder   = native.Folder
)

// Request says what is asked for, in words that are ready to be read.
type Request struct {
	Kind           native.Kind
	Title, Confirm string
	Endings        []string // of files that fit, such as ".json"; none means all
	Starts         []string // the dialog begins in the first of these folders that can be listed
	Name           string   // proposed, for SaveFile
}

// fits reports whether a file fits by its name.
func (r Request) fits(name string) bool {
	return r.Kind != Folder && (len(r.Endings) == 0 || slices.ContainsFunc(r.Endings, func(ending string) bool {
		return strings.HasSuffix(strings.ToLower(name), strings.ToLower(ending))
	}))
}

// Asked is a question as the system gets it.
type Asked = native.Request

// System asks with a dialog of the system, as [native.Ask] does. It returns when the user
// has answered or the context ends; no path and no error mean that nothing was chosen.
type System func(ctx context.Context, window uintptr, r Asked) (string, error)

// Dialogs asks for files and folders in one window.
type Dialogs struct {
	Win        fyne.Window
	Background kit.Background
	System     System                   // nil means native.Ask
	Refuse     func(title, text string) // says why what was chosen can't be taken

	end func() // of the question that is open; nil if none is
}

// Ask asks, and calls back with a path if the user chooses one. While the system's dialog
// is open a sheet lies over the window, which stays alive: what was begun there can't
// change below the dialog, and whoever does not find the dialog gets out.
func (d *Dialogs) Ask(r Request, done func(path string)) {
	d.Close()
	ctx, stop := context.WithCancel(context.Background())
	var waiting *kit.Sheet
	turn := func(action func(folder string), folder string) {
		if ctx.Err() != nil {
			return
		}
		waiting.Hide() // which ends this question
		action(folder)
	}
	var folder string
	own := func(folder string) { d.showOwn(r, folder, done) }
	text := kit.NewParagraph(words.Say("choose.waiting"), kit.BodyText, theme.ColorNameForeground)
	waiting = kit.NewSheet(r.Title, kit.NewColumn(text),
		kit.Action{Label: words.Say("choose.here"), Run: func() { turn(own, folder) }}, kit.Action{Label: words.Say("sheet.cancel")})
	waiting.Want.Width, waiting.First = kit.ConfirmWidth, waiting.Buttons[1]
	waiting.OnClosed = func() { d.end = nil; stop() }
	d.end = waiting.Hide
	kit.ShowSheet(d.Win, waiting)

	window, system := handleOf(d.Win), d.System
	if system == nil {
		system = native.Ask
	}
	d.Background.Go(func() {
		start := firstListed(r.Starts)
		d.Background.Do(func() { folder = start })
		path, err := system(ctx, window, asked(r, start))
		d.Background.Do(func() {
			switch {
			case errors.Is(err, native.ErrNotLocal):
				turn(func(string) { d.Refuse(words.Say("choose.not-local"), words.Say("choose.not-local-text")) }, "")
			case err != nil:
				turn(own, start)
			case path == "":
				turn(func(string) {}, "")
			default:
				turn(done, path)
			}
		})
	})
}

// Close ends the question that is open, if there is one, as the user can: nothing is
// chosen.
func (d *Dialogs) Close() {
	if d.end != nil {
		d.end()
	}
}

// asked is the question as the system's dialog wants it. Beside the files that fit it
// offers all: a name says little.
func asked(r Request, folder string) native.Request {
	n := native.Request{Kind: r.Kind, Title: r.Title, Confirm: r.Confirm, Folder: folder, Name: r.Name}
	if len(r.Endings) > 0 {
		n.Filters = []native.Filter{{Name: words.Say("choose.fitting", words.Args{"Endings": strings.Join(r.Endings, ", ")}), Endings: r.Endings}}
		if r.Kind == OpenFile {
			n.Filters = append(n.Filters, native.Filter{Name: words.Say("choose.all-files")})
		}
	}
	return n
}

// firstListed returns the first folder that can be listed, or else one that there always
// is.
func firstListed(starts []string) string {
	if home, err := os.UserHomeDir(); err == nil {
		starts = append(slices.Clone(starts), home)
	}
	for _, start := range starts {
		if _, err := regular.List(start, func(string) bool { return false }); err == nil {
			return start
		}
	}
	return filepath.VolumeName(os.TempDir()) + string(filepath.Separator)
}

// handleOf returns the system's handle of a window; 0 where there is none.
func handleOf(win fyne.Window) (handle uintptr) {
	if w, ok := win.(driver.NativeWindow); ok {
		w.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				handle = c.WindowHandle
			case driver.WindowsWindowContext:
				handle = c.HWND
			case driver.MacWindowContext:
				handle = c.NSWindow
			}
		})
	}
	return handle
}
