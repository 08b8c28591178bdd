package pictures

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"math"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/net/html/charset"

	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// What an SVG may have at most.
const (
	maxSVGBytes = 16 << 20
	maxSVGParts = 500_000 // elements that are drawn, those in <defs> as often as they are used
)

// svgSide is how many pixels the longer side of a drawing gets.
const svgSide = 3000

// drawSVG draws what oksvg knows of SVG: shapes and paths, no text and no pictures
// inside of it.
func drawSVG(ctx context.Context, content []byte) (img image.Image, err error) {
	if len(content) > maxSVGBytes {
		return nil, failure.OneFault(failure.FaultTooLarge, fmt.Sprint(maxSVGBytes))
	}
	if err := checkSVG(ctx, content); err != nil {
		return nil, err
	}
	defer func() { // what oksvg does with numbers that nobody thought of
		if r := recover(); r != nil {
			img, err = nil, failure.OneFault(failure.FaultBadPicture, fmt.Sprint(r))
		}
	}()
	drawing, err := oksvg.ReadIconStream(regular.Until(ctx, bytes.NewReader(content)))
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, failure.OneFault(failure.FaultBadPicture, err.Error())
	}
	box := drawing.ViewBox
	if !isSide(box.W) || !isSide(box.H) {
		return nil, failure.OneFault(failure.FaultBadPicture, "viewBox")
	}
	scale := svgSide / max(box.W, box.H)
	width, height := max(1, int(box.W*scale)), max(1, int(box.H*scale))
	drawing.SetTarget(0, 0, float64(width), float64(height))
	out := white(image.Rect(0, 0, width, height))
	to := rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, out, out.Bounds()))
	for i := range drawing.SVGPaths {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		path := &drawing.SVGPaths[i]
		path.Dash = visible(path.Dash, scale, lengthOf(path.Path))
		path.DrawTransformed(to, 1, drawing.Transform)
	}
	return out, nil
}

func isSide(v float64) bool { return v > 0 && !math.IsInf(v, 0) && v < math.MaxInt32 }

// mostDashes bounds how many dashes a path is drawn with.
const mostDashes = 100_000

// visible returns the dashes if they can be seen and are not too many for a path of that
// length, otherwise none: a line of a metre with dashes of a thousandth of a point takes
// for ever.
func visible(dashes []float64, scale, length float64) []float64 {
	sum := 0.0
	for _, d := range dashes {
		sum += d
	}
	if sum*scale < 1 || length/sum*float64(len(dashes)) > mostDashes || math.IsNaN(sum) {
		return nil
	}
	return dashes
}

// lengthOf returns how long a path is at most: the way along its points.
func lengthOf(path rasterx.Path) (length float64) {
	points := map[rasterx.PathCommand]int{rasterx.PathMoveTo: 1, rasterx.PathLineTo: 1, rasterx.PathQuadTo: 2, rasterx.PathCubicTo: 3}
	var first, at fixed.Point26_6
	for i := 0; i < len(path); {
		command := rasterx.PathCommand(path[i])
		i++
		for range points[command] {
			if i+1 >= len(path) {
				return length
			}
			to := fixed.Point26_6{X: path[i], Y: path[i+1]}
			if command == rasterx.PathMoveTo {
				first = to
			} else {
				length += distance(at, to)
			}
			at, i = to, i+2
		}
		if command == rasterx.PathClose {
			length, at = length+distance(at, first), first
		}
	}
	return length
}

func distance(a, b fixed.Point26_6) float64 {
	return math.Hypot(float64(b.X)-float64(a.X), float64(b.Y)-float64(a.Y)) / 64
}

// newDecoder returns a reader of the XML that people's programs write.
func newDecoder(from io.Reader) *xml.Decoder {
	d := xml.NewDecoder(from)
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// checkSVG counts the parts that are drawn, and refuses parts in <defs> that use others:
// such a part could use itself, and a few hundred bytes be drawn a milliard times.
func checkSVG(ctx context.Context, content []byte) error {
	d := newDecoder(regular.Until(ctx, bytes.NewReader(content)))
	inDefs, kept, drawn, uses := 0, 0, 0, 0
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			return failure.OneFault(failure.FaultBadPicture, err.Error())
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "defs":
				inDefs++
			case inDefs > 0 && t.Name.Local == "use":
				return failure.OneFault(failure.FaultBadPicture, "<use> in <defs>")
			case inDefs > 0:
				kept++
			case t.Name.Local == "use":
				uses++
			default:
				drawn++
			}
		case xml.EndElement:
			if t.Name.Local == "defs" {
				inDefs--
			}
		}
		if kept+drawn > maxSVGParts || uses*(kept+1) > maxSVGParts {
			return failure.OneFault(failure.FaultTooMany, "parts")
		}
	}
}
