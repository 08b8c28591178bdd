package edit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/uitest"
)

// rightClick presses the right button at one point and lets it go at another, as Fyne tells it.
func (s *shown) rightClick(x, y, toX, toY float64) {
	from, to := s.at(x, y), s.at(toX, toY)
	s.surface.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonSecondary})
	ev := fyne.PointEvent{Position: to, AbsolutePosition: fyne.CurrentApp().Driver().AbsolutePositionForObject(s.surface).Add(to)}
	s.surface.MouseUp(&desktop.MouseEvent{PointEvent: ev, Button: desktop.MouseButtonSecondary})
	s.surface.TappedSecondary(&ev)
}

// offered are the words of the menu that is open, with those of lines that can't be chosen in brackets.
func (s *shown) offered() []string {
	top := s.win.Canvas().Overlays().Top()
	if top == nil {
		return nil
	}
	var texts []string
	for _, o := range uitest.Shown(top) {
		if text, ok := o.(*canvas.Text); ok {
			if text.Color == theme.Color(theme.ColorNameDisabled) {
				texts = append(texts, "("+text.Text+")")
			} else {
				texts = append(texts, text.Text)
			}
		}
	}
	return texts
}

// choose chooses what begins so in the menu that is open.
func (s *shown) choose(words string) {
	s.t.Helper()
	offered := s.offered()
	if !slices.ContainsFunc(offered, func(text string) bool { return strings.HasPrefix(text, words) }) {
		s.t.Fatalf("no %q in %q", words, offered)
	}
	menu := s.win.Canvas().Focused()
	for range 20 {
		before := s.win.Canvas().Overlays().Top()
		if s.marked() == words {
			s.press(fyne.KeyReturn)
			return
		}
		menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		if s.win.Canvas().Overlays().Top() != before {
			break
		}
	}
	s.t.Fatalf("the keys don't come to %q", words)
}

// marked are the words of the line that Enter chooses, in the last of the menus that are open.
func (s *shown) marked() (words string) {
	var back fyne.CanvasObject
	for _, o := range uitest.Shown(s.win.Canvas().Overlays().Top()) {
		switch o := o.(type) {
		case *canvas.Rectangle:
			if o.CornerRadius == 4 {
				back = o
			}
		case *canvas.Text:
			if back != nil {
				words, back = o.Text, nil
			}
		}
	}
	return words
}

func TestTheMenuOffersWhatCanBeDone(t *testing.T) {
	for _, c := range []struct {
		name     string
		do       func(*shown)
		selected string
		has, not []string
	}{
		{"a desk", func(s *shown) { s.rightClick(5, 3, 5, 3) }, "A2",
			[]string{"Edit the label", "Enter", "Ctrl+C", "(Paste here)", "(Align)", "Number the desks…", "Delete"}, []string{"Add a desk here", "Picture under the floor…"}},
		{"one of several", func(s *shown) { s.drag(1.2, 2.2, 13.5, 4.2); s.rightClick(5, 3, 5, 3) }, "A1 A2 A3 A4",
			[]string{"Align", "›", "Duplicate", "Ctrl+D"}, []string{"(Align)"}},
		{"another than what is selected", func(s *shown) { s.click(2, 3, 0); s.rightClick(5, 3, 5, 3) }, "A2", nil, nil},
		{"a room", func(s *shown) { s.rightClick(23, 4, 23, 4) }, "Meeting Alder", []string{"Add a desk here", "(Number the desks…)"}, nil},
		{"the bare floor", func(s *shown) { s.click(2, 3, 0); s.rightClick(28.5, 19.5, 28.5, 19.5) }, "",
			[]string{"(Paste here)", "Select all", "Add a desk here", "Add a row here", "Picture under the floor…", "B"}, []string{"Duplicate", "Delete"}},
		{"desks and a room", func(s *shown) { s.FocusOn(s.win.Canvas()); s.SelectAll(); s.floorKeys(desktop.KeyMenu) }, "Engineering Meeting Alder Corner  A1 A2 A3 A4 A5 A6 A7 A8",
			[]string{"(Edit the label)", "(Paste)", "Properties"}, []string{"(Paste here)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := show(t, metric(), theme.VariantLight, 1100, 700)
			c.do(s)
			s.wants("what is selected", s.labels(), c.selected)
			offered := s.offered()
			for _, words := range c.has {
				if !slices.Contains(offered, words) {
					t.Errorf("no %q in %q", words, offered)
				}
			}
			for _, words := range c.not {
				if slices.Contains(offered, words) {
					t.Errorf("%q is in %q", words, offered)
				}
			}
			s.press(fyne.KeyEscape)
			if s.offered() != nil || s.win.Canvas().Focused() != fyne.Focusable(s.surface) {
				t.Error("Escape does not lead back to the floor")
			}
			if len(s.changes) > 0 {
				t.Errorf("to look is no change: %v", s.changes)
			}
		})
	}
}

func TestTheMenuDoesWhatItSays(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.rightClick(2, 3, 2, 3)
	s.choose("Copy")
	s.rightClick(16, 15, 16, 15)
	s.choose("Paste here")
	if c := s.drawing.Selected()[0].Box.Center(); c.Minus(drawing.Point{X: 16, Y: 15}).Length() > 0.01 {
		t.Errorf("it was put at %v", c)
	}
	s.rightClick(16, 15, 16, 15)
	s.choose("Delete")
	s.rightClick(10, 15, 10, 15)
	s.choose("Add a row here")
	if n := len(s.drawing.Selected()); n != 6 {
		t.Errorf("a row of %d desks", n)
	}
	s.floorKeys(fyne.KeyEscape)
	s.surface.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	s.choose("Align")
	s.choose("Align the left sides")
	left := map[float64]bool{}
	for _, thing := range s.drawing.Selected() {
		left[thing.Bounds().X] = true
	}
	if len(left) != 1 {
		t.Errorf("their left sides are at %v", left)
	}
	s.surface.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	s.choose("Number the desks…")
	uitest.Retype(s.win, "N")
	s.press(fyne.KeyReturn)
	s.wants("the prefix", s.numbering.Prefix, "N")
	s.rightClick(2, 3, 2, 3)
	s.choose("Edit the label")
	uitest.Retype(s.win, "Ours")
	s.press(fyne.KeyReturn)
	s.wants("its label", s.labels(), "Ours")
}

func TestNoMenuComesWhereSomethingElseIsMeant(t *testing.T) {
	s := show(t, metric(), theme.VariantLight, 1100, 700)
	s.rightClick(2, 3, 6, 8)
	if s.offered() != nil {
		t.Error("after the pointer was moved")
	}
	s.SetTool(PolygonTool)
	s.click(15, 15, 0)
	s.rightClick(2, 3, 2, 3)
	if s.offered() != nil || len(s.surface.corners) != 1 {
		t.Error("while a polygon is begun")
	}
}
