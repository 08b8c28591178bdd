package sqlite

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/filetest"
)

// rowsOf returns what there is from one day to another.
func rowsOf(conn *sqlite.Conn, layout *pageLayout, from, to data.Date) (rows []engine.Row, err error) {
	err = eachBooking(conn, layout, from, to, func(row *engine.Row) error {
		copied := *row
		copied.Guest = bytes.Clone(row.Guest)
		rows = append(rows, copied)
		return nil
	})
	return rows, err
}

func sameBookings(a, b []engine.Row) bool {
	return slices.EqualFunc(a, b, func(a, b engine.Row) bool {
		return a.Day == b.Day && a.ID == b.ID && a.Desk == b.Desk && a.User == b.User && a.Created == b.Created &&
			a.IsReleased == b.IsReleased && (!a.IsReleased || a.Released == b.Released) && bytes.Equal(a.Guest, b.Guest)
	})
}

// numbers are at the bounds of all the sizes that SQLite gives a number.
var numbers = []int64{0, 1, 2, -1, 127, 128, -128, -129, 32767, 32768, -32769, 1<<23 - 1, 1 << 23, -1 << 23, 1<<31 - 1, 1 << 31, 1795449600000, 1<<47 - 1, 1 << 47, -1 << 47, 1<<63 - 1, -1 << 63}

// mustFillOdd makes a database of bookings with values of all kinds and lengths.
func mustFillOdd(t *testing.T, longest int) (path string) {
	t.Helper()
	db, path := mustCreate(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	end := sqlitex.Transaction(conn)
	err = sqlitex.ExecuteTransient(conn, "DROP TRIGGER check_booking", nil)
	random := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < 20000 && err == nil; i++ {
		day := int64(monday) + int64(random.IntN(400)) - 200
		if i%50 == 0 {
			day = []int64{int64(data.MinDate), int64(data.MaxDate), -200, -1, 0, 1, 127, 128}[random.IntN(8)]
		}
		var released, guest any
		if random.IntN(3) == 0 {
			released = numbers[random.IntN(len(numbers))]
		}
		if random.IntN(3) == 0 {
			guest = strings.Repeat("é", random.IntN(longest))
		}
		id := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, random.Uint64()), uint64(i))
		err = sqlitex.Execute(conn, "INSERT INTO bookings VALUES (?, ?, ?, 0, ?, ?, ?)",
			&sqlitex.ExecOptions{Args: []any{day, id, 1000 + i, numbers[random.IntN(len(numbers))], released, guest}})
	}
	end(&err)
	if err = errors.Join(err, conn.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPagesHoldWhatSQLFinds(t *testing.T) {
	filetest.NotUnderRace(t)
	for name, longest := range map[string]int{"in pages": 100, "beyond pages": 2000} {
		t.Run(name, func(t *testing.T) {
			conn := stranger(t, mustFillOdd(t, longest))
			layout := readLayout(conn)
			if layout == nil {
				t.Fatal("the pages are not known")
			}
			days := []data.Date{data.MinDate, data.MinDate + 1, -200, 0, monday - 250, monday - 3, monday, monday + 1, monday + 77, monday + 300, data.MaxDate}
			for i, from := range days {
				for _, to := range days[i:] {
					want, err := rowsOf(conn, nil, from, to)
					if err != nil {
						t.Fatal(err)
					}
					have, err := rowsOf(conn, layout, from, to)
					if err != nil || !sameBookings(have, want) {
						t.Fatalf("%s to %s: %d bookings, not %d (%v)", from, to, len(have), len(want), err)
					}
				}
			}
			// Only what is too long for a page is left to SQL.
			stmt, n := conn.Prep(selectPage), 0
			w := &pageWalk{pageLayout: layout, stmt: stmt, from: data.MinDate, to: data.MaxDate, use: func(*engine.Row) error { n++; return nil }}
			if err := w.walk(layout.root, 0, true); longest == 100 && (err != nil || n != 20001) || longest > 100 && !errors.Is(err, errOtherPage) {
				t.Errorf("%d bookings in pages: %v", n, err)
			}
		})
	}
}

// However a database is opened; otherwise an export would be slow, and nobody would know why.
func TestEverySnapshotReadsPages(t *testing.T) {
	for _, o := range []Options{{}, {NoRoom: true}, {Remote: true}, {ReadOnly: true}, {ReadOnly: true, Remote: true}} {
		created, path := mustCreate(t)
		if err := created.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := Open(t.Context(), path, o)
		if err != nil {
			t.Fatal(err)
		}
		s, err := db.snapshot(soon(t))
		if err != nil {
			t.Fatal(err)
		}
		if s.layout == nil {
			t.Errorf("%+v: the pages are not known", o)
		}
		for _, r := range s.readers {
			want, err := rowsOf(r.conn, nil, data.MinDate, data.MaxDate)
			if err != nil {
				t.Fatal(err)
			}
			have, err := rowsOf(r.conn, s.layout, data.MinDate, data.MaxDate)
			if err != nil || len(want) != 1 || !sameBookings(have, want) {
				t.Errorf("%+v: %d bookings, not %d (%v)", o, len(have), len(want), err)
			}
		}
		s.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestAnErrorOfWhoReadsEndsTheReading(t *testing.T) {
	conn := stranger(t, mustFillOdd(t, 10))
	own, n := errors.New("enough"), 0
	err := eachBooking(conn, readLayout(conn), data.MinDate, data.MaxDate, func(*engine.Row) error {
		if n++; n == 300 {
			return own
		}
		return nil
	})
	if !errors.Is(err, own) || n != 300 {
		t.Errorf("%v after %d", err, n)
	}
}

func TestATableOfAnotherFormIsLeftToSQL(t *testing.T) {
	for name, sql := range map[string]string{
		"a column more":  "ALTER TABLE bookings ADD COLUMN note TEXT",
		"another order":  "DROP TABLE bookings; CREATE TABLE bookings (id BLOB NOT NULL, day INTEGER NOT NULL, desk INTEGER, user INTEGER, created INTEGER, released INTEGER, guest TEXT, PRIMARY KEY (day, id)) STRICT, WITHOUT ROWID",
		"with row IDs":   "DROP TABLE bookings; CREATE TABLE bookings (day INTEGER NOT NULL, id BLOB NOT NULL, desk INTEGER, user INTEGER, created INTEGER, released INTEGER, guest TEXT, PRIMARY KEY (day, id)) STRICT",
		"without a type": "DROP TABLE bookings; CREATE TABLE bookings (day INTEGER NOT NULL, id BLOB NOT NULL, desk INTEGER, user INTEGER, created INTEGER, released INTEGER, guest TEXT, PRIMARY KEY (day, id)) WITHOUT ROWID",
	} {
		db, path := mustCreate(t)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		conn := stranger(t, path)
		if err := sqlitex.ExecuteScript(conn, sql, nil); err != nil {
			t.Fatal(name, err)
		}
		if readLayout(conn) != nil {
			t.Errorf("%s: read as pages", name)
		}
	}
}

// What damaged pages hold is read as SQL reads it, or refused, or there are not as many
// bookings as the store counts, which the export finds. Where SQL hands out a booking twice,
// the pages may give it once. Nothing hangs or panics.
func TestDamagedPagesAreReadAsSQLReadsThem(t *testing.T) {
	filetest.NotUnderRace(t)
	path := mustFillOdd(t, 60)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	good, err := rowsOf(stranger(t, path), nil, data.MinDate, data.MaxDate)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	same, refused := 0, 0
	for round := range 150 {
		damaged := bytes.Clone(whole)
		for range 1 + random.IntN(40) {
			at := 4096 + random.IntN(len(damaged)-4096)
			if round%2 == 0 { // the head of a page and where its cells are
				at = at/4096*4096 + random.IntN(64)
			}
			damaged[at] ^= byte(1 << random.IntN(8))
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		conn, err := sqlite.OpenConn(path, sqlite.OpenReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		layout := readLayout(conn)
		want, wantErr := rowsOf(conn, nil, data.MinDate, data.MaxDate)
		have, haveErr := rowsOf(conn, layout, data.MinDate, data.MaxDate)
		switch {
		case wantErr != nil || haveErr != nil:
			refused++
		case len(have) != len(good) && !sameBookings(have, want):
			refused++
		case !sameBookings(have, want) && !isPartOf(have, want):
			t.Errorf("round %d: %d bookings, not %d", round, len(have), len(want))
		default:
			same++
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if same == 0 || refused == 0 {
		t.Errorf("%d times the same, %d times refused", same, refused)
	}
}

// isPartOf reports whether all of the bookings are among the others.
func isPartOf(bookings, others []engine.Row) bool {
	text := func(r engine.Row) string {
		if !r.IsReleased {
			r.Released = 0
		}
		return fmt.Sprintf("%d %x %d %d %d %v %d %x", r.Day, r.ID, r.Desk, r.User, r.Created, r.IsReleased, r.Released, r.Guest)
	}
	there := map[string]bool{}
	for _, row := range others {
		there[text(row)] = true
	}
	return !slices.ContainsFunc(bookings, func(row engine.Row) bool { return !there[text(row)] })
}
