package sqlite

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// mustBeAsJoined fails unless Day returns what a join of the tables does, which
// remembers nothing.
func mustBeAsJoined(t *testing.T, db *DB, day data.Date) {
	t.Helper()
	have, err := db.Day(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	var want []data.Seat
	err = db.Update(t.Context(), func(tx engine.Tx) error {
		offices, err := tx.Offices()
		for _, numbers := range offices[0].DeskNumbers {
			for _, desk := range numbers {
				if err == nil {
					var seats []data.Seat
					seats, err = tx.SeatsAt(desk, day, day)
					want = append(want, seats...)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(want, func(a, b data.Seat) int { return strings.Compare(a.ID, b.ID) })
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("%s: %s", day, diff)
	}
}

func renameAlice(tx *engine.Change, name string) error {
	seen, err := tx.User("u1")
	if err == nil {
		wanted := seen
		wanted.Name = name
		_, _, err = tx.ChangeUser(seen, wanted)
	}
	return err
}

func TestADayNamesDesksAndPeopleAsTheyAreCalledNow(t *testing.T) {
	db, path := mustCreate(t)
	other := mustOpen(t, path) // of another window, which remembers by itself
	visit := data.Booking{DeskRef: deskA2, Date: monday, UserID: data.VisitorID, Guest: "Eve of Acme"}
	for name, change := range map[string]func(tx *engine.Change) error{
		"nothing": func(tx *engine.Change) error { return nil },
		"a visitor": func(tx *engine.Change) error {
			_, err := tx.Book(visit)
			return err
		},
		"a person's name": func(tx *engine.Change) error {
			return renameAlice(tx, "Alice Adler")
		},
		"a desk's label": func(tx *engine.Change) (err error) {
			offices, err := tx.Offices()
			if err == nil {
				offices[0].Floors[0].Desks[0].Label = "Window"
				_, err = tx.SetOffice(offices[0])
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			mustUpdate(t, other, change)
			for _, day := range []data.Date{monday, monday + 1} {
				mustBeAsJoined(t, db, day)
				mustBeAsJoined(t, other, day)
			}
		})
	}
}

func TestManyReadADayWhileNamesChange(t *testing.T) {
	db, _ := mustCreate(t)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 200 {
				seats, err := db.Day(t.Context(), monday)
				if err != nil || len(seats) != 1 || seats[0].Label != "A1" || seats[0].Name[:5] != "Alice" {
					t.Errorf("%+v %v", seats, err)
					return
				}
			}
		})
	}
	for i := range 20 {
		mustUpdate(t, db, func(tx *engine.Change) error {
			return renameAlice(tx, fmt.Sprintf("Alice %d", i))
		})
	}
	readers.Wait()
	mustBeAsJoined(t, db, monday)
}
