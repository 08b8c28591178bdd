package drawings

import (
	"bytes"
	"encoding/base64"
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
	labelled     labelled
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

// zoneColors are those of the zones that have none of their own.
var zoneColors = [...]string{"#DDE9F7", "#E2EFDD", "#F8E8D2", "#EAE0F4", "#F7DFE3", "#D8EEEE"}

// things calls draw with all that is on a floor, from what lies lowest: zones, then rooms
// and the like, then the desks in use.
func things(f data.Floor, draw func(thing)) {
	tints := data.ZoneTints(f, len(zoneColors))
	for _, zones := range []bool{true, false} {
		for _, x := range f.Fixtures {
			if (x.Type == data.FixtureZone) == zones {
				draw(fixture(x, zoneColors[tints[x.Label]]))
			}
		}
	}
	for _, d := range f.Desks {
		if !d.Retired {
			draw(thing{d.Position, d.Size, d.Rotation, nil, "#FFFFFF", "#5A6675", d.Label, inMiddle})
		}
	}
}

func fixture(x data.Fixture, tint string) thing {
	fill := map[string]string{data.FixtureZone: tint, data.FixtureWall: "#8A94A1", data.FixtureText: "#FFFFFF"}[x.Type]
	switch {
	case data.IsColor(x.Color):
		fill = x.Color
	case fill == "":
		fill = "#E6EAEF"
	}
	t := thing{x.Position, x.Size, x.Rotation, x.Outline, fill, "none", x.Label, besideDesks}
	switch x.Type {
	case data.FixtureZone:
		t.labelled = inCorner
	case data.FixtureWall:
		t.label = "" // nobody reads a wall
	}
	return t
}

// width is how wide a written drawing is, in its own units.
const width = 1000

// SVG returns a floor as a drawing: the picture under it, unless that is empty, zones, rooms
// and what else is on it, and the desks in use with their labels, each kind a layer of its
// own by whose name [Read] knows it again.
func SVG(f data.Floor, under data.Picture) ([]byte, error) {
	texts, err := newLabels(f)
	if err != nil {
		return nil, err
	}
	w := svgWriter{height: texts.height, texts: texts}
	w.print(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 %d %s">`,
		width, short(w.height))
	w.print(`<title>%s</title>`, escape(f.Name))
	if b := f.Background; b != nil && len(under.Bytes) > 0 {
		w.seeThrough = fmt.Sprintf(` fill-opacity="%v"`, overPicture)
		w.print(`<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" opacity="%v" href="data:%s;base64,%s"/>`,
			short(b.Position.X*width), short(b.Position.Y*w.height), short(b.Size.Width*width), short(b.Size.Height*w.height),
			pictureOpacity, under.Type, base64.StdEncoding.EncodeToString(under.Bytes))
	}
	w.print(`<g font-family="sans-serif" font-size="%s" text-anchor="middle" stroke-width="1">`, short(texts.size))
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
	return w.out.Bytes(), nil
}

// How strong a picture under a floor is, and what lies on it but for the desks, so that
// both are seen.
const (
	pictureOpacity = 0.7
	overPicture    = 0.6
)

type svgWriter struct {
	out    bytes.Buffer
	height float64
	texts  *labels

	seeThrough string // of what lies on a picture
}

func (w *svgWriter) print(format string, args ...any) { fmt.Fprintf(&w.out, format+"\n", args...) }

// thing writes a shape and its label in the middle of it.
func (w *svgWriter) thing(t thing) {
	x, y, dx, dy := t.at.X*width, t.at.Y*w.height, t.size.Width*width, t.size.Height*w.height
	look := fmt.Sprintf(`fill="%s" stroke="%s"`, t.fill, t.stroke)
	if t.labelled != inMiddle {
		look += w.seeThrough
	}
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
	if text, at := w.texts.place(t); text != "" {
		w.print(`<text x="%s" y="%s" fill="#18212C">%s</text>`, short(at.X+w.texts.wide(text)/2), short(at.Y), escape(text))
	}
}

// short returns a number with as few digits as drawing needs.
func short(v float64) string { return fmt.Sprint(math.Round(v*1e4) / 1e4) }

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}
