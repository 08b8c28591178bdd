package plan

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func statesForTest(t *testing.T) *FloorPlan {
	p, _ := statesPlan(t, theme.VariantLight, 0, fyne.NewSize(860, 620))
	return p
}

func lightColor(name fyne.ThemeColorName) any {
	return kit.NewTheme().Color(name, theme.VariantLight)
}

func TestSecondClickActivates(t *testing.T) {
	p := statesForTest(t)
	var activated []string
	p.OnActivate = func(id string) { activated = append(activated, id) }
	tapDesk(p, "B2")
	if len(activated) != 0 {
		t.Fatal("the first click does more than select")
	}
	tapDesk(p, "B2")
	tapDesk(p, "B3")
	test.TapAt(p, fyne.NewPos(3, 3))
	test.TapAt(p, fyne.NewPos(3, 3)) // nothing is selected, twice
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Equal(activated, []string{"B2"}) {
		t.Fatalf("activated %q", activated)
	}
	p.Select("A2")
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace} {
		p.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if !slices.Equal(activated, []string{"B2", "A2", "A2", "A2"}) {
		t.Errorf("activated %q", activated)
	}
	p.OnActivate = nil
	tapDesk(p, "A2") // must not fail
}

func TestRightClickAsksForTheMenu(t *testing.T) {
	p := statesForTest(t)
	var menus, selections []string
	var at fyne.Position
	p.OnMenu = func(id string, pos fyne.Position) { menus, at = append(menus, id), pos }
	p.OnSelected = func(id string) { selections = append(selections, id) }
	p.TappedSecondary(&fyne.PointEvent{Position: p.drawing.view("B2").out.Center, AbsolutePosition: fyne.NewPos(700, 400)})
	if p.Selected() != "B2" || !slices.Equal(menus, []string{"B2"}) || at != fyne.NewPos(700, 400) || !slices.Equal(selections, []string{"B2"}) {
		t.Errorf("selected %q, menus %q at %v", p.Selected(), menus, at)
	}
	p.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(3, 3)})
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF10}) // without Shift
	if len(menus) != 1 || p.Selected() != "B2" {
		t.Error("beside the desks there is a menu as well")
	}
	p.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	pos, size := p.drawing.view("B2").out.Bounds()
	if want := pos.AddXY(1, size.Height+1); len(menus) != 2 || !near(at, want) { // the card's border is 1
		t.Errorf("the menu key asks %d times, at %v, want %v", len(menus), at, want)
	}
	p.Select("")
	p.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	if len(menus) != 2 {
		t.Error("there is a menu without a desk")
	}
}

func TestEachStateLooksDifferent(t *testing.T) {
	p := statesForTest(t)
	tests := []struct {
		desk, label, name string
		fill              fyne.ThemeColorName // empty: none
		pattern           pattern
	}{
		{"A2", "A2", "", "", dashed},
		{"A1", "A1", "Ines Okafor", kit.ColorNameBooked, noPattern},
		{"A4", "A4", "★ Lindgren", kit.ColorNameChosen, noPattern},
		{"B5", "⊘ B5", "the lamp is br…", "", hatched},
		{"H6", "⊘ H6", "", "", hatched},
		{"H2", "H2", "", "", dashed}, // blocked tomorrow
		{"A9", "✕ A9", "", "", noPattern},
	}
	for _, tt := range tests {
		v := p.drawing.view(tt.desk)
		name := ""
		if v.name.Visible() {
			name = v.name.Text
		}
		if v.label.Text != tt.label || name != tt.name || v.pattern() != tt.pattern {
			t.Errorf("%s shows %q, %q, pattern %d", tt.desk, v.label.Text, name, v.pattern())
		}
		fill := any(color.Transparent)
		if tt.fill != "" {
			fill = lightColor(tt.fill)
		}
		if v.shape.rect.FillColor != fill {
			t.Errorf("%s is filled with %v", tt.desk, v.shape.rect.FillColor)
		}
	}
	if free := p.drawing.view("A2"); free.label.TextStyle.Bold || free.face.key.look != lightColor(kit.ColorNameFree) {
		t.Error("a free desk is louder than a name")
	}
	if booked := p.drawing.view("A1"); !booked.name.TextStyle.Bold || booked.name.TextSize != 14 || booked.label.TextSize != 11 {
		t.Errorf("a name has %v, its label %v", booked.name.TextSize, booked.label.TextSize)
	}
	if mine := p.drawing.view("A4"); mine.name.Color != lightColor(kit.ColorNameOnChosen) || !mine.name.TextStyle.Bold {
		t.Error("the chosen person's name does not stand out")
	}
}

// pattern returns what is drawn over the desk.
func (v *deskView) pattern() pattern {
	if v.face.raster.Hidden {
		return noPattern
	}
	return v.face.key.pattern
}

func TestBlocksHoldOnTheirDays(t *testing.T) {
	p := statesForTest(t)
	p.SetDay(uitest.Today + 1)
	if p.drawing.view("H2").label.Text != "⊘ H2" || p.drawing.view("H2").pattern() != hatched {
		t.Error("on its day the desk is not blocked")
	}
	p.SetDay(uitest.Today + 4)
	for _, id := range []string{"H2", "B5"} {
		if v := p.drawing.view(id); v.label.Text != id || v.pattern() != dashed {
			t.Errorf("%s stays blocked", id)
		}
	}
	seats := seatsByDesk(uitest.Seats(), "floor-1")
	seats["H6"] = uitest.Seat("floor-1", "H6", "u20", "Ivo Sato")
	p.SetSeats(seats)
	if v := p.drawing.view("H6"); v.name.Text != "Ivo Sato" || v.pattern() != noPattern {
		t.Error("a desk that was booked before it was blocked does not show by whom")
	}
}

func TestChosenPerson(t *testing.T) {
	p := statesForTest(t)
	a4, a1 := p.drawing.view("A4"), p.drawing.view("A1")
	p.SetBookingFor("u1", "Ines Okafor")
	if a4.name.Text != "A. Lindgren" || a1.name.Text != "★ I. Okafor" {
		t.Errorf("A4 shows %q, A1 %q", a4.name.Text, a1.name.Text)
	}
	p.SetBookingFor(data.VisitorID, "Visitor")
	if v := p.drawing.view("B4"); v.name.Text != "Dr. Wells" || v.shape.rect.FillColor != lightColor(kit.ColorNameBooked) {
		t.Errorf("the visitor's desk shows %q", v.name.Text)
	}
	p.SetBookingFor("", "")
	if a1.name.Text != "Ines Okafor" {
		t.Errorf("with nobody chosen A1 shows %q", a1.name.Text)
	}
}

func TestMatchesDimTheOthers(t *testing.T) {
	p := statesForTest(t)
	p.SetMatches(map[string]bool{"A1": true, "B1": true, "A3": false})
	found, other := p.drawing.view("A1").shape.rect, p.drawing.view("A3").shape.rect
	if found.FillColor != lightColor(kit.ColorNameBooked) || found.StrokeWidth < 3 {
		t.Error("a match is not shown as one")
	}
	if other.FillColor == lightColor(kit.ColorNameBooked) || other.StrokeWidth != 1 {
		t.Error("another desk is not dimmed")
	}
	if free := p.drawing.view("A2"); free.pattern() != dashed || free.face.key.look == lightColor(kit.ColorNameFree) {
		t.Error("a free desk that does not match is not dimmed")
	}
	p.SetMatches(map[string]bool{})
	if found.StrokeWidth != 1 || found.FillColor == lightColor(kit.ColorNameBooked) {
		t.Error("without a match not all are dimmed")
	}
	p.SetMatches(nil)
	if found.FillColor != lightColor(kit.ColorNameBooked) || other.FillColor != lightColor(kit.ColorNameBooked) || found.StrokeWidth != 1 {
		t.Error("desks stay dimmed")
	}
}

// Dimmed is not unreadable.
func TestTextsOnDesksCanBeRead(t *testing.T) {
	for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		t.Run(name, func(t *testing.T) {
			p, _ := statesPlan(t, variant, 0, fyne.NewSize(860, 620))
			plan := p.drawing.color(kit.ColorNamePlan)
			for _, match := range []Match{MatchNone, MatchFound, MatchDimmed} {
				for state := range states {
					c := p.drawing.colors(data.Desk{}, Look{State: state, Match: match})
					back := c.fill
					if _, _, _, a := back.RGBA(); a == 0 {
						back = plan
					}
					if uitest.Contrast(c.label, back) < 4.5 || uitest.Contrast(c.name, back) < 4.5 {
						t.Errorf("state %d, match %d: contrast %.1f and %.1f", state, match, uitest.Contrast(c.label, back), uitest.Contrast(c.name, back))
					}
				}
			}
		})
	}
}

func TestSettersPaintOnlyWhatChanged(t *testing.T) {
	p := statesForTest(t)
	untouched := func() {
		for _, v := range p.drawing.desks {
			v.label.Text = "untouched"
		}
	}
	painted := func() (ids []string) {
		for _, v := range p.drawing.desks {
			if v.label.Text != "untouched" {
				ids = append(ids, v.desk.ID)
			}
		}
		return ids
	}
	steps := []struct {
		name string
		set  func()
		want []string
	}{
		{"the same again", func() {
			p.SetDay(uitest.Today)
			p.SetBookingFor("u3", "Amara Lindgren")
			p.SetMatches(nil)
			p.SetSeats(p.seats)
		}, nil},
		{"another day", func() { p.SetDay(uitest.Today + 1) }, []string{"H2"}},
		{"another person", func() { p.SetBookingFor("u1", "Ines Okafor") }, []string{"A1", "A4"}},
		{"hover and select", func() { p.Hover("A1"); p.Select("B1") }, nil},
	}
	for _, s := range steps {
		untouched()
		s.set()
		if got := painted(); !slices.Equal(got, s.want) {
			t.Errorf("%s paints %q, want %q", s.name, got, s.want)
		}
	}
}

func legendTexts(p *FloorPlan) (texts []string) {
	for _, text := range p.drawing.legend.texts {
		if text.Visible() {
			texts = append(texts, text.Text)
		}
	}
	return texts
}

func TestLegendCounts(t *testing.T) {
	p := statesForTest(t)
	if got := legendTexts(p); !slices.Equal(got, []string{"Free 10", "Booked 8", "★ Amara Lindgren 1", "Blocked 2", "Not in use 1"}) {
		t.Errorf("the legend says %q", got)
	}
	p.SetBookingFor("u99", "Ivo Sato") // has no desk here
	p.SetDay(uitest.Today + 1000)
	if got := legendTexts(p); !slices.Equal(got, []string{"Free 11", "Booked 9", "Blocked 1", "Not in use 1"}) {
		t.Errorf("the legend says %q", got)
	}
}

func TestLegendNeverReachesTheControls(t *testing.T) {
	p := statesForTest(t)
	for _, name := range []string{"Amara Lindgren", "Bartholomäus Papadopoulou-Østergaard of the Western Office"} {
		p.SetBookingFor("u3", name)
		for width := float32(320); width <= 1200; width += 20 {
			p.Resize(fyne.NewSize(width, 500))
			l := p.drawing.legend
			end := float32(0)
			for _, text := range l.texts {
				if !text.Visible() {
					continue
				}
				if text.Position().X < end {
					t.Errorf("at %v, %q lies on what is before it", width, text.Text)
				}
				end = text.Position().X + kit.TextWidth(text.Text, text.TextSize, text.TextStyle)
			}
			if end == 0 || end > l.pads[zoomOutControl].Position().X {
				t.Errorf("at %v, the legend ends at %v, the controls begin at %v: %q", width, end, l.pads[zoomOutControl].Position().X, legendTexts(p))
			}
			if last := l.pads[zoomFitControl]; last.Position().X+last.Size().Width > width {
				t.Errorf("at %v, the controls end at %v", width, last.Position().X+last.Size().Width)
			}
			if width >= 900 && len(name) < 20 && !slices.Contains(legendTexts(p), "Not in use 1") {
				t.Errorf("at %v, words are left out: %q", width, legendTexts(p))
			}
		}
	}
}

func TestLongLabelsKeepTheirNumber(t *testing.T) {
	p := statesForTest(t)
	showAngles(p)
	for _, v := range p.drawing.desks {
		if _, number := splitLabel(v.desk.Label); v.label.Visible() && !strings.HasSuffix(v.label.Text, number) {
			t.Errorf("%q turned by %v shows %q", v.desk.Label, v.desk.Rotation, v.label.Text)
		}
	}
	for label, want := range map[string][2]string{
		"Window desk 12": {"Window desk ", "12"}, "EG-Süd-007": {"EG-Süd-", "007"}, "A1": {"", "A1"},
		"Corner": {"", "Corner"}, "Behind the stairs": {"", "Behind the stairs"}, "": {"", ""},
	} {
		if before, number := splitLabel(label); before != want[0] || number != want[1] {
			t.Errorf("%q is %q and %q", label, before, number)
		}
	}
	for width := float32(20); width < 140; width += 4 {
		got := fitLabel("Arbeitsplatz am Fenster 112", width, 11)
		if !strings.HasSuffix(got, "112") || kit.TextWidth(got, 11, fyne.TextStyle{}) > width {
			t.Errorf("in %v stands %q", width, got)
		}
	}
}

func TestNamesOnAFloorHaveOneSize(t *testing.T) {
	p := statesForTest(t)
	sizes := map[float32]int{}
	names := []string{"Ines Okafor", "Bartholomäus Papadopoulou-Østergaard", "Umar", "Wilhelmina Longbottom", "Kit Abernathy"}
	seats := map[string]data.Seat{}
	for i, v := range p.drawing.desks {
		seats[v.desk.ID] = data.Seat{Name: names[i%len(names)], Booking: data.Booking{UserID: "u"}}
	}
	p.SetSeats(seats)
	for _, v := range p.drawing.desks {
		sizes[v.name.TextSize]++
	}
	if len(sizes) > 2 {
		t.Errorf("names have the sizes %v", sizes)
	}
}
