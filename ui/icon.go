package ui

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

// icon.png is icon.svg drawn at 512 by 512.
//
//go:embed icon.png
var iconPNG []byte

//go:embed icon.svg
var iconSVG []byte

// Icon returns the program's icon, for its windows.
func Icon() fyne.Resource { return fyne.NewStaticResource("icon.png", iconPNG) }

// Logo returns the icon as a drawing, which is sharp at any size.
func Logo() fyne.Resource { return fyne.NewStaticResource("icon.svg", iconSVG) }
