package backups

import (
	"errors"
	"path/filepath"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"seatkeeper/storage/failure"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// leastPassphrase is how many characters a passphrase has at least. A backup may
// be tried for years by whoever finds it.
const leastPassphrase = 8

// passphraseEntry is an entry that hides what is typed. Fyne's own eye, which the
// keyboard can't reach, is left out: a toggle of the sheet shows the text.
func passphraseEntry(onChanged func(string)) *kit.SheetEntry {
	e := kit.NewSheetEntry("", onChanged)
	e.Password = true
	e.ActionItem = layout.NewSpacer()
	return e
}

// showTyped is the toggle that shows what is typed into hidden entries.
func showTyped(entries ...*kit.SheetEntry) *kit.Toggle {
	return kit.NewToggle(words.Say("passphrase.show"), false, func(on bool) {
		for _, e := range entries {
			e.Password = !on
			e.Refresh()
		}
	})
}

// askPassphrase asks for the passphrase of a locked file, and says so where the
// one before was wrong. It is given to onDone alone, and kept nowhere.
func askPassphrase(win fyne.Window, path string, wrong bool, onDone func(passphrase string)) *kit.Sheet {
	file := kit.NewSmallLine(words.Plain(filepath.Base(path)))
	file.CutMiddle, file.MinWidth = true, 120
	var s *kit.Sheet
	entry := passphraseEntry(func(text string) {
		s.SetMessage(kit.Good, "")
		s.SetReady(text != "")
	})
	show := showTyped(entry)
	s = kit.NewSheet(words.Say("passphrase.ask-title"), kit.NewColumn(file, kit.FormRow(words.Say("passphrase.label"), entry), show),
		kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("passphrase.unlock"), Run: func() {
			s.Hide()
			onDone(entry.Text)
		}})
	s.Want.Width, s.First = kit.ConfirmWidth, entry
	entry.OnKey, show.OnKey = s.FieldKey, s.FieldKey
	s.SetReady(false)
	if wrong {
		s.SetMessage(kit.Error, words.Say("passphrase.wrong"))
	}
	kit.ShowSheet(win, s)
	return s
}

// choosePassphrase lets a passphrase be chosen, typed twice. What becomes of
// whoever loses it is said first.
func choosePassphrase(win fyne.Window, onDone func(passphrase string)) *kit.Sheet {
	warns, wrong := kit.NewNotice(), kit.NewNotice()
	warns.Set(kit.Warning, words.Say("passphrase.lost"), kit.Action{})
	var s *kit.Sheet
	var first, again *kit.SheetEntry
	say := func(text string) {
		if wrong.Set(kit.Error, text, kit.Action{}) {
			s.Refresh()
		}
	}
	check := func(string) {
		fault := passphraseFault(first.Text, again.Text)
		s.SetReady(fault == "")
		if first.Text == "" || again.Text == "" && utf8.RuneCountInString(first.Text) >= leastPassphrase {
			fault = "" // it is not typed yet, which is no fault
		}
		say(fault)
	}
	first, again = passphraseEntry(check), passphraseEntry(check)
	show := showTyped(first, again)
	s = kit.NewSheet(words.Say("passphrase.choose-title"), kit.NewColumn(warns, kit.FormRow(words.Say("passphrase.label"), first),
		kit.FormRow(words.Say("passphrase.again"), again), show, wrong),
		kit.Action{Label: words.Say("sheet.cancel")},
		kit.Action{Primary: true, Label: words.Say("passphrase.choose-do"), Run: func() {
			s.Hide()
			onDone(first.Text)
		}})
	s.Want.Width, s.First = kit.ConfirmWidth, first
	key := func(key *fyne.KeyEvent) bool {
		if kit.IsEnter(key) {
			say(passphraseFault(first.Text, again.Text)) // whoever presses Enter too soon is told why nothing happens
		}
		return s.FieldKey(key)
	}
	first.OnKey, again.OnKey, show.OnKey = key, key, s.FieldKey
	s.SetReady(false)
	kit.ShowSheet(win, s)
	return s
}

// passphraseFault says why a passphrase can't be taken; nothing if it can.
func passphraseFault(first, again string) string {
	switch {
	case first == "":
		return words.Say("passphrase.empty")
	case utf8.RuneCountInString(first) < leastPassphrase:
		return words.Say("passphrase.short", words.Args{"Least": leastPassphrase})
	case first != again:
		return words.Say("passphrase.differ")
	}
	return ""
}

// asksPassphrase asks for the passphrase of a file if the error is that there
// was none or a wrong one, and reports whether it is. What failed is then done
// again with what was typed.
func asksPassphrase(win fyne.Window, path string, err error, again func(passphrase string)) bool {
	if err == nil || failure.KindOf(err) != failure.KindPassphrase {
		return false
	}
	var of *failure.Error
	if errors.As(err, &of) && of.Path != "" {
		path = of.Path // of two files it is the one that is locked
	}
	askPassphrase(win, path, errors.Is(err, failure.ErrWrongPassphrase), again)
	return true
}
