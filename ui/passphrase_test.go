package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

func TestAPassphraseIsAskedFor(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	var got []string
	s := askPassphrase(w, "/data/backup-1.json.age", false, func(p string) { got = append(got, p) })
	entry := w.Canvas().Focused().(*sheetEntry)
	if !entry.Password || !s.primary.Disabled() || s.message.text.text != "" {
		t.Errorf("hidden %v, can be unlocked with nothing: %v, says %q", entry.Password, !s.primary.Disabled(), s.message.text.text)
	}
	pressIn(w, fyne.KeyReturn)
	typeText(w, "a b C")
	pressIn(w, fyne.KeyTab, fyne.KeySpace)
	if entry.Password {
		t.Error("what is typed can't be shown by key")
	}
	pressIn(w, fyne.KeySpace)
	if !entry.Password {
		t.Error("and not hidden again")
	}
	pressIn(w, fyne.KeyReturn)
	if !slices.Equal(got, []string{"a b C"}) || s.shown {
		t.Errorf("got %q", got)
	}
	s = askPassphrase(w, "/data/backup-1.json.age", true, func(p string) { got = append(got, p) })
	if s.message.text.text != "That is not the passphrase of this file. Try again: capital and small letters count." {
		t.Errorf("a second time it says %q", s.message.text.text)
	}
	typeText(w, "x")
	if s.message.text.text != "" {
		t.Error("that stays while another one is typed")
	}
	pressIn(w, fyne.KeyEscape)
	if len(got) != 1 || s.shown {
		t.Errorf("Escape unlocks: %q", got)
	}
}

func TestTheSpaceThatOpensASheetIsNoPartOfAPassphrase(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	choosePassphrase(w, nil)
	first := w.Canvas().Focused().(*sheetEntry)
	first.TypedRune(' ') // its key went to the box that opened the sheet
	if first.Text != "" {
		t.Errorf("it begins with %q", first.Text)
	}
	pressIn(w, fyne.KeySpace)
	typeText(w, " a b")
	if first.Text != " a b" {
		t.Errorf("typed is %q", first.Text)
	}
}

func TestAPassphraseIsChosen(t *testing.T) {
	w := emptyWindow(t, NewTheme())
	got := ""
	s := choosePassphrase(w, func(p string) { got = p })
	said := func() string { return s.inside.Objects[0].(*column).parts[4].(*notice).text.text }
	want := func(text string, ready bool) {
		t.Helper()
		if said() != text || s.primary.Disabled() == ready {
			t.Errorf("it says %q, ready %v; want %q", said(), !s.primary.Disabled(), text)
		}
	}
	if warns := s.inside.Objects[0].(*column).parts[0].(*notice); warns.text.text != "If the passphrase is lost, nobody can open this copy. Not even we." {
		t.Errorf("beforehand it says %q", warns.text.text)
	}
	want("", false)
	pressIn(w, fyne.KeyReturn)
	want("Type a passphrase.", false)
	typeText(w, "éééé") // characters count, not bytes
	want("That is too short: at least 8 characters.", false)
	typeText(w, "éééé")
	want("", false)
	pressIn(w, fyne.KeyReturn)
	want("The two are not the same.", false)
	pressIn(w, fyne.KeyTab)
	typeText(w, "ééééééé")
	want("The two are not the same.", false)
	typeText(w, "é")
	want("", true)
	pressIn(w, fyne.KeyReturn)
	if got != "éééééééé" || s.shown {
		t.Errorf("got %q", got)
	}
}
