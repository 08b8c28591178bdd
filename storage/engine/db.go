package engine

import (
	"context"
	"time"

	"seatkeeper/data"
)

// DB is an open database. Its methods may be called from any goroutine, and end with
// their context. What one of them reads is of one moment. Lists are in the order of IDs,
// by bytes, where nothing else is said.
type DB interface {
	// Status says how the store stands. It costs about the same however many bookings
	// there are. Where a newer program has changed the schema it returns a
	// [*VersionError].
	Status(ctx context.Context) (Status, error)
	// Changed returns a number that is another one when somebody else may have changed
	// the database since: it is asked often and costs next to nothing.
	Changed(ctx context.Context) (int64, error)

	// Offices returns all offices with all that is on their floors, in the user's order;
	// floors, desks and fixtures keep the order in which they came.
	Offices(ctx context.Context) ([]data.Office, error)
	// Picture returns the picture with that ID. Offices names them, and leaves them out.
	Picture(ctx context.Context, id string) (p data.Picture, found bool, err error)
	// HasUnusedPictures reports whether there are pictures that nothing names.
	HasUnusedPictures(ctx context.Context) (bool, error)
	// Users returns all people but the visitor.
	Users(ctx context.Context) ([]data.User, error)
	// User returns the person, or the visitor, with that ID.
	User(ctx context.Context, id string) (u data.User, found bool, err error)

	// Day returns who has a desk on that day, in the order of the booking IDs. What was
	// released is left out here and below. Its cost grows with that day's bookings alone.
	Day(ctx context.Context, day data.Date) ([]data.Seat, error)
	// PersonSeats returns the desks that a person has from one day to another, both
	// included, by day; the visitor has none. DeskSeats likewise returns who has a desk.
	PersonSeats(ctx context.Context, userID string, from, to data.Date) ([]data.Seat, error)
	DeskSeats(ctx context.Context, ref data.DeskRef, from, to data.Date) ([]data.Seat, error)
	// HeldDays returns how many desks are booked on each day from one to another, both
	// included; days without bookings are left out.
	HeldDays(ctx context.Context, from, to data.Date) (map[data.Date]int, error)

	// View runs f in a transaction that only reads, perhaps again; then f begins anew. f must
	// not keep the Tx.
	View(ctx context.Context, f func(Tx) error) error
	// Update runs f in a transaction and commits it where f returns nil; when Update
	// returns nil the change is on the disk. f must not keep the Tx. An engine that can't
	// put transactions in a row may take one back and run f again.
	// [WaitsSince] says how long the change has been waiting.
	Update(ctx context.Context, f func(Tx) error) error
	// Snapshot begins to read everything, and keeps nobody from writing. The caller must
	// Close it, and should do so soon.
	Snapshot(ctx context.Context) (*Snapshot, error)
	// Replace puts other data in the place of all there are, in one transaction.
	Replace(ctx context.Context, r Replacement) error

	// ReadOnly reports whether Update is refused.
	ReadOnly() bool
	// Close ends all that is being read, and waits for a change that is under way.
	Close() error
}

// Replacement says how to replace all data of a database.
type Replacement struct {
	// With is what takes the place of the data. It is used up: closed in the end.
	With *Snapshot
	// Before is called when nobody else can change the data any more, with what
	// they are. An error ends the replacement with the data as they were.
	Before func(present *Snapshot) error
	// Progress hears how much of all is done; it may be nil.
	Progress func(done, total int)
}

// View runs f with the rules in a transaction that only reads, at the moment that now tells
// then, in the user's zone.
func View(ctx context.Context, db DB, now func() time.Time, f func(*Change) error) error {
	return db.View(ctx, func(tx Tx) error {
		c := newChange(tx, now())
		c.forget = true
		return f(c)
	})
}

// Update runs f with the rules in a transaction of the database, at the moment that now
// tells then, in the user's zone. f may be run again, and then begins anew.
func Update(ctx context.Context, db DB, now func() time.Time, f func(*Change) error) (done Done, err error) {
	err = db.Update(ctx, func(tx Tx) (err error) {
		c := newChange(tx, now())
		c.tell = ProgressOf(ctx)
		done, err = c.run(f)
		return err
	})
	if err != nil {
		return Done{}, err
	}
	return done, nil
}
