package lists

import (
	"bytes"
	"context"
	"encoding/json"

	"seatkeeper/data"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// maxPlanBytes bounds a file of floor plans.
const maxPlanBytes = 64 << 20

// ReadOffices reads the offices of a floor-plan file, as docs/floor-plan-format.md
// describes it, or of a backup. Each of them passes [data.Office.Check], and no
// two have one ID. No desk has blocks and no floor a background, as those are of a store
// and not of a plan.
//
// The error is an [*failure.Error]. It holds a [*failure.FaultsError] with all faults up to a
// bound, each with the place as a JSON pointer, in the order of the file; a fault
// of what an object lacks, or of its parts together, comes at its end.
func ReadOffices(ctx context.Context, path string) ([]data.Office, error) {
	content, err := regular.Read(ctx, path, maxPlanBytes)
	var offices []data.Office
	if err == nil {
		offices, err = parseOffices(ctx, content)
	}
	if err != nil {
		return nil, &failure.Error{Op: failure.OpReadFile, Path: path, Err: err}
	}
	return offices, nil
}

func parseOffices(ctx context.Context, content []byte) ([]data.Office, error) {
	// Some editors put it there, and RFC 8259 lets a reader pass over it.
	content = bytes.TrimPrefix(content, regular.UTF8Mark)
	r := newPlanReader(ctx, content)
	offices, err := r.file()
	if err != nil {
		return nil, err
	}
	for _, o := range offices {
		if err := o.Check(); err != nil {
			r.fault(failure.FaultBadValue, err.Error()) // the reader has missed a rule
		}
	}
	return data.InUse(offices), r.err() // what was removed stays in backups for old bookings alone
}

// OfficesJSON returns the file. Each desk and fixture is one line, so that a person
// can find, copy and move it.
func OfficesJSON(offices []data.Office) ([]byte, error) {
	w := planWriter{}
	w.text("{\n  \"offices\": [")
	for i, o := range offices {
		if err := o.Check(); err != nil {
			return nil, err
		}
		w.next(i, "\n    {\"id\": ").value(o.ID).text(", \"name\": ").value(o.Name).text(", \"code\": ").value(o.Code)
		w.text(", \"floors\": [")
		for i, f := range o.Floors {
			w.next(i, "\n      {\"id\": ").value(f.ID).text(", \"name\": ").value(f.Name).text(", \"level\": ").value(f.Level)
			w.text(", \"layout\": ").value(f.Layout)
			if f.Unit != "" {
				w.text(", \"unit\": ").value(f.Unit)
			}
			w.text(",\n        \"fixtures\": [")
			for i, x := range f.Fixtures {
				w.next(i, "\n          ").value(x)
			}
			w.text("],\n        \"desks\": [")
			for i, d := range f.Desks {
				d.Blocks = nil
				if d.Features == nil {
					d.Features = []string{}
				}
				w.next(i, "\n          ").value(d)
			}
			w.text("]}")
		}
		w.text("]}")
	}
	w.text("]\n}\n")
	return w.Bytes(), w.err
}

// planWriter writes JSON and keeps the first error.
type planWriter struct {
	bytes.Buffer
	err error
}

func (w *planWriter) text(text string) *planWriter {
	w.WriteString(text)
	return w
}

// next begins the element of a list with that index.
func (w *planWriter) next(index int, text string) *planWriter {
	if index > 0 {
		w.WriteByte(',')
	}
	return w.text(text)
}

func (w *planWriter) value(value any) *planWriter {
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	if err := encode.Encode(value); err != nil {
		w.err = err
		return w
	}
	w.Truncate(w.Len() - 1) // the line break
	return w
}
