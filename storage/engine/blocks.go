package engine

import (
	"slices"

	"seatkeeper/data"
)

// Desk returns the desk of that name, or ErrUnknownDesk in a [*data.ConflictError].
func (c *Change) Desk(ref data.DeskRef) (Desk, error) {
	desk, found, err := c.tx.Desk(ref)
	if err == nil && !found {
		err = &data.ConflictError{Err: data.ErrUnknownDesk, What: ref.Desk}
	}
	return desk, err
}

// DeskSeats returns who has a desk from one day to another, both included, by day.
func (c *Change) DeskSeats(desk Desk, from, to data.Date) ([]data.Seat, error) {
	return c.tx.SeatsAt(desk.Number, from, to)
}

// SetBlocks gives a desk other blocks in the place of those that it has. It
// returns a [*data.RuleError] for blocks that can't be, and a
// [*data.ConflictError]: ErrUnknownDesk, or ErrBlockedDesk with the first booking
// in its Seat where a new block meets bookings that hold.
func (c *Change) SetBlocks(ref data.DeskRef, blocks []data.Block) error {
	blocks = slices.Clone(blocks)
	slices.SortFunc(blocks, func(a, b data.Block) int { return int(a.From - b.From) })
	desk, err := c.Desk(ref)
	if err != nil {
		return err
	}
	if err := data.CheckBlocks(desk.Label, blocks); err != nil {
		return err
	}
	if slices.Equal(desk.Blocks, blocks) {
		return nil
	}
	c.note(blocksEdit{ref: ref, label: desk.Label, before: desk.Blocks, after: blocks})
	return c.writeBlocks(desk.Number, desk.Label, blocks)
}

// writeBlocks gives the desk with that number and label other blocks. It returns
// ErrBlockedDesk in a [*data.ConflictError] where one meets a booking that holds.
func (c *Change) writeBlocks(desk int, label string, blocks []data.Block) error {
	for _, b := range blocks {
		seats, err := c.tx.SeatsAt(desk, b.From, b.To)
		if err != nil {
			return err
		}
		if len(seats) > 0 {
			return &data.ConflictError{Err: data.ErrBlockedDesk, What: label, Date: seats[0].Date, Seat: seats[0], Block: b}
		}
	}
	c.touched.Data, c.touched.Offices = true, true
	return c.tx.SetBlocks(desk, blocks)
}
