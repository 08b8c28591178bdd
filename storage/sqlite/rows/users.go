package rows

import (
	"context"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Users returns all people but the visitor, in the order of their IDs.
func (r *Reader) Users(ctx context.Context) (users []data.User, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		users = nil
		return EachUser(conn, func(_ int64, u data.User) error {
			users = append(users, u)
			return nil
		})
	})
	return users, err
}

// EachUser calls f for each person but the visitor, by ID.
func EachUser(conn *sqlite.Conn, f func(number int64, u data.User) error) error {
	return sqlitex.Execute(conn, "SELECT "+userColumns+" FROM users WHERE number <> 0 ORDER BY id",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			return f(row.ColumnInt64(0), userOf(row))
		}})
}

// userColumns are those that userOf reads, the number before them.
const userColumns = "number, id, name, active, email, team, assistance"

func userOf(row *sqlite.Stmt) data.User {
	return data.User{
		ID: row.ColumnText(1), Name: row.ColumnText(2), Active: row.ColumnBool(3), Email: row.ColumnText(4), Team: row.ColumnText(5),
		Assistance: row.ColumnBool(6),
	}
}

// User returns the person, or the visitor, with that ID.
func (r *Reader) User(ctx context.Context, id string) (u data.User, found bool, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		var one engine.User
		one, found, err = findUser(conn, id)
		u = one.User
		return err
	})
	return u, found, err
}

func findUser(conn *sqlite.Conn, id string) (u engine.User, found bool, err error) {
	err = sqlitex.Execute(conn, "SELECT "+userColumns+" FROM users WHERE id = ?",
		&sqlitex.ExecOptions{Args: []any{id}, ResultFunc: func(row *sqlite.Stmt) error {
			found = true
			u = engine.User{User: userOf(row), Number: row.ColumnInt(0)}
			return nil
		}})
	return u, found, err
}

// User returns the person, or the visitor, with that ID.
func (tx Tx) User(id string) (engine.User, bool, error) { return findUser(tx.Conn, id) }

// UsersNamed returns the people whose names have that key, by ID.
func (tx Tx) UsersNamed(key string) ([]engine.User, error) { return usersNamed(tx.Conn, key) }

func usersNamed(conn *sqlite.Conn, key string) (users []engine.User, err error) {
	err = sqlitex.Execute(conn, "SELECT "+userColumns+" FROM users WHERE name_key = ? AND number <> 0 ORDER BY id",
		&sqlitex.ExecOptions{Args: []any{key}, ResultFunc: func(row *sqlite.Stmt) error {
			users = append(users, engine.User{User: userOf(row), Number: row.ColumnInt(0)})
			return nil
		}})
	return users, err
}

// Users returns all people but the visitor, by ID.
func (tx Tx) Users() (users []engine.User, err error) {
	err = EachUser(tx.Conn, func(number int64, u data.User) error {
		users = append(users, engine.User{User: u, Number: int(number)})
		return nil
	})
	return users, err
}

// InsertUser adds a person, or returns ErrTaken.
func (tx Tx) InsertUser(u data.User) error { return tx.insertUser(nil, u) }

// InsertUserAs adds a person under that number.
func (tx Tx) InsertUserAs(number int, u data.User) error { return tx.insertUser(number, u) }

func (tx Tx) insertUser(as any, u data.User) error {
	_, err := tx.insert("INSERT INTO users (number, id, name, name_key, active, email, team, assistance) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		as, u.ID, u.Name, data.NameKey(u.Name), u.Active, u.Email, u.Team, u.Assistance)
	return err
}

// UpdateUser changes a person.
func (tx Tx) UpdateUser(number int, u data.User) error {
	return tx.exec("UPDATE users SET name = ?, name_key = ?, active = ?, email = ?, team = ?, assistance = ? WHERE number = ? AND number <> 0",
		u.Name, data.NameKey(u.Name), u.Active, u.Email, u.Team, u.Assistance, number)
}

// DeleteUser removes a person whom no booking names.
func (tx Tx) DeleteUser(number int) (deleted bool, err error) {
	err = tx.exec("DELETE FROM users WHERE number = ?1 AND number <> 0 AND NOT "+userIsUsed, number)
	return err == nil && tx.Conn.Changes() > 0, err
}

const userIsUsed = "EXISTS (SELECT 1 FROM bookings WHERE user = ?1)"
