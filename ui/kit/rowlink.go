package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

var (
	_ fyne.Tappable      = (*RowLink)(nil)
	_ desktop.Cursorable = (*RowLink)(nil)
	_ fyne.Widget        = (*RowLink)(nil)
)

// RowLink is what can be clicked within a row of a list. It never has the focus:
// a list uses its rows again for other things, and what has the focus would go
// with them. The list has a key for what it does.
type RowLink struct {
	hoverable
	OnTapped func()

	Text string
}

// NewRowLink returns a link without words.
func NewRowLink() *RowLink {
	return Extend(&RowLink{})
}

// SetText says something else.
func (l *RowLink) SetText(text string) { Change(l, &l.Text, text) }

// Tapped does what the link says.
func (l *RowLink) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// Cursor is a hand.
func (l *RowLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *RowLink) CreateRenderer() fyne.WidgetRenderer {
	r := &rowLinkRenderer{link: l, text: canvas.NewText("", nil), over: canvas.NewRectangle(nil)}
	r.text.TextSize, r.text.Alignment, r.over.CornerRadius = 13, fyne.TextAlignCenter, 6
	return Drawn(r)
}

type rowLinkRenderer struct {
	link *RowLink
	over *canvas.Rectangle
	text *canvas.Text
}

func (r *rowLinkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(TextWidth(r.link.Text, r.text.TextSize, r.text.TextStyle)+2*Gap, 28)
}

func (r *rowLinkRenderer) Layout(size fyne.Size) {
	r.over.Resize(size)
	height := TextHeight(r.text.TextSize)
	r.text.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width, height))
}

func (r *rowLinkRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.link) }
	r.text.Text, r.text.Color = r.link.Text, look(theme.ColorNamePrimary)
	r.over.FillColor, r.over.Hidden = look(theme.ColorNameHover), !r.link.Hovered
	r.Layout(r.link.Size())
	canvas.Refresh(r.link)
}

func (r *rowLinkRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.over, r.text} }

func (r *rowLinkRenderer) Destroy() {}
