package plan

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

// planForTest shows a floor of the sample office with some desks booked.
func planForTest(t testing.TB, floor int) (*FloorPlan, *[]string) {
	t.Helper()
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := New()
	var calls []string
	p.OnSelected = func(id string) { calls = append(calls, id) }
	uitest.Show(t, p, 860, 620)
	shown := uitest.Offices()[0].Floors[floor]
	p.SetFloor(shown)
	p.SetSeats(seatsByDesk(uitest.Seats(), shown.ID))
	return p, &calls
}

func seatsByDesk(seats []data.Seat, floor string) map[string]data.Seat {
	byDesk := map[string]data.Seat{}
	for _, s := range seats {
		if s.Floor == floor {
			byDesk[s.Desk] = s
		}
	}
	return byDesk
}

func tapDesk(p *FloorPlan, deskID string) {
	test.TapAt(p, p.Middle(deskID))
}

func TestClickSelectsTheDesk(t *testing.T) {
	p, calls := planForTest(t, 0)
	tapDesk(p, "B2")
	tapDesk(p, "B2")
	if p.Selected() != "B2" || !slices.Equal(*calls, []string{"B2"}) {
		t.Errorf("selected is %q after calls %q", p.Selected(), *calls)
	}
	if !p.drawing.ring.rect.Visible() || !p.focused {
		t.Error("there is no ring, or no focus")
	}
	test.TapAt(p, fyne.NewPos(3, 3))
	if p.Selected() != "" || !slices.Equal(*calls, []string{"B2", ""}) || p.drawing.ring.rect.Visible() {
		t.Errorf("a click beside the desks leaves %q, calls %q", p.Selected(), *calls)
	}
}

func TestClickFindsTurnedDesks(t *testing.T) {
	p, _ := planForTest(t, 1)
	for _, id := range []string{"E1", "E2", "E3", "E4"} {
		view := p.drawing.view(id)
		if view.out.IsStraight() {
			t.Fatalf("%s is not turned", id)
		}
		tapDesk(p, id)
		if p.Selected() != id || !p.drawing.ring.poly.Visible() {
			t.Errorf("a click on %s selects %q", id, p.Selected())
		}
		// Within the box around it but outside the desk itself.
		pos, _ := view.out.Bounds()
		if got := p.DeskAt(pos.AddXY(2, 2)); got == id {
			t.Errorf("the corner of the box around %s counts as the desk", id)
		}
	}
}

func TestSelectDoesNotCall(t *testing.T) {
	p, calls := planForTest(t, 0)
	p.Select("A2")
	p.Select("no such desk")
	if len(*calls) != 0 || p.Selected() != "" {
		t.Errorf("calls %q, selected %q", *calls, p.Selected())
	}
}

func TestArrowKeysGoToTheNearestDesk(t *testing.T) {
	p, calls := planForTest(t, 0)
	steps := []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "A1"}, // nothing was selected: the first one
		{fyne.KeyRight, "A2"}, {fyne.KeyDown, "A7"}, {fyne.KeyDown, "B2"}, {fyne.KeyRight, "B3"},
		{fyne.KeyRight, "H1"}, {fyne.KeyDown, "H4"}, {fyne.KeyLeft, "B6"}, {fyne.KeyUp, "B3"},
		{fyne.KeyEnd, "H6"}, {fyne.KeyRight, "H6"}, {fyne.KeyHome, "A1"}, {fyne.KeyLeft, "A1"}, {fyne.KeyEscape, ""},
	}
	p.FocusGained()
	for i, s := range steps {
		p.TypedKey(&fyne.KeyEvent{Name: s.key})
		if p.Selected() != s.want {
			t.Fatalf("step %d, %s: selected is %q, want %q", i, s.key, p.Selected(), s.want)
		}
	}
	if len(*calls) != 12 { // not at the two edges
		t.Errorf("%d calls: %q", len(*calls), *calls)
	}
}

func TestEveryDeskCanBeReachedByArrows(t *testing.T) {
	for floor := range 2 {
		p, _ := planForTest(t, floor)
		reached := map[*deskView]bool{}
		next := []*deskView{firstDesk(p.drawing.desks)}
		for len(next) > 0 {
			d := next[0]
			next = next[1:]
			if reached[d] {
				continue
			}
			reached[d] = true
			for _, key := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight} {
				if n := neighbour(p.drawing.desks, d, key); n != nil {
					next = append(next, n)
				}
			}
		}
		for _, d := range p.drawing.desks {
			if !reached[d] {
				t.Errorf("no way leads to %s", d.desk.ID)
			}
		}
	}
}

func TestPlanTellsAScreenReader(t *testing.T) {
	p, _ := planForTest(t, 0)
	if got := p.AccessibilityLabel(); got != "1st floor" {
		t.Errorf("without a selection it says %q", got)
	}
	p.Select("A1")
	if got := p.AccessibilityLabel(); got != "1st floor · Desk A1 · Ines Okafor" {
		t.Errorf("of A1 it says %q", got)
	}
}

// No text may leave its desk, whatever the desk's size, angle and name.
func TestTextStaysInItsDesk(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(860, 620), fyne.NewSize(684, 540), fyne.NewSize(330, 260)} {
		for floor := range 2 {
			p, _ := planForTest(t, floor)
			seats := map[string]data.Seat{}
			names := []string{"Ines Okafor", "Bartholomäus Papadopoulou-Østergaard", "Ω", "中村太郎", "Wilhelmina"}
			for i, view := range p.drawing.desks {
				if i%6 != 5 {
					seats[view.desk.ID] = data.Seat{Name: names[i%6], Booking: data.Booking{UserID: "u"}}
				}
			}
			p.SetSeats(seats)
			p.Resize(size)
			for _, view := range p.drawing.desks {
				for _, text := range []*canvas.Text{view.label, view.name} {
					if !text.Visible() {
						continue
					}
					width, height := kit.TextWidth(text.Text, text.TextSize, text.TextStyle), kit.TextHeight(text.TextSize)
					left := text.Position().X
					if text.Alignment == fyne.TextAlignCenter {
						left += (text.Size().Width - width) / 2
					}
					top := text.Position().Y
					for _, corner := range []fyne.Position{{X: left, Y: top}, {X: left + width, Y: top}, {X: left, Y: top + height}, {X: left + width, Y: top + height}} {
						if !view.out.Grow(2).Contains(corner) {
							t.Errorf("at %v, %q leaves the desk %s", size, text.Text, view.desk.ID)
							break
						}
					}
				}
			}
		}
	}
}

func TestDesksTellWhoHasThem(t *testing.T) {
	p, _ := planForTest(t, 0)
	tests := []struct{ desk, label, name string }{
		{"A1", "A1", "Ines Okafor"}, {"B4", "B4", "Dr. Wells"}, {"A2", "A2", ""}, {"A9", "✕ A9", ""},
	}
	for _, tt := range tests {
		view := p.drawing.view(tt.desk)
		name := ""
		if view.name.Visible() {
			name = view.name.Text
		}
		if view.label.Text != tt.label || name != tt.name {
			t.Errorf("%s shows %q and %q", tt.desk, view.label.Text, name)
		}
	}
	free, booked := p.drawing.view("A2"), p.drawing.view("A1")
	if free.face.key.pattern != dashed || free.face.raster.Hidden || booked.shape.rect.FillColor != kit.NewTheme().Color(kit.ColorNameBooked, theme.VariantLight) {
		t.Error("free has no dashes, or booked is not filled")
	}
}

// A line above the plan comes and goes, and takes height with it: the legend stays at the foot.
func TestTheLegendGoesWithTheFootOfThePlan(t *testing.T) {
	p, _ := planForTest(t, 0)
	size := p.Size()
	for _, height := range []float32{size.Height - 34, size.Height, size.Height + 50} {
		p.Resize(fyne.NewSize(size.Width, height))
		for _, text := range p.drawing.legend.texts {
			if y := text.Position().Y; text.Visible() && (y < height-legendHeight || y > height) {
				t.Errorf("on a plan of %g, %q stands at %g", height, text.Text, y)
			}
		}
	}
}

func TestSeatsChangeOnlyTheirDesks(t *testing.T) {
	p, _ := planForTest(t, 0)
	legend := p.drawing.legend
	if got := legendTexts(p); !slices.Equal(got, []string{"Free 12", "Booked 9", "Not in use 1"}) {
		t.Errorf("the legend says %q", got)
	}
	// A mark on a desk that does not change must survive, on one that does not.
	p.drawing.view("A3").name.Text, p.drawing.view("A1").name.Text = "untouched", "untouched"
	seats := seatsByDesk(uitest.Seats(), "floor-1")
	delete(seats, "A1")
	p.SetSeats(seats)
	if p.drawing.view("A3").name.Text != "untouched" {
		t.Error("a desk that did not change was drawn anew")
	}
	if p.drawing.view("A1").name.Visible() || p.drawing.view("A1").label.Text != "A1" {
		t.Error("the desk that was released was not drawn anew")
	}
	if legend.texts[0].Text != "Free 13" || legend.texts[1].Text != "Booked 8" {
		t.Errorf("the legend says %q, %q", legend.texts[0].Text, legend.texts[1].Text)
	}
}

func TestPlanWithoutDesksSaysSo(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := New()
	uitest.Show(t, p, 600, 400)
	if !p.drawing.empty.Visible() || p.drawing.empty.Text != "No floor to show" {
		t.Errorf("without a floor it says %q", p.drawing.empty.Text)
	}
	p.SetFloor(data.Floor{ID: "f", Name: "Attic", Layout: data.Size{Width: 3, Height: 2}})
	if !p.drawing.empty.Visible() || p.drawing.empty.Text != "Attic has no desks yet" {
		t.Errorf("without desks it says %q", p.drawing.empty.Text)
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // must not fail
	p.SetFloor(data.SampleOffice().Floors[0])
	if p.drawing.empty.Visible() {
		t.Error("it says so with desks as well")
	}
}

func TestLayingOutTwiceMakesNoNewObjects(t *testing.T) {
	// Fyne lays a widget out again when it finds a new object in it, so one that
	// is made by laying out would be drawn without end.
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	for _, floor := range data.SampleOffice().Floors {
		floor.Desks[3].Retired = true
		p := New()
		p.SetFloor(floor)
		uitest.Show(t, p, 900, 600)
		before := slices.Clone(p.drawing.objects)
		p.drawing.arrange()
		if !slices.Equal(before, p.drawing.objects) {
			t.Errorf("%s is drawn with other objects the second time", floor.Name)
		}
	}
}
