// Package schema holds the tables of the database: the steps that have made them what
// they are, and by what a database of ours is known.
//
// In goes a connection; out comes a database with the newest schema, or an error of package
// engine that says why it is none that this program can use. What stands in the tables is
// read and written in package rows.
package schema

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the schema's steps in order; a database's user_version says how
// many of them it has. A step that has been released is never changed.
var migrations = func() (steps []string) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		step, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		steps = append(steps, string(step))
	}
	return steps
}()

// Newest is the number of the newest step.
var Newest = len(migrations)

// afterMigration is what a step does beside its statements, in its transaction; by
// the number of the step, from 1.
var afterMigration = map[int64]func(*sqlite.Conn) error{5: renewNames}

// withoutForeignKeys are the steps that replace a table which others name. They keep the
// numbers of its rows.
var withoutForeignKeys = map[int64]bool{9: true}

// Migrate brings the schema up to date, each step in one transaction with the
// number that says it is done.
func Migrate(conn *sqlite.Conn) error {
	if err := CheckIdentity(conn); err != nil {
		return err
	}
	for {
		version, err := query.Integer(conn, "PRAGMA user_version")
		if err != nil || int(version) == len(migrations) {
			return err
		}
		back, err := switchForeignKeys(conn, withoutForeignKeys[version+1])
		if err != nil {
			return err
		}
		err = query.InTransaction(conn, func() error {
			// Read again with the lock held: another process may have been faster.
			if now, err := query.Integer(conn, "PRAGMA user_version"); err != nil || now != version {
				return err
			}
			if err := sqlitex.ExecuteScript(conn, migrations[version], nil); err != nil {
				return query.Fail(fmt.Sprintf("migration %d", version+1), err)
			}
			if after := afterMigration[version+1]; after != nil {
				if err := after(conn); err != nil {
					return query.Fail(fmt.Sprintf("migration %d", version+1), err)
				}
			}
			return sqlitex.ExecuteTransient(conn, fmt.Sprintf("PRAGMA user_version = %d", version+1), nil)
		})
		if err = errors.Join(err, back()); err != nil {
			return err
		}
	}
}

// switchForeignKeys switches them off, if that is wanted and they are on, and returns what
// switches them on again. Within a transaction neither would do anything.
func switchForeignKeys(conn *sqlite.Conn, off bool) (back func() error, err error) {
	back = func() error { return nil }
	if !off {
		return back, nil
	}
	on, err := query.Integer(conn, "PRAGMA foreign_keys")
	if err != nil || on == 0 {
		return back, err
	}
	back = func() error { return sqlitex.ExecuteTransient(conn, "PRAGMA foreign_keys = ON", nil) }
	return back, sqlitex.ExecuteTransient(conn, "PRAGMA foreign_keys = OFF", nil)
}

// IsOlder reports whether a database of ours lacks some of the schema's steps.
func IsOlder(conn *sqlite.Conn) (bool, error) {
	if err := CheckIdentity(conn); err != nil {
		return false, err
	}
	version, err := query.Integer(conn, "PRAGMA user_version")
	return int(version) < len(migrations), err
}

// ApplicationID marks a database as ours: "SEAT" (https://sqlite.org/fileformat2.html, 1.3).
const ApplicationID = 0x53454154

// CheckIdentity judges an open database, with its log taken into account.
func CheckIdentity(conn *sqlite.Conn) error {
	id, err := query.Integer(conn, "PRAGMA application_id")
	if err != nil {
		return err
	}
	if id != ApplicationID {
		return engine.ErrForeign
	}
	return CheckVersion(conn)
}

// CheckVersion refuses a database that a newer program has brought to a schema which
// this one does not know.
func CheckVersion(conn *sqlite.Conn) error {
	version, err := query.Integer(conn, "PRAGMA user_version")
	if err != nil {
		return err
	}
	if int(version) > len(migrations) {
		return &engine.VersionError{Have: int(version), Known: len(migrations)}
	}
	return nil
}
