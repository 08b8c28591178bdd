package edit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/toolbutton"
)

// How the parts of the editor lie.

// PanelRoom is how much of the editor, at the right, the properties take, with the room about them.
const PanelRoom = panelWidth + 2*frameInset

const (
	panelWidth  float32 = 268
	frameInset  float32 = 10
	bandHeight  float32 = 48
	statusBand  float32 = 34
	leastCanvas float32 = 190
	wideFrame   float32 = 720 // where there are tools with their names
)

// frame lays out bar, tools, floor, panel and status line.
type frame struct{ e *Editor }

func (*frame) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(toolColumns{true}.width()+leastCanvas+panelWidth+4*frameInset, bandHeight+statusBand+240)
}

func (f *frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place := kit.Place
	place(objects[0], 0, 0, size.Width, bandHeight)
	top, height := bandHeight+frameInset, size.Height-bandHeight-statusBand-2*frameInset
	tools := toolColumns{brief: size.Width < wideFrame || height < toolColumns{}.height(len(f.e.tools))}
	f.e.layTools(tools)
	place(objects[1], frameInset, top, tools.width(), min(height, tools.height(len(f.e.tools))))
	left, right := tools.width()+2*frameInset, PanelRoom
	place(objects[2], left, top, size.Width-left-right, height)
	place(objects[3], size.Width-right+frameInset, top, panelWidth, max(0, height-f.e.foot))
	place(objects[4], 0, size.Height-statusBand, size.Width, statusBand)
}

// BarHeight is how much of it, at the top, the bar takes.
func (*Editor) BarHeight() float32 { return bandHeight }

// LeavePanelFoot keeps the end of the properties free of toasts, which are so high. The floor stays:
// what is drawn on must not move.
func (e *Editor) LeavePanelFoot(toasts float32) {
	foot := float32(0)
	if toasts > 0 {
		foot = toasts + kit.ToastsFoot - statusBand - frameInset
	}
	if e.foot != foot {
		e.foot = foot
		e.content.Refresh()
	}
}

// toolColumns lays the tools out below each other. Where there is little room, they stand in two
// columns, as their signs and keys.
type toolColumns struct{ brief bool }

const (
	toolsInset float32 = 4
	toolsGap   float32 = 4
)

func (t toolColumns) columns() (count int, width float32) {
	if t.brief {
		return 2, 48
	}
	return 1, 128
}

func (t toolColumns) width() float32 {
	count, width := t.columns()
	return float32(count)*width + float32(count-1)*toolsGap + 2*toolsInset
}

func (t toolColumns) height(tools int) float32 {
	count, _ := t.columns()
	rows := (tools + count - 1) / count
	return float32(rows)*(toolbutton.Height+toolsGap) - toolsGap + 2*toolsInset
}

func (t toolColumns) MinSize(tools []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(t.width(), toolbutton.Height+2*toolsInset)
}

func (t toolColumns) Layout(tools []fyne.CanvasObject, _ fyne.Size) {
	count, width := t.columns()
	for i, o := range tools {
		kit.Place(o, toolsInset+float32(i%count)*(width+toolsGap), toolsInset+float32(i/count)*(toolbutton.Height+toolsGap), width, toolbutton.Height)
	}
}

// layTools lays the tools out in columns.
func (e *Editor) layTools(columns toolColumns) {
	if e.toolBox.Layout == fyne.Layout(columns) {
		return
	}
	e.toolBox.Layout = columns
	for t, b := range e.tools {
		text := ""
		if !columns.brief {
			text = Tool(t).name()
		}
		b.SetText(text)
	}
	e.toolBox.Refresh()
}

// barParts lays out what is in the bar: the title and what is known of the draft at the left.
type barParts struct{ e *Editor }

func (*barParts) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, kit.ControlHeight)
	for _, o := range objects {
		size.Width += o.MinSize().Width + kit.Gap
	}
	return size
}

func (*barParts) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, line := partsFromRight(objects, size, kit.Gap)
	title := objects[0].(*kit.Line)
	whole := min(kit.TextWidth(title.Text, kit.BodyText, title.Style)+4, x)
	line(objects[0], 0, whole)
	line(objects[1], whole+kit.Gap, x-whole-kit.Gap)
}

// partsFromRight lays all but the first two out at the right, each with a gap before it. It
// returns where that begins, and how to lay out a line before it.
func partsFromRight(objects []fyne.CanvasObject, size fyne.Size, gap float32) (x float32, line func(o fyne.CanvasObject, at, width float32)) {
	x = size.Width
	for i := len(objects) - 1; i >= 2; i-- {
		width := objects[i].MinSize().Width
		x -= width
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x -= gap
	}
	return x, func(o fyne.CanvasObject, at, width float32) {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(at, (size.Height-height)/2))
		o.Resize(fyne.NewSize(max(0, width), height))
	}
}

// statusParts lays out the status line.
type statusParts struct{ e *Editor }

func (*statusParts) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, statusBand) }

func (*statusParts) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, line := partsFromRight(objects, size, 0)
	counts := objects[1].(*kit.Line)
	wide := kit.TextWidth(counts.Text, kit.SmallText, counts.Style) + 12
	line(objects[1], x-wide-kit.Gap, wide)
	line(objects[0], 0, x-wide-2*kit.Gap)
}

// band is a bar across the editor.
type band struct {
	widget.BaseWidget
	fill    fyne.ThemeColorName
	content fyne.CanvasObject
}

func newBand(fill fyne.ThemeColorName, content fyne.CanvasObject) *band {
	return kit.Extend(&band{fill: fill, content: content})
}

func (b *band) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&bandRenderer{b, canvas.NewRectangle(nil), canvas.NewRectangle(nil)})
}

type bandRenderer struct {
	b          *band
	back, line *canvas.Rectangle
}

func (r *bandRenderer) MinSize() fyne.Size { return r.b.content.MinSize() }

func (r *bandRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.line.Move(fyne.NewPos(0, 0))
	height := min(kit.ControlHeight, size.Height)
	if r.b.fill == theme.ColorNameSelection {
		r.line.Move(fyne.NewPos(0, size.Height-1))
	}
	r.line.Resize(fyne.NewSize(size.Width, 1))
	r.b.content.Move(fyne.NewPos(kit.BoardInset, (size.Height-height)/2))
	r.b.content.Resize(fyne.NewSize(size.Width-2*kit.BoardInset, height))
}

func (r *bandRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.b) }
	r.back.FillColor, r.line.FillColor = look(r.b.fill), look(kit.ColorNameLine)
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *bandRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.line, r.b.content}
}

func (r *bandRenderer) Destroy() {}
