// Package rows reads and writes what stands in the tables: offices, floors, desks, blocks,
// people, bookings, the counts of changes, and notes.
//
// [Tx] is the transaction of package engine; [Reader] has its reads, over whatever lends
// a connection; [Notes] are what a computer keeps beside the data. How connections come to
// be, and what becomes of a transaction, stands in package sqlite; no rule is here.
package rows

import (
	"context"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
)

// Reader has the reads of an [engine.DB].
type Reader struct {
	read   func(context.Context, func(*sqlite.Conn) error) error
	called called
}

// NewReader returns a reader. read runs a function with a connection in a transaction,
// perhaps again, and then the function begins anew.
func NewReader(read func(context.Context, func(*sqlite.Conn) error) error) *Reader {
	return &Reader{read: read}
}

// Tx is a transaction that changes data.
type Tx struct{ Conn *sqlite.Conn }

var _ engine.Tx = Tx{}

// exec runs a statement that returns no rows.
func (tx Tx) exec(query string, args ...any) error {
	return sqlitex.Execute(tx.Conn, query, &sqlitex.ExecOptions{Args: args})
}

// insert runs a statement that inserts a row, and returns its number.
func (tx Tx) insert(query string, args ...any) (number int, err error) {
	err = tx.exec(query, args...)
	if IsUnique(err) {
		return 0, engine.ErrTaken // SQLite takes back that statement alone
	}
	return int(tx.Conn.LastInsertRowID()), err
}

// IsUnique reports whether err is a broken rule of uniqueness.
func IsUnique(err error) bool {
	code := sqlite.ErrCode(err)
	return code == sqlite.ResultConstraintUnique || code == sqlite.ResultConstraintPrimaryKey
}

// IsForeignKey reports whether err is a row that is named by others.
func IsForeignKey(err error) bool {
	return sqlite.ErrCode(err) == sqlite.ResultConstraintForeignKey
}
