package board

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func floorsForTest(n int) []data.Floor {
	floors := make([]data.Floor, n)
	for i := range floors {
		floors[i] = data.Floor{ID: fmt.Sprintf("f%d", i), Name: fmt.Sprintf("Floor %d", i)}
	}
	return floors
}

func TestOfficeChoice(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	c := newOfficeChoice()
	var calls []string
	c.OnChanged = func(id string) { calls = append(calls, id) }
	uitest.Show(t, c, 300, 60)
	c.SetOffices([]data.Office{{ID: "a", Name: "Harbour"}, {ID: "b", Name: "Harbour"}, {ID: "c", Name: "Hill"}}, "b")
	if got := c.drop.Pick.SelectedIndex(); got != 1 || len(calls) != 0 {
		t.Errorf("chosen is %d, calls %q", got, calls)
	}
	c.drop.Pick.SetSelectedIndex(0) // has the name of the one that is chosen
	c.drop.Pick.SetSelectedIndex(2)
	if !slices.Equal(calls, []string{"a", "c"}) {
		t.Errorf("calls %q", calls)
	}
	c.SetOffices(nil, "")
	if c.drop.Pick.Selected != "" {
		t.Errorf("without offices %q is chosen", c.drop.Pick.Selected)
	}
}

// floorChoiceForTest shows a choice among floors, of which one is chosen, and returns it
// with those that are picked.
func floorChoiceForTest(t *testing.T, floors int, chosenID string) (c *floorChoice, picked *[]string) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	c, picked = newFloorChoice(), &[]string{}
	c.OnChanged = func(id string) { *picked = append(*picked, id) }
	uitest.Show(t, c, 600, 36)
	c.SetFloors(floorsForTest(floors), chosenID)
	return c, picked
}

func TestFloorChoiceWithFewFloors(t *testing.T) {
	c, calls := floorChoiceForTest(t, 5, "f1")
	if !c.row.Visible() || c.drop.Visible() || c.row.Chosen != 1 {
		t.Fatal("five floors are not a row of buttons")
	}
	width := c.row.Widths(c.row.Size().Width)[0]
	test.TapAt(c.row, fyne.NewPos(width/2, 10))
	test.TapAt(c.row, fyne.NewPos(width/2, 10)) // it is chosen already
	test.TapAt(c.row, fyne.NewPos(599, 10))     // beyond the last one
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyHome} {
		c.row.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if want := []string{"f0", "f1", "f4", "f0"}; !slices.Equal(*calls, want) {
		t.Errorf("calls %q, want %q", *calls, want)
	}
}

func TestFloorChoiceWithManyFloors(t *testing.T) {
	c, calls := floorChoiceForTest(t, 6, "f5")
	if c.row.Visible() || !c.drop.Visible() || c.drop.Pick.Selected != "Floor 5" {
		t.Fatal("six floors are not a drop-down")
	}
	c.drop.Pick.SetSelectedIndex(2)
	if !slices.Equal(*calls, []string{"f2"}) {
		t.Errorf("calls %q", *calls)
	}
}

func TestSegmentsShrinkTogether(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	s := kit.NewSegments()
	s.Set([]string{"A floor with a name", "Another floor", "3rd"}, 0)
	for _, width := range []float32{1000, 250, 120} {
		sum := float32(0)
		for _, w := range s.Widths(width) {
			sum += w
		}
		if sum > width+0.1 {
			t.Errorf("in %v they take %v", width, sum)
		}
	}
}

// An office's name is cut only where the row has no room left for it.
func TestAnOfficeIsNamedWholeWhereThereIsRoom(t *testing.T) {
	b, w := boardForTest(t)
	s := stateForTest()
	s.Offices = slices.Clone(s.Offices)
	s.Offices[0].Name = "Verwaltungsgebäude Nord"
	b.Apply(s)
	cut := 0
	for width := float32(640); width <= 1920; width += 20 {
		w.Resize(fyne.NewSize(width, 620))
		if b.office.Size().Width >= b.office.MinSize().Width {
			continue
		}
		cut++
		row := 2*kit.BoardInset + b.office.Size().Width + boardGap + b.floor.Size().Width
		for _, o := range []fyne.CanvasObject{b.day, b.person, b.views} {
			if o.Visible() && o.Position().Y == b.office.Position().Y {
				row += boardGap + o.Size().Width
			}
		}
		if free := b.Size().Width - row; free > 1 {
			t.Errorf("%v wide the office has %v of %v, and %v are free", width, b.office.Size().Width, b.office.MinSize().Width, free)
		}
	}
	if cut == 0 {
		t.Error("the name is whole everywhere")
	}
}
