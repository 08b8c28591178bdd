package drawings

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"

	"golang.org/x/net/html/charset"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// maxDepth bounds how deep elements stand in one another.
const maxDepth = 200

// state is what an element hands down to those in it.
type state struct {
	transform matrix
	layer     string
	style     style
	hidden    bool // it is defined here and seen where it is used, or not at all
	shape     int  // the one that the element is, or -1
}

// reader takes shapes and texts from the tokens of an SVG.
type reader struct {
	ctx     context.Context
	xml     *xml.Decoder
	stack   []state
	classes map[string]style
	box     box
	shapes  []shape
	texts   []text
	writing *text // the text that is being read
	titled  int   // the shape whose title is being read, or -1
	title   string
	inStyle bool
}

func newReader(ctx context.Context, content []byte) *reader {
	d := xml.NewDecoder(regular.Until(ctx, bytes.NewReader(content)))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	return &reader{ctx: ctx, xml: d, classes: map[string]style{}, titled: -1}
}

func (r *reader) read() error {
	for {
		token, err := r.xml.Token()
		switch {
		case errors.Is(err, io.EOF):
			return r.end()
		case r.ctx.Err() != nil:
			return context.Cause(r.ctx)
		case err != nil:
			return failure.OneFault(failure.FaultBadPicture, err.Error())
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = r.start(t)
		case xml.EndElement:
			r.leave(t)
		case xml.CharData:
			r.characters(string(t))
		}
		if err != nil {
			return err
		}
	}
}

// end looks whether there was a drawing at all.
func (r *reader) end() error {
	switch {
	case len(r.stack) == 0:
		return failure.OneFault(failure.FaultNotAPicture, "")
	case !data.IsExtent(r.box.width) || !data.IsExtent(r.box.height) || math.IsNaN(r.box.x+r.box.y):
		return failure.OneFault(failure.FaultBadPicture, "viewBox")
	case len(r.shapes) == 0:
		return failure.OneFault(failure.FaultNoShapes, "")
	}
	return nil
}

func (r *reader) start(e xml.StartElement) error {
	if len(r.stack) == 0 {
		if e.Name.Local != "svg" {
			return failure.OneFault(failure.FaultNotAPicture, "")
		}
		r.box = boxOf(e)
		r.stack = append(r.stack, state{transform: same, shape: -1})
	}
	if len(r.stack) > maxDepth {
		return failure.OneFault(failure.FaultTooMany, "layers")
	}
	now := r.inherit(e)
	now.shape = -1
	r.stack = append(r.stack, now)
	if now.hidden {
		return nil
	}
	before := len(r.shapes)
	switch e.Name.Local {
	case "style":
		r.inStyle = true
	case "rect":
		x, y, width, height := number(e, "x"), number(e, "y"), number(e, "width"), number(e, "height")
		r.add(now, []data.Point{{X: x, Y: y}, {X: x + width, Y: y}, {X: x + width, Y: y + height}, {X: x, Y: y + height}})
	case "polygon":
		r.add(now, pairs(numbers(attribute(e, "points"))))
	case "path":
		for _, corners := range outlines(attribute(e, "d")) {
			r.add(now, corners)
		}
	case "title":
		r.titled = r.stack[len(r.stack)-2].shape
	case "text", "tspan":
		r.write(now, e)
	}
	if len(r.shapes) == before+1 { // several parts of one path have no names of their own
		r.shapes[before].name = nameOf(e)
		r.stack[len(r.stack)-1].shape = before
	}
	if len(r.shapes) > maxShapes || len(r.texts) > maxShapes {
		return failure.OneFault(failure.FaultTooMany, "shapes")
	}
	return nil
}

// inherit returns what holds in an element.
func (r *reader) inherit(e xml.StartElement) state {
	now := r.stack[len(r.stack)-1]
	now.transform = now.transform.then(transformOf(attribute(e, "transform")))
	now.style = now.style.with(r.styleOf(e))
	switch e.Name.Local {
	case "defs", "symbol", "clipPath", "mask", "pattern", "marker":
		now.hidden = true
	case "g":
		if name := layerOf(e); name != "" {
			now.layer = name
		}
	}
	return now
}

// layerOf returns the name that a group has for people: Inkscape's label, or the ID,
// which is the name of the layer in drawings of Illustrator.
func layerOf(e xml.StartElement) string {
	for _, name := range []string{"label", "data-name", "id"} {
		if text := attribute(e, name); text != "" {
			return clean(strings.ReplaceAll(text, "_x20_", " "))
		}
	}
	return ""
}

func (r *reader) add(s state, corners []data.Point) {
	out := make([]data.Point, 0, len(corners))
	for _, c := range corners {
		p := s.transform.apply(c.X, c.Y)
		if math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0) {
			return
		}
		out = append(out, p)
	}
	one := shape{layer: s.layer, color: s.style.color(), corners: out}
	if len(out) > 2 && one.area() > 0 {
		r.shapes = append(r.shapes, one)
	}
}

// write begins a text, or a part of it with a place of its own.
func (r *reader) write(s state, e xml.StartElement) {
	if e.Name.Local == "tspan" && (r.writing == nil || attribute(e, "x") == "" && attribute(e, "y") == "") {
		return
	}
	r.endText()
	const up = 3 // a baseline may lie on the edge of a rectangle: the letters don't
	r.writing = &text{at: s.transform.apply(number(e, "x"), number(e, "y")-up)}
}

func (r *reader) endText() {
	if r.writing != nil {
		if r.writing.content = clean(r.writing.content); r.writing.content != "" {
			r.texts = append(r.texts, *r.writing)
		}
	}
	r.writing = nil
}

func (r *reader) characters(content string) {
	switch {
	case r.inStyle:
		r.addClasses(content)
	case r.titled >= 0:
		r.title = upTo(maxWritten, r.title, content)
	case r.writing != nil:
		r.writing.content = upTo(maxWritten, r.writing.content, content)
	}
}

// maxWritten is how many bytes of a text are read, which may stand in any number of pieces;
// a label is far shorter.
const maxWritten = 4096

// upTo returns the text with the piece behind it, as long as the text is shorter than most.
func upTo(most int, text, piece string) string {
	if len(text) >= most {
		return text
	}
	return text + piece[:min(len(piece), most)]
}

func (r *reader) leave(e xml.EndElement) {
	switch e.Name.Local {
	case "style":
		r.inStyle = false
	case "title":
		r.endTitle()
	case "text":
		r.endText()
	}
	if len(r.stack) > 1 {
		r.stack = r.stack[:len(r.stack)-1]
	}
}

// boxOf returns what is seen: the viewBox, or what width and height say.
func boxOf(e xml.StartElement) box {
	if v := numbers(attribute(e, "viewBox")); len(v) == 4 {
		return box{v[0], v[1], v[2], v[3]}
	}
	return box{0, 0, number(e, "width"), number(e, "height")}
}

// clean returns a text on one line, without what can't be seen.
func clean(text string) string {
	text, err := data.CleanName(text)
	if err != nil {
		return ""
	}
	return text
}
