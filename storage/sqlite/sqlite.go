// Package sqlite is the embedded engine: it keeps Seatkeeper's data in one SQLite database.
//
// In go paths and package engine's transactions; out come its types and errors. All SQL of
// the program is in here and in the packages below: schema has the tables, rows reads and
// writes them. What a backup is, who is told of a change, and every rule that a person
// is told of stand elsewhere.
//
// [DB] has one connection that writes and a few that read. [DB.Update] is the
// only way to change data; [DB.Snapshot] gives a steady view of everything
// for an export, over connections of its own. Nobody waits for a connection while
// holding the right to write. What only a file has, such as a log beside it, is no part
// of an engine.
package sqlite

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/schema"
	"seatkeeper/storage/sqlite/scratch"
)

const (
	// busyTimeout is how long a statement waits for another process's lock, where
	// the options don't say.
	busyTimeout = 5 * time.Second
	// readers is how many connections stay open to read beside the writer.
	readers = 3
)

// closeWait is how long Close waits for those who still use a connection.
var closeWait = 10 * time.Second

// DB is an open database, an [engine.DB]. Its methods may be called from any goroutine.
type DB struct {
	*rows.Reader

	path      string
	isScratch bool // see Options
	now       func() time.Time
	pool      *sqlitex.Pool
	follow    *follower       // reads in the place of pool, where others may write and we can't
	scratch   *scratch.Folder // a copy made to read what can't be opened in place; removed by Close
	busy      time.Duration
	closing   sync.Once

	closed   sync.Once
	closeErr error // of closed
	extra    extra // the connections of snapshots

	found   LogFound // what lay beside it when it was opened
	foreign []string // the endings of what was not its own of that

	turn   chan struct{} // holds one token: the right to use writer; closed by Close
	writer *sqlite.Conn  // nil where the database is read-only
	locked lockedSpan
	// opens is when Open gives up waiting for other processes' locks; zero when it is done.
	opens time.Time
	alone bool   // writer is the only connection, and serves reads too; see openAlone
	leave func() // ends the present use of it

	broken atomic.Bool // memory that is shared could not be had; see faulty
}

// Options say how to open a database.
type Options struct {
	ReadOnly bool
	// Scratch says that nobody else has the file, and that [DB.Replace] may use it up.
	Scratch bool
	// Remote says that the file lies on a network drive, where processes of several
	// computers have no memory in common: see openAlone.
	Remote bool
	// NoRoom says that the volume has no room for a file of shared memory: the
	// database is opened alone, where nobody else has it open.
	NoRoom bool
	// Now is the clock for creation times, in any zone; nil means time.Now.
	Now func() time.Time
	// BusyTimeout is how long a statement waits for another process's lock; 0
	// means five seconds.
	BusyTimeout time.Duration
	// BeforeUpgrade is called before the schema of an older database is brought up
	// to date, unless it is nil. upgrade writes what the database holds, in the
	// present schema, into the empty file at path. An error ends the opening with the
	// database as it was.
	BeforeUpgrade func(upgrade func(path string) error) error
	// ForeignLog is called where the log beside the file ("-wal", or a "-journal") is not its own, before that is
	// replayed; nobody can open the database meanwhile. It moves the log away and may
	// read the file. An error ends the opening. Nil leaves the log there, unread.
	ForeignLog func(ending string, file io.ReaderAt, size int64) error
}

// Open opens the database file at path, which must exist, and brings its schema
// up to date unless it is opened read-only. A file that can't be one of ours, or
// that this program must not touch, is refused before SQLite opens it: the error
// is ErrForeign, ErrTruncated, ErrLocked, ErrDamaged or a [*engine.VersionError].
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = busyTimeout
	}
	found, foreign := LogNone, []string(nil)
	err := opened.add(path, func() (err error) {
		found, foreign, err = lookAtLog(ctx, path, o.ForeignLog)
		return err
	})
	if err != nil {
		return nil, known(err)
	}
	db := newDB(path, o)
	db.found, db.foreign = found, foreign
	db.opens = time.Now().Add(db.busy)
	err = db.open(ctx, o)
	db.opens = time.Time{}
	if err != nil {
		return nil, errors.Join(known(contextError(ctx, err)), db.Close())
	}
	return db, nil
}

func (db *DB) open(ctx context.Context, o Options) (err error) {
	defer db.faulty(&err)()
	switch {
	case o.ReadOnly:
		db.follow = &follower{path: db.path, o: o, ending: db.extra.ending, foreign: db.found == LogForeign, forget: db.Forget}
		return db.follow.open(ctx)
	case o.Remote || o.NoRoom:
		return db.openAlone(ctx, o)
	}
	return db.openWriter(ctx, o.BeforeUpgrade)
}

func newDB(path string, o Options) *DB {
	db := &DB{path: path, isScratch: o.Scratch, now: o.Now, busy: o.BusyTimeout, turn: make(chan struct{}, 1), extra: newExtra()}
	db.turn <- struct{}{}
	db.Reader = rows.NewReader(db.read)
	return db
}

// Close ends all connections; it waits for a change that is under way and stops
// what is being read. The last process to close a database writes its log back
// into it. Where somebody keeps a connection for longer than closeWait, as one may
// whose disk does not answer, the error is ErrInUse, and the rest is closed when they
// have ended.
func (db *DB) Close() error {
	err := engine.ErrClosed
	db.closing.Do(func() {
		db.extra.end() // now, however late the goroutine begins
		done := make(chan error, 1)
		go func() {
			err := db.close()
			opened.remove(db.path)
			done <- err
		}()
		timer := time.NewTimer(closeWait)
		defer timer.Stop()
		select {
		case err = <-done:
		case <-timer.C:
			err = engine.ErrInUse
		}
	})
	return err
}

// close ends everything, once: a second call says what the first one has.
func (db *DB) close() error {
	db.closed.Do(func() { db.closeErr = db.closeAll() })
	return db.closeErr
}

func (db *DB) closeAll() (err error) {
	defer db.faulty(&err)()
	var errs []error
	db.extra.close()
	if db.follow != nil {
		errs = append(errs, db.follow.close())
	}
	if db.pool != nil {
		// Before the writer, so that an export which is nearly done can note itself.
		errs = append(errs, db.pool.Close())
	}
	<-db.turn
	close(db.turn)
	if db.writer != nil {
		errs = append(errs, db.writer.Close())
	}
	return errors.Join(append(errs, db.scratch.Remove())...)
}

// Found returns what lay beside the database when it was opened.
func (db *DB) Found() LogFound { return db.found }

// Foreign returns the endings ("-wal", "-journal") of what lay beside the database then
// and was not its own.
func (db *DB) Foreign() []string { return db.foreign }

// IsEnding reports whether Close has been called.
func (db *DB) IsEnding() bool { return db.extra.ending.Err() != nil }

// ReadOnly reports whether Update is refused.
func (db *DB) ReadOnly() bool { return db.writer == nil }

func (db *DB) openWriter(ctx context.Context, beforeUpgrade func(func(path string) error) error) error {
	conn, err := sqlite.OpenConn(db.path, sqlite.OpenReadWrite)
	if err != nil {
		return err
	}
	db.writer = conn
	conn.SetInterrupt(ctx.Done())
	defer conn.SetInterrupt(nil)
	if err := db.pragmas(conn, writing...); err != nil {
		return err
	}
	if err := db.upgrade(conn, beforeUpgrade); err != nil {
		return err
	}
	return db.openPool(ctx, db.path, db.path, sqlite.OpenReadWrite)
}

// upgrade brings the schema up to date, after a call of before.
func (db *DB) upgrade(conn *sqlite.Conn, before func(func(path string) error) error) error {
	if before != nil {
		older, err := schema.IsOlder(conn)
		if older {
			err = before(func(path string) error { return copyUpgraded(conn, path) })
			db.opens = time.Now().Add(db.busy) // the backup took its time
		}
		if err != nil {
			return err
		}
	}
	conn.SetBusyTimeout(db.waits())
	defer conn.SetBusyTimeout(db.busy)
	return schema.Migrate(conn)
}

// openPool opens the connections that read the file at path, which SQLite knows by name.
func (db *DB) openPool(ctx context.Context, path, name string, flags sqlite.OpenFlags) error {
	if strings.HasPrefix(name, "file:") {
		flags |= sqlite.OpenURI
	}
	pool, err := sqlitex.NewPool(name, sqlitex.PoolOptions{Flags: flags, PoolSize: readers, PrepareConn: func(conn *sqlite.Conn) error {
		return db.pragmas(conn, reading...)
	}})
	if err != nil {
		return err
	}
	// All of them open now: one that is opened later might find another file in the
	// place of this one.
	var conns []*sqlite.Conn
	for range readers {
		var conn *sqlite.Conn
		if conn, err = pool.Take(ctx); err != nil {
			break
		}
		conns = append(conns, conn)
		if err = schema.CheckIdentity(conn); err != nil {
			break
		}
	}
	for _, conn := range conns {
		pool.Put(conn)
	}
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	db.pool = pool
	db.extra.begin(path, name, flags)
	return nil
}

// Settings of connections.
var (
	writing = []string{"journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF",
		"journal_size_limit = 33554432", "cache_size = -32768"}
	reading = []string{"query_only = ON", "foreign_keys = ON", "trusted_schema = OFF", "cache_size = -1024"}
)

// waits returns how long the next statement waits for another process's lock: all those
// of an opening together no longer than one alone.
func (db *DB) waits() time.Duration {
	if db.opens.IsZero() {
		return db.busy
	}
	return max(time.Until(db.opens), min(db.busy, leastPatience))
}

// pragmas sets what holds for one connection alone, and the time to wait for locks.
func (db *DB) pragmas(conn *sqlite.Conn, settings ...string) error {
	defer conn.SetBusyTimeout(db.busy)
	for _, setting := range settings {
		conn.SetBusyTimeout(db.waits())
		if err := pragma(conn, setting); err != nil {
			return err
		}
	}
	return nil
}

func pragma(conn *sqlite.Conn, setting string) error {
	return query.Fail("PRAGMA "+setting, sqlitex.ExecuteTransient(conn, "PRAGMA "+setting, nil))
}

// read runs f with a connection for reading. What f reads in several statements
// is of one moment. f may be run again, and then begins anew.
func (db *DB) read(ctx context.Context, f func(*sqlite.Conn) error) (err error) {
	if err := db.whole(); err != nil {
		return err
	}
	defer db.faulty(&err)()
	switch {
	case db.follow != nil:
		return db.follow.read(ctx, f)
	case db.alone:
		return db.readAlone(ctx, f)
	}
	conn, err := db.pool.Take(ctx)
	if err != nil && db.IsEnding() {
		return engine.ErrClosed
	}
	if err != nil {
		return contextError(ctx, err)
	}
	defer db.pool.Put(conn)
	return readWith(ctx, conn, f)
}

// readWith runs f in a transaction of the connection.
func readWith(ctx context.Context, conn *sqlite.Conn, f func(*sqlite.Conn) error) (err error) {
	end := sqlitex.Transaction(conn)
	defer end(&err)
	if err := f(conn); err != nil {
		return contextError(ctx, known(err))
	}
	return nil
}

// contextError prefers to say that the caller gave up over what that caused.
func contextError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// opened counts the databases that this process has open or is opening, by path.
// POSIX drops every lock that a process has on a file when it closes any handle
// of it, so the header of an open database must not be read past SQLite
// (https://sqlite.org/howtocorrupt.html, section 2.2).
var opened = openFiles{count: map[string]int{}}

type openFiles struct {
	mu    sync.Mutex
	count map[string]int
}

// add counts one more opening of the file. The first judges its header, and then its
// log by means of look.
func (o *openFiles) add(path string, look func() error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.count[path] == 0 {
		if err := checkHeader(path); err != nil {
			return err
		}
		if err := look(); err != nil {
			return err
		}
	}
	o.count[path]++
	return nil
}

func (o *openFiles) remove(path string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.count[path]--; o.count[path] <= 0 {
		delete(o.count, path)
	}
}
