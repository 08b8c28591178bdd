package plan

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// shape draws an outline: a rectangle while it is straight, which is sharper,
// and a polygon while it is turned.
type shape struct {
	rect *canvas.Rectangle
	poly *canvas.ArbitraryPolygon

	out    outline
	radius float32
	shown  bool
}

func newShape(radius float32) *shape {
	return &shape{
		rect: canvas.NewRectangle(nil), poly: canvas.NewArbitraryPolygon(nil, nil),
		radius: radius, shown: true,
	}
}

// objects returns what is to be drawn for an outline with the present angle.
func (s *shape) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.rect, s.poly}
}

// only returns the one object that the present outline needs.
func (s *shape) only() fyne.CanvasObject {
	if s.out.isStraight() {
		return s.rect
	}
	return s.poly
}

func (s *shape) place(o outline) {
	s.out = o
	pos, size := o.bounds()
	if o.isStraight() {
		s.rect.CornerRadius = s.radius
		s.rect.Move(pos)
		s.rect.Resize(size)
	} else {
		s.poly.Points = s.poly.Points[:0]
		for _, c := range o.corners() {
			s.poly.Points = append(s.poly.Points, c.Subtract(pos))
		}
		s.poly.CornerRadii = []float32{s.radius, s.radius, s.radius, s.radius}
		s.poly.Move(pos)
		s.poly.Resize(size)
	}
	s.show(s.shown)
}

func (s *shape) paint(fill, stroke color.Color, width float32) {
	s.rect.FillColor, s.rect.StrokeColor, s.rect.StrokeWidth = fill, stroke, width
	s.poly.FillColor, s.poly.StrokeColor, s.poly.StrokeWidth = fill, stroke, width
	s.only().Refresh()
}

func (s *shape) show(shown bool) {
	s.shown = shown
	straight := s.out.isStraight()
	s.rect.Hidden, s.poly.Hidden = !shown || !straight, !shown || straight
	s.rect.Refresh()
	s.poly.Refresh()
}
