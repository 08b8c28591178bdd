//go:build linux

package main

import (
	"fmt"

	"seatkeeper/data"
	"seatkeeper/storage"
)

// apply applies drafts of a floor of 1,000 desks: all of them renamed and moved, one way and
// back again.
func (b *bench) apply(large *storage.Store) error {
	offices, err := large.Offices(b.ctx)
	if err != nil {
		return err
	}
	office := offices[0].ID
	floor := data.Floor{Name: "Bench", Layout: data.Size{Width: 60, Height: 40}}
	for i := range 1000 {
		floor.Desks = append(floor.Desks, data.Desk{
			ID: fmt.Sprint("d", i), Label: fmt.Sprint("D", i), Size: data.Size{Width: 0.01, Height: 0.01},
			Position: data.Point{X: float64(i%40) / 50, Y: float64(i/40) / 30},
		})
	}
	if floor, err = large.Plans().AddFloor(b.ctx, office, floor); err != nil {
		return err
	}
	s := samples{}
	for round := range 2 * b.rounds {
		d, err := large.Plans().OpenDraft(b.ctx, office, floor.ID, false)
		if err != nil {
			return err
		}
		d.Changes, d.Drawn.Desks = 1, append([]data.Desk(nil), d.Drawn.Desks...)
		for i := range d.Drawn.Desks {
			desk := &d.Drawn.Desks[i]
			desk.Label, desk.Position.X = fmt.Sprint("D", i, ".", round), desk.Position.X+0.001
		}
		shown, err := large.Plans().PreviewDraft(b.ctx, d)
		if err != nil {
			return err
		}
		took, err := timed(func() error { return large.Plans().ApplyDraft(b.ctx, shown, nil, false) })
		if err != nil {
			return err
		}
		s.time("apply", took)
	}
	b.set("apply-ms", s.of("apply"))
	return nil
}
