package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit/signs"
)

// Colours of Seatkeeper beside those that Fyne names.
const (
	ColorNameSurface     fyne.ThemeColorName = "seatkeeper.surface"     // bars and cards
	ColorNameLine        fyne.ThemeColorName = "seatkeeper.line"        // borders
	ColorNameQuiet       fyne.ThemeColorName = "seatkeeper.quiet"       // text of second rank
	ColorNamePlan        fyne.ThemeColorName = "seatkeeper.plan"        // the floor
	ColorNameRoom        fyne.ThemeColorName = "seatkeeper.room"        // what stands on it
	ColorNameFree        fyne.ThemeColorName = "seatkeeper.free"        // outline and text of a free desk
	ColorNameBooked      fyne.ThemeColorName = "seatkeeper.booked"      // fill of a booked desk
	ColorNameBookedLine  fyne.ThemeColorName = "seatkeeper.bookedLine"  // and its outline, and that of any card on the plan
	ColorNameBookedText  fyne.ThemeColorName = "seatkeeper.bookedText"  // and the name on it
	ColorNameMark        fyne.ThemeColorName = "seatkeeper.mark"        // lines and dots that tell something
	ColorNameHatch       fyne.ThemeColorName = "seatkeeper.hatch"       // lines across what is blocked
	ColorNameWall        fyne.ThemeColorName = "seatkeeper.wall"        // of the floor
	ColorNameChosen      fyne.ThemeColorName = "seatkeeper.chosen"      // the desk of the chosen person
	ColorNameOnChosen    fyne.ThemeColorName = "seatkeeper.onChosen"    // and its text
	ColorNameRing        fyne.ThemeColorName = "seatkeeper.ring"        // about the selected desk
	ColorNameSelectedRow fyne.ThemeColorName = "seatkeeper.selectedRow" // in lists and segments
)

// zones are the tints of the areas of a floor, from which [ZoneTint] takes one.
var zones = [...]shade{
	{RGB(0xEEF4FB), RGB(0x1A2431)}, {RGB(0xF1F7EF), RGB(0x1A2820)}, {RGB(0xFBF3E9), RGB(0x2A241A)},
	{RGB(0xF5F0FA), RGB(0x241F30)}, {RGB(0xFBEFF1), RGB(0x2B1E22)}, {RGB(0xEAF6F6), RGB(0x172829)},
}

// ZoneTints is how many tints there are for zones.
const ZoneTints = len(zones)

// ZoneTint returns one of the tints for zones, on a plan of that colour.
func ZoneTint(which int, plan color.Color) color.Color {
	if IsDark(plan) {
		return zones[which].dark
	}
	return zones[which].light
}

// Pale returns the hue of a colour that somebody has chosen, so pale on a plan of that
// colour that every text of the plan can be read on it.
func Pale(of, plan color.Color) color.Color {
	c := color.NRGBAModel.Convert(of).(color.NRGBA)
	high, low := max(c.R, c.G, c.B), min(c.R, c.G, c.B)
	// The part of the colour that is no grey, brought to the strength of the tints for
	// zones: the strongest channel keeps its place, and so do those below it.
	base, span := 0xFB, 0x0E
	if IsDark(plan) {
		base, span = 0x1A, 0x18
	}
	part := func(v uint8) uint8 {
		if high == low {
			return uint8(base - 6)
		}
		share := float64(high-v) / float64(high-low)
		if IsDark(plan) {
			return uint8(base + int(float64(span)*(1-share)))
		}
		return uint8(base - int(float64(span)*share))
	}
	return color.NRGBA{R: part(c.R), G: part(c.G), B: part(c.B), A: 0xFF}
}

// IsDark reports whether a colour is nearer to black than to white.
func IsDark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r+g+b < 3*0x8000
}

// Sizes that several widgets share, in Fyne's device-independent pixels.
const (
	Gap           float32 = 8    // between neighbours
	Inset         float32 = 16   // within a card
	ControlHeight float32 = 36   // of buttons, choices and entries
	CardRadius    float32 = 8    // of the corners of a card
	SmallText     float32 = 12.5 // text of second rank
	BodyText      float32 = 14
	TitleText     float32 = 16
)

// NewTheme returns the look of Seatkeeper, light or dark as it is asked.
func NewTheme() fyne.Theme { return seatkeeperTheme{Theme: theme.DefaultTheme()} }

// NewThemeAs returns the look that is "light" or "dark" whatever is asked, or else NewTheme.
func NewThemeAs(chosen string) fyne.Theme {
	light, dark := theme.VariantLight, theme.VariantDark
	switch chosen {
	case "light":
		return seatkeeperTheme{theme.DefaultTheme(), &light}
	case "dark":
		return seatkeeperTheme{theme.DefaultTheme(), &dark}
	}
	return NewTheme()
}

// seatkeeperTheme leaves letters and icons to Fyne. Names in scripts that Fyne's
// own font does not have need nothing here: Fyne 2.8 looks for a font on the
// system for each character that its own lacks.
type seatkeeperTheme struct {
	fyne.Theme
	chosen *fyne.ThemeVariant // nil for the desktop's
}

// Font returns the font of our signs: Fyne takes its own for whatever that lacks.
func (t seatkeeperTheme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Monospace || style.Symbol {
		return t.Theme.Font(style)
	}
	return signs.Font()
}

func (t seatkeeperTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.chosen != nil {
		variant = *t.chosen
	}
	c, ok := palette[name]
	if !ok {
		return t.Theme.Color(name, variant)
	}
	if variant == theme.VariantLight {
		return c.light
	}
	return c.dark
}

func (t seatkeeperTheme) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := sizes[name]; ok {
		return size
	}
	return t.Theme.Size(name)
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:            BodyText,
	theme.SizeNameCaptionText:     SmallText,
	theme.SizeNameSubHeadingText:  TitleText,
	theme.SizeNameHeadingText:     17,
	theme.SizeNamePadding:         4,
	theme.SizeNameInnerPadding:    8,
	theme.SizeNameInputBorder:     1,
	theme.SizeNameInputRadius:     6,
	theme.SizeNameButtonRadius:    6,
	theme.SizeNameSelectionRadius: 6,
	theme.SizeNamePopupRadius:     CardRadius,
	theme.SizeNameDialogRadius:    CardRadius,
	theme.SizeNameCardRadius:      CardRadius,
	theme.SizeNameMenuRadius:      6,
}

type shade struct{ light, dark color.NRGBA }

var palette = map[fyne.ThemeColorName]shade{
	theme.ColorNameBackground:          {RGB(0xF4F6F9), RGB(0x12171E)},
	theme.ColorNameForeground:          {RGB(0x18212C), RGB(0xE8EDF3)},
	theme.ColorNamePlaceHolder:         {RGB(0x5A6675), RGB(0x9AA7B7)},
	theme.ColorNameDisabled:            {RGB(0x6B7685), RGB(0x8491A1)},
	theme.ColorNamePrimary:             {RGB(0x1D5FC4), RGB(0x6FA8FF)},
	theme.ColorNameForegroundOnPrimary: {RGB(0xFFFFFF), RGB(0x0B1523)},
	theme.ColorNameHyperlink:           {RGB(0x1D5FC4), RGB(0x6FA8FF)},
	theme.ColorNameButton:              {RGB(0xFFFFFF), RGB(0x1A212B)},
	theme.ColorNameDisabledButton:      {RGB(0xF4F6F9), RGB(0x171D26)},
	theme.ColorNameInputBackground:     {RGB(0xFFFFFF), RGB(0x1A212B)},
	theme.ColorNameInputBorder:         {RGB(0xC3CCD8), RGB(0x3A4757)},
	theme.ColorNameMenuBackground:      {RGB(0xFFFFFF), RGB(0x1A212B)},
	theme.ColorNameOverlayBackground:   {RGB(0xFFFFFF), RGB(0x1A212B)},
	theme.ColorNameHeaderBackground:    {RGB(0xFFFFFF), RGB(0x1A212B)},
	theme.ColorNameSeparator:           {RGB(0xD9DFE7), RGB(0x2E3946)},
	theme.ColorNameHover:               {alpha(0x18212C, 0x0F), alpha(0xE8EDF3, 0x12)},
	theme.ColorNamePressed:             {alpha(0x18212C, 0x22), alpha(0xE8EDF3, 0x22)},
	theme.ColorNameFocus:               {alpha(0x1D5FC4, 0x2A), alpha(0x6FA8FF, 0x3A)},
	theme.ColorNameSelection:           {RGB(0xE9F0FB), RGB(0x223040)},
	theme.ColorNameScrollBar:           {alpha(0x18212C, 0x66), alpha(0xE8EDF3, 0x66)},
	theme.ColorNameShadow:              {alpha(0x18212C, 0x40), alpha(0x000000, 0x80)},
	theme.ColorNameSuccess:             {RGB(0x1F7A4C), RGB(0x5CC48D)},
	theme.ColorNameWarning:             {RGB(0xB45309), RGB(0xF0A94A)},
	theme.ColorNameError:               {RGB(0xB3261E), RGB(0xF2827A)},
	theme.ColorNameForegroundOnSuccess: {RGB(0xFFFFFF), RGB(0x0B1523)},
	theme.ColorNameForegroundOnWarning: {RGB(0xFFFFFF), RGB(0x0B1523)},
	theme.ColorNameForegroundOnError:   {RGB(0xFFFFFF), RGB(0x0B1523)},

	ColorNameSurface:     {RGB(0xFFFFFF), RGB(0x1A212B)},
	ColorNameLine:        {RGB(0xD9DFE7), RGB(0x2E3946)},
	ColorNameQuiet:       {RGB(0x5A6675), RGB(0x9AA7B7)},
	ColorNamePlan:        {RGB(0xFBFCFD), RGB(0x151B23)},
	ColorNameRoom:        {RGB(0xEBEEF3), RGB(0x222A35)},
	ColorNameFree:        {RGB(0x1F7A4C), RGB(0x5CC48D)},
	ColorNameBooked:      {RGB(0xFFFFFF), RGB(0x232C38)},
	ColorNameBookedLine:  {RGB(0xC3CCD8), RGB(0x44525F)},
	ColorNameBookedText:  {RGB(0x18212C), RGB(0xE8EDF3)},
	ColorNameMark:        {RGB(0x66758A), RGB(0x8593A6)},
	ColorNameHatch:       {RGB(0xCFD6DF), RGB(0x3A4654)},
	ColorNameWall:        {RGB(0xC9D1DB), RGB(0x3B4653)},
	ColorNameChosen:      {RGB(0x1D5FC4), RGB(0x2B5FAE)},
	ColorNameOnChosen:    {RGB(0xFFFFFF), RGB(0xFFFFFF)},
	ColorNameRing:        {RGB(0xB45309), RGB(0xF0A94A)},
	ColorNameSelectedRow: {RGB(0xE9F0FB), RGB(0x223040)},
}

// RGB returns a colour without transparency, such as 0x1f2a37.
func RGB(v uint32) color.NRGBA { return alpha(v, 0xFF) }

func alpha(v uint32, a uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: a}
}

// Mix returns a with a share of b in it, from 0 to 1.
func Mix(a, b color.Color, share float64) color.Color {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	part := func(p, q uint8) uint8 { return uint8(float64(p)*(1-share) + float64(q)*share + 0.5) }
	return color.NRGBA{R: part(x.R, y.R), G: part(x.G, y.G), B: part(x.B, y.B), A: 0xFF}
}
