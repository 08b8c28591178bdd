// Package values knows how a UUID, a day, a point in time and a text stand in a backup:
// how each is written, and how it is told and read again, a million times in a second.
// What they are the values of is not known here.
package values
