package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
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
	ColorNameBookedLine  fyne.ThemeColorName = "seatkeeper.bookedLine"  // and its outline
	ColorNameBookedText  fyne.ThemeColorName = "seatkeeper.bookedText"  // and its text
	ColorNameChosen      fyne.ThemeColorName = "seatkeeper.chosen"      // the desk of the chosen person
	ColorNameOnChosen    fyne.ThemeColorName = "seatkeeper.onChosen"    // and its text
	ColorNameRing        fyne.ThemeColorName = "seatkeeper.ring"        // about the selected desk
	ColorNameSelectedRow fyne.ThemeColorName = "seatkeeper.selectedRow" // in lists and segments
)

// Sizes that several widgets share, in Fyne's device-independent pixels.
const (
	gap           float32 = 8    // between neighbours
	inset         float32 = 16   // within a card
	controlHeight float32 = 36   // of buttons, choices and entries
	cardRadius    float32 = 8    // of the corners of a card
	smallText     float32 = 12.5 // text of second rank
	bodyText      float32 = 14
	titleText     float32 = 16
)

// NewTheme returns the look of Seatkeeper, light or dark as it is asked.
func NewTheme() fyne.Theme { return seatkeeperTheme{theme.DefaultTheme()} }

// seatkeeperTheme leaves fonts and icons to Fyne. Names in scripts that Fyne's
// own font does not have need nothing here: Fyne 2.8 looks for a font on the
// system for each character that its own lacks.
type seatkeeperTheme struct{ fyne.Theme }

func (t seatkeeperTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
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
	theme.SizeNameText:            bodyText,
	theme.SizeNameCaptionText:     smallText,
	theme.SizeNameSubHeadingText:  titleText,
	theme.SizeNameHeadingText:     17,
	theme.SizeNamePadding:         4,
	theme.SizeNameInnerPadding:    8,
	theme.SizeNameInputBorder:     1,
	theme.SizeNameInputRadius:     6,
	theme.SizeNameButtonRadius:    6,
	theme.SizeNameSelectionRadius: 6,
	theme.SizeNamePopupRadius:     cardRadius,
	theme.SizeNameDialogRadius:    cardRadius,
	theme.SizeNameCardRadius:      cardRadius,
	theme.SizeNameMenuRadius:      6,
}

type shade struct{ light, dark color.NRGBA }

var palette = map[fyne.ThemeColorName]shade{
	theme.ColorNameBackground:          {rgb(0xF4F6F9), rgb(0x12171E)},
	theme.ColorNameForeground:          {rgb(0x18212C), rgb(0xE8EDF3)},
	theme.ColorNamePlaceHolder:         {rgb(0x5A6675), rgb(0x9AA7B7)},
	theme.ColorNameDisabled:            {rgb(0x6B7685), rgb(0x8491A1)},
	theme.ColorNamePrimary:             {rgb(0x1D5FC4), rgb(0x6FA8FF)},
	theme.ColorNameForegroundOnPrimary: {rgb(0xFFFFFF), rgb(0x0B1523)},
	theme.ColorNameHyperlink:           {rgb(0x1D5FC4), rgb(0x6FA8FF)},
	theme.ColorNameButton:              {rgb(0xFFFFFF), rgb(0x1A212B)},
	theme.ColorNameDisabledButton:      {rgb(0xF4F6F9), rgb(0x171D26)},
	theme.ColorNameInputBackground:     {rgb(0xFFFFFF), rgb(0x1A212B)},
	theme.ColorNameInputBorder:         {rgb(0xC3CCD8), rgb(0x3A4757)},
	theme.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x1A212B)},
	theme.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x1A212B)},
	theme.ColorNameHeaderBackground:    {rgb(0xFFFFFF), rgb(0x1A212B)},
	theme.ColorNameSeparator:           {rgb(0xD9DFE7), rgb(0x2E3946)},
	theme.ColorNameHover:               {alpha(0x18212C, 0x0F), alpha(0xE8EDF3, 0x12)},
	theme.ColorNamePressed:             {alpha(0x18212C, 0x22), alpha(0xE8EDF3, 0x22)},
	theme.ColorNameFocus:               {alpha(0x1D5FC4, 0x2A), alpha(0x6FA8FF, 0x3A)},
	theme.ColorNameSelection:           {rgb(0xE9F0FB), rgb(0x223040)},
	theme.ColorNameScrollBar:           {alpha(0x18212C, 0x66), alpha(0xE8EDF3, 0x66)},
	theme.ColorNameShadow:              {alpha(0x18212C, 0x40), alpha(0x000000, 0x80)},
	theme.ColorNameSuccess:             {rgb(0x1F7A4C), rgb(0x5CC48D)},
	theme.ColorNameWarning:             {rgb(0xB45309), rgb(0xF0A94A)},
	theme.ColorNameError:               {rgb(0xB3261E), rgb(0xF2827A)},
	theme.ColorNameForegroundOnSuccess: {rgb(0xFFFFFF), rgb(0x0B1523)},
	theme.ColorNameForegroundOnWarning: {rgb(0xFFFFFF), rgb(0x0B1523)},
	theme.ColorNameForegroundOnError:   {rgb(0xFFFFFF), rgb(0x0B1523)},

	ColorNameSurface:     {rgb(0xFFFFFF), rgb(0x1A212B)},
	ColorNameLine:        {rgb(0xD9DFE7), rgb(0x2E3946)},
	ColorNameQuiet:       {rgb(0x5A6675), rgb(0x9AA7B7)},
	ColorNamePlan:        {rgb(0xFBFCFD), rgb(0x151B23)},
	ColorNameRoom:        {rgb(0xEEF1F6), rgb(0x1F2732)},
	ColorNameFree:        {rgb(0x1F7A4C), rgb(0x5CC48D)},
	ColorNameBooked:      {rgb(0xE4E8EE), rgb(0x2B3543)},
	ColorNameBookedLine:  {rgb(0x66758A), rgb(0x8593A6)},
	ColorNameBookedText:  {rgb(0x2A3442), rgb(0xDCE3EB)},
	ColorNameChosen:      {rgb(0x1D5FC4), rgb(0x2B5FAE)},
	ColorNameOnChosen:    {rgb(0xFFFFFF), rgb(0xFFFFFF)},
	ColorNameRing:        {rgb(0xB45309), rgb(0xF0A94A)},
	ColorNameSelectedRow: {rgb(0xE9F0FB), rgb(0x223040)},
}

func rgb(v uint32) color.NRGBA { return alpha(v, 0xFF) }

func alpha(v uint32, a uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: a}
}

// mix returns a with a share of b in it, from 0 to 1.
func mix(a, b color.Color, share float64) color.Color {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	part := func(p, q uint8) uint8 { return uint8(float64(p)*(1-share) + float64(q)*share + 0.5) }
	return color.NRGBA{R: part(x.R, y.R), G: part(x.G, y.G), B: part(x.B, y.B), A: 0xFF}
}
