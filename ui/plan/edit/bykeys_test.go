package edit

import (
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/uitest"
)

func (s *shown) space() {
	ev := &fyne.KeyEvent{Name: fyne.KeySpace}
	s.surface.KeyDown(ev)
	s.surface.KeyUp(ev)
}

// floorKeys are keys that the floor gets, Tab among them: the test's canvas takes that itself.
func (s *shown) floorKeys(keys ...fyne.KeyName) {
	for _, key := range keys {
		s.surface.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func times(key fyne.KeyName, n int) []fyne.KeyName { return slices.Repeat([]fyne.KeyName{key}, n) }

func TestAPolygonIsDrawnByKeys(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 30, Height: 20}, Unit: data.UnitMetres}, theme.VariantLight, 1100, 700)
	s.FocusOn(s.win.Canvas())
	uitest.Type(s.win, "p")
	s.press(fyne.KeyReturn) // shows where the point is
	if !s.surface.keyed || s.surface.marks().cross[0].Hidden {
		t.Fatal("one does not see where the corner comes")
	}
	s.space()
	s.floorKeys(times(fyne.KeyRight, 20)...)
	s.press(fyne.KeyReturn)
	s.floorKeys(times(fyne.KeyDown, 20)...)
	s.space()
	s.floorKeys(times(fyne.KeyDown, 3)...)
	s.space()
	s.press(fyne.KeyBackspace) // takes the last back
	s.press(fyne.KeyReturn)
	if len(s.floor.Fixtures) != 1 || len(s.floor.Fixtures[0].Outline) != 3 {
		t.Fatalf("%+v", s.floor.Fixtures)
	}
	if b := s.drawing.Selected()[0].Box; b.W < 1.99 || b.W > 2.01 || b.H < 1.99 || b.H > 2.01 {
		t.Errorf("it is %v by %v", b.W, b.H)
	}
	uitest.Retype(s.win, "Corner")
	s.press(fyne.KeyReturn)
	s.wants("its name", s.labels(), "Corner")
}

func TestTheScaleIsGivenByKeys(t *testing.T) {
	s := show(t, data.Floor{ID: "f", Name: "F", Layout: data.Size{Width: 300, Height: 200}}, theme.VariantLight, 1100, 700)
	s.FocusOn(s.win.Canvas())
	uitest.Type(s.win, "m")
	s.press(fyne.KeyRight)
	s.space()
	s.floorKeys(times(fyne.KeyRight, 50)...)
	s.space()
	uitest.Retype(s.win, "5")
	s.press(fyne.KeyReturn)
	if size := s.drawing.Size(); !s.drawing.IsMetric() || size.Width < 29.9 || size.Width > 30.1 {
		t.Errorf("the floor is %v wide", size.Width)
	}
}

func TestThePictureUnderTheFloorIsMovedByKeys(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.surface.options.AskPicture = func(id string, show func(string, image.Image)) { show(id, image.NewRGBA(image.Rect(0, 0, 30, 20))) }
	s.click(2, 3, 0)
	s.SetPicture(strings.Repeat("01", 32), 300, 200)
	_, before := s.drawing.Background()
	desk := s.drawing.Selected()[0].Box
	s.press(fyne.KeyRight)
	if _, box := s.drawing.Background(); box != before {
		t.Error("it moves though it is to be kept where it is")
	}
	s.surface.look.Loose = true
	s.press(fyne.KeyRight, fyne.KeyDown)
	_, box := s.drawing.Background()
	if x, y := box.X-before.X, box.Y-before.Y; x < 0.099 || x > 0.101 || y < 0.099 || y > 0.101 {
		t.Errorf("it was moved by %v, %v", x, y)
	}
	if s.drawing.Selected()[0].Box != desk {
		t.Error("the desk moves with it")
	}
	s.Undo()
	if _, box = s.drawing.Background(); box.Y != before.Y {
		t.Error("that is not undone")
	}
}

func TestSingleThingsAreAddedByKeys(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.click(2, 3, 0)
	s.space()
	s.wants("where it begins", s.labels(), "A1")
	s.floorKeys(fyne.KeyTab, fyne.KeyTab)
	s.wants("while Tab goes on", s.labels(), "A1")
	s.wants("where it is", nameOf(s.surface.walked()), "A3")
	s.wants("the foot says", s.helpWords(), "1 selected. Tab goes on from A3, Space adds it or takes it out. Esc: done.")
	s.space()
	s.wants("one and another", s.labels(), "A1 A3")
	s.floorKeys(fyne.KeyTab)
	s.space()
	s.space()
	s.wants("one that was taken out again", s.labels(), "A1 A3")
	s.floorKeys(fyne.KeyEscape)
	if s.surface.walked() != nil || s.labels() != "A1 A3" {
		t.Errorf("after Escape %q are selected", s.labels())
	}
	s.floorKeys(fyne.KeyTab)
	s.wants("Tab alone", s.labels(), "A2")
	s.space()
	s.click(28, 19, 0)
	if s.surface.walked() != nil {
		t.Error("a click does not end it")
	}
}

func TestSpaceThatMovesTheFloorSelectsNothing(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.click(2, 3, 0)
	s.surface.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.drag(10, 10, 14, 12)
	s.surface.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	if s.surface.walked() != nil || s.labels() != "A1" {
		t.Errorf("%q are selected, Tab is at %v", s.labels(), s.surface.walked())
	}
	if s.surface.view.Center == (drawing.Point{X: 15, Y: 10}) {
		t.Error("the floor was not moved")
	}
}

func (s *Surface) marks() *marks { return s.picture.marks }
