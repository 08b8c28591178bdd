package plan

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/data"
	"seatkeeper/ui/kit"
	"seatkeeper/ui/words"
)

// fixtureView is how one fixture is drawn.
type fixtureView struct {
	fixture data.Fixture
	shape   *shape
	texts   []*canvas.Text // used again; those not needed are hidden
}

// zoneView is the name of a zone above its desks.
type zoneView struct {
	name    string
	desks   []*deskView
	caption *canvas.Text
}

func (d *planDrawing) paintFixture(f *fixtureView) {
	f.shape.place(d.plane.outline(f.fixture.Position, f.fixture.Size, f.fixture.Rotation))
	for _, t := range f.texts {
		t.Hidden = true
	}
	inSight := d.inSight(f.shape.out)
	f.shape.show(inSight)
	if !inSight {
		return
	}
	fill, text := d.color(kit.ColorNameRoom), d.color(kit.ColorNameQuiet)
	if own, ok := parseColor(f.fixture.Color); ok {
		// Only a tint of its colour: every text on the plan must stay readable.
		fill, text = kit.Mix(fill, own, 0.2), d.color(theme.ColorNameForeground)
	}
	f.shape.paint(fill, d.color(kit.ColorNameLine), 1)

	const size = 13
	height := kit.TextHeight(size)
	most := int((f.shape.out.height - 4) / height)
	width := f.shape.out.roomFor(height) - 12
	label := words.Plain(f.fixture.Label)
	if most < 1 || width < 12 || label == "" {
		return
	}
	lines := wrapWords(label, width, size)
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	if !f.shape.out.isStraight() {
		lines = []string{label}
	}
	top := f.shape.out.center.Y - height*float32(len(lines))/2
	for i, line := range lines {
		if i == len(f.texts) {
			f.texts = append(f.texts, canvas.NewText("", nil))
			d.grown = true
		}
		t := f.texts[i]
		t.Text, t.Color, t.Hidden = kit.FitEnd(line, width, size, fyne.TextStyle{}), text, false
		t.TextSize, t.Alignment = size, fyne.TextAlignCenter
		t.Move(fyne.NewPos(f.shape.out.center.X-width/2, top+float32(i)*height))
		t.Resize(fyne.NewSize(width, height))
	}
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

// placeCaption puts the name of a zone above its desks, or hides it where it
// would lie on the desks of another zone.
func (d *planDrawing) placeCaption(z *zoneView) {
	const size = 11.5
	style := fyne.TextStyle{Bold: true}
	left, top, right := float32(0), float32(0), float32(0)
	for i, desk := range z.desks {
		pos, extent := desk.out.bounds()
		if i == 0 {
			left, top, right = pos.X, pos.Y, pos.X+extent.Width
		}
		left, top, right = min(left, pos.X), min(top, pos.Y), max(right, pos.X+extent.Width)
	}
	height := kit.TextHeight(size)
	text := kit.FitEnd(strings.ToUpper(z.name), max(right-left, 72), size, style)
	z.caption.Text, z.caption.TextSize, z.caption.TextStyle, z.caption.Color = text, size, style, d.color(kit.ColorNameQuiet)
	pos := fyne.NewPos(left, top-height-3)
	z.caption.Move(pos)
	width := kit.TextWidth(text, size, style)
	z.caption.Resize(fyne.NewSize(width, height))
	plan := d.plan.Size()
	if d.plan.Lens.zoom == 1 {
		z.caption.Hidden = pos.Y < 0 || pos.X+width > plan.Width
	} else { // it may be cut by the edge, as all the rest
		z.caption.Hidden = pos.Y+height < 0 || pos.Y > plan.Height || pos.X+width < 0 || pos.X > plan.Width
	}
	if z.caption.Hidden {
		return
	}
	for _, desk := range d.desks {
		at, extent := desk.out.bounds()
		if at.X < pos.X+width && at.X+extent.Width > pos.X && at.Y < pos.Y+height-2 && at.Y+extent.Height > pos.Y+2 {
			z.caption.Hidden = true
			return
		}
	}
	z.caption.Refresh()
}

// parseColor reads #RRGGBB.
func parseColor(text string) (color.Color, bool) {
	if len(text) != 7 || text[0] != '#' {
		return nil, false
	}
	v, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		return nil, false
	}
	return kit.RGB(uint32(v)), true
}
