package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"seatkeeper/storage/engine"
	"seatkeeper/storage/sqlite/schema"
)

// The bytes of a database's file that its readers lock together
// (https://sqlite.org/lockingv3.html, section 3).
const (
	sharedFirst = 0x40000002
	sharedSize  = 510
)

// checkHeader judges a file by its first 100 bytes and its size, before SQLite
// opens it and leaves its log beside it; only [openFiles.add] calls it. The layout is that of
// https://sqlite.org/fileformat2.html, section 1.3.
//
// A file that looks too short is looked at once more: another process may just have
// brought its log into the file, which comes in many steps, and removed it.
func checkHeader(path string) error {
	err := headerOf(path)
	for again := 0; again < 2 && errors.Is(err, engine.ErrTruncated); again++ {
		before := err.Error()
		if err = headerOf(path); err != nil && err.Error() == before {
			break
		}
	}
	return err
}

// headerOf does so once.
func headerOf(path string) error {
	// Before it is opened, as to open a pipe would wait for somebody to write.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is not a regular file", engine.ErrForeign)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil {
		return err
	} else if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: it is not a regular file", engine.ErrForeign)
	}
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
	if id := number(68); id != schema.ApplicationID {
		return fmt.Errorf("%w: its application id is %#x", engine.ErrForeign, id)
	}
	if version := number(60); version > schema.Newest {
		return &engine.VersionError{Have: version, Known: schema.Newest}
	}
	// In this order: whoever writes the log into the file has it grow behind a header that
	// says so, and removes the log last.
	info, err := file.Stat()
	if err != nil {
		return err
	}
	log, err := os.Stat(path + "-wal")
	hasLog := err == nil && log.Size() > 0
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
	return err == nil && string(header[:16]) == "SQLite format 3\x00" && binary.BigEndian.Uint32(header[68:]) == schema.ApplicationID
}
