package schema

import (
	"fmt"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
)

// renewNames brings names and their keys to what package data makes of them now,
// as part of a migration: stores from before had marks without a width in both. Where
// that makes the names of two people the same, both stay, and the later one gets a
// number behind the name, so that they can be told apart and renamed.
func renewNames(conn *sqlite.Conn) error {
	type person struct {
		number    int64
		name, key string
		changed   bool
	}
	var people []person
	taken := map[string]bool{}
	err := sqlitex.Execute(conn, "SELECT number, name, name_key FROM users WHERE number <> 0 ORDER BY number",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			was, wasKey := row.ColumnText(1), row.ColumnText(2)
			p := person{number: row.ColumnInt64(0), name: was}
			if clean, err := data.CleanName(was); err == nil {
				p.name = clean
			} // else it shows nothing: it stays, and can be renamed
			p.key = data.NameKey(p.name)
			p.changed = p.name != was || p.key != wasKey
			if p.key == "" || taken[p.key] {
				p.key, p.changed = "", true
			}
			taken[p.key] = true
			people = append(people, p)
			return nil
		}})
	if err != nil {
		return err
	}
	// First out of each other's way, as one may get the key that another had.
	for i := range people {
		p := &people[i]
		if !p.changed {
			continue
		}
		if p.key == "" {
			p.name = data.FreeName(p.name, func(name string) bool { return !taken[data.NameKey(name)] })
			p.key = data.NameKey(p.name)
			taken[p.key] = true
		}
		if err := setNameKey(conn, p.number, p.name, fmt.Sprintf("\x00%d", p.number)); err != nil {
			return err
		}
	}
	for _, p := range people {
		if p.changed {
			if err := setNameKey(conn, p.number, p.name, p.key); err != nil {
				return err
			}
		}
	}
	return nil
}

func setNameKey(conn *sqlite.Conn, number int64, name, key string) error {
	return sqlitex.Execute(conn, "UPDATE users SET name = ?, name_key = ? WHERE number = ?",
		&sqlitex.ExecOptions{Args: []any{name, key, number}})
}
