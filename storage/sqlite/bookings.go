package sqlite

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
)

const seatColumns = `
	b.id, o.id, f.id, d.id, b.day, u.id, coalesce(b.guest, ''), b.created, b.released,
	CASE WHEN b.user = 0 THEN coalesce(b.guest, '') ELSE u.name END, d.label
	FROM bookings b CROSS JOIN desks d ON d.number = b.desk CROSS JOIN floors f ON f.number = d.floor
	CROSS JOIN offices o ON o.number = f.office CROSS JOIN users u ON u.number = b.user `

// PersonSeats returns the desks that a person has from one day to another, both
// included, by day. The visitor has none here.
func (db *DB) PersonSeats(ctx context.Context, userID string, from, to data.Date) (seats []data.Seat, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
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
	heldByPerson = `WHERE b.user = (SELECT number FROM users WHERE id = ?) AND b.user <> 0 AND b.released IS NULL
		AND b.day BETWEEN ? AND ? ORDER BY b.day`
	heldAtDesk = "WHERE b.desk = ? AND b.released IS NULL AND b.day BETWEEN ? AND ? ORDER BY b.day"

	// In the words of the indexes, so that SQLite goes there and not through the whole day.
	personSeated = "WHERE b.user = ? AND b.day = ? AND CASE WHEN b.released IS NULL AND b.user <> 0 THEN 0 ELSE b.id END = 0"
	deskTaken    = "WHERE b.desk = ? AND b.day = ? AND CASE WHEN b.released IS NULL THEN 0 ELSE b.id END = 0"
)

const heldDays = "SELECT day, held FROM days WHERE day BETWEEN ? AND ? AND held > 0"

// DeskSeats returns who has a desk from one day to another, both included, by day.
func (db *DB) DeskSeats(ctx context.Context, ref data.DeskRef, from, to data.Date) (seats []data.Seat, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
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

// deskNumber returns the number of a desk, 0 where there is none.
func deskNumber(conn *sqlite.Conn, ref data.DeskRef) (int64, error) {
	return integer(conn, `SELECT d.number FROM desks d JOIN floors f ON f.number = d.floor
		JOIN offices o ON o.number = f.office WHERE d.id = ? AND f.id = ? AND o.id = ?`, ref.Desk, ref.Floor, ref.Office)
}

// HeldDays returns how many desks are booked on each day from one to another,
// both included; days without bookings are left out.
func (db *DB) HeldDays(ctx context.Context, from, to data.Date) (held map[data.Date]int, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
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

// FindDesk returns the desk that text names: office/floor/desk, or a desk's ID
// or label where only one desk has it. It returns ErrUnknownDesk or
// ErrAmbiguousDesk in a [*data.ConflictError].
func (db *DB) FindDesk(ctx context.Context, text string) (ref data.DeskRef, err error) {
	var found []data.DeskRef
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		found = nil
		collect := func(row *sqlite.Stmt) error {
			found = append(found, data.DeskRef{Office: row.ColumnText(0), Floor: row.ColumnText(1), Desk: row.ColumnText(2)})
			return nil
		}
		const query = `SELECT o.id, f.id, d.id FROM desks d JOIN floors f ON f.number = d.floor
			JOIN offices o ON o.number = f.office WHERE d.retired = 0 AND `
		for _, where := range []string{"o.id || '/' || f.id || '/' || d.id = ?", "d.id = ?", "lower(d.label) = lower(?)"} {
			err := sqlitex.Execute(conn, query+where, &sqlitex.ExecOptions{Args: []any{strings.TrimSpace(text)}, ResultFunc: collect})
			if err != nil || len(found) > 0 {
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return ref, err
	case len(found) == 0:
		return ref, &data.ConflictError{Err: data.ErrUnknownDesk, What: text}
	case len(found) > 1:
		return ref, &data.ConflictError{Err: data.ErrAmbiguousDesk, What: text}
	}
	return found[0], nil
}
