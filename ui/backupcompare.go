package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What differs between two backups, or a backup and the present data.

// compareBackups is [storage.DiffBackups] for a first file that may be locked.
func compareBackups(ctx context.Context, s *storage.Store, from, to, passphrase string) (storage.Comparison, error) {
	if passphrase == "" {
		return storage.DiffBackups(ctx, s, from, to)
	}
	r, err := storage.PrepareRestore(ctx, s, from, storage.RestoreOptions{Passphrase: passphrase})
	if err != nil {
		return storage.Comparison{}, err
	}
	p, err := r.Preview(ctx) // which goes from the present data to the file
	return storage.Comparison{Offices: turned(p.Offices), Desks: turned(p.Desks), People: turned(p.People), Bookings: turned(p.Bookings)},
		errors.Join(err, r.Close())
}

// turned is a comparison seen from its other end.
func turned[T any](c storage.Compared[T]) storage.Compared[T] {
	back := storage.Compared[T]{Added: c.Removed, Removed: c.Added, Changed: c.Changed, AddedFirst: c.RemovedFirst, RemovedFirst: c.AddedFirst}
	for _, one := range c.ChangedFirst {
		back.ChangedFirst = append(back.ChangedFirst, storage.Change[T]{Before: one.After, After: one.Before})
	}
	return back
}

// compareWithNow shows what has changed since a backup.
func (w *Window) compareWithNow(f storage.BackupFile, passphrase string) {
	from := words.Args{"From": words.Moment(f.At, w.today())}
	w.compare(f, "", passphrase, words.Say("compare.title-now"), words.Say("compare.from-now", from))
}

// chooseToCompare asks with which other backup one is to be compared. Locked and
// damaged ones can't be.
func (w *Window) chooseToCompare(f storage.BackupFile) {
	if !w.isReady() || w.backups == nil {
		return
	}
	var others []storage.BackupFile
	var rows []signed
	for _, o := range w.backups.files {
		if o.Path == f.Path || o.Locked || o.State == storage.BackupDamaged || o.State == storage.BackupNewer {
			continue
		}
		others = append(others, o)
		rows = append(rows, signed{text: words.Made(o.At, w.today()), more: words.Dots(words.BackupKind(o), words.BackupHolds(o))})
	}
	list := newRowList(rows, 170)
	var s *sheet
	compare := func() {
		if i := list.cursor; i >= 0 && i < len(others) {
			s.Hide()
			w.compareTwo(f, others[i])
		}
	}
	file := newSmallLine(words.Say("compare.file", words.Args{"Made": words.Moment(f.At, w.today()), "Kind": words.BackupKind(f)}))
	s = newSheet(words.Say("compare.choose"), newListColumn(list, 120, file), Action{Label: words.Say("sheet.cancel")},
		Action{Primary: true, Label: words.Say("compare.choose-do"), Run: compare})
	s.want = previewSize(len(rows)+2, 170)
	s.setReady(len(others) > 0)
	list.onKey, list.onPick = s.fieldKey, func(int) { list.Refresh() }
	s.first = list
	showSheet(w.win, s)
}

// compareTwo compares two backups from the older to the newer one.
func (w *Window) compareTwo(a, b storage.BackupFile) {
	if a.At.After(b.At) {
		a, b = b, a
	}
	w.compare(a, b.Path, "", words.Say("compare.title"), words.Say("compare.from-to",
		words.Args{"From": words.Moment(a.At, w.today()), "To": words.Moment(b.At, w.today())}))
}

func (w *Window) compare(from storage.BackupFile, to, passphrase, title, span string) {
	working(w, "compare.reading", from.Path, func(ctx context.Context, s *storage.Store, _ func(done, total int64)) (storage.Comparison, error) {
		return w.o.Backups.Compare(ctx, s, from.Path, to, passphrase)
	}, nil, func(c storage.Comparison, err error) {
		switch {
		case w.asksPassphrase(from.Path, err, func(passphrase string) { w.compare(from, to, passphrase, title, span) }):
		case err != nil:
			w.refuseBackup(words.DoingCompare, from.Path, err)
		default:
			w.showComparison(title, span, c)
		}
	})
}

var compareWords = differenceWords{added: "compare.added", removed: "compare.removed", changed: "compare.changed", numbers: "compare.numbers"}

func (w *Window) showComparison(title, span string, c storage.Comparison) {
	rows := differences(c, compareWords, w.today())
	if c.IsSame() {
		rows = []signed{{sign: "=", color: ColorNameQuiet, text: words.Say("compare.same")}}
	}
	what := newParagraph(span, bodyText, theme.ColorNameForeground)
	list := newRowList(rows, 300)
	s := newSheet(title, newListColumn(list, 120, what), Action{Label: words.Say("failure.close"), Primary: true})
	s.want = previewSize(len(rows), 300)
	list.onKey = s.fieldKey
	s.first = list
	if c.IsSame() {
		s.first = s.primary
	}
	showSheet(w.win, s)
}

// refuseBackup says why a backup could not be read: its faults one by one, or what
// the system says.
func (w *Window) refuseBackup(doing words.Doing, path string, err error) {
	var list *storage.FaultsError
	var newer *storage.NewerFormatError
	if !errors.As(err, &list) && !errors.As(err, &newer) {
		w.refuse(doing, err, nil)
		return
	}
	var faults []fileFault
	for _, reason := range words.BadBackup(err) {
		faults = append(faults, fileFault{Fault: reason})
	}
	showFaults(w.win, w.app.Clipboard(), words.Explain(doing, err).Title, filepath.Base(path), faults)
}
