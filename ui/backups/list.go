package backups

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// listActions is what [List] asks its owner to do. Any of them may be nil.
type listActions struct {
	Look, Check, CompareNow, CompareOther, Copy, OpenFolder, Delete, Restore func(storage.BackupFile)

	CheckAll, Stop, Settings, Export, Close func()
}

// ListOptions are what a [List] is made with.
type listOptions struct {
	listActions
	Today    func() data.Date
	ReadOnly bool // the store can't be written: nothing is restored or deleted
}

// checkProgress says how far the check of backups is; the zero value, that none
// runs.
type checkProgress struct {
	path        string // of the one that is read
	percent     int
	number, all int // which it is, of how many
}

func (p checkProgress) isRunning() bool { return p.all > 0 }

var _ fyne.Widget = (*List)(nil)

// List lists all backups, newest first, and shows one of them in detail. In
// the list Enter looks inside, Delete deletes, and Escape leaves the view.
type List struct {
	widget.BaseWidget
	o        listOptions
	files    []storage.BackupFile
	known    bool   // whether the backups have been listed
	chosen   string // the path of the selected one
	progress checkProgress

	title, summary                    *kit.Line
	back, checkAll, settings, export  *kit.Button
	header                            *backupHeader
	list                              *kit.KeyList
	details                           *backupDetails
	empty, emptyMore                  *kit.Paragraph
	automatic                         *kit.Line
	listCard, detailsCard, emptyPlace fyne.CanvasObject
	content                           *fyne.Container
}

// NewList returns a view that does not know any backups yet.
func newList(o listOptions) *List {
	v := &List{o: o, title: kit.NewLine(words.Say("backups.title")), summary: kit.NewLine(""), automatic: kit.NewSmallLine("")}
	v.title.TextSize, v.title.Style.Bold = 17, true
	v.summary.Color, v.summary.MinWidth, v.automatic.MinWidth = kit.ColorNameQuiet, 60, 60
	button := func(kind kit.ButtonKind, key string, do func()) *kit.Button {
		b := kit.NewButton(kind, words.Say(key), do)
		b.OnKey = v.key
		return b
	}
	v.back = button(kit.Quiet, "backups.back", o.Close)
	v.back.Name = words.Say("backups.back-name")
	v.checkAll = button(kit.Plain, "backups.check-all", v.checkOrStop)
	v.settings = button(kit.Plain, "backups.settings", o.Settings)
	v.export = button(kit.Primary, "export.button", o.Export)
	v.export.Icon = theme.DownloadIcon()
	v.header = newBackupHeader([backupColumns]string{words.Say("backups.made"), words.Say("backups.kind"),
		words.Say("backups.holds"), words.Say("backups.size"), words.Say("backups.state")})
	v.list = kit.NewKeyList(func() int { return len(v.files) }, func() fyne.CanvasObject { return newBackupItem() }, v.updateRow)
	v.list.OnPick, v.list.OnMove, v.list.OnKey = v.choose, v.choose, v.listKey
	v.list.HideSeparators = true
	v.details = newBackupDetails(o.listActions, v.chosenFile, v.key)
	v.empty, v.emptyMore = kit.NewParagraph("", kit.TitleText, theme.ColorNameForeground), kit.NewParagraph("", kit.BodyText, kit.ColorNameQuiet)
	v.empty.Alignment, v.empty.Style.Bold, v.emptyMore.Alignment = fyne.TextAlignCenter, true, fyne.TextAlignCenter
	empty := kit.NewColumn(v.empty, v.emptyMore)
	v.emptyPlace = container.New(middle{empty}, empty)
	v.listCard = kit.NewCard(kit.ColorNameSurface, container.NewStack(container.NewBorder(v.header, nil, nil, nil, v.list), v.emptyPlace))
	v.detailsCard = kit.NewCard(kit.ColorNameSurface, v.details)
	// What there is gives way if there is little room.
	bar := kit.NewToolbar(container.New(kit.Spread{Grow: 2}, v.back, v.title, v.summary, v.checkAll, v.settings, v.export))
	// The order of the objects is the order in which Tab visits them.
	v.content = container.New(listLayout{v, bar}, bar, v.listCard, v.detailsCard, v.automatic)
	v.ExtendBaseWidget(v)
	v.apply()
	return v
}

// Backups returns the backups as they are listed.
func (v *List) Backups() []storage.BackupFile { return v.files }

// Chosen returns the path of the one whose details are shown, or nothing.
func (v *List) Chosen() string { return v.chosen }

// SetBackups shows the backups, newest first. The one that was selected stays so;
// if it is gone, the next one is.
func (v *List) SetBackups(files []storage.BackupFile) {
	cursor := v.list.Cursor
	v.files, v.known = files, true
	if i := v.indexOf(v.chosen); i >= 0 {
		cursor = i
	}
	v.list.SetCursor(cursor)
	v.chosen = ""
	if cursor = v.list.Cursor; len(files) > 0 {
		v.chosen = files[cursor].Path
	}
	v.apply()
}

// SetUnread says why the backups could not be listed.
func (v *List) SetUnread(cause string) {
	v.empty.SetText(words.Say("backups.unread"))
	v.emptyMore.SetText(cause)
	v.files, v.chosen = nil, ""
	v.show()
}

// SetProgress says how far a check is.
func (v *List) SetProgress(p checkProgress) {
	v.progress = p
	v.apply()
}

// SetAutomatic says what is done by itself.
func (v *List) SetAutomatic(b storage.BackupSettings) {
	text := words.Say("backups.automatic-off")
	if b.Automatic {
		text = words.Say("backups.automatic-on", words.Args{"Pause": words.Pause(b.Pause)})
	}
	v.automatic.SetText(words.Dots(text, words.Say("backups.keeps", words.Args{"What": words.Kept(b.Keep)})))
}

// update puts what a check has found into the list, to be shown with the progress.
func (v *List) update(path string, change func(*storage.BackupFile)) {
	if i := v.indexOf(path); i >= 0 {
		change(&v.files[i])
	}
}

func (v *List) indexOf(path string) int {
	for i := range v.files {
		if v.files[i].Path == path {
			return i
		}
	}
	return -1
}

func (v *List) chosenFile() storage.BackupFile {
	if i := v.indexOf(v.chosen); i >= 0 {
		return v.files[i]
	}
	return storage.BackupFile{}
}

func (v *List) apply() {
	if !v.known {
		v.empty.SetText(words.Say("backups.reading"))
		v.emptyMore.SetText("")
	} else {
		v.empty.SetText(words.Say("backups.none"))
		v.emptyMore.SetText(words.Say("backups.none-more"))
	}
	v.show()
}

func (v *List) show() {
	v.summary.SetText(v.summaryText())
	label := words.Say("backups.check-all")
	if v.progress.isRunning() {
		label = words.Say("export.stop")
	}
	v.checkAll.SetText(label)
	kit.Enable(v.checkAll, len(v.files) > 0)
	some := len(v.files) > 0
	// The list stays where it is, also without rows: it has the keys.
	v.header.Hidden, v.detailsCard.(*kit.Card).Hidden = !some, !some
	v.emptyPlace.(*fyne.Container).Hidden = some
	if some {
		v.details.set(v.chosenFile(), v.o.Today(), v.o.ReadOnly, v.progress.isRunning())
	}
	v.list.Refresh()
	v.content.Refresh()
}

func (v *List) summaryText() string {
	switch p := v.progress; {
	case p.all > 1:
		return words.Say("backups.checking", words.Args{"Number": p.number, "All": p.all, "Percent": p.percent})
	case p.all == 1:
		return words.Say("backups.checking-one", words.Args{"Percent": p.percent})
	case len(v.files) == 0:
		return ""
	}
	newest := words.Say("backups.newest-unchecked")
	switch v.files[0].State {
	case storage.BackupChecked:
		newest = words.Say("backups.newest-checked")
	case storage.BackupDamaged:
		newest = words.Say("backups.newest-damaged")
	case storage.BackupNewer:
		newest = words.Say("backups.newest-newer")
	}
	return words.Dots(words.Count("backups", len(v.files)), newest)
}

func (v *List) updateRow(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(v.files) {
		return
	}
	f := v.files[i]
	line := backupLine{state: f.State, chosen: f.Path == v.chosen, cursor: v.list.HasCursor(i), texts: [backupColumns]string{
		words.Made(f.At, v.o.Today()), words.BackupKind(f), words.BackupHolds(f), words.Bytes(f.Bytes), words.BackupState(f)}}
	if v.progress.isRunning() && v.progress.path == f.Path {
		line.state = storage.BackupUnchecked
		line.texts[columnState] = words.Say("state.checking", words.Args{"Percent": v.progress.percent})
	}
	o.(*backupItem).set(line)
}

// choose selects a row that the user has gone to.
func (v *List) choose(i widget.ListItemID) {
	if i >= 0 && i < len(v.files) && v.files[i].Path != v.chosen {
		v.chosen = v.files[i].Path
		v.show()
	}
}

func (v *List) checkOrStop() {
	do := v.o.CheckAll
	if v.progress.isRunning() {
		do = v.o.Stop
	}
	if do != nil {
		do()
	}
}

// key is the hook of all that can have the focus.
func (v *List) key(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyEscape || v.o.Close == nil {
		return false
	}
	v.o.Close()
	return true
}

func (v *List) listKey(key *fyne.KeyEvent) bool {
	switch {
	case v.chosen != "" && kit.IsEnter(key):
		v.details.look.Tapped(nil) // nothing if it can't be
	case v.chosen != "" && key.Name == fyne.KeyDelete:
		v.details.remove.Tapped(nil)
	default:
		return v.key(key)
	}
	return true
}

func (v *List) CreateRenderer() fyne.WidgetRenderer {
	return &backupsRenderer{v: v, back: canvas.NewRectangle(nil)}
}

type backupsRenderer struct {
	v    *List
	back *canvas.Rectangle
}

func (r *backupsRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.v.content.Resize(size)
}

func (r *backupsRenderer) MinSize() fyne.Size { return r.v.content.MinSize() }

func (r *backupsRenderer) Refresh() {
	r.back.FillColor = theme.ColorForWidget(theme.ColorNameBackground, r.v)
	r.back.Refresh()
	r.v.content.Refresh()
}

func (r *backupsRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.v.content}
}

func (r *backupsRenderer) Destroy() {}

var _ fyne.Layout = listLayout{}

// listLayout lays out the bar, the list, the details of one backup beside it,
// and a line below.
type listLayout struct {
	*List
	bar fyne.CanvasObject
}

const automaticLine float32 = 28

// detailsWidth is that of the details in a view of the given width.
func detailsWidth(width float32) float32 { return max(272, min(330, width*0.27)) }

func (listLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 360) }

func (l listLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	bar, list, details, line := l.bar, l.listCard, l.detailsCard, l.automatic
	bar.Resize(fyne.NewSize(size.Width, kit.ToolbarHeight))
	y := kit.ToolbarHeight + kit.BoardInset
	height := size.Height - y - automaticLine
	width, right := size.Width-2*kit.BoardInset, float32(0)
	if details.Visible() {
		right = detailsWidth(size.Width)
		details.Move(fyne.NewPos(size.Width-kit.BoardInset-right, y))
		details.Resize(fyne.NewSize(right, height))
		width -= right + kit.Gap + kit.Gap/2
	}
	list.Move(fyne.NewPos(kit.BoardInset, y))
	list.Resize(fyne.NewSize(width, height))
	line.Move(fyne.NewPos(kit.BoardInset+2, size.Height-automaticLine))
	line.Resize(fyne.NewSize(size.Width-2*kit.BoardInset-4, automaticLine))
}

var _ fyne.Layout = middle{}

// middle puts an object into the middle, no wider than reads well.
type middle struct{ only fyne.CanvasObject }

func (middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 80) }

func (m middle) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	width := max(0, min(460, size.Width-2*kit.Inset))
	height := kit.HeightOf(m.only, width)
	m.only.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
	m.only.Resize(fyne.NewSize(width, height))
}
