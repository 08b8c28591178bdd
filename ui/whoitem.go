package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// whoItem is a row of [WhosWhere]: a circle with initials, the name, and the
// desk below it.
type whoItem struct {
	widget.BaseWidget
	name, place string
	chosen      bool
}

func newWhoItem() *whoItem {
	i := &whoItem{}
	i.ExtendBaseWidget(i)
	return i
}

func (i *whoItem) set(name, place string, chosen bool) {
	if i.name == name && i.place == place && i.chosen == chosen {
		return
	}
	i.name, i.place, i.chosen = name, place, chosen
	i.Refresh()
}

// CreateRenderer is part of Fyne's widget interface.
func (i *whoItem) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	r := &whoItemRenderer{
		item: i, back: canvas.NewRectangle(nil), circle: canvas.NewCircle(nil),
		initials: canvas.NewText("", nil), name: canvas.NewText("", nil), place: canvas.NewText("", nil),
	}
	r.initials.TextSize, r.initials.TextStyle, r.initials.Alignment = 11, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.name.TextSize, r.place.TextSize = bodyText, smallText
	r.Refresh()
	return r
}

type whoItemRenderer struct {
	item                  *whoItem
	back                  *canvas.Rectangle
	circle                *canvas.Circle
	initials, name, place *canvas.Text
}

const whoCircle float32 = 30

func (r *whoItemRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 42) }

func (r *whoItemRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	left := inset - gap/2
	r.circle.Move(fyne.NewPos(left, (size.Height-whoCircle)/2))
	r.circle.Resize(fyne.NewSquareSize(whoCircle))
	height := textHeight(11)
	r.initials.Text = fitEnd(initials(r.item.name), whoCircle-4, 11, r.initials.TextStyle)
	r.initials.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.initials.Resize(fyne.NewSize(whoCircle, height))

	left += whoCircle + 12
	width := size.Width - left - gap
	middle := size.Height / 2
	r.name.Text = fitEnd(r.item.name, width, bodyText, r.name.TextStyle)
	r.name.Move(fyne.NewPos(left, middle-textHeight(bodyText)+1))
	r.name.Resize(fyne.NewSize(width, textHeight(bodyText)))
	r.place.Text = fitEnd(r.item.place, width, smallText, fyne.TextStyle{})
	r.place.Move(fyne.NewPos(left, middle+1))
	r.place.Resize(fyne.NewSize(width, textHeight(smallText)))
}

func (r *whoItemRenderer) Refresh() {
	r.back.FillColor, r.back.CornerRadius = theme.ColorForWidget(ColorNameSelectedRow, r.item), 6
	r.back.Hidden = !r.item.chosen
	r.circle.FillColor = theme.ColorForWidget(ColorNameBooked, r.item)
	r.initials.Color = theme.ColorForWidget(ColorNameBookedText, r.item)
	if r.item.chosen {
		r.circle.FillColor = theme.ColorForWidget(ColorNameChosen, r.item)
		r.initials.Color = theme.ColorForWidget(ColorNameOnChosen, r.item)
	}
	r.name.Color = theme.ColorForWidget(theme.ColorNameForeground, r.item)
	r.name.TextStyle.Bold = r.item.chosen
	r.place.Color = theme.ColorForWidget(ColorNameQuiet, r.item)
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *whoItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.circle, r.initials, r.name, r.place}
}

func (r *whoItemRenderer) Destroy() {}
