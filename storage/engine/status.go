package engine

import "time"

// Status says how the store stands as a whole.
type Status struct {
	Store       string    // a UUID that tells this store from others
	LastUpdated time.Time // of the last change, or of the creation; UTC
	Changes     int64     // how many changes there have been
	// People and Offices are numbers that move when people, or offices with all
	// that is on them, have changed: what was read before is good until then.
	People, Offices int64
	Settings        Settings
	Counts          Counts
}

// Settings are the user's choices that hold for everybody who uses the store.
// They are not in a backup.
type Settings struct {
	AllowPast bool // days before today may be booked and released
}

// Counts says how much there is.
type Counts struct {
	Offices  int
	Desks    int
	Users    int   // active or not, without the visitor
	Bookings int64 // released ones too
	Held     int64 // those that are not released
}

// Released counts the bookings that were given back.
func (c Counts) Released() int64 { return c.Bookings - c.Held }
