package engine

import (
	"context"

	"seatkeeper/data"
)

// Snapshot is the whole of the data at one moment. Others may go on booking; it
// stays as it is until Close. All but the bookings and the pictures is in memory.
type Snapshot struct {
	Status  Status
	Offices []data.Office // in the user's order
	Users   []data.User   // by ID
	Days    []DayCount    // by day
	// Pictures are those under the floors, by ID.
	Pictures []PictureSize
	// DeskRefs and UserIDs give the names of the numbers in a Row. A number that
	// is not in use has an empty name; so has 0 among the desks, and among the people
	// it is the visitor.
	DeskRefs []data.DeskRef
	UserIDs  []string

	Reader
}

// PictureSize says how many bytes a picture has.
type PictureSize struct {
	ID    string
	Bytes int
}

// Reader reads the bookings and the pictures of a snapshot.
type Reader interface {
	// Readers returns how many goroutines can call Bookings at once.
	Readers() int
	// Bookings calls f for each booking from one day to another, both included, in
	// the order of day and ID. Each reader, counted from 0, serves one goroutine at
	// a time. The row and its Guest are valid only during the call.
	Bookings(ctx context.Context, reader int, from, to data.Date, f func(*Row) error) error
	// Picture returns one of the pictures. Nobody may read bookings at that time.
	Picture(ctx context.Context, id string) (data.Picture, error)
	// Close ends the snapshot. It may be called again.
	Close()
}

// DayCount says how many bookings a day has, released ones too.
type DayCount struct {
	Day      data.Date
	Bookings int64
}

// Row is a booking as a database keeps it.
type Row struct {
	Day      data.Date
	ID       [16]byte
	Desk     int   // its number: an index of Snapshot.DeskRefs
	User     int   // likewise of Snapshot.UserIDs
	Created  int64 // milliseconds since 1970, UTC
	Released int64 // likewise, where IsReleased
	Guest    []byte

	IsReleased bool
}
