package backups

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// BackupSettingsOptions are what the sheet of the backup settings is made with.
// ChooseFolder and ChoosePassphrase call back with what was chosen, or never.
type settingsOptions struct {
	Now              storage.BackupSettings
	ChooseFolder     func(done func(folder string))
	ChoosePassphrase func(done func(passphrase string))
	OnSave           func(b storage.BackupSettings, done func(error))
}

// pauses are those that can be chosen.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}

// mostKept bounds the numbers of the retention.
const mostKept = 999

// backupSettings is a sheet with the choices about backups.
type backupSettings struct {
	o      settingsOptions
	chosen storage.BackupSettings

	sheet     *kit.Sheet
	automatic *kit.Toggle
	pause     *kit.Segments
	numbers   [4]*kit.SheetEntry // of the retention, in the order of its fields
	warn      *kit.SheetEntry
	kept      *kit.Paragraph // says what the numbers mean, or what is wrong with them
	place     *kit.Line
	choose    *kit.Button
	remove    *kit.Button
	lock      *kit.Toggle
	change    *kit.Button
	lockKept  *kit.Paragraph
	lockRow   *fyne.Container
	column    *kit.Column
}

// showBackupSettings lays the sheet over the window.
func showBackupSettings(win fyne.Window, o settingsOptions) *backupSettings {
	b := &backupSettings{o: o, chosen: o.Now}
	b.kept = kit.NewParagraph("", kit.SmallText, kit.ColorNameQuiet)
	b.automatic = kit.NewToggle(words.Say("backup-settings.automatic"), o.Now.Automatic, func(on bool) { b.chosen.Automatic = on })
	b.pause = kit.NewSegments()
	b.pause.Set(pauseNames(), pauseIndex(o.Now.Pause))
	b.pause.OnChanged = func(i int) { b.chosen.Pause = pauses[i] }
	number := func(n int) *kit.SheetEntry {
		e := kit.NewSheetEntry("", nil)
		e.SetText(strconv.Itoa(n))
		e.OnChanged = func(string) { b.check() }
		return e
	}
	keep := o.Now.Keep
	for i, n := range []int{keep.All, keep.Daily, keep.Weekly, keep.Months} {
		b.numbers[i] = number(n)
	}
	b.warn = number(int(o.Now.WarnAfter / (24 * time.Hour)))
	b.place = kit.NewLine("")
	b.place.CutMiddle, b.place.MinWidth = true, 100
	b.choose = kit.NewButton(kit.Plain, words.Say("backup-settings.choose"), b.choosePlace)
	b.remove = kit.NewButton(kit.Plain, words.Say("backup-settings.remove"), func() {
		b.chosen.Place, b.chosen.Passphrase = "", ""
		b.show()
		b.sheet.Win.Focus(b.choose) // the one that had it is gone
	})
	b.lock = kit.NewToggle(words.Say("backup-settings.lock"), o.Now.Passphrase != "", nil)
	b.lock.OnChanged = b.lockOrNot
	b.change = kit.NewButton(kit.Link, words.Say("backup-settings.lock-change"), b.choosePassphrase)
	b.lockKept = kit.NewParagraph(words.Say("backup-settings.lock-kept"), kit.SmallText, kit.ColorNameQuiet)
	b.lockRow = container.New(kit.Spread{Grow: 2}, b.lock, b.change, kit.NewLine(""))
	b.column = b.lay()
	b.sheet = kit.NewSheet(words.Say("backup-settings.title"), b.column, kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("backup-settings.save"), Run: b.save})
	b.sheet.First = b.automatic
	b.connectKeys()
	b.show()
	b.check()
	kit.ShowSheet(win, b.sheet)
	return b
}

func pauseNames() []string {
	names := []string{}
	for _, p := range pauses {
		if p == time.Hour {
			names = append(names, words.Say("backup-settings.hour"))
			continue
		}
		names = append(names, words.Say("backup-settings.minutes", words.Args{"Number": int(p / time.Minute)}))
	}
	return names
}

// pauseIndex returns -1 for a pause that can't be chosen here, which then stays.
func pauseIndex(d time.Duration) int {
	for i, p := range pauses {
		if p == d {
			return i
		}
	}
	return -1
}

// lay puts the fields into rows.
func (b *backupSettings) lay() *kit.Column {
	heading := func(key string) *kit.Line {
		l := kit.NewLine(words.Say(key))
		l.Style.Bold = true
		return l
	}
	unit := func(key string) *kit.Line {
		l := kit.NewLine(words.Say(key))
		l.Color = kit.ColorNameQuiet
		return l
	}
	days, weeks, months := "backup-settings.days", "backup-settings.weeks", "backup-settings.months-unit"
	return kit.NewColumn(
		b.automatic,
		container.New(fieldRow{}, unit("backup-settings.pause"), b.pause),
		heading("backup-settings.keep"),
		container.New(fieldRow{},
			unit("backup-settings.all"), b.numbers[0], unit(days), unit("backup-settings.daily"), b.numbers[1], unit(days)),
		container.New(fieldRow{},
			unit("backup-settings.weekly"), b.numbers[2], unit(weeks), unit("backup-settings.months"), b.numbers[3], unit(months)),
		b.kept,
		container.New(fieldRow{}, unit("backup-settings.warn"), b.warn, unit(days)),
		heading("backup-settings.place"),
		container.New(kit.Spread{Grow: 0}, b.place, b.choose, b.remove),
		b.lockRow, b.lockKept)
}

func (b *backupSettings) connectKeys() {
	s := b.sheet
	for _, e := range append([]*kit.SheetEntry{b.warn}, b.numbers[:]...) {
		e.OnKey, e.OnFocus = s.FieldKey, s.Reveal
	}
	for _, t := range []*kit.Toggle{b.automatic, b.lock} {
		t.OnKey, t.OnFocus = s.FieldKey, s.Reveal
	}
	b.pause.OnKey = func(key *fyne.KeyEvent) bool { return kit.IsEnter(key) && s.FieldKey(key) || s.Key(key) }
	b.choose.OnKey, b.remove.OnKey, b.change.OnKey = s.Key, s.Key, s.Key
}

// show says which second place there is, and offers what can be done with it.
func (b *backupSettings) show() {
	has := b.chosen.Place != ""
	b.place.Color, b.place.CutMiddle = theme.ColorNameForeground, has
	text := words.Plain(b.chosen.Place)
	if !has {
		b.place.Color, text = kit.ColorNameQuiet, words.Say("backup-settings.no-place")
	}
	b.place.SetText(text)
	b.remove.Hidden = !has
	b.lockRow.Hidden, b.lockKept.Hidden = !has, b.chosen.Passphrase == ""
	b.lock.On, b.change.Hidden = b.chosen.Passphrase != "", b.chosen.Passphrase == ""
	b.lock.Refresh()
	b.column.Refresh()
	if b.sheet != nil {
		b.sheet.Refresh()
	}
}

// check reads the numbers, and says in words what they mean.
func (b *backupSettings) check() {
	fault := ""
	read := func(e *kit.SheetEntry, least int) int {
		n, err := strconv.Atoi(strings.TrimSpace(e.Text))
		if err != nil || n < least || n > mostKept {
			fault = words.Say("backup-settings.not-a-number", words.Args{"Least": least, "Most": mostKept})
		}
		return n
	}
	k := &b.chosen.Keep
	for i, to := range []*int{&k.All, &k.Daily, &k.Weekly, &k.Months} {
		*to = read(b.numbers[i], 0)
	}
	if days := read(b.warn, 1); fault == "" {
		b.chosen.WarnAfter = time.Duration(days) * 24 * time.Hour
	}
	if fault == "" {
		b.kept.Color = kit.ColorNameQuiet
		b.kept.Text = words.Say("backup-settings.kept", words.Args{"What": words.Kept(*k)}) + " " + words.Say("backup-settings.newest-too")
	} else {
		b.kept.Color = theme.ColorNameError
		b.kept.Text = "✕ " + fault
	}
	b.kept.Refresh()
	b.sheet.SetReady(fault == "")
	b.column.Refresh()
}

func (b *backupSettings) choosePlace() {
	b.o.ChooseFolder(func(folder string) {
		b.chosen.Place, b.chosen.PlaceID = folder, "" // also the same one is found anew
		b.show()
	})
}

// lockOrNot asks for a passphrase when the box is ticked; it is ticked for good
// only when there is one.
func (b *backupSettings) lockOrNot(on bool) {
	if on == (b.chosen.Passphrase != "") {
		return
	}
	if !on {
		b.chosen.Passphrase = ""
		b.show()
		return
	}
	b.lock.On = false
	b.lock.Refresh()
	b.choosePassphrase()
}

func (b *backupSettings) choosePassphrase() {
	b.o.ChoosePassphrase(func(passphrase string) {
		b.chosen.Passphrase = passphrase
		b.show()
	})
}

func (b *backupSettings) save() {
	b.sheet.Run(func(done func(error)) { b.o.OnSave(b.chosen, done) })
}

var _ fyne.Layout = fieldRow{}

// fieldRow lays small fields and the words around them out in a row; an entry is as
// wide as three digits need.
type fieldRow struct{}

const numberWidth float32 = 58

func (fieldRow) width(o fyne.CanvasObject) float32 {
	if _, ok := o.(*kit.SheetEntry); ok {
		return numberWidth
	}
	return o.MinSize().Width
}

func (f fieldRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, kit.ControlHeight)
	for _, o := range objects {
		size.Width += f.width(o) + kit.Gap
	}
	return size
}

func (f fieldRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		width := min(f.width(o), max(0, size.Width-x))
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + kit.Gap
	}
}

// ShowSettings shows the choices about backups, when they have been read.
func (c *Controller) ShowSettings() {
	if !c.MayChange() {
		return
	}
	askStore(c.Host, c.files.Settings, func(now storage.BackupSettings, err error) {
		if err != nil {
			e := words.Explain(words.DoingRead, err)
			c.Toast(kit.Toast{Tone: kit.Error, Title: e.Title, Text: e.Text()})
			return
		}
		if !c.IsReady() {
			return // something else has come up meanwhile
		}
		var b *backupSettings
		b = showBackupSettings(c.Win, settingsOptions{
			Now: now,
			ChooseFolder: func(done func(string)) {
				c.ChooseFolder([]string{b.chosen.Place, c.Homes()[1]}, "choose.place", "choose.use", done)
			},
			ChoosePassphrase: func(done func(string)) { choosePassphrase(c.Win, done) },
			OnSave: func(s storage.BackupSettings, done func(error)) {
				c.SaveSettings(now, s, func(err error) {
					shown := b.sheet.IsShown()
					done(err)
					if err != nil && !shown { // closed meanwhile, so that it is not said there
						c.Refuse(words.DoingChange, err)
					}
				})
			},
		})
	})
}

// SaveSettings keeps the settings, and says in the background how it went.
func (c *Controller) SaveSettings(shown, wanted storage.BackupSettings, done func(error)) {
	askStore(c.Host, func(ctx context.Context, s *storage.Store) (storage.BackupSettings, error) {
		return c.files.SetSettings(ctx, s, shown, wanted)
	}, func(now storage.BackupSettings, err error) {
		done(err)
		if err == nil {
			c.Keeping.useSettings(now)
			c.Say(kit.Toast{Tone: kit.Good, Title: words.Say("backup-settings.saved")})
		}
	})
}
