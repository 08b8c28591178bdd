package rows

import (
	"encoding/json"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// EachDesk calls f with the number and the place of each desk.
func EachDesk(offices []engine.Office, f func(number int, ref data.DeskRef) error) error {
	for _, o := range offices {
		for i, floor := range o.Floors {
			for j, d := range floor.Desks {
				if err := f(o.DeskNumbers[i][j], data.DeskRef{Office: o.ID, Floor: floor.ID, Desk: d.ID}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

const deskOfRef = `FROM desks d JOIN floors f ON f.number = d.floor
	JOIN offices o ON o.number = f.office WHERE d.id = ? AND f.id = ? AND o.id = ?`

// deskNumber returns the number of a desk, 0 where there is none.
func deskNumber(conn *sqlite.Conn, ref data.DeskRef) (int64, error) {
	return query.Integer(conn, "SELECT d.number "+deskOfRef, ref.Desk, ref.Floor, ref.Office)
}

// Desk returns the desk of that name.
func (tx Tx) Desk(ref data.DeskRef) (d engine.Desk, found bool, err error) {
	err = sqlitex.Execute(tx.Conn, "SELECT d.number, d.label, d.retired "+deskOfRef,
		&sqlitex.ExecOptions{Args: []any{ref.Desk, ref.Floor, ref.Office}, ResultFunc: func(row *sqlite.Stmt) error {
			d.Number, d.Label, d.Retired = row.ColumnInt(0), row.ColumnText(1), row.ColumnBool(2)
			return nil
		}})
	if err != nil || d.Number == 0 {
		return d, false, err
	}
	d.Blocks, err = readBlocks(tx.Conn, d.Number)
	return d, true, err
}

// InsertDesk adds a desk without blocks.
func (tx Tx) InsertDesk(floor, place int, d data.Desk) (number int, err error) {
	return tx.insertDesk(nil, floor, place, d)
}

// InsertDeskAs adds a desk without blocks under that number.
func (tx Tx) InsertDeskAs(number, floor, place int, d data.Desk) error {
	_, err := tx.insertDesk(number, floor, place, d)
	return err
}

func (tx Tx) insertDesk(as any, floor, place int, d data.Desk) (number int, err error) {
	features, err := featuresOf(d)
	if err != nil {
		return 0, err
	}
	return tx.insert(`INSERT INTO desks (number, floor, place, id, label, x, y, width, height, rotation, zone, features, kind, retired)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, as, floor, place, d.ID, d.Label,
		d.Position.X, d.Position.Y, d.Size.Width, d.Size.Height, d.Rotation, d.Zone, features, string(d.Kind), d.Retired)
}

// UpdateDesk changes all but the ID of a desk and its blocks.
func (tx Tx) UpdateDesk(number, place int, d data.Desk) error {
	features, err := featuresOf(d)
	if err != nil {
		return err
	}
	return tx.exec(`UPDATE desks SET place = ?, label = ?, x = ?, y = ?, width = ?, height = ?, rotation = ?, zone = ?,
		features = ?, kind = ?, retired = ? WHERE number = ?`, place, d.Label, d.Position.X, d.Position.Y, d.Size.Width, d.Size.Height,
		d.Rotation, d.Zone, features, string(d.Kind), d.Retired, number)
}

func featuresOf(d data.Desk) (string, error) {
	features, err := json.Marshal(append([]string{}, d.Features...))
	return string(features), err
}

// DeleteDesk removes a desk that no booking names.
func (tx Tx) DeleteDesk(number int) (deleted bool, err error) {
	err = tx.exec("DELETE FROM desks WHERE number = ?1 AND NOT "+deskIsUsed, number)
	return err == nil && tx.Conn.Changes() > 0, err
}

const deskIsUsed = "EXISTS (SELECT 1 FROM bookings WHERE desk = ?1)"

// SetBlocks gives a desk other blocks.
func (tx Tx) SetBlocks(desk int, blocks []data.Block) error {
	if err := tx.exec("DELETE FROM blocks WHERE desk = ?", desk); err != nil {
		return err
	}
	return tx.AddBlocks(desk, blocks)
}

// AddBlocks adds blocks to a desk that has none.
func (tx Tx) AddBlocks(desk int, blocks []data.Block) error {
	for _, b := range blocks {
		if err := tx.exec("INSERT INTO blocks (desk, first, last, reason) VALUES (?, ?, ?, ?)",
			desk, int64(b.From), int64(b.To), b.Reason); err != nil {
			return err
		}
	}
	return nil
}

// readBlocks returns the blocks of the desk with that number, by their first days.
func readBlocks(conn *sqlite.Conn, desk int) (blocks []data.Block, err error) {
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
