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

// Block keeps a desk from being booked for some days, and releases the bookings that it
// has then; it returns those. shown are these as the user has seen them; where there are
// others the error is ErrBlockedDesk with them in a [*data.ConflictError]. A block that is
// there on some of the days is an ErrBlockedDesk too.
func (c *Change) Block(ref data.DeskRef, block data.Block, shown []data.Seat) (desk Desk, released []data.Seat, err error) {
	if err := block.Check(); err != nil {
		return desk, nil, err
	}
	if desk, err = c.Desk(ref); err != nil {
		return desk, nil, err
	}
	if i := slices.IndexFunc(desk.Blocks, block.Overlaps); i >= 0 {
		there := desk.Blocks[i]
		return desk, nil, &data.ConflictError{Err: data.ErrBlockedDesk, What: desk.Label, Date: max(block.From, there.From), Block: there}
	}
	seats, err := c.tx.SeatsAt(desk.Number, block.From, block.To)
	if err != nil {
		return desk, nil, err
	}
	if more := notShown(seats, shown); len(more) > 0 {
		return desk, nil, &data.ConflictError{Err: data.ErrBlockedDesk, What: desk.Label, Date: more[0].Date, Seat: more[0], Seats: more, Block: block}
	}
	if released, err = c.ReleaseAll(seats); err != nil {
		return desk, nil, err
	}
	return desk, released, c.SetBlocks(ref, append(slices.Clone(desk.Blocks), block))
}

// Unblock takes a block away, as the user has seen it. Where there is none on its days
// any more it changes nothing; where there is another one the error is ErrChanged with
// that in a [*data.ConflictError].
func (c *Change) Unblock(ref data.DeskRef, shown data.Block) (Desk, error) {
	desk, err := c.Desk(ref)
	if err != nil {
		return desk, err
	}
	i := slices.IndexFunc(desk.Blocks, shown.Overlaps)
	if i < 0 {
		return desk, nil
	}
	if desk.Blocks[i] != shown {
		return desk, &data.ConflictError{Err: data.ErrChanged, What: desk.Label, Block: desk.Blocks[i]}
	}
	return desk, c.SetBlocks(ref, slices.Delete(slices.Clone(desk.Blocks), i, i+1))
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
