package people

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
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
	act  *kit.RowLink
}

// NewWhoItem returns a row that shows nobody yet.
func NewWhoItem() *WhoItem {
	i := &WhoItem{act: kit.NewRowLink()}
	i.act.Hide()
	i.ExtendBaseWidget(i)
	return i
}

// Set shows somebody else in the row.
func (i *WhoItem) Set(look WhoLook, act func()) {
	i.act.OnTapped = act
	kit.Change(i, &i.Look, look)
}

func (i *WhoItem) CreateRenderer() fyne.WidgetRenderer {
	r := &whoItemRenderer{
		item: i, back: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), circle: canvas.NewRectangle(nil),
		initials: canvas.NewText("", nil), name: canvas.NewText("", nil), place: canvas.NewText("", nil),
	}
	r.initials.TextSize, r.initials.TextStyle, r.initials.Alignment = 11, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	r.name.TextSize, r.place.TextSize = kit.BodyText, kit.SmallText
	return kit.Drawn(r)
}

type whoItemRenderer struct {
	item                  *WhoItem
	back, ring, circle    *canvas.Rectangle
	initials, name, place *canvas.Text
}

const whoCircle float32 = 30

func (r *whoItemRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 42) }

func (r *whoItemRenderer) Layout(size fyne.Size) {
	look := r.item.Look
	r.back.Resize(size)
	// Inside the row, because the list cuts off what stands out of it, and beside
	// the bar for scrolling.
	r.ring.Move(fyne.NewPos(2, 2))
	r.ring.Resize(size.SubtractWidthHeight(4+kit.ScrollBarRoom, 4))
	left := kit.Inset - kit.Gap/2
	r.circle.Move(fyne.NewPos(left, (size.Height-whoCircle)/2))
	r.circle.Resize(fyne.NewSquareSize(whoCircle))
	height := kit.TextHeight(11)
	r.initials.Text = kit.FitEnd(look.Sign, whoCircle-4, 11, r.initials.TextStyle)
	r.initials.Move(fyne.NewPos(left, (size.Height-height)/2))
	r.initials.Resize(fyne.NewSize(whoCircle, height))

	left += whoCircle + 12
	width := size.Width - left - kit.Gap
	if look.Action != "" {
		link := r.item.act.MinSize()
		r.item.act.Resize(link)
		r.item.act.Move(fyne.NewPos(size.Width-link.Width-kit.ScrollBarRoom, (size.Height-link.Height)/2))
		width -= link.Width + kit.ScrollBarRoom - kit.Gap
	}
	middle := size.Height / 2
	above := middle - kit.TextHeight(kit.BodyText) + 1
	if look.Place == "" {
		above = middle - kit.TextHeight(kit.BodyText)/2
	}
	r.name.Text = kit.FitEnd(look.Name, width, kit.BodyText, r.name.TextStyle)
	r.name.Move(fyne.NewPos(left, above))
	r.name.Resize(fyne.NewSize(width, kit.TextHeight(kit.BodyText)))
	r.place.Text = kit.FitEnd(look.Place, width, kit.SmallText, fyne.TextStyle{})
	r.place.Move(fyne.NewPos(left, middle+1))
	r.place.Resize(fyne.NewSize(width, kit.TextHeight(kit.SmallText)))
}

func (r *whoItemRenderer) Refresh() {
	look := r.item.Look
	paint := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.item) }
	r.back.FillColor, r.back.CornerRadius = paint(kit.ColorNameSelectedRow), 6
	r.back.Hidden = !look.Selected
	kit.DrawRing(r.ring, r.item, 6, look.Cursor)

	fill, text, line := kit.ColorNameRoom, kit.ColorNameBookedText, color.Color(color.Transparent)
	r.circle.CornerRadius = whoCircle / 2
	if look.IsDesk {
		fill, line = kit.ColorNameSurface, paint(kit.ColorNameMark)
		r.circle.CornerRadius = 6
	}
	if look.IsMine {
		fill, text = kit.ColorNameChosen, kit.ColorNameOnChosen
	}
	r.circle.FillColor, r.circle.StrokeColor, r.circle.StrokeWidth = paint(fill), line, 1.5
	r.initials.Color = paint(text)
	r.name.Color = paint(theme.ColorNameForeground)
	r.name.TextStyle.Bold = look.Selected
	r.place.Color, r.place.Hidden = paint(kit.ColorNameQuiet), look.Place == ""
	r.item.act.Hidden = look.Action == ""
	r.item.act.SetText(look.Action)
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *whoItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.circle, r.initials, r.name, r.place, r.item.act, r.ring}
}

func (r *whoItemRenderer) Destroy() {}
