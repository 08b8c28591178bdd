package ui

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

// icon.png is icon.svg drawn at 512 by 512.
//
//go:embed icon.png
var iconPNG []byte

// Icon returns the program's icon, for its windows.
func Icon() fyne.Resource { return fyne.NewStaticResource("icon.png", iconPNG) }
