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
		ColorNameFree:                      {ColorNameSurface, ColorNamePlan, ColorNameBooked},
		ColorNameBookedText:                {ColorNameBooked, ColorNameSurface, ColorNameRoom},
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
		// Lines that tell something need 3 (WCAG 1.4.11). The edge of a booked desk tells
		// nothing: the name on it does.
		for line, ground := range map[fyne.ThemeColorName]fyne.ThemeColorName{
			ColorNameFree: ColorNamePlan, ColorNameRing: ColorNamePlan, ColorNameMark: ColorNameSurface,
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

// Texts of the plan are read on any zone, whatever colour somebody has given it.
func TestZonesCarryEveryText(t *testing.T) {
	look := NewTheme()
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		plan := look.Color(ColorNamePlan, variant)
		grounds := []color.Color{}
		for i := range ZoneTints {
			grounds = append(grounds, ZoneTint(i, plan))
		}
		for r := 0; r <= 0xFF; r += 0x33 {
			for g := 0; g <= 0xFF; g += 0x33 {
				for b := 0; b <= 0xFF; b += 0x33 {
					grounds = append(grounds, Pale(RGB(uint32(r<<16|g<<8|b)), plan))
				}
			}
		}
		for _, ground := range grounds {
			for _, text := range []fyne.ThemeColorName{theme.ColorNameForeground, ColorNameQuiet, ColorNameFree} {
				if got := uitest.Contrast(look.Color(text, variant), ground); got < 4.5 {
					t.Errorf("variant %d: %s on %v has a contrast of %.2f", variant, text, ground, got)
				}
			}
			if got := uitest.Contrast(look.Color(ColorNameRing, variant), ground); got < 3 {
				t.Errorf("variant %d: the ring on %v has a contrast of %.2f", variant, ground, got)
			}
		}
	}
}
