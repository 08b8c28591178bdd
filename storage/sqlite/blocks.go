package sqlite

import (
	"slices"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
)

// readBlocks returns the blocks of the desk with that number, by their first days.
func readBlocks(conn *sqlite.Conn, desk int64) (blocks []data.Block, err error) {
	err = sqlitex.Execute(conn, "SELECT first, last, reason FROM blocks WHERE desk = ? ORDER BY first",
		&sqlitex.ExecOptions{Args: []any{desk}, ResultFunc: func(row *sqlite.Stmt) error {
			blocks = append(blocks, data.Block{
				From: data.Date(row.ColumnInt64(0)), To: data.Date(row.ColumnInt64(1)), Reason: row.ColumnText(2),
			})
			return nil
		}})
	return blocks, err
}

// readAllBlocks returns the blocks of all desks, by the desks' numbers.
func readAllBlocks(conn *sqlite.Conn) (map[int64][]data.Block, error) {
	blocks := map[int64][]data.Block{}
	err := sqlitex.Execute(conn, "SELECT desk, first, last, reason FROM blocks ORDER BY desk, first",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			desk := row.ColumnInt64(0)
			blocks[desk] = append(blocks[desk], data.Block{
				From: data.Date(row.ColumnInt64(1)), To: data.Date(row.ColumnInt64(2)), Reason: row.ColumnText(3),
			})
			return nil
		}})
	return blocks, err
}

// SetBlocks gives a desk other blocks in the place of those that it has. It
// returns a [*data.RuleError] for blocks that can't be, and a
// [*data.ConflictError]: ErrUnknownDesk, or ErrBlockedDesk with the first booking
// in its Seat where a new block meets bookings that hold.
func (tx *Tx) SetBlocks(ref data.DeskRef, blocks []data.Block) error {
	blocks = slices.Clone(blocks)
	slices.SortFunc(blocks, func(a, b data.Block) int { return int(a.From - b.From) })
	desk, err := deskNumber(tx.conn, ref)
	if err != nil {
		return err
	}
	if desk == 0 {
		return &data.ConflictError{Err: data.ErrUnknownDesk, What: ref.Desk}
	}
	label, err := text(tx.conn, "SELECT label FROM desks WHERE number = ?", desk)
	if err != nil {
		return err
	}
	if err := data.CheckBlocks(label, blocks); err != nil {
		return err
	}
	before, err := readBlocks(tx.conn, desk)
	if err != nil || slices.Equal(before, blocks) {
		return err
	}
	tx.note(blocksEdit{ref: ref, label: label, before: before, after: blocks})
	return tx.writeBlocks(desk, label, blocks)
}

// Blocks returns the blocks of a desk, by their first days.
func (tx *Tx) Blocks(ref data.DeskRef) ([]data.Block, error) {
	desk, err := deskNumber(tx.conn, ref)
	if err != nil {
		return nil, err
	}
	if desk == 0 {
		return nil, &data.ConflictError{Err: data.ErrUnknownDesk, What: ref.Desk}
	}
	return readBlocks(tx.conn, desk)
}

// DeskLabel returns the label of a desk.
func (tx *Tx) DeskLabel(ref data.DeskRef) (string, error) {
	desk, err := deskNumber(tx.conn, ref)
	if err != nil {
		return "", err
	}
	return text(tx.conn, "SELECT label FROM desks WHERE number = ?", desk)
}

// DeskSeats is [DB.DeskSeats] within the transaction.
func (tx *Tx) DeskSeats(ref data.DeskRef, from, to data.Date) ([]data.Seat, error) {
	return deskSeats(tx.conn, ref, from, to)
}

// writeBlocks gives the desk with that number and label other blocks. It returns
// ErrBlockedDesk in a [*data.ConflictError] where one meets a booking that holds.
func (tx *Tx) writeBlocks(desk int64, label string, blocks []data.Block) error {
	tx.changed, tx.offices = true, true
	if err := tx.exec("DELETE FROM blocks WHERE desk = ?", desk); err != nil {
		return err
	}
	for _, b := range blocks {
		seats, err := querySeats(tx.conn, heldAtDesk+" LIMIT 1", desk, int64(b.From), int64(b.To))
		if err != nil {
			return err
		}
		if len(seats) > 0 {
			return &data.ConflictError{Err: data.ErrBlockedDesk, What: label, Date: seats[0].Date, Seat: seats[0], Block: b}
		}
		if err := tx.exec("INSERT INTO blocks (desk, first, last, reason) VALUES (?, ?, ?, ?)",
			desk, int64(b.From), int64(b.To), b.Reason); err != nil {
			return err
		}
	}
	return nil
}
