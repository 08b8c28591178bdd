// Package toolbutton is the button of a tool of the floor plan's editor, and the signs on it.
//
// In come a sign's name and words; out goes that it was pressed, or that the pointer is on it. What
// the tools do is known in package edit.
package toolbutton
