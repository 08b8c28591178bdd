package sqlite

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"zombiezen.com/go/sqlite"

	"seatkeeper/storage/sqlite/scratch"
)

// Copies aside are made in the system's temporary folder, for this user alone, to
// read what can't be read where it is, or to read it without keeping others from it.

// makeScratch makes a folder for a copy of the database and returns the path that it gets.
// It goes with [DB.Close].
func makeScratch(db *DB) (path string, err error) {
	if db.scratch, err = scratch.New("", "seatkeeper-"); err != nil {
		return "", err
	}
	return filepath.Join(db.scratch.Path, filepath.Base(db.path)), nil
}

// SweepScratch removes the copies that killed processes of this user have left in a
// folder; empty means the system's own for temporary files.
func SweepScratch(in string) error { return scratch.Sweep(in) }

// openCopyOfFiles opens a copy of the database's file, of its log and its journal. They are of one
// moment only where nobody writes meanwhile, which the caller finds out.
func (db *DB) openCopyOfFiles(ctx context.Context) error {
	copied, err := makeScratch(db)
	if err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal", "-journal"} {
		err := copyFile(db.path+suffix, copied+suffix)
		if err != nil && (suffix == "" || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return db.openPool(ctx, copied, copied, sqlite.OpenReadWrite)
}

// copyOf returns a database that holds what conn sees now. Nothing else may be done
// with conn meanwhile.
func copyOf(ctx context.Context, path string, conn *sqlite.Conn, now func() time.Time) (*DB, error) {
	db := newDB(path, Options{Now: now, BusyTimeout: busyTimeout})
	copied, err := makeScratch(db)
	if err == nil {
		err = copyTo(ctx, copied, conn)
	}
	if err == nil {
		// Nobody else knows it, so that no file is needed beside it.
		err = db.openPool(ctx, copied, immutable(copied), sqlite.OpenReadOnly)
	}
	if err != nil {
		return nil, errors.Join(err, db.close())
	}
	return db, nil
}

// copyTo copies into a new file at path what conn sees now.
func copyTo(ctx context.Context, path string, from *sqlite.Conn) (err error) {
	to, err := sqlite.OpenConn(path, sqlite.OpenReadWrite, sqlite.OpenCreate)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	// It is thrown away in the end.
	for _, setting := range []string{"journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"} {
		if err := pragma(to, setting); err != nil {
			return err
		}
	}
	copying, err := sqlite.NewBackup(to, "main", from, "main")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, copying.Close()) }()
	for more := true; more && err == nil; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		more, err = copying.Step(pagesPerStep)
	}
	return err
}

func copyFile(from, to string) error {
	content, err := os.Open(from)
	if err != nil {
		return err
	}
	defer content.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = out.ReadFrom(content)
	return errors.Join(err, out.Close())
}

func writeNew(path string, content io.Reader) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, content)
	return errors.Join(err, out.Close())
}
