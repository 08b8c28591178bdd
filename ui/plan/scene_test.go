package plan

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func sceneForTest(t testing.TB) *Scene {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	return NewScene(func(name fyne.ThemeColorName) color.Color { return kit.NewTheme().Color(name, theme.VariantLight) })
}

var testPlane = Plane{Origin: fyne.NewPos(10, 20), Size: fyne.NewSize(900, 600)}

func anywhere(Outline) bool { return true }

func TestASceneDrawsOnlyTheDeskThatMoved(t *testing.T) {
	s := sceneForTest(t)
	floor := data.SampleOffice().Floors[0]
	s.SetFloor(floor)
	s.Arrange(testPlane, anywhere)
	before := slices.Clone(s.Objects())
	for _, v := range s.desks {
		v.label.Text = "untouched"
	}
	floor.Desks = slices.Clone(floor.Desks)
	floor.Desks[4].Position.X += 0.1
	s.SetFloor(floor)
	s.Arrange(testPlane, anywhere)
	if !slices.Equal(before, s.Objects()) {
		t.Error("there are other objects")
	}
	for i, v := range s.desks {
		if (v.label.Text != "untouched") != (i == 4) {
			t.Errorf("desk %d shows %q", i, v.label.Text)
		}
	}
	if at, ok := s.Place(floor.Desks[4].ID); !ok || s.PlaceAt(at.Center) != floor.Desks[4].ID {
		t.Error("the desk is not where it was moved to")
	}
	floor.Desks = floor.Desks[:10]
	s.SetFloor(floor)
	s.Arrange(testPlane, anywhere)
	if _, ok := s.Place("H6"); ok || len(s.Objects()) >= len(before) {
		t.Error("desks that are gone are drawn")
	}
}

func TestPointAndPositionAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := data.Point{X: rapid.Float64Range(0, 1).Draw(t, "x"), Y: rapid.Float64Range(0, 1).Draw(t, "y")}
		back := testPlane.Point(testPlane.Position(at))
		if math.Abs(back.X-at.X) > 1e-5 || math.Abs(back.Y-at.Y) > 1e-5 {
			t.Errorf("%v comes back as %v", at, back)
		}
	})
}

func TestZonesAreAreasUnderAll(t *testing.T) {
	s := sceneForTest(t)
	floor := data.SampleOffice().Floors[0]
	zone := func(id, label, own string, x, y, w, h float64) {
		floor.Fixtures = append(floor.Fixtures, data.Fixture{ID: id, Label: label, Type: data.FixtureZone, Color: own,
			Position: data.Point{X: x, Y: y}, Size: data.Size{Width: w, Height: h}})
	}
	zone("z1", "Engineering", "", 0, 0, 0.7, 0.35)
	zone("z2", "Großraum", "#FF0000", 0, 0.4, 0.45, 0.3)
	s.SetFloor(floor)
	s.Arrange(testPlane, anywhere)
	if s.fixtures[0].fixture.ID != "z1" || s.fixtures[1].fixture.ID != "z2" {
		t.Error("an area lies on a room")
	}
	var captions []string
	for _, c := range s.captions {
		if !c.text.Hidden {
			captions = append(captions, c.text.Text)
		}
	}
	// As people wrote them: the upper case of ß is another word. Hot desks and Product
	// have no area, and get none.
	if want := []string{"Engineering", "Großraum", "Product", "Hot desks"}; !slices.Equal(captions, want) {
		t.Errorf("the captions are %q", captions)
	}
	if s.fixtures[0].shape.rect.FillColor == s.fixtures[1].shape.rect.FillColor || len(s.tints) != 2 {
		t.Errorf("the tints are %v", s.tints)
	}
	for _, c := range s.captions {
		if s.coversPlace(c.text.Position(), c.text.Size()) {
			t.Errorf("%q lies on a desk", c.name)
		}
	}
}

func TestTwoZonesOfAFloorHaveTwoTints(t *testing.T) {
	s := sceneForTest(t)
	floor := data.Floor{ID: "f", Layout: data.Size{Width: 3, Height: 2}}
	for i := range kit.ZoneTints {
		floor.Fixtures = append(floor.Fixtures, data.Fixture{ID: fmt.Sprint(i), Label: fmt.Sprint("Team ", i), Type: data.FixtureZone, Size: data.Size{Width: 0.1, Height: 0.1}})
	}
	s.SetFloor(floor)
	seen := map[color.Color]bool{}
	for _, tint := range s.tints {
		seen[tint] = true
	}
	if len(seen) != kit.ZoneTints {
		t.Errorf("%d zones have %d tints", kit.ZoneTints, len(seen))
	}
}

func TestOutlinesOfFixturesAreFilled(t *testing.T) {
	s := sceneForTest(t)
	ell := []data.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 1, Y: 0.5}, {X: 0.5, Y: 0.5}, {X: 0.5, Y: 1}, {X: 0, Y: 1}}
	s.SetFloor(data.Floor{ID: "f", Layout: data.Size{Width: 3, Height: 2}, Fixtures: []data.Fixture{
		{ID: "x", Type: data.FixtureRoom, Size: data.Size{Width: 0.5, Height: 0.5}, Outline: ell}}})
	s.Arrange(testPlane, anywhere)
	raster := s.fixtures[0].shape.filled
	if raster == nil || s.Objects()[1] != fyne.CanvasObject(raster) {
		t.Fatal("an L is drawn as a box")
	}
	img := raster.Generator(200, 100)
	for _, p := range []struct {
		x, y int
		in   bool
	}{{50, 25, true}, {150, 25, true}, {50, 75, true}, {150, 75, false}} {
		if _, _, _, a := img.At(p.x, p.y).RGBA(); (a > 0) != p.in {
			t.Errorf("%d,%d is filled: %t", p.x, p.y, a > 0)
		}
	}
	if huge := raster.Generator(9000, 4000).Bounds(); huge.Dx() > 1024 {
		t.Errorf("zoomed in it takes a picture of %v", huge)
	}
}

func TestDashesGoAllRound(t *testing.T) {
	for _, angle := range []float64{0, 30, 90} {
		out := Outline{Width: 90, Height: 50, Angle: angle}
		_, size := out.Bounds()
		key := faceKey{pattern: dashed, width: int(size.Width * 2), height: int(size.Height * 2), out: out, radius: 6, look: kit.RGB(0x1F7A4C)}
		img := key.draw()
		ink, inside := 0.0, 0
		for y := range key.height {
			for x := range key.width {
				a := img.RGBAAt(x, y).A
				ink += float64(a) / 255
				at := fyne.NewPos((float32(x)-float32(key.width)/2)/2, (float32(y)-float32(key.height)/2)/2)
				if a > 0 && out.Grow(-4).Contains(at) {
					inside++
				}
			}
		}
		// Three fifths of the way round, as wide as a line.
		want := (2*(90+50) - 8*6 + 2*math.Pi*6) * 2 * dashWidth * 2 * dashLength / (dashLength + dashGap)
		if ink < want*0.85 || ink > want*1.15 || inside > 0 {
			t.Errorf("turned by %v there is ink for %.0f pixels, not %.0f, and %d of them inside", angle, ink, want, inside)
		}
	}
}

func TestHatchingStaysInside(t *testing.T) {
	for _, angle := range []float64{0, 30, 90, -45} {
		out := Outline{Width: 90, Height: 50, Angle: angle}
		_, size := out.Bounds()
		key := faceKey{pattern: hatched, width: int(size.Width), height: int(size.Height), out: out, radius: 6, look: kit.RGB(0)}
		img, ink := key.draw(), 0
		for y := range key.height {
			for x := range key.width {
				if img.RGBAAt(x, y).A == 0 {
					continue
				}
				ink++
				if at := fyne.NewPos(float32(x)+0.5-float32(key.width)/2, float32(y)+0.5-float32(key.height)/2); !out.Contains(at) {
					t.Fatalf("turned by %v there is ink at %v", angle, at)
				}
			}
		}
		if ink < 400 || ink > 3000 {
			t.Errorf("turned by %v %d pixels have ink", angle, ink)
		}
	}
}

func TestAPictureLiesUnderTheFloor(t *testing.T) {
	s := sceneForTest(t)
	floor := data.SampleOffice().Floors[0]
	s.SetFloor(floor)
	s.SetPicture(image.NewRGBA(image.Rect(0, 0, 30, 20)))
	if s.onPicture() {
		t.Error("a floor without a background has a picture")
	}
	floor.Background = &data.Background{Position: data.Point{X: -0.1, Y: 0}, Size: data.Size{Width: 1.2, Height: 1}}
	s.SetFloor(floor)
	s.SetPicture(image.NewRGBA(image.Rect(0, 0, 30, 20)))
	s.Arrange(testPlane, anywhere)
	if s.Objects()[0] != fyne.CanvasObject(s.picture) || s.picture.Hidden || !near(s.picture.Position(), fyne.NewPos(-80, 20)) || s.picture.Size().Width != 1080 {
		t.Errorf("the picture lies at %v, %v", s.picture.Position(), s.picture.Size())
	}
	if free := s.view("A1"); s.colors(free.desk, Look{State: Free}).fill == color.Transparent {
		t.Error("a label is read on whatever the picture shows")
	}
	s.SetFloor(data.SampleOffice().Floors[1])
	if s.onPicture() {
		t.Error("the picture stays on another floor")
	}
}

// Every place that is shown is counted once.
func TestTheLegendAddsUp(t *testing.T) {
	p := statesForTest(t)
	users := []string{"", "u1", "u2", "u3", data.VisitorID}
	rapid.Check(t, func(t *rapid.T) {
		floor := data.SampleOffice().Floors[0]
		floor.Desks = slices.Clone(floor.Desks)
		seats := map[string]data.Seat{}
		shown := Filter{Some: rapid.Bool().Draw(t, "some"), Kind: rapid.SampledFrom(data.Kinds()).Draw(t, "kind"), Free: rapid.Bool().Draw(t, "free")}
		want := 0
		for i := range floor.Desks {
			d := &floor.Desks[i]
			d.Kind = rapid.SampledFrom(data.Kinds()).Draw(t, "is")
			d.Retired = rapid.IntRange(0, 4).Draw(t, "retired") == 0
			if rapid.IntRange(0, 3).Draw(t, "blocked") == 0 {
				d.Blocks = []data.Block{{From: uitest.Today, To: uitest.Today}}
			}
			if user := rapid.SampledFrom(users).Draw(t, "user"); user != "" {
				seats[d.ID] = data.Seat{Name: "N", Booking: data.Booking{UserID: user}}
			}
			if shown.Shows(d.Kind) {
				want++
			}
		}
		p.SetFloor(floor)
		p.SetFilter(shown)
		p.SetFixed(rapid.Bool().Draw(t, "fixed"))
		p.SetSeats(seats)
		told, kinds := 0, 0
		for _, e := range legendEntries(p.drawing.legend.look.counts, "Amara") {
			n := 0
			fmt.Sscanf(e.text[lastNumber(e.text):], "%d", &n)
			if e.kind == data.KindDesk {
				told += n
			} else {
				kinds += n
			}
		}
		if told != want || kinds > want {
			t.Fatalf("the legend tells of %d places, %d of other kinds; %d are shown", told, kinds, want)
		}
	})
}

func lastNumber(text string) int {
	at := len(text)
	for at > 0 && text[at-1] >= '0' && text[at-1] <= '9' {
		at--
	}
	return at
}
