package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// VerifyBackup reads a backup file whole and checks it: its checksum where it
// has one, its structure, every record and every rule. It reads the present
// format and the older forms of docs/backup-format.md. A file that this program
// wrote is read in constant memory.
//
// The error is an [*Error] that holds a [*FaultsError] with all faults up to a
// bound, a [*NewerFormatError], ErrNeedsPassphrase or ErrWrongPassphrase, or the
// system's error.
func VerifyBackup(ctx context.Context, path string, o ReadOptions) (Report, error) {
	report, err := verify(ctx, path, o)
	if err != nil {
		return report, &Error{Op: OpVerify, Path: path, Err: err}
	}
	return report, nil
}

func verify(ctx context.Context, path string, o ReadOptions) (Report, error) {
	file, err := openBackup(path, o)
	if err != nil {
		return Report{}, err
	}
	defer file.Close()
	report, err := readLines(ctx, io.NewSectionReader(file, 0, file.size))
	if !errors.Is(err, errNotLines) {
		return report, err
	}
	return readAny(ctx, file, file.size)
}

// readAny reads a backup in any layout that JSON allows.
func readAny(ctx context.Context, file io.ReaderAt, size int64) (Report, error) {
	return readAnyInto(ctx, file, size, newChecker(false))
}

func readAnyInto(ctx context.Context, file io.ReaderAt, size int64, c *checker) (Report, error) {
	bounded := &boundedReader{ctx: ctx, from: io.NewSectionReader(file, 0, size)}
	// Duplicate keys and invalid UTF-8 are refused by default.
	d := jsontext.NewDecoder(bounded)
	a := &anyReader{check: c, decode: d, bounded: bounded}
	a.check.where = func() string { return string(d.StackPointer()) }
	sumAt, err := a.read()
	c.report.Bytes = size
	switch {
	case ctx.Err() != nil:
		return c.report, context.Cause(ctx)
	case bounded.err != nil:
		return c.report, bounded.err
	case err != nil:
		var newer *NewerFormatError
		if errors.As(err, &newer) {
			return c.report, newer
		}
		c.fault(jsonFault(err, size))
		return c.report, c.err()
	}
	if c.report.SHA256, err = sumBefore(file, sumAt, size); err != nil {
		return c.report, err
	}
	c.where = nil
	c.finish()
	return c.report, c.err()
}

// jsonFault puts an error of the JSON reader into a fault.
func jsonFault(err error, size int64) (FaultCode, string) {
	switch {
	case size == 0:
		return FaultEmpty, ""
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return FaultCutOff, fmt.Sprint(size)
	case errors.Is(err, errTooLong):
		return FaultTooLong, ""
	}
	return FaultNotJSON, plainJSONError(err)
}

// plainJSONError returns what a JSON error says, without its package's name.
func plainJSONError(err error) string {
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) && syntax.Err != nil {
		return fmt.Sprintf("%v, at byte %d", syntax.Err, syntax.ByteOffset)
	}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		text := string(semantic.JSONPointer)
		if semantic.Err != nil {
			return text + ": " + semantic.Err.Error()
		}
		return fmt.Sprintf("%s: not a %v", text, semantic.GoType)
	}
	return err.Error()
}

// anyReader follows JSON tokens.
type anyReader struct {
	check   *checker
	decode  *jsontext.Decoder
	bounded *boundedReader
}

// read reads the outermost object and returns where the key "sha256" stands, or
// -1.
func (a *anyReader) read() (sumAt int64, err error) {
	sumAt = -1
	if err := a.begin('{'); err != nil {
		return sumAt, err
	}
	for a.decode.PeekKind() != '}' {
		token, err := a.decode.ReadToken()
		if err != nil {
			return sumAt, err
		}
		key := token.String()
		a.check.seenKey(key)
		switch key {
		case "offices":
			err = eachRecord(a, key, a.check.office)
		case "users":
			err = eachRecord(a, key, a.check.user)
		case "bookings":
			var r record
			err = eachRecord(a, key, func(b fileBooking) {
				b.toRecord(&r)
				a.check.booking(&r)
			})
		case "schemaVersion", "app", "exportedAt", "lastUpdated", "automatic", "counts", "sha256":
			if key == "sha256" {
				sumAt = a.decode.InputOffset() - int64(len(`"sha256"`))
			}
			var value jsontext.Value
			if value, err = a.decode.ReadValue(); err == nil {
				err = a.check.value(key, value)
			}
		default:
			err = a.skip()
		}
		if err != nil {
			return sumAt, err
		}
		a.bounded.allow()
	}
	if _, err := a.decode.ReadToken(); err != nil {
		return sumAt, err
	}
	if _, err := a.decode.ReadToken(); !errors.Is(err, io.EOF) {
		a.check.fault(FaultTrailing, "")
	}
	return sumAt, nil
}

// begin reads the token that opens an object or a list.
func (a *anyReader) begin(kind jsontext.Kind) error {
	token, err := a.decode.ReadToken()
	if err != nil {
		return err
	}
	if token.Kind() != kind {
		return fmt.Errorf("%v where %v should begin", token.Kind(), kind)
	}
	return nil
}

// skip passes over the value of a key that is not known, token by token.
func (a *anyReader) skip() error {
	depth := a.decode.StackDepth()
	for {
		if _, err := a.decode.ReadToken(); err != nil {
			return err
		}
		a.bounded.allow()
		if a.decode.StackDepth() == depth {
			return nil
		}
	}
}

// eachRecord reads a list; a record that is not what it should be is a fault and
// does not end the reading.
func eachRecord[T any](a *anyReader, list string, f func(T)) error {
	if err := a.begin('['); err != nil {
		return err
	}
	for a.decode.PeekKind() != ']' {
		value, err := a.decode.ReadValue()
		if err != nil {
			return err
		}
		var record T
		if err := json.Unmarshal(value, &record); err != nil {
			a.check.unreadable(list, err)
		} else {
			f(record)
		}
		a.bounded.allow()
	}
	_, err := a.decode.ReadToken()
	return err
}

// errTooLong says that one record or value is longer than any can be.
var errTooLong = errors.New("too long")

// boundedReader bounds how much is read for one record, as the decoder keeps a
// record in memory, and ends the reading when the context does.
type boundedReader struct {
	ctx  context.Context
	from io.Reader
	used int64
	err  error // of the file itself
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.ctx.Err() != nil {
		return 0, context.Cause(b.ctx)
	}
	if b.used > maxLineLength {
		return 0, errTooLong
	}
	n, err := b.from.Read(p)
	b.used += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

// allow begins a new record.
func (b *boundedReader) allow() { b.used = 0 }

// sumBefore returns the SHA-256 of all bytes before the line on which the key at
// that offset stands; of the whole file where there is none.
func sumBefore(file io.ReaderAt, at, size int64) (string, error) {
	if at < 0 {
		at = size
	} else {
		// The line begins after the last line break before the key.
		back := make([]byte, min(at, 4096))
		if _, err := file.ReadAt(back, at-int64(len(back))); err != nil {
			return "", err
		}
		for len(back) > 0 && back[len(back)-1] != '\n' {
			back, at = back[:len(back)-1], at-1
		}
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(file, 0, at)); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
