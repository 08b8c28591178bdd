package sqlite

import (
	"context"
	"errors"
	"fmt"
	"iter"
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

// Day returns who has a desk on that day, in the order of the booking IDs.
// Released bookings are left out. Its cost grows with that day's bookings alone.
func (db *DB) Day(ctx context.Context, day data.Date) (seats []data.Seat, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		seats, err = querySeats(conn, "WHERE b.day = ? AND b.released IS NULL", int64(day))
		return err
	})
	return seats, err
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

// Book adds a booking, with a new ID and the transaction's time where b has
// none, and returns it as kept: times in UTC and whole milliseconds. It returns a [*data.ConflictError] where the
// desk is taken that day, the person has one, or desk or person can't be booked;
// and a [*data.RuleError] for values that can't be.
func (tx *Tx) Book(b data.Booking) (data.Booking, error) {
	if b.ID == "" {
		id, err := uuid.NewRandom()
		if err != nil {
			return b, err
		}
		b.ID = id.String()
	}
	if b.CreatedAt.IsZero() {
		b.CreatedAt = tx.now
	}
	if !b.Date.Valid() {
		return b, &data.RuleError{Field: "date", Value: fmt.Sprint(int32(b.Date)), Rule: data.RuleNotDate}
	}
	if err := data.CheckGuest(b.Guest); err != nil {
		return b, err
	}
	user, person, err := findUser(tx.conn, "id = ?1", b.UserID)
	if errors.Is(err, data.ErrUnknownUser) {
		return b, &data.ConflictError{Err: err, What: b.UserID, Date: b.Date}
	}
	if err != nil {
		return b, err
	}
	if !person.Active {
		return b, &data.ConflictError{Err: data.ErrInactiveUser, What: person.Name, Date: b.Date}
	}
	desk, err := tx.bookableDesk(b.DeskRef, b.Date)
	if err != nil {
		return b, err
	}
	if err := tx.checkRules(desk, user, person, b); err != nil {
		return b, err
	}
	if b.Guest = strings.TrimSpace(b.Guest); user != 0 {
		b.Guest = ""
	}
	b.CreatedAt = b.CreatedAt.UTC().Truncate(time.Millisecond)
	id, err := uuid.Parse(b.ID)
	if err != nil {
		return b, &data.RuleError{Field: "id", Value: b.ID, Rule: data.RuleNotText}
	}
	b.ID = id.String()
	return b, tx.insertBooking(b, desk, user)
}

func (tx *Tx) bookableDesk(ref data.DeskRef, day data.Date) (desk int64, err error) {
	retired := false
	err = sqlitex.Execute(tx.conn, `SELECT d.number, d.retired FROM desks d JOIN floors f ON f.number = d.floor
		JOIN offices o ON o.number = f.office WHERE d.id = ? AND f.id = ? AND o.id = ?`,
		&sqlitex.ExecOptions{Args: []any{ref.Desk, ref.Floor, ref.Office}, ResultFunc: func(row *sqlite.Stmt) error {
			desk, retired = row.ColumnInt64(0), row.ColumnBool(1)
			return nil
		}})
	switch {
	case err != nil:
		return 0, err
	case desk == 0:
		return 0, &data.ConflictError{Err: data.ErrUnknownDesk, What: ref.Desk, Date: day}
	case retired:
		return 0, &data.ConflictError{Err: data.ErrRetiredDesk, What: ref.Desk, Date: day}
	}
	return desk, nil
}

// checkRules finds who or what is in the way, so that the user can be told. The
// transaction holds the write lock, so nobody can come between this and the
// insertion; the unique indexes would stop them if they could.
func (tx *Tx) checkRules(desk, user int64, person data.User, b data.Booking) error {
	seats, err := querySeats(tx.conn, "WHERE b.desk = ? AND b.day = ? AND b.released IS NULL", desk, int64(b.Date))
	if err != nil {
		return err
	}
	if len(seats) > 0 {
		return &data.ConflictError{Err: data.ErrDeskTaken, What: b.Desk, Date: b.Date, Seat: seats[0]}
	}
	if user == 0 {
		return nil
	}
	seats, err = querySeats(tx.conn, "WHERE b.user = ? AND b.user <> 0 AND b.day = ? AND b.released IS NULL", user, int64(b.Date))
	if err != nil {
		return err
	}
	if len(seats) > 0 {
		return &data.ConflictError{Err: data.ErrAlreadySeated, What: person.Name, Date: b.Date, Seat: seats[0]}
	}
	return nil
}

const insertBooking = `INSERT INTO bookings (day, id, desk, user, created, released, guest) VALUES (?, ?, ?, ?, ?, ?, ?)`

func (tx *Tx) insertBooking(b data.Booking, desk, user int64) error {
	id, err := uuid.Parse(b.ID)
	if err != nil {
		return &data.RuleError{Field: "id", Value: b.ID, Rule: data.RuleNotText}
	}
	if err := checkTimes(b); err != nil {
		return err
	}
	stmt, err := tx.conn.Prepare(insertBooking)
	if err != nil {
		return err
	}
	stmt.BindInt64(1, int64(b.Date))
	stmt.BindBytes(2, id[:])
	stmt.BindInt64(3, desk)
	stmt.BindInt64(4, user)
	stmt.BindInt64(5, b.CreatedAt.UnixMilli())
	if b.IsReleased() {
		stmt.BindInt64(6, b.ReleasedAt.UnixMilli())
	} else {
		stmt.BindNull(6)
	}
	if b.Guest == "" || user != 0 {
		stmt.BindNull(7)
	} else {
		stmt.BindText(7, b.Guest)
	}
	_, err = stmt.Step()
	resetErr := stmt.Reset() // says once more what Step has said
	if err == nil {
		err = resetErr
	}
	if sqlite.ErrCode(err) == sqlite.ResultConstraintPrimaryKey {
		return &data.RuleError{Field: "id", Value: b.ID, Rule: data.RuleTwice}
	}
	if err != nil {
		return err
	}
	tx.changed = true
	return nil
}

// checkTimes refuses times that a backup could not hold.
func checkTimes(b data.Booking) error {
	for field, t := range map[string]time.Time{"createdAt": b.CreatedAt, "releasedAt": b.ReleasedAt} {
		if year := t.UTC().Year(); year < 1 || year > 9999 {
			return &data.RuleError{Field: field, Value: t.String(), Rule: data.RuleNotDate}
		}
	}
	return nil
}

// AddBookings adds many bookings of known desks and people at once; the rules of
// the database alone are checked. progress, which may be nil, hears how many
// there are now.
func (tx *Tx) AddBookings(bookings iter.Seq[data.Booking], progress func(done int)) error {
	_, refs, err := readOffices(tx.conn)
	if err != nil {
		return err
	}
	desks := make(map[data.DeskRef]int64, len(refs))
	for number, ref := range refs {
		desks[ref] = number
	}
	users := map[string]int64{data.VisitorID: 0}
	if err := eachUser(tx.conn, func(number int64, u data.User) error { users[u.ID] = number; return nil }); err != nil {
		return err
	}
	done := 0
	for b := range bookings {
		desk, known := desks[b.DeskRef]
		if !known {
			return &data.ConflictError{Err: data.ErrUnknownDesk, What: b.DeskRef.String(), Date: b.Date}
		}
		user, known := users[b.UserID]
		if !known {
			return &data.ConflictError{Err: data.ErrUnknownUser, What: b.UserID, Date: b.Date}
		}
		if err := tx.insertBooking(b, desk, user); err != nil {
			return fail("booking "+b.ID, err)
		}
		if done++; progress != nil && done%10000 == 0 {
			progress(done)
		}
	}
	if progress != nil {
		progress(done)
	}
	return nil
}

// Release gives a desk back: it sets the release time of the booking with that ID
// on that day. It returns ErrNotBooked in a [*data.ConflictError] where there is
// none that holds.
func (tx *Tx) Release(day data.Date, id string) (data.Booking, error) {
	missing := &data.ConflictError{Err: data.ErrNotBooked, What: id, Date: day}
	key, err := uuid.Parse(id)
	if err != nil {
		return data.Booking{}, missing
	}
	seats, err := querySeats(tx.conn, "WHERE b.day = ? AND b.id = ? AND b.released IS NULL", int64(day), key[:])
	if err != nil {
		return data.Booking{}, err
	}
	if len(seats) == 0 {
		return data.Booking{}, missing
	}
	b := seats[0].Booking
	b.ReleasedAt = tx.now
	tx.changed = true
	return b, tx.exec("UPDATE bookings SET released = ? WHERE day = ? AND id = ?", tx.now.UnixMilli(), int64(day), key[:])
}

// IsEmpty reports whether there are neither people nor bookings.
func (tx *Tx) IsEmpty() (bool, error) {
	n, err := integer(tx.conn, "SELECT (SELECT count(*) FROM users WHERE number <> 0) + EXISTS (SELECT 1 FROM bookings)")
	return n == 0, err
}
