package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// What the user does to get a backup back: choose it, look at what would change,
// restore it, and undo that.

// restore asks for a backup and goes on with it.
func (w *Window) restore() {
	if w.history.mayChange() {
		w.system.chooseFile("choose.restore", []string{".json", ".age"}, filepath.Join(w.folder, storage.BackupFolder), func(path string) { w.prepareRestore(path, false, "") })
	}
}

// prepareRestore reads a backup beside the window, with its progress in a sheet
// that can stop it, and then shows what would change. The passphrase is that of a
// locked file; where it is missing or wrong it is asked for.
func (w *Window) prepareRestore(path string, leaveOut bool, passphrase string) {
	if !w.history.mayChange() {
		return
	}
	store := w.store
	ctx, stop := context.WithCancel(context.Background())
	wait := w.showRestoring(words.Say("restore.reading"), filepath.Base(path), stop)
	w.background.Go(func() {
		var preview storage.RestorePreview
		r, err := w.o.Backups.Prepare(ctx, store, path, storage.RestoreOptions{LeaveOut: leaveOut, Passphrase: passphrase, Progress: wait.meter.progress})
		if err == nil {
			preview, err = r.Preview(ctx)
		}
		if err != nil && r != nil {
			err = errors.Join(err, r.Close())
			r = nil
		}
		w.background.Do(func() {
			wait.sheet.onClosed = nil
			wait.sheet.Hide()
			defer stop()
			switch {
			case w.ended || w.store != store || ctx.Err() != nil: // stopped, if only when it was ready
				w.closeRestore(r)
			case w.asksPassphrase(path, err, func(passphrase string) { w.prepareRestore(path, leaveOut, passphrase) }):
			case err != nil:
				w.refuseRestore(path, passphrase, err)
			default:
				w.showRestore(path, r, preview, wait.meter)
			}
		})
	})
}

// restoring is the sheet that waits for a restore.
type restoring struct {
	sheet *sheet
	meter *percentMeter
}

// percentMeter tells how far something is to what shows it at the moment.
type percentMeter struct {
	do   func(apply func())
	last atomic.Int64
	show func(percent int) // on Fyne's goroutine
}

// progress may be called on any goroutine.
func (m *percentMeter) progress(done, total int64) {
	percent := 100 * done / max(total, 1)
	if m.last.Swap(percent) != percent {
		m.do(func() { m.show(int(percent)) })
	}
}

func (w *Window) showRestoring(title, file string, stop func()) restoring {
	line := NewLine("")
	from := newSmallLine(words.Plain(file))
	from.CutMiddle, from.MinWidth = true, 120
	s := newSheet(title, newColumn(from, line), Action{Label: words.Say("export.stop")})
	s.want.Width = confirmWidth
	s.onClosed = stop
	showSheet(w.win, s)
	m := &percentMeter{do: w.background.Do, show: func(percent int) {
		line.SetText(words.Say("restore.percent", words.Args{"Percent": percent}))
	}}
	m.last.Store(-1)
	return restoring{sheet: s, meter: m}
}

// closeRestore removes what a restore has made beside the store.
func (w *Window) closeRestore(r *storage.Restore) {
	if r == nil {
		return
	}
	w.background.Go(func() {
		if err := r.Close(); err != nil {
			// Whether it was restored has been said, and this changes nothing about it.
			w.background.Do(func() {
				if !w.ended {
					w.news.toasts.Add(Toast{Kind: Warning, Title: words.Say("left-behind.title"), Text: words.LeftBehind(err)})
				}
			})
		}
	})
}

// refuseRestore says why a backup can't be restored. Where only single records are
// at fault, the rest is offered.
func (w *Window) refuseRestore(path, passphrase string, err error) {
	if words.IsCancelled(err) {
		return
	}
	var list *storage.FaultsError
	if !errors.As(err, &list) {
		w.news.refuse(words.DoingRestore, err, nil)
		return
	}
	var faults []fileFault
	for _, f := range list.Faults {
		faults = append(faults, fileFault{Path: words.FaultPlace(f), Fault: words.FaultText(f)})
	}
	if list.More {
		faults = append(faults, fileFault{Fault: words.Say("fault.more")})
	}
	var rest []Action
	if list.OnlyRecords {
		rest = []Action{{Label: words.Say("restore.rest"), Run: func() { w.prepareRestore(path, true, passphrase) }}}
	}
	showFaults(w.win, w.app.Clipboard(), words.Say("restore.refused"), filepath.Base(path), faults, rest...)
}

// showRestore shows what a restore would change, and does it when the user says so. To
// close the sheet meanwhile stops it.
func (w *Window) showRestore(path string, r *storage.Restore, p storage.RestorePreview, m *percentMeter) {
	summary := restoreSummary(p, w.today())
	label := words.Say("restore.do")
	isSame := p.IsSame()
	if isSame {
		label = words.Say("restore.nothing")
	}
	var s *sheet
	ctx, stop := context.WithCancel(context.Background())
	running := false
	s = showPreview(w.win, words.Say("restore.title"), path, summary, restoreWarning(p), restoreRows(p, w.today()), 300,
		label, !isSame, func(done func(error)) {
			running = true
			m.show = func(percent int) {
				if running {
					s.SetMessage(Good, words.Say("restore.running", words.Args{"Percent": percent}))
				}
			}
			w.applyRestore(ctx, r, func(restored storage.Restored, err error) {
				running = false
				done(err)
				switch {
				case err == nil:
					w.sayRestored("restored.title", restored)
				case words.IsCancelled(err):
					w.news.say(Toast{Kind: Warning, Title: words.Say("restore.stopped"), Text: words.Say("restore.stopped-text")})
					w.closeRestore(r)
				}
			})
		})
	s.onClosed = func() {
		stop()
		if !running {
			w.closeRestore(r)
		}
	}
}

// applyRestore puts the restored data in place, beside the window.
func (w *Window) applyRestore(ctx context.Context, r *storage.Restore, done func(storage.Restored, error)) {
	store := w.store
	w.background.Go(func() {
		// Not as a change among others: it may wait for an export, and nobody waits for that to book.
		restored, err := r.Apply(ctx)
		w.background.Do(func() {
			if err == nil {
				w.closeRestore(r) // a temporary file that stays is no failure of the restore
			}
			if !w.ended && w.store == store {
				done(restored, err)
				w.listBackups() // there is one more: of what was there before
			}
		})
	})
}

func (w *Window) sayRestored(title string, restored storage.Restored) {
	text := words.Say("restored.safety", words.Args{"Path": restored.Safety.Path})
	if restored.Since > 0 {
		text += "\n" + words.Count("restored-since", int(restored.Since))
	}
	w.news.say(Toast{Kind: Good, Title: words.Say(title), Text: text, Stay: -1, Actions: []Action{
		{Label: words.Say("undo"), Run: func() { w.undoRestore(restored.Safety.Path) }},
		{Label: words.Say("exported.open-folder"), Run: func() { w.system.showInFiles(filepath.Dir(restored.Safety.Path)) }},
	}})
}

// undoRestore restores the backup that was made right before a restore.
func (w *Window) undoRestore(path string) {
	if !w.history.mayChange() {
		return
	}
	store := w.store
	ctx, stop := context.WithCancel(context.Background())
	wait := w.showRestoring(words.Say("restore.undoing"), filepath.Base(path), stop)
	w.background.Go(func() {
		var restored storage.Restored
		r, err := w.o.Backups.Prepare(ctx, store, path, storage.RestoreOptions{Progress: wait.meter.progress})
		if err == nil {
			restored, err = r.Apply(ctx)
		}
		w.background.Do(func() {
			wait.sheet.onClosed = nil
			wait.sheet.Hide()
			w.closeRestore(r)
			switch {
			case w.ended || w.store != store:
			case err != nil:
				w.refuseRestore(path, "", err)
			default:
				w.sayRestored("restored.undone", restored)
				w.listBackups() // there is one more: of what was there before
			}
		})
	})
}

// restoreSummary says what a backup is.
func restoreSummary(p storage.RestorePreview, today data.Date) string {
	r := p.Report
	lines := []string{}
	switch {
	case !r.ExportedAt.IsZero() && r.App != "":
		lines = append(lines, words.Say("restore.made-by", words.Args{"When": words.Moment(r.ExportedAt, today), "App": words.Plain(r.App)}))
	case !r.ExportedAt.IsZero():
		lines = append(lines, words.Say("restore.made", words.Args{"When": words.Moment(r.ExportedAt, today)}))
	}
	holds := words.List(words.Count("people", p.Counts.Users), words.Count("bookings", int(p.Counts.Bookings)))
	if r.Bookings > 0 && (r.First != 0 || r.Last != 0) { // else no day could be read
		holds = words.Say("restore.holds-days", words.Args{"Holds": holds, "First": words.DayAndYear(r.First), "Last": words.DayAndYear(r.Last)})
	}
	lines = append(lines, holds)
	if text := words.Touched(r); text != "" {
		lines = append(lines, text)
	}
	return strings.Join(lines, "\n")
}

// restoreWarning says what one should know before.
func restoreWarning(p storage.RestorePreview) string {
	var texts []string
	if !p.Report.Checksummed {
		texts = append(texts, words.Say("restore.no-checksum"))
	}
	if n := p.LeftPeople + p.LeftBookings; n > 0 {
		texts = append(texts, words.Count("restore-left", int(n)))
	}
	return strings.Join(append(texts, words.Say("restore.before")), " ")
}

// restoreRows lists what would change: in numbers first, then one by one.
func restoreRows(p storage.RestorePreview, today data.Date) (rows []signed) {
	if p.IsSame() {
		return []signed{{sign: "=", color: ColorNameQuiet, text: words.Say("restore.same")}}
	}
	for _, l := range p.LeftOut {
		rows = append(rows, signed{sign: "✕", color: theme.ColorNameError,
			text: words.Say("restore.left-out", words.Args{"ID": words.Plain(l.ID)}), more: words.Fault(l.Faults[0])})
	}
	return append(rows, differences(p.Comparison, restoreWords, today)...)
}

// differenceWords are keys of what is said of a difference, which depends on
// whether it is one that would come or one that has.
type differenceWords struct{ added, removed, changed, numbers string }

var restoreWords = differenceWords{added: "restore.added", removed: "restore.removed", changed: "restore.changed", numbers: "restore.numbers"}

// differences lists what differs between two states of the data.
func differences(c storage.Comparison, say differenceWords, today data.Date) (rows []signed) {
	rows = append(rows, comparedRows(c.Offices, "restore-offices", say, func(o storage.OfficeName) (string, string) { return words.Plain(o.Name), "" })...)
	rows = append(rows, comparedRows(c.Desks, "restore-desks", say, func(d storage.DeskName) (string, string) {
		return words.Plain(d.Label), words.Dots(words.Plain(d.Floor), words.Plain(d.Office))
	})...)
	rows = append(rows, comparedRows(c.People, "restore-people", say, func(u data.User) (string, string) { return words.Plain(u.Name), "" })...)
	return append(rows, comparedRows(c.Bookings, "restore-bookings", say, func(s data.Seat) (string, string) {
		return words.SeatName(s), words.Dots(words.Plain(s.Label), words.Day(s.Date, today))
	})...)
}

// comparedRows lists the differences of one kind, each with its sign, below a line
// with their numbers.
func comparedRows[T any](c storage.Compared[T], what string, keys differenceWords, say func(T) (text, more string)) (rows []signed) {
	if c.IsSame() {
		return nil
	}
	rows = append(rows, signed{sign: "", text: restoreHeading(what, int(c.Added+c.Removed+c.Changed)), more: words.Say(keys.numbers,
		words.Args{"Added": int(c.Added), "Removed": int(c.Removed), "Changed": int(c.Changed)})})
	add := func(sign string, color fyne.ThemeColorName, one T, why string) {
		text, more := say(one)
		rows = append(rows, signed{sign: sign, color: color, text: text, more: words.Dots(words.Say(why), more)})
	}
	for _, one := range c.RemovedFirst {
		add("−", theme.ColorNameError, one, keys.removed)
	}
	for _, one := range c.ChangedFirst {
		add("~", theme.ColorNameWarning, one.After, keys.changed)
	}
	for _, one := range c.AddedFirst {
		add("+", theme.ColorNameSuccess, one, keys.added)
	}
	return rows
}

func restoreHeading(what string, n int) string {
	switch what {
	case "restore-offices":
		return words.Count("restore-offices", n)
	case "restore-desks":
		return words.Count("restore-desks", n)
	case "restore-people":
		return words.Count("restore-people", n)
	}
	return words.Count("restore-bookings", n)
}
