package drawings

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"seatkeeper/data"
)

// width is how wide a written drawing is, in its own units.
const width = 1000

// SVG returns a floor as a drawing: zones, rooms and what else is on it, and the desks in
// use with their labels, each kind a layer of its own by whose name [Read] knows it again.
func SVG(f data.Floor) []byte {
	w := svgWriter{scaleX: width, scaleY: width * f.Layout.Height / f.Layout.Width}
	w.print(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 %s %s">`,
		short(w.scaleX), short(w.scaleY))
	w.print(`<title>%s</title>`, escape(f.Name))
	w.print(`<g font-family="sans-serif" font-size="12" text-anchor="middle" stroke-width="1">`)
	w.layer("Zones", func() {
		for _, x := range f.Fixtures {
			if x.Type == data.FixtureZone {
				w.fixture(x, "#EEF4FB", "none")
			}
		}
	})
	w.layer("Rooms", func() {
		for _, x := range f.Fixtures {
			if x.Type != data.FixtureZone {
				w.fixture(x, "#E6EAEF", "none")
			}
		}
	})
	w.layer("Desks", func() {
		for _, d := range f.Desks {
			if !d.Retired {
				w.thing(d.Position, d.Size, d.Rotation, nil, "#FFFFFF", "#5A6675", d.Label)
			}
		}
	})
	w.print("</g>")
	w.print("</svg>")
	return w.out.Bytes()
}

type svgWriter struct {
	out            bytes.Buffer
	scaleX, scaleY float64 // of fractions
}

func (w *svgWriter) print(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

func (w *svgWriter) layer(name string, inside func()) {
	w.print(`<g id="%s" inkscape:groupmode="layer" inkscape:label="%s">`, name, name)
	inside()
	w.print("</g>")
}

func (w *svgWriter) fixture(x data.Fixture, fill, stroke string) {
	if data.IsColor(x.Color) {
		fill = x.Color
	}
	w.thing(x.Position, x.Size, x.Rotation, x.Outline, fill, stroke, x.Label)
}

// thing writes a shape and its label in the middle of it.
func (w *svgWriter) thing(at data.Point, size data.Size, rotation float64, outline []data.Point, fill, stroke, label string) {
	x, y, dx, dy := at.X*w.scaleX, at.Y*w.scaleY, size.Width*w.scaleX, size.Height*w.scaleY
	middleX, middleY := x+dx/2, y+dy/2
	look := fmt.Sprintf(`fill="%s" stroke="%s"`, fill, stroke)
	if rotation != 0 {
		look += fmt.Sprintf(` transform="rotate(%s %s %s)"`, short(rotation), short(middleX), short(middleY))
	}
	if len(outline) == 0 {
		w.print(`<rect x="%s" y="%s" width="%s" height="%s" %s/>`, short(x), short(y), short(dx), short(dy), look)
	} else {
		var points []string
		for _, p := range outline {
			points = append(points, short(x+p.X*dx)+","+short(y+p.Y*dy))
		}
		w.print(`<polygon points="%s" %s/>`, strings.Join(points, " "), look)
	}
	if label != "" {
		w.print(`<text x="%s" y="%s" fill="#18212C">%s</text>`, short(middleX), short(middleY+4), escape(label))
	}
}

// short returns a number with as few digits as drawing needs.
func short(v float64) string { return fmt.Sprint(math.Round(v*1e4) / 1e4) }

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}
