package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// WhoLook is what a [WhoItem] shows.
type WhoLook struct {
	Sign     string // the letters in the circle
	Name     string
	Place    string // below the name; if empty, the name has the middle
	IsDesk   bool   // a rounded square in place of the circle
	IsMine   bool   // of the person that is chosen for booking
	Selected bool
	Cursor   bool   // where the keys act
	Action   string // what can be done with the row, at its right; empty for nothing
}

var _ fyne.Widget = (*WhoItem)(nil)

// WhoItem is a row about a person or a desk: a sign, a name, and a place below it.
type WhoItem struct {
	widget.BaseWidget
	Look WhoLook
	Act  *RowLink
}

func NewWhoItem() *WhoItem {
	i := &WhoItem{Act: newRowLink()}
	i.Act.Hide()
	i.ExtendBaseWidget(i)
	return i
}

func (i *WhoItem) Set(look WhoLook, act func()) {
	i.Act.onTapped = act
	if i.Look == look {
		return
	}
	i.Look = look
	i.Refresh()
}

func (i *WhoItem) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	r := &WhoItemRenderer{
		item: i, Back: canvas.NewRectangle(nil), Ring: canvas.NewRectangle(nil), Circle: canvas.NewRectangle(nil),
		Initials: canvas.NewText("", nil), Name: canvas.NewText("", nil), Place: canvas.NewText("", nil),
	}
	r.Initials.TextSize, r.Initials.TextStyle, r.Initials.Alignment = 11, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.Name.TextSize, r.Place.TextSize = BodyText, SmallText
	r.Refresh()
	return r
}

type WhoItemRenderer struct {
	item                  *WhoItem
	Back, Ring, Circle    *canvas.Rectangle
	Initials, Name, Place *canvas.Text
}

const (
	whoCircle     float32 = 30
	ScrollBarRoom float32 = 6 // at the right of rows
)

func (r *WhoItemRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 42) }

func (r *WhoItemRenderer) Layout(size fyne.Size) {
	look := r.item.Look
	r.Back.Resize(size)
	// Inside the row, because the list cuts off what stands out of it, and beside
	// the bar for scrolling.
	r.Ring.Move(fyne.NewPos(2, 2))
	r.Ring.Resize(size.SubtractWidthHeight(4+ScrollBarRoom, 4))
	left := Inset - Gap/2
	r.Circle.Move(fyne.NewPos(left, (size.Height-whoCircle)/2))
	r.Circle.Resize(fyne.NewSquareSize(whoCircle))
	height := TextHeight(11)
	r.Initials.Text = FitEnd(look.Sign, whoCircle-4, 11, r.Initials.TextStyle)
	r.Initials.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.Initials.Resize(fyne.NewSize(whoCircle, height))

	left += whoCircle + 12
	width := size.Width - left - Gap
	if look.Action != "" {
		link := r.item.Act.MinSize()
		r.item.Act.Resize(link)
		r.item.Act.Move(fyne.NewPos(size.Width-link.Width-ScrollBarRoom, (size.Height-link.Height)/2))
		width -= link.Width + ScrollBarRoom - Gap
	}
	middle := size.Height / 2
	above := middle - TextHeight(BodyText) + 1
	if look.Place == "" {
		above = middle - TextHeight(BodyText)/2
	}
	r.Name.Text = FitEnd(look.Name, width, BodyText, r.Name.TextStyle)
	r.Name.Move(fyne.NewPos(left, above))
	r.Name.Resize(fyne.NewSize(width, TextHeight(BodyText)))
	r.Place.Text = FitEnd(look.Place, width, SmallText, fyne.TextStyle{})
	r.Place.Move(fyne.NewPos(left, middle+1))
	r.Place.Resize(fyne.NewSize(width, TextHeight(SmallText)))
}

func (r *WhoItemRenderer) Refresh() {
	look := r.item.Look
	paint := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	r.Back.FillColor, r.Back.CornerRadius = paint(ColorNameSelectedRow), 6
	r.Back.Hidden = !look.Selected
	DrawRing(r.Ring, r.item, 6, look.Cursor)

	fill, text, line := ColorNameBooked, ColorNameBookedText, color.Color(color.Transparent)
	r.Circle.CornerRadius = whoCircle / 2
	if look.IsDesk {
		fill, line = ColorNameSurface, paint(ColorNameBookedLine)
		r.Circle.CornerRadius = 6
	}
	if look.IsMine {
		fill, text = ColorNameChosen, ColorNameOnChosen
	}
	r.Circle.FillColor, r.Circle.StrokeColor, r.Circle.StrokeWidth = paint(fill), line, 1.5
	r.Initials.Color = paint(text)
	r.Name.Color = paint(theme.ColorNameForeground)
	r.Name.TextStyle.Bold = look.Selected
	r.Place.Color, r.Place.Hidden = paint(ColorNameQuiet), look.Place == ""
	r.item.Act.Hidden = look.Action == ""
	r.item.Act.setText(look.Action)
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *WhoItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.Back, r.Circle, r.Initials, r.Name, r.Place, r.item.Act, r.Ring}
}

func (r *WhoItemRenderer) Destroy() {}
