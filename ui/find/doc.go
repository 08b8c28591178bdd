// Package find is the panel that finds people and desks, and the button that opens it.
//
// In come indexes of people and desks, and a function that tells the next bookings of
// one; out goes where the user wants to go. Going there is the work of whoever opened
// the panel.
package find
