package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*toolbar)(nil)

// toolbar is the bar below the menu: its content on the surface, with a line below.
type toolbar struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newToolbar(content fyne.CanvasObject) *toolbar {
	t := &toolbar{content: content}
	t.ExtendBaseWidget(t)
	return t
}

func (t *toolbar) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &toolbarRenderer{t: t, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type toolbarRenderer struct {
	t          *toolbar
	back, line *canvas.Rectangle
}

const toolbarHeight float32 = 52

func (r *toolbarRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	r.t.content.Move(fyne.NewPos(boardInset, (size.Height-controlHeight)/2))
	r.t.content.Resize(fyne.NewSize(size.Width-2*boardInset, controlHeight))
}

func (r *toolbarRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.t.content.MinSize().Width+2*boardInset, toolbarHeight)
}

func (r *toolbarRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.t) }
	r.back.FillColor, r.line.FillColor = look(ColorNameSurface), look(ColorNameLine)
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *toolbarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.line, r.t.content}
}

func (r *toolbarRenderer) Destroy() {}
