package offices

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

var _ fyne.Widget = (*preview)(nil)

// preview draws a floor small, as it will be: its rooms with their names and its desks,
// which nobody can click.
type preview struct {
	widget.BaseWidget
	floor data.Floor
}

func newPreview() *preview { return kit.Extend(&preview{}) }

// setFloor shows another floor.
func (p *preview) setFloor(f data.Floor) {
	p.floor = f
	p.Refresh()
}

func (p *preview) CreateRenderer() fyne.WidgetRenderer {
	return kit.Drawn(&previewRenderer{p: p, back: canvas.NewRectangle(nil)})
}

// mostPreviewed bounds the desks that are drawn one by one: of more, only the rooms
// could be told apart at this size.
const mostPreviewed = 1500

type previewRenderer struct {
	p       *preview
	back    *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *previewRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

func (r *previewRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.draw(size)
}

func (r *previewRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.p) }
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, r.back.CornerRadius = look(kit.ColorNamePlan), look(kit.ColorNameLine), 1, kit.CardRadius
	r.draw(r.p.Size())
	canvas.Refresh(r.p)
}

// draw makes the rectangles anew: the floor is another one with each key.
func (r *previewRenderer) draw(size fyne.Size) {
	r.objects = []fyne.CanvasObject{r.back}
	f := r.p.floor
	if f.Layout.Width <= 0 || size.Width < 20 || size.Height < 20 {
		return
	}
	scale := min((size.Width-2*kit.Gap)/float32(f.Layout.Width), (size.Height-2*kit.Gap)/float32(f.Layout.Height))
	width, height := scale*float32(f.Layout.Width), scale*float32(f.Layout.Height)
	left, top := (size.Width-width)/2, (size.Height-height)/2
	box := func(p data.Point, s data.Size) (fyne.Position, fyne.Size) {
		return fyne.NewPos(left+width*float32(p.X), top+height*float32(p.Y)), fyne.NewSize(width*float32(s.Width), height*float32(s.Height))
	}
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.p) }
	for i, x := range f.Fixtures {
		area := canvas.NewRectangle(kit.Mix(look(kit.ColorNamePlan), hues[i%len(hues)], 0.14))
		if x.Type != data.FixtureZone {
			area.FillColor = look(kit.ColorNameRoom)
		}
		at, extent := box(x.Position, x.Size)
		area.Move(at)
		area.Resize(extent)
		area.CornerRadius = 2
		r.objects = append(r.objects, area)
		r.name(words.Plain(x.Label), at, extent, scale)
	}
	if len(f.Desks) > mostPreviewed {
		return
	}
	for _, d := range f.Desks {
		desk := canvas.NewRectangle(look(kit.ColorNameSurface))
		desk.StrokeColor, desk.StrokeWidth = look(kit.ColorNameBookedLine), 1
		at, extent := box(d.Position, d.Size)
		desk.Move(at)
		desk.Resize(extent)
		r.objects = append(r.objects, desk)
	}
}

// name writes a room's name into the free strip above its desks, if it can be read
// there.
func (r *previewRenderer) name(text string, at fyne.Position, extent fyne.Size, scale float32) {
	size := min(11, scale*0.8)
	if size < 7 {
		return
	}
	name := canvas.NewText(kit.FitEnd(text, extent.Width-6, size, fyne.TextStyle{Bold: true}), theme.ColorForWidget(kit.ColorNameQuiet, r.p))
	name.TextSize, name.TextStyle = size, fyne.TextStyle{Bold: true}
	name.Move(at.AddXY(4, max(1, (scale*1.1-kit.TextHeight(size))/2)))
	r.objects = append(r.objects, name)
}

// hues tint the rooms, one after the other.
var hues = []color.Color{kit.RGB(0x1D5FC4), kit.RGB(0x1F7A4C), kit.RGB(0xB45309), kit.RGB(0x6D3FC4), kit.RGB(0xB3266E), kit.RGB(0x1F7A7A)}

func (r *previewRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *previewRenderer) Destroy() {}
