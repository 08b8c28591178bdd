package sqlite

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/rows"
)

func TestTheDatabaseItselfKeepsBlocksAndBookingsApart(t *testing.T) {
	_, path := mustCreate(t) // desk 1 is booked on the Monday
	conn := stranger(t, path)
	block := func(desk int, first, last data.Date) string {
		return fmt.Sprintf("INSERT INTO blocks (desk, first, last, reason) VALUES (%d, %d, %d, '')", desk, first, last)
	}
	n := 0
	book := func(desk, user int, day data.Date, released string) string {
		n++
		return fmt.Sprintf("INSERT INTO bookings (day, id, desk, user, created, released) VALUES (%d, x'%032x', %d, %d, 0, %s)", day, n, desk, user, released)
	}
	take := func(desk int) string { return fmt.Sprintf("UPDATE bookings SET released = NULL WHERE desk = %d", desk) }
	for _, test := range []struct {
		name, statement string
		refused         string // what the database says; empty where it agrees
	}{
		{"a block over a booking", block(1, monday-3, monday+3), "the desk is booked then"},
		{"a block that ends with the day of a booking", block(1, monday-3, monday), "the desk is booked then"},
		{"a block that begins with it", block(1, monday, monday), "the desk is booked then"},
		{"a block up to the day before", block(1, monday-3, monday-1), ""},
		{"a block from the day after without an end", block(1, monday+1, data.MaxDate), ""},
		{"a block of some days", block(2, monday, monday+4), ""},
		{"the same once more", block(2, monday, monday+4), "blocked then already"},
		{"one that begins on its last day", block(2, monday+4, monday+5), "blocked then already"},
		{"one that ends on its first day", block(2, monday-1, monday), "blocked then already"},
		{"one within it", block(2, monday+1, monday+1), "blocked then already"},
		{"one around it", block(2, monday-1, monday+9), "blocked then already"},
		{"one right behind it", block(2, monday+5, monday+5), ""},
		{"one right before it", block(2, monday-1, monday-1), ""},
		{"a block that ends before it begins", block(3, monday, monday-1), "CHECK"},
		{"a block before the calendar", block(3, data.MinDate-1, monday), "CHECK"},
		{"a block after the calendar", block(3, monday, data.MaxDate+1), "CHECK"},
		{"a block without a reason", strings.Replace(block(3, monday, monday), "''", "NULL", 1), "NOT NULL"},
		{"a block that is made longer", "UPDATE blocks SET last = last + 100 WHERE desk = 2", "a block is not changed"},
		{"a block for another desk", "UPDATE blocks SET desk = 1 WHERE desk = 2", "a block is not changed"},
		{"a booking on the first day of a block", book(2, 2, monday, "NULL"), "the desk is blocked that day"},
		{"on its last day", book(2, 2, monday+4, "NULL"), "the desk is blocked that day"},
		{"for the visitor", book(2, 0, monday+1, "NULL"), "the desk is blocked that day"},
		{"a released booking", book(2, 2, monday, "1"), ""},
		{"that is taken back", take(2), "the desk is blocked that day"},
		{"a desk is retired", "UPDATE desks SET retired = 1 WHERE number = 4", ""},
		{"a booking on it", book(4, 2, monday, "NULL"), "the desk is no longer in use"},
		{"a released booking on it", book(4, 2, monday, "1"), ""},
		{"that is taken back", take(4), "the desk is no longer in use"},
		{"a person who leaves with a desk", "UPDATE users SET active = 0 WHERE id = 'u1'", ""},
		{"a booking for them", book(5, 1, monday+30, "NULL"), "the person is not active"},
		{"a released booking for them", book(5, 1, monday+30, "1"), ""},
		{"that is taken back", take(5), "the person is not active"},
		{"a booking with another desk", "UPDATE bookings SET desk = 7 WHERE desk = 1", "a booking keeps its desk and its person"},
		{"a booking with another person", "UPDATE bookings SET user = 0 WHERE desk = 1", "a booking keeps its desk and its person"},
		{"a booking on another day", "UPDATE bookings SET day = day + 7 WHERE desk = 1", "a booking keeps its day and its id"},
		{"a booking with another ID", "UPDATE bookings SET id = zeroblob(16) WHERE desk = 1", "a booking keeps its day and its id"},
		{"a booking that is released", "UPDATE bookings SET released = 5 WHERE desk = 1", ""},
		{"a block where it was", block(1, monday, monday), ""},
	} {
		err := sqlitex.ExecuteTransient(conn, test.statement, nil)
		if (err != nil) != (test.refused != "") || err != nil && !strings.Contains(err.Error(), test.refused) {
			t.Errorf("%s: %v, not %q", test.name, err, test.refused)
		}
		if err != nil && sqlite.ErrCode(err).ToPrimary() != sqlite.ResultConstraint {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if err := sqlitex.ExecuteTransient(conn, "PRAGMA foreign_keys = ON", nil); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{block(999, monday, monday), "DELETE FROM desks WHERE number = 2"} {
		if err := sqlitex.ExecuteTransient(conn, statement, nil); !rows.IsForeignKey(err) {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

func TestABlockThatMeetsABookingIsAConflict(t *testing.T) {
	db, _ := mustCreate(t)
	_, err := engine.Update(t.Context(), db, atNoon, func(tx *engine.Change) error {
		return tx.SetBlocks(deskA1, []data.Block{{From: monday - 9, To: monday - 5}, {From: monday - 1, To: monday + 1}})
	})
	var conflict *data.ConflictError
	if !errors.As(err, &conflict) || !errors.Is(err, data.ErrBlockedDesk) || conflict.Seat.Name != "Alice" || conflict.Date != monday ||
		conflict.What != "A1" || conflict.Block.From != monday-1 {
		t.Errorf("%+v", err)
	}
	// Also where an office is changed as a whole, as it is when that is undone.
	office := data.SampleOffice()
	desk := &office.Floors[0].Desks[0]
	desk.Blocks = []data.Block{{From: monday, To: monday}}
	_, err = engine.Update(t.Context(), db, atNoon, func(tx *engine.Change) error {
		_, err := tx.SetOffice(office)
		return err
	})
	if !errors.As(err, &conflict) || !errors.Is(err, data.ErrBlockedDesk) || conflict.Seat.Name != "Alice" {
		t.Errorf("%+v", err)
	}
	if offices, err := db.Offices(t.Context()); err != nil || !offices[0].Equal(data.SampleOffice()) {
		t.Errorf("something was kept (%v)", err)
	}
}
