package sqlite

import (
	"context"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/sqlite/rows"
)

// What a computer keeps beside the data; see package rows.
type (
	Notes      = rows.Notes
	Noted      = rows.Noted
	LastBackup = rows.LastBackup
)

// UpdateNotes runs f in a transaction and commits it where f returns nil. f must not
// keep the Notes. shown reports whether something has changed that somebody shows; then
// Noted.Count has moved.
func (db *DB) UpdateNotes(ctx context.Context, f func(*Notes) error) (shown bool, err error) {
	err = db.write(ctx, func(conn *sqlite.Conn) error {
		shown, err = rows.UpdateNotes(conn, db.now(), f)
		return err
	})
	return err == nil && shown, err
}
