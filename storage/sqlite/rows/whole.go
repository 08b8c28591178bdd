package rows

import (
	"context"
	"fmt"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// CheckWhole looks whether the database is sound: its pages, by SQLite's own
// quick_check, and the counts of bookings that it keeps for each day. The error is
// ErrDamaged where it is not. It takes as long as it takes to read all of the file.
func (r *Reader) CheckWhole(ctx context.Context) error {
	return r.read(ctx, CheckSound)
}

// CheckSound is CheckWhole with a connection.
func CheckSound(conn *sqlite.Conn) error {
	said, err := query.Text(conn, "PRAGMA quick_check(1)")
	if err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", engine.ErrDamaged, said)
	}
	return checkCounts(conn)
}

// checkCounts compares the counts of each day with its bookings.
func checkCounts(conn *sqlite.Conn) error {
	for _, wrong := range []string{
		`SELECT counted.day FROM (SELECT day, count(*) AS bookings, count(*) - count(released) AS held FROM bookings GROUP BY day) AS counted
			LEFT JOIN days ON days.day = counted.day
			WHERE days.bookings IS NOT counted.bookings OR days.held IS NOT counted.held LIMIT 1`,
		`SELECT day FROM days WHERE (bookings <> 0 OR held <> 0) AND day NOT IN (SELECT day FROM bookings WHERE day = days.day) LIMIT 1`,
	} {
		err := sqlitex.Execute(conn, wrong, &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			return fmt.Errorf("%w: the counts of day %d are wrong", engine.ErrDamaged, row.ColumnInt64(0))
		}})
		if err != nil {
			return err
		}
	}
	return nil
}
