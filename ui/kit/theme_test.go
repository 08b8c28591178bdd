package kit

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/uitest"
)

func TestTextIsReadable(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.ColorNameForeground: {theme.ColorNameBackground, ColorNameSurface, ColorNamePlan, ColorNameSelectedRow,
			theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameSelection},
		ColorNameQuiet: {theme.ColorNameBackground, ColorNameSurface, ColorNamePlan, ColorNameRoom, ColorNameBooked,
			ColorNameSelectedRow},
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground},
		theme.ColorNameDisabled:            {ColorNameSurface},
		theme.ColorNamePrimary:             {ColorNameSurface, ColorNameSelectedRow, theme.ColorNameBackground},
		theme.ColorNameHyperlink:           {ColorNameSurface, theme.ColorNameBackground},
		theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
		theme.ColorNameForegroundOnError:   {theme.ColorNameError},
		theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
		theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
		ColorNameFree:                      {ColorNameSurface, ColorNamePlan},
		ColorNameBookedText:                {ColorNameBooked, ColorNameSurface},
		ColorNameOnChosen:                  {ColorNameChosen},
		theme.ColorNameSuccess:             {ColorNameSurface, theme.ColorNameBackground},
		theme.ColorNameWarning:             {ColorNameSurface, theme.ColorNameBackground},
		theme.ColorNameError:               {ColorNameSurface, theme.ColorNameBackground, theme.ColorNameOverlayBackground},
	}
	look := NewTheme()
	for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		for text, grounds := range pairs {
			for _, ground := range grounds {
				if got := uitest.Contrast(look.Color(text, variant), look.Color(ground, variant)); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, less than 4.5", name, text, ground, got)
				}
			}
		}
		for _, kind := range []Tone{Good, Warning, Error} {
			ground := Mix(look.Color(ColorNameSurface, variant), look.Color(kind.Color(), variant), 0.1)
			if got := uitest.Contrast(look.Color(theme.ColorNameForeground, variant), ground); got < 4.5 {
				t.Errorf("%s: the text of a banner has a contrast of %.2f", name, got)
			}
		}
		// Lines that tell something need 3 (WCAG 1.4.11).
		for line, ground := range map[fyne.ThemeColorName]fyne.ThemeColorName{
			ColorNameFree: ColorNamePlan, ColorNameBookedLine: ColorNamePlan, ColorNameRing: ColorNamePlan,
			theme.ColorNamePrimary: theme.ColorNameBackground,
		} {
			if got := uitest.Contrast(look.Color(line, variant), look.Color(ground, variant)); got < 3 {
				t.Errorf("%s: the line %s on %s has a contrast of %.2f, less than 3", name, line, ground, got)
			}
		}
	}
}

func TestThemeFollowsTheVariant(t *testing.T) {
	uitest.Start(t, NewTheme(), theme.VariantLight)
	look := NewTheme()
	if look.Color(ColorNamePlan, theme.VariantLight) == look.Color(ColorNamePlan, theme.VariantDark) {
		t.Error("the plan has one colour in both variants")
	}
	if look.Size(theme.SizeNameText) != 14 || look.Size(theme.SizeNameScrollBar) == 0 {
		t.Error("a size is missing")
	}
}

func TestContrastKnowsBlackOnWhite(t *testing.T) {
	if got := uitest.Contrast(color.Black, color.White); math.Abs(got-21) > 0.01 {
		t.Errorf("black on white is %.2f, want 21", got)
	}
}
