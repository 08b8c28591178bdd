// Package plan draws a floor with who sits where.
//
// In come a floor, the seats of a day, the desk that is selected and what the day is
// about, such as who was found; out go the desk that was selected, activated, or whose
// menu was asked for. What a click does with a desk is decided elsewhere, and nothing
// here reads or changes anything.
package plan
