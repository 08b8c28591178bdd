package sqlite

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/google/uuid"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
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

// afterMigration is what a step does beside its statements, in its transaction; by
// the number of the step, from 1.
var afterMigration = map[int64]func(*sqlite.Conn) error{5: renewNames}

// Create makes a new database at path, which must be an empty file or absent,
// holding the given offices and nobody. It is whole and on the disk when Create
// returns, but for the folder's own entry.
func Create(ctx context.Context, path string, now time.Time, offices []data.Office) (err error) {
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite, sqlite.OpenCreate)
	if err != nil {
		return err
	}
	defer func() { err = known(errors.Join(err, conn.Close())) }()
	conn.SetInterrupt(ctx.Done())
	// Nobody else knows the file. Where the drive has no memory that is shared, none is
	// needed so.
	for _, setting := range []string{"locking_mode = EXCLUSIVE", fmt.Sprintf("application_id = %d", applicationID)} {
		if err := pragma(conn, setting); err != nil {
			return err
		}
	}
	if err := migrate(conn); err != nil {
		return err
	}
	if err := inTransaction(conn, func() error { return fill(tx{conn}, now, offices) }); err != nil {
		return err
	}
	// The last thing, as it puts the mode into the file's header for good.
	return sqlitex.ExecuteTransient(conn, "PRAGMA journal_mode = WAL", nil)
}

func fill(tx tx, now time.Time, offices []data.Office) error {
	_, err := engine.Within(tx, now, func(c *engine.Change) error {
		for _, o := range offices {
			if err := c.AddOffice(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return setMeta(tx.conn, metaStore, uuid.NewString())
}

// migrate brings the schema up to date, each step in one transaction with the
// number that says it is done.
func migrate(conn *sqlite.Conn) error {
	if err := checkIdentity(conn); err != nil {
		return err
	}
	for {
		version, err := integer(conn, "PRAGMA user_version")
		if err != nil || int(version) == len(migrations) {
			return err
		}
		err = inTransaction(conn, func() error {
			// Read again with the lock held: another process may have been faster.
			if now, err := integer(conn, "PRAGMA user_version"); err != nil || now != version {
				return err
			}
			if err := sqlitex.ExecuteScript(conn, migrations[version], nil); err != nil {
				return fail(fmt.Sprintf("migration %d", version+1), err)
			}
			if after := afterMigration[version+1]; after != nil {
				if err := after(conn); err != nil {
					return fail(fmt.Sprintf("migration %d", version+1), err)
				}
			}
			return sqlitex.ExecuteTransient(conn, fmt.Sprintf("PRAGMA user_version = %d", version+1), nil)
		})
		if err != nil {
			return err
		}
	}
}

// isOlder reports whether a database of ours lacks some of the schema's steps.
func isOlder(conn *sqlite.Conn) (bool, error) {
	if err := checkIdentity(conn); err != nil {
		return false, err
	}
	version, err := integer(conn, "PRAGMA user_version")
	return int(version) < len(migrations), err
}

// copyUpgraded copies a database into the empty file at path and brings the copy up
// to date.
func copyUpgraded(from *sqlite.Conn, path string) (err error) {
	to, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		return err
	}
	defer func() { err = known(errors.Join(err, to.Close())) }()
	copying, err := sqlite.NewBackup(to, "main", from, "main")
	if err != nil {
		return err
	}
	_, err = copying.Step(-1)
	if err = errors.Join(err, copying.Close()); err != nil {
		return err
	}
	if err := migrate(to); err != nil {
		return err
	}
	// Else its readers would need files beside it.
	return sqlitex.ExecuteTransient(to, "PRAGMA journal_mode = DELETE", nil)
}

// inTransaction runs f in a transaction that holds the write lock from its start.
func inTransaction(conn *sqlite.Conn, f func() error) (err error) {
	end, err := sqlitex.ImmediateTransaction(conn)
	if err != nil {
		return err
	}
	defer end(&err)
	return f()
}
