package lists

import (
	"errors"
	"slices"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
)

// oneOf returns what reads a text that must be one of these.
func (r *planReader) oneOf(known ...string) func() (string, error) {
	return func() (string, error) {
		text, ok, err := r.string()
		if err != nil || !ok {
			return "", err
		}
		if !slices.Contains(known, text) {
			r.fault(failure.FaultBadValue, text)
			return "", nil
		}
		return text, nil
	}
}

// kind reads what sort of place a desk is. Files that people write say "desk" too.
func (r *planReader) kind() (data.Kind, error) {
	known := []string{"desk"}
	for _, kind := range data.Kinds() {
		known = append(known, string(kind))
	}
	text, err := r.oneOf(known...)()
	if text == "desk" {
		text = string(data.KindDesk)
	}
	return data.Kind(text), err
}

// outline reads the corners of a fixture.
func (r *planReader) outline() (corners []data.Point, err error) {
	before := len(r.faults)
	err = each(r, &corners, data.MaxCorners, r.point)()
	var rule *data.RuleError
	if err == nil && before == len(r.faults) && errors.As(data.CheckOutline("", corners), &rule) {
		r.fault(failure.FaultBadValue, string(rule.Rule))
	}
	return corners, err
}
