package backups

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage"
	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
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
	Host
	files   Storage
	backups *Controller

	automatic Automatic // nil if the data can only be read
	Settings  storage.BackupSettings
	hasRead   bool // whether the settings have been read
	signs     storage.Signs
	asked     int // counts the times that the signs were asked for: only the last answer counts

	damaged string // the path of the backup that was told to be damaged
	hide    func() // hides that

	hasStatus bool      // whether what follows is known
	changes   int       // since the last backup; below 0 if there is none
	Last      time.Time // of the last backup
	people    int
}

// Signs returns what needs somebody.
func (k *keeping) Signs() storage.Signs { return k.signs }

// askSigns reads what needs somebody, in the background.
func (k *keeping) askSigns() {
	a := k.automatic
	if a == nil || k.Ended() {
		return
	}
	k.asked++
	asked := k.asked
	k.Background().Go(func() {
		signs := a.Signs()
		k.Background().Do(func() {
			if k.automatic == a && k.asked == asked {
				k.signs = signs
				k.ShowSigns()
			}
		})
	})
}

// ShowSigns shows what needs somebody; nothing while all is well.
func (k *keeping) ShowSigns() {
	s := k.signs
	switch {
	case s.Failed != nil:
		cause := words.Explain(words.DoingAutomatic, s.Failed).Cause
		k.ShowSign(words.Say("sign.failed", words.Args{"Cause": cause}), theme.ColorNameError, k.showFailedCard)
	case s.Damaged != nil:
		k.ShowSign("✕ "+words.Say("sign.damaged"), theme.ColorNameError, k.backups.Show)
	case s.Away != nil:
		k.ShowSign(k.awayText(s), kit.ColorNameQuiet, k.showAwayCard)
	case s.Unthinned != nil:
		cause := words.Explain(words.DoingDelete, s.Unthinned).Cause
		k.ShowSign(words.Say("sign.unthinned", words.Args{"Cause": cause}), kit.ColorNameQuiet, k.backups.Show)
	default:
		k.ShowSign("", "", nil)
	}
	k.sayDamaged(s.Damaged)
	k.backups.Exports.Controls.SetDamaged(s.Damaged != nil)
	k.SayChanges()
}

// awayText says that copies are not made: because the second place is away, or for
// another reason, which its card tells.
func (k *keeping) awayText(s storage.Signs) string {
	args := words.Args{"Since": words.Since(s.AwaySince, k.Now()), "Waiting": words.Count("copies-waiting", s.Waiting)}
	switch {
	case !isAway(s):
		return words.Say("sign.not-copied", args)
	case s.Waiting == 0:
		return words.Say("sign.away-none", args)
	}
	return words.Say("sign.away", args)
}

func isAway(s storage.Signs) bool { return failure.KindOf(s.Away) == failure.KindPlaceAway }

// sayDamaged says at once, and once, that the newest backup is damaged.
func (k *keeping) sayDamaged(f *storage.BackupFile) {
	if f != nil && f.Path == k.damaged {
		return
	}
	k.hideDamaged()
	k.hide = nil
	k.damaged = ""
	if f == nil {
		return
	}
	k.damaged = f.Path
	title := words.Say("sign.damaged")
	k.hide = k.Toast(kit.Toast{Tone: kit.Error, Title: title, Stay: -1, Text: words.Say("sign.damaged-more", words.Args{
		"When": words.Moment(f.At, k.Today()), "Reason": words.BackupFault(f.Err)}), Actions: []kit.Action{
		{Label: words.Say("sign.open"), Run: func() { k.hideDamaged(); k.backups.Show() }},
		{Label: words.Say("export.button"), Run: func() { k.hideDamaged(); k.backups.Exports.Export() }},
	}})
	k.Notify(title, words.Say("failure.notice"))
}

func (k *keeping) hideDamaged() { kit.HideOne(k.hide) }

// SayChanges says what the last backup does not hold: calmly, until that has been
// so for too long.
func (k *keeping) SayChanges() {
	if !k.hasStatus || k.IsLooking() {
		return
	}
	age := k.Now().Sub(k.Last)
	switch {
	case k.signs.Damaged != nil:
		k.ShowWarning("") // what the last backup holds is of no use: the sign says so
	case k.hasRead && k.changes > 0 && age > k.Settings.WarnAfter:
		k.ShowWarning(words.Say("sign.old", words.Args{"Ago": words.AgoFrom(k.Last, k.Now()), "Changes": words.Count("changes-after", k.changes)}))
	case k.hasRead && k.changes < 0 && k.people > 0 && !k.Settings.Automatic:
		k.ShowWarning(words.Say("sign.none")) // and nothing will change that by itself
	default:
		k.ShowChanges(k.changes)
	}
}

// showFailedCard says why the automatic backup failed, and what can be done.
func (k *keeping) showFailedCard() {
	s := k.signs
	if s.Failed == nil {
		return
	}
	e := words.Explain(words.DoingAutomatic, s.Failed)
	texts := []string{e.Cause, words.Say("sign.failed-safe"), e.Next}
	if e.Kind == failure.KindDamaged {
		texts[1] = e.Safe // the data themselves are not
	}
	if !s.Retry.IsZero() {
		texts = append(texts, words.Say("sign.failed-retry", words.Args{"Time": s.Retry.In(k.Now().Location()).Format("15:04")}))
	}
	k.showSignCard(words.Say("sign.failed-title"), texts)
}

// showAwayCard says what becomes of the copies while the second place is away or
// takes none.
func (k *keeping) showAwayCard() {
	s := k.signs
	if s.Away == nil {
		return
	}
	e := words.Explain(words.DoingCopy, s.Away)
	if isAway(s) {
		k.showSignCard(words.Say("sign.away-title"), []string{k.awayText(s) + ".", e.Cause, words.Say("sign.away-more")})
		return
	}
	k.showSignCard(words.Say("sign.not-copied-title"), []string{k.awayText(s) + ".", e.Cause, words.Say("sign.not-copied-more"), e.Next})
}

func (k *keeping) showSignCard(title string, texts []string) {
	if !k.IsReady() {
		return
	}
	parts := []fyne.CanvasObject{}
	for i, text := range texts {
		name := kit.ColorNameQuiet
		if i == 0 {
			name = theme.ColorNameForeground
		}
		parts = append(parts, kit.NewParagraph(kit.PlainLines(text), kit.BodyText, name))
	}
	var s *kit.Sheet
	leave := func(run func()) func() { return func() { s.Hide(); run() } }
	s = kit.NewSheet(title, kit.NewColumn(parts...), kit.Action{Label: words.Say("failure.close")},
		kit.Action{Label: words.Say("menu.export-to"), Run: leave(k.backups.Exports.ExportTo)},
		kit.Action{Label: words.Say("backups.settings"), Run: leave(k.backups.ShowSettings)},
		kit.Action{Label: words.Say("sign.try-now"), Run: leave(k.tryNow), Primary: true})
	s.Want.Width, s.First = kit.ConfirmWidth, s.Primary
	kit.ShowSheet(k.Win, s)
}
