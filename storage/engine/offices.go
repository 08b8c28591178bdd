package engine

// OfficeChange says what making an office another did to one floor; without a floor, to the
// office itself: its name or code, or that it has no floors.
type OfficeChange struct {
	Office, Floor string // names
	IsNew         bool   // the floor
	Added         int    // desks that are new
	Changed       int    // desks that look or lie otherwise
	Unchanged     int    // desks that stay as they are
	Removed       int    // desks that are gone
	Retired       int    // desks that go out of use, but are kept as bookings name them
	Coming        int    // bookings from today on at those
}
