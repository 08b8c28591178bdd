// Package history keeps the steps of a session that can be undone and redone.
//
// In go [Step]s, when what they did is committed; out comes the one that is to be undone
// or redone. What undoes it, and the transactions for that, stand in package storage.
package history

import (
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Kind says what a step did.
type Kind string

// What steps do.
const (
	Book       Kind = "book"       // Seats: the bookings
	Move       Kind = "move"       // Seats: the new booking; Was: the label of the desk before
	Release    Kind = "release"    // Seats: the bookings
	AddPeople  Kind = "add-people" // Users; Updated: people whose e-mail or team came with them
	Rename     Kind = "rename"     // Users: the person as they are now; Was: the name before
	Deactivate Kind = "deactivate" // Users: the person; Seats: what was released with it
	Reactivate Kind = "reactivate" // Users: the person
	Block      Kind = "block"      // Desk, Label, Block; Seats: what was released for it
	Unblock    Kind = "unblock"    // Desk, Label
	Offices    Kind = "offices"    // Offices: their names
	Sample     Kind = "sample"
	Restore    Kind = "restore" // Back

	RemoveSample Kind = "remove-sample" // Back where it was very much

	AddOffice    Kind = "add-office"    // Offices
	RenameOffice Kind = "rename-office" // Offices: its name now; Was: before
	OrderOffices Kind = "order-offices" // Offices: all, in their order
	RemoveOffice Kind = "remove-office" // Offices; Removed; Back where it was very much
	AddFloor     Kind = "add-floor"     // Offices, Floor
	ChangeFloor  Kind = "change-floor"  // Offices, Floor
	RenameFloor  Kind = "rename-floor"  // Offices, Floor: its name now; Was: before
	OrderFloors  Kind = "order-floors"  // Offices: the one
	RemoveFloor  Kind = "remove-floor"  // Offices, Floor; Removed; Back where it was very much
	Draw         Kind = "draw"          // Offices, Floor; Desks: how many came, changed or went; Seats: what became of bookings
)

// Step is one change of this session that can be undone and redone as one.
type Step struct {
	ID      int64 // counts up; stays the same over undo and redo
	Kind    Kind
	Seats   []data.Seat
	Users   []data.User
	Person  string // what the only one of Users is called, where others have that name
	Updated []data.User
	Was     string
	Desk    data.DeskRef
	Label   string // of Desk
	Block   data.Block
	Offices []string
	Floor   string // a name
	Desks   int
	Removed engine.Removal

	// Edits are what it changed, by which it can be undone. Back is the way for a step that
	// changed too much for that.
	Edits []engine.Edit
	Back  *Back
}

// Back is a backup of all as it was before a step, to which one goes back to undo it.
type Back struct {
	Backup string    // its path
	At     time.Time // when it was made
	SHA256 string    // of its bytes, as it stands in it
	// Changes is the store's count of changes at which nothing is lost by that: it moves on
	// with the changes of this session, which are steps themselves.
	Changes int64
}

// IsWhole reports whether a step is taken back as a whole, also where it reaches into days
// that are over.
func (s Step) IsWhole() bool {
	switch s.Kind {
	case Sample, RemoveSample, RemoveOffice, RemoveFloor:
		return true
	}
	return false
}
