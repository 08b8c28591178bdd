package sqlite

import (
	"errors"

	"zombiezen.com/go/sqlite"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// eachBooking calls use for each booking from one day to another, both included, in the
// order of day and ID. The row is valid only during the call. It reads pages as far as
// it can, and what is left by SQL.
func eachBooking(conn *sqlite.Conn, layout *pageLayout, from, to data.Date, use func(*engine.Row) error) error {
	day, after := from, []byte(nil) // what comes first is behind this ID
	if layout != nil {
		stmt, err := conn.Prepare(selectPage)
		if err != nil {
			return err
		}
		w := &pageWalk{pageLayout: layout, stmt: stmt, from: from, to: to, use: use}
		err = w.walk(layout.root, 0, true)
		switch {
		case err == nil, errors.Is(err, errPassed):
			return nil
		case w.final != nil:
			return w.final
		case w.any:
			day, after = w.row.Day, w.row.ID[:]
		}
	}
	stmt, err := conn.Prepare(selectBookings)
	if err != nil {
		return err
	}
	defer stmt.Reset()
	stmt.BindInt64(1, int64(day))
	stmt.BindBytes(2, after)
	var row engine.Row
	for {
		more, err := stmt.Step()
		if err != nil {
			return err
		}
		// The end is looked for here: SQLite would compare every row's key with it.
		if !more || data.Date(stmt.ColumnInt64(0)) > to {
			return nil
		}
		readRow(stmt, &row)
		if err := use(&row); err != nil {
			return err
		}
	}
}

const selectBookings = "SELECT day, id, desk, user, created, released, guest FROM bookings WHERE (day, id) > (?, ?) ORDER BY day, id"

// readRow takes a row of selectBookings.
func readRow(stmt *sqlite.Stmt, row *engine.Row) {
	row.Day = data.Date(stmt.ColumnInt64(0))
	stmt.ColumnBytes(1, row.ID[:])
	row.Desk, row.User = stmt.ColumnInt(2), stmt.ColumnInt(3)
	row.Created = stmt.ColumnInt64(4)
	// Most bookings have neither of these, and every column that is asked costs.
	if row.IsReleased = stmt.ColumnType(5) != sqlite.TypeNull; row.IsReleased {
		row.Released = stmt.ColumnInt64(5)
	}
	row.Guest = row.Guest[:0]
	if stmt.ColumnType(6) != sqlite.TypeNull {
		row.Guest = append(row.Guest, make([]byte, stmt.ColumnLen(6))...)
		stmt.ColumnBytes(6, row.Guest)
	}
}
