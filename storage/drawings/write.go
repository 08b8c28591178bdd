package drawings

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"seatkeeper/data"
)

// thing is what is drawn of a desk or a fixture.
type thing struct {
	at           data.Point
	size         data.Size
	rotation     float64
	outline      []data.Point
	fill, stroke string // a colour, or for the stroke "none"
	label        string
}

// corners returns those of the thing on a floor of that size, as it is turned.
func (t thing) corners(width, height float64) (corners []data.Point) {
	outline := t.outline
	if len(outline) == 0 {
		outline = []data.Point{{}, {X: 1}, {X: 1, Y: 1}, {Y: 1}}
	}
	middle := data.Point{X: (t.at.X + t.size.Width/2) * width, Y: (t.at.Y + t.size.Height/2) * height}
	for _, p := range outline {
		at := data.Point{X: (t.at.X + p.X*t.size.Width) * width, Y: (t.at.Y + p.Y*t.size.Height) * height}
		corners = append(corners, turned(at, middle, t.rotation))
	}
	return corners
}

// things calls draw with all that is on a floor, from what lies lowest: zones, then rooms
// and the like, then the desks in use.
func things(f data.Floor, draw func(thing)) {
	for _, zones := range []bool{true, false} {
		for _, x := range f.Fixtures {
			if (x.Type == data.FixtureZone) == zones {
				draw(fixture(x))
			}
		}
	}
	for _, d := range f.Desks {
		if !d.Retired {
			draw(thing{d.Position, d.Size, d.Rotation, nil, "#FFFFFF", "#5A6675", d.Label})
		}
	}
}

func fixture(x data.Fixture) thing {
	fill := map[string]string{data.FixtureZone: "#EEF4FB", data.FixtureWall: "#8A94A1", data.FixtureText: "#FFFFFF"}[x.Type]
	switch {
	case data.IsColor(x.Color):
		fill = x.Color
	case fill == "":
		fill = "#E6EAEF"
	}
	return thing{x.Position, x.Size, x.Rotation, x.Outline, fill, "none", x.Label}
}

// width is how wide a written drawing is, in its own units.
const width = 1000

// SVG returns a floor as a drawing: zones, rooms and what else is on it, and the desks in
// use with their labels, each kind a layer of its own by whose name [Read] knows it again.
func SVG(f data.Floor) []byte {
	w := svgWriter{height: width * f.Layout.Height / f.Layout.Width}
	w.print(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 %d %s">`,
		width, short(w.height))
	w.print(`<title>%s</title>`, escape(f.Name))
	w.print(`<g font-family="sans-serif" font-size="12" text-anchor="middle" stroke-width="1">`)
	layers := []struct {
		name string
		has  data.Floor
	}{{"Zones", data.Floor{}}, {"Rooms", data.Floor{}}, {"Desks", data.Floor{Desks: f.Desks}}}
	for _, x := range f.Fixtures {
		at := 1
		if x.Type == data.FixtureZone {
			at = 0
		}
		layers[at].has.Fixtures = append(layers[at].has.Fixtures, x)
	}
	for _, layer := range layers {
		w.print(`<g id="%s" inkscape:groupmode="layer" inkscape:label="%s">`, layer.name, layer.name)
		things(layer.has, w.thing)
		w.print("</g>")
	}
	w.print("</g>")
	w.print("</svg>")
	return w.out.Bytes()
}

type svgWriter struct {
	out    bytes.Buffer
	height float64
}

func (w *svgWriter) print(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

// thing writes a shape and its label in the middle of it.
func (w *svgWriter) thing(t thing) {
	x, y, dx, dy := t.at.X*width, t.at.Y*w.height, t.size.Width*width, t.size.Height*w.height
	look := fmt.Sprintf(`fill="%s" stroke="%s"`, t.fill, t.stroke)
	if t.rotation != 0 {
		look += fmt.Sprintf(` transform="rotate(%s %s %s)"`, short(t.rotation), short(x+dx/2), short(y+dy/2))
	}
	if len(t.outline) == 0 {
		w.print(`<rect x="%s" y="%s" width="%s" height="%s" %s/>`, short(x), short(y), short(dx), short(dy), look)
	} else {
		var points []string
		for _, p := range t.outline {
			points = append(points, short(x+p.X*dx)+","+short(y+p.Y*dy))
		}
		w.print(`<polygon points="%s" %s/>`, strings.Join(points, " "), look)
	}
	if t.label != "" {
		w.print(`<text x="%s" y="%s" fill="#18212C">%s</text>`, short(x+dx/2), short(y+dy/2+4), escape(t.label))
	}
}

// short returns a number with as few digits as drawing needs.
func short(v float64) string { return fmt.Sprint(math.Round(v*1e4) / 1e4) }

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}
