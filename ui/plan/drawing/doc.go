// Package drawing is a floor plan that is being drawn: what stands on it, what of that is
// selected, and the steps that can be undone. The editor shows it and asks for changes; what a
// change does with geometry, numbers and names is decided here.
//
// In come a floor and what the user does, in the units of the floor's layout, metres for most.
// Out go the things to draw, guide lines, and the floor as it has become, which always passes
// the check of the office it belongs to. There is nothing of a window here, and nothing is read
// or kept.
package drawing
