// Package edit is the editor of a floor plan: a bar with the way out, tools, the floor to draw on,
// the properties of what is selected, and a line that says what the tool does.
//
// In comes a floor; out go the floor as it is drawn, after each step, and the wish to apply, to
// discard or to leave. What a change does is decided in package drawing. Nothing here reads or
// keeps anything: where the draft lives, and what applying it does to bookings, is known elsewhere.
package edit
