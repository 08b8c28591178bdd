package sqlite

import (
	"context"
	"errors"
	"os"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/schema"
)

// A snapshot may be held for long: by an export to a slow disk, by a person who reads
// a preview. So it takes none of the connections that serve the board, but opens its
// own, and closes them in the end. That is done before anything is locked: whoever waits
// for a connection holds nothing that another one waits for.

const (
	// mostExtra bounds the connections of all snapshots together.
	mostExtra = 16
	// readersPerSnapshot is how many goroutines can read one: two cores encode.
	readersPerSnapshot = 2
	// snapshotCache is small: who reads everything once, from end to end, needs no page
	// twice, and what is small stays near the core.
	snapshotCache = "cache_size = -256"
)

// extra hands out connections that are opened beside those of the pool.
type extra struct {
	slots  chan struct{} // one token for each connection that is open
	spare  chan struct{} // one token for a connection of the pool that a snapshot has
	ending context.Context
	end    context.CancelFunc

	name  string // how to open another one
	flags sqlite.OpenFlags
	path  string // of the file, which has to be the one that was opened at first
	files [2]os.FileInfo
}

func newExtra() extra {
	e := extra{slots: make(chan struct{}, mostExtra), spare: make(chan struct{}, 1)}
	e.ending, e.end = context.WithCancel(context.Background())
	return e
}

// take waits for a token, as long as there are snapshots to be had.
func (e *extra) take(ctx context.Context, tokens chan struct{}) error {
	select {
	case tokens <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-e.ending.Done():
		return engine.ErrClosed
	}
}

// begin notes how the database is opened.
func (e *extra) begin(path, name string, flags sqlite.OpenFlags) {
	e.path, e.name, e.flags = path, name, flags
	e.files = e.look()
}

// look returns the database and its log as they are now; nil where one is not there.
func (e *extra) look() (files [2]os.FileInfo) {
	for i, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(e.path + suffix); err == nil {
			os.SameFile(info, info) // so that Windows reads its identity now
			files[i] = info
		}
	}
	return files
}

// isInPlace reports whether the files that were opened are still those of that name.
// Beside another log a new connection would not see what the old ones do.
func (e *extra) isInPlace() bool {
	now := e.look()
	for i, was := range e.files {
		if (was == nil) != (now[i] == nil) || was != nil && !os.SameFile(was, now[i]) {
			return false
		}
	}
	return true
}

// close ends what is being read, lets nobody begin, and waits until all is given back.
func (e *extra) close() {
	e.end()
	for range mostExtra {
		e.slots <- struct{}{}
	}
}

// reader is a connection that serves one snapshot.
type reader struct {
	conn *sqlite.Conn
	end  func(*error) // ends its transaction; nil where it has none
	back func()
}

// takeReaders returns as many readers as asked for, or fewer where there are none left:
// at least one. It waits until there is one and ctx says how long.
func (db *DB) takeReaders(ctx context.Context, count int) (list []*reader, err error) {
	if db.alone {
		return db.readersAlone(ctx, count)
	}
	for len(list) < count {
		r, err := db.openReader(ctx, len(list) == 0)
		if err == nil {
			list = append(list, r)
			continue
		}
		if len(list) > 0 {
			break
		}
		if ctx.Err() != nil || errors.Is(err, engine.ErrClosed) {
			return nil, err
		}
		// The file has been moved away, or can't be opened again. Those who have it open
		// still have all of it.
		if r, err = db.spareReader(ctx, err); err != nil {
			return nil, err
		}
		return []*reader{r}, nil
	}
	return list, nil
}

var errNoneLeft = errors.New("all connections are in use")

// openReader opens a connection of its own, in place of the pool's.
func (db *DB) openReader(ctx context.Context, wait bool) (*reader, error) {
	e := &db.extra
	select {
	case e.slots <- struct{}{}:
	default:
		if !wait {
			return nil, errNoneLeft
		}
		if err := e.take(ctx, e.slots); err != nil {
			return nil, err
		}
	}
	conn, err := db.openExtra(ctx)
	if err != nil {
		<-e.slots
		return nil, err
	}
	// Close interrupts what is being read, as it does for the pool.
	ctx, cancel := context.WithCancel(ctx)
	unhook := context.AfterFunc(e.ending, cancel)
	conn.SetInterrupt(ctx.Done())
	return &reader{conn: conn, back: func() {
		unhook()
		cancel()
		conn.SetInterrupt(nil)
		_ = conn.Close() // it has only read
		<-e.slots
	}}, nil
}

func (db *DB) openExtra(ctx context.Context) (conn *sqlite.Conn, err error) {
	e := &db.extra
	if e.ending.Err() != nil {
		return nil, engine.ErrClosed
	}
	if !e.isInPlace() {
		return nil, errMoved
	}
	if conn, err = sqlite.OpenConn(e.name, e.flags); err != nil {
		return nil, err
	}
	conn.SetInterrupt(ctx.Done())
	if err = db.pragmas(conn, reading...); err == nil {
		err = db.pragmas(conn, snapshotCache)
	}
	if err == nil {
		err = schema.CheckIdentity(conn) // the first read, which opens the log too
	}
	if err == nil && !e.isInPlace() {
		err = errMoved
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

var errMoved = errors.New("another file has the store's name")

// spareReader lends a connection of the pool to one snapshot at a time. why is what
// stopped it from having its own.
func (db *DB) spareReader(ctx context.Context, why error) (*reader, error) {
	if db.pool == nil {
		return nil, why
	}
	e := &db.extra
	if err := e.take(ctx, e.spare); err != nil {
		return nil, err
	}
	conn, err := db.pool.Take(ctx)
	if err != nil {
		<-e.spare
		return nil, err
	}
	return &reader{conn: conn, back: func() {
		db.pool.Put(conn)
		<-e.spare
	}}, nil
}

// state tells one state of the data from another: every change moves the count of
// changes on. Notes and settings, which don't, are in no backup. Where the tables stand
// in the file may change without one: a VACUUM, by whatever program, moves pages.
type state struct{ changes, version, schema int64 }

// begin begins a transaction, and says of which moment it is.
func (r *reader) begin() (m state, err error) {
	r.end = sqlitex.Transaction(r.conn)
	// A transaction's moment is that of its first read.
	if m.version, err = query.Integer(r.conn, "PRAGMA user_version"); err == nil {
		m.schema, err = query.Integer(r.conn, "PRAGMA schema_version")
	}
	if err == nil {
		m.changes, err = query.Integer(r.conn, "SELECT value FROM meta WHERE key = ?", rows.MetaChanges)
	}
	return m, err
}

// rollBack ends the transaction, if there is one. Nothing was written, so that loses
// nothing.
func (r *reader) rollBack() {
	if r.end != nil {
		err := errors.New("end of the snapshot")
		r.end(&err)
		r.end = nil
	}
}
