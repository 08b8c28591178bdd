package sqlite

import (
	"context"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// Notes are texts that belong to the store and are in no backup. A replacement of
// all data keeps them. To write one is not a change of the data: neither
// lastUpdated nor the count of changes moves.

// Notes returns the notes of a topic, by key.
func (db *DB) Notes(ctx context.Context, topic string) (notes map[string]string, err error) {
	// A database that is only read may be of an older schema, which has none.
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		notes = map[string]string{}
		if there, err := hasNotes(conn); err != nil || !there {
			return err
		}
		return sqlitex.Execute(conn, "SELECT key, value FROM notes WHERE topic = ?", &sqlitex.ExecOptions{
			Args: []any{topic},
			ResultFunc: func(row *sqlite.Stmt) error {
				notes[row.ColumnText(0)] = row.ColumnText(1)
				return nil
			},
		})
	})
	return notes, err
}

// Note returns one note, empty where there is none.
func (tx *Tx) Note(topic, key string) (value string, err error) {
	err = sqlitex.Execute(tx.conn, "SELECT value FROM notes WHERE topic = ? AND key = ?", &sqlitex.ExecOptions{
		Args: []any{topic, key},
		ResultFunc: func(row *sqlite.Stmt) error {
			value = row.ColumnText(0)
			return nil
		},
	})
	return value, err
}

// SetNote writes a note; an empty value removes it. Where that changes it, Status.Notes
// moves.
func (tx *Tx) SetNote(topic, key, value string) error {
	if before, err := tx.Note(topic, key); err != nil || before == value {
		return err
	}
	tx.noted = true
	return setNote(tx.conn, topic, key, value)
}

// SetQuietNote is SetNote for what nobody shows: Status.Notes stays.
func (tx *Tx) SetQuietNote(topic, key, value string) error {
	return setNote(tx.conn, topic, key, value)
}

func setNote(conn *sqlite.Conn, topic, key, value string) error {
	if value == "" {
		return sqlitex.Execute(conn, "DELETE FROM notes WHERE topic = ? AND key = ?", &sqlitex.ExecOptions{Args: []any{topic, key}})
	}
	return sqlitex.Execute(conn, `INSERT INTO notes (topic, key, value) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET value = excluded.value`, &sqlitex.ExecOptions{Args: []any{topic, key, value}})
}

func hasNotes(conn *sqlite.Conn) (bool, error) {
	n, err := integer(conn, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'notes'")
	return n > 0, err
}

// copyNotes writes all notes of one database into another, which has none.
func copyNotes(from, to *sqlite.Conn) error {
	return sqlitex.Execute(from, "SELECT topic, key, value FROM notes", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			return setNote(to, row.ColumnText(0), row.ColumnText(1), row.ColumnText(2))
		},
	})
}
