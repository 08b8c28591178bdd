// Package bookings holds the sheets that are about more than one day: a desk for
// several days, and a desk that can't be booked for a time.
//
// In come the desk, and functions that ask what would come of the days and that do it;
// out go the days. The store is not known here, nor the board behind the sheets.
package bookings
