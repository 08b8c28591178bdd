package plan

import (
	"fmt"
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"pgregory.net/rapid"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/uitest"
)

func scrollAt(p *FloorPlan, pos fyne.Position, dx, dy float32) {
	p.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: pos}, Scrolled: fyne.NewDelta(dx, dy)})
}

func dragFrom(p *FloorPlan, from fyne.Position, dx, dy float32) {
	const steps = 4
	for i := range steps {
		part := float32(i+1) / steps
		p.Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: from.AddXY(dx*part, dy*part)},
			Dragged:    fyne.NewDelta(dx/steps, dy/steps),
		})
	}
	p.DragEnd()
}

func near(a, b fyne.Position) bool { return abs(a.X-b.X) < 0.5 && abs(a.Y-b.Y) < 0.5 }

func TestWheelZoomsAboutThePointer(t *testing.T) {
	p, _ := planForTest(t, 0)
	at := p.drawing.view("B3").out.Center
	for range 5 {
		scrollAt(p, at, 0, 25)
	}
	if got := p.drawing.view("B3").out.Center; !near(got, at) || percent(p.Lens.zoom) != 249 {
		t.Errorf("what was at %v is at %v with %d %%", at, got, percent(p.Lens.zoom))
	}
	if p.hovered != "B3" {
		t.Errorf("hovered is %q", p.hovered)
	}
	for range 20 {
		scrollAt(p, at, 0, 10000)
	}
	if p.Lens.zoom != maxZoom {
		t.Errorf("the wheel zooms to %v", p.Lens.zoom)
	}
	for range 40 {
		scrollAt(p, at, 0, -25)
	}
	if p.Lens.zoom != 1 || !near(p.drawing.view("B3").out.Center, at) {
		t.Errorf("all the way out: zoom %v, the desk at %v", p.Lens.zoom, p.drawing.view("B3").out.Center)
	}
}

func TestWheelSidewaysMoves(t *testing.T) {
	p, _ := planForTest(t, 0)
	p.Lens.zoomAbout(fyne.NewPos(430, 300), 3)
	before := p.drawing.plane.Origin
	scrollAt(p, fyne.NewPos(430, 300), -30, 2)
	if got := p.drawing.plane.Origin; got != before.AddXY(-30, 0) || p.Lens.zoom != 3 {
		t.Errorf("from %v to %v, zoom %v", before, got, p.Lens.zoom)
	}
}

func TestDragMovesTheFloor(t *testing.T) {
	p, calls := planForTest(t, 0)
	at := p.drawing.view("B2").out.Center
	p.Lens.zoomAbout(at, 4)
	p.hoverAt(at)
	dragFrom(p, at, 60, -35)
	if got := p.drawing.view("B2").out.Center; !near(got, at.AddXY(60, -35)) {
		t.Errorf("B2 went from %v to %v", at, got)
	}
	if len(*calls) != 0 || p.hovered != "B2" || p.told != "B2" {
		t.Errorf("calls %q, hovered %q", *calls, p.hovered)
	}
}

// The hand is never quite still, and Fyne takes two pixels for a drag.
func TestShakyClickIsAClick(t *testing.T) {
	p, _ := planForTest(t, 0)
	at := p.drawing.view("B2").out.Center
	dragFrom(p, at, 3, 2)
	if p.Selected() != "B2" {
		t.Error("a click with a shaky hand does not select")
	}
	dragFrom(p, p.drawing.view("B3").out.Center, 20, 0)
	if p.Selected() != "B3" {
		t.Error("with nothing to move, a drag within a desk does not select it")
	}
	dragFrom(p, at, 300, 0)
	if p.Selected() != "B3" {
		t.Error("a drag across desks selects")
	}
	p.Lens.zoomAbout(at, 4)
	dragFrom(p, at, 20, 0)
	if p.Selected() != "B3" {
		t.Error("a drag of the floor selects")
	}
	dragFrom(p, p.drawing.view("B2").out.Center, 3, 2)
	if p.Selected() != "B2" {
		t.Error("zoomed in, a click with a shaky hand does not select")
	}
}

func TestPanStaysOnTheFloor(t *testing.T) {
	p, _ := planForTest(t, 1)
	origin, space := p.drawing.space()
	for _, way := range []fyne.Position{{X: 1e6}, {X: -1e6}, {Y: 1e6}, {Y: -1e6}, {X: 1e6, Y: -1e6}} {
		p.Lens.ZoomFit()
		p.Lens.zoomAbout(fyne.NewPos(300, 300), 4)
		p.Lens.pan(way.X, way.Y)
		pos, size := p.drawing.plane.extent(p.floor)
		const slack = 0.5
		if pos.X > origin.X+slack || pos.Y > origin.Y+slack ||
			pos.X+size.Width < origin.X+space.Width-slack || pos.Y+size.Height < origin.Y+space.Height-slack {
			t.Errorf("pulled by %v the floor lies at %v to %v", way, pos, pos.Add(size))
		}
	}
	p.Lens.ZoomFit()
	before := p.drawing.plane
	p.Lens.pan(50, 50)
	if p.drawing.plane != before {
		t.Error("the whole floor can be moved")
	}
}

func TestKeysAndControlsZoom(t *testing.T) {
	p, calls := planForTest(t, 0)
	p.Select("B2")
	at := p.drawing.view("B2").out.Center
	for _, r := range "++=" {
		p.TypedRune(r)
	}
	if p.Lens.zoom != 2 || !near(p.drawing.view("B2").out.Center, at) {
		t.Errorf("zoom %v, the selected desk at %v, it was at %v", p.Lens.zoom, p.drawing.view("B2").out.Center, at)
	}
	p.TypedRune('-')
	if p.Lens.zoom != 1.5 || p.drawing.legend.percent.Text != "150 %" {
		t.Errorf("zoom %v, %q", p.Lens.zoom, p.drawing.legend.percent.Text)
	}
	p.TypedRune('0')
	middle := func(c zoomControl) fyne.Position {
		pad := p.drawing.legend.pads[c]
		return pad.Position().AddXY(pad.Size().Width/2, pad.Size().Height/2)
	}
	for _, step := range []struct {
		control zoomControl
		want    float32
	}{{zoomOutControl, 1}, {zoomInControl, 1.25}, {zoomInControl, 1.5}, {zoomOutControl, 1.25}, {zoomInControl, 1.5}, {zoomFitControl, 1}} {
		test.TapAt(p, middle(step.control))
		if p.Lens.zoom != step.want {
			t.Fatalf("control %d leads to %v, want %v", step.control, p.Lens.zoom, step.want)
		}
	}
	for range 20 {
		p.Lens.ZoomIn()
	}
	if p.Lens.zoom != maxZoom {
		t.Errorf("the keys zoom to %v", p.Lens.zoom)
	}
	p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle(zoomOutControl)}})
	if p.Cursor() != desktop.PointerCursor || p.drawing.legend.pads[zoomOutControl].FillColor == color.Transparent || p.hovered != "" {
		t.Error("the control does not answer to the pointer")
	}
	p.MouseOut()
	if p.drawing.legend.pads[zoomOutControl].FillColor != color.Transparent {
		t.Error("the control stays lit")
	}
	test.TapAt(p, fyne.NewPos(200, p.Size().Height-5))
	if p.Selected() != "B2" || len(*calls) != 0 {
		t.Error("a click on the legend changes the selection")
	}
}

func TestCenterShowsTheDesk(t *testing.T) {
	p, _ := planForTest(t, 0)
	before := p.drawing.plane
	p.Lens.Center("B3")
	if p.drawing.plane != before {
		t.Error("the whole floor is moved")
	}
	p.Lens.zoomAbout(p.drawing.view("A1").out.Center, 4)
	origin, space := p.drawing.space()
	p.Lens.Center("B3")
	if middle := origin.AddXY(space.Width/2, space.Height/2); !near(p.drawing.view("B3").out.Center, middle) {
		t.Errorf("B3 is at %v, not %v", p.drawing.view("B3").out.Center, middle)
	}
	p.Lens.Center("A1") // in the corner: in sight, but not in the middle
	pos, size := p.drawing.view("A1").out.Bounds()
	if pos.X < 0 || pos.Y < 0 || pos.X+size.Width > p.Size().Width || pos.Y+size.Height > p.Size().Height-legendHeight {
		t.Errorf("A1 is at %v", pos)
	}
	p.Lens.Center("no such desk")
}

func TestKeysBringTheDeskIntoSight(t *testing.T) {
	p, _ := planForTest(t, 0)
	p.FocusGained()
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	p.Lens.zoomAbout(p.drawing.view("A1").out.Center, 3)
	p.hoverAt(fyne.NewPos(60, 60)) // where the pointer rests meanwhile
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyDown, fyne.KeyEnd, fyne.KeyHome} {
		p.TypedKey(&fyne.KeyEvent{Name: key})
		pos, size := p.drawing.view(p.Selected()).out.Bounds()
		if pos.X < 0 || pos.Y < 0 || pos.X+size.Width > p.Size().Width || pos.Y+size.Height > p.Size().Height-legendHeight {
			t.Errorf("after %s, %s lies at %v to %v", key, p.Selected(), pos, pos.Add(size))
		}
		if p.Told().DeskID != p.Selected() {
			t.Errorf("after %s it tells of %q", key, p.told)
		}
		if p.hovered != p.DeskAt(fyne.NewPos(60, 60)) {
			t.Errorf("after %s hovered is %q", key, p.hovered)
		}
	}
}

func TestZoomStaysOnTheSameFloorOnly(t *testing.T) {
	p, _ := planForTest(t, 0)
	p.Lens.zoomAbout(fyne.NewPos(300, 200), 3)
	p.Resize(fyne.NewSize(700, 500))
	if p.Lens.zoom != 3 {
		t.Error("another size loses the zoom")
	}
	same := data.SampleOffice().Floors[0]
	same.Desks[0].Label = "A one"
	p.SetFloor(same)
	if p.Lens.zoom != 3 {
		t.Error("the floor drawn differently loses the zoom")
	}
	p.SetFloor(data.SampleOffice().Floors[1])
	if p.Lens.zoom != 1 || p.drawing.legend.percent.Text != "100 %" {
		t.Error("another floor is not shown as a whole")
	}
}

// A point within a desk's outline is that desk, unless another one lies on it,
// whatever the angles, the zoom and the place: and only while it can be seen.
func TestHitFollowsTheDrawing(t *testing.T) {
	uitest.Start(t, kit.NewTheme(), theme.VariantLight)
	p := New()
	uitest.Show(t, p, 800, 600)
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		floor := data.Floor{ID: fmt.Sprint(round), Layout: data.Size{Width: 3, Height: 2}}
		for i := range rapid.IntRange(1, 12).Draw(t, "desks") {
			size := data.Size{Width: rapid.Float64Range(0.03, 0.3).Draw(t, "width"), Height: rapid.Float64Range(0.03, 0.3).Draw(t, "height")}
			floor.Desks = append(floor.Desks, data.Desk{
				ID: fmt.Sprint(i), Label: fmt.Sprint(i), Size: size,
				Rotation: float64(rapid.IntRange(-360, 360).Draw(t, "angle")),
				Position: data.Point{X: rapid.Float64Range(0, 1-size.Width).Draw(t, "x"), Y: rapid.Float64Range(0, 1-size.Height).Draw(t, "y")},
			})
		}
		p.SetFloor(floor)
		for range rapid.IntRange(0, 6).Draw(t, "moves") {
			at := fyne.NewPos(rapid.Float32Range(0, 800).Draw(t, "at x"), rapid.Float32Range(0, 600).Draw(t, "at y"))
			switch rapid.IntRange(0, 2).Draw(t, "move") {
			case 0:
				scrollAt(p, at, 0, rapid.Float32Range(-200, 200).Draw(t, "wheel"))
			case 1:
				p.Lens.pan(rapid.Float32Range(-900, 900).Draw(t, "dx"), rapid.Float32Range(-900, 900).Draw(t, "dy"))
			case 2:
				p.Lens.Center(fmt.Sprint(rapid.IntRange(0, 11).Draw(t, "Center")))
			}
		}
		i := rapid.IntRange(0, len(floor.Desks)-1).Draw(t, "desk")
		view := p.drawing.desks[i]
		// Between the corners as they are drawn, a little inside.
		var corners []fyne.Position
		if view.out.IsStraight() {
			rect := view.shape.rect
			end := rect.Position().Add(rect.Size())
			corners = []fyne.Position{rect.Position(), {X: end.X, Y: rect.Position().Y}, end, {X: rect.Position().X, Y: end.Y}}
		} else {
			for _, c := range view.shape.poly.Points {
				corners = append(corners, c.Add(view.shape.poly.Position()))
			}
		}
		a, b := rapid.Float32Range(0.02, 0.98).Draw(t, "across"), rapid.Float32Range(0.02, 0.98).Draw(t, "down")
		point := corners[0].
			AddXY((corners[1].X-corners[0].X)*a, (corners[1].Y-corners[0].Y)*a).
			AddXY((corners[3].X-corners[0].X)*b, (corners[3].Y-corners[0].Y)*b)
		got := p.DeskAt(point)
		seen := point.X >= 0 && point.Y >= 0 && point.X < 800 && point.Y < 600-legendHeight
		switch {
		case !seen && got != "":
			t.Fatalf("out of sight, %v is desk %s", point, got)
		case !seen:
		case view.shape.only().Visible() == false:
			t.Fatalf("desk %d is hidden with %v in sight", i, point)
		case got == "":
			t.Fatalf("%v within desk %d is none", point, i)
		case got != fmt.Sprint(i):
			above := slices.IndexFunc(p.drawing.desks, func(v *deskView) bool { return v.desk.ID == got })
			if above < i || !p.drawing.desks[above].out.Contains(point) {
				t.Fatalf("%v within desk %d is desk %s", point, i, got)
			}
		}
	})
}

// What is out of sight is hidden and comes back as it should be.
func TestDesksOutOfSightAreHidden(t *testing.T) {
	p, _ := planForTest(t, 0)
	p.Lens.zoomAbout(p.drawing.view("A1").out.Center, 8)
	far := p.drawing.view("H6")
	if far.shape.only().Visible() || far.label.Visible() || !p.drawing.view("A1").shape.only().Visible() {
		t.Error("a desk out of sight is drawn, or one in sight is not")
	}
	p.SetSeats(map[string]data.Seat{"H6": uitest.Seat("floor-1", "H6", "u1", "Ines Okafor")})
	if far.shape.only().Visible() || far.name.Visible() {
		t.Error("a change draws a desk that is out of sight")
	}
	p.Lens.Center("H6")
	if !far.shape.only().Visible() || far.name.Text != "Ines Okafor" || !far.name.Visible() {
		t.Errorf("come into sight it shows %q", far.name.Text)
	}
	middle := far.label.Position().Y
	p.Lens.pan(0, 10)
	if got := far.label.Position().Y; abs(got-middle-10) > 0.5 {
		t.Errorf("moved by 10, its label went from %v to %v", middle, got)
	}
}
