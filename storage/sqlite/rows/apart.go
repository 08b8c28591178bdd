package rows

import (
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

const sharedNames = "SELECT " + userColumns + ` FROM users WHERE number <> 0 AND name_key IN (
	SELECT name_key FROM users WHERE number <> 0 GROUP BY name_key HAVING count(*) > 1)`

// labelsOf returns, by their numbers, what people are called whose names others have too.
// Where no name is shared it costs one pass over the index of names.
func labelsOf(conn *sqlite.Conn) (labels map[int64]string, err error) {
	sharing := map[string][]engine.User{}
	err = sqlitex.Execute(conn, sharedNames, &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
		u := engine.User{User: userOf(row), Number: row.ColumnInt(0)}
		key := data.NameKey(u.Name)
		sharing[key] = append(sharing[key], u)
		return nil
	}})
	if err != nil || len(sharing) == 0 {
		return nil, err
	}
	labels = map[int64]string{}
	for _, of := range sharing {
		called, err := engine.Apart(of, Tx{conn}.UsersNamed)
		if err != nil {
			return nil, err
		}
		for _, u := range of {
			labels[int64(u.Number)] = called[u.ID]
		}
	}
	return labels, nil
}

// tellApart gives the seats of people whose names others have too what these are called.
// Seats stand mostly together with others of the same person, who is asked for once.
func tellApart(conn *sqlite.Conn, seats []data.Seat) error {
	id, called := "", ""
	for i := range seats {
		s := &seats[i]
		if s.UserID == data.VisitorID {
			continue
		}
		if s.UserID != id {
			var err error
			if called, err = engine.Called(data.User{ID: s.UserID, Name: s.Name}, Tx{conn}.UsersNamed); err != nil {
				return err
			}
			id = s.UserID
		}
		s.Name = called
	}
	return nil
}
