package sqlite

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/schema"
)

// Loader fills a new database from nothing, as fast as can be: in one
// transaction, without bringing it to the disk, and without indexes and triggers
// until all rows are there. What it leaves is good to be copied by [DB.Replace] or
// to be read, but would not outlast a power cut. It serves one goroutine.
//
// The caller has checked what it adds; that the indexes can be made proves the
// rules about double bookings once more.
type Loader struct {
	conn   *sqlite.Conn
	insert *sqlite.Stmt
	later  []string // the statements that make the indexes and triggers
	end    func(*error)
	loaded Loaded
	moved  bool // bookings were changed since they were added
}

// NewLoader begins to fill the file at path, which must be empty or absent. The
// caller must Close the loader. It ends with an error when ctx does.
func NewLoader(ctx context.Context, path string) (l *Loader, err error) {
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite, sqlite.OpenCreate)
	if err != nil {
		return nil, known(err)
	}
	l = &Loader{conn: conn}
	conn.SetInterrupt(ctx.Done())
	if err := l.begin(); err != nil {
		return nil, contextError(ctx, known(errors.Join(err, l.Close())))
	}
	return l, nil
}

func (l *Loader) begin() (err error) {
	for _, setting := range []string{
		// Nobody else knows the file, and where anything goes wrong it is removed.
		"journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "trusted_schema = OFF",
		// The caller has checked it all; CheckLoaded looks at the constraints once more.
		"ignore_check_constraints = ON",
		fmt.Sprintf("threads = %d", sortThreads),
		fmt.Sprintf("application_id = %d", schema.ApplicationID), fmt.Sprintf("cache_size = -%d", loadCache>>10),
	} {
		if err := sqlitex.ExecuteTransient(l.conn, "PRAGMA "+setting, nil); err != nil {
			return query.Fail("PRAGMA "+setting, err)
		}
	}
	if err := schema.Migrate(l.conn); err != nil {
		return err
	}
	if l.end, err = sqlitex.ImmediateTransaction(l.conn); err != nil {
		return err
	}
	var drop []string
	err = sqlitex.ExecuteTransient(l.conn, `SELECT type, name, sql FROM sqlite_schema
		WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, rowid`,
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			drop = append(drop, fmt.Sprintf("DROP %s %s", row.ColumnText(0), row.ColumnText(1)))
			l.later = append(l.later, row.ColumnText(2))
			return nil
		}})
	for _, statement := range drop {
		if err == nil {
			err = sqlitex.ExecuteTransient(l.conn, statement, nil)
		}
	}
	if err == nil {
		l.insert, err = l.conn.Prepare(rows.InsertBooking)
	}
	return err
}

// loadCache and sortCache bound the memory of a loader, in bytes: for the pages of the
// database while rows are added, and for those and for each run of rows while an index
// is sorted. Runs that fit into a processor's own memory are sorted fastest.
const (
	loadCache = 8 << 20
	sortCache = 4 << 20
)

// sortThreads is how many more threads sort the rows of an index while one reads them. On
// Windows the engine would start threads that Go does not know.
var sortThreads = map[bool]int{false: 1, true: 0}[runtime.GOOS == "windows"]

// AddOffice adds an office with its floors. numbers are those of its desks, in
// their order; each is above 0.
func (l *Loader) AddOffice(o data.Office, numbers []int) error {
	tx := rows.Tx{Conn: l.conn}
	office, err := tx.InsertOffice(o)
	if err != nil {
		return known(err)
	}
	for i, f := range o.Floors {
		floor, err := tx.InsertFloor(office, i, f)
		if err == nil {
			err = tx.AddFixtures(floor, f.Fixtures)
		}
		for place, d := range f.Desks {
			if err == nil {
				err = l.addDesk(tx, numbers[place], floor, place, d)
			}
		}
		if err != nil {
			return known(err)
		}
		numbers = numbers[len(f.Desks):]
	}
	return nil
}

func (l *Loader) addDesk(tx rows.Tx, number, floor, place int, d data.Desk) error {
	if err := tx.InsertDeskAs(number, floor, place, d); err != nil {
		return err
	}
	return tx.AddBlocks(number, d.Blocks)
}

// AddPicture adds a picture. The floors that name it may have come before.
func (l *Loader) AddPicture(p data.Picture) error {
	return known(rows.Tx{Conn: l.conn}.InsertPicture(p))
}

// RemoveLostPictures takes pictures that are not there from under the floors that name them.
func (l *Loader) RemoveLostPictures() error {
	return sqlitex.Execute(l.conn, `UPDATE floors SET picture = NULL, picture_x = 0, picture_y = 0, picture_width = 0, picture_height = 0
		WHERE picture NOT IN (SELECT id FROM pictures)`, nil)
}

// AddUser adds a person under that number, which is above 0. The visitor is there
// from the start, under 0.
func (l *Loader) AddUser(number int, u data.User) error {
	return known(rows.Tx{Conn: l.conn}.InsertUserAs(number, u))
}

// AddBooking adds a booking. Its desk and its user may be added later.
func (l *Loader) AddBooking(row *engine.Row) error {
	l.loaded.add(row)
	return known(rows.InsertRow(l.insert, row))
}

// MoveBookings gives the bookings of a desk to another one.
func (l *Loader) MoveBookings(from, to int) error {
	l.moved = true
	return known(sqlitex.Execute(l.conn, "UPDATE bookings SET desk = ? WHERE desk = ?", &sqlitex.ExecOptions{Args: []any{to, from}}))
}

// Broken says which rule a booking breaks that could be seen only when all was
// there. It is the condition of a query.
type Broken string

// The rules of [Loader.EachBroken].
const (
	BrokenDesk    Broken = "desk NOT IN (SELECT number FROM desks)"
	BrokenUser    Broken = "user NOT IN (SELECT number FROM users)"
	BrokenBlocked Broken = `released IS NULL AND EXISTS
		(SELECT 1 FROM blocks WHERE blocks.desk = bookings.desk AND first <= day AND last >= day)`
	// Of several bookings the first by its ID stays.
	BrokenDeskTwice Broken = `(day, id) IN (SELECT day, id FROM (SELECT day, id,
		row_number() OVER (PARTITION BY desk, day ORDER BY id) AS nth FROM bookings WHERE released IS NULL) WHERE nth > 1)`
)

// EachBroken calls f for each booking that breaks the rule, in their order.
func (l *Loader) EachBroken(rule Broken, f func(row engine.Row) error) error {
	return known(sqlitex.Execute(l.conn, "SELECT day, id, desk, user FROM bookings WHERE "+string(rule)+" ORDER BY day, id",
		&sqlitex.ExecOptions{ResultFunc: func(stmt *sqlite.Stmt) error {
			row := engine.Row{Day: data.Date(stmt.ColumnInt64(0)), Desk: stmt.ColumnInt(2), User: stmt.ColumnInt(3)}
			stmt.ColumnBytes(1, row.ID[:])
			return f(row)
		}}))
}

// RemoveBroken removes those bookings.
func (l *Loader) RemoveBroken(rule Broken) error {
	l.moved = true
	return known(sqlitex.Execute(l.conn, "DELETE FROM bookings WHERE "+string(rule), nil))
}

// Finish makes the indexes and triggers, checks what is there, and commits. step
// hears how many of all steps are done. The error is ErrDamaged where a rule is
// broken, which the caller should have found.
func (l *Loader) Finish(ctx context.Context, lastUpdated time.Time, step func(done, total int)) (c engine.Counts, err error) {
	err = l.finish(lastUpdated, step)
	if err == nil {
		var status engine.Status
		status, err = rows.ReadStatus(l.conn)
		c = status.Counts
	}
	l.end(&err)
	l.end = nil
	if rows.IsUnique(err) || rows.IsForeignKey(err) {
		err = fmt.Errorf("%w (%w)", engine.ErrDamaged, err)
	}
	return c, contextError(ctx, known(err))
}

func (l *Loader) finish(lastUpdated time.Time, step func(done, total int)) error {
	total := len(l.later) + 2
	if err := sqlitex.Execute(l.conn, "INSERT INTO days SELECT day, count(*), count(*) - count(released) FROM bookings GROUP BY day", nil); err != nil {
		return err
	}
	step(1, total)
	if err := sqlitex.ExecuteTransient(l.conn, fmt.Sprintf("PRAGMA cache_size = -%d", sortCache>>10), nil); err != nil {
		return err
	}
	for i, statement := range l.later {
		if err := sqlitex.ExecuteTransient(l.conn, statement, nil); err != nil {
			return query.Fail(statement, err)
		}
		step(i+2, total)
	}
	if err := rows.SetMeta(l.conn, rows.MetaLastUpdated, lastUpdated.UnixMilli()); err != nil {
		return err
	}
	err := l.checkForeignKeys()
	switch {
	case err != nil:
	case l.moved:
		l.loaded, err = loadedIn(l.conn)
	default:
		l.loaded.tables, err = sumOfTables(l.conn)
	}
	step(total, total)
	return err
}

// Loaded returns what the file holds after [Loader.Finish].
func (l *Loader) Loaded() Loaded { return l.loaded }

// checkForeignKeys sees to it that every row names rows that are there. Of the
// bookings it looks at each desk and each person once, by their indexes: a look
// at each booking (PRAGMA foreign_key_check) would say the same at a hundred times
// the cost.
func (l *Loader) checkForeignKeys() error {
	for _, table := range []string{"floors", "fixtures", "desks", "blocks"} {
		n, err := query.Integer(l.conn, "SELECT count(*) FROM pragma_foreign_key_check(?)", table)
		if err == nil && n > 0 {
			err = fmt.Errorf("%w: %s", engine.ErrDamaged, table)
		}
		if err != nil {
			return err
		}
	}
	for column, table := range map[string]string{"desk": "desks", "user": "users"} {
		n, err := query.Integer(l.conn, fmt.Sprintf(`WITH RECURSIVE named (number) AS (
			SELECT min(%[1]s) FROM bookings UNION ALL
			SELECT (SELECT min(%[1]s) FROM bookings WHERE %[1]s > named.number) FROM named WHERE named.number IS NOT NULL)
			SELECT count(*) FROM named WHERE number IS NOT NULL AND number NOT IN (SELECT number FROM %[2]s)`, column, table))
		if err == nil && n > 0 {
			err = fmt.Errorf("%w: bookings of %s that are not there", engine.ErrDamaged, table)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Close ends the loader; without [Loader.Finish] the file is of no use.
func (l *Loader) Close() error {
	if l.end != nil {
		err := errors.New("not finished")
		l.end(&err)
	}
	l.conn.SetInterrupt(nil)
	return l.conn.Close()
}
