package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
)

// Places of all kinds are drawn in the same states; the corners and a sign tell the kind.

// radiusOf returns how round the corners of a place are.
func radiusOf(kind data.Kind) float32 {
	switch kind {
	case data.KindParking:
		return 1 // as painted on the ground
	case data.KindLocker:
		return 3
	case data.KindRoom:
		return 16
	}
	return 6
}

// The signs of the kinds, 16 by 16; a desk has none.
var kindSigns = map[data.Kind]fyne.Resource{
	data.KindParking: fyne.NewStaticResource("parking.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">`+
		`<path fill="#000000" d="M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2zM5 3.5v9h2V9.8h1.6a3.15 3.15 0 0 0 0-6.3zM7 5.3h1.5a1.35 1.35 0 0 1 0 2.7H7z" fill-rule="evenodd"/></svg>`)),
	data.KindLocker: fyne.NewStaticResource("locker.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">`+
		`<path fill="#000000" d="M3 1h10v14H3zM4.5 2.5v11h7v-11zM6 4h4v1H6zM6 6h4v1H6zM9 9h1.5v2H9z" fill-rule="evenodd"/></svg>`)),
	data.KindRoom: fyne.NewStaticResource("room.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">`+
		`<path fill="#000000" d="M4 5h8v6H4zM6 2h4v2H6zM6 12h4v2H6zM1 6h2v4H1zM13 6h2v4h-2z" fill-rule="evenodd"/></svg>`)),
}

const signSide float32 = 12

// placeSign puts the sign of its kind into the upper right corner of a place, where
// there is room for it beside the words.
func (s *Scene) placeSign(v *deskView, look color.Color) {
	if kindSigns[v.desk.Kind] == nil {
		return
	}
	if v.sign == nil {
		v.sign, s.grown = canvas.NewImageFromResource(nil), true
		v.sign.Resize(fyne.NewSquareSize(signSide))
	}
	const pad = 5
	v.sign.Hidden = !v.out.IsStraight() || v.roomBesideSign() < pad
	if v.sign.Hidden {
		return
	}
	pos, size := v.out.Bounds()
	v.sign.Move(pos.AddXY(size.Width-signSide-pad, pad))
	if v.signLook != look { // to draw it takes long
		v.signLook, v.sign.Resource = look, KindSign(v.desk.Kind, s.signColor(look))
		v.sign.Refresh()
	}
}

// roomBesideSign returns how much is left between the sign and the words.
func (v *deskView) roomBesideSign() float32 {
	_, size := v.out.Bounds()
	const pad = 5
	text := v.label
	if text.Hidden {
		text = v.name
	}
	if text.Hidden {
		return min(size.Width, size.Height) - signSide - pad
	}
	used := kit.TextWidth(text.Text, text.TextSize, text.TextStyle)
	if text.Alignment == fyne.TextAlignCenter {
		return (size.Width-used)/2 - signSide - pad + 3
	}
	return size.Width - (text.Position().X - (v.out.Center.X - size.Width/2)) - used - signSide - pad
}

// signColor returns the name of the colour that words beside a sign have.
func (s *Scene) signColor(look color.Color) fyne.ThemeColorName {
	for _, name := range []fyne.ThemeColorName{kit.ColorNameFree, kit.ColorNameOnChosen} {
		if s.theme(name) == look {
			return name
		}
	}
	return kit.ColorNameQuiet
}

// KindSign returns the sign of a kind of places in a colour; a desk has none.
func KindSign(kind data.Kind, look fyne.ThemeColorName) fyne.Resource {
	if kindSigns[kind] == nil {
		return nil
	}
	return theme.NewColoredResource(kindSigns[kind], look)
}
