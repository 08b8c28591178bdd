package ui

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

var (
	_ fyne.Focusable    = (*segments)(nil)
	_ fyne.Tappable     = (*segments)(nil)
	_ desktop.Hoverable = (*segments)(nil)
	_ fyne.Widget       = (*segments)(nil)
)

// segments is a row of joined buttons of which one is chosen. It is one tab
// stop; the arrow keys go to the next one.
type segments struct {
	pressable
	onChanged func(index int)
	onKey     func(*fyne.KeyEvent) bool // sees a key first; true if it took it

	names   []string
	chosen  int
	hovered int // the segment under the pointer; -1 for none
}

func newSegments() *segments {
	s := &segments{chosen: -1, hovered: -1}
	s.ExtendBaseWidget(s)
	return s
}

func (s *segments) set(names []string, chosen int) {
	plain := make([]string, len(names))
	for i, name := range names {
		plain[i] = words.Plain(name)
	}
	if slices.Equal(s.names, plain) && s.chosen == chosen {
		return
	}
	s.names, s.chosen, s.hovered = plain, chosen, -1
	s.Refresh()
}

func (s *segments) choose(i int) {
	if i < 0 || i >= len(s.names) || i == s.chosen {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.onChanged != nil {
		s.onChanged(i)
	}
}

// at returns the index of the segment at a distance from the left edge, or -1.
func (s *segments) at(x float32) int {
	left := float32(0)
	for i, width := range s.widths(s.Size().Width) {
		if x >= left && x < left+width {
			return i
		}
		left += width
	}
	return -1
}

const segmentPadding float32 = 15

// widths shares the given width out: each gets what its name needs, or less of
// it for all.
func (s *segments) widths(width float32) []float32 {
	widths := make([]float32, len(s.names))
	sum := float32(0)
	for i, name := range s.names {
		widths[i] = min(textWidth(name, bodyText, fyne.TextStyle{Bold: true}), 160) + 2*segmentPadding
		sum += widths[i]
	}
	if sum > 0 && width < sum {
		for i := range widths {
			widths[i] *= width / sum
		}
	}
	return widths
}

// Tapped chooses the segment under the pointer.
func (s *segments) Tapped(ev *fyne.PointEvent) { s.choose(s.at(ev.Position.X)) }

// TypedKey goes to a neighbour.
func (s *segments) TypedKey(key *fyne.KeyEvent) {
	if s.onKey != nil && s.onKey(key) {
		return
	}
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(s.chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(s.chosen + 1)
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.names) - 1)
	}
}

func (s *segments) MouseIn(ev *desktop.MouseEvent) { s.MouseMoved(ev) }

func (s *segments) MouseMoved(ev *desktop.MouseEvent) { s.hover(s.at(ev.Position.X)) }

func (s *segments) MouseOut() { s.hover(-1) }

func (s *segments) hover(i int) {
	if s.hovered != i {
		s.hovered = i
		s.Refresh()
	}
}

func (s *segments) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &segmentsRenderer{s: s, back: canvas.NewRectangle(nil), border: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type segmentsRenderer struct {
	s                  *segments
	back, border, ring *canvas.Rectangle
	fills              []*canvas.Rectangle
	texts              []*canvas.Text
	objects            []fyne.CanvasObject
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	sum := float32(0)
	for _, width := range r.s.widths(1e6) {
		sum += width
	}
	return fyne.NewSize(sum, controlHeight)
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	widths := r.s.widths(size.Width)
	x := float32(0)
	for i, width := range widths {
		r.fills[i].Move(fyne.NewPos(x+1, 1))
		r.fills[i].Resize(fyne.NewSize(max(0, width-2), max(0, size.Height-2)))
		style := r.texts[i].TextStyle
		r.texts[i].Text = fitEnd(r.s.names[i], width-10, bodyText, style)
		height := textHeight(bodyText)
		r.texts[i].Move(fyne.NewPos(x, (size.Height-height)/2))
		r.texts[i].Resize(fyne.NewSize(width, height))
		x += width
	}
	whole := fyne.NewSize(x, size.Height)
	r.back.Resize(whole)
	r.border.Resize(whole)
	r.ring.Move(fyne.NewPos(-2, -2))
	r.ring.Resize(whole.AddWidthHeight(4, 4))
}

func (r *segmentsRenderer) Refresh() {
	look := func(name fyne.ThemeColorName) color.Color { return theme.ColorForWidget(name, r.s) }
	for len(r.fills) < len(r.s.names) {
		fill, text := canvas.NewRectangle(nil), canvas.NewText("", nil)
		fill.CornerRadius, text.Alignment = 5, fyne.TextAlignCenter
		r.fills, r.texts = append(r.fills, fill), append(r.texts, text)
	}
	r.fills, r.texts = r.fills[:len(r.s.names)], r.texts[:len(r.s.names)]
	r.back.FillColor, r.back.CornerRadius = look(ColorNameSurface), 6
	r.border.FillColor, r.border.StrokeColor = color.Transparent, look(ColorNameLine)
	r.border.StrokeWidth, r.border.CornerRadius = 1, 6
	drawRing(r.ring, r.s, 8, r.s.focused)

	r.objects = []fyne.CanvasObject{r.back}
	for i := range r.s.names {
		fill, text := r.fills[i], r.texts[i]
		fill.FillColor = color.Transparent
		text.Color, text.TextSize, text.TextStyle = look(theme.ColorNameForeground), bodyText, fyne.TextStyle{}
		switch i {
		case r.s.chosen:
			fill.FillColor = look(ColorNameSelectedRow)
			text.Color, text.TextStyle = look(theme.ColorNamePrimary), fyne.TextStyle{Bold: true}
		case r.s.hovered:
			fill.FillColor = look(theme.ColorNameHover)
		}
		r.objects = append(r.objects, fill, text)
	}
	r.objects = append(r.objects, r.border, r.ring)
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *segmentsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *segmentsRenderer) Destroy() {}
