package backups

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// What differs between two backups, or a backup and the present data.

// compareWithNow shows what has changed since a backup.
func (c *Controller) compareWithNow(f storage.BackupFile, passphrase string) {
	from := words.Args{"From": words.Moment(f.At, c.Today())}
	c.compare(f, "", passphrase, words.Say("compare.title-now"), words.Say("compare.from-now", from))
}

// chooseToCompare asks with which other backup one is to be compared. Damaged ones
// can't be, and of two one alone may be locked: they may have two passphrases.
func (c *Controller) chooseToCompare(f storage.BackupFile) {
	if !c.IsReady() || c.List == nil {
		return
	}
	var others []storage.BackupFile
	var rows []kit.Signed
	for _, o := range c.List.files {
		if o.Path == f.Path || o.Locked && f.Locked || o.State == storage.BackupDamaged || o.State == storage.BackupNewer {
			continue
		}
		others = append(others, o)
		rows = append(rows, kit.Signed{Text: words.Made(o.At, c.Today()), More: words.Dots(words.BackupKind(o), words.BackupHolds(o))})
	}
	if len(others) == 0 {
		c.Say(kit.Toast{Tone: kit.Warning, Title: words.Say("compare.none"), Text: words.Say("compare.none-more")})
		return
	}
	list := kit.NewRowList(rows, 170)
	var s *kit.Sheet
	compare := func() {
		if i := list.Cursor; i >= 0 && i < len(others) {
			s.Hide()
			c.compareTwo(f, others[i])
		}
	}
	file := kit.NewSmallLine(words.Say("compare.file", words.Args{"Made": words.Moment(f.At, c.Today()), "Kind": words.BackupKind(f)}))
	s = kit.NewSheet(words.Say("compare.choose"), kit.NewListColumn(list, 120, file), kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("compare.choose-do"), Run: compare})
	s.Want = kit.PreviewSize(len(rows)+2, 170)
	list.OnKey, list.OnPick = s.FieldKey, func(int) { list.Refresh() }
	s.First = list
	kit.ShowSheet(c.Win, s)
}

// compareTwo compares two backups from the older to the newer one.
func (c *Controller) compareTwo(a, b storage.BackupFile) {
	if a.At.After(b.At) {
		a, b = b, a
	}
	c.compare(a, b.Path, "", words.Say("compare.title"), words.Say("compare.from-to",
		words.Args{"From": words.Moment(a.At, c.Today()), "To": words.Moment(b.At, c.Today())}))
}

func (c *Controller) compare(from storage.BackupFile, to, passphrase, title, span string) {
	working(c.Host, "compare.reading", from.Path, func(ctx context.Context, s *storage.Store, progress func(done, total int64)) (storage.Comparison, error) {
		return c.files.Compare(ctx, s, from.Path, to, storage.ReadOptions{Passphrase: passphrase, Progress: progress})
	}, nil, func(found storage.Comparison, err error) {
		switch {
		case asksPassphrase(c.Win, from.Path, err, func(passphrase string) { c.compare(from, to, passphrase, title, span) }):
		case err != nil:
			c.refuseBackup(words.DoingCompare, from.Path, err)
		default:
			c.showComparison(title, span, found)
		}
	})
}

var compareWords = differenceWords{added: "compare.added", removed: "compare.removed", changed: "compare.changed", numbers: "compare.numbers"}

func (c *Controller) showComparison(title, span string, found storage.Comparison) {
	rows := differences(found, compareWords, c.Today())
	if found.IsSame() {
		rows = []kit.Signed{{Sign: "=", Color: kit.ColorNameQuiet, Text: words.Say("compare.same")}}
	}
	what := kit.NewParagraph(span, kit.BodyText, theme.ColorNameForeground)
	list := kit.NewRowList(rows, 300)
	s := kit.NewSheet(title, kit.NewListColumn(list, 120, what), kit.Action{Label: words.Say("failure.close"), Primary: true})
	s.Want = kit.PreviewSize(len(rows), 300)
	list.OnKey = s.FieldKey
	s.First = list
	if found.IsSame() {
		s.First = s.Primary
	}
	kit.ShowSheet(c.Win, s)
}

// refuseBackup says why a backup could not be read: its faults one by one, or what
// the system says.
func (c *Controller) refuseBackup(doing words.Doing, path string, err error) {
	var newer *failure.NewerFormatError
	title := words.Explain(doing, err).Title
	switch {
	case errors.As(err, &newer):
		kit.ShowFaults(c.Win, c.Clipboard, title, filepath.Base(path), []kit.FileFault{{Fault: words.BadBackup(err)[0]}})
	case !kit.ShowFaultsOf(c.Win, c.Clipboard, title, path, err):
		c.Refuse(doing, err)
	}
}
