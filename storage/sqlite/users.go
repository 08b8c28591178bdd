package sqlite

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
)

// Users returns all people but the visitor, in the order of their IDs.
func (db *DB) Users(ctx context.Context) (users []data.User, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		users = nil
		return eachUser(conn, func(_ int64, u data.User) error {
			users = append(users, u)
			return nil
		})
	})
	return users, err
}

func eachUser(conn *sqlite.Conn, f func(number int64, u data.User) error) error {
	return sqlitex.Execute(conn, "SELECT "+userColumns+" FROM users WHERE number <> 0 ORDER BY id",
		&sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
			return f(row.ColumnInt64(0), userOf(row))
		}})
}

// userColumns are those that userOf reads, the number before them.
const userColumns = "number, id, name, active, email, team"

func userOf(row *sqlite.Stmt) data.User {
	return data.User{ID: row.ColumnText(1), Name: row.ColumnText(2), Active: row.ColumnBool(3), Email: row.ColumnText(4), Team: row.ColumnText(5)}
}

// FindUser returns the person with that ID or, where no ID fits, that name. The
// visitor is found by its ID. It returns ErrUnknownUser in a
// [*data.ConflictError] where there is none.
func (db *DB) FindUser(ctx context.Context, idOrName string) (u data.User, err error) {
	err = db.read(ctx, func(conn *sqlite.Conn) error {
		if strings.EqualFold(idOrName, data.VisitorID) {
			idOrName = data.VisitorID
		}
		_, u, err = findUser(conn, "id = ?1", idOrName)
		if errors.Is(err, data.ErrUnknownUser) {
			_, u, err = findUser(conn, "name_key = ?1 AND number <> 0", data.NameKey(idOrName))
		}
		if errors.Is(err, data.ErrUnknownUser) {
			// Keyboards have a straight apostrophe, names often a curved one.
			_, u, err = findUser(conn, "replace(name_key, '’', char(39)) = ?1 AND number <> 0",
				strings.ReplaceAll(data.NameKey(idOrName), "’", "'"))
		}
		if errors.Is(err, data.ErrUnknownUser) {
			err = &data.ConflictError{Err: data.ErrUnknownUser, What: idOrName}
		}
		return err
	})
	return u, err
}

func findUser(conn *sqlite.Conn, where string, arg any) (number int64, u data.User, err error) {
	found := false
	err = sqlitex.Execute(conn, "SELECT "+userColumns+" FROM users WHERE "+where,
		&sqlitex.ExecOptions{Args: []any{arg}, ResultFunc: func(row *sqlite.Stmt) error {
			found = true
			number = row.ColumnInt64(0)
			u = userOf(row)
			return nil
		}})
	if err == nil && !found {
		err = data.ErrUnknownUser
	}
	return number, u, err
}

// AddUser adds a person, with a new ID where u has none, and returns them as
// kept. It returns a [*data.RuleError] for a name that can't be or an ID that is
// there already, and ErrNameTaken in a [*data.ConflictError] for a name that is.
func (tx *Tx) AddUser(u data.User) (data.User, error) {
	if u.ID == "" {
		u.ID = uuid.NewString()
	}
	u, err := u.Clean()
	if err != nil {
		return u, err
	}
	err = tx.exec("INSERT INTO users (id, name, name_key, active, email, team) VALUES (?, ?, ?, ?, ?, ?)",
		u.ID, u.Name, data.NameKey(u.Name), u.Active, u.Email, u.Team)
	if isUnique(err) {
		if _, _, err := findUser(tx.conn, "id = ?1", u.ID); err == nil {
			return u, &data.RuleError{Field: "id", Value: u.ID, Rule: data.RuleTwice}
		}
		return u, &data.ConflictError{Err: data.ErrNameTaken, What: u.Name}
	}
	tx.changed, tx.people = true, true
	tx.note(userEdit{after: &u})
	return u, err
}

// ChangeUser gives the person with seen's ID what differs between seen and wanted,
// and leaves all else as it is: who read the person a while ago does not know what
// has changed since. It returns them as they were and as they are now. Errors are
// those of AddUser, and in a [*data.ConflictError] ErrUnknownUser, or ErrChanged
// where what is to change is neither as seen nor as wanted any more.
func (tx *Tx) ChangeUser(seen, wanted data.User) (before, after data.User, err error) {
	_, before, err = findUser(tx.conn, "id = ?1 AND number <> 0", seen.ID)
	if errors.Is(err, data.ErrUnknownUser) {
		err = &data.ConflictError{Err: err, What: cmp.Or(seen.Name, seen.ID)}
	}
	if err != nil {
		return before, before, err
	}
	if wanted, err = cleanChanged(seen, wanted); err != nil {
		return before, before, err
	}
	after = before
	if !mergeUser(&after, seen, wanted) {
		return before, before, &data.ConflictError{Err: data.ErrChanged, What: seen.Name}
	}
	if after == before {
		return before, after, nil
	}
	err = tx.exec("UPDATE users SET name = ?, name_key = ?, active = ?, email = ?, team = ? WHERE id = ? AND number <> 0",
		after.Name, data.NameKey(after.Name), after.Active, after.Email, after.Team, after.ID)
	if isUnique(err) {
		return before, before, &data.ConflictError{Err: data.ErrNameTaken, What: after.Name}
	}
	tx.changed, tx.people = true, true
	tx.note(userEdit{before: &before, after: &after})
	return before, after, err
}

// cleanChanged puts what is to change into the form in which it is kept.
func cleanChanged(seen, wanted data.User) (data.User, error) {
	for _, text := range []struct {
		seen   string
		wanted *string
		clean  func(string) (string, error)
	}{
		{seen.Name, &wanted.Name, data.CleanName}, {seen.Email, &wanted.Email, data.CleanEmail}, {seen.Team, &wanted.Team, data.CleanTeam},
	} {
		if *text.wanted == text.seen {
			continue
		}
		clean, err := text.clean(*text.wanted)
		if err != nil {
			return wanted, err
		}
		*text.wanted = clean
	}
	return wanted, nil
}

// mergeUser gives now every field that differs between seen and wanted, as it is in
// wanted. It reports whether all of these were still as seen, or as wanted already.
func mergeUser(now *data.User, seen, wanted data.User) (fits bool) {
	fits = mergeField(&now.Name, seen.Name, wanted.Name)
	fits = mergeField(&now.Active, seen.Active, wanted.Active) && fits
	fits = mergeField(&now.Email, seen.Email, wanted.Email) && fits
	return mergeField(&now.Team, seen.Team, wanted.Team) && fits
}

func mergeField[T comparable](now *T, seen, wanted T) (fits bool) {
	if seen == wanted {
		return true
	}
	fits = *now == seen || *now == wanted
	*now = wanted
	return fits
}

// Coming returns the desks that a person has from today on, by day.
func (tx *Tx) Coming(userID string) ([]data.Seat, error) {
	return personSeats(tx.conn, userID, tx.today, data.MaxDate)
}

// User returns the person with that ID, or ErrUnknownUser in a
// [*data.ConflictError].
func (tx *Tx) User(id string) (data.User, error) {
	_, u, err := findUser(tx.conn, "id = ?1 AND number <> 0", id)
	if errors.Is(err, data.ErrUnknownUser) {
		err = &data.ConflictError{Err: err, What: id}
	}
	return u, err
}

// removeUser removes a person whom no booking names; else it returns ErrInUse in
// a [*data.ConflictError].
func (tx *Tx) removeUser(u data.User) error {
	err := tx.exec("DELETE FROM users WHERE id = ? AND number <> 0", u.ID)
	if isForeignKey(err) {
		return &data.ConflictError{Err: data.ErrInUse, What: u.Name}
	}
	tx.changed, tx.people = true, true
	tx.note(userEdit{before: &u})
	return err
}
