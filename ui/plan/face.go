package plan

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Fyne draws no dashed lines, and a line for each dash would be thousands of objects. So
// the dashes about a free desk, and the hatching of one that is blocked, are a picture
// in its size. Desks of one size share it.

// pattern is what is drawn over the shape of a desk.
type pattern int

const (
	noPattern pattern = iota
	dashed            // its edge
	hatched           // all of it
)

// faceKey is all that the picture of a pattern depends on.
type faceKey struct {
	pattern       pattern
	width, height int     // of the picture
	out           Outline // its size, angle and nothing else
	radius        float32
	look          color.NRGBA
}

// faces are the pictures that were drawn for the present size of the floor.
type faces map[faceKey]*image.RGBA

// face draws the pattern of one desk.
type face struct {
	raster *canvas.Raster
	key    faceKey // but for the size of the picture
}

func newFace(from faces) *face {
	f := &face{}
	f.raster = canvas.NewRaster(func(width, height int) image.Image {
		key := f.key
		key.width, key.height = width, height
		if from[key] == nil {
			from[key] = key.draw()
		}
		return from[key]
	})
	f.raster.Hidden = true
	return f
}

// show draws a pattern in the outline of a desk, or hides it.
func (f *face) show(p pattern, out Outline, radius float32, look color.Color) {
	f.raster.Hidden = p == noPattern
	if f.raster.Hidden {
		return
	}
	pos, size := out.Bounds()
	f.key = faceKey{pattern: p, out: out, radius: radius, look: color.NRGBAModel.Convert(look).(color.NRGBA)}
	f.key.out.Center = fyne.Position{}
	f.raster.Move(pos)
	f.raster.Resize(size)
	f.raster.Refresh()
}

// The measures of the patterns, in Fyne's pixels.
const (
	dashWidth  = 1.5
	dashLength = 4.5
	dashGap    = 3
	hatchWidth = 1.25
	hatchApart = 8
)

// draw returns the picture.
func (k faceKey) draw() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, k.width, k.height))
	_, size := k.out.Bounds()
	if k.width < 1 || k.height < 1 || size.Width <= 0 {
		return img
	}
	scale := float64(k.width) / float64(size.Width)
	box := roundBox{width: float64(k.out.Width) * scale, height: float64(k.out.Height) * scale}
	box.radius = min(float64(k.radius)*scale, box.width/2, box.height/2)
	sin, cos := math.Sincos(k.out.Angle * math.Pi / 180)
	for y := range k.height {
		for x := range k.width {
			// The pixel's middle, seen from the middle of the desk and turned back with it.
			dx, dy := float64(x)+0.5-float64(k.width)/2, float64(y)+0.5-float64(k.height)/2
			u, v := dx*cos+dy*sin, dy*cos-dx*sin
			var ink float64
			if k.pattern == dashed {
				ink = box.dash(u, v, scale)
			} else {
				ink = box.hatch(u, v, dx+dy, scale)
			}
			if ink > 0 {
				img.SetRGBA(x, y, inked(k.look, ink))
			}
		}
	}
	return img
}

// inked is a colour with that share of ink, as a picture has it.
func inked(c color.NRGBA, ink float64) color.RGBA {
	share := ink * float64(c.A) / 0xFF
	part := func(v uint8) uint8 { return uint8(float64(v)*share + 0.5) }
	return color.RGBA{R: part(c.R), G: part(c.G), B: part(c.B), A: uint8(0xFF*share + 0.5)}
}

// roundBox is a straight rectangle with round corners about the middle of a picture, in
// its pixels.
type roundBox struct{ width, height, radius float64 }

// covered returns how much of a pixel lies on one side of an edge at that distance.
func covered(distance float64) float64 { return max(0, min(1, 0.5-distance)) }

// distance returns how far outside of the edge a point is; inside it is negative.
func (b roundBox) distance(u, v float64) float64 {
	x, y := math.Abs(u)-(b.width/2-b.radius), math.Abs(v)-(b.height/2-b.radius)
	return math.Hypot(max(x, 0), max(y, 0)) + min(max(x, y), 0) - b.radius
}

// dash returns how much ink a point of a dashed edge has.
func (b roundBox) dash(u, v, scale float64) float64 {
	width := dashWidth * scale
	inward := math.Abs(b.distance(u, v) + width/2)
	line := covered(inward - width/2)
	if line == 0 {
		return 0
	}
	// As many dashes as go round without a rest.
	round := b.edge()
	count := max(4, math.Round(round/((dashLength+dashGap)*scale)))
	period := round / count
	length := period * dashLength / (dashLength + dashGap)
	along := math.Mod(b.along(u, v), period)
	return line * covered(math.Abs(along-length/2)-length/2)
}

// hatch returns how much ink a point of a hatched box has, where lines are those whose
// points have the same sum of both ways.
func (b roundBox) hatch(u, v, sum, scale float64) float64 {
	inside := covered(b.distance(u, v) + 1.5*scale)
	if inside == 0 {
		return 0
	}
	apart := max(hatchApart*scale, (b.width+b.height)/40) * math.Sqrt2
	off := math.Mod(sum, apart)
	if off < 0 {
		off += apart
	}
	return inside * covered((math.Abs(off-apart/2)-hatchWidth*scale/2*math.Sqrt2)/math.Sqrt2)
}

// edge returns how long the way round is.
func (b roundBox) edge() float64 {
	return 2*(b.width+b.height-4*b.radius) + 2*math.Pi*b.radius
}

// along returns how far round, clockwise from the upper end of the left side, the point
// of the edge is that is nearest.
func (b roundBox) along(u, v float64) float64 {
	across, down := b.width-2*b.radius, b.height-2*b.radius
	bend := math.Pi / 2 * b.radius
	x, y := math.Abs(u)-across/2, math.Abs(v)-down/2
	if x > 0 && y > 0 && b.radius > 0 { // in the bend
		turn := math.Atan2(y, x) / (math.Pi / 2) * bend // from the side
		switch {
		case u < 0 && v < 0:
			return turn
		case v < 0:
			return bend + across + bend - turn
		case u > 0:
			return 2*bend + across + down + turn
		}
		return 3*bend + 2*across + down + bend - turn
	}
	if y > x { // above or below
		if v < 0 {
			return bend + u + across/2
		}
		return 3*bend + across + down + across/2 - u
	}
	if u > 0 {
		return 2*bend + across + v + down/2
	}
	return 4*bend + 2*across + down + down/2 - v
}
