package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

var (
	_ fyne.Tappable      = (*rowLink)(nil)
	_ desktop.Hoverable  = (*rowLink)(nil)
	_ desktop.Cursorable = (*rowLink)(nil)
	_ fyne.Widget        = (*rowLink)(nil)
)

// rowLink is what can be clicked within a row of a list. It never has the focus:
// a list uses its rows again for other things, and what has the focus would go
// with them. The list has a key for what it does.
type rowLink struct {
	hoverable
	onTapped func()

	text string
}

func newRowLink() *rowLink {
	l := &rowLink{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *rowLink) setText(text string) {
	if l.text != text {
		l.text = text
		l.Refresh()
	}
}

// Tapped does what the link says.
func (l *rowLink) Tapped(*fyne.PointEvent) {
	if l.onTapped != nil {
		l.onTapped()
	}
}

// Cursor is a hand.
func (l *rowLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *rowLink) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &rowLinkRenderer{link: l, text: canvas.NewText("", nil), over: canvas.NewRectangle(nil)}
	r.text.TextSize, r.text.Alignment, r.over.CornerRadius = 13, fyne.TextAlignCenter, 6
	r.Refresh()
	return r
}

type rowLinkRenderer struct {
	link *rowLink
	over *canvas.Rectangle
	text *canvas.Text
}

func (r *rowLinkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(textWidth(r.link.text, r.text.TextSize, r.text.TextStyle)+2*gap, 28)
}

func (r *rowLinkRenderer) Layout(size fyne.Size) {
	r.over.Resize(size)
	height := textHeight(r.text.TextSize)
	r.text.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.text.Resize(fyne.NewSize(size.Width, height))
}

func (r *rowLinkRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.link) }
	r.text.Text, r.text.Color = r.link.text, look(theme.ColorNamePrimary)
	r.over.FillColor, r.over.Hidden = look(theme.ColorNameHover), !r.link.hovered
	r.Layout(r.link.Size())
	canvas.Refresh(r.link)
}

func (r *rowLinkRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.over, r.text} }

func (r *rowLinkRenderer) Destroy() {}
