package view

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"seatkeeper/data"
	"seatkeeper/ui/plan/drawing"
	"seatkeeper/ui/plan/paint"
)

// Figure draws an outline: a rectangle where it is straight, which is sharper, a polygon
// otherwise, and a picture with lines about it where it has more corners than a polygon can have.
type Figure struct {
	rect    *canvas.Rectangle
	poly    *canvas.ArbitraryPolygon
	inside  *canvas.Raster // with the sides
	sides   []*canvas.Line
	corners []data.Point // of the inside, as fractions of it
	fill    color.Color
	kind    int
}

const (
	rectFigure = iota
	polyFigure
	sidesFigure
)

const mostPolygon = 16 // corners, of Fyne's polygon

// NewFigure returns one that is nowhere yet.
func NewFigure() *Figure {
	return &Figure{rect: canvas.NewRectangle(color.Transparent), poly: canvas.NewArbitraryPolygon(nil, nil)}
}

// Objects returns what the present outline needs.
func (f *Figure) Objects() []fyne.CanvasObject {
	switch f.kind {
	case rectFigure:
		return []fyne.CanvasObject{f.rect}
	case polyFigure:
		return []fyne.CanvasObject{f.poly}
	}
	objects := []fyne.CanvasObject{f.inside}
	for _, side := range f.sides {
		objects = append(objects, side)
	}
	return objects
}

// Place puts the figure of a thing where it is, and reports whether other objects are needed for it
// than before.
func (f *Figure) Place(v *View, t *drawing.Thing, radius float32) bool {
	before, sides := f.kind, len(f.sides)
	own := t.Fixture != nil && len(t.Fixture.Outline) > 2
	switch {
	case !own && math.Mod(t.Turn, 90) == 0:
		f.kind = rectFigure
		f.placeBox(v, t.Bounds(), radius)
	case own && len(t.Fixture.Outline) > mostPolygon:
		f.kind = sidesFigure
		f.placeSides(v, t.Outline())
	default:
		f.kind = polyFigure
		if own {
			radius = 0 // at an inner corner it would round the wrong side
		}
		f.placePolygon(v, t.Outline(), radius)
	}
	return before != f.kind || f.kind == sidesFigure && sides != len(f.sides)
}

// placeSides puts an outline of many corners.
func (f *Figure) placeSides(v *View, corners []drawing.Point) {
	if f.inside == nil {
		f.inside = canvas.NewRaster(func(width, height int) image.Image { return paint.Polygon(width, height, f.corners, f.fill) })
	}
	for len(f.sides) < len(corners) {
		f.sides = append(f.sides, canvas.NewLine(color.Transparent))
	}
	f.sides = f.sides[:len(corners)]
	low, high := v.At(corners[0]), v.At(corners[0])
	for i, p := range corners {
		at := v.At(p)
		low, high = fyne.NewPos(min(low.X, at.X), min(low.Y, at.Y)), fyne.NewPos(max(high.X, at.X), max(high.Y, at.Y))
		f.sides[i].Position1, f.sides[i].Position2 = at, v.At(corners[(i+1)%len(corners)])
	}
	f.corners = f.corners[:0]
	for _, side := range f.sides {
		way := side.Position1.Subtract(low)
		f.corners = append(f.corners, data.Point{X: float64(way.X / max(1, high.X-low.X)), Y: float64(way.Y / max(1, high.Y-low.Y))})
	}
	f.inside.Move(low)
	f.inside.Resize(fyne.NewSize(high.X-low.X, high.Y-low.Y))
}

func (f *Figure) placeBox(v *View, b drawing.Box, radius float32) {
	at, to := v.At(drawing.Point{X: b.X, Y: b.Y}), v.At(drawing.Point{X: b.Right(), Y: b.Bottom()})
	size := fyne.NewSize(to.X-at.X, to.Y-at.Y)
	f.rect.CornerRadius = min(radius, min(size.Width, size.Height)/2)
	f.rect.Move(at)
	f.rect.Resize(size)
}

func (f *Figure) placePolygon(v *View, corners []drawing.Point, radius float32) {
	area := 0.0
	low, high := v.At(corners[0]), v.At(corners[0])
	points := make([]fyne.Position, len(corners))
	for i, p := range corners {
		points[i] = v.At(p)
		q := corners[(i+1)%len(corners)]
		area += p.X*q.Y - q.X*p.Y
		low = fyne.NewPos(min(low.X, points[i].X), min(low.Y, points[i].Y))
		high = fyne.NewPos(max(high.X, points[i].X), max(high.Y, points[i].Y))
	}
	if area < 0 { // Fyne's go clockwise
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	f.poly.Points, f.poly.CornerRadii = f.poly.Points[:0], f.poly.CornerRadii[:0]
	for _, p := range points {
		f.poly.Points = append(f.poly.Points, p.Subtract(low))
		f.poly.CornerRadii = append(f.poly.CornerRadii, radius)
	}
	f.poly.Move(low)
	f.poly.Resize(fyne.NewSize(high.X-low.X, high.Y-low.Y))
}

// Paint gives the figure its colours, and its sides a width.
func (f *Figure) Paint(fill, stroke color.Color, width float32) {
	f.rect.FillColor, f.rect.StrokeColor, f.rect.StrokeWidth = fill, stroke, width
	f.poly.FillColor, f.poly.StrokeColor, f.poly.StrokeWidth = fill, stroke, width
	f.fill = fill
	for _, side := range f.sides {
		side.StrokeColor, side.StrokeWidth = stroke, max(1, width)
	}
	for _, o := range f.Objects() {
		o.Refresh()
	}
}
