// Package query holds what every use of a connection to SQLite needs: a question with
// one answer, a transaction that holds the write lock.
//
// In go a connection and SQL, out come plain values. No table is known here.
package query

import (
	"fmt"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// Integer returns the first column of the first row, or 0 where there is none.
func Integer(conn *sqlite.Conn, query string, args ...any) (n int64, err error) {
	err = sqlitex.Execute(conn, query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
		n = row.ColumnInt64(0)
		return nil
	}})
	return n, err
}

// Text is Integer for a text, empty where there is none.
func Text(conn *sqlite.Conn, query string, args ...any) (s string, err error) {
	err = sqlitex.Execute(conn, query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
		s = row.ColumnText(0)
		return nil
	}})
	return s, err
}

// InTransaction runs f in a transaction that holds the write lock from its start.
func InTransaction(conn *sqlite.Conn, f func() error) (err error) {
	end, err := sqlitex.ImmediateTransaction(conn)
	if err != nil {
		return err
	}
	defer end(&err)
	return f()
}

// Fail adds to an error what was being done.
func Fail(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
