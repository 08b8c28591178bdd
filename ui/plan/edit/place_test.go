package edit

import (
	"image"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/uitest"
)

func TestARowIsLaidInTheDirectionOfTheDrag(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}, theme.VariantLight, 1100, 700)
	s.SetTool(RowTool)
	s.surface.set.rows.Rows = 1
	s.drag(3, 3, 12, 7.9) // 28.6 degrees
	if first := s.drawing.Selected()[0]; math.Abs(first.Turn-30) > 1e-6 {
		t.Errorf("turned by %v", first.Turn)
	}
	s.win.Canvas().Focus(s.panel.pages[rowsPage].first)
	uitest.Retype(s.win, "3")
	s.press(fyne.KeyReturn)
	s.wants("what is laid anew", s.labels(), "A1 A2 A3")
	a, b := s.drawing.Selected()[0], s.drawing.Selected()[2]
	way := b.Box.Center().Minus(a.Box.Center())
	if math.Abs(math.Atan2(way.Y, way.X)*180/math.Pi-30) > 1e-6 || b.Turn != a.Turn || s.Changes() != 1 {
		t.Errorf("turned by %v, along %v, after %d changes", b.Turn, way, s.Changes())
	}
}

func TestAPolygonMayHaveManyCorners(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}, theme.VariantLight, 1100, 700)
	s.SetTool(PolygonTool)
	const corners = 40
	for i := range corners {
		p := drawing.Point{X: 15 + 8*math.Cos(2*math.Pi*float64(i)/corners), Y: 10 + 8*math.Sin(2*math.Pi*float64(i)/corners)}
		s.click(p.X, p.Y, 0)
	}
	s.surface.placeByKey()
	if len(s.floor.Fixtures) != 1 || len(s.floor.Fixtures[0].Outline) != corners {
		t.Fatalf("%+v", s.floor.Fixtures)
	}
	s.FocusOn(s.win.Canvas())
	s.press(fyne.KeyEscape, fyne.KeyEscape)
	got := s.win.Canvas().Capture()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.surface).Add(s.at(10, 7))
	outside := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.surface).Add(s.at(3.3, 3.3))
	if got.At(int(at.X), int(at.Y)) == got.At(int(outside.X), int(outside.Y)) {
		t.Error("it is not filled")
	}
}

// A picture under the floor is seen through rooms and zones.
func TestAreasLetThePictureBeSeen(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	alpha := func() (least uint32) {
		least = 0xFFFF
		for _, v := range s.surface.picture.things {
			if v.thing.IsArea() {
				switch o := v.figure.Objects()[0].(type) {
				case *canvas.Rectangle:
					_, _, _, a := o.FillColor.RGBA()
					least = min(least, a)
				case *canvas.ArbitraryPolygon:
					_, _, _, a := o.FillColor.RGBA()
					least = min(least, a)
				}
			}
		}
		return least
	}
	if a := alpha(); a != 0xFFFF {
		t.Errorf("without a picture the alpha is %x", a)
	}
	s.surface.options.AskPicture = func(id string, show func(string, image.Image)) { show(id, image.NewRGBA(image.Rect(0, 0, 30, 20))) }
	s.SetPicture("0123", 300, 200)
	if a := alpha(); a == 0xFFFF {
		t.Error("an area hides the picture")
	}
}

func TestThePictureIsShownAsItWasLeft(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	for _, look := range []Look{{}, {Bright: true}, {Loose: true}, {Bright: true, Loose: true}} {
		floor := metric()
		floor.Background = &data.Background{Picture: strings.Repeat("01", 32), Size: data.Size{Width: 0.5, Height: 0.5}}
		e := New(Options{Floor: floor, Base: floor, Look: look,
			AskPicture: func(id string, show func(string, image.Image)) { show(id, image.NewRGBA(image.Rect(0, 0, 30, 20))) }})
		s := &shown{Editor: e, t: t, win: uitest.Show(t, e, 1100, 700)}
		if pale := s.surface.picture.under.Translucency > 0; pale == look.Bright {
			t.Errorf("%+v: pale is %v", look, pale)
		}
		s.SetTool(PictureTool)
		s.drag(5, 5, 8, 5)
		if moved := s.Changes() > 0; moved != look.Loose {
			t.Errorf("%+v: moved is %v", look, moved)
		}
	}
}

func TestNothingMoreComesOfADragThatIsGivenUp(t *testing.T) {
	for what, giveUp := range map[string]func(*shown){
		"Escape":       func(s *shown) { s.press(fyne.KeyEscape) },
		"Undo":         func(s *shown) { s.surface.Undo() },
		"another tool": func(s *shown) { uitest.Type(s.win, "z") },
	} {
		s := show(t, metric(), theme.VariantLight, 1100, 700)
		s.FocusOn(s.win.Canvas())
		s.dragAnd(2, 3, 8, 9, func() { giveUp(s) })
		if s.Changes() > 0 || s.surface.gesture.kind != noGesture {
			t.Errorf("%s: %d changes, gesture %d", what, s.Changes(), s.surface.gesture.kind)
		}
		s.FocusOn(s.win.Canvas())
		s.press(fyne.KeyEscape, fyne.KeyEscape)
		s.drag(2, 3, 8, 9)
		if s.Changes() != 1 {
			t.Errorf("%s: the next drag makes %d changes", what, s.Changes())
		}
	}
}
