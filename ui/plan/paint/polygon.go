package paint

import (
	"image"
	"image/color"

	"golang.org/x/image/vector"

	"seatkeeper/data"
)

// Polygon draws a shape into a picture of that size, or of a smaller one if it would be huge: it
// is stretched then. The corners are fractions of the picture.
func Polygon(width, height int, corners []data.Point, fill color.Color) image.Image {
	const most = 1024
	if large := max(width, height); large > most {
		width, height = width*most/large, height*most/large
	}
	img := image.NewRGBA(image.Rect(0, 0, max(0, width), max(0, height)))
	if width < 1 || height < 1 || fill == nil || len(corners) < 3 {
		return img
	}
	pen := vector.NewRasterizer(width, height)
	for i, p := range corners {
		if x, y := float32(p.X)*float32(width), float32(p.Y)*float32(height); i == 0 {
			pen.MoveTo(x, y)
		} else {
			pen.LineTo(x, y)
		}
	}
	pen.ClosePath()
	pen.Draw(img, img.Bounds(), image.NewUniform(fill), image.Point{})
	return img
}
