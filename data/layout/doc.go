// Package layout draws the floors of an office from words: the names of the rooms,
// how many desks stand in each, and how many in a row. [Parse] reads the words as
// people type them, [Draw] makes a floor of them that can be used at once, in metres.
//
// What never lives here: input and output, and words for people.
package layout
