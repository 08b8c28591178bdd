// Package day lets people choose and type days: the picker above the board with its
// calendar, and the field for a day in a sheet.
//
// In come today, the day that is shown and how many bookings the days of a month
// have; out goes the day that was chosen. What is shown of that day is not known here.
package day
