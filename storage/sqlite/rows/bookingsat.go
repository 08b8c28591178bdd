package rows

import (
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// What all the bookings of a desk have in common.

// Tally counts the bookings of some desks.
func (tx Tx) Tally(desks []int, today data.Date) (t engine.Tally, err error) {
	people := map[int64]bool{}
	for _, desk := range desks {
		err := sqlitex.Execute(tx.Conn, tallyAtDesk, &sqlitex.ExecOptions{
			Args: []any{desk, int64(today)},
			ResultFunc: func(row *sqlite.Stmt) error {
				all, held, coming := row.ColumnInt(0), row.ColumnInt(1), row.ColumnInt(2)
				t.Coming, t.Before, t.Released = t.Coming+coming, t.Before+held-coming, t.Released+all-held
				if held > 0 {
					widen(&t.First, &t.Last, row, 3)
				}
				if coming > 0 {
					widen(&t.From, &t.Until, row, 5)
				}
				return nil
			},
		})
		if err != nil {
			return t, err
		}
		err = sqlitex.Execute(tx.Conn, "SELECT user, count(*) FROM bookings WHERE desk = ? AND released IS NULL AND day >= ? GROUP BY user",
			&sqlitex.ExecOptions{Args: []any{desk, int64(today)}, ResultFunc: func(row *sqlite.Stmt) error {
				if user := row.ColumnInt64(0); user != 0 {
					people[user] = true
				} else {
					t.Visitors += row.ColumnInt(1)
				}
				return nil
			}})
		if err != nil {
			return t, err
		}
	}
	t.People = len(people)
	return t, nil
}

// tallyAtDesk reads the index alone.
const tallyAtDesk = `SELECT count(*), total(held), total(held AND day >= ?2),
	min(CASE WHEN held THEN day END), max(CASE WHEN held THEN day END),
	min(CASE WHEN held AND day >= ?2 THEN day END), max(CASE WHEN held AND day >= ?2 THEN day END)
	FROM (SELECT day, CASE WHEN released IS NULL THEN 0 ELSE id END = 0 AS held FROM bookings WHERE desk = ?1)`

// widen makes a span of days hold that which the row has from the column on.
func widen(first, last *data.Date, row *sqlite.Stmt, column int) {
	from, to := data.Date(row.ColumnInt64(column)), data.Date(row.ColumnInt64(column+1))
	if *first == 0 && *last == 0 {
		*first, *last = from, to
	}
	*first, *last = min(*first, from), max(*last, to)
}

// AllAt returns all bookings of a desk.
func (tx Tx) AllAt(desk int) ([]data.Seat, error) {
	return querySeats(tx.Conn, "WHERE b.desk = ? ORDER BY b.day, b.id", desk)
}

// ReleaseAt releases what a desk has from that day on.
func (tx Tx) ReleaseAt(desk int, from data.Date, at time.Time) error {
	return tx.exec("UPDATE bookings SET released = ? WHERE desk = ? AND released IS NULL AND day >= ?", at.UnixMilli(), desk, int64(from))
}

// DeleteAllAt removes all bookings of a desk.
func (tx Tx) DeleteAllAt(desk int) error {
	return tx.exec("DELETE FROM bookings WHERE desk = ?", desk)
}
