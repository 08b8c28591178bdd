package plan

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/plan/paint"
	"seatkeeper/ui/words"
)

// fixtureView is how one fixture is drawn.
type fixtureView struct {
	fixture data.Fixture
	shape   *shape
	texts   []*canvas.Text // used again; those not needed are hidden
	drawnAt fyne.Position  // the centre for which they are placed
	stale   bool           // to be painted when it comes into sight
}

func newFixtureView(f data.Fixture) *fixtureView {
	radius := float32(6)
	switch f.Type {
	case data.FixtureWall:
		radius = 0
	case data.FixtureZone:
		radius = kit.CardRadius
	}
	return &fixtureView{fixture: f, shape: newCornered(radius, f.Outline), stale: true}
}

// placeFixture puts a fixture to its outline, and paints it where moving its objects is
// not enough.
func (s *Scene) placeFixture(f *fixtureView, paint bool) {
	out := s.plane.Outline(f.fixture.Position, f.fixture.Size, f.fixture.Rotation)
	straight := f.shape.only()
	f.shape.place(out)
	s.grown = s.grown || f.shape.only() != straight
	if paint || f.stale || !s.sight(out) {
		s.paintFixture(f)
		return
	}
	way := out.Center.Subtract(f.drawnAt)
	f.drawnAt = out.Center
	for _, t := range f.texts {
		t.Move(t.Position().Add(way))
	}
}

func (s *Scene) paintFixture(f *fixtureView) {
	for _, t := range f.texts {
		t.Hidden = true
	}
	inSight := s.sight(f.shape.out)
	f.stale, f.drawnAt = !inSight, f.shape.out.Center
	f.shape.show(inSight)
	if !inSight {
		return
	}
	fill, text := s.fixtureColors(f.fixture)
	f.shape.paint(fill, color.Transparent, 0) // rooms are flat: nothing on them can be pressed
	if f.fixture.Type == data.FixtureZone || f.fixture.Type == data.FixtureWall {
		return // a zone has a caption, and nobody reads a wall
	}
	const size = 13
	height := kit.TextHeight(size)
	most := int((f.shape.out.Height - 4) / height)
	width := f.shape.out.roomFor(height) - 12
	label := words.Plain(f.fixture.Label)
	if most < 1 || width < 12 || label == "" {
		return
	}
	lines := wrapWords(label, width, size)
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	if !f.shape.out.IsStraight() {
		lines = []string{label}
	}
	top := f.shape.out.Center.Y - height*float32(len(lines))/2
	for i, line := range lines {
		if i == len(f.texts) {
			f.texts = append(f.texts, canvas.NewText("", nil))
			s.grown = true
		}
		t := f.texts[i]
		t.Text, t.Color, t.Hidden = kit.FitEnd(line, width, size, fyne.TextStyle{}), text, false
		if utf8.RuneCountInString(t.Text) < min(4, utf8.RuneCountInString(line)) {
			t.Text = "" // a letter with dots tells nobody anything
		}
		t.TextSize, t.Alignment = size, fyne.TextAlignCenter
		t.Move(fyne.NewPos(f.shape.out.Center.X-width/2, top+float32(i)*height))
		t.Resize(fyne.NewSize(width, height))
		t.Refresh()
	}
}

// fixtureColors returns what a fixture is filled with, and the colour of its label.
func (s *Scene) fixtureColors(f data.Fixture) (fill, text color.Color) {
	plan := s.theme(kit.ColorNamePlan)
	own, hasOwn := paint.Own(f.Color)
	text = s.theme(kit.ColorNameQuiet)
	switch f.Type {
	case data.FixtureZone:
		return s.overPicture(s.zoneTint(words.Plain(f.Label))), text
	case data.FixtureWall:
		return s.theme(kit.ColorNameWall), text
	case data.FixtureText:
		if s.onPicture() {
			return plan, s.theme(theme.ColorNameForeground)
		}
		return color.Transparent, s.theme(theme.ColorNameForeground)
	}
	fill = s.theme(kit.ColorNameRoom)
	if hasOwn {
		fill, text = paint.Tinted(fill, own), s.theme(theme.ColorNameForeground)
	}
	return fill, text
}

// overPicture lets a picture under the floor be seen through a colour.
func (s *Scene) overPicture(c color.Color) color.Color {
	if !s.onPicture() {
		return c
	}
	return paint.OverPicture(c)
}

// wrapWords breaks text between words only; a word that is too wide is left to
// be cut.
func wrapWords(text string, width, size float32) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && kit.TextWidth(lines[n-1]+" "+word, size, fyne.TextStyle{}) <= width {
			lines[n-1] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}
