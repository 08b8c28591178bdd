// Package chain reads what SQLite's log and its journal say about the chain, by which they are
// told from those of another state of the store.
//
// In go the bytes of such a file or of a page, out comes the row of the table chain as it stands
// there. What becomes of the file is decided in package sqlite.
package chain
