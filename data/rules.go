package data

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Bounds of what is accepted from a person or a file. They are far above any
// real office, and keep a hostile file from costing more than a good one.
const (
	MaxNameLength = 200 // characters in a name, label, zone or guest
	MaxIDLength   = 100 // bytes in an ID
	MaxOffices    = 1000
	MaxFloors     = 1000
	MaxDesks      = 10000 // on one floor
	MaxFeatures   = 50    // of one desk
	MaxBlocks     = 1000  // of one desk
	MaxCorners    = 500   // of the outline of a fixture

	MaxReach        = 100     // how far a background goes, in layouts
	MaxPictureBytes = 4 << 20 // of a picture's file
	MaxPictureSide  = 4000    // pixels, in each direction
)

// Rule says in one word which rule a value breaks.
type Rule string

// The rules a [RuleError] can name.
const (
	RuleBlank    Rule = "blank"    // nothing that a person could see
	RuleTooLong  Rule = "too long" // more characters than the bound
	RuleNotText  Rule = "not text" // not valid UTF-8
	RuleControl  Rule = "control"  // holds a control character
	RuleTwice    Rule = "twice"    // stands there already
	RuleTooMany  Rule = "too many" // more of them than the bound
	RuleTooFew   Rule = "too few"  // fewer of them than it takes
	RuleOutside  Rule = "outside"  // not on the floor, or beyond another bound
	RuleReserved Rule = "reserved" // a word with a meaning of its own
	RuleDamaged  Rule = "damaged"  // not what its checksum says, or not to be read
	RuleUnknown  Rule = "unknown"  // none of those there are
	RuleNotDate  Rule = "not a date"
	RuleNotEmail Rule = "not an e-mail address"
)

// RuleError is a value that can't be accepted whatever else is stored.
type RuleError struct {
	Field string // as in the JSON form, such as "name"
	Value string // the value, where it is short enough to help
	Rule  Rule
}

func (e *RuleError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: %s", e.Field, e.Rule)
	}
	return fmt.Sprintf("%s %q: %s", e.Field, clip(e.Value), e.Rule)
}

// Obstacle is an error that says what stands in the way of a change. It is wrapped by a
// [ConflictError], which knows the particulars.
type Obstacle string

func (o Obstacle) Error() string { return string(o) }

// Obstacles of desks:
const (
	ErrDeskTaken     Obstacle = "the desk is taken that day"
	ErrUnknownDesk   Obstacle = "there is no such desk"
	ErrAmbiguousDesk Obstacle = "several desks have that name"
	ErrRetiredDesk   Obstacle = "the desk is no longer in use"
	ErrBlockedDesk   Obstacle = "the desk is blocked that day"
)

// Of people:
const (
	ErrUnknownUser   Obstacle = "there is no such person"
	ErrInactiveUser  Obstacle = "the person is not active"
	ErrNameTaken     Obstacle = "somebody has that name"
	ErrAmbiguousUser Obstacle = "several people have that name"
	ErrAlreadySeated Obstacle = "the person has a desk that day"
)

// Of bookings:
const (
	ErrNotBooked    Obstacle = "there is no such booking"
	ErrMoreBookings Obstacle = "there are bookings that were not agreed to"
	ErrPastDay      Obstacle = "the day is over"
)

// ErrUnknownPicture is about a floor whose background is a picture that nobody has added,
// or that was removed since, as no floor had it.
const ErrUnknownPicture Obstacle = "there is no such picture"

// Of anything that is changed:
const (
	ErrChanged     Obstacle = "it has been changed since"
	ErrInUse       Obstacle = "bookings name it"
	ErrUnknownStep Obstacle = "there is nothing to undo or redo"
)

// ConflictError is a change that the present data rule out. Err is an [Obstacle].
type ConflictError struct {
	Err  error
	What string // the desk, person or name that was asked for
	Date Date   // the day; zero for a change that has none
	// Seat is what stands in the way: who has the desk (ErrDeskTaken, or
	// ErrBlockedDesk for a block over a booking), or where the person is
	// (ErrAlreadySeated).
	Seat Seat
	// Seats are all the bookings that the user has not been shown and that the change
	// would take or leave without a person (ErrBlockedDesk for a block over bookings,
	// ErrMoreBookings). Seat is the first of them.
	Seats []Seat
	// Users are the people who are called so (ErrAmbiguousUser).
	Users []User
	// Block is what stands in the way of a booking or of another block
	// (ErrBlockedDesk), or has come since (ErrChanged).
	Block Block
}

func (e *ConflictError) Error() string { return fmt.Sprintf("%s: %v", clip(e.What), e.Err) }

func (e *ConflictError) Unwrap() error { return e.Err }

// CheckID returns a [*RuleError] for an ID that is empty, longer than
// MaxIDLength bytes, not valid UTF-8, or holds a control character.
func CheckID(field, id string) error {
	switch {
	case id == "":
		return &RuleError{Field: field, Rule: RuleBlank}
	case len(id) > MaxIDLength:
		return &RuleError{Field: field, Value: id, Rule: RuleTooLong}
	case !utf8.ValidString(id):
		return &RuleError{Field: field, Rule: RuleNotText}
	}
	for _, r := range id {
		if unicode.IsControl(r) {
			return &RuleError{Field: field, Value: id, Rule: RuleControl}
		}
	}
	return nil
}

func checkText(field, text string, most int) error {
	if !utf8.ValidString(text) {
		return &RuleError{Field: field, Rule: RuleNotText}
	}
	if utf8.RuneCountInString(text) > most {
		return &RuleError{Field: field, Value: text, Rule: RuleTooLong}
	}
	return nil
}

// CheckGuest returns a [*RuleError] for a guest's name that can't be kept.
func CheckGuest(name string) error { return checkText("guest", name, MaxNameLength) }

// clip shortens text of unknown length for a message.
func clip(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}
