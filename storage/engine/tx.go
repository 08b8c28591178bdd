package engine

import (
	"errors"
	"iter"
	"time"

	"seatkeeper/data"
)

// ErrTaken says that a row with that key is there already. Nothing was changed, and the
// transaction goes on: an engine whose transactions end with any error asks for that
// (INSERT … ON CONFLICT DO NOTHING).
var ErrTaken = errors.New("there is one with that key already")

// Tx is a transaction: what is done with it is of one moment, and either all of it is
// kept or nothing. It finds, inserts, updates and deletes rows and knows no rules; those
// are [Change]'s, which asks first and says who is in the way. Beside that each engine
// holds in its tables, so that no race, second window or import gets past them:
//   - IDs are unique; those of bookings within their day, of floors within their office,
//     of desks within their floor;
//   - a person but the visitor has one booking a day that holds, and so has a desk;
//   - what holds is at a desk in use that is not blocked that day, and of somebody active;
//   - bookings name desks and people that are there, and keep their day, desk and person.
//
// An error of any method but ErrTaken ends the transaction. Numbers are an engine's own
// keys, from 1 on; the visitor has 0.
type Tx interface {
	// User returns the person, or the visitor, with that ID.
	User(id string) (u User, found bool, err error)
	// UsersNamed returns the people whose names have that key, by ID: see [data.NameKey].
	UsersNamed(key string) ([]User, error)
	// Users returns all people but the visitor, by ID.
	Users() ([]User, error)
	// InsertUser returns ErrTaken for an ID that is there.
	InsertUser(u data.User) error
	// UpdateUser changes all but the ID.
	UpdateUser(number int, u data.User) error
	// DeleteUser reports false, and deletes nothing, where a booking names the person.
	DeleteUser(number int) (deleted bool, err error)

	// Offices returns all offices with all that is on their floors; they, and floors,
	// desks and fixtures, by their places.
	Offices() ([]Office, error)
	// InsertOffice inserts an office without floors behind the others, or returns ErrTaken.
	InsertOffice(o data.Office) (number int, err error)
	// UpdateOffice changes all but the ID and what is in it.
	UpdateOffice(number int, o data.Office) error
	// PlaceOffice changes the place among the others.
	PlaceOffice(number, place int) error
	// DeleteOffice deletes an office that has no floors.
	DeleteOffice(number int) error

	// InsertFloor inserts a floor with nothing on it, or returns ErrTaken. Both this and
	// UpdateFloor return ErrUnknownPicture in a [*data.ConflictError], and change nothing,
	// for a background whose picture is not there.
	InsertFloor(office, place int, f data.Floor) (number int, err error)
	// UpdateFloor changes all but the ID and what is on it.
	UpdateFloor(number, place int, f data.Floor) error
	// DeleteFloor deletes a floor with nothing on it.
	DeleteFloor(number int) error
	// SetFixtures gives a floor other fixtures in the place of all that it has.
	SetFixtures(floor int, fixtures []data.Fixture) error

	// InsertPicture inserts a picture, unless it is there.
	InsertPicture(p data.Picture) error
	// DeletePictures deletes the pictures that nothing names.
	DeletePictures() error

	// Desk returns the desk of that name.
	Desk(ref data.DeskRef) (d Desk, found bool, err error)
	// InsertDesk inserts a desk without blocks.
	InsertDesk(floor, place int, d data.Desk) (number int, err error)
	// UpdateDesk changes all but the ID and the blocks.
	UpdateDesk(number, place int, d data.Desk) error
	// DeleteDesk reports false, and deletes nothing, where a booking names the desk. It
	// has no blocks.
	DeleteDesk(number int) (deleted bool, err error)
	// SetBlocks gives a desk other blocks in the place of all that it has.
	SetBlocks(desk int, blocks []data.Block) error

	// Booking returns the booking with that ID on that day, released or not.
	Booking(day data.Date, id string) (seat data.Seat, found bool, err error)
	// SeatsOf returns what a person has from one day to another, both included, by day,
	// and nothing for the visitor; SeatsAt likewise who has a desk. What was released
	// is left out. Both are asked before every booking, for its day.
	SeatsOf(user int, from, to data.Date) ([]data.Seat, error)
	SeatsAt(desk int, from, to data.Date) ([]data.Seat, error)
	// CountAt counts what SeatsAt would return from that day on.
	CountAt(desk int, from data.Date) (int, error)
	// Tally counts the bookings of some desks: those of before that day, and from it on.
	Tally(desks []int, today data.Date) (Tally, error)
	// AllAt returns all bookings of a desk, released ones too, by day and ID.
	AllAt(desk int) ([]data.Seat, error)
	// ReleaseAt releases at that time what some desks have from that day on, and DeleteAllAt
	// deletes all that they have or had. They are for very many bookings: progress, which may
	// be nil, hears now and then how much of that is done.
	ReleaseAt(desks []int, from data.Date, at time.Time, progress func(done, total int64)) error
	DeleteAllAt(desks []int, progress func(done, total int64)) error
	// InsertBookings inserts one booking or very many. It returns ErrTaken at an ID that
	// is there on its day.
	InsertBookings(rows iter.Seq[*Row]) error
	// SetReleased writes when a booking was released; the zero time takes that back.
	SetReleased(day data.Date, id string, at time.Time) error
	DeleteBooking(day data.Date, id string) error

	// Draft returns the draft of a floor. Drafts returns all of them, by office and floor, of
	// the floors only what they are called.
	Draft(office, floor string) (d Draft, found bool, err error)
	Drafts() ([]Draft, error)
	// SaveDraft writes a draft and its claim in the place of the one of that floor; Base only
	// if withBase is true or there was none.
	SaveDraft(d Draft, withBase bool) error
	DeleteDraft(office, floor string) error

	// IsEmpty reports whether there are neither people nor bookings.
	IsEmpty() (bool, error)
	Settings() (Settings, error)
	SetSettings(s Settings) error
	// Changes returns how many changes of the data there have been.
	Changes() (int64, error)
	// Stamp moves on the counts of what was touched and, for data, writes when they
	// changed last: that time never goes back, whatever the clock does.
	Stamp(now time.Time, touched Touched) error
}

// User is a person with their number.
type User struct {
	data.User
	Number int
}

// Office is an office with the numbers of its rows.
type Office struct {
	data.Office
	Number       int
	FloorNumbers []int   // of its floors, in their order
	DeskNumbers  [][]int // for each floor those of its desks, in their order
}

// Draft is a draft with a text that says who has it open; empty where nobody has.
type Draft struct {
	data.Draft
	Claim string
}

// Desk is what a booking has to know of a desk.
type Desk struct {
	Number  int
	Label   string
	Retired bool
	Blocks  []data.Block // by their first days
}

// Touched says what a transaction has changed.
type Touched struct {
	Data     bool // what is in a backup
	People   bool // and of that people
	Offices  bool // and offices, floors, desks or blocks
	Settings bool
}
