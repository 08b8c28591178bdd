package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*backupDetails)(nil)

// backupDetails says all that is known of one backup, and offers what can be done
// with it.
type backupDetails struct {
	widget.BaseWidget
	made             *paragraph
	file             *Line
	what, state, why *paragraph
	reasons          *paragraph // what is wrong with a damaged one
	column           *column

	look, check, compareNow, compareOther, copyTo, openFolder, remove, restore *Button
	content                                                                    *fyne.Container
}

func newBackupDetails(a BackupListActions, chosen func() storage.BackupFile, onKey keyHook) *backupDetails {
	d := &backupDetails{
		made: newParagraph("", titleText, theme.ColorNameForeground), file: newSmallLine(""),
		what: newParagraph("", bodyText, theme.ColorNameForeground), state: newParagraph("", bodyText, ColorNameQuiet),
		reasons: newParagraph("", 13, theme.ColorNameForeground), why: newParagraph("", smallText, ColorNameQuiet),
	}
	d.made.style.Bold = true
	d.file.CutMiddle, d.file.MinWidth = true, 100
	button := func(kind ButtonKind, key string, do func(storage.BackupFile)) *Button {
		b := NewButton(kind, words.Say(key), func() { call(do, chosen()) })
		b.onKey = onKey
		return b
	}
	d.look, d.check = button(PlainButton, "backups.look", a.Look), button(PlainButton, "backups.check", a.Check)
	d.compareNow = button(PlainButton, "backups.compare-now", a.CompareNow)
	d.compareOther = button(PlainButton, "backups.compare-other", a.CompareOther)
	d.copyTo, d.openFolder = button(PlainButton, "backups.copy", a.Copy), button(PlainButton, "exported.open-folder", a.OpenFolder)
	d.remove, d.restore = button(PlainButton, "backups.delete", a.Delete), button(PrimaryButton, "backups.restore", a.Restore)
	d.column = newColumn(d.made, d.file, d.what, d.state, d.reasons)
	room := layout.NewCustomPaddedLayout(sheetRoom, sheetRoom, sheetRoom, sheetRoom)
	d.content = container.New(detailsLayout{d}, container.NewVScroll(container.New(room, d.column)), d.why,
		d.look, d.check, d.compareNow, d.compareOther, d.copyTo, d.openFolder, d.remove, d.restore)
	d.ExtendBaseWidget(d)
	return d
}

// mostReasons is how many faults of a damaged backup are named; the first one
// tells most.
const mostReasons = 8

// set shows a backup. Nothing but looking is offered where the store can't be
// written, and while a check runs none is begun.
func (d *backupDetails) set(f storage.BackupFile, today data.Date, readOnly, busy bool) {
	d.made.setText(words.Exactly(f.At))
	d.file.SetText(words.Plain(filepath.Base(f.Path)))
	what := words.BackupKind(f)
	if f.App != "" {
		what += "\n" + words.Say("backups.made-by", words.Args{"App": words.Plain(f.App)})
	}
	if holds := words.BackupHolds(f); holds != "" {
		what += "\n" + holds
	}
	d.what.setText(what + "\n" + words.Bytes(f.Bytes))

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
	d.state.color = stateColor(f.State)
	d.state.setText(state)
	d.reasons.setText(reasons)

	sound := f.State != storage.BackupDamaged && f.State != storage.BackupNewer
	enable(d.look, sound && !readOnly)
	enable(d.compareNow, sound && !readOnly)
	enable(d.compareOther, sound && !readOnly)
	enable(d.check, !busy)
	enable(d.remove, !f.Newest && !readOnly)
	enable(d.restore, f.State != storage.BackupNewer && !readOnly) // of a damaged one the rest may be good
	why := ""
	if f.Newest {
		why = words.Say("backups.newest-kept")
	}
	d.why.setText(why)
	d.column.Refresh()
	d.content.Refresh()
}

func (d *backupDetails) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	return widget.NewSimpleRenderer(d.content)
}

var _ fyne.Layout = detailsLayout{}

// detailsLayout puts the words above, where they scroll when there is too little
// room, and the buttons below: two in a row where they are short.
type detailsLayout struct{ d *backupDetails }

func (detailsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(260, 300) }

func (l detailsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d := l.d
	width := size.Width - 2*inset
	rows := [][]*Button{{d.look, d.check}, {d.compareNow}, {d.compareOther}, {d.copyTo, d.openFolder}, {d.remove, d.restore}}
	y := size.Height - inset
	if height := d.why.heightFor(width); height > 0 {
		y -= height
		d.why.Move(fyne.NewPos(inset, y))
		d.why.Resize(fyne.NewSize(width, height))
		y -= gap
	}
	for i := len(rows) - 1; i >= 0; i-- {
		y -= controlHeight
		each := (width - gap*float32(len(rows[i])-1)) / float32(len(rows[i]))
		for j, b := range rows[i] {
			b.Move(fyne.NewPos(inset+float32(j)*(each+gap), y))
			b.Resize(fyne.NewSize(each, controlHeight))
		}
		y -= gap
	}
	scroll := objects[0].(*container.Scroll)
	room := fyne.NewSize(width+2*sheetRoom, max(0, y-gap))
	scroll.Content.Resize(room) // so that what wraps knows its width when it is asked for its height
	scroll.Move(fyne.NewPos(inset-sheetRoom, inset-sheetRoom))
	scroll.Resize(room)
	scroll.Refresh()
}
