package drawings

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"

	"seatkeeper/data"
)

// attribute returns what an element says under a name, in whatever name space.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

var oneNumber = regexp.MustCompile(`[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?`)

// numbers returns all numbers in a text, as "M10-5" and "1.5.5" have two.
func numbers(text string) (values []float64) {
	for _, found := range oneNumber.FindAllString(text, -1) {
		v, err := strconv.ParseFloat(found, 64)
		if err != nil {
			v = math.NaN() // too large: what is made of it is passed over
		}
		values = append(values, v)
	}
	return values
}

// number returns the first number of an attribute, or 0.
func number(e xml.StartElement, name string) float64 {
	if v := numbers(attribute(e, name)); len(v) > 0 {
		return v[0]
	}
	return 0
}

func pairs(values []float64) (points []data.Point) {
	for ; len(values) >= 2; values = values[2:] {
		points = append(points, data.Point{X: values[0], Y: values[1]})
	}
	return points
}

var oneTransform = regexp.MustCompile(`(matrix|translate|scale|rotate)\s*\(([^)]*)\)`)

// transformOf reads the attribute of that name (SVG 2, 8.5).
func transformOf(text string) matrix {
	m := same
	for _, found := range oneTransform.FindAllStringSubmatch(text, -1) {
		v := numbers(found[2])
		switch {
		case found[1] == "matrix" && len(v) == 6:
			m = m.then(matrix{v[0], v[1], v[2], v[3], v[4], v[5]})
		case found[1] == "translate" && len(v) == 1:
			m = m.then(matrix{1, 0, 0, 1, v[0], 0})
		case found[1] == "translate" && len(v) == 2:
			m = m.then(matrix{1, 0, 0, 1, v[0], v[1]})
		case found[1] == "scale" && len(v) == 1:
			m = m.then(matrix{a: v[0], d: v[0]})
		case found[1] == "scale" && len(v) == 2:
			m = m.then(matrix{a: v[0], d: v[1]})
		case found[1] == "rotate" && len(v) == 1:
			m = m.then(turn(v[0]))
		case found[1] == "rotate" && len(v) == 3:
			m = m.then(matrix{1, 0, 0, 1, v[1], v[2]}).then(turn(v[0])).then(matrix{1, 0, 0, 1, -v[1], -v[2]})
		}
	}
	return m
}

func turn(degrees float64) matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return matrix{cos, sin, -sin, cos, 0, 0}
}

var onePathPart = regexp.MustCompile(`([a-zA-Z])([^a-df-zA-DF-Z]*)`)

// outlines returns the closed outlines of a path that have straight edges alone (SVG 2,
// 9.3); an outline that ends where it began counts as closed.
func outlines(path string) (found [][]data.Point) {
	var corners []data.Point
	var at, first data.Point
	curved := false
	end := func(closed bool) {
		if n := len(corners); n > 1 && near(corners[0], corners[n-1]) {
			corners, closed = corners[:n-1], true
		}
		if closed && !curved && len(corners) > 2 {
			found = append(found, corners)
		}
		corners, curved = nil, false
	}
	for _, part := range onePathPart.FindAllStringSubmatch(path, -1) {
		command, v := part[1], numbers(part[2])
		lower := strings.ToLower(command)
		from := func() data.Point { // what the numbers count from
			if command == lower {
				return at
			}
			return data.Point{}
		}
		switch lower {
		case "m", "l":
			for i, p := range pairs(v) {
				base := from()
				at = data.Point{X: base.X + p.X, Y: base.Y + p.Y}
				if lower == "m" && i == 0 {
					end(false)
					first = at
				}
				corners = append(corners, at)
			}
		case "h", "v":
			for _, n := range v {
				if base := from(); lower == "h" {
					at.X = base.X + n
				} else {
					at.Y = base.Y + n
				}
				corners = append(corners, at)
			}
		case "z":
			end(true)
			at = first
			corners = []data.Point{first}
		default:
			curved = true
		}
	}
	end(false)
	return found
}

func near(a, b data.Point) bool {
	return math.Hypot(a.X-b.X, a.Y-b.Y) <= 1e-6*(1+math.Abs(a.X)+math.Abs(a.Y))
}

// style is what of the look of a shape tells it from others.
type style struct{ fill, stroke string }

// with returns the style with what the other one says.
func (s style) with(o style) style {
	if o.fill != "" {
		s.fill = o.fill
	}
	if o.stroke != "" {
		s.stroke = o.stroke
	}
	return s
}

// color returns that of the fill, or of the stroke if nothing is filled.
func (s style) color() string {
	if s.fill == "none" {
		return colorOf(s.stroke)
	}
	if s.fill == "" {
		return "#000000" // what SVG fills with if nothing is said
	}
	return colorOf(s.fill)
}

// styleOf returns what an element says of itself: by attributes, by its classes and, above
// these, by its style.
func (r *reader) styleOf(e xml.StartElement) style {
	s := style{strings.TrimSpace(attribute(e, "fill")), strings.TrimSpace(attribute(e, "stroke"))}
	for _, class := range strings.Fields(attribute(e, "class")) {
		s = s.with(r.classes[class])
	}
	return s.with(declarations(attribute(e, "style")))
}

// declarations reads "fill:#fff;stroke:none".
func declarations(text string) (s style) {
	for _, one := range strings.Split(text, ";") {
		name, value, _ := strings.Cut(one, ":")
		switch strings.TrimSpace(name) {
		case "fill":
			s.fill = strings.TrimSpace(value)
		case "stroke":
			s.stroke = strings.TrimSpace(value)
		}
	}
	return s
}

var oneRule = regexp.MustCompile(`([^{}]*)\{([^{}]*)\}`)

// addClasses reads the rules for classes: ".a, .b { fill: #fff }".
func (r *reader) addClasses(text string) {
	for _, rule := range oneRule.FindAllStringSubmatch(text, -1) {
		for _, selector := range strings.Split(rule[1], ",") {
			if class, ok := strings.CutPrefix(strings.TrimSpace(selector), "."); ok {
				r.classes[class] = r.classes[class].with(declarations(rule[2]))
			}
		}
	}
}

// colorOf returns a colour as #RRGGBB, or empty for none.
func colorOf(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if c, ok := colornames.Map[text]; ok {
		return hex(int(c.R), int(c.G), int(c.B))
	}
	if inside, ok := strings.CutPrefix(text, "rgb("); ok {
		if v := numbers(inside); len(v) == 3 {
			return hex(int(v[0]), int(v[1]), int(v[2]))
		}
	}
	if len(text) == 4 && text[0] == '#' {
		text = string([]byte{'#', text[1], text[1], text[2], text[2], text[3], text[3]})
	}
	if !data.IsColor(text) {
		return ""
	}
	return strings.ToUpper(text)
}

func hex(r, g, b int) string {
	const digits = "0123456789ABCDEF"
	out := []byte{'#'}
	for _, v := range []int{r, g, b} {
		v = min(max(v, 0), 255)
		out = append(out, digits[v>>4], digits[v&15])
	}
	return string(out)
}
