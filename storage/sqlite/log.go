package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/chain"
	"seatkeeper/storage/sqlite/query"
	"seatkeeper/storage/sqlite/rows"
	"seatkeeper/storage/sqlite/scratch"
)

// Whose log is it?
//
// A write-ahead log holds whole pages, and SQLite replays whatever valid log lies
// beside a database: also that of another computer, which a file synchroniser has put
// there, or that of a store which was moved away. Bookings would be gone, or the file
// malformed, without a word. Neither file names the other, so the store says itself
// what belongs together: the table chain has one row, and every transaction that
// writes anything puts a new random number there, and that which stood there before.
//
//	store  … -> 7a          log  7a -> 91 -> c3
//
// A log continues a store if its first transaction follows the number that the store
// has; or if the store has one of the numbers of the log, since a checkpoint which was
// cut short has copied a part of it. Either way every page that the log does not bring
// is the one which the log was written on. In all other cases the log was written on
// another state of the store, and replaying it would mix the two. Times, sizes and
// computers play no part in it, so a store may be moved, copied or synchronised
// together with its log, and a log that was left by a crash is always known.
//
// Where the numbers can't be read (a store of an older schema; a page that was cut by
// a power failure in a checkpoint; a log that another program wrote) both are copied
// aside and replayed there: the log is taken for the store's own where the result is
// sound, is the same store and has not gone back.
//
// All of that costs nothing in a start without a log, which is what a clean end leaves.

// errInUse says that another process has the database open, so that its log is alive.
var errInUse = errors.New("another process has the database open")

// lookAtLog judges the log beside a database which this process has not open. Where
// another has, nothing is to be judged. A log that is not the store's own is given to
// foreign, while nobody can open the database; a nil foreign, in a folder that can only
// be read, leaves it where it is. It returns whether there was a log to replay, and
// which must be ignored. A journal is looked at likewise: see journal.go.
func lookAtLog(ctx context.Context, path string, foreign func(ending string, file io.ReaderAt, size int64) error) (found LogFound, endings []string, err error) {
	for ending, belongs := range map[string]judge{"-wal": logBelongs, "-journal": journalBelongs} {
		log, err := os.Stat(path + ending)
		if err != nil || log.Size() == 0 {
			continue // an error comes again when SQLite opens it
		}
		one, err := lookAtOne(ctx, path, ending, belongs, foreign)
		if err != nil {
			return found, endings, err
		}
		if found = max(found, one); one == LogForeign {
			endings = append(endings, ending)
		}
	}
	return found, endings, nil
}

// judge says what a log is to the store with that file, whose chain is on page root.
type judge func(ctx context.Context, path string, store io.ReaderAt, size int64, root int) (LogFound, error)

func lookAtOne(ctx context.Context, path, ending string, belongs judge, foreign func(string, io.ReaderAt, int64) error) (LogFound, error) {
	root := chainRoot(path)
	file, err := holdAlone(path)
	if errors.Is(err, errInUse) {
		return LogNone, nil
	}
	if err != nil {
		return LogNone, err
	}
	defer file.Close() // and with it the hold
	info, err := file.Stat()
	if err != nil {
		return LogNone, err
	}
	found, err := belongs(ctx, path, file, info.Size(), root)
	if err != nil || found != LogForeign || foreign == nil {
		return found, err
	}
	return found, foreign(ending, file, info.Size())
}

// LogFound says what lay beside a database when it was opened.
type LogFound int

// The kinds of log.
const (
	LogNone    LogFound = iota // nothing that SQLite would replay, or one that is in use
	LogOwn                     // what this store left when it was not ended cleanly
	LogForeign                 // what another store, or another state of this one, has left
)

func logBelongs(ctx context.Context, path string, store io.ReaderAt, size int64, root int) (LogFound, error) {
	file, err := os.Open(path + "-wal")
	if errors.Is(err, os.ErrNotExist) {
		return LogNone, nil // whoever had it open has ended it meanwhile
	}
	if err != nil {
		return LogNone, err
	}
	defer file.Close()
	l, err := chain.ReadLog(file)
	if err != nil || l.Commits == 0 {
		return LogNone, err
	}
	page := make([]byte, l.PageSize)
	if _, err := store.ReadAt(page, int64(root-1)*int64(l.PageSize)); root > 0 && err == nil && l.Known {
		if row, is := chain.On(page); is {
			if row.Link == l.Before || l.Links[row.Link] {
				return LogOwn, nil
			}
			return LogForeign, nil
		}
	}
	return tryLog(ctx, path, "-wal", store, size)
}

// chainRoot returns the number of the page on which the database alone, without its
// log, has the table chain, or 0 where that can't be read.
func chainRoot(path string) (root int) {
	conn, err := openBare(path)
	if err != nil {
		return 0
	}
	defer conn.Close()
	n, err := query.Integer(conn, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'chain'")
	if err != nil {
		return 0
	}
	return int(n)
}

// openBare opens a database as if it had no log, without any lock.
func openBare(path string) (*sqlite.Conn, error) {
	name := (&url.URL{Scheme: "file", Path: slashed(path), RawQuery: "immutable=1"}).String()
	return sqlite.OpenConn(name, sqlite.OpenReadOnly|sqlite.OpenURI)
}

// tryLog judges a log, or a journal, by what a copy of the store becomes with it.
func tryLog(ctx context.Context, path, ending string, store io.ReaderAt, size int64) (found LogFound, err error) {
	folder, err := scratch.New(filepath.Dir(path), ".seatkeeper-")
	if err != nil {
		if folder, err = scratch.New("", "seatkeeper-"); err != nil {
			return LogNone, err
		}
	}
	defer func() { err = errors.Join(err, folder.Remove()) }()
	copied := filepath.Join(folder.Path, filepath.Base(path))
	if err := writeNew(copied, io.NewSectionReader(store, 0, size)); err != nil {
		return LogNone, err
	}
	alone, err := judgeCopy(ctx, func() (*sqlite.Conn, error) { return openBare(copied) })
	if err != nil {
		return LogNone, err
	}
	if err := copyFile(path+ending, copied+ending); err != nil {
		return LogNone, err
	}
	back := int64(0)
	if ending == "-journal" {
		back = 1 // by the change that it takes back
	}
	with, err := judgeCopy(ctx, func() (*sqlite.Conn, error) { return sqlite.OpenConn(copied, sqlite.OpenReadWrite) })
	switch {
	case err != nil:
		return LogNone, err
	case with.sound && (!alone.sound || with.store == alone.store && with.changes >= alone.changes-back):
		return LogOwn, nil
	case alone.sound:
		return LogForeign, nil
	}
	return LogNone, fmt.Errorf("%w, with its log and without", engine.ErrDamaged)
}

// copyState is what a copy of a store turns out to be.
type copyState struct {
	sound   bool
	store   string
	changes int64
}

// judgeCopy opens a copy and looks whether it is sound. The error is that of ctx.
func judgeCopy(ctx context.Context, open func() (*sqlite.Conn, error)) (c copyState, err error) {
	conn, err := open()
	if err != nil {
		return c, nil
	}
	defer conn.Close()
	conn.SetInterrupt(ctx.Done())
	c.store, err = query.Text(conn, "SELECT value FROM meta WHERE key = ?", rows.MetaStore)
	if err == nil {
		c.changes, err = query.Integer(conn, "SELECT value FROM meta WHERE key = ?", rows.MetaChanges)
	}
	if err == nil {
		err = rows.CheckSound(conn)
	}
	c.sound = err == nil
	if ctx.Err() != nil {
		return c, context.Cause(ctx)
	}
	return c, nil
}

// touchChain puts a new link into the chain where f has written anything.
func touchChain(conn *sqlite.Conn, f func() error) error {
	before, err := query.Integer(conn, "SELECT total_changes()")
	if err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	after, err := query.Integer(conn, "SELECT total_changes()")
	if err != nil || after == before {
		return err
	}
	return sqlitex.Execute(conn, "UPDATE chain SET before = link, link = randomblob(16)", nil)
}

// followChain lets what is in one database be the next link of that in another, whose
// place it takes.
func followChain(present, next *sqlite.Conn) error {
	return sqlitex.Execute(present, "SELECT link FROM chain", &sqlitex.ExecOptions{ResultFunc: func(row *sqlite.Stmt) error {
		var l chain.Link
		row.ColumnBytes(0, l[:])
		return sqlitex.Execute(next, "UPDATE chain SET before = ?, link = randomblob(16)", &sqlitex.ExecOptions{Args: []any{l[:]}})
	}})
}
