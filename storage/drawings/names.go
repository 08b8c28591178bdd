package drawings

import (
	"cmp"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Shapes often have no text beside them, but names: one that somebody has given them in the
// drawing program, or an ID like "A1" or "desk-12".

// mostOfID is how many letters an ID has at most that is taken for a label.
const mostOfID = 16

var (
	// What programs call shapes that nobody has named: rect1234, Rectangle 12, path-7, XMLID_3_.
	madeUp = regexp.MustCompile(`(?i)^(rect|rectangle|path|polygon|polyline|shape|group|layer|vector|object|element|union|frame|use|svg|svg_|g|_|xmlid|cls|image|line|id|node|svgid|fill|stroke)[-_ .]*[0-9]*([-_][0-9]*)*$`)
	// What an ID looks like that means something: a number, maybe with letters about it.
	labelLike = regexp.MustCompile(`^[\pL]*[-_ .]?([\pL]{1,3}[-_.]?)?[0-9]{1,5}[\pL]?$`)
	encoded   = regexp.MustCompile(`_x([0-9A-Fa-f]{2,4})_`)
)

// nameOf returns the name of a shape, if it can be a label.
func nameOf(e xml.StartElement) string {
	for _, a := range e.Attr {
		isLabel := a.Name.Local == "label" && strings.Contains(a.Name.Space, "inkscape") || a.Name.Local == "data-name"
		if name := decoded(a.Value); isLabel && isGiven(name) {
			return name
		}
	}
	if id := decoded(attribute(e, "id")); isGiven(id) && utf8.RuneCountInString(id) <= mostOfID && labelLike.MatchString(id) {
		return id
	}
	return ""
}

// isGiven reports whether somebody has given a shape that name.
func isGiven(name string) bool { return name != "" && !madeUp.MatchString(name) }

// decoded returns a name as it was typed: Illustrator writes _x20_ for a space.
func decoded(name string) string {
	return clean(encoded.ReplaceAllStringFunc(name, func(code string) string {
		letter, err := strconv.ParseUint(code[2:len(code)-1], 16, 21)
		if err != nil {
			return code
		}
		return string(rune(letter))
	}))
}

// endTitle gives the title that was read to its shape.
func (r *reader) endTitle() {
	if title := clean(r.title); r.titled >= 0 && isGiven(title) {
		r.shapes[r.titled].name = cmp.Or(title, r.shapes[r.titled].name)
	}
	r.titled, r.title = -1, ""
}
