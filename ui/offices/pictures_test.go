package offices

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// looks are the windows in which the pictures are taken.
var looks = []struct {
	name          string
	variant       fyne.ThemeVariant
	width, height float32
}{{"light", theme.VariantLight, 1024, 668}, {"dark", theme.VariantDark, 1024, 668}, {"small", theme.VariantLight, 640, 400}}

func TestTheWelcomeLooksAsEver(t *testing.T) {
	for _, l := range looks {
		uitest.Start(t, kit.NewTheme(), l.variant)
		w := uitest.Show(t, welcomeForTest(), l.width, l.height)
		uitest.LooksAsEver(t, w.Canvas(), fmt.Sprintf("welcome-%s", l.name))
	}
}

func TestSettingUpLooksAsEver(t *testing.T) {
	for _, l := range looks {
		uitest.Start(t, kit.NewTheme(), l.variant)
		w := uitest.Show(t, welcomeForTest(), l.width, l.height)
		s := setUpForTest(t, w)
		fill(w, "Büro Köln", "Erdgeschoss", "Großraum Nord", "12", "4", "Süd", "12", "4", "Ost")
		uitest.LooksAsEver(t, w.Canvas(), fmt.Sprintf("set-up-%s", l.name))
		s.sheet.Hide()
	}
}

func TestTheListOfOfficesLooksAsEver(t *testing.T) {
	for _, l := range looks[:2] {
		uitest.Start(t, kit.NewTheme(), l.variant)
		w := uitest.Show(t, welcomeForTest(), l.width, l.height)
		list := listForTest(w)
		list.choose("köln", "eg")
		uitest.LooksAsEver(t, w.Canvas(), fmt.Sprintf("offices-%s", l.name))
		list.sheet.Hide()
	}
}
