package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/schema"
)

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
	for _, setting := range []string{"locking_mode = EXCLUSIVE", fmt.Sprintf("application_id = %d", schema.ApplicationID)} {
		if err := pragma(conn, setting); err != nil {
			return err
		}
	}
	if err := schema.Migrate(conn); err != nil {
		return err
	}
	if err := query.InTransaction(conn, func() error { return fill(rows.Tx{Conn: conn}, now, offices) }); err != nil {
		return err
	}
	// The last thing, as it puts the mode into the file's header for good.
	return sqlitex.ExecuteTransient(conn, "PRAGMA journal_mode = WAL", nil)
}

func fill(tx rows.Tx, now time.Time, offices []data.Office) error {
	_, err := engine.Within(tx, now, func(c *engine.Change) error {
		for _, o := range offices {
			if err := c.AddOffice(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(offices) == 0 { // nothing was changed that would have been dated
		err = rows.SetMeta(tx.Conn, rows.MetaLastUpdated, now.UnixMilli())
	}
	if err != nil {
		return err
	}
	return rows.SetMeta(tx.Conn, rows.MetaStore, uuid.NewString())
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
	if err := schema.Migrate(to); err != nil {
		return err
	}
	// Else its readers would need files beside it.
	return sqlitex.ExecuteTransient(to, "PRAGMA journal_mode = DELETE", nil)
}
