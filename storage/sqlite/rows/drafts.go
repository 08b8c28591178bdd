package rows

import (
	"encoding/json"
	"fmt"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
)

// Draft returns the draft of a floor.
func (tx Tx) Draft(office, floor string) (d engine.Draft, found bool, err error) {
	err = sqlitex.Execute(tx.Conn, `SELECT changes, saved, claim, drawn, base
		FROM drafts JOIN draft_bases USING (office, floor) WHERE office = ? AND floor = ?`,
		&sqlitex.ExecOptions{Args: []any{office, floor}, ResultFunc: func(row *sqlite.Stmt) error {
			d, found = draftOf(row, office, floor), true
			for column, to := range map[int]*data.Floor{3: &d.Drawn, 4: &d.Base} {
				if err := json.Unmarshal([]byte(row.ColumnText(column)), to); err != nil {
					return fmt.Errorf("%w: the draft of floor %q: %w", engine.ErrDamaged, floor, err)
				}
			}
			return nil
		}})
	return d, found, err
}

func draftOf(row *sqlite.Stmt, office, floor string) (d engine.Draft) {
	d.Office, d.Floor, d.Changes, d.Claim = office, floor, row.ColumnInt(0), row.ColumnText(2)
	d.SavedAt = time.UnixMilli(row.ColumnInt64(1)).UTC()
	return d
}

// Drafts returns all drafts, of their floors only what they are called.
func (tx Tx) Drafts() (all []engine.Draft, err error) {
	there, err := query.Integer(tx.Conn, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'drafts'")
	if err != nil || there == 0 {
		return nil, err // a database that is only read may be of an older schema
	}
	err = sqlitex.Execute(tx.Conn, `SELECT changes, saved, claim, office, floor, drawn ->> 'name', base ->> 'name'
		FROM drafts JOIN draft_bases USING (office, floor) ORDER BY office, floor`,
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			d := draftOf(row, row.ColumnText(3), row.ColumnText(4))
			d.Drawn.Name, d.Base.Name = row.ColumnText(5), row.ColumnText(6)
			all = append(all, d)
			return nil
		}})
	return all, err
}

// SaveDraft writes a draft, and its base if withBase is true or there is none.
func (tx Tx) SaveDraft(d engine.Draft, withBase bool) error {
	drawn, err := json.Marshal(d.Drawn)
	if err != nil {
		return err
	}
	base, err := json.Marshal(d.Base)
	if err != nil {
		return err
	}
	err = tx.exec(`INSERT INTO drafts (office, floor, drawn, changes, saved, claim) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
		SET drawn = excluded.drawn, changes = excluded.changes, saved = excluded.saved, claim = excluded.claim`,
		d.Office, d.Floor, string(drawn), d.Changes, d.SavedAt.UnixMilli(), d.Claim)
	if err != nil {
		return err
	}
	insert := "INSERT INTO draft_bases (office, floor, base) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
	if withBase {
		insert = "INSERT OR REPLACE INTO draft_bases (office, floor, base) VALUES (?, ?, ?)"
	}
	return tx.exec(insert, d.Office, d.Floor, string(base))
}

// DeleteDraft removes the draft of a floor.
func (tx Tx) DeleteDraft(office, floor string) error {
	err := tx.exec("DELETE FROM drafts WHERE office = ? AND floor = ?", office, floor)
	if err != nil {
		return err
	}
	return tx.exec("DELETE FROM draft_bases WHERE office = ? AND floor = ?", office, floor)
}

// CopyDrafts writes all drafts of one database into another, which has none, and the
// pictures that they need.
func CopyDrafts(from, to *sqlite.Conn) error {
	for _, table := range []struct {
		name    string
		columns int
	}{{"drafts", 6}, {"draft_bases", 3}} {
		insert := "INSERT INTO " + table.name + " VALUES (?1" // in the order in which they are read
		for i := 1; i < table.columns; i++ {
			insert += fmt.Sprintf(", ?%d", i+1)
		}
		err := sqlitex.Execute(from, "SELECT * FROM "+table.name, &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			args := make([]any, table.columns)
			for i := range args {
				if args[i] = row.ColumnText(i); row.ColumnType(i) == sqlite.TypeInteger {
					args[i] = row.ColumnInt64(i)
				}
			}
			return sqlitex.Execute(to, insert+")", &sqlitex.ExecOptions{Args: args})
		}})
		if err != nil {
			return err
		}
	}
	return copyPicturesOfDrafts(from, to)
}
