package sqlite

import (
	"context"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
)

// Keys of the table meta.
const (
	metaStore       = "store"        // a UUID, made with the store
	metaLastUpdated = "last_updated" // milliseconds since 1970, UTC
	metaChanges     = "changes"      // how many transactions have changed data
	metaBackupPath  = "backup_path"  // of the last backup that was confirmed
	metaBackupAt    = "backup_at"    // milliseconds since 1970, UTC
	metaBackupState = "backup_state" // the value of "changes" it holds
	metaPeople      = "people"       // how many transactions have changed people
	metaOffices     = "offices"      // and offices, floors, desks or blocks
	metaAllowPast   = "allow_past"   // 1 where days before today may be changed
	metaNotes       = "notes"        // how many transactions have changed notes or settings that somebody shows
)

// Status reads how the store stands. It costs the same however many bookings
// there are, but for one small row a day.
func (db *DB) Status(ctx context.Context) (s engine.Status, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		s, err = readStatus(conn)
		return err
	})
	return s, err
}

// readStatus reads how the store stands. Whoever reads of it looks here first, so it
// also says where a newer program has come meanwhile.
func readStatus(conn *sqlite.Conn) (s engine.Status, err error) {
	if err := checkVersion(conn); err != nil {
		return s, err
	}
	err = sqlitex.Execute(conn, "SELECT key, value FROM meta", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			switch row.ColumnText(0) {
			case metaStore:
				s.Store = row.ColumnText(1)
			case metaLastUpdated:
				s.LastUpdated = time.UnixMilli(row.ColumnInt64(1)).UTC()
			case metaChanges:
				s.Changes = row.ColumnInt64(1)
			case metaPeople:
				s.People = row.ColumnInt64(1)
			case metaOffices:
				s.Offices = row.ColumnInt64(1)
			case metaAllowPast:
				s.Settings.AllowPast = row.ColumnBool(1)
			}
			return nil
		},
	})
	if err != nil {
		return s, err
	}
	for query, to := range map[string]*int{
		"SELECT count(*) FROM offices":                 &s.Counts.Offices,
		"SELECT count(*) FROM desks WHERE retired = 0": &s.Counts.Desks,
		"SELECT count(*) FROM users WHERE number <> 0": &s.Counts.Users,
	} {
		n, err := integer(conn, query)
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
func (tx tx) Settings() (s engine.Settings, err error) {
	n, err := integer(tx.conn, "SELECT coalesce((SELECT value FROM meta WHERE key = ?), 0)", metaAllowPast)
	return engine.Settings{AllowPast: n != 0}, err
}

// SetSettings writes the user's choices.
func (tx tx) SetSettings(s engine.Settings) error {
	return setMeta(tx.conn, metaAllowPast, s.AllowPast)
}

// Stamp writes when the data changed last, and that they have once more, where they
// have. The time never goes back, whatever the clock does.
func (tx tx) Stamp(now time.Time, touched engine.Touched) error {
	for key, changed := range map[string]bool{metaPeople: touched.People, metaOffices: touched.Offices, metaNotes: touched.Settings} {
		if changed {
			if err := countUp(tx.conn, key); err != nil {
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
		metaLastUpdated, now.UnixMilli(), metaChanges)
}

// countUp moves a count on.
func countUp(conn *sqlite.Conn, key string) error {
	return sqlitex.Execute(conn, "INSERT INTO meta (key, value) VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1",
		&sqlitex.ExecOptions{Args: []any{key}})
}

func setMeta(conn *sqlite.Conn, key string, value any) error {
	return sqlitex.Execute(conn, "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
		&sqlitex.ExecOptions{Args: []any{key, value}})
}
