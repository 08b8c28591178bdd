package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"seatkeeper/storage/engine"
)

// applicationID marks a database as ours: "SEAT" (https://sqlite.org/fileformat2.html, 1.3).
const applicationID = 0x53454154

// The bytes of a database's file that its readers lock together
// (https://sqlite.org/lockingv3.html, section 3).
const (
	sharedFirst = 0x40000002
	sharedSize  = 510
)

// checkHeader judges a file by its first 100 bytes and its size, before SQLite
// opens it and leaves its log beside it; only [openFiles.add] calls it. The layout is that of
// https://sqlite.org/fileformat2.html, section 1.3.
func checkHeader(path string) error {
	// Before it is opened, as to open a pipe would wait for somebody to write.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is not a regular file", engine.ErrForeign)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is not a regular file", engine.ErrForeign)
	}
	log, err := os.Stat(path + "-wal")
	hasLog := err == nil && log.Size() > 0
	header := make([]byte, 100)
	if n, err := io.ReadFull(file, header); err != nil {
		if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		if n == 0 || string(header[:min(n, 16)]) == "SQLite format 3\x00"[:min(n, 16)] {
			return fmt.Errorf("%w: it has %d bytes", engine.ErrTruncated, n)
		}
		return engine.ErrForeign
	}
	if string(header[:16]) != "SQLite format 3\x00" {
		return engine.ErrForeign
	}
	number := func(at int) int { return int(binary.BigEndian.Uint32(header[at:])) }
	if id := number(68); id != applicationID {
		return fmt.Errorf("%w: its application id is %#x", engine.ErrForeign, id)
	}
	if version := number(60); version > len(migrations) {
		return &engine.VersionError{Have: version, Known: len(migrations)}
	}
	// With a log the true size is the log's to say; SQLite then finds a page
	// that is missing.
	pageSize := int64(binary.BigEndian.Uint16(header[16:]))
	if pageSize == 1 {
		pageSize = 65536
	}
	if want := int64(number(28)) * pageSize; !hasLog && number(24) == number(92) && info.Size() < want {
		return fmt.Errorf("%w: it has %d bytes of %d", engine.ErrTruncated, info.Size(), want)
	}
	return nil
}

// IsStore reports whether a file begins like a database of ours. This process must not
// have it open.
func IsStore(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	header := make([]byte, 100)
	_, err = io.ReadFull(file, header)
	return err == nil && string(header[:16]) == "SQLite format 3\x00" && binary.BigEndian.Uint32(header[68:]) == applicationID
}

// checkIdentity judges an open database, with its log taken into account.
func checkIdentity(conn *sqlite.Conn) error {
	id, err := integer(conn, "PRAGMA application_id")
	if err != nil {
		return err
	}
	if id != applicationID {
		return engine.ErrForeign
	}
	return checkVersion(conn)
}

// checkVersion refuses a database that a newer program has brought to a schema which
// this one does not know.
func checkVersion(conn *sqlite.Conn) error {
	version, err := integer(conn, "PRAGMA user_version")
	if err != nil {
		return err
	}
	if int(version) > len(migrations) {
		return &engine.VersionError{Have: int(version), Known: len(migrations)}
	}
	return nil
}

// integer returns the first column of the first row, or 0 where there is none.
func integer(conn *sqlite.Conn, query string, args ...any) (n int64, err error) {
	err = sqlitex.Execute(conn, query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
		n = row.ColumnInt64(0)
		return nil
	}})
	return n, err
}

func text(conn *sqlite.Conn, query string, args ...any) (s string, err error) {
	err = sqlitex.Execute(conn, query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(row *sqlite.Stmt) error {
		s = row.ColumnText(0)
		return nil
	}})
	return s, err
}
