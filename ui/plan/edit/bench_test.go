package edit

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/uitest"
)

// A frame has 16 ms: what the editor does for one is measured here, on a floor of 1,000 desks over a
// picture as large as one is shown. What the graphics card does with it comes on top.

func crowded() data.Floor {
	f := data.Floor{ID: "f", Name: "Crowd", Layout: data.Size{Width: 80, Height: 50}, Unit: data.UnitMetres,
		Background: &data.Background{Picture: strings.Repeat("01", 32), Size: data.Size{Width: 1, Height: 1}}}
	for i := range 1000 {
		id := fmt.Sprintf("%c%d", 'A'+i/40, i%40+1)
		f.Desks = append(f.Desks, data.Desk{ID: id, Label: id, Features: []string{},
			Position: data.Point{X: float64(i%40)/41 + 0.002, Y: float64(i/40)/27 + 0.002}, Size: data.Size{Width: 1.6 / 80, Height: 0.8 / 50}})
	}
	return f
}

// crowdedOptions lay a picture under the floor that has been read already.
func crowdedOptions() Options {
	floor, picture := crowded(), image.NewRGBA(image.Rect(0, 0, 2000, 1250))
	return Options{Floor: floor, Base: floor, AskPicture: func(id string, show func(string, image.Image)) { show(id, picture) }}
}

func crowdedEditor(b *testing.B) *Editor {
	uitest.Start(b, kit.NewTheme(), theme.VariantLight)
	e := New(crowdedOptions())
	uitest.Show(b, e, 1280, 760)
	return e
}

func (e *Editor) begin(x, y float64) fyne.Position {
	at := e.surface.view.At(drawing.Point{X: x, Y: y})
	e.surface.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	return at
}

func (e *Editor) frames(b *testing.B, at fyne.Position) {
	for i := 0; b.Loop(); i++ {
		pos := at.AddXY(10+float32(i%60), 10+float32(i%40))
		e.surface.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: pos}})
	}
}

func (e *Editor) selectSome(n int) {
	for _, t := range e.drawing.Things()[400 : 400+n] {
		e.drawing.AddToSelection(t.Key)
	}
	e.surface.changed()
}

func BenchmarkDrag100Of1000(b *testing.B) {
	e := crowdedEditor(b)
	e.selectSome(100)
	box := e.drawing.Selected()[0].Box.Center()
	e.frames(b, e.begin(box.X, box.Y))
}

func BenchmarkMarqueeOver1000(b *testing.B) {
	e := crowdedEditor(b)
	for i := 0; b.Loop(); i++ {
		e.drawing.Select() // so that all are to be painted anew
		e.surface.picture.update()
		e.begin(-0.5, -0.5)
		end := e.surface.view.At(drawing.Point{X: 81, Y: 51})
		e.surface.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: end}})
		e.surface.DragEnd()
		if n := len(e.drawing.Selected()); n != 1000 {
			b.Fatal(n)
		}
	}
}

func BenchmarkRotate100Of1000(b *testing.B) {
	e := crowdedEditor(b)
	e.selectSome(100)
	frame, _ := e.drawing.Frame()
	knob := e.surface.view.Point(e.surface.knobAt(frame))
	e.frames(b, e.begin(knob.X, knob.Y))
}

func BenchmarkOpenEditor1000(b *testing.B) {
	uitest.Start(b, kit.NewTheme(), theme.VariantLight)
	o := crowdedOptions()
	for b.Loop() {
		e := New(o)
		e.Resize(fyne.NewSize(1280, 760))
	}
}

func BenchmarkZoom1000(b *testing.B) {
	e := crowdedEditor(b)
	for i := 0; b.Loop(); i++ {
		e.surface.Zoom([]float64{1.25, 0.8}[i%2])
	}
}
