package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

var _ fyne.Widget = (*Toolbar)(nil)

// Toolbar is the bar below the menu: its content on the surface, with a line below.
type Toolbar struct {
	widget.BaseWidget
	content fyne.CanvasObject
	lead    float32
}

// NewToolbar returns a bar with something in it.
func NewToolbar(content fyne.CanvasObject) *Toolbar {
	return Extend(&Toolbar{content: content})
}

// SetLead leaves so much free at the beginning, for what stands over it.
func (t *Toolbar) SetLead(width float32) {
	if t.lead != width {
		t.lead = width
		t.Refresh()
	}
}

func (t *Toolbar) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&toolbarRenderer{t: t, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)})
}

type toolbarRenderer struct {
	t          *Toolbar
	back, line *canvas.Rectangle
}

// ToolbarHeight is how high a bar is.
const ToolbarHeight float32 = 52

func (r *toolbarRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	Place(r.t.content, BoardInset+r.t.lead, (size.Height-ControlHeight)/2, size.Width-r.t.lead-2*BoardInset, ControlHeight)
}

func (r *toolbarRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.t.content.MinSize().Width+2*BoardInset, ToolbarHeight)
}

func (r *toolbarRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.t) }
	r.back.FillColor, r.line.FillColor = look(ColorNameSurface), look(ColorNameLine)
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *toolbarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.line, r.t.content}
}

func (r *toolbarRenderer) Destroy() {}
