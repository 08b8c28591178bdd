// Package engine says what a database must do to hold Seatkeeper's data, and holds the
// rules that are the same over any of them.
//
// In go the model of package data; out come plain types, and errors that say what is
// wrong with a database. Package storage works with these, and each engine, such as
// package sqlite, fulfils them. Order is by bytes everywhere: an engine compares IDs as
// Go does, whatever language its server speaks.
//
// What never lives here: SQL, files, backups, and words for people.
package engine
