package lists

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// planReader follows the JSON of a floor plan value by value, so that it can say
// of each fault where it is, and go on behind it. A method returns an error only
// where nothing behind it can be read.
type planReader struct {
	ctx     context.Context
	content []byte
	decode  *jsontext.Decoder
	path    []string // of the value that is being read
	faults  []failure.Fault
	more    bool
}

func newPlanReader(ctx context.Context, content []byte) *planReader {
	// Keys that come twice are faults like others, and don't end the reading.
	decode := jsontext.NewDecoder(bytes.NewBuffer(content), jsontext.AllowDuplicateNames(true))
	return &planReader{ctx: ctx, content: content, decode: decode}
}

// fault collects a fault at the value that is being read.
func (r *planReader) fault(code failure.FaultCode, value string) {
	if len(r.faults) == failure.MaxFaults {
		r.more = true
		return
	}
	var where strings.Builder
	for _, part := range r.path {
		where.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(failure.Short(part)))
	}
	f := failure.Fault{Where: where.String(), Code: code, Value: failure.Short(value)}
	if read := r.decode.InputOffset(); len(r.path) > 0 {
		f.Near.Line = 1 + int64(bytes.Count(r.content[:min(read, int64(len(r.content)))], []byte("\n")))
	}
	r.faults = append(r.faults, f)
}

// name says of the faults from there on what they are about.
func (r *planReader) name(from int, say func(*failure.Near)) {
	for i := range r.faults[from:] {
		say(&r.faults[from+i].Near)
	}
}

func (r *planReader) err() error {
	if len(r.faults) == 0 {
		return nil
	}
	return &failure.FaultsError{Faults: r.faults, More: r.more}
}

// file reads the whole file. Offices that come with a fault are worth nothing.
func (r *planReader) file() (offices []data.Office, err error) {
	err = r.object([]string{"offices"}, func(key string) error {
		if key != "offices" {
			return r.decode.SkipValue()
		}
		seen := map[string]bool{}
		return r.list(data.MaxOffices, func() error {
			o, err := r.office(seen)
			offices = append(offices, o)
			return err
		})
	})
	if err == nil {
		if _, err = r.decode.ReadToken(); err == nil || !errors.Is(err, io.EOF) {
			r.fault(failure.FaultTrailing, "")
		}
		return offices, r.err()
	}
	if r.ctx.Err() != nil {
		return nil, context.Cause(r.ctx)
	}
	r.broken(err)
	return nil, r.err()
}

// broken collects the fault behind which nothing can be read. A file that people
// edit breaks at a comma or a bracket, which a line finds better than a pointer.
func (r *planReader) broken(err error) {
	code, value := failure.JSONFault(err, int64(len(r.content)))
	if code == failure.FaultCutOff {
		r.path = nil // it was to go on there, and that says nothing
	}
	before := len(r.faults)
	r.fault(code, value)
	var syntax *jsontext.SyntacticError
	if code == failure.FaultNotJSON && before < len(r.faults) && errors.As(err, &syntax) {
		offset := min(max(syntax.ByteOffset, 0), int64(len(r.content)))
		r.faults[before].Line = 1 + int64(bytes.Count(r.content[:offset], []byte("\n")))
	}
}

func (r *planReader) office(seen map[string]bool) (o data.Office, err error) {
	named, before := false, len(r.faults)
	err = r.fields(2,
		field{"id", into(&o.ID, r.id(seen))},
		field{"floors", each(r, &o.Floors, data.MaxFloors, distinct(r.floor))},
		field{"name", noting(&named, into(&o.Name, r.label("name")))},
		field{"code", into(&o.Code, r.label("code"))},
		field{"retired", into(&o.Retired, r.truth)})
	if !named {
		o.Name = o.ID
	}
	r.name(before, func(n *failure.Near) { n.Office = failure.Short(o.Name) })
	return o, err
}

func (r *planReader) floor(seen map[string]bool) (f data.Floor, err error) {
	named, before := false, len(r.faults)
	err = r.fields(3,
		field{"id", into(&f.ID, r.id(seen))},
		field{"layout", into(&f.Layout, r.extent)},
		field{"desks", each(r, &f.Desks, data.MaxDesks, distinct(r.desk))},
		field{"name", noting(&named, into(&f.Name, r.label("name")))},
		field{"level", into(&f.Level, r.level)},
		field{"unit", into(&f.Unit, r.oneOf("", data.UnitMetres))},
		field{"retired", into(&f.Retired, r.truth)},
		field{"fixtures", each(r, &f.Fixtures, data.MaxDesks, distinct(r.fixture))})
	if !named {
		f.Name = f.ID
	}
	r.name(before, func(n *failure.Near) { n.Floor = failure.Short(f.Name) })
	return f, err
}

func (r *planReader) desk(seen map[string]bool) (d data.Desk, err error) {
	before, labelled := len(r.faults), false
	err = r.fields(3, append(r.place(seen, &d.ID, &d.Position, &d.Size, &d.Rotation),
		field{"label", noting(&labelled, into(&d.Label, r.label("label")))},
		field{"zone", into(&d.Zone, r.label("zone"))},
		field{"kind", into(&d.Kind, r.kind)},
		field{"features", each(r, &d.Features, data.MaxFeatures, r.label("feature"))},
		field{"retired", into(&d.Retired, r.truth)})...)
	if !labelled {
		d.Label = d.ID
	}
	if err == nil && before == len(r.faults) {
		r.inside(d.Position, d.Size)
	}
	r.name(before, func(n *failure.Near) { n.Desk = failure.Short(d.Label) })
	return d, err
}

func (r *planReader) fixture(seen map[string]bool) (x data.Fixture, err error) {
	before, labelled := len(r.faults), false
	err = r.fields(3, append(r.place(seen, &x.ID, &x.Position, &x.Size, &x.Rotation),
		field{"label", noting(&labelled, into(&x.Label, r.label("label")))},
		field{"type", into(&x.Type, r.label("type"))},
		field{"color", into(&x.Color, r.color)},
		field{"outline", into(&x.Outline, r.outline)})...)
	if !labelled {
		x.Label = x.ID
	}
	if err == nil && before == len(r.faults) {
		r.inside(x.Position, x.Size)
	}
	r.name(before, func(n *failure.Near) { n.Fixture = failure.Short(x.Label) })
	return x, err
}

// place returns the fields of what has its place on a floor.
func (r *planReader) place(seen map[string]bool, id *string, position *data.Point, size *data.Size, rotation *float64) []field {
	return []field{
		{"id", into(id, r.id(seen))}, {"position", into(position, r.point)}, {"size", into(size, r.extent)},
		{"rotation", into(rotation, r.number(data.IsRotation))},
	}
}

// inside sees to it that what lies at p does not reach over the floor's edge.
func (r *planReader) inside(p data.Point, s data.Size) {
	if !data.IsOnFloor(p.X + s.Width) {
		r.fault(failure.FaultOutside, fmt.Sprintf("x %g + width %g", p.X, s.Width))
	}
	if !data.IsOnFloor(p.Y + s.Height) {
		r.fault(failure.FaultOutside, fmt.Sprintf("y %g + height %g", p.Y, s.Height))
	}
}

func (r *planReader) point() (p data.Point, err error) {
	onFloor := r.number(data.IsOnFloor)
	err = r.fields(2, field{"x", into(&p.X, onFloor)}, field{"y", into(&p.Y, onFloor)})
	return p, err
}

func (r *planReader) extent() (s data.Size, err error) {
	extent := r.number(data.IsExtent)
	err = r.fields(2, field{"width", into(&s.Width, extent)}, field{"height", into(&s.Height, extent)})
	return s, err
}

// id returns what reads an ID that nothing else in its list may have.
func (r *planReader) id(seen map[string]bool) func() (string, error) {
	return func() (string, error) {
		id, ok, err := r.string()
		if err != nil || !ok {
			return "", err
		}
		switch {
		case data.CheckID("id", id) != nil:
			r.fault(failure.FaultBadID, id)
		case seen[id]:
			r.fault(failure.FaultTwice, id)
		}
		seen[id] = true
		return id, nil
	}
}

// label returns what reads a text that people read.
func (r *planReader) label(field string) func() (string, error) {
	return func() (string, error) {
		text, ok, err := r.string()
		if err != nil || !ok {
			return "", err
		}
		var rule *data.RuleError
		if errors.As(data.CheckLabel(field, text), &rule) {
			r.fault(failure.FaultBadValue, string(rule.Rule)+": "+text)
		}
		return text, nil
	}
}

// color reads a colour as #RRGGBB; empty means that of the theme. Another one
// could not be drawn, and nobody would know why.
func (r *planReader) color() (string, error) {
	text, ok, err := r.string()
	if err != nil || !ok || text == "" {
		return "", err
	}
	if !data.IsColor(text) {
		r.fault(failure.FaultBadValue, text)
	}
	return text, nil
}

// number returns what reads a number that the rule allows.
func (r *planReader) number(rule func(float64) bool) func() (float64, error) {
	return func() (float64, error) {
		if r.decode.PeekKind() != '0' {
			return 0, r.wrongType()
		}
		value, err := r.decode.ReadValue()
		if err != nil {
			return 0, err
		}
		number, err := strconv.ParseFloat(string(value), 64)
		if err != nil || !rule(number) {
			r.fault(failure.FaultOutside, string(value))
		}
		return number, nil
	}
}

func (r *planReader) level() (int, error) {
	if r.decode.PeekKind() != '0' {
		return 0, r.wrongType()
	}
	value, err := r.decode.ReadValue()
	if err != nil {
		return 0, err
	}
	level, err := strconv.Atoi(string(value))
	if err != nil {
		r.fault(failure.FaultBadValue, string(value))
	}
	return level, nil
}

func (r *planReader) truth() (bool, error) {
	if kind := r.decode.PeekKind(); kind != 't' && kind != 'f' {
		return false, r.wrongType()
	}
	token, err := r.decode.ReadToken()
	return err == nil && token.Bool(), err
}

func (r *planReader) string() (text string, ok bool, err error) {
	if r.decode.PeekKind() != '"' {
		return "", false, r.wrongType()
	}
	token, err := r.decode.ReadToken()
	if err != nil {
		return "", false, err
	}
	return token.String(), true, nil
}

// wrongType takes a value of a type that can't stand there.
func (r *planReader) wrongType() error {
	value, err := r.decode.ReadValue()
	if err == nil {
		r.fault(failure.FaultWrongType, string(value[:min(len(value), 1000)]))
	}
	return err
}
