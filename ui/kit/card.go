package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Card)(nil)

// Card is a bordered surface with rounded corners around its content.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
	fill    fyne.ThemeColorName
}

// NewCard returns a card of a colour with a border, with something in it.
func NewCard(fill fyne.ThemeColorName, content fyne.CanvasObject) *Card {
	return Extend(&Card{content: content, fill: fill})
}

func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&cardRenderer{card: c, back: canvas.NewRectangle(nil)})
}

type cardRenderer struct {
	card *Card
	back *canvas.Rectangle
}

func (r *cardRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.card.content.Move(fyne.NewPos(1, 1)) // inside the border
	r.card.content.Resize(size.SubtractWidthHeight(2, 2))
}

func (r *cardRenderer) MinSize() fyne.Size { return r.card.content.MinSize().AddWidthHeight(2, 2) }

func (r *cardRenderer) Refresh() {
	r.back.FillColor = theme.ColorForWidget(r.card.fill, r.card)
	r.back.StrokeColor = theme.ColorForWidget(ColorNameLine, r.card)
	r.back.StrokeWidth, r.back.CornerRadius = 1, CardRadius
	r.back.Refresh()
	r.card.content.Refresh()
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.card.content}
}

func (r *cardRenderer) Destroy() {}
