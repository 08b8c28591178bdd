package storage

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	zombiezen "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/filetest"
)

// rawRun executes statements on the file past the program.
func rawRun(t testing.TB, path string, flags zombiezen.OpenFlags, statements ...string) {
	t.Helper()
	conn, err := zombiezen.OpenConn(path, zombiezen.OpenReadWrite|flags)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, s := range statements {
		if err := sqlitex.ExecuteScript(conn, s, nil); err != nil {
			t.Fatal(s, err)
		}
	}
}

func rawInteger(t testing.TB, path, query string) (n int64) {
	t.Helper()
	conn, err := zombiezen.OpenConn(path, zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := sqlitex.ExecuteTransient(conn, query, &sqlitex.ExecOptions{ResultFunc: func(row *zombiezen.Stmt) error {
		n = row.ColumnInt64(0)
		return nil
	}}); err != nil {
		t.Fatal(query, err)
	}
	return n
}

// content is all that a reader can ask a store for.
type content struct {
	Status  Status
	Users   []data.User
	Offices []data.Office
	Days    [][]data.Seat
}

func read(t testing.TB, s *Store) (c content) {
	t.Helper()
	var errs [4]error
	c.Status, errs[0] = s.Status(t.Context())
	c.Users, errs[1] = s.Users(t.Context())
	c.Offices, errs[2] = s.Offices(t.Context())
	for day := monday - 3; day < monday+10 && errs[3] == nil; day++ {
		var seats []data.Seat
		seats, errs[3] = s.Day(t.Context(), day)
		c.Days = append(c.Days, seats)
	}
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// makeOldStore makes the store that the first release would have made of the
// sample, and returns what it holds.
func makeOldStore(t testing.TB, folder string) content {
	t.Helper()
	from := t.TempDir()
	s := mustOpenSample(t, from, Options{})
	if _, err := s.Release(t.Context(), monday, filetest.UUIDOf(2)); err != nil {
		t.Fatal(err)
	}
	before := read(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	newer, older := filepath.Join(from, StoreFile), filepath.Join(folder, StoreFile)
	application := rawInteger(t, newer, "PRAGMA application_id")
	rawRun(t, older, zombiezen.OpenCreate, fmt.Sprintf("PRAGMA application_id = %d;", application), "PRAGMA user_version = 1;",
		filetest.MustRead(t, filepath.Join("sqlite", "schema", "migrations", "0001-first-schema.sql")))
	conn, err := zombiezen.OpenConn(older, zombiezen.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := sqlitex.ExecuteTransient(conn, "ATTACH ? AS newer", &sqlitex.ExecOptions{Args: []any{newer}}); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"meta WHERE key NOT IN ('people', 'offices', 'allow_past')", "offices", "floors", "fixtures", "desks", "users WHERE number <> 0", "bookings"} {
		name, _, _ := strings.Cut(table, " ")
		columns := columnsOf(t, conn, name)
		if err := sqlitex.ExecuteTransient(conn, "INSERT INTO "+name+" SELECT "+columns+" FROM newer."+table, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []string{"DETACH newer", "PRAGMA journal_mode = WAL"} {
		if err := sqlitex.ExecuteTransient(conn, s, nil); err != nil {
			t.Fatal(err)
		}
	}
	before.Status.People, before.Status.Offices = 0, 0 // not counted yet
	return before
}

// columnsOf returns the names of a table's columns, with commas.
func columnsOf(t testing.TB, conn *zombiezen.Conn, table string) (columns string) {
	t.Helper()
	if err := sqlitex.ExecuteTransient(conn, "SELECT group_concat(name) FROM pragma_table_info(?)",
		&sqlitex.ExecOptions{Args: []any{table}, ResultFunc: func(row *zombiezen.Stmt) error {
			columns = row.ColumnText(0)
			return nil
		}}); err != nil {
		t.Fatal(err)
	}
	return columns
}

func TestAStoreOfTheFirstReleaseHasAllItsData(t *testing.T) {
	folder := t.TempDir()
	before := makeOldStore(t, folder)
	if n := rawInteger(t, filepath.Join(folder, StoreFile), "SELECT count(*) FROM sqlite_schema WHERE name = 'blocks'"); n != 0 {
		t.Fatal("it is not an old one")
	}
	s := mustOpen(t, folder, Options{})
	if diff := cmp.Diff(before, read(t, s)); diff != "" {
		t.Error(diff)
	}
	if _, err := blockDesk(s, deskA1, data.Block{From: monday, To: monday}, false); !errors.Is(err, data.ErrBlockedDesk) {
		t.Error(err)
	}
	if _, err := blockDesk(s, deskA2, data.Block{From: monday, To: data.MaxDate, Reason: "paint"}, false); err != nil {
		t.Error(err)
	}
	if _, err := s.Book(t.Context(), data.Booking{DeskRef: deskA2, Date: monday.AddDays(9), UserID: "u2"}); !errors.Is(err, data.ErrBlockedDesk) {
		t.Error(err)
	}
	if _, err := s.Undo(t.Context(), 0); err != nil {
		t.Error(err)
	}
	mustBook(t, s, data.Booking{DeskRef: deskA2, Date: monday.AddDays(9), UserID: "u2"})
	mustHold(t, s, 5)
}

func TestProcessesThatOpenAnOldStoreAtOnceMigrateItOnce(t *testing.T) {
	filetest.NotUnderRace(t)
	for range filetest.OrSampled(5, 3) {
		folder := t.TempDir()
		before := makeOldStore(t, folder)
		var answers []<-chan answer
		for range 4 {
			answers = append(answers, startReading(t, task{Do: "open", Data: folder}.command(t)))
		}
		for i, from := range answers {
			if a := <-from; a.Err != "" || a.Text != before.Status.Store {
				t.Errorf("process %d: %+v", i, a)
			}
		}
		if diff := cmp.Diff(before, read(t, mustOpen(t, folder, Options{}))); diff != "" {
			t.Error(diff)
		}
	}
}
