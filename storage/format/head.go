package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// headSize is how much of a backup is read to tell what it is. The lists begin far
// earlier in every file of ours.
const headSize = 16 << 10

// Head is what a backup says of itself before its first list.
type Head struct {
	Report Report
	Counts map[string]int64
	// isBackup says that it reads as a backup and as nothing else.
	IsBackup bool
}

// ReadHead reads the start of a backup, and its last bytes, which tell a file that was
// cut off. The error is a [*failure.FaultsError] or [*failure.NewerFormatError], or the system's.
// What can't be told without reading the whole file is no error.
func ReadHead(path string) (Head, error) {
	file, info, err := regular.Open(path)
	if err != nil {
		return Head{}, err
	}
	defer file.Close()
	if err := backupfile.CheckZeros(file, info.Size()); err != nil {
		return Head{}, err
	}
	start := make([]byte, min(headSize, info.Size()))
	if _, err := file.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return Head{}, err
	}
	form := backupfile.FormOf(start)
	if form.IsChanged() {
		start, _ = io.ReadAll(form.Reader(bytes.NewReader(start))) // it may end within a character
	}
	h, err := parseHead(start)
	if err != nil {
		return h, err
	}
	end := make([]byte, min(64, info.Size()))
	if _, err := file.ReadAt(end, info.Size()-int64(len(end))); err != nil && !errors.Is(err, io.EOF) {
		return h, err
	}
	if form.UTF16 {
		end = bytes.ReplaceAll(end, []byte{0}, nil)
	}
	end = bytes.TrimRight(end, " \t\r\n")
	switch {
	case info.Size() == 0:
		return h, &failure.FaultsError{Faults: []failure.Fault{{Code: failure.FaultEmpty}}}
	case !bytes.HasSuffix(end, []byte("}")):
		fault := failure.Fault{Code: failure.FaultCutOff, Value: fmt.Sprint(info.Size())}
		if _, err := jsontext.NewDecoder(bytes.NewReader(start)).ReadToken(); err != nil {
			fault.Code, fault.Value = failure.JSONFault(err, info.Size()) // it never was a backup
		}
		return h, &failure.FaultsError{Faults: []failure.Fault{fault}}
	}
	return h, nil
}

// IsBackup reports whether the start of a file says that it is a backup. A floor plan
// has neither of the lists that only a backup has, nor what stands before them.
func IsBackup(path string) bool {
	h, err := ReadHead(path)
	var newer *failure.NewerFormatError
	return errors.As(err, &newer) || h.Report.SchemaVersion != ""
}

// parseHead follows the keys of the outermost object up to the first list. It stops
// where the text is not what it expects: reading the whole file will tell.
func parseHead(start []byte) (Head, error) {
	c := NewChecker(MayBeOrdered, CheckOptions{})
	d := jsontext.NewDecoder(bytes.NewReader(start))
	isBackup := false
	done := func(err error) (Head, error) { return Head{c.report, c.counts, isBackup}, err }
	if token, err := d.ReadToken(); err != nil || token.Kind() != '{' {
		return done(nil)
	}
	for {
		token, err := d.ReadToken()
		if err != nil || token.Kind() != '"' {
			return done(nil)
		}
		key := token.String()
		isBackup = isBackup || key == "schemaVersion" || key == "users" || key == "bookings"
		if d.PeekKind() == '[' {
			return done(nil)
		}
		value, err := d.ReadValue()
		if err != nil {
			return done(nil)
		}
		if err := c.value(key, value); err != nil {
			return done(err)
		}
	}
}
