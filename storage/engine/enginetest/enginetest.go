// Package enginetest is the contract of package engine as tests: each engine runs [Run]
// over databases of its own.
//
// In goes a function that makes databases; out come failed tests. The trial of the rules
// against a model, [Rules], is there for whatever has the rules, such as the store. No
// engine is in here, and nothing of files.
package enginetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Create makes a database, at that moment, that holds the offices and nobody, and returns
// what opens it: each time as another window does. It is gone when the test ends.
type Create func(t testing.TB, now time.Time, offices []data.Office) (open func() engine.DB)

// Run holds an engine against the contract. checks is how many sequences of changes are
// tried at random.
func Run(t *testing.T, checks int, create Create) {
	t.Run("rules", func(t *testing.T) { Rules(t, checks, ruledBy(create, same), nil) })
	t.Run("rules run twice", func(t *testing.T) { Rules(t, max(1, checks/4), ruledBy(create, Twice), nil) })
	t.Run("plans", func(t *testing.T) { (&suite{T: t, create: create}).drawn(checks) })
	for name, test := range map[string]func(*suite){
		"rows": (*suite).rows, "all at a desk": (*suite).allAt, "drafts": (*suite).drafts, "an error takes all back": (*suite).takesBack, "what is taken": (*suite).taken,
		"bytes": (*suite).bytes, "find": (*suite).find, "status": (*suite).status, "changed": (*suite).changed,
		"races": (*suite).races, "snapshot": (*suite).snapshot, "many readers": (*suite).manyReaders,
		"replace": (*suite).replace, "replace refused": (*suite).replaceRefused, "canceled": (*suite).canceled, "closed": (*suite).closed,
		"any offices": (*suite).anyOffices, "pictures": (*suite).pictures, "pictures replaced": (*suite).replacePictures,
	} {
		t.Run(name, func(t *testing.T) {
			test(&suite{T: t, create: create, open: create(t, noon, []data.Office{plan("harbour-house", "A1 A2", "C1")})})
		})
	}
}

func same(db engine.DB) engine.DB { return db }

func ruledBy(create Create, by func(engine.DB) engine.DB) func(testing.TB, func() time.Time) func() Store {
	return func(t testing.TB, now func() time.Time) func() Store {
		open := create(t, now(), nil)
		return func() Store { return &ruled{DB: by(open()), now: now} }
	}
}

// Twice returns a database that takes every transaction back once and runs it again, as
// an engine does which can't put it in a row with others.
func Twice(db engine.DB) engine.DB { return twice{db} }

type twice struct{ engine.DB }

var errOnceMore = errors.New("once more")

func (d twice) Update(ctx context.Context, f func(engine.Tx) error) error {
	err := d.DB.Update(ctx, func(tx engine.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return errOnceMore
	})
	if errors.Is(err, errOnceMore) {
		err = d.DB.Update(ctx, f)
	}
	return err
}

// suite is one test over a new database.
type suite struct {
	*testing.T
	create Create
	open   func() engine.DB
}

// db opens the database until the end of the test.
func (s *suite) db() engine.DB {
	db := s.open()
	s.Cleanup(func() {
		if err := db.Close(); err != nil && !errors.Is(err, engine.ErrClosed) {
			s.Error(err)
		}
	})
	return db
}

func atNoon() time.Time { return noon }

func (s *suite) change(db engine.DB, f func(*engine.Change) error) engine.Done {
	s.Helper()
	done, err := engine.Update(s.Context(), db, atNoon, f)
	if err != nil {
		s.Fatal(err)
	}
	return done
}

// fill adds people u1 … and gives each desk A1 on a day of their own, from the Monday.
func (s *suite) fill(db engine.DB, people int) {
	s.Helper()
	s.change(db, func(c *engine.Change) error {
		for i := range people {
			u, err := c.AddUser(data.User{ID: fmt.Sprint("u", i+1), Name: fmt.Sprint("Person ", i+1), Active: true})
			if err != nil {
				return err
			}
			if _, err := c.Book(data.Booking{DeskRef: deskA1, Date: monday.AddDays(i), UserID: u.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}
