package format

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// A record is read token by token and not by a library that fills a struct: so a value
// of a wrong type is told by its name, the rest of the record is read all the same, and
// an office of a hundred million empty desks ends at the bounds.

// Bounds over all offices of a file, far above those of any real company.
const (
	maxBackupFloors   = 10_000
	maxBackupFixtures = 100_000
	maxBackupDesks    = 100_000
	maxBackupFeatures = 500_000
	maxBackupBlocks   = 300_000
	maxBackupCorners  = 500_000
)

// recordReader reads one record, or another value that is in memory, and tells the
// checker what is not of the right type.
type recordReader struct {
	check  *Checker
	buffer bytes.Buffer
	decode *jsontext.Decoder
	err    error // the first error of the JSON itself; nothing is read behind it
	// What all offices of the file have so far.
	floors, fixtures, desks, features, blocks, corners int
	lost                                               bool // an ID or a part of a list could not be read
}

func newRecordReader(c *Checker) *recordReader {
	r := &recordReader{check: c}
	r.decode = jsontext.NewDecoder(&r.buffer, jsontext.AllowDuplicateNames(true))
	return r
}

// read calls f for a value. The error is one of the JSON itself.
func (r *recordReader) read(value []byte, f func()) error {
	r.buffer = *bytes.NewBuffer(value)
	// Names that come twice are looked for here, among those that are known: a
	// namespace of all would grow with the value.
	r.decode.Reset(&r.buffer, jsontext.AllowDuplicateNames(true))
	r.err = nil
	r.check.within = func() string { return string(r.decode.StackPointer()) }
	f()
	r.check.within = nil
	if r.err == nil {
		if _, err := r.decode.ReadToken(); !errors.Is(err, io.EOF) {
			r.err = errors.Join(errTrailing, err)
		}
	}
	return r.err
}

var errTrailing = errors.New("there is more behind the value")

func (r *recordReader) token() (t jsontext.Token) {
	if r.err == nil {
		t, r.err = r.decode.ReadToken()
	}
	return t
}

func (r *recordReader) kind() jsontext.Kind {
	if r.err != nil {
		return 0
	}
	return r.decode.PeekKind()
}

func (r *recordReader) skip() {
	if r.err == nil {
		r.err = r.decode.SkipValue()
	}
}

// value reads a value as it stands.
func (r *recordReader) value() (v jsontext.Value) {
	if r.err == nil {
		v, r.err = r.decode.ReadValue()
	}
	return v
}

// wrong passes over a value that is not what it must be. It returns the value's text,
// which may name what it was to name: the desk 7 and not "7".
func (r *recordReader) wrong(key string, want failure.Want) string {
	return r.wrongValue(key, want, r.value())
}

func (r *recordReader) wrongValue(key string, want failure.Want, value jsontext.Value) (text string) {
	if r.err != nil {
		return ""
	}
	f := failure.Fault{Code: failure.FaultWrongType, Key: failure.Short(key), Want: want, Got: gotOf(value.Kind())}
	switch value.Kind() {
	case jsontext.KindString:
		unquoted, _ := jsontext.AppendUnquote(nil, value)
		text = string(unquoted)
	case jsontext.KindNumber:
		text = string(value)
	}
	f.Value = text
	r.lost = r.lost || want == failure.WantRecord || want == failure.WantList || key == "id"
	r.check.add(f)
	return text
}

// gotOf says what a value is.
func gotOf(kind jsontext.Kind) string {
	switch kind {
	case jsontext.KindString:
		return "text"
	case jsontext.KindNumber:
		return "number"
	case jsontext.KindTrue:
		return "true"
	case jsontext.KindFalse:
		return "false"
	case jsontext.KindBeginArray:
		return "list"
	case jsontext.KindBeginObject:
		return "object"
	}
	return "null"
}

// isNull passes over a value of null, which is as good as none.
func (r *recordReader) isNull() bool {
	if r.kind() != jsontext.KindNull {
		return false
	}
	r.token()
	return true
}

// object reads an object and calls field for each key, which reads the value or
// returns false. It reports whether there was an object.
func (r *recordReader) object(key string, want failure.Want, field func(key string) bool) bool {
	if r.kind() != jsontext.KindBeginObject {
		r.wrong(key, want)
		return false
	}
	r.token()
	var seen []string
	for r.kind() != jsontext.KindEndObject && r.err == nil {
		token := r.token()
		if r.err != nil {
			return false
		}
		name := token.String()
		switch {
		case slices.Contains(seen, name):
			r.check.fault(failure.FaultTwice, name)
			r.skip()
		case r.isNull():
		case field(name):
			seen = append(seen, name)
		default:
			r.skip()
		}
	}
	r.token()
	return r.err == nil
}

// list reads a list and calls element for each of its values, which reads it. Of more
// than there may be in the whole file it reads none.
func (r *recordReader) list(key string, count *int, most int, element func()) {
	if r.kind() != jsontext.KindBeginArray {
		r.wrong(key, failure.WantList)
		return
	}
	r.token()
	for r.kind() != jsontext.KindEndArray && r.err == nil {
		if *count++; *count <= most {
			element()
			continue
		}
		if *count == most+1 {
			r.check.tooMany(key, int64(most))
		}
		r.lost = true
		r.skip()
	}
	r.token()
}

// text reads a text; ok is false where it is none.
func (r *recordReader) text(key string) (text string, ok bool) {
	if r.kind() != jsontext.KindString {
		return r.wrong(key, failure.WantText), false
	}
	token := r.token()
	if r.err != nil {
		return "", true
	}
	return token.String(), true
}

// label reads a text of which a wrong type is all that there is to say.
func (r *recordReader) label(key string) string {
	text, _ := r.text(key)
	return text
}

func (r *recordReader) truth(key string) bool {
	switch r.kind() {
	case jsontext.KindTrue, jsontext.KindFalse:
		return r.token().Kind() == jsontext.KindTrue
	}
	r.wrong(key, failure.WantTruth)
	return false
}

func (r *recordReader) number(key string) float64 {
	if r.kind() != jsontext.KindNumber {
		r.wrong(key, failure.WantNumber)
		return 0
	}
	number, err := strconv.ParseFloat(string(r.value()), 64)
	if err != nil && r.err == nil {
		return math.Inf(1) // beyond any range, which no place on a floor is
	}
	return number
}

func (r *recordReader) whole(key string) int64 {
	value := r.value()
	number, err := strconv.ParseInt(string(value), 10, 64)
	if err != nil {
		r.wrongValue(key, failure.WantWhole, value)
	}
	return number
}

// date reads a day.
func (r *recordReader) date(key string) data.Date {
	text, ok := r.text(key)
	if !ok {
		return 0
	}
	day, err := data.ParseDate(text)
	if err != nil && r.err == nil {
		r.check.fault(failure.FaultBadDate, text)
	}
	return day
}
