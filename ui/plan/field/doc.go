// Package field is a property in the panel of the floor plan's editor: its name above what can be
// typed, and the numbers of lengths and angles in it.
//
// In come what a property is and what is to become of it when another value was typed. What the
// properties are is known in package edit.
package field
