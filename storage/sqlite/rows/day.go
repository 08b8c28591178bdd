package rows

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/google/uuid"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// Day returns who has a desk on that day, in the order of the booking IDs.
// Released bookings are left out. Its cost grows with that day's bookings alone.
//
// Most days show desks and people that an earlier day has shown. What they are
// called is remembered until an office or a person changes, so that such a day is
// one scan without a join.
func (r *Reader) Day(ctx context.Context, day data.Date) (seats []data.Seat, err error) {
	err = r.read(ctx, func(conn *sqlite.Conn) error {
		seats = nil
		rows, err := scanDay(conn, day)
		if err != nil || len(rows) == 0 {
			return err
		}
		n, err := r.called.names(conn)
		if err == nil {
			err = n.learn(conn, rows, day)
		}
		if err == nil {
			seats = n.seats(rows, day)
		}
		return err
	})
	return seats, err
}

// dayRow is a booking of one day, with the numbers of its desk and its person.
type dayRow struct {
	id         uuid.UUID
	desk, user int64
	guest      string
	created    int64
}

func scanDay(conn *sqlite.Conn, day data.Date) (rows []dayRow, err error) {
	err = sqlitex.Execute(conn, "SELECT id, desk, user, created, guest FROM bookings WHERE day = ? AND released IS NULL ORDER BY id",
		&sqlitex.ExecOptions{Args: []any{int64(day)}, ResultFunc: func(row *sqlite.Stmt) error {
			r := dayRow{desk: row.ColumnInt64(1), user: row.ColumnInt64(2), created: row.ColumnInt64(3)}
			row.ColumnBytes(0, r.id[:])
			if r.user == 0 {
				r.guest = row.ColumnText(4) // nobody else can have one
			}
			rows = append(rows, r)
			return nil
		}})
	return rows, err
}

// called remembers what desks and people are called. It serves any number of
// goroutines, and no lock of it is held while the database is read.
type called struct {
	mu  sync.Mutex
	now *names
}

// moment says which offices and which people are meant, by how often they have
// changed: see [Status].
type moment struct{ people, offices int64 }

// names are what desks and people are called at one moment, by their numbers, as far
// as somebody has asked.
type names struct {
	moment moment
	mu     sync.RWMutex
	places map[int64]deskName
	people map[int64]person
	labels map[int64]string // what those are called whose names others have too
}

type deskName struct {
	ref   data.DeskRef
	label string
}

type person struct{ id, name string }

// Forget lets nothing be remembered of what desks and people are called: what was read
// before may be of two moments.
func (r *Reader) Forget() { r.called.forget() }

// forget is for when what was read may be of two moments.
func (c *called) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = nil
}

// at returns the names of that moment, or nil.
func (c *called) at(m moment) *names {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil || c.now.moment != m {
		return nil
	}
	return c.now
}

// names returns those of the moment that conn reads.
func (c *called) names(conn *sqlite.Conn) (*names, error) {
	var m moment
	err := sqlitex.Execute(conn, "SELECT key, value FROM meta WHERE key IN (?, ?)", &sqlitex.ExecOptions{
		Args: []any{MetaPeople, MetaOffices},
		ResultFunc: func(row *sqlite.Stmt) error {
			if row.ColumnText(0) == MetaPeople {
				m.people = row.ColumnInt64(1)
			} else {
				m.offices = row.ColumnInt64(1)
			}
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	if now := c.at(m); now != nil {
		return now, nil
	}
	labels, err := labelsOf(conn)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil || c.now.moment != m {
		c.now = &names{moment: m, places: map[int64]deskName{}, people: map[int64]person{}, labels: labels}
	}
	return c.now, nil
}

// learn reads what that day's desks and people are called, where some of them are
// not known yet. Few are asked for one by one, many by one query.
func (n *names) learn(conn *sqlite.Conn, rows []dayRow, day data.Date) error {
	places, people := n.unknown(rows)
	err := lookUp(conn, placeQuery, "d.number", "desk", places, day, func(row *sqlite.Stmt) deskName {
		return deskName{data.DeskRef{Office: row.ColumnText(1), Floor: row.ColumnText(2), Desk: row.ColumnText(3)}, row.ColumnText(4)}
	})
	if err == nil {
		err = lookUp(conn, personQuery, "number", "user", people, day, func(row *sqlite.Stmt) person {
			return person{row.ColumnText(1), cmp.Or(n.labels[row.ColumnInt64(0)], row.ColumnText(2))}
		})
	}
	if err != nil || len(places)+len(people) == 0 {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	maps.Copy(n.places, places)
	maps.Copy(n.people, people)
	return nil
}

const (
	placeQuery = `SELECT d.number, o.id, f.id, d.id, d.label FROM desks d JOIN floors f ON f.number = d.floor
		JOIN offices o ON o.number = f.office WHERE `
	personQuery = "SELECT number, id, name FROM users WHERE "
	fewNames    = 64
)

// unknown returns the desks and people of the rows that nobody has asked for yet.
func (n *names) unknown(rows []dayRow) (places map[int64]deskName, people map[int64]person) {
	places, people = map[int64]deskName{}, map[int64]person{}
	n.mu.RLock()
	defer n.mu.RUnlock()
	for i := range rows {
		if _, known := n.places[rows[i].desk]; !known {
			places[rows[i].desk] = deskName{}
		}
		if _, known := n.people[rows[i].user]; !known {
			people[rows[i].user] = person{}
		}
	}
	return places, people
}

// lookUp fills the map, by the numbers that are in it. number is how the query calls
// them, and column how the bookings do. Each must be there.
func lookUp[T any](conn *sqlite.Conn, query, number, column string, to map[int64]T, day data.Date, read func(*sqlite.Stmt) T) error {
	left := len(to)
	take := &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
		if _, wanted := to[row.ColumnInt64(0)]; wanted {
			to[row.ColumnInt64(0)] = read(row)
			left--
		}
		return nil
	}}
	var err error
	if len(to) > fewNames {
		take.Args = []any{int64(day)}
		err = sqlitex.Execute(conn, query+number+" IN (SELECT "+column+" FROM bookings WHERE day = ? AND released IS NULL)", take)
	} else {
		for key := range to {
			take.Args = []any{key}
			if err = sqlitex.Execute(conn, query+number+" = ?", take); err != nil {
				break
			}
		}
	}
	if err == nil && left > 0 {
		err = fmt.Errorf("%w: a booking on %s names a desk or a person that is not there", engine.ErrDamaged, day)
	}
	return err
}

// seats puts the names to the rows, which learn has seen.
func (n *names) seats(rows []dayRow, day data.Date) []data.Seat {
	n.mu.RLock()
	defer n.mu.RUnlock()
	seats := make([]data.Seat, len(rows))
	for i, r := range rows {
		place, person := n.places[r.desk], n.people[r.user]
		name := person.name
		if r.user == 0 {
			name = r.guest
		}
		seats[i] = data.Seat{
			Booking: data.Booking{
				ID: r.id.String(), DeskRef: place.ref, Date: day, UserID: person.id, Guest: r.guest,
				CreatedAt: time.UnixMilli(r.created).UTC(),
			},
			Name: name, Label: place.label,
		}
	}
	return seats
}
