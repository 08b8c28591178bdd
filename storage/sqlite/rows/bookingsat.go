package rows

import (
	"encoding/json"
	"time"

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

// atDesks are all bookings of some desks, read in their order: to find them by desk would go
// here and there among very many.
const atDesks = " WHERE +desk IN (SELECT value FROM json_each(?1))"

// ReleaseAt releases what some desks have from that day on.
func (tx Tx) ReleaseAt(desks []int, from data.Date, at time.Time) error {
	list, err := json.Marshal(desks)
	if err != nil {
		return err
	}
	return tx.exec("UPDATE bookings SET released = ?2"+atDesks+" AND released IS NULL AND day >= ?3", string(list), at.UnixMilli(), int64(from))
}

// DeleteAllAt removes all bookings of some desks.
func (tx Tx) DeleteAllAt(desks []int) error {
	list, err := json.Marshal(desks)
	if err != nil {
		return err
	}
	remove := func() error { return tx.exec("DELETE FROM bookings"+atDesks, string(list)) }
	are, err := tx.areMost(desks)
	switch {
	case err != nil:
		return err
	case are:
		return tx.withoutIndexes(remove)
	}
	return remove()
}

// areMost reports whether very many bookings are of some desks, and most of all there are.
func (tx Tx) areMost(desks []int) (bool, error) {
	all, err := query.Integer(tx.Conn, "SELECT sum(bookings) FROM days")
	if err != nil || all < manyAtDesks {
		return false, err
	}
	left := all
	for _, desk := range desks {
		n, err := query.Integer(tx.Conn, "SELECT count(*) FROM bookings WHERE desk = ?", desk)
		if err != nil {
			return false, err
		}
		left -= n
	}
	return left < all/2, nil
}

// withoutIndexes runs what removes most bookings with no index to be kept meanwhile, and no
// count of each day: to make them anew of what is left takes a fraction of the time.
func (tx Tx) withoutIndexes(remove func() error) error {
	var drop, again []string
	err := sqlitex.Execute(tx.Conn, `SELECT type, name, sql FROM sqlite_schema
		WHERE tbl_name = 'bookings' AND sql IS NOT NULL AND (type = 'index' OR type = 'trigger' AND name = 'count_removal')`,
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			drop = append(drop, "DROP "+row.ColumnText(0)+" "+row.ColumnText(1))
			again = append(again, row.ColumnText(2))
			return nil
		}})
	run := func(statements ...string) {
		for _, statement := range statements {
			if err == nil {
				err = query.Fail(statement, sqlitex.ExecuteTransient(tx.Conn, statement, nil))
			}
		}
	}
	run(drop...)
	if err == nil {
		err = remove()
	}
	run("DELETE FROM days", "INSERT INTO days SELECT day, count(*), count(*) - count(released) FROM bookings GROUP BY day")
	run(again...)
	return err
}
