package plan

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"seatkeeper/data"
	"seatkeeper/ui/plan/paint"
)

// shape draws an outline: a rectangle while it is straight, which is sharper, a polygon
// while it is turned, and a picture where it has corners of its own: a polygon of the
// size of a room takes too long to draw where there is no graphics card.
type shape struct {
	rect   *canvas.Rectangle
	poly   *canvas.ArbitraryPolygon
	filled *canvas.Raster // for corners of its own; else nil

	corners []data.Point // of its own, as fractions of the outline
	out     Outline
	radius  float32
	shown   bool
}

func newShape(radius float32) *shape {
	return &shape{
		rect: canvas.NewRectangle(nil), poly: canvas.NewArbitraryPolygon(nil, nil),
		radius: radius, shown: true,
	}
}

// newCornered returns a shape with corners of its own; with less than three it is a box.
func newCornered(radius float32, corners []data.Point) *shape {
	s := newShape(radius)
	if len(corners) >= 3 {
		s.corners = corners
		s.filled = canvas.NewRaster(s.fill)
	}
	return s
}

// objects returns what is to be drawn for an outline with any angle.
func (s *shape) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.rect, s.poly}
}

// only returns the one object that the present outline needs.
func (s *shape) only() fyne.CanvasObject {
	switch {
	case s.filled != nil:
		return s.filled
	case !s.out.IsStraight():
		return s.poly
	}
	return s.rect
}

func (s *shape) place(o Outline) {
	s.out = o
	pos, size := o.Bounds()
	object := s.only()
	if object == s.poly {
		s.poly.Points = s.poly.Points[:0]
		for _, c := range o.Corners() {
			s.poly.Points = append(s.poly.Points, c.Subtract(pos))
		}
		s.poly.CornerRadii = []float32{s.radius, s.radius, s.radius, s.radius}
	}
	s.rect.CornerRadius = s.radius
	object.Move(pos)
	object.Resize(size)
	s.show(s.shown)
}

func (s *shape) paint(fill, stroke color.Color, width float32) {
	s.rect.FillColor, s.rect.StrokeColor, s.rect.StrokeWidth = fill, stroke, width
	s.poly.FillColor, s.poly.StrokeColor, s.poly.StrokeWidth = fill, stroke, width
	s.only().Refresh()
}

func (s *shape) show(shown bool) {
	s.shown = shown
	only := s.only()
	s.rect.Hidden, s.poly.Hidden = !shown || only != s.rect, !shown || only != s.poly
	if s.filled != nil {
		s.filled.Hidden = !shown
	}
	only.Refresh()
}

// fill draws a shape with corners of its own.
func (s *shape) fill(width, height int) image.Image {
	pos, size := s.out.Bounds()
	var corners []data.Point
	for _, p := range s.out.points(s.corners) {
		corners = append(corners, data.Point{X: float64((p.X - pos.X) / size.Width), Y: float64((p.Y - pos.Y) / size.Height)})
	}
	return paint.Polygon(width, height, corners, s.rect.FillColor)
}
