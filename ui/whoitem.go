package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// whoLook is what a [whoItem] shows.
type whoLook struct {
	sign     string // the letters in the circle
	name     string
	place    string // below the name; if empty, the name has the middle
	isDesk   bool   // a rounded square in place of the circle
	isMine   bool   // of the person that is chosen for booking
	selected bool
	cursor   bool   // where the keys act
	action   string // what can be done with the row, at its right; empty for nothing
}

var _ fyne.Widget = (*whoItem)(nil)

// whoItem is a row about a person or a desk: a sign, a name, and a place below it.
type whoItem struct {
	widget.BaseWidget
	look whoLook
	act  *rowLink
}

func newWhoItem() *whoItem {
	i := &whoItem{act: newRowLink()}
	i.act.Hide()
	i.ExtendBaseWidget(i)
	return i
}

func (i *whoItem) set(look whoLook, act func()) {
	i.act.onTapped = act
	if i.look == look {
		return
	}
	i.look = look
	i.Refresh()
}

func (i *whoItem) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	r := &whoItemRenderer{
		item: i, back: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), circle: canvas.NewRectangle(nil),
		initials: canvas.NewText("", nil), name: canvas.NewText("", nil), place: canvas.NewText("", nil),
	}
	r.initials.TextSize, r.initials.TextStyle, r.initials.Alignment = 11, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.name.TextSize, r.place.TextSize = bodyText, smallText
	r.Refresh()
	return r
}

type whoItemRenderer struct {
	item                  *whoItem
	back, ring, circle    *canvas.Rectangle
	initials, name, place *canvas.Text
}

const (
	whoCircle     float32 = 30
	scrollBarRoom float32 = 6 // at the right of rows
)

func (r *whoItemRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 42) }

func (r *whoItemRenderer) Layout(size fyne.Size) {
	look := r.item.look
	r.back.Resize(size)
	// Inside the row, because the list cuts off what stands out of it, and beside
	// the bar for scrolling.
	r.ring.Move(fyne.NewPos(2, 2))
	r.ring.Resize(size.SubtractWidthHeight(4+scrollBarRoom, 4))
	left := inset - gap/2
	r.circle.Move(fyne.NewPos(left, (size.Height-whoCircle)/2))
	r.circle.Resize(fyne.NewSquareSize(whoCircle))
	height := textHeight(11)
	r.initials.Text = fitEnd(look.sign, whoCircle-4, 11, r.initials.TextStyle)
	r.initials.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.initials.Resize(fyne.NewSize(whoCircle, height))

	left += whoCircle + 12
	width := size.Width - left - gap
	if look.action != "" {
		link := r.item.act.MinSize()
		r.item.act.Resize(link)
		r.item.act.Move(fyne.NewPos(size.Width-link.Width-scrollBarRoom, (size.Height-link.Height)/2))
		width -= link.Width + scrollBarRoom - gap
	}
	middle := size.Height / 2
	above := middle - textHeight(bodyText) + 1
	if look.place == "" {
		above = middle - textHeight(bodyText)/2
	}
	r.name.Text = fitEnd(look.name, width, bodyText, r.name.TextStyle)
	r.name.Move(fyne.NewPos(left, above))
	r.name.Resize(fyne.NewSize(width, textHeight(bodyText)))
	r.place.Text = fitEnd(look.place, width, smallText, fyne.TextStyle{})
	r.place.Move(fyne.NewPos(left, middle+1))
	r.place.Resize(fyne.NewSize(width, textHeight(smallText)))
}

func (r *whoItemRenderer) Refresh() {
	look := r.item.look
	paint := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	r.back.FillColor, r.back.CornerRadius = paint(ColorNameSelectedRow), 6
	r.back.Hidden = !look.selected
	drawRing(r.ring, r.item, 6, look.cursor)

	fill, text, line := ColorNameBooked, ColorNameBookedText, color.Color(color.Transparent)
	r.circle.CornerRadius = whoCircle / 2
	if look.isDesk {
		fill, line = ColorNameSurface, paint(ColorNameBookedLine)
		r.circle.CornerRadius = 6
	}
	if look.isMine {
		fill, text = ColorNameChosen, ColorNameOnChosen
	}
	r.circle.FillColor, r.circle.StrokeColor, r.circle.StrokeWidth = paint(fill), line, 1.5
	r.initials.Color = paint(text)
	r.name.Color = paint(theme.ColorNameForeground)
	r.name.TextStyle.Bold = look.selected
	r.place.Color, r.place.Hidden = paint(ColorNameQuiet), look.place == ""
	r.item.act.Hidden = look.action == ""
	r.item.act.setText(look.action)
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *whoItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.circle, r.initials, r.name, r.place, r.item.act, r.ring}
}

func (r *whoItemRenderer) Destroy() {}
