package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/paint"
	"seatkeeper/ui/words"
)

// A zone that the floor has as an area is drawn as one, with its name in a corner of it.
// The name of any other stands above its desks; what its area would be is not guessed.

// zoneCaption is the name of a zone.
type zoneCaption struct {
	name  string
	area  *fixtureView // nil if the zone is not drawn
	desks []*deskView  // of a zone that is not
	back  *canvas.Rectangle
	text  *canvas.Text
}

// nameZones makes a caption for each area, and for each zone without one, and gives the
// areas their tints.
func (s *Scene) nameZones() {
	before := s.captions
	s.captions, s.tints = nil, map[string]color.Color{}
	caption := func(name string, area *fixtureView) *zoneCaption {
		c := &zoneCaption{name: name, area: area}
		if i := len(s.captions); i < len(before) {
			c.back, c.text = before[i].back, before[i].text // the list of objects stays the same
		} else {
			c.back, c.text, s.grown = canvas.NewRectangle(nil), canvas.NewText("", nil), true
		}
		s.captions = append(s.captions, c)
		return c
	}
	for _, f := range s.fixtures {
		if f.fixture.Type == data.FixtureZone {
			caption(words.Plain(f.fixture.Label), f)
		}
	}
	s.tintZones()
	loose := map[string]*zoneCaption{}
	for _, v := range s.desks {
		name := words.Plain(v.desk.Zone)
		if name == "" || s.tints[name] != nil {
			continue
		}
		if loose[name] == nil {
			loose[name] = caption(name, nil)
		}
		loose[name].desks = append(loose[name].desks, v)
	}
	s.grown = s.grown || len(before) != len(s.captions)
}

// tintZones gives each area its colour.
func (s *Scene) tintZones() {
	var zones []paint.Zone
	for _, f := range s.floor.Fixtures { // in their order, not in that in which they are drawn
		if f.Type == data.FixtureZone {
			zones = append(zones, paint.Zone{Name: f.Label, Color: f.Color})
		}
	}
	tints := paint.Tints(zones, s.theme(kit.ColorNamePlan))
	clear(s.tints)
	for _, z := range zones {
		if name := words.Plain(z.Name); s.tints[name] == nil {
			s.tints[name] = tints[z.Name]
		}
	}
}

// zoneTint returns the colour of a zone that the floor has as an area.
func (s *Scene) zoneTint(name string) color.Color {
	if tint := s.tints[name]; tint != nil {
		return tint
	}
	return s.theme(kit.ColorNamePlan)
}

const (
	captionSize = 11
	captionPad  = 8 // from the edges of an area
)

// placeCaption puts the name of a zone where it lies on no desk: into the area, or above
// the desks. Where there is no such place it is hidden.
func (s *Scene) placeCaption(c *zoneCaption) {
	style := fyne.TextStyle{Bold: true}
	height := kit.TextHeight(captionSize)
	c.text.TextSize, c.text.TextStyle, c.text.Color = captionSize, style, s.theme(kit.ColorNameQuiet)
	at, extent := c.bounds()
	text := kit.FitEnd(c.name, max(extent.Width-2*captionPad, 72), captionSize, style)
	size := fyne.NewSize(kit.TextWidth(text, captionSize, style), height)
	places := []fyne.Position{at.AddXY(0, -height-3)}
	if c.area != nil {
		below := at.Y + extent.Height - height - captionPad/2
		places = []fyne.Position{at.AddXY(captionPad+2, captionPad/2), fyne.NewPos(at.X+captionPad+2, below),
			at.AddXY(extent.Width-size.Width-captionPad-2, captionPad/2), at.AddXY(0, -height-1)}
	}
	c.text.Hidden, c.back.Hidden = true, true
	if text == "" {
		return
	}
	for _, pos := range places {
		middle := Outline{Center: pos.AddXY(size.Width/2, size.Height/2), Width: size.Width, Height: size.Height}
		if !s.sight(middle) || s.coversPlace(pos, size) {
			continue
		}
		c.text.Text, c.text.Hidden = text, false
		c.text.Move(pos)
		c.text.Resize(size)
		c.text.Refresh()
		if c.back.Hidden = !s.onPicture(); !c.back.Hidden {
			c.back.FillColor, c.back.CornerRadius = s.zoneTint(c.name), 3
			c.back.Move(pos.SubtractXY(4, 1))
			c.back.Resize(size.AddWidthHeight(8, 2))
			c.back.Refresh()
		}
		return
	}
}

// bounds returns where the zone lies.
func (c *zoneCaption) bounds() (fyne.Position, fyne.Size) {
	if c.area != nil {
		return c.area.shape.out.Bounds()
	}
	var low, high fyne.Position
	for i, v := range c.desks {
		pos, size := v.out.Bounds()
		end := pos.Add(size)
		if i == 0 {
			low, high = pos, end
		}
		low, high = fyne.NewPos(min(low.X, pos.X), min(low.Y, pos.Y)), fyne.NewPos(max(high.X, end.X), max(high.Y, end.Y))
	}
	return low, fyne.NewSize(high.X-low.X, high.Y-low.Y)
}

// coversPlace reports whether a text there would lie on a place.
func (s *Scene) coversPlace(pos fyne.Position, size fyne.Size) bool {
	for _, v := range s.desks {
		at, extent := v.out.Bounds()
		if !v.look.Hidden && at.X < pos.X+size.Width && at.X+extent.Width > pos.X && at.Y < pos.Y+size.Height-2 && at.Y+extent.Height > pos.Y+2 {
			return true
		}
	}
	return false
}
