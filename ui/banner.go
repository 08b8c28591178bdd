package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Banner)(nil)

// Banner is a message across the whole width for a state that lasts, such as a
// store that can only be read. It has no close button: it goes when the state
// does. Its height follows its text.
type Banner struct {
	widget.BaseWidget
	tone   Tone
	text   *paragraph
	action *Button
	loud   bool // in the full colour of its kind: it must not be overlooked
}

// NewBanner returns a banner, with a button where the action has a label.
func NewBanner(tone Tone, text string, action Action) *Banner {
	b := &Banner{tone: tone, text: newParagraph(plainLines(text), bodyText, theme.ColorNameForeground)}
	b.action = NewButton(PlainButton, action.Label, action.Run)
	b.action.Hidden = action.Label == ""
	b.ExtendBaseWidget(b)
	return b
}

// SetText shows another text.
func (b *Banner) SetText(text string) {
	b.text.setText(plainLines(text))
	b.Refresh()
}

const bannerLeft float32 = 40 // where the words begin: behind the sign

func (b *Banner) textWidth(width float32) float32 {
	width -= bannerLeft + inset
	if b.action.Visible() {
		width -= b.action.MinSize().Width + inset
	}
	return max(width, 80)
}

func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &bannerRenderer{b: b, back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), sign: canvas.NewImageFromResource(b.tone.sign())}
	r.Refresh()
	return r
}

type bannerRenderer struct {
	b          *Banner
	back, edge *canvas.Rectangle
	sign       *canvas.Image
}

func (r *bannerRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.edge.Resize(fyne.NewSize(4, size.Height))
	r.sign.Move(fyne.NewPos(inset-2, (size.Height-signSize)/2))
	r.sign.Resize(fyne.NewSquareSize(signSize))
	width := r.b.textWidth(size.Width)
	height := r.b.text.heightFor(width)
	r.b.text.Move(fyne.NewPos(bannerLeft, (size.Height-height)/2))
	r.b.text.Resize(fyne.NewSize(width, height))
	button := r.b.action.MinSize()
	r.b.action.Move(fyne.NewPos(size.Width-inset-button.Width, (size.Height-button.Height)/2))
	r.b.action.Resize(button)
}

// MinSize follows the width that the banner has, as that of a wrapping label
// does: Fyne asks again before it draws, and lays out anew where it changed.
func (r *bannerRenderer) MinSize() fyne.Size {
	width := r.b.Size().Width
	if width == 0 {
		width = 1000
	}
	return fyne.NewSize(200, max(controlHeight+gap, r.b.text.heightFor(r.b.textWidth(width))+2*gap))
}

func (r *bannerRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	r.back.FillColor = mix(look(ColorNameSurface), look(r.b.tone.color()), 0.1)
	r.edge.FillColor = look(r.b.tone.color())
	if r.b.loud {
		r.back.FillColor = look(r.b.tone.color())
		r.b.text.color, r.b.text.style.Bold = theme.ColorNameForegroundOnWarning, true
		r.sign.Resource = theme.NewColoredResource(theme.WarningIcon(), theme.ColorNameForegroundOnWarning)
	}
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *bannerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.edge, r.sign, r.b.text, r.b.action}
}

func (r *bannerRenderer) Destroy() {}
