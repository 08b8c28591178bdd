// Package signs brings the signs that the window shows and that the fonts of Fyne do not
// have, ✓ and ★ among them. Where no other font of the system had them, as on Windows,
// they were boxes. Nothing comes in; out goes a font that has these signs and no letters.
//
// It is a part of DejaVu Sans, whose licence stands beside it, cut out with pyftsubset and
// renamed, as that licence asks. Its lines are as high as those of Fyne's letters, since a
// text has the height of its spaces: the font has one, as the space behind a sign is taken
// from the font of the sign.
package signs

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

//go:embed signs.ttf
var content []byte

var resource = fyne.NewStaticResource("signs.ttf", content)

// Font returns the font. As the font of a theme it stands before Fyne's own, which Fyne
// asks for all that it does not have.
func Font() fyne.Resource { return resource }
