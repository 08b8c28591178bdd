package edit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/words"
)

// marks are what is drawn over the floor: the frame of the selection with its handles, the
// guides of a drag, the box that marks things, and the corners of a polygon that is begun.
type marks struct {
	p       *picture
	frame   [4]*canvas.Line
	handles []*canvas.Rectangle
	stem    *canvas.Line
	knob    *canvas.Circle // turns the selection
	guides  []*canvas.Line
	tag     *canvas.Rectangle
	tagText *canvas.Text
	box     *canvas.Rectangle
	path    []*canvas.Line
	cross   [2]*canvas.Line   // where keys set the next corner
	walk    *canvas.Rectangle // about the thing that Tab has come to
	focus   *canvas.Rectangle
}

const (
	handleSide  float32 = 9
	knobSide    float32 = 11
	knobAway    float32 = 24 // from the frame
	mostGuides          = 8
	mostPath            = 17
	handleReach float32 = 8 // from the middle of a handle, to hit it
)

func newMarks(p *picture) *marks {
	m := &marks{p: p, stem: canvas.NewLine(color.Transparent), knob: canvas.NewCircle(color.Transparent),
		tag: canvas.NewRectangle(color.Transparent), tagText: canvas.NewText("", nil), box: canvas.NewRectangle(color.Transparent),
		focus: canvas.NewRectangle(color.Transparent), walk: canvas.NewRectangle(color.Transparent)}
	for i := range m.frame {
		m.frame[i] = canvas.NewLine(color.Transparent)
	}
	for i := range m.cross {
		m.cross[i] = canvas.NewLine(color.Transparent)
	}
	for range drawing.Handles {
		m.handles = append(m.handles, canvas.NewRectangle(color.Transparent))
	}
	for range mostGuides {
		m.guides = append(m.guides, canvas.NewLine(color.Transparent))
	}
	for range mostPath {
		m.path = append(m.path, canvas.NewLine(color.Transparent))
	}
	m.tag.CornerRadius, m.tagText.TextSize, m.box.StrokeWidth = 3, 12, 1
	return m
}

func (m *marks) objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, l := range m.guides {
		all = append(all, l)
	}
	for _, l := range m.frame {
		all = append(all, l)
	}
	all = append(all, m.stem, m.knob)
	for _, h := range m.handles {
		all = append(all, h)
	}
	for _, l := range m.path {
		all = append(all, l)
	}
	return append(all, m.cross[0], m.cross[1], m.walk, m.tag, m.tagText, m.box, m.focus)
}

// update draws the marks as they are now.
func (m *marks) update() {
	s := m.p.s
	frame, shown := s.drawing.Frame()
	shown = shown && s.gesture.kind != marking && s.gesture.kind != moving
	m.paintFrame(frame, shown)
	m.paintGuides(s.guides)
	m.paintPath(s.path())
	m.paintKeyed()
	m.box.Hidden = s.gesture.kind != marking && s.gesture.kind != boxing
	if !m.box.Hidden {
		b := drawing.BoxOf(s.gesture.from, s.gesture.to)
		low, high := s.view.At(drawing.Point{X: b.X, Y: b.Y}), s.view.At(drawing.Point{X: b.Right(), Y: b.Bottom()})
		primary := m.p.color(theme.ColorNamePrimary)
		m.box.StrokeColor, m.box.FillColor = primary, m.p.color(theme.ColorNameFocus)
		m.box.Move(low)
		m.box.Resize(fyne.NewSize(high.X-low.X, high.Y-low.Y))
	}
	m.box.Refresh()
	m.focus.FillColor, m.focus.StrokeColor, m.focus.StrokeWidth, m.focus.CornerRadius = color.Transparent, m.p.color(theme.ColorNamePrimary), 2, kit.CardRadius-1
	m.focus.Hidden = !s.focused
	m.focus.Move(fyne.NewPos(1, 1))
	m.focus.Resize(s.view.Space.SubtractWidthHeight(2, 2))
	m.focus.Refresh()
}

func (m *marks) paintFrame(f drawing.Frame, shown bool) {
	v := &m.p.s.view
	primary, surface := m.p.color(theme.ColorNamePrimary), m.p.color(kit.ColorNameSurface)
	corner := func(x, y int) fyne.Position { return v.At(f.At(drawing.Handle{X: x, Y: y})) }
	corners := [4]fyne.Position{corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)}
	for i, line := range m.frame {
		line.Hidden = !shown
		line.Position1, line.Position2 = corners[i], corners[(i+1)%4]
		line.StrokeColor, line.StrokeWidth = primary, 1
		line.Refresh()
	}
	for i, h := range drawing.Handles {
		r := m.handles[i]
		r.Hidden = !shown || !m.p.s.hasHandle(f, h)
		r.FillColor, r.StrokeColor, r.StrokeWidth = surface, primary, 1.5
		r.Move(v.At(f.At(h)).SubtractXY(handleSide/2, handleSide/2))
		r.Resize(fyne.NewSize(handleSide, handleSide))
		r.Refresh()
	}
	knob := m.p.s.knobAt(f)
	m.stem.Hidden, m.knob.Hidden = !shown, !shown
	m.stem.Position1, m.stem.Position2 = corner(0, -1), knob
	m.stem.StrokeColor, m.stem.StrokeWidth = primary, 1
	m.knob.FillColor, m.knob.StrokeColor, m.knob.StrokeWidth = surface, primary, 1.5
	m.knob.Position1, m.knob.Position2 = knob.SubtractXY(knobSide/2, knobSide/2), knob.AddXY(knobSide/2, knobSide/2)
	m.stem.Refresh()
	m.knob.Refresh()
}

// hasHandle leaves out the handles for which a small frame has no room.
func (s *Surface) hasHandle(f drawing.Frame, h drawing.Handle) bool {
	scale := s.view.Scale()
	return (h.X != 0 || f.Box.W*scale > 30) && (h.Y != 0 || f.Box.H*scale > 30) || h.X != 0 && h.Y != 0
}

// knobAt returns where the knob that turns the selection is: above its frame, or below it where
// that would be out of sight.
func (s *Surface) knobAt(f drawing.Frame) fyne.Position {
	away := s.view.Length(knobAway)
	c := f.Box.Center()
	top := drawing.Point{X: c.X, Y: f.Box.Y - away}.About(c, f.Turn)
	if at := s.view.At(top); at.Y > knobSide || s.view.At(c).Y < knobSide {
		return at
	}
	return s.view.At(drawing.Point{X: c.X, Y: f.Box.Bottom() + away}.About(c, f.Turn))
}

// paintGuides draws the lines, and says at the first of them what it is in line with.
func (m *marks) paintGuides(guides []drawing.Guide) {
	v := &m.p.s.view
	ring := m.p.color(kit.ColorNameRing)
	said := ""
	var at fyne.Position
	for i, line := range m.guides {
		line.Hidden = i >= len(guides)
		if line.Hidden {
			continue
		}
		g := guides[i]
		line.Position1, line.Position2 = v.At(g.From), v.At(g.To)
		line.StrokeColor, line.StrokeWidth = ring, 1
		if g.Gap {
			line.StrokeWidth = 2
		}
		line.Refresh()
		if text := guideWords(g); said == "" && text != "" {
			// At the middle of the line, which mostly lies between the things.
			said, at = text, fyne.NewPos((line.Position1.X+line.Position2.X)/2+6, (line.Position1.Y+line.Position2.Y)/2+6)
		}
	}
	m.tag.Hidden, m.tagText.Hidden = said == "", said == ""
	if said == "" {
		return
	}
	size := fyne.NewSize(kit.TextWidth(said, m.tagText.TextSize, fyne.TextStyle{})+12, kit.TextHeight(m.tagText.TextSize)+6)
	at = fyne.NewPos(max(4, min(at.X, v.Space.Width-size.Width-4)), max(4, min(at.Y, v.Space.Height-size.Height-4)))
	m.tag.FillColor = ring
	m.tagText.Text, m.tagText.Color = said, m.p.color(theme.ColorNameForegroundOnWarning)
	m.tag.Move(at)
	m.tag.Resize(size)
	m.tagText.Move(at.AddXY(6, 3))
	m.tagText.Resize(size.SubtractWidthHeight(12, 6))
	m.tag.Refresh()
	m.tagText.Refresh()
}

// guideWords says what something is in line with.
func guideWords(g drawing.Guide) string {
	const most = 3
	switch {
	case g.Gap:
		return words.Say("edit.guide-gap")
	case len(g.With) > 0:
		names := make([]string, 0, most)
		for _, label := range g.With[:min(most, len(g.With))] {
			names = append(names, words.Plain(label))
		}
		text := words.Say("edit.guide", words.Args{"Labels": strings.Join(names, ", ")})
		if len(g.With) > most {
			text += "…"
		}
		return text
	case g.Edge:
		return words.Say("edit.guide-floor")
	}
	return ""
}

// paintKeyed draws where the keys are: the point that they move, and the thing that Tab has come to.
func (m *marks) paintKeyed() {
	const arm, away = 9, 5 // pixels
	s, ring := m.p.s, m.p.color(kit.ColorNameRing)
	at := s.view.At(s.pointer)
	for i, line := range m.cross {
		way := fyne.NewPos(arm*float32(i), arm*float32(1-i))
		line.Hidden = !s.keyed
		line.Position1, line.Position2 = at.Subtract(way), at.Add(way)
		line.StrokeColor, line.StrokeWidth = ring, 2
		line.Refresh()
	}
	walk := s.walked()
	m.walk.Hidden = walk == nil
	if walk != nil {
		b := walk.Bounds()
		low, high := s.view.At(drawing.Point{X: b.X, Y: b.Y}), s.view.At(drawing.Point{X: b.Right(), Y: b.Bottom()})
		m.walk.StrokeColor, m.walk.StrokeWidth, m.walk.CornerRadius = ring, 3, 6
		m.walk.Move(low.SubtractXY(away, away))
		m.walk.Resize(fyne.NewSize(high.X-low.X+2*away, high.Y-low.Y+2*away))
	}
	m.walk.Refresh()
}

// paintPath draws the lines of a polygon that is begun, or of what is measured.
func (m *marks) paintPath(points []drawing.Point) {
	v := &m.p.s.view
	for i, line := range m.path {
		line.Hidden = i+1 >= len(points)
		if !line.Hidden {
			line.Position1, line.Position2 = v.At(points[i]), v.At(points[i+1])
			line.StrokeColor, line.StrokeWidth = m.p.color(theme.ColorNamePrimary), 2
		}
		line.Refresh()
	}
}
