package rows

import (
	"context"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/schema"
)

// Keys of the table meta.
const (
	MetaStore       = "store"        // a UUID, made with the store
	MetaLastUpdated = "last_updated" // milliseconds since 1970, UTC
	MetaChanges     = "changes"      // how many transactions have changed data
	MetaBackupPath  = "backup_path"  // of the last backup that was confirmed
	MetaBackupAt    = "backup_at"    // milliseconds since 1970, UTC
	MetaBackupState = "backup_state" // the value of "changes" it holds
	MetaPeople      = "people"       // how many transactions have changed people
	MetaOffices     = "offices"      // and offices, floors, desks or blocks
	MetaAllowPast   = "allow_past"   // 1 where days before today may be changed
	metaNotes       = "notes"        // how many transactions have changed notes or settings that somebody shows
)

// Status reads how the store stands. It costs the same however many bookings
// there are, but for one small row a day.
func (r *Reader) Status(ctx context.Context) (s engine.Status, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		s, err = ReadStatus(conn)
		return err
	})
	return s, err
}

// ReadStatus reads how the store stands. Whoever reads of it looks here first, so it
// also says where a newer program has come meanwhile.
func ReadStatus(conn *sqlite.Conn) (s engine.Status, err error) {
	if err := schema.CheckVersion(conn); err != nil {
		return s, err
	}
	err = sqlitex.Execute(conn, "SELECT key, value FROM meta", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			switch row.ColumnText(0) {
			case MetaStore:
				s.Store = row.ColumnText(1)
			case MetaLastUpdated:
				s.LastUpdated = time.UnixMilli(row.ColumnInt64(1)).UTC()
			case MetaChanges:
				s.Changes = row.ColumnInt64(1)
			case MetaPeople:
				s.People = row.ColumnInt64(1)
			case MetaOffices:
				s.Offices = row.ColumnInt64(1)
			case MetaAllowPast:
				s.Settings.AllowPast = row.ColumnBool(1)
			}
			return nil
		},
	})
	if err != nil {
		return s, err
	}
	for count, to := range map[string]*int{
		"SELECT count(*) FROM offices WHERE retired = 0": &s.Counts.Offices,
		"SELECT count(*) FROM desks WHERE retired = 0":   &s.Counts.Desks,
		"SELECT count(*) FROM users WHERE number <> 0":   &s.Counts.Users,
	} {
		n, err := query.Integer(conn, count)
		if err != nil {
			return s, err
		}
		*to = int(n)
	}
	err = sqlitex.Execute(conn, "SELECT coalesce(sum(bookings), 0), coalesce(sum(held), 0) FROM days", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			s.Counts.Bookings, s.Counts.Held = row.ColumnInt64(0), row.ColumnInt64(1)
			return nil
		},
	})
	return s, err
}

// Settings returns the user's choices.
func (tx Tx) Settings() (s engine.Settings, err error) {
	n, err := query.Integer(tx.Conn, "SELECT coalesce((SELECT value FROM meta WHERE key = ?), 0)", MetaAllowPast)
	return engine.Settings{AllowPast: n != 0}, err
}

// SetSettings writes the user's choices.
func (tx Tx) SetSettings(s engine.Settings) error {
	return SetMeta(tx.Conn, MetaAllowPast, s.AllowPast)
}

// Stamp writes when the data changed last, and that they have once more, where they
// have. The time never goes back, whatever the clock does.
func (tx Tx) Stamp(now time.Time, touched engine.Touched) error {
	for key, changed := range map[string]bool{MetaPeople: touched.People, MetaOffices: touched.Offices, metaNotes: touched.Settings} {
		if changed {
			if err := countUp(tx.Conn, key); err != nil {
				return err
			}
		}
	}
	if !touched.Data {
		return nil
	}
	return tx.exec(`
		INSERT INTO meta (key, value) VALUES (?1, ?2), (?3, 1) ON CONFLICT (key) DO UPDATE
		SET value = CASE key WHEN ?1 THEN max(value, excluded.value) ELSE value + 1 END`,
		MetaLastUpdated, now.UnixMilli(), MetaChanges)
}

// countUp moves a count on.
func countUp(conn *sqlite.Conn, key string) error {
	return sqlitex.Execute(conn, "INSERT INTO meta (key, value) VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1",
		&sqlitex.ExecOptions{Args: []any{key}})
}

// SetMeta writes a value of the store as a whole.
func SetMeta(conn *sqlite.Conn, key string, value any) error {
	return sqlitex.Execute(conn, "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
		&sqlitex.ExecOptions{Args: []any{key, value}})
}

// Changes returns how many transactions have changed data.
func (tx Tx) Changes() (int64, error) {
	return query.Integer(tx.Conn, "SELECT coalesce((SELECT value FROM meta WHERE key = ?), 0)", MetaChanges)
}
