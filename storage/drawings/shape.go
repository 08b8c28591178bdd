package drawings

import (
	"math"

	"seatkeeper/data"
)

// isRectangle reports whether the shape has four corners with right angles, as exactly as
// people draw.
func (s shape) isRectangle() bool {
	if len(s.corners) != 4 {
		return false
	}
	a, b, c, d := s.corners[0], s.corners[1], s.corners[2], s.corners[3]
	width, height := math.Hypot(b.X-a.X, b.Y-a.Y), math.Hypot(d.X-a.X, d.Y-a.Y)
	slack := 0.02 * math.Max(width, height)
	square := (b.X-a.X)*(d.X-a.X) + (b.Y-a.Y)*(d.Y-a.Y)
	return math.Abs(square) <= 0.02*width*height && math.Hypot(b.X+d.X-a.X-c.X, b.Y+d.Y-a.Y-c.Y) <= slack
}

// frame returns the shape's top left corner before it is turned, its sides and by how
// many degrees it is turned about its centre; a polygon is not turned. The longer of two
// sides that stand upright is the height: a rectangle is turned by at most 45 degrees.
func (s shape) frame() (x, y, width, height, rotation float64) {
	if !s.isRectangle() {
		left, top, right, bottom := s.bounds()
		return left, top, right - left, bottom - top, 0
	}
	a, b, d := s.corners[0], s.corners[1], s.corners[3]
	width, height = math.Hypot(b.X-a.X, b.Y-a.Y), math.Hypot(d.X-a.X, d.Y-a.Y)
	rotation = math.Atan2(b.Y-a.Y, b.X-a.X) * 180 / math.Pi
	for rotation > 45 {
		rotation, width, height = rotation-90, height, width
	}
	for rotation <= -45 {
		rotation, width, height = rotation+90, height, width
	}
	if rotation = math.Round(rotation*100) / 100; rotation == 0 {
		rotation = 0 // and not -0
	}
	c := s.corners[2]
	return (a.X+c.X)/2 - width/2, (a.Y+c.Y)/2 - height/2, width, height, rotation
}

func (s shape) bounds() (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range s.corners {
		left, right = min(left, c.X), max(right, c.X)
		top, bottom = min(top, c.Y), max(bottom, c.Y)
	}
	return left, top, right, bottom
}

// area is the shape's, by the formula of Gauss for polygons.
func (s shape) area() float64 {
	sum := 0.0
	for i, c := range s.corners {
		next := s.corners[(i+1)%len(s.corners)]
		sum += c.X*next.Y - next.X*c.Y
	}
	return math.Abs(sum) / 2
}

// holds reports whether a point is in the shape: a line from it crosses an odd number of
// edges.
func (s shape) holds(p data.Point) bool {
	in := false
	for i, a := range s.corners {
		b := s.corners[(i+1)%len(s.corners)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(p.Y-a.Y)/(b.Y-a.Y)*(b.X-a.X) {
			in = !in
		}
	}
	return in
}

// matrix is what moves, turns and scales: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var same = matrix{a: 1, d: 1}

// then returns the matrix that does n first and m after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(x, y float64) data.Point {
	return data.Point{X: m.a*x + m.c*y + m.e, Y: m.b*x + m.d*y + m.f}
}
