package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// Loaded is what a [Loader] has put into its file: how many bookings, and sums over
// all that is in them and in the other tables. The file was never brought to the disk,
// and a disk may give back something else by the time it is used.
type Loaded struct {
	Bookings    int64
	sum, tables uint64
}

// loadedSeed keeps sums from being made on purpose; they are compared within a process.
var loadedSeed = maphash.MakeSeed()

// add counts a booking. The order in which they come makes no difference.
func (l *Loaded) add(row *engine.Row) {
	var fixed [57]byte
	b := append(fixed[:0], row.ID[:]...)
	for _, n := range []int64{int64(row.Day), int64(row.Desk), int64(row.User), row.Created} {
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	if row.IsReleased {
		b = binary.LittleEndian.AppendUint64(append(b, 1), uint64(row.Released))
	}
	l.Bookings++
	l.sum += maphash.Bytes(loadedSeed, append(b, row.Guest...))
}

// CheckLoaded reads the file at path and reports ErrDamaged where it is not sound, or
// does not hold the bookings that were put into it.
func CheckLoaded(ctx context.Context, path string, want Loaded) (err error) {
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadOnly)
	if err != nil {
		return known(err)
	}
	defer func() { err = contextError(ctx, known(errors.Join(err, conn.Close()))) }()
	conn.SetInterrupt(ctx.Done())
	have, err := loadedIn(conn)
	if err != nil {
		return err
	}
	if have != want {
		return fmt.Errorf("%w: it holds %d bookings of %d, or other ones", engine.ErrDamaged, have.Bookings, want.Bookings)
	}
	report, err := query.Text(conn, "PRAGMA quick_check(1)")
	if err == nil && report != "ok" {
		err = fmt.Errorf("%w: %s", engine.ErrDamaged, report)
	}
	return err
}

// loadedIn reads what a file holds.
func loadedIn(conn *sqlite.Conn) (l Loaded, err error) {
	err = eachBooking(conn, readLayout(conn), data.MinDate, data.MaxDate, func(row *engine.Row) error {
		l.add(row)
		return nil
	})
	if err == nil {
		l.tables, err = sumOfTables(conn)
	}
	return l, err
}

// sumOfTables is over all that a restore brings but bookings.
func sumOfTables(conn *sqlite.Conn) (uint64, error) {
	var h maphash.Hash
	h.SetSeed(loadedSeed)
	for _, table := range []string{"offices", "floors", "fixtures", "desks", "users", "blocks", "days", "pictures"} {
		err := sqlitex.ExecuteTransient(conn, "SELECT * FROM "+table, &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			for column := range row.ColumnCount() {
				text := row.ColumnText(column)
				maphash.WriteComparable(&h, len(text))
				_, _ = h.WriteString(text) // never fails
			}
			return nil
		}})
		if err != nil {
			return 0, err
		}
	}
	return h.Sum64(), nil
}
