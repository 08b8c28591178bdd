package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/schema"
)

var (
	noon   = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)
	monday = data.NewDate(2026, 11, 23)
	deskA1 = data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A1"}
	deskA2 = data.DeskRef{Office: "harbour-house", Floor: "floor-1", Desk: "A2"}
)

func atNoon() time.Time { return noon }

// mustCreate makes a database in which Alice has desk A1 on the Monday.
func mustCreate(t *testing.T) (db *DB, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "store.db")
	if err := Create(t.Context(), path, noon, []data.Office{data.SampleOffice()}); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, path)
	mustUpdate(t, db, func(tx *engine.Change) error {
		for _, u := range []data.User{{ID: "u1", Name: "Alice", Active: true}, {ID: "u2", Name: "Bob", Active: true}} {
			if _, err := tx.AddUser(u); err != nil {
				return err
			}
		}
		_, err := tx.Book(data.Booking{DeskRef: deskA1, Date: monday, UserID: "u1"})
		return err
	})
	return db, path
}

func mustOpen(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, Options{Now: atNoon, BusyTimeout: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil && !errors.Is(err, engine.ErrClosed) {
			t.Error(err)
		}
	})
	return db
}

func mustUpdate(t *testing.T, db *DB, f func(*engine.Change) error) {
	t.Helper()
	if _, err := engine.Update(t.Context(), db, atNoon, f); err != nil {
		t.Fatal(err)
	}
}

// mustNote writes a note, which is no change of the data.
func mustNote(t *testing.T, db *DB, value string) {
	t.Helper()
	if _, err := db.UpdateNotes(t.Context(), func(n *Notes) error { return n.Set("topic", "key", value) }); err != nil {
		t.Fatal(err)
	}
}

// stranger opens a connection past the program, which knows no rule of it.
func stranger(t *testing.T, path string) *sqlite.Conn {
	t.Helper()
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetBusyTimeout(0)
	return conn
}

func TestTheRulesHoldInTheDatabaseItself(t *testing.T) {
	_, path := mustCreate(t)
	conn := stranger(t, path)
	n := 0
	insert := func(desk, user int, released, guest string) string {
		n++
		return fmt.Sprintf("INSERT INTO bookings (day, id, desk, user, created, released, guest) VALUES (%d, x'%032x', %d, %d, 0, %s, %s)",
			monday, n, desk, user, released, guest)
	}
	for _, test := range []struct {
		name, statement string
		refused         bool
	}{
		{"the desk is taken", insert(1, 2, "NULL", "NULL"), true},
		{"the person has a desk", insert(2, 1, "NULL", "NULL"), true},
		{"the desk is taken, by a guest", insert(1, 0, "NULL", "'Ann'"), true},
		{"a released booking takes nothing", insert(1, 1, "1", "NULL"), false},
		{"another desk and person", insert(2, 2, "NULL", "NULL"), false},
		{"the visitor", insert(3, 0, "NULL", "'Ann'"), false},
		{"the visitor again", insert(4, 0, "NULL", "'Ann'"), false},
		{"a release that is taken back onto a taken desk", "UPDATE bookings SET released = NULL WHERE desk = 1", true},
		{"a guest's name on somebody's booking", insert(5, 2, "1", "'Ann'"), true},
		{"a day outside the calendar", strings.Replace(insert(5, 0, "NULL", "NULL"), fmt.Sprint(int32(monday)), "2932897", 1), true},
		{"an ID that is too short", strings.Replace(insert(5, 0, "NULL", "NULL"), "x'00", "x'", 1), true},
		{"an ID twice", strings.Replace(insert(5, 0, "NULL", "NULL"), fmt.Sprintf("%032x", n), fmt.Sprintf("%032x", 5), 1), true},
		{"a text for a desk", strings.Replace(insert(5, 0, "NULL", "NULL"), ", 5,", ", 'A5',", 1), true},
		{"a booking on another day", "UPDATE bookings SET day = day + 1 WHERE desk = 1", true},
		{"a name that somebody has", "UPDATE users SET name_key = 'alice' WHERE id = 'u2'", false},
		{"an ID that is taken", "INSERT INTO users (id, name, name_key, active) VALUES ('u1', 'X', 'x', 1)", true},
		{"half active", "UPDATE users SET active = 2", true},
	} {
		err := sqlitex.ExecuteTransient(conn, test.statement, nil)
		if (err != nil) != test.refused {
			t.Errorf("%s: %v", test.name, err)
		}
		if err != nil && sqlite.ErrCode(err).ToPrimary() != sqlite.ResultConstraint {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	// With foreign keys on, which every connection of the program has:
	if err := sqlitex.ExecuteTransient(conn, "PRAGMA foreign_keys = ON", nil); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{insert(999, 0, "NULL", "NULL"), insert(5, 999, "NULL", "NULL"), "DELETE FROM desks WHERE number = 1", "DELETE FROM users WHERE id = 'u1'"} {
		if err := sqlitex.ExecuteTransient(conn, statement, nil); sqlite.ErrCode(err).ToPrimary() != sqlite.ResultConstraint {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

func TestTheCountsOfDaysFollowEveryChange(t *testing.T) {
	db, path := mustCreate(t)
	conn := stranger(t, path)
	var b data.Booking
	mustUpdate(t, db, func(tx *engine.Change) (err error) {
		if b, err = tx.Book(data.Booking{DeskRef: deskA2, Date: monday, UserID: "u2"}); err != nil {
			return err
		}
		_, err = tx.Book(data.Booking{DeskRef: deskA2, Date: monday + 1, UserID: "u2"})
		return err
	})
	mustUpdate(t, db, func(tx *engine.Change) error {
		_, err := tx.Release(monday, b.ID)
		return err
	})
	if err := sqlitex.ExecuteTransient(conn, fmt.Sprintf("DELETE FROM bookings WHERE day = %d", monday+1), nil); err != nil {
		t.Fatal(err)
	}
	wrong, err := query.Integer(conn, `SELECT count(*) FROM days d FULL JOIN
		(SELECT day, count(*) AS n, sum(released IS NULL) AS h FROM bookings GROUP BY day) b ON b.day = d.day
		WHERE coalesce(d.bookings, 0) <> coalesce(b.n, 0) OR coalesce(d.held, 0) <> coalesce(b.h, 0)`)
	if err != nil || wrong != 0 {
		t.Errorf("%d days are counted wrongly (%v)", wrong, err)
	}
	if status, err := db.Status(t.Context()); err != nil || status.Counts.Bookings != 2 {
		t.Errorf("%+v %v", status, err)
	}
}

func TestEveryConnectionHasItsSettings(t *testing.T) {
	db, _ := mustCreate(t)
	want := map[string]int64{"foreign_keys": 1, "synchronous": 2, "trusted_schema": 0}
	check := func(name string, conn *sqlite.Conn) {
		for pragma, value := range want {
			if got, err := query.Integer(conn, "PRAGMA "+pragma); err != nil || got != value {
				t.Errorf("%s: %s is %d (%v)", name, pragma, got, err)
			}
		}
	}
	check("writer", db.writer)
	var conns []*sqlite.Conn
	for range readers {
		conn, err := db.pool.Take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		conns = append(conns, conn)
		check("reader", conn)
		if err := sqlitex.ExecuteTransient(conn, "DELETE FROM bookings", nil); err == nil {
			t.Error("a reader can write")
		}
	}
	for _, conn := range conns {
		db.pool.Put(conn)
	}
	mode := ""
	if err := sqlitex.ExecuteTransient(db.writer, "PRAGMA journal_mode", &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
		mode = row.ColumnText(0)
		return nil
	}}); err != nil || mode != "wal" {
		t.Errorf("%s %v", mode, err)
	}
}

func TestWhatFailsHalfwayIsNotKept(t *testing.T) {
	db, _ := mustCreate(t)
	before, err := db.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	_, err = engine.Update(t.Context(), db, atNoon, func(tx *engine.Change) error {
		if _, err := tx.AddUser(data.User{Name: "Carol"}); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Error(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic is swallowed")
			}
		}()
		_, _ = engine.Update(t.Context(), db, atNoon, func(tx *engine.Change) error {
			_, _ = tx.AddUser(data.User{Name: "Carol"})
			panic("broken")
		})
	}()
	done, err := engine.Update(t.Context(), db, atNoon, func(tx *engine.Change) error { return nil })
	if done.Data || err != nil {
		t.Errorf("nothing is a change: %+v %v", done, err)
	}
	if after, _ := db.Status(t.Context()); after != before {
		t.Errorf("%+v, not %+v", after, before)
	}
}

func TestASnapshotStaysAsItWas(t *testing.T) {
	db, _ := mustCreate(t)
	s, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	mustUpdate(t, db, func(tx *engine.Change) error {
		_, err := tx.Book(data.Booking{DeskRef: deskA2, Date: monday, UserID: "u2"})
		return err
	})
	for reader := range s.Readers() {
		n := 0
		if err := s.Bookings(t.Context(), reader, data.MinDate, data.MaxDate, func(*engine.Row) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		if n != 1 {
			t.Errorf("reader %d sees %d bookings", reader, n)
		}
	}
	if s.Status.Counts.Bookings != 1 || len(s.Users) != 2 {
		t.Errorf("%+v", s.Status)
	}
}

func TestSnapshotsGiveTheirConnectionsBack(t *testing.T) {
	db, _ := mustCreate(t)
	for range 3 * readers {
		ctx, cancel := context.WithCancel(t.Context())
		s, err := db.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := s.Bookings(ctx, 0, data.MinDate, data.MaxDate, func(*engine.Row) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		s.Close()
		if _, err := db.Snapshot(ctx); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if _, err := db.Status(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestABookingWhoseDeskIsGoneIsDamage(t *testing.T) {
	db, path := mustCreate(t)
	conn := stranger(t, path) // without foreign keys
	if err := sqlitex.ExecuteTransient(conn, "DROP TRIGGER keep_place", nil); err != nil {
		t.Fatal(err)
	}
	if err := sqlitex.ExecuteTransient(conn, "UPDATE bookings SET desk = 999", nil); err != nil {
		t.Fatal(err)
	}
	s, err := db.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Bookings(t.Context(), 0, data.MinDate, data.MaxDate, func(*engine.Row) error { return nil }); !errors.Is(err, engine.ErrDamaged) {
		t.Error(err)
	}
}

func TestAReadErrorIsNotAnUnknownPerson(t *testing.T) {
	db, path := mustCreate(t)
	if err := sqlitex.ExecuteTransient(stranger(t, path), "ALTER TABLE users RENAME TO people", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.FindUser(t.Context(), db, "Alice"); err == nil || errors.Is(err, data.ErrUnknownUser) {
		t.Error(err)
	}
}

func TestANewerSchemaInTheLogIsRefused(t *testing.T) {
	db, path := mustCreate(t)
	conn := stranger(t, path)
	if err := sqlitex.ExecuteTransient(conn, "PRAGMA user_version = 999", nil); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), path, Options{})
	var version *engine.VersionError
	if !errors.As(err, &version) || version.Have != 999 || version.Known != schema.Newest {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func TestMigratingAgainChangesNothing(t *testing.T) {
	db, path := mustCreate(t)
	before, _ := db.Status(t.Context())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		db := mustOpen(t, path)
		if after, err := db.Status(t.Context()); err != nil || after != before {
			t.Errorf("%+v %v", after, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	// The first step on a database that has none, as an older program left it.
	empty := filepath.Join(t.TempDir(), "old.db")
	conn, err := sqlite.OpenConn(empty, sqlite.OpenReadWrite, sqlite.OpenCreate)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{fmt.Sprintf("PRAGMA application_id = %d", schema.ApplicationID), "VACUUM"} {
		if err := sqlitex.ExecuteTransient(conn, s, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if status, err := mustOpen(t, empty).Status(t.Context()); err != nil || status.Counts != (engine.Counts{}) {
		t.Errorf("%+v %v", status, err)
	}
}

func TestAFailedOpeningForgetsTheFile(t *testing.T) {
	db, path := mustCreate(t)
	if _, err := Open(t.Context(), filepath.Join(filepath.Dir(path), "gone.db"), Options{}); err == nil {
		t.Error("it worked")
	}
	if opened.count[path] != 1 || len(opened.count) != 1 {
		t.Errorf("%v", opened.count)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if len(opened.count) != 0 {
		t.Errorf("%v", opened.count)
	}
}
