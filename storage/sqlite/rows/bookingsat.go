package rows

import (
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// What all the bookings of a desk have in common.

// Tally counts the bookings of some desks.
func (tx Tx) Tally(desks []int, today data.Date) (t engine.Tally, err error) {
	all, people := 0, map[int64]bool{}
	for _, desk := range desks {
		for _, one := range []struct {
			query string
			take  func(row *sqlite.Stmt)
		}{
			{"SELECT count(*) FROM bookings WHERE desk = ?1", func(row *sqlite.Stmt) { all += row.ColumnInt(0) }},
			{firstAtDesk, func(row *sqlite.Stmt) { widen(&t.First, &t.Last, row) }},
			{lastAtDesk, func(row *sqlite.Stmt) { widen(&t.First, &t.Last, row) }},
			{whoIsComing, func(row *sqlite.Stmt) {
				t.Coming++
				widen(&t.From, &t.Until, row)
				if user := row.ColumnInt64(1); user != 0 {
					people[user] = true
				} else {
					t.Visitors++
				}
			}},
		} {
			args := []any{desk}
			if one.query == whoIsComing {
				args = append(args, int64(today))
			}
			err := sqlitex.Execute(tx.Conn, one.query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
				one.take(row)
				return nil
			}})
			if err != nil {
				return t, err
			}
		}
	}
	t.People = len(people)
	t.Released, err = tx.releasedAt(desks, all)
	t.Before = all - t.Coming - t.Released
	return t, err
}

const (
	firstAtDesk = "SELECT day FROM bookings WHERE desk = ?1 AND released IS NULL ORDER BY day LIMIT 1"
	lastAtDesk  = "SELECT day FROM bookings WHERE desk = ?1 AND released IS NULL ORDER BY day DESC LIMIT 1"
	whoIsComing = "SELECT day, user FROM bookings WHERE desk = ?1 AND day >= ?2 AND released IS NULL"
)

// widen makes a span of days hold that of the row.
func widen(first, last *data.Date, row *sqlite.Stmt) {
	day := data.Date(row.ColumnInt64(0))
	if *first == 0 && *last == 0 {
		*first, *last = day, day
	}
	*first, *last = min(*first, day), max(*last, day)
}

// manyAtDesks is from how many bookings on it takes less time to read all there are, in their
// order, than to look up those of some desks one by one.
const manyAtDesks = 20_000

// releasedAt counts those that were released among so many bookings of some desks.
func (tx Tx) releasedAt(desks []int, all int) (n int, err error) {
	if all >= manyAtDesks {
		wanted := map[int]bool{}
		for _, desk := range desks {
			wanted[desk] = true
		}
		err := sqlitex.Execute(tx.Conn, "SELECT desk, count(*) FROM bookings WHERE released IS NOT NULL GROUP BY +desk",
			&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
				if wanted[row.ColumnInt(0)] {
					n += row.ColumnInt(1)
				}
				return nil
			}})
		return n, err
	}
	for _, desk := range desks {
		released, err := query.Integer(tx.Conn, "SELECT count(*) FROM bookings WHERE desk = ? AND released IS NOT NULL", desk)
		if err != nil {
			return n, err
		}
		n += int(released)
	}
	return n, nil
}

// AllAt returns all bookings of a desk.
func (tx Tx) AllAt(desk int) ([]data.Seat, error) {
	return querySeats(tx.Conn, "WHERE b.desk = ? ORDER BY b.day, b.id", desk)
}
