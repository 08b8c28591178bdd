package settings

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/storage/settings"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
	"seatkeeper/ui/words"
)

// window is the window around the settings in tests.
type window struct {
	fyne.Window
	background kit.Background
	did        []string
}

func (w *window) Win() fyne.Window                    { return w.Window }
func (w *window) Background() kit.Background          { return w.background }
func (w *window) Refuse(doing words.Doing, err error) { w.did = append(w.did, "refused: "+err.Error()) }
func (w *window) Relist(bySurname bool) {
	w.did = append(w.did, map[bool]string{true: "surnames", false: "first names"}[bySurname])
}
func (w *window) Reload()             { w.did = append(w.did, "reload") }
func (w *window) ShowBackupSettings() { w.did = append(w.did, "backups") }
func (w *window) OpenFolder()         { w.did = append(w.did, "folder") }

func open(t *testing.T) (*Controller, *window, *uitest.ByHand) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	hand := &uitest.ByHand{}
	w := &window{Window: uitest.Show(t, container.NewStack(), 1024, 700)}
	w.background = kit.Background{Go: hand.Go, Do: hand.Do, After: hand.After}
	c := NewController(w, Options{File: settings.At(filepath.Join(t.TempDir(), "settings.toml"))})
	c.Show()
	return c, w, hand
}

// choose chooses a value of a setting in the sheet.
func choose(c *Controller, hand *uitest.ByHand, n settings.Name, value string) {
	row := c.sheet.rows[slices.Index(settings.All(), n)]
	row.control.(*kit.Choice).Pick.SetSelectedIndex(slices.Index(settings.Values(n), value))
	hand.Run()
}

func TestWhatIsChosenHoldsAndIsKept(t *testing.T) {
	c, w, hand := open(t)
	choose(c, hand, settings.Names, settings.Surname)
	choose(c, hand, settings.Dates, "de-DE")
	choose(c, hand, settings.Week, settings.Sunday)
	choose(c, hand, settings.Theme, settings.Dark)
	if want := []string{"surnames", "reload", "reload"}; !slices.Equal(w.did, want) {
		t.Errorf("it did %q, not %q", w.did, want)
	}
	if got := words.Number(1234); got != "1.234" || words.CurrentLocale().FirstDay != 0 {
		t.Errorf("numbers are %q, weeks begin on %v", got, words.CurrentLocale().FirstDay)
	}
	dark := kit.NewThemeAs("dark").Color(theme.ColorNameBackground, theme.VariantLight)
	if got := fyne.CurrentApp().Settings().Theme().Color(theme.ColorNameBackground, theme.VariantLight); got != dark {
		t.Errorf("it is %v", got)
	}
	kept, err := c.o.File.Read(t.Context())
	for n, want := range map[settings.Name]string{settings.Names: settings.Surname, settings.Dates: "de-DE", settings.Week: settings.Sunday, settings.Theme: settings.Dark, settings.Scale: "100"} {
		if got := kept.Get(n); got != want || c.o.Now.Get(n) != want {
			t.Errorf("%s is %q in the file and %q in the window, not %q: %v", n, got, c.o.Now.Get(n), want, err)
		}
	}
}

func TestTheScaleIsTakenUp(t *testing.T) {
	t.Setenv("FYNE_SCALE", "1")
	c, _, hand := open(t)
	choose(c, hand, settings.Scale, "150")
	if got := os.Getenv("FYNE_SCALE"); got != "1.5" {
		t.Errorf("it is %q", got)
	}
	UseScale(settings.Settings{})
	if got := os.Getenv("FYNE_SCALE"); got != "1.5" {
		t.Errorf("without a choice it is %q: that of the user's own was taken away", got)
	}
}

// What could not be kept does not hold either, and is said where it was chosen.
func TestWhatCouldNotBeKeptDoesNotHold(t *testing.T) {
	c, w, hand := open(t)
	if err := os.WriteFile(c.o.File.Path(), []byte("theme = \"da"), 0o600); err != nil {
		t.Fatal(err)
	}
	choose(c, hand, settings.Names, settings.Surname)
	if len(w.did) > 0 || c.sheet.Message.Text.Text == "" {
		t.Errorf("it did %q, and says nothing", w.did)
	}
	if got := c.sheet.rows[3].control.(*kit.Choice).Pick.SelectedIndex(); got != 0 {
		t.Errorf("the choice shows %d", got)
	}
	c.OrderNames(true)
	hand.Run()
	if len(w.did) != 1 || !strings.HasPrefix(w.did[0], "refused: ") {
		t.Errorf("it did %q", w.did)
	}
}

func TestSettingsAreFoundByTyping(t *testing.T) {
	c, _, _ := open(t)
	shown := func() (n int) {
		for _, r := range c.sheet.rows {
			if r.Visible() {
				n++
			}
		}
		return n
	}
	all := shown()
	for typed, want := range map[string]int{"dark": 1, "BACK": 1, "first day": 1, "name": 2, "germany": 1, "zzz": 0, "": all} {
		c.sheet.find.SetText(typed)
		if got := shown(); got != want {
			t.Errorf("%q finds %d, not %d", typed, got, want)
		}
		if c.sheet.none.Visible() != (want == 0) {
			t.Errorf("%q: that nothing is found is said: %t", typed, c.sheet.none.Visible())
		}
	}
}

func TestWhatBelongsToTheDataIsAWayOn(t *testing.T) {
	c, w, _ := open(t)
	for i, want := range []string{"backups", "folder"} {
		c.Show()
		c.sheet.rows[len(c.sheet.rows)-2+i].control.(*kit.Button).Tapped(nil)
		if c.sheet.IsShown() || len(w.did) != i+1 || w.did[i] != want {
			t.Errorf("%q was done, and the sheet is shown: %t", w.did, c.sheet.IsShown())
		}
	}
}

// Each setting has words, and so has each of its values: none is shown by its key.
func TestEverySettingHasWords(t *testing.T) {
	for _, n := range settings.All() {
		name, about := words.Setting(n)
		seen := map[string]bool{name: true, about: true, "": true}
		for _, value := range settings.Values(n) {
			said := words.SettingValue(n, value)
			if seen[said] || said == value {
				t.Errorf("%s = %s is said as %q", n, value, said)
			}
			seen[said] = true
		}
		if len(seen) != len(settings.Values(n))+3 {
			t.Errorf("%s is said as %q, %q", n, name, about)
		}
	}
}
