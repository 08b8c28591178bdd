package rows

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/sqlite/schema"
)

// TestQueriesFindTheirWay holds the queries of the board against the indexes that
// they are meant to use: at a million bookings nothing may read all of them.
func TestQueriesFindTheirWay(t *testing.T) {
	conn, err := sqlite.OpenConn(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	err = sqlitex.ExecuteTransient(conn, fmt.Sprintf("PRAGMA application_id = %d", schema.ApplicationID), nil)
	if err == nil {
		err = schema.Migrate(conn)
	}
	if err != nil {
		t.Fatal(err)
	}
	const person, desk = "INDEX one_desk_a_person (user=? AND day>? AND day<?)", "INDEX one_person_a_desk (desk=? AND day>? AND day<?)"
	for _, test := range []struct{ name, query, want string }{
		{"Day", "SELECT" + seatColumns + "WHERE b.day = ? AND b.released IS NULL", "SEARCH b USING PRIMARY KEY (day=?)"},
		{"Seat", "SELECT" + seatColumns + "WHERE b.day = ? AND b.id = ?", "SEARCH b USING PRIMARY KEY (day=? AND id=?)"},
		{"PersonSeats", "SELECT" + seatColumns + heldByPerson, "SEARCH b USING " + person},
		{"what a person has", "SELECT" + seatColumns + heldByNumber, "SEARCH b USING " + person},
		{"DeskSeats", "SELECT" + seatColumns + heldAtDesk, "SEARCH b USING " + desk},
		{"whether the desk is taken", "SELECT" + seatColumns + deskTaken, "INDEX one_person_a_desk (desk=? AND day=? AND <expr>=?)"},
		{"whether the person has one", "SELECT" + seatColumns + personSeated, "INDEX one_desk_a_person (user=? AND day=? AND <expr>=?)"},
		{"HeldDays", heldDays, "SEARCH days USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"},
		{"bookings within a block", "SELECT 1 FROM bookings WHERE desk = ? AND released IS NULL AND day BETWEEN ? AND ?", desk},
		{"bookings at a desk to come", comingAtDesk, "one_person_a_desk (desk=? AND day>?)"},
		{"whether bookings name a desk", "SELECT " + deskIsUsed, "SEARCH bookings USING COVERING INDEX one_person_a_desk (desk=?)"},
		{"whether bookings name a person", "SELECT " + userIsUsed, "SEARCH bookings USING COVERING INDEX one_desk_a_person (user=?)"},
		{"a block of a day", "SELECT 1 FROM blocks WHERE desk = ? AND first <= ? AND last >= ?", "SEARCH blocks USING PRIMARY KEY (desk=? AND first<?)"},
		// What SQLite asks for each person and desk that is removed.
		{"bookings of a person", "SELECT 1 FROM bookings WHERE user = ?", "COVERING INDEX one_desk_a_person (user=?)"},
		{"bookings at a desk", "SELECT 1 FROM bookings WHERE desk = ?", "COVERING INDEX one_person_a_desk (desk=?)"},
	} {
		var plan []string
		args := slices.Repeat([]any{0}, strings.Count(test.query, "?"))
		err := sqlitex.ExecuteTransient(conn, "EXPLAIN QUERY PLAN "+test.query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
			plan = append(plan, row.ColumnText(3))
			return nil
		}})
		all := strings.Join(plan, "\n")
		if err != nil || !strings.Contains(all, test.want) || strings.Contains(all, "SCAN b") || strings.Contains(all, "TEMP B-TREE") {
			t.Errorf("%s: %v\n%s\nwithout %s", test.name, err, all, test.want)
		}
	}
}
