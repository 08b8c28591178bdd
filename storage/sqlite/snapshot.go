package sqlite

import (
	"context"
	"fmt"
	"runtime"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/rows"
)

// snapshot reads the data of one moment over connections of its own.
type snapshot struct {
	engine.Snapshot

	hasDesk, hasUser []bool      // whether that number has a name
	layout           *pageLayout // how to read the pages of the bookings; nil for SQL alone

	db      *DB
	readers []*reader
	unhook  func() bool  // ends what waits for the end of the database; may be nil
	aside   *DB          // opened for this snapshot alone, and closed with it; may be nil
	still   func() error // reports that what was read is not of one moment; may be nil
}

// newSnapshot returns a snapshot that has no readers yet.
func newSnapshot(db *DB) *snapshot {
	s := &snapshot{db: db}
	s.Reader = s
	return s
}

// Snapshot begins to read everything. It needs no turn to write and keeps nobody from
// writing, so it may be held for as long as somebody needs it, beside others. The
// caller must Close it, and should do so soon: the log of the database grows until then.
func (db *DB) Snapshot(ctx context.Context) (*engine.Snapshot, error) {
	s, err := db.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return &s.Snapshot, nil
}

func (db *DB) snapshot(ctx context.Context) (s *snapshot, err error) {
	if db.follow != nil {
		defer db.faulty(&err)()
		return db.follow.snapshot(ctx)
	}
	if err := db.whole(); err != nil {
		return nil, err
	}
	s = newSnapshot(db)
	complete := false
	defer func() {
		if complete { // also after a panic the connections go back, or Close would wait for them
			return
		}
		s.Close()
		s, err = nil, contextError(ctx, known(err))
	}()
	defer db.faulty(&err)()
	if s.readers, err = db.takeReaders(ctx, min(runtime.GOMAXPROCS(0), readersPerSnapshot)); err != nil {
		return s, err
	}
	if err := s.begin(); err != nil {
		return s, err
	}
	err = s.load()
	s.layout = readLayout(s.readers[0].conn)
	complete = err == nil
	return s, err
}

// triesForOneMoment is how often several readers try to begin between two changes. A
// change takes much longer than they do.
const triesForOneMoment = 10

// begin has all readers begin at the same moment. Nothing is locked for that: where
// somebody has changed the data between the first and the last, they begin anew, and in
// the end there is but one of them.
func (s *snapshot) begin() error {
	for range triesForOneMoment {
		states := map[state]bool{}
		for _, r := range s.readers {
			r.rollBack()
		}
		for _, r := range s.readers {
			m, err := r.begin()
			if err != nil {
				return err
			}
			states[m] = true
		}
		if len(states) == 1 {
			return nil
		}
	}
	for _, r := range s.readers[1:] {
		r.rollBack()
		r.back()
	}
	s.readers = s.readers[:1]
	return nil
}

func (s *snapshot) load() (err error) {
	conn := s.readers[0].conn
	if s.Status, err = rows.ReadStatus(conn); err != nil {
		return err
	}
	offices, err := rows.ReadOffices(conn)
	if err != nil {
		return err
	}
	s.Offices = rows.Plain(offices)
	if s.Pictures, err = rows.ReadPictures(conn); err != nil {
		return err
	}
	err = rows.EachDesk(offices, func(number int, ref data.DeskRef) error {
		s.DeskRefs, err = put(s.DeskRefs, int64(number), ref)
		return err
	})
	if err != nil {
		return err
	}
	s.UserIDs = []string{data.VisitorID}
	err = rows.EachUser(conn, func(number int64, u data.User) error {
		s.Users = append(s.Users, u)
		s.UserIDs, err = put(s.UserIDs, number, u.ID)
		return err
	})
	if err != nil {
		return err
	}
	for _, ref := range s.DeskRefs {
		s.hasDesk = append(s.hasDesk, ref.Desk != "")
	}
	for _, id := range s.UserIDs {
		s.hasUser = append(s.hasUser, id != "")
	}
	return sqlitex.Execute(conn, "SELECT day, bookings FROM days WHERE bookings > 0 ORDER BY day", &sqlitex.ExecOptions{
		ResultFunc: func(row *sqlite.Stmt) error {
			s.Days = append(s.Days, engine.DayCount{Day: data.Date(row.ColumnInt64(0)), Bookings: row.ColumnInt64(1)})
			return nil
		},
	})
}

// mostNumbers is far above what the numbers of desks and people reach, which count up
// from 1. One that damage has made would cost as much memory as it says.
const mostNumbers = 1 << 24

// put sets list[at], making the list longer where needed.
func put[T any](list []T, at int64, value T) ([]T, error) {
	if at < 0 || at > mostNumbers {
		return list, fmt.Errorf("%w: a desk or a person has the number %d", engine.ErrDamaged, at)
	}
	if missing := int(at) + 1 - len(list); missing > 0 {
		list = append(list, make([]T, missing)...)
	}
	list[at] = value
	return list, nil
}

// Readers returns how many goroutines can call Bookings at once.
func (s *snapshot) Readers() int { return len(s.readers) }

// Bookings calls f for each booking from one day to another, both included, in
// the order of day and ID. Each reader, counted from 0, serves one goroutine at
// a time. The row and its Guest are valid only during the call.
func (s *snapshot) Bookings(ctx context.Context, reader int, from, to data.Date, f func(*engine.Row) error) error {
	err := s.bookings(ctx, reader, from, to, f)
	if s.still != nil {
		if moved := s.still(); moved != nil {
			return moved // which says more, and what was read may be wrong without an error
		}
	}
	return err
}

func (s *snapshot) bookings(ctx context.Context, reader int, from, to data.Date, f func(*engine.Row) error) (err error) {
	defer s.db.faulty(&err)()
	var own error // of f, or of a row
	err = eachBooking(s.readers[reader].conn, s.layout, from, to, func(row *engine.Row) error {
		if uint(row.Desk) >= uint(len(s.DeskRefs)) || uint(row.User) >= uint(len(s.UserIDs)) ||
			!s.hasDesk[row.Desk] || !s.hasUser[row.User] {
			own = fmt.Errorf("%w: a booking on %s names a desk or a person that is not there", engine.ErrDamaged, row.Day)
		} else {
			own = f(row)
		}
		return own
	})
	if err == nil || own != nil {
		return err
	}
	return contextError(ctx, known(err))
}

// Picture returns one of the pictures. It takes the connection of the first reader.
func (s *snapshot) Picture(ctx context.Context, id string) (p data.Picture, err error) {
	defer s.db.faulty(&err)()
	p, found, err := rows.ReadPicture(s.readers[0].conn, id)
	if err == nil && !found {
		err = fmt.Errorf("%w: the picture %q is not there", engine.ErrDamaged, id)
	}
	if s.still != nil {
		if moved := s.still(); moved != nil {
			return p, moved
		}
	}
	return p, contextError(ctx, known(err))
}

// Close ends the snapshot. It may be called again.
func (s *snapshot) Close() {
	for _, r := range s.readers {
		r.rollBack()
		r.back()
	}
	s.readers = nil
	if s.unhook != nil {
		s.unhook()
	}
	if s.aside != nil {
		_ = s.aside.close() // it was only read
		s.aside = nil
	}
}
