package rows

import (
	"encoding/json"
	"slices"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/sqlite/query"
)

// What becomes of very many bookings at once.

// atDesks are the bookings of some desks on some days, read in their order: to find them by
// desk would go here and there among very many.
const atDesks = " WHERE day BETWEEN ?1 AND ?2 AND +desk IN (SELECT value FROM json_each(?3))"

// ReleaseAt releases what some desks have from that day on.
func (tx Tx) ReleaseAt(desks []int, from data.Date, at time.Time, progress func(done, total int64)) error {
	list, err := json.Marshal(desks)
	if err != nil {
		return err
	}
	return tx.byDays(from, progress, func(first, last int64) error {
		return tx.exec("UPDATE bookings SET released = ?4"+atDesks+" AND released IS NULL", first, last, string(list), at.UnixMilli())
	})
}

// DeleteAllAt removes all bookings of some desks.
func (tx Tx) DeleteAllAt(desks []int, progress func(done, total int64)) error {
	list, err := json.Marshal(desks)
	if err != nil {
		return err
	}
	are, err := tx.areMost(desks)
	switch {
	case err != nil:
		return err
	case are:
		return tx.keepOthers(string(list), progress)
	}
	return tx.byDays(data.MinDate, progress, func(first, last int64) error {
		return tx.exec("DELETE FROM bookings"+atDesks, first, last, string(list))
	})
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

// rowsAStep is how many bookings there are, about, on the days of one step.
const rowsAStep = 20_000

// byDays runs f for some days after the others, from one on, and tells how many of the
// bookings there are on them it has come past.
func (tx Tx) byDays(from data.Date, progress func(done, total int64), f func(first, last int64) error) error {
	type step struct{ first, last, bookings int64 }
	var steps []step
	total := int64(0)
	err := sqlitex.Execute(tx.Conn, "SELECT day, bookings FROM days WHERE day >= ? ORDER BY day", &sqlitex.ExecOptions{
		Args: []any{int64(from)}, ResultFunc: func(row *sqlite.Stmt) error {
			day, n := row.ColumnInt64(0), row.ColumnInt64(1)
			if len(steps) == 0 || steps[len(steps)-1].bookings+n > rowsAStep {
				steps = append(steps, step{first: day})
			}
			last := &steps[len(steps)-1]
			last.last, last.bookings = day, last.bookings+n
			total += n
			return nil
		}})
	done := int64(0)
	for _, s := range steps {
		if err != nil {
			break
		}
		err = f(s.first, s.last)
		if done += s.bookings; err == nil && progress != nil {
			progress(done, total)
		}
	}
	return err
}

// keepOthers removes all bookings but those of other desks. To throw the table away and make
// it anew, with its indexes and triggers, of the few that stay takes a fraction of the time
// that it takes to remove one booking after the other.
func (tx Tx) keepOthers(desks string, progress func(done, total int64)) error {
	drop, again := []string{}, []string{} // the table comes last, and first
	err := sqlitex.Execute(tx.Conn, "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'bookings' AND sql IS NOT NULL ORDER BY type <> 'table', rowid",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			if kind := row.ColumnText(0); kind != "trigger" { // which goes with its table
				drop = append([]string{"DROP " + kind + " " + row.ColumnText(1)}, drop...)
			}
			again = append(again, row.ColumnText(2))
			return nil
		}})
	if err != nil {
		return err
	}
	err = tx.exec("CREATE TABLE others AS SELECT * FROM bookings WHERE desk NOT IN (SELECT value FROM json_each(?1))", desks)
	if err != nil {
		return err
	}
	statements := slices.Concat(drop, again[:1], []string{"INSERT INTO bookings SELECT * FROM others ORDER BY rowid", "DROP TABLE others",
		"DELETE FROM days", "INSERT INTO days SELECT day, count(*), count(*) - count(released) FROM bookings GROUP BY day"}, again[1:])
	for i, statement := range statements {
		if err := query.Fail(statement, sqlitex.ExecuteTransient(tx.Conn, statement, nil)); err != nil {
			return err
		}
		if progress != nil && i < len(drop) { // the rest is little
			progress(int64(i+1), int64(len(drop)))
		}
	}
	return nil
}
