package filedialog

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/storage/regular"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// own is the dialog that is drawn in the window: a path that can be typed, and what is in
// its folder below.
type own struct {
	d    *Dialogs
	r    Request
	done func(path string)

	sheet  *kit.Sheet
	path   *kit.SheetEntry
	list   *kit.KeyList
	folder string
	rows   []regular.Entry // the first leads to the folder above, unless there is none
	above  bool
	name   string // of the file to be, for SaveFile, in whatever folder
	turn   int    // of what is read in the background; an older answer is dropped
	taken  string // the file that may be replaced if it is confirmed once more
}

// showOwn shows the dialog in a folder.
func (d *Dialogs) showOwn(r Request, folder string, done func(path string)) {
	o := &own{d: d, r: r, done: done}
	o.path = kit.NewSheetEntry(words.Say("choose.path"), func(string) { o.taken = "" })
	o.path.Selects = true
	o.list = kit.NewKeyList(func() int { return len(o.rows) },
		func() fyne.CanvasObject { return kit.NewSignRow(rowName) },
		func(i widget.ListItemID, row fyne.CanvasObject) { o.fill(i, row.(*kit.SignRow)) })
	o.list.OnPick = o.pick
	o.sheet = kit.NewSheet(r.Title, kit.NewListColumn(o.list, 160, o.path),
		kit.Action{Label: words.Say("sheet.cancel")}, kit.Action{Label: r.Confirm, Run: func() { o.submit(false) }, Primary: true})
	o.sheet.Want.Height, o.sheet.First = kit.SheetHeight, o.path
	o.path.OnKey = o.pathKey
	o.list.OnKey = o.listKey
	o.sheet.OnClosed = func() { o.turn++; d.end = nil }
	d.end = o.sheet.Hide
	kit.ShowSheet(d.Win, o.sheet)
	o.goTo(folder)
}

const rowName float32 = 600

func (o *own) fill(i int, row *kit.SignRow) {
	e := o.rows[i]
	s := kit.Signed{Text: words.Plain(e.Name), Color: theme.ColorNamePrimary, Cursor: o.list.HasCursor(i)}
	switch {
	case o.above && i == 0:
		s.Sign, s.Text = "↑", words.Say("choose.above")
	case e.Folder:
		s.Sign = "▸"
	}
	row.Set(s)
}

func (o *own) pathKey(key *fyne.KeyEvent) bool {
	switch {
	case kit.IsEnter(key):
		o.submit(true)
	case key.Name == fyne.KeyDown && len(o.rows) > 0:
		o.sheet.Win.Focus(o.list)
	default:
		return o.sheet.Key(key)
	}
	return true
}

// listKey: Enter opens, where a click on a file only names it, and Backspace goes to the
// folder above.
func (o *own) listKey(key *fyne.KeyEvent) bool {
	switch {
	case kit.IsEnter(key) && o.list.Cursor < len(o.rows):
		o.pick(o.list.Cursor)
		if e := o.rows[o.list.Cursor]; !e.Folder {
			o.submit(true)
		}
	case key.Name == fyne.KeyBackspace:
		o.goTo(filepath.Dir(o.folder))
	default:
		return o.sheet.Key(key)
	}
	return true
}

// pick goes into a folder, or names a file; the second click on a file chooses it.
func (o *own) pick(i int) {
	e := o.rows[i]
	path := filepath.Join(o.folder, e.Name)
	switch {
	case e.Folder:
		o.goTo(path)
	case o.path.Text == path:
		o.submit(true)
	default:
		o.path.SetText(path)
	}
	o.list.Refresh()
}

// goTo shows what is in a folder, once it is read.
func (o *own) goTo(folder string) {
	folder = filepath.Clean(folder)
	o.read(func() (func(), error) {
		rows, err := regular.List(folder, o.r.fits)
		return func() { o.show(folder, rows) }, err
	})
}

func (o *own) show(folder string, rows []regular.Entry) {
	was := o.folder
	if typed := o.typed(); was == "" {
		o.name = o.r.Name
	} else if typed != folder {
		o.name = filepath.Base(typed)
	}
	o.folder, o.rows, o.above = folder, rows, filepath.Dir(folder) != folder
	if o.above {
		o.rows = append([]regular.Entry{{Name: "..", Folder: true}}, rows...)
	}
	text := folder
	switch {
	case o.r.Kind == SaveFile:
		text = filepath.Join(folder, o.name)
	case o.r.Kind == OpenFile && o.above:
		text += string(filepath.Separator)
	}
	o.path.SetText(text)
	o.path.CursorColumn = len([]rune(text))
	o.list.Cursor = 0
	for i, e := range o.rows {
		if filepath.Join(folder, e.Name) == was {
			o.list.Cursor = i // where one comes from
		}
	}
	o.list.ScrollTo(o.list.Cursor)
	o.list.Refresh()
}

// submit takes the path in the entry: into a folder, or as the answer. Enter in the entry
// first shows a folder that was typed; the button takes it at once.
func (o *own) submit(enter bool) {
	path := o.typed()
	o.read(func() (func(), error) {
		kind, err := regular.KindOf(path)
		if kind == regular.Missing && err == nil && o.r.Kind == SaveFile {
			above, e := regular.KindOf(filepath.Dir(path))
			return func() { o.saveNew(path, above) }, e
		}
		return func() { o.take(path, kind, enter) }, err
	})
}

// typed is the path in the entry: as it is, below the user's home, or below the folder
// that is shown.
func (o *own) typed() string {
	path := strings.TrimSpace(o.path.Text)
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, rest)
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(o.folder, path)
	}
	return filepath.Clean(path)
}

func (o *own) take(path string, kind regular.Kind, enter bool) {
	say := func(key string) { o.sheet.SetMessage(kit.Warning, words.Say(key)) }
	switch {
	case kind == regular.Folder && o.r.Kind == Folder && (path == o.folder || !enter):
		o.finish(path)
	case kind == regular.Folder:
		o.goTo(path)
	case kind == regular.Missing:
		say("choose.missing")
	case kind == regular.Other:
		say("choose.no-file")
	case o.r.Kind == Folder:
		say("choose.no-folder")
	case o.r.Kind == SaveFile && o.taken != path:
		o.taken = path
		o.sheet.SetMessage(kit.Warning, words.Say("choose.replace", words.Args{"Name": words.Plain(filepath.Base(path)), "Button": o.r.Confirm}))
	default:
		o.finish(path)
	}
}

// saveNew takes the name of a file to be.
func (o *own) saveNew(path string, above regular.Kind) {
	if above != regular.Folder {
		o.sheet.SetMessage(kit.Warning, words.Say("choose.missing"))
		return
	}
	o.finish(path)
}

func (o *own) finish(path string) {
	o.sheet.Hide()
	o.done(path)
}

// read does work in the background, which may take long where a drive sleeps or is gone,
// and then what it returned. Only the newest counts.
func (o *own) read(work func() (then func(), err error)) {
	o.turn++
	turn := o.turn
	kit.AskFor(o.d.Background, func() bool { return o.turn == turn }, work, func(then func(), err error) {
		o.sheet.SetMessage(kit.Good, "")
		if err != nil {
			o.sheet.SetMessage(kit.Warning, words.Explain(words.DoingRead, err).Cause)
			return
		}
		then()
	})
}
