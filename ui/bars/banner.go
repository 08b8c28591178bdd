package bars

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
)

var _ fyne.Widget = (*Banner)(nil)

// Banner is a message across the whole width for a state that lasts, such as a
// store that can only be read. It has no close button: it goes when the state
// does. Its height follows its text.
type Banner struct {
	widget.BaseWidget
	tone   kit.Tone
	Text   *kit.Paragraph
	Action *kit.Button
	Loud   bool // in the full colour of its kind: it must not be overlooked
}

// NewBanner returns a banner, with a button if the action has a label.
func NewBanner(tone kit.Tone, text string, action kit.Action) *Banner {
	b := &Banner{tone: tone, Text: kit.NewParagraph(kit.PlainLines(text), kit.BodyText, theme.ColorNameForeground)}
	b.Action = kit.NewButton(kit.Plain, action.Label, action.Run)
	b.Action.Hidden = action.Label == ""
	b.ExtendBaseWidget(b)
	return b
}

// SetText shows another text.
func (b *Banner) SetText(text string) {
	b.Text.SetText(kit.PlainLines(text))
	b.Refresh()
}

const bannerLeft float32 = 40 // where the words begin: behind the sign

func (b *Banner) textWidth(width float32) float32 {
	width -= bannerLeft + kit.Inset
	if b.Action.Visible() {
		width -= b.Action.MinSize().Width + kit.Inset
	}
	return max(width, 80)
}

func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&bannerRenderer{b: b, back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), sign: canvas.NewImageFromResource(b.tone.Sign())})
}

type bannerRenderer struct {
	b          *Banner
	back, edge *canvas.Rectangle
	sign       *canvas.Image
}

func (r *bannerRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.edge.Resize(fyne.NewSize(4, size.Height))
	r.sign.Move(fyne.NewPos(kit.Inset-2, (size.Height-kit.SignSize)/2))
	r.sign.Resize(fyne.NewSquareSize(kit.SignSize))
	width := r.b.textWidth(size.Width)
	height := r.b.Text.HeightFor(width)
	r.b.Text.Move(fyne.NewPos(bannerLeft, (size.Height-height)/2))
	r.b.Text.Resize(fyne.NewSize(width, height))
	button := r.b.Action.MinSize()
	r.b.Action.Move(fyne.NewPos(size.Width-kit.Inset-button.Width, (size.Height-button.Height)/2))
	r.b.Action.Resize(button)
}

// MinSize follows the width that the banner has, as that of a wrapping label
// does: Fyne asks again before it draws, and lays out anew if it changed.
func (r *bannerRenderer) MinSize() fyne.Size {
	width := r.b.Size().Width
	if width == 0 {
		width = 1000
	}
	return fyne.NewSize(200, max(kit.ControlHeight+kit.Gap, r.b.Text.HeightFor(r.b.textWidth(width))+2*kit.Gap))
}

func (r *bannerRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	r.back.FillColor = kit.Mix(look(kit.ColorNameSurface), look(r.b.tone.Color()), 0.1)
	r.edge.FillColor = look(r.b.tone.Color())
	if r.b.Loud {
		r.back.FillColor = look(r.b.tone.Color())
		r.b.Text.Color, r.b.Text.Style.Bold = theme.ColorNameForegroundOnWarning, true
		r.sign.Resource = theme.NewColoredResource(theme.WarningIcon(), theme.ColorNameForegroundOnWarning)
	}
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *bannerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.edge, r.sign, r.b.Text, r.b.Action}
}

func (r *bannerRenderer) Destroy() {}
