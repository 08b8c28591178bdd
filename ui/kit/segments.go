package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"seatkeeper/ui/words"
)

var _ pressed = (*Segments)(nil)

// Segments is a row of joined buttons of which one is chosen. It is one tab
// stop; the arrow keys go to the next one.
type Segments struct {
	Pressable
	OnChanged func(index int)
	OnKey     func(*fyne.KeyEvent) bool // sees a key first; true if it took it

	Names   []string
	Chosen  int
	hovered int // the segment under the pointer; -1 for none
}

// NewSegments returns a row without buttons.
func NewSegments() *Segments {
	return Extend(&Segments{Chosen: -1, hovered: -1})
}

// Set shows buttons of those names, of which one is chosen.
func (s *Segments) Set(names []string, chosen int) {
	plain := make([]string, len(names))
	for i, name := range names {
		plain[i] = words.Plain(name)
	}
	if slices.Equal(s.Names, plain) && s.Chosen == chosen {
		return
	}
	s.Names, s.Chosen, s.hovered = plain, chosen, -1
	s.Refresh()
}

// Choose chooses a button as a click on it does.
func (s *Segments) Choose(i int) {
	if i < 0 || i >= len(s.Names) || i == s.Chosen {
		return
	}
	s.Chosen = i
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

// at returns the index of the segment at a distance from the left edge, or -1.
func (s *Segments) at(x float32) int {
	left := float32(0)
	for i, width := range s.Widths(s.Size().Width) {
		if x >= left && x < left+width {
			return i
		}
		left += width
	}
	return -1
}

const segmentPadding float32 = 15

// Widths shares the given width out: each gets what its name needs, or less of
// it for all.
func (s *Segments) Widths(width float32) []float32 {
	widths := make([]float32, len(s.Names))
	sum := float32(0)
	for i, name := range s.Names {
		widths[i] = min(TextWidth(name, BodyText, fyne.TextStyle{Bold: true}), 160) + 2*segmentPadding
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
func (s *Segments) Tapped(ev *fyne.PointEvent) { s.Choose(s.at(ev.Position.X)) }

// TypedKey goes to a neighbour.
func (s *Segments) TypedKey(key *fyne.KeyEvent) {
	if s.OnKey != nil && s.OnKey(key) || WindowKey(s, key) {
		return
	}
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.Choose(s.Chosen - 1)
	case fyne.KeyRight, fyne.KeyDown:
		s.Choose(s.Chosen + 1)
	case fyne.KeyHome:
		s.Choose(0)
	case fyne.KeyEnd:
		s.Choose(len(s.Names) - 1)
	}
}

func (s *Segments) MouseIn(ev *desktop.MouseEvent) { s.MouseMoved(ev) }

func (s *Segments) MouseMoved(ev *desktop.MouseEvent) { s.hover(s.at(ev.Position.X)) }

func (s *Segments) MouseOut() { s.hover(-1) }

func (s *Segments) hover(i int) { Change(s, &s.hovered, i) }

func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(&segmentsRenderer{s: s, back: canvas.NewRectangle(nil), border: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)})
}

type segmentsRenderer struct {
	s                  *Segments
	back, border, ring *canvas.Rectangle
	fills              []*canvas.Rectangle
	texts              []*canvas.Text
	objects            []fyne.CanvasObject
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	sum := float32(0)
	for _, width := range r.s.Widths(1e6) {
		sum += width
	}
	return fyne.NewSize(sum, ControlHeight)
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	widths := r.s.Widths(size.Width)
	x := float32(0)
	for i, width := range widths {
		r.fills[i].Move(fyne.NewPos(x+1, 1))
		r.fills[i].Resize(fyne.NewSize(max(0, width-2), max(0, size.Height-2)))
		style := r.texts[i].TextStyle
		r.texts[i].Text = FitEnd(r.s.Names[i], width-10, BodyText, style)
		height := TextHeight(BodyText)
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
	for len(r.fills) < len(r.s.Names) {
		fill, text := canvas.NewRectangle(nil), canvas.NewText("", nil)
		fill.CornerRadius, text.Alignment = 5, fyne.TextAlignCenter
		r.fills, r.texts = append(r.fills, fill), append(r.texts, text)
	}
	r.fills, r.texts = r.fills[:len(r.s.Names)], r.texts[:len(r.s.Names)]
	r.back.FillColor, r.back.CornerRadius = look(ColorNameSurface), 6
	r.border.FillColor, r.border.StrokeColor = color.Transparent, look(ColorNameLine)
	r.border.StrokeWidth, r.border.CornerRadius = 1, 6
	DrawRing(r.ring, r.s, 8, r.s.Focused)

	r.objects = []fyne.CanvasObject{r.back}
	for i := range r.s.Names {
		fill, text := r.fills[i], r.texts[i]
		fill.FillColor = color.Transparent
		text.Color, text.TextSize, text.TextStyle = look(theme.ColorNameForeground), BodyText, fyne.TextStyle{}
		switch i {
		case r.s.Chosen:
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
