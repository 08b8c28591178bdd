package backups

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*backupDetails)(nil)

// backupDetails says all that is known of one backup, and offers what can be done
// with it.
type backupDetails struct {
	widget.BaseWidget
	made             *kit.Paragraph
	file             *kit.Line
	what, state, why *kit.Paragraph
	reasons          *kit.Paragraph // what is wrong with a damaged one
	column           *kit.Column
	scroll           *container.Scroll // of the words

	look, check, compareNow, compareOther, copyTo, openFolder, remove, restore *kit.Button
	content                                                                    *fyne.Container
}

func newBackupDetails(a listActions, chosen func() storage.BackupFile, onKey kit.KeyHook) *backupDetails {
	d := &backupDetails{
		made: kit.NewParagraph("", kit.TitleText, theme.ColorNameForeground), file: kit.NewSmallLine(""),
		what: kit.NewParagraph("", kit.BodyText, theme.ColorNameForeground), state: kit.NewParagraph("", kit.BodyText, kit.ColorNameQuiet),
		reasons: kit.NewParagraph("", 13, theme.ColorNameForeground), why: kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet),
	}
	d.made.Style.Bold = true
	d.file.CutMiddle, d.file.MinWidth = true, 100
	button := func(kind kit.ButtonKind, key string, do func(storage.BackupFile)) *kit.Button {
		b := kit.NewButton(kind, words.Say(key), func() { kit.Call(do, chosen()) })
		b.OnKey = onKey
		return b
	}
	d.look, d.check = button(kit.Plain, "backups.look", a.Look), button(kit.Plain, "backups.check", a.Check)
	d.compareNow = button(kit.Plain, "backups.compare-now", a.CompareNow)
	d.compareOther = button(kit.Plain, "backups.compare-other", a.CompareOther)
	d.copyTo, d.openFolder = button(kit.Plain, "backups.copy", a.Copy), button(kit.Plain, "exported.open-folder", a.OpenFolder)
	d.remove, d.restore = button(kit.Plain, "backups.delete", a.Delete), button(kit.Primary, "backups.restore", a.Restore)
	d.column = kit.NewColumn(d.made, d.file, d.what, d.state, d.reasons)
	room := layout.NewCustomPaddedLayout(kit.SheetRoom, kit.SheetRoom, kit.SheetRoom, kit.SheetRoom)
	d.scroll = container.NewVScroll(container.New(room, d.column))
	d.content = container.New(detailsLayout{d}, d.scroll, d.why,
		d.look, d.check, d.compareNow, d.compareOther, d.copyTo, d.openFolder, d.remove, d.restore)
	d.ExtendBaseWidget(d)
	return d
}

// mostReasons is how many faults of a damaged backup are named; the first one
// tells most.
const mostReasons = 8

// set shows a backup. Nothing but looking is offered if the store can't be
// written, and while a check runs none is begun.
func (d *backupDetails) set(f storage.BackupFile, today data.Date, readOnly, busy bool) {
	d.made.SetText(words.Exactly(f.At))
	d.file.SetText(words.Plain(filepath.Base(f.Path)))
	what := words.BackupKind(f)
	if f.App != "" {
		what += "\n" + words.Say("backups.made-by", words.Args{"App": words.Plain(f.App)})
	}
	if holds := words.BackupHolds(f); holds != "" {
		what += "\n" + holds
	}
	d.what.SetText(what + "\n" + words.Bytes(f.Bytes))

	state, reasons := words.Say("backups.unchecked-more"), ""
	switch f.State {
	case storage.BackupChecked:
		state = words.Say("backups.checked-at", words.Args{"When": words.Made(f.CheckedAt, today)})
	case storage.BackupDamaged:
		state = words.Say("backups.damaged-more")
		for i, reason := range words.BadBackup(f.Err) {
			if i == mostReasons {
				reasons += "\n" + words.Say("fault.more")
				break
			}
			reasons += "\n• " + words.Plain(reason)
		}
		reasons = reasons[1:]
	case storage.BackupNewer:
		state = words.Say("backups.newer-more", words.Args{"Reason": words.BadBackup(f.Err)[0]})
	}
	if f.Locked {
		state += "\n" + words.Say("backups.locked-more")
	}
	d.state.Color = stateColor(f.State)
	d.state.SetText(state)
	d.reasons.SetText(reasons)

	sound := f.State != storage.BackupDamaged && f.State != storage.BackupNewer
	kit.Enable(d.look, sound && !readOnly)
	kit.Enable(d.compareNow, sound && !readOnly)
	kit.Enable(d.compareOther, sound && !readOnly)
	kit.Enable(d.check, !busy)
	kit.Enable(d.remove, !f.Newest && !readOnly)
	rest := f.State == storage.BackupDamaged && hasRest(f.Err)
	d.restore.SetText(words.Say("backups.restore"))
	if rest {
		d.restore.SetText(words.Say("restore.rest"))
	}
	kit.Enable(d.restore, (sound || rest) && !readOnly)
	why := ""
	switch {
	case f.Newest:
		why = words.Say("backups.newest-kept")
	case f.State == storage.BackupDamaged && !rest:
		why = words.Say("backups.nothing-left")
	case f.ForUndo:
		why = words.Say("backups.for-undo")
	}
	d.why.SetText(why)
	d.column.Refresh()
	d.content.Refresh()
}

// hasRest reports whether the faults of a damaged backup are of single people or bookings,
// so that all but those can be restored.
func hasRest(err error) bool {
	var faults *failure.FaultsError
	return errors.As(err, &faults) && faults.OnlyRecords
}

func (d *backupDetails) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(d.content)
}

var _ fyne.Layout = detailsLayout{}

// detailsLayout puts the words above, where they scroll when there is too little
// room, and the buttons below: two in a row if they are short.
type detailsLayout struct{ d *backupDetails }

func (detailsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(260, 300) }

func (l detailsLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	d := l.d
	width := size.Width - 2*kit.Inset
	rows := [][]*kit.Button{{d.look, d.check}, {d.compareNow}, {d.compareOther}, {d.copyTo, d.openFolder}, {d.remove, d.restore}}
	y := size.Height - kit.Inset
	if height := d.why.HeightFor(width); height > 0 {
		y -= height
		d.why.Move(fyne.NewPos(kit.Inset, y))
		d.why.Resize(fyne.NewSize(width, height))
		y -= kit.Gap
	}
	for i := len(rows) - 1; i >= 0; i-- {
		y -= kit.ControlHeight
		each := (width - kit.Gap*float32(len(rows[i])-1)) / float32(len(rows[i]))
		for j, b := range rows[i] {
			b.Move(fyne.NewPos(kit.Inset+float32(j)*(each+kit.Gap), y))
			b.Resize(fyne.NewSize(each, kit.ControlHeight))
		}
		y -= kit.Gap
	}
	room := fyne.NewSize(width+2*kit.SheetRoom, max(0, y-kit.Gap))
	d.scroll.Content.Resize(room) // so that what wraps knows its width when it is asked for its height
	d.scroll.Move(fyne.NewPos(kit.Inset-kit.SheetRoom, kit.Inset-kit.SheetRoom))
	d.scroll.Resize(room)
	d.scroll.Refresh()
}
