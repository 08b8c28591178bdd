package sqlite

import (
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

// Book adds a booking, with a new ID and the transaction's time where b has
// none, and returns it as kept: times in UTC and whole milliseconds. It returns a
// [*data.ConflictError] where the desk is taken that day, the person has one, the
// day is over, or desk or person can't be booked; and a [*data.RuleError] for
// values that can't be.
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
	if err := tx.checkDay(b.Date); err != nil {
		return b, err
	}
	desk, user, err := tx.checkBooking(b)
	if err != nil {
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

// checkDay refuses a day that is over, unless the settings allow it.
func (tx *Tx) checkDay(day data.Date) error {
	if day >= tx.today {
		return nil
	}
	allowed, err := tx.allowsPast()
	if err == nil && !allowed {
		err = &data.ConflictError{Err: data.ErrPastDay, What: day.String(), Date: day}
	}
	return err
}

// checkBooking holds a booking that is to hold against every rule but that about
// days that are over, and returns the numbers of its desk and its user.
func (tx *Tx) checkBooking(b data.Booking) (desk, user int64, err error) {
	user, person, err := findUser(tx.conn, "id = ?1", b.UserID)
	if errors.Is(err, data.ErrUnknownUser) {
		return 0, 0, &data.ConflictError{Err: err, What: b.UserID, Date: b.Date}
	}
	if err != nil {
		return 0, 0, err
	}
	if !person.Active {
		return 0, 0, &data.ConflictError{Err: data.ErrInactiveUser, What: person.Name, Date: b.Date}
	}
	desk, label, err := tx.bookableDesk(b.DeskRef, b.Date)
	if err != nil {
		return 0, 0, err
	}
	return desk, user, tx.checkRules(desk, user, label, person, b)
}

// bookableDesk returns the number and the label of a desk that is in use and not
// blocked on that day.
func (tx *Tx) bookableDesk(ref data.DeskRef, day data.Date) (desk int64, label string, err error) {
	retired := false
	err = sqlitex.Execute(tx.conn, `SELECT d.number, d.label, d.retired FROM desks d JOIN floors f ON f.number = d.floor
		JOIN offices o ON o.number = f.office WHERE d.id = ? AND f.id = ? AND o.id = ?`,
		&sqlitex.ExecOptions{Args: []any{ref.Desk, ref.Floor, ref.Office}, ResultFunc: func(row *sqlite.Stmt) error {
			desk, label, retired = row.ColumnInt64(0), row.ColumnText(1), row.ColumnBool(2)
			return nil
		}})
	switch {
	case err != nil:
		return 0, "", err
	case desk == 0:
		return 0, "", &data.ConflictError{Err: data.ErrUnknownDesk, What: ref.Desk, Date: day}
	case retired:
		return 0, "", &data.ConflictError{Err: data.ErrRetiredDesk, What: label, Date: day}
	}
	blocks, err := readBlocks(tx.conn, desk)
	if err != nil {
		return 0, "", err
	}
	if block, blocked := (data.Desk{Blocks: blocks}).BlockOn(day); blocked {
		return 0, "", &data.ConflictError{Err: data.ErrBlockedDesk, What: label, Date: day, Block: block}
	}
	return desk, label, nil
}

// checkRules finds who or what is in the way, so that the user can be told. The
// transaction holds the write lock, so nobody can come between this and the
// insertion; the unique indexes would stop them if they could.
func (tx *Tx) checkRules(desk, user int64, label string, person data.User, b data.Booking) error {
	seats, err := querySeats(tx.conn, deskTaken, desk, int64(b.Date))
	if err != nil {
		return err
	}
	if len(seats) > 0 {
		return &data.ConflictError{Err: data.ErrDeskTaken, What: label, Date: b.Date, Seat: seats[0]}
	}
	if user == 0 {
		return nil
	}
	seats, err = querySeats(tx.conn, personSeated, user, int64(b.Date))
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
	if !tx.forget {
		added := b
		tx.note(bookingEdit{after: &added})
	}
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
// on that day. It returns a [*data.ConflictError]: ErrNotBooked where there is
// none that holds, ErrPastDay for a day that is over.
func (tx *Tx) Release(day data.Date, id string) (data.Seat, error) {
	if err := tx.checkDay(day); err != nil {
		return data.Seat{}, err
	}
	seat, found, err := findSeat(tx.conn, day, id)
	if err == nil && (!found || seat.IsReleased()) {
		err = &data.ConflictError{Err: data.ErrNotBooked, What: id, Date: day}
	}
	if err != nil {
		return data.Seat{}, err
	}
	before := seat.Booking
	seat.ReleasedAt = tx.now
	return seat, tx.setReleased(before, seat.Booking)
}

// Move gives the person of a booking another desk on its day: it releases the
// booking and makes a new one. Errors are those of Release and of Book.
func (tx *Tx) Move(day data.Date, id string, to data.DeskRef) (from data.Seat, moved data.Booking, err error) {
	if from, err = tx.Release(day, id); err != nil {
		return from, moved, err
	}
	moved, err = tx.Book(data.Booking{DeskRef: to, Date: day, UserID: from.UserID, Guest: from.Guest})
	return from, moved, err
}

// setReleased writes the release time of a booking, or takes it away.
func (tx *Tx) setReleased(before, after data.Booking) error {
	id, err := uuid.Parse(after.ID)
	if err != nil {
		return err
	}
	var released any
	if after.IsReleased() {
		released = after.ReleasedAt.UnixMilli()
	}
	tx.changed = true
	tx.note(bookingEdit{before: &before, after: &after})
	return tx.exec("UPDATE bookings SET released = ? WHERE day = ? AND id = ?", released, int64(after.Date), id[:])
}

// Seat returns the booking with that ID on that day, released or not; ErrNotBooked
// in a [*data.ConflictError] where there is none.
func (tx *Tx) Seat(day data.Date, id string) (data.Seat, error) {
	seat, found, err := findSeat(tx.conn, day, id)
	if err == nil && !found {
		err = &data.ConflictError{Err: data.ErrNotBooked, What: id, Date: day}
	}
	return seat, err
}

// findSeat returns the booking with that ID on that day, released or not.
func findSeat(conn *sqlite.Conn, day data.Date, id string) (seat data.Seat, found bool, err error) {
	key, err := uuid.Parse(id)
	if err != nil {
		return seat, false, nil
	}
	seats, err := querySeats(conn, "WHERE b.day = ? AND b.id = ?", int64(day), key[:])
	if err != nil || len(seats) == 0 {
		return seat, false, err
	}
	return seats[0], true, nil
}

// removeBooking removes a booking as if it had never been.
func (tx *Tx) removeBooking(b data.Booking) error {
	id, err := uuid.Parse(b.ID)
	if err != nil {
		return err
	}
	tx.changed = true
	tx.note(bookingEdit{before: &b})
	return tx.exec("DELETE FROM bookings WHERE day = ? AND id = ?", int64(b.Date), id[:])
}

// IsEmpty reports whether there are neither people nor bookings.
func (tx *Tx) IsEmpty() (bool, error) {
	n, err := integer(tx.conn, "SELECT (SELECT count(*) FROM users WHERE number <> 0) + EXISTS (SELECT 1 FROM bookings)")
	return n == 0, err
}
