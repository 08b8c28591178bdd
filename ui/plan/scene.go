package plan

import (
	"cmp"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
)

// Scene draws what there is on a floor, as canvas objects: the picture under it, zones,
// fixtures and places. It belongs to no widget. Whoever shows it tells where on the
// plane the floor lies, how each place looks, and draws [Scene.Objects] in their order.
//
// What stays the same is not drawn anew: a floor of which one desk has moved costs one
// desk, and moving all of it costs no painting.
type Scene struct {
	// Look says how a place looks. Nil has all of them be drawn as [Drawn].
	Look func(data.Desk) Look

	theme func(fyne.ThemeColorName) color.Color
	floor data.Floor
	plane Plane
	sight func(Outline) bool // reports whether any of it may be seen

	picture  *canvas.Image
	fixtures []*fixtureView // as layered has them
	captions []*zoneCaption
	desks    []*deskView
	byID     map[string]*deskView
	tints    map[string]color.Color // of the zones that are drawn as areas, by their names

	faces   faces
	letters letters
	painted fyne.Size // the size of the plane for which all is painted
	stale   bool      // all is to be painted anew
	grown   bool      // there are objects that are not in the list yet
	objects []fyne.CanvasObject
}

// NewScene returns a scene without a floor, in the colours of a theme.
func NewScene(theme func(fyne.ThemeColorName) color.Color) *Scene {
	s := &Scene{theme: theme, byID: map[string]*deskView{}, faces: faces{}, grown: true}
	s.sight = func(Outline) bool { return true }
	s.picture = canvas.NewImageFromImage(nil)
	s.picture.FillMode, s.picture.ScaleMode, s.picture.Hidden = canvas.ImageFillStretch, canvas.ImageScaleFastest, true
	return s
}

// SetFloor draws another floor, or the same one drawn differently. Nothing shows
// before [Scene.Arrange].
func (s *Scene) SetFloor(floor data.Floor) {
	same := s.floor.ID == floor.ID
	s.floor = floor
	s.keepFixtures(same)
	s.keepDesks(same)
	s.nameZones()
	if !same || floor.Background == nil {
		s.setPicture(nil)
	}
	if !same {
		s.stale = true
	}
}

// keepDesks makes the views of the desks, and keeps those of desks that stay.
func (s *Scene) keepDesks(same bool) {
	before, shown := s.byID, s.desks
	s.byID, s.desks = make(map[string]*deskView, len(s.floor.Desks)), make([]*deskView, 0, len(s.floor.Desks))
	for i, desk := range s.floor.Desks {
		view := before[desk.ID]
		if !same || view == nil {
			view = newDeskView(s)
		}
		if !view.desk.Equal(desk) {
			view.desk, view.stale, view.signLook = desk, true, nil
		}
		s.desks, s.byID[desk.ID] = append(s.desks, view), view
		s.grown = s.grown || i >= len(shown) || shown[i] != view
	}
	s.grown = s.grown || len(shown) != len(s.desks)
}

// keepFixtures does the same for fixtures.
func (s *Scene) keepFixtures(same bool) {
	before := map[string]*fixtureView{}
	for _, view := range s.fixtures {
		before[view.fixture.ID] = view
	}
	shown := s.fixtures
	s.fixtures = make([]*fixtureView, 0, len(s.floor.Fixtures))
	for _, f := range layered(s.floor.Fixtures) {
		view := before[f.ID]
		if !same || view == nil || !view.fixture.Equal(f) {
			view = newFixtureView(f)
		}
		s.fixtures = append(s.fixtures, view)
		s.grown = s.grown || len(s.fixtures) > len(shown) || shown[len(s.fixtures)-1] != view
	}
	s.grown = s.grown || len(shown) != len(s.fixtures)
}

// layered returns the fixtures in the order in which they are drawn: rooms and zones first, the larger
// before the smaller, so that a zone in a room is seen, and a room in a zone.
func layered(fixtures []data.Fixture) []data.Fixture {
	size := func(f data.Fixture) float64 {
		if f.Type == data.FixtureZone || f.Type == data.FixtureRoom || len(f.Outline) > 2 {
			return f.Size.Width * f.Size.Height
		}
		return 0
	}
	fixtures = slices.Clone(fixtures)
	slices.SortStableFunc(fixtures, func(a, b data.Fixture) int { return cmp.Compare(size(b), size(a)) })
	return fixtures
}

// Arrange draws the floor where the plane says. sight reports of an outline whether any
// of it may be seen: what can't be is hidden.
func (s *Scene) Arrange(plane Plane, sight func(Outline) bool) {
	s.plane, s.sight = plane, sight
	for _, v := range s.desks {
		v.out = plane.Outline(v.desk.Position, v.desk.Size, v.desk.Rotation)
	}
	// The size of the plane wavers in its last digits while it is moved.
	scaled := s.stale || abs(s.painted.Width-plane.Size.Width) > 0.01 || abs(s.painted.Height-plane.Size.Height) > 0.01
	if scaled {
		s.painted, s.stale = plane.Size, false
		s.letters = lettersFor(s.desks)
		clear(s.faces)
		s.tintZones()
	}
	s.placePicture()
	for _, f := range s.fixtures {
		s.placeFixture(f, scaled)
	}
	for _, v := range s.desks {
		s.placeDesk(v, scaled)
	}
	for _, c := range s.captions {
		s.placeCaption(c)
	}
}

// Update paints the places whose look has changed.
func (s *Scene) Update() {
	if s.painted.IsZero() {
		return // Arrange paints them all
	}
	for _, v := range s.desks {
		if v.look != s.look(v.desk) {
			s.paintDesk(v)
		}
	}
}

// Restyle has the next [Scene.Arrange] paint all anew, as the colours may be others.
func (s *Scene) Restyle() { s.stale = true }

// Objects returns what is to be drawn, in its order. The list is the same one as long
// as it can be: Fyne takes a new object for a reason to lay out anew, and would do so
// for ever.
func (s *Scene) Objects() []fyne.CanvasObject {
	if !s.grown {
		return s.objects
	}
	s.grown = false
	s.objects = []fyne.CanvasObject{s.picture} // a new slice: the painter may still walk the old one
	for _, f := range s.fixtures {
		s.objects = append(s.objects, f.shape.only())
		for _, line := range f.texts {
			s.objects = append(s.objects, line)
		}
	}
	for _, v := range s.desks {
		s.objects = append(s.objects, v.objects()...)
	}
	for _, c := range s.captions {
		s.objects = append(s.objects, c.back, c.text)
	}
	return s.objects
}

// Place returns where a place is drawn, and whether it is on the floor.
func (s *Scene) Place(deskID string) (Outline, bool) {
	v := s.byID[deskID]
	if v == nil {
		return Outline{}, false
	}
	return v.out, true
}

// PlaceAt returns the ID of the topmost place that is drawn at a position, or nothing.
func (s *Scene) PlaceAt(pos fyne.Position) string {
	for i := len(s.desks) - 1; i >= 0; i-- {
		if v := s.desks[i]; !v.look.Hidden && v.out.Contains(pos) {
			return v.desk.ID
		}
	}
	return ""
}

func (s *Scene) look(desk data.Desk) Look {
	if s.Look == nil {
		return Look{State: Drawn}
	}
	return s.Look(desk)
}

func (s *Scene) view(deskID string) *deskView { return s.byID[deskID] }

// ground returns what a place lies on.
func (s *Scene) ground(desk data.Desk) color.Color {
	if tint := s.tints[desk.Zone]; tint != nil {
		return tint
	}
	return s.theme(kit.ColorNamePlan)
}
