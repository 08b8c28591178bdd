// Package data is the model of Seatkeeper: civil dates, people, offices with
// their floors and desks, bookings, the JSON form of each and the rules they
// obey. It does no input or output; [SampleOffice] and [Sample] come from a
// drawing that is part of the program.
//
// Start with [Booking]: it ties a person to a desk for one [Date].
package data
