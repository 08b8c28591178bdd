package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/ui/words"
)

// Automatic takes backups by itself; [storage.Automatic] is one.
type Automatic interface {
	Signs() storage.Signs
	TryNow()
	End(context.Context) error
}

// keeping is what the window knows of the backups of the present data, and of what
// is done by itself about them.
type keeping struct {
	automatic Automatic // nil where the data can only be read
	settings  storage.BackupSettings
	hasRead   bool // whether the settings have been read
	signs     storage.Signs
	asked     int // counts the times that the signs were asked for: only the last answer counts

	damaged     string // the path of the backup that was told to be damaged
	hideDamaged func()

	hasStatus bool      // whether what follows is known
	changes   int       // since the last backup; below 0 where there is none
	last      time.Time // of the last backup
	people    int
}

// startAutomatic lets backups be made by themselves as long as the store is open.
func (w *Window) startAutomatic() {
	if w.store.ReadOnly() != nil {
		return
	}
	w.keeping.automatic = w.o.Backups.Start(w.store, func() {
		w.background.Go(func() { w.background.Do(w.askSigns) })
	})
	w.askSigns()
	w.readBackupSettings()
}

// endAutomatic returns what ends it, beside the window; the window takes no more
// notice of it.
func (w *Window) endAutomatic() func(context.Context) {
	a := w.keeping.automatic
	if w.keeping.hideDamaged != nil {
		w.keeping.hideDamaged()
	}
	w.keeping = keeping{}
	return func(ctx context.Context) {
		if a != nil {
			// The window is gone: what fails now is found at the next start, which
			// sees that there are changes no backup has.
			_ = a.End(ctx)
		}
	}
}

// askSigns reads what needs somebody, beside the window.
func (w *Window) askSigns() {
	a := w.keeping.automatic
	if a == nil || w.ended {
		return
	}
	w.keeping.asked++
	asked := w.keeping.asked
	w.background.Go(func() {
		signs := a.Signs()
		w.background.Do(func() {
			if w.keeping.automatic == a && w.keeping.asked == asked {
				w.keeping.signs = signs
				w.showSigns()
			}
		})
	})
}

// showSigns shows what needs somebody; nothing while all is well.
func (w *Window) showSigns() {
	s := w.keeping.signs
	switch {
	case s.Failed != nil:
		cause := words.Explain(words.DoingAutomatic, s.Failed).Cause
		w.status.SetSign(words.Say("sign.failed", words.Args{"Cause": cause}), theme.ColorNameError, w.showFailedCard)
	case s.Damaged != nil:
		w.status.SetSign("✕ "+words.Say("sign.damaged"), theme.ColorNameError, w.showBackups)
	case s.Away != nil:
		w.status.SetSign(w.awayText(s), ColorNameQuiet, w.showAwayCard)
	case s.Unthinned != nil:
		cause := words.Explain(words.DoingDelete, s.Unthinned).Cause
		w.status.SetSign(words.Say("sign.unthinned", words.Args{"Cause": cause}), ColorNameQuiet, w.showBackups)
	default:
		w.status.SetSign("", "", nil)
	}
	w.sayDamaged(s.Damaged)
	w.backup.SetDamaged(s.Damaged != nil)
	w.sayChanges()
}

// awayText says that copies are not made: because the second place is away, or for
// another reason, which its card tells.
func (w *Window) awayText(s storage.Signs) string {
	args := words.Args{"Since": words.Since(s.AwaySince, w.now()), "Waiting": words.Count("copies-waiting", s.Waiting)}
	switch {
	case !isAway(s):
		return words.Say("sign.not-copied", args)
	case s.Waiting == 0:
		return words.Say("sign.away-none", args)
	}
	return words.Say("sign.away", args)
}

func isAway(s storage.Signs) bool { return storage.KindOf(s.Away) == storage.KindPlaceAway }

// sayDamaged says at once, and once, that the newest backup is damaged.
func (w *Window) sayDamaged(f *storage.BackupFile) {
	k := &w.keeping
	if f != nil && f.Path == k.damaged {
		return
	}
	if k.hideDamaged != nil {
		k.hideDamaged()
		k.hideDamaged = nil
	}
	k.damaged = ""
	if f == nil {
		return
	}
	k.damaged = f.Path
	title := words.Say("sign.damaged")
	k.hideDamaged = w.news.toasts.Add(Toast{Kind: Error, Title: title, Stay: -1, Text: words.Say("sign.damaged-more", words.Args{
		"When": words.Moment(f.At, w.today()), "Reason": words.BackupFault(f.Err)}), Actions: []Action{
		{Label: words.Say("sign.open"), Run: func() { w.hideDamaged(); w.showBackups() }},
		{Label: words.Say("export.button"), Run: func() { w.hideDamaged(); w.export() }},
	}})
	w.system.notify(title, words.Say("failure.notice"))
}

func (w *Window) hideDamaged() {
	if w.keeping.hideDamaged != nil {
		w.keeping.hideDamaged()
	}
}

// sayChanges says what the last backup does not hold: calmly, until that has been
// so for too long.
func (w *Window) sayChanges() {
	k := &w.keeping
	if !k.hasStatus || w.looking != nil {
		return
	}
	age := w.now().Sub(k.last)
	switch {
	case k.signs.Damaged != nil:
		w.status.Warn("") // what the last backup holds is of no use: the sign says so
	case k.hasRead && k.changes > 0 && age > k.settings.WarnAfter:
		w.status.Warn(words.Say("sign.old", words.Args{"Ago": words.AgoFrom(k.last, w.now()), "Changes": words.Count("changes-after", k.changes)}))
	case k.hasRead && k.changes < 0 && k.people > 0 && !k.settings.Automatic:
		w.status.Warn(words.Say("sign.none")) // and nothing will change that by itself
	default:
		w.status.SetChanges(k.changes)
	}
}

// showFailedCard says why the automatic backup failed, and what can be done.
func (w *Window) showFailedCard() {
	s := w.keeping.signs
	if s.Failed == nil {
		return
	}
	e := words.Explain(words.DoingAutomatic, s.Failed)
	texts := []string{e.Cause, words.Say("sign.failed-safe"), e.Next}
	if e.Kind == storage.KindDamaged {
		texts[1] = e.Safe // the data themselves are not
	}
	if !s.Retry.IsZero() {
		texts = append(texts, words.Say("sign.failed-retry", words.Args{"Time": s.Retry.In(w.now().Location()).Format("15:04")}))
	}
	w.showSignCard(words.Say("sign.failed-title"), texts)
}

// showAwayCard says what becomes of the copies while the second place is away or
// takes none.
func (w *Window) showAwayCard() {
	s := w.keeping.signs
	if s.Away == nil {
		return
	}
	e := words.Explain(words.DoingCopy, s.Away)
	if isAway(s) {
		w.showSignCard(words.Say("sign.away-title"), []string{w.awayText(s) + ".", e.Cause, words.Say("sign.away-more")})
		return
	}
	w.showSignCard(words.Say("sign.not-copied-title"), []string{w.awayText(s) + ".", e.Cause, words.Say("sign.not-copied-more"), e.Next})
}

func (w *Window) showSignCard(title string, texts []string) {
	if !w.isReady() {
		return
	}
	parts := []fyne.CanvasObject{}
	for i, text := range texts {
		name := ColorNameQuiet
		if i == 0 {
			name = theme.ColorNameForeground
		}
		parts = append(parts, newParagraph(plainLines(text), bodyText, name))
	}
	var s *sheet
	leave := func(run func()) func() { return func() { s.Hide(); run() } }
	s = newSheet(title, newColumn(parts...), Action{Label: words.Say("failure.close")},
		Action{Label: words.Say("menu.export-to"), Run: leave(w.exportTo)},
		Action{Label: words.Say("backups.settings"), Run: leave(w.showBackupSettings)},
		Action{Label: words.Say("sign.try-now"), Run: leave(w.tryNow), Primary: true})
	s.want.Width, s.first = confirmWidth, s.primary
	showSheet(w.win, s)
}

// tryNow makes the automatic backup, and the copies that wait, at once.
func (w *Window) tryNow() {
	if a := w.keeping.automatic; a != nil {
		w.background.Go(a.TryNow)
	}
}

// readBackupSettings reads the choices about backups, beside the window.
func (w *Window) readBackupSettings() {
	if w.looking != nil {
		return
	}
	ask(w.session, w.o.Backups.Settings, func(b storage.BackupSettings, err error) {
		if err != nil {
			w.sayUnread(words.Explain(words.DoingRead, err))
			return
		}
		w.useBackupSettings(b)
	})
}

func (w *Window) useBackupSettings(b storage.BackupSettings) {
	w.keeping.settings, w.keeping.hasRead = b, true
	w.sayChanges()
	if w.backups != nil {
		w.backups.SetAutomatic(b)
	}
}
