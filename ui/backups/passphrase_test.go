package backups

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func TestAPassphraseIsAskedFor(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	var got []string
	s := askPassphrase(w, "/data/backup-1.json.age", false, func(p string) { got = append(got, p) })
	entry := w.Canvas().Focused().(*kit.SheetEntry)
	if !entry.Password || !s.Primary.Disabled() || s.Message.Text.Text != "" {
		t.Errorf("hidden %v, can be unlocked with nothing: %v, says %q", entry.Password, !s.Primary.Disabled(), s.Message.Text.Text)
	}
	uitest.Press(w, fyne.KeyReturn)
	uitest.Type(w, "a b C")
	uitest.Press(w, fyne.KeyTab, fyne.KeySpace)
	if entry.Password {
		t.Error("what is typed can't be shown by key")
	}
	uitest.Press(w, fyne.KeySpace)
	if !entry.Password {
		t.Error("and not hidden again")
	}
	uitest.Press(w, fyne.KeyReturn)
	if !slices.Equal(got, []string{"a b C"}) || s.IsShown() {
		t.Errorf("got %q", got)
	}
	s = askPassphrase(w, "/data/backup-1.json.age", true, func(p string) { got = append(got, p) })
	if s.Message.Text.Text != "That is not the passphrase of this file. Try again: capital and small letters count." {
		t.Errorf("a second time it says %q", s.Message.Text.Text)
	}
	uitest.Type(w, "x")
	if s.Message.Text.Text != "" {
		t.Error("that stays while another one is typed")
	}
	uitest.Press(w, fyne.KeyEscape)
	if len(got) != 1 || s.IsShown() {
		t.Errorf("Escape unlocks: %q", got)
	}
}

func TestTheSpaceThatOpensASheetIsNoPartOfAPassphrase(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	choosePassphrase(w, nil)
	first := w.Canvas().Focused().(*kit.SheetEntry)
	first.TypedRune(' ') // its key went to the box that opened the sheet
	if first.Text != "" {
		t.Errorf("it begins with %q", first.Text)
	}
	uitest.Press(w, fyne.KeySpace)
	uitest.Type(w, " a b")
	if first.Text != " a b" {
		t.Errorf("typed is %q", first.Text)
	}
}

func TestAPassphraseIsChosen(t *testing.T) {
	w := uitest.EmptyWindow(t, kit.NewTheme())
	got := ""
	s := choosePassphrase(w, func(p string) { got = p })
	said := func() string { return uitest.Find[*kit.Column](t, s).Parts[4].(*kit.Notice).Text.Text }
	want := func(text string, ready bool) {
		t.Helper()
		if said() != text || s.Primary.Disabled() == ready {
			t.Errorf("it says %q, ready %v; want %q", said(), !s.Primary.Disabled(), text)
		}
	}
	if warns := uitest.Find[*kit.Column](t, s).Parts[0].(*kit.Notice); warns.Text.Text != "If the passphrase is lost, nobody can open this copy. Not even we." {
		t.Errorf("beforehand it says %q", warns.Text.Text)
	}
	want("", false)
	uitest.Press(w, fyne.KeyReturn)
	want("Type a passphrase.", false)
	uitest.Type(w, "éééé") // characters count, not bytes
	want("That is too short: at least 8 characters.", false)
	uitest.Type(w, "éééé")
	want("", false)
	uitest.Press(w, fyne.KeyReturn)
	want("The two are not the same.", false)
	uitest.Press(w, fyne.KeyTab)
	uitest.Type(w, "ééééééé")
	want("The two are not the same.", false)
	uitest.Type(w, "é")
	want("", true)
	uitest.Press(w, fyne.KeyReturn)
	if got != "éééééééé" || s.IsShown() {
		t.Errorf("got %q", got)
	}
}
