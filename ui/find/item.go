package find

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
)

var _ fyne.Widget = (*findItem)(nil)

// findItem is a row about one day: one line of text, with a ring where the keys act.
type findItem struct {
	widget.BaseWidget
	text   string
	cursor bool
}

func newFindItem() *findItem {
	return kit.Extend(&findItem{})
}

func (i *findItem) set(text string, cursor bool) {
	if i.text != text || i.cursor != cursor {
		i.text, i.cursor = text, cursor
		i.Refresh()
	}
}

func (i *findItem) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&findItemRenderer{item: i, back: canvas.NewRectangle(nil), text: canvas.NewText("", nil)})
}

type findItemRenderer struct {
	item *findItem
	back *canvas.Rectangle
	text *canvas.Text
}

func (r *findItemRenderer) MinSize() fyne.Size { return fyne.NewSize(80, 25) }

func (r *findItemRenderer) Layout(size fyne.Size) {
	// Inside the row, because the list cuts off what stands out of it.
	r.back.Move(fyne.NewPos(2, 2))
	r.back.Resize(size.SubtractWidthHeight(4+kit.ScrollBarRoom, 4))
	height := kit.TextHeight(kit.BodyText)
	r.text.Text = kit.FitEnd(r.item.text, size.Width-2*kit.Gap, kit.BodyText, fyne.TextStyle{})
	r.text.Move(fyne.NewPos(kit.Gap, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width-2*kit.Gap, height))
}

func (r *findItemRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	r.back.FillColor, r.back.StrokeColor = look(kit.ColorNameSelectedRow), look(theme.ColorNamePrimary)
	r.back.StrokeWidth, r.back.CornerRadius, r.back.Hidden = 2, 6, !r.item.cursor
	r.text.Color, r.text.TextSize = look(theme.ColorNameForeground), kit.BodyText
	r.Layout(r.item.Size())
	canvas.Refresh(r.item)
}

func (r *findItemRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.text} }

func (r *findItemRenderer) Destroy() {}
