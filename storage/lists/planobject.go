package lists

import (
	"context"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/storage/failure"
)

// object reads an object and calls field for each of its keys, which reads the
// value. A value of null is as good as none. Keys that come twice are faults, and
// so are required ones that don't come.
func (r *planReader) object(required []string, field func(key string) error) error {
	if r.decode.PeekKind() != '{' {
		return r.wrongType()
	}
	if _, err := r.decode.ReadToken(); err != nil {
		return err
	}
	var seen keySet
	var have []string // of the required ones
	for r.decode.PeekKind() != '}' {
		token, err := r.decode.ReadToken()
		if err != nil {
			return err
		}
		key := token.String()
		r.path = append(r.path, key)
		switch {
		case !seen.add(key):
			r.fault(failure.FaultTwice, key)
			err = r.decode.SkipValue()
		case r.decode.PeekKind() == jsontext.KindNull:
			err = r.decode.SkipValue()
		default:
			if slices.Contains(required, key) {
				have = append(have, key)
			}
			err = field(key)
		}
		if err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
	}
	if _, err := r.decode.ReadToken(); err != nil {
		return err
	}
	for _, key := range required {
		if !slices.Contains(have, key) {
			r.fault(failure.FaultMissing, key)
		}
	}
	return nil
}

// field is a key of an object and what reads its value.
type field struct {
	key  string
	read func() error
}

// fields reads an object of which these keys are known, the first of them required. Others
// are passed over.
func (r *planReader) fields(required int, fields ...field) error {
	keys := make([]string, required)
	for i := range keys {
		keys[i] = fields[i].key
	}
	return r.object(keys, func(key string) error {
		for _, f := range fields {
			if f.key == key {
				return f.read()
			}
		}
		return r.decode.SkipValue()
	})
}

// into returns what reads a value into its place.
func into[T any](place *T, read func() (T, error)) func() error {
	return func() (err error) {
		*place, err = read()
		return err
	}
}

// each returns what reads a list of at most so many values into its place.
func each[T any](r *planReader, place *[]T, most int, read func() (T, error)) func() error {
	return func() error {
		return r.list(most, func() error {
			one, err := read()
			*place = append(*place, one)
			return err
		})
	}
}

// distinct returns what reads the values of one list, which share no ID.
func distinct[T any](read func(seen map[string]bool) (T, error)) func() (T, error) {
	seen := map[string]bool{}
	return func() (T, error) { return read(seen) }
}

// noting returns what also notes that there is something to read.
func noting(there *bool, read func() error) func() error {
	return func() error {
		*there = true
		return read()
	}
}

// list reads a list of at most so many elements and calls element for each, which
// reads it.
func (r *planReader) list(most int, element func() error) error {
	if r.decode.PeekKind() != '[' {
		return r.wrongType()
	}
	if _, err := r.decode.ReadToken(); err != nil {
		return err
	}
	for n := 0; r.decode.PeekKind() != ']'; n++ {
		if r.ctx.Err() != nil {
			return context.Cause(r.ctx)
		}
		if n >= most {
			if n == most {
				r.fault(failure.FaultTooMany, r.path[len(r.path)-1])
			}
			if err := r.decode.SkipValue(); err != nil {
				return err
			}
			continue
		}
		r.path = append(r.path, strconv.Itoa(n))
		if err := element(); err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
	}
	_, err := r.decode.ReadToken()
	return err
}

// keySet holds the keys of one object: mostly a handful, for which a list is
// quicker than a map.
type keySet struct {
	few  []string
	many map[string]bool
}

// add adds the key and reports whether it is new.
func (s *keySet) add(key string) bool {
	if s.many[key] || slices.Contains(s.few, key) {
		return false
	}
	if len(s.few) < 16 {
		s.few = append(s.few, key)
		return true
	}
	if s.many == nil {
		s.many = map[string]bool{}
	}
	s.many[key] = true
	return true
}
