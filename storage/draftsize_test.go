package storage

import (
	"errors"
	"slices"
	"testing"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Places are shares of the size of a floor, so nobody's desk moves unsaid when that changes.
func TestTheSizeOfAFloorAndWhereThingsLieClash(t *testing.T) {
	larger := func(f *data.Floor) { f.Layout.Width *= 2 }
	moved := func(f *data.Floor) { f.Desks[0].Position.X /= 2 }
	added := func(f *data.Floor) {
		desk := f.Desks[0]
		desk.ID, desk.Label, desk.Blocks = "new", "New", nil
		f.Desks = append(f.Desks, desk)
	}
	fixture := func(f *data.Floor) {
		f.Fixtures = append(f.Fixtures, data.Fixture{ID: "new", Type: data.FixturePlant, Size: data.Size{Width: 0.1, Height: 0.1}})
	}
	named := func(f *data.Floor) { f.Desks[0].Label = "Named" }
	fewer := func(f *data.Floor) { f.Fixtures = nil }
	for name, test := range map[string]struct {
		drawn, meanwhile func(*data.Floor)
		want             bool
	}{
		"larger, and a desk moved":           {larger, moved, true},
		"larger, and a desk added":           {larger, added, true},
		"larger, and a fixture added":        {larger, fixture, true},
		"larger, and a desk named":           {larger, named, false},
		"larger, and fixtures removed":       {larger, fewer, false},
		"a desk moved, and larger":           {moved, larger, true},
		"a desk added, and larger":           {added, larger, true},
		"a desk named, and larger":           {named, larger, false},
		"both as large":                      {larger, larger, false},
		"both moved the same":                {moved, moved, false},
		"larger by both, in their own way":   {larger, func(f *data.Floor) { f.Layout.Width *= 3 }, true},
		"larger, and a desk moved and named": {larger, func(f *data.Floor) { moved(f); named(f) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpenSample(t, t.TempDir(), Options{})
			d := mustDraw(t, s, "Ground", false)
			d.Drawn = d.Base
			d.Drawn.Desks, d.Drawn.Fixtures = slices.Clone(d.Base.Desks), slices.Clone(d.Base.Fixtures)
			test.drawn(&d.Drawn)
			if err := s.Plans().SaveDraft(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			now := d.Base
			now.Desks, now.Fixtures = slices.Clone(d.Base.Desks), slices.Clone(d.Base.Fixtures)
			test.meanwhile(&now)
			if err := s.change(t.Context(), func(tx *engine.Change, step *Step) error {
				_, err := tx.ChangeFloor(d.Office, d.Base, now, false)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			p, err := s.Plans().PreviewDraft(t.Context(), d)
			if err != nil {
				t.Fatal(err)
			}
			sizes := 0
			for _, clash := range p.Clashes {
				if clash.IsSize() && clash.What == p.Floor {
					sizes++
				}
			}
			if (sizes == 1) != test.want || sizes > 1 || !test.want && len(p.Clashes) > 0 {
				t.Errorf("%+v", p.Clashes)
			}
			err = s.Plans().ApplyDraft(t.Context(), p, nil, false)
			if errors.Is(err, data.ErrChanged) != test.want || !test.want && err != nil {
				t.Errorf("applied unasked: %v", err)
			}
			if err := s.Plans().ApplyDraft(t.Context(), p, nil, true); test.want && err != nil {
				t.Errorf("asked: %v", err)
			}
		})
	}
}
