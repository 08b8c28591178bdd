package data

import (
	"time"
)

// Booking gives one desk to one person for one day.
//
// Two rules hold over the bookings that are not released, and the store's
// database enforces them: a person has one desk a day (but for the visitor),
// and a desk has one person a day.
type Booking struct {
	ID      string `json:"id"` // a UUID in its lower-case text form
	DeskRef `json:",inline"`
	Date    Date   `json:"date"`
	UserID  string `json:"userId"`
	// Guest is who the visitor is; only bookings of VisitorID have it.
	Guest string `json:"guest,omitempty"`
	// CreatedAt is in UTC, in whole milliseconds.
	CreatedAt time.Time `json:"createdAt"`
	// ReleasedAt, in UTC and whole milliseconds, is zero while the booking holds.
	ReleasedAt time.Time `json:"releasedAt,omitzero"`
}

// IsReleased reports whether the desk was given back.
func (b Booking) IsReleased() bool { return !b.ReleasedAt.IsZero() }

// TimeFormat is how instants stand in JSON: RFC 3339 in UTC with milliseconds.
const TimeFormat = "2006-01-02T15:04:05.000Z"

// Seat is a booking as a person reads it.
type Seat struct {
	Booking
	Name  string // the person's name; for a visitor the guest's, or empty
	Label string // the desk's label
}
