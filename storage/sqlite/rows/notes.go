package rows

import (
	"context"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/sqlite/query"
)

// Notes are what a computer keeps beside the data: texts by topic and key, and which
// backup was the last. They are in no backup, and a replacement of all data keeps them.
// To write them is not a change of the data: neither lastUpdated nor the count of
// changes moves. They are no part of what an engine must do.
type Notes struct {
	conn  *sqlite.Conn
	now   time.Time // UTC, whole milliseconds
	noted bool      // whether something has changed that somebody shows
}

// LastBackup is the last export that was confirmed to be on the disk. Path is
// empty where there has been none.
type LastBackup struct {
	Path    string
	At      time.Time // UTC
	Changes int64     // the store's count of changes at its moment
}

// Noted says how the notes stand as a whole.
type Noted struct {
	Count  int64 // moves when notes or settings that somebody shows have changed
	Backup LastBackup
}

// UpdateNotes runs f at that moment in a transaction of the connection. It reports whether
// something has changed that somebody shows; then Noted.Count has moved.
func UpdateNotes(conn *sqlite.Conn, now time.Time, f func(*Notes) error) (shown bool, err error) {
	n := &Notes{conn: conn, now: now.UTC().Truncate(time.Millisecond)}
	if err := f(n); err != nil || !n.noted {
		return false, err
	}
	return true, countUp(conn, metaNotes)
}

// Now returns the transaction's moment, in UTC and whole milliseconds.
func (n *Notes) Now() time.Time { return n.now }

// Notes returns the notes of a topic, by key.
func (r *Reader) Notes(ctx context.Context, topic string) (notes map[string]string, err error) {
	// A database that is only read may be of an older schema, which has none.
	err = r.read(ctx, func(conn *sqlite.Conn) error {
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

// Noted reads how the notes stand.
func (r *Reader) Noted(ctx context.Context) (n Noted, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		n, err = ReadNoted(conn)
		return err
	})
	return n, err
}

// ReadNoted reads what is noted of the store as a whole.
func ReadNoted(conn *sqlite.Conn) (n Noted, err error) {
	err = sqlitex.Execute(conn, "SELECT key, value FROM meta", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			switch row.ColumnText(0) {
			case metaNotes:
				n.Count = row.ColumnInt64(1)
			case MetaBackupPath:
				n.Backup.Path = row.ColumnText(1)
			case MetaBackupAt:
				n.Backup.At = time.UnixMilli(row.ColumnInt64(1)).UTC()
			case MetaBackupState:
				n.Backup.Changes = row.ColumnInt64(1)
			}
			return nil
		},
	})
	return n, err
}

// Get returns one note, empty where there is none.
func (n *Notes) Get(topic, key string) (value string, err error) {
	err = sqlitex.Execute(n.conn, "SELECT value FROM notes WHERE topic = ? AND key = ?", &sqlitex.ExecOptions{
		Args: []any{topic, key},
		ResultFunc: func(row *sqlite.Stmt) error {
			value = row.ColumnText(0)
			return nil
		},
	})
	return value, err
}

// Set writes a note; an empty value removes it. Where that changes it, Noted.Count
// moves.
func (n *Notes) Set(topic, key, value string) error {
	if before, err := n.Get(topic, key); err != nil || before == value {
		return err
	}
	n.noted = true
	return setNote(n.conn, topic, key, value)
}

// SetQuietly is Set for what nobody shows: Noted.Count stays.
func (n *Notes) SetQuietly(topic, key, value string) error {
	return setNote(n.conn, topic, key, value)
}

// RecordBackup notes the last backup.
func (n *Notes) RecordBackup(b LastBackup) error {
	n.noted = true
	for key, value := range map[string]any{
		MetaBackupPath: b.Path, MetaBackupAt: b.At.UnixMilli(), MetaBackupState: b.Changes,
	} {
		if err := SetMeta(n.conn, key, value); err != nil {
			return err
		}
	}
	return nil
}

func setNote(conn *sqlite.Conn, topic, key, value string) error {
	if value == "" {
		return sqlitex.Execute(conn, "DELETE FROM notes WHERE topic = ? AND key = ?", &sqlitex.ExecOptions{Args: []any{topic, key}})
	}
	return sqlitex.Execute(conn, `INSERT INTO notes (topic, key, value) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET value = excluded.value`, &sqlitex.ExecOptions{Args: []any{topic, key, value}})
}

func hasNotes(conn *sqlite.Conn) (bool, error) {
	n, err := query.Integer(conn, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'notes'")
	return n > 0, err
}

// CopyNotes writes all notes of one database into another, which has none.
func CopyNotes(from, to *sqlite.Conn) error {
	return sqlitex.Execute(from, "SELECT topic, key, value FROM notes", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			return setNote(to, row.ColumnText(0), row.ColumnText(1), row.ColumnText(2))
		},
	})
}
