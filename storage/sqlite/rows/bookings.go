package rows

import (
	"context"
	"iter"
	"time"

	"github.com/google/uuid"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

const seatColumns = `
	b.id, o.id, f.id, d.id, b.day, u.id, coalesce(b.guest, ''), b.created, b.released,
	CASE WHEN b.user = 0 THEN coalesce(b.guest, '') ELSE u.name END, d.label
	FROM bookings b CROSS JOIN desks d ON d.number = b.desk CROSS JOIN floors f ON f.number = d.floor
	CROSS JOIN offices o ON o.number = f.office CROSS JOIN users u ON u.number = b.user `

// PersonSeats returns the desks that a person has from one day to another, both
// included, by day. The visitor has none here.
func (r *Reader) PersonSeats(ctx context.Context, userID string, from, to data.Date) (seats []data.Seat, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		seats, err = personSeats(conn, userID, from, to)
		return err
	})
	return seats, err
}

func personSeats(conn *sqlite.Conn, userID string, from, to data.Date) ([]data.Seat, error) {
	return querySeats(conn, heldByPerson, userID, int64(from), int64(to))
}

// What a person, or a desk, has from one day to another, and on one day.
const (
	heldByPerson = "WHERE b.user = (SELECT number FROM users WHERE id = ?)" + heldByThem
	heldByNumber = "WHERE b.user = ?" + heldByThem
	heldByThem   = " AND b.user <> 0 AND b.released IS NULL AND b.day BETWEEN ? AND ? ORDER BY b.day"
	heldAtDesk   = "WHERE b.desk = ? AND b.released IS NULL AND b.day BETWEEN ? AND ? ORDER BY b.day"

	// In the words of the indexes, so that SQLite goes there and not through the whole day.
	personSeated = "WHERE b.user = ? AND b.day = ? AND CASE WHEN b.released IS NULL AND b.user <> 0 THEN 0 ELSE b.id END = 0"
	deskTaken    = "WHERE b.desk = ? AND b.day = ? AND CASE WHEN b.released IS NULL THEN 0 ELSE b.id END = 0"
)

const heldDays = "SELECT day, held FROM days WHERE day BETWEEN ? AND ? AND held > 0"

// DeskSeats returns who has a desk from one day to another, both included, by day.
func (r *Reader) DeskSeats(ctx context.Context, ref data.DeskRef, from, to data.Date) (seats []data.Seat, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		seats, err = deskSeats(conn, ref, from, to)
		return err
	})
	return seats, err
}

func deskSeats(conn *sqlite.Conn, ref data.DeskRef, from, to data.Date) ([]data.Seat, error) {
	desk, err := deskNumber(conn, ref)
	if err != nil || desk == 0 {
		return nil, err
	}
	return querySeats(conn, heldAtDesk, desk, int64(from), int64(to))
}

// HeldDays returns how many desks are booked on each day from one to another,
// both included; days without bookings are left out.
func (r *Reader) HeldDays(ctx context.Context, from, to data.Date) (held map[data.Date]int, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		held = map[data.Date]int{}
		return sqlitex.Execute(conn, heldDays,
			&sqlitex.ExecOptions{Args: []any{int64(from), int64(to)}, ResultFunc: func(row *sqlite.Stmt) error {
				held[data.Date(row.ColumnInt64(0))] = row.ColumnInt(1)
				return nil
			}})
	})
	return held, err
}

func querySeats(conn *sqlite.Conn, where string, args ...any) (seats []data.Seat, err error) {
	err = sqlitex.Execute(conn, "SELECT"+seatColumns+where, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
		seats = append(seats, readSeat(row))
		return nil
	}})
	if err == nil {
		err = tellApart(conn, seats)
	}
	return seats, err
}

func readSeat(row *sqlite.Stmt) data.Seat {
	var id uuid.UUID
	row.ColumnBytes(0, id[:])
	s := data.Seat{
		Booking: data.Booking{
			ID:      id.String(),
			DeskRef: data.DeskRef{Office: row.ColumnText(1), Floor: row.ColumnText(2), Desk: row.ColumnText(3)},
			Date:    data.Date(row.ColumnInt64(4)), UserID: row.ColumnText(5), Guest: row.ColumnText(6),
			CreatedAt: time.UnixMilli(row.ColumnInt64(7)).UTC(),
		},
		Name: row.ColumnText(9), Label: row.ColumnText(10),
	}
	if !row.ColumnIsNull(8) {
		s.ReleasedAt = time.UnixMilli(row.ColumnInt64(8)).UTC()
	}
	return s
}

// Booking returns the booking with that ID on that day, released or not.
func (tx Tx) Booking(day data.Date, id string) (seat data.Seat, found bool, err error) {
	key, err := uuid.Parse(id)
	if err != nil {
		return seat, false, nil
	}
	seats, err := querySeats(tx.Conn, "WHERE b.day = ? AND b.id = ?", int64(day), key[:])
	if err != nil || len(seats) == 0 {
		return seat, false, err
	}
	return seats[0], true, nil
}

// SeatsOf returns what a person has.
func (tx Tx) SeatsOf(user int, from, to data.Date) ([]data.Seat, error) {
	if from == to {
		return querySeats(tx.Conn, personSeated, user, int64(from))
	}
	return querySeats(tx.Conn, heldByNumber, user, int64(from), int64(to))
}

// SeatsAt returns who has a desk.
func (tx Tx) SeatsAt(desk int, from, to data.Date) ([]data.Seat, error) {
	if from == to {
		return querySeats(tx.Conn, deskTaken, desk, int64(from))
	}
	return querySeats(tx.Conn, heldAtDesk, desk, int64(from), int64(to))
}

// CountAt counts who has a desk from that day on.
func (tx Tx) CountAt(desk int, from data.Date) (int, error) {
	n, err := query.Integer(tx.Conn, comingAtDesk, desk, int64(from))
	return int(n), err
}

const comingAtDesk = "SELECT count(*) FROM bookings WHERE desk = ? AND released IS NULL AND day >= ?"

// InsertBooking is the statement that adds a booking.
const InsertBooking = `INSERT INTO bookings (day, id, desk, user, created, released, guest) VALUES (?, ?, ?, ?, ?, ?, ?)`

// InsertBookings adds bookings; the rules of the database alone are checked.
func (tx Tx) InsertBookings(rows iter.Seq[*engine.Row]) error {
	stmt, err := tx.Conn.Prepare(InsertBooking)
	if err != nil {
		return err
	}
	for row := range rows {
		err := InsertRow(stmt, row)
		if IsUnique(err) && tx.isBooking(row) {
			return engine.ErrTaken // SQLite takes back that statement alone
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isBooking reports whether there is a booking with the row's ID on its day.
func (tx Tx) isBooking(row *engine.Row) bool {
	n, err := query.Integer(tx.Conn, "SELECT count(*) FROM bookings WHERE day = ? AND id = ?", int64(row.Day), row.ID[:])
	return err == nil && n > 0
}

// InsertRow runs the statement insertBooking.
func InsertRow(stmt *sqlite.Stmt, row *engine.Row) error {
	stmt.BindInt64(1, int64(row.Day))
	stmt.BindBytes(2, row.ID[:])
	stmt.BindInt64(3, int64(row.Desk))
	stmt.BindInt64(4, int64(row.User))
	stmt.BindInt64(5, row.Created)
	if row.IsReleased {
		stmt.BindInt64(6, row.Released)
	} else {
		stmt.BindNull(6)
	}
	if len(row.Guest) > 0 {
		stmt.BindText(7, string(row.Guest))
	} else {
		stmt.BindNull(7)
	}
	_, err := stmt.Step()
	if resetErr := stmt.Reset(); err == nil { // which says once more what Step has said
		err = resetErr
	}
	return err
}

// SetReleased writes the release time of a booking, or takes it away.
func (tx Tx) SetReleased(day data.Date, id string, at time.Time) error {
	key, err := uuid.Parse(id)
	if err != nil {
		return err
	}
	var released any
	if !at.IsZero() {
		released = at.UnixMilli()
	}
	return tx.exec("UPDATE bookings SET released = ? WHERE day = ? AND id = ?", released, int64(day), key[:])
}

// DeleteBooking removes a booking.
func (tx Tx) DeleteBooking(day data.Date, id string) error {
	key, err := uuid.Parse(id)
	if err != nil {
		return err
	}
	return tx.exec("DELETE FROM bookings WHERE day = ? AND id = ?", int64(day), key[:])
}

// IsEmpty reports whether there are neither people nor bookings.
func (tx Tx) IsEmpty() (bool, error) {
	n, err := query.Integer(tx.Conn, "SELECT (SELECT count(*) FROM users WHERE number <> 0) + EXISTS (SELECT 1 FROM bookings)")
	return n == 0, err
}
