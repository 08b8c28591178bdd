package drawing

import "math"

// Point is a place on the floor, in its units, from the top left corner.
type Point struct{ X, Y float64 }

// Plus returns the point moved by another one.
func (p Point) Plus(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Minus returns the way from q to p.
func (p Point) Minus(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// About returns the point turned about another one by an angle in degrees clockwise.
func (p Point) About(q Point, angle float64) Point {
	sin, cos := sinCos(angle)
	x, y := p.X-q.X, p.Y-q.Y
	return Point{q.X + x*cos - y*sin, q.Y + x*sin + y*cos}
}

// Length returns how far the point is from the origin.
func (p Point) Length() float64 { return math.Hypot(p.X, p.Y) }

// sinCos is exact for quarter turns.
func sinCos(angle float64) (sin, cos float64) {
	switch turn(angle) {
	case 0:
		return 0, 1
	case 90:
		return 1, 0
	case 180:
		return 0, -1
	case 270:
		return -1, 0
	}
	return math.Sincos(angle * math.Pi / 180)
}

// turn returns an angle as it is kept: from 0 up to 360 degrees, without the last digits
// that adding and taking away leave.
func turn(angle float64) float64 {
	const digits = 1e10
	angle = math.Mod(math.Round(angle*digits)/digits, 360)
	if angle < 0 {
		angle += 360
	}
	return angle
}

// Box is a straight rectangle, in the floor's units.
type Box struct{ X, Y, W, H float64 }

// BoxOf returns the box between two corners.
func BoxOf(a, b Point) Box {
	return Box{min(a.X, b.X), min(a.Y, b.Y), math.Abs(a.X - b.X), math.Abs(a.Y - b.Y)}
}

// Right and Bottom are the sides that are not told by the corner.
func (b Box) Right() float64 { return b.X + b.W }

// Bottom is the lower side.
func (b Box) Bottom() float64 { return b.Y + b.H }

// Center returns the middle.
func (b Box) Center() Point { return Point{b.X + b.W/2, b.Y + b.H/2} }

// Moved returns the box at another place.
func (b Box) Moved(by Point) Box { return Box{b.X + by.X, b.Y + by.Y, b.W, b.H} }

// Contains reports whether the other box lies within.
func (b Box) Contains(c Box) bool {
	const slack = 1e-9
	return c.X >= b.X-slack && c.Y >= b.Y-slack && c.Right() <= b.Right()+slack && c.Bottom() <= b.Bottom()+slack
}

// centeredAt returns the box with its middle elsewhere.
func (b Box) centeredAt(c Point) Box { return Box{c.X - b.W/2, c.Y - b.H/2, b.W, b.H} }

// union returns the smallest box about both.
func (b Box) union(c Box) Box {
	x, y := min(b.X, c.X), min(b.Y, c.Y)
	return Box{x, y, max(b.Right(), c.Right()) - x, max(b.Bottom(), c.Bottom()) - y}
}

func (b Box) corners() []Point {
	return []Point{{b.X, b.Y}, {b.Right(), b.Y}, {b.Right(), b.Bottom()}, {b.X, b.Bottom()}}
}

// boundsOf returns the smallest box about some points.
func boundsOf(points []Point) Box {
	low, high := points[0], points[0]
	for _, p := range points[1:] {
		low, high = Point{min(low.X, p.X), min(low.Y, p.Y)}, Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return BoxOf(low, high)
}

// inside reports whether a point lies within a polygon, by the even-odd rule.
func inside(polygon []Point, p Point) bool {
	in := false
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

// distance returns how far a point is from the nearest side of a polygon.
func distance(polygon []Point, p Point) float64 {
	least := math.Inf(1)
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		side, way := b.Minus(a), p.Minus(a)
		share := 0.0
		if l := side.X*side.X + side.Y*side.Y; l > 0 {
			share = max(0, min(1, (way.X*side.X+way.Y*side.Y)/l))
		}
		least = min(least, p.Minus(Point{a.X + side.X*share, a.Y + side.Y*share}).Length())
	}
	return least
}

// touches reports whether a polygon and a box have a point in common.
func touches(polygon []Point, b Box) bool {
	bounds := boundsOf(polygon)
	if bounds.X > b.Right() || bounds.Right() < b.X || bounds.Y > b.Bottom() || bounds.Bottom() < b.Y {
		return false
	}
	for _, p := range polygon {
		if p.X >= b.X && p.X <= b.Right() && p.Y >= b.Y && p.Y <= b.Bottom() {
			return true
		}
	}
	corners := b.corners()
	if inside(polygon, corners[0]) {
		return true
	}
	for i, p := range polygon {
		for j, c := range corners {
			if cross(p, polygon[(i+1)%len(polygon)], c, corners[(j+1)%4]) {
				return true
			}
		}
	}
	return false
}

// cross reports whether the stretches from a to b and from c to d meet.
func cross(a, b, c, d Point) bool {
	side := func(p, q, r Point) float64 { return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X) }
	return side(a, b, c)*side(a, b, d) <= 0 && side(c, d, a)*side(c, d, b) <= 0
}
