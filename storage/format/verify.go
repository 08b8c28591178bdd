package format

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/storage/backupfile"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/regular"
)

// VerifyBackup reads a backup file whole and checks it: its checksum where it
// has one, its structure, every record and every rule. It reads the present
// format and the older forms of docs/backup-format.md. A file that this program
// wrote is read in constant memory.
//
// The error is an [*failure.Error] that holds a [*failure.FaultsError] with all faults up to a
// bound, a [*failure.NewerFormatError], ErrNeedsPassphrase or ErrWrongPassphrase, or the
// system's error.
func VerifyBackup(ctx context.Context, path string, o backupfile.ReadOptions) (Report, error) {
	report, err := verify(ctx, path, o)
	if err != nil {
		return report, &failure.Error{Op: failure.OpVerify, Path: path, Err: err}
	}
	return report, nil
}

func verify(ctx context.Context, path string, o backupfile.ReadOptions) (Report, error) {
	file, err := backupfile.Open(path, o)
	if err != nil {
		return Report{}, err
	}
	defer file.Close()
	defer backupfile.Frugally(file.Size)()
	report, err := readSource(ctx, file)
	if file.Leave(err) {
		report, err = readSource(ctx, file)
	}
	if report.Form = file.Form; report.Form.IsChanged() {
		report.Bytes = file.Bytes
	}
	return report, err
}

func readSource(ctx context.Context, s *backupfile.Source) (Report, error) {
	report, err := ReadLines(ctx, io.NewSectionReader(s, 0, s.Size))
	if !errors.Is(err, ErrNotLines) {
		return report, err
	}
	return readAny(ctx, s, s.Size)
}

// readAny reads a backup in any layout that JSON allows.
func readAny(ctx context.Context, file io.ReaderAt, size int64) (Report, error) {
	report, err := readAnyInto(ctx, file, size, NewChecker(MayBeOrdered, CheckOptions{}))
	if errors.Is(err, ErrUnsorted) {
		return readAnyInto(ctx, file, size, NewChecker(NotOrdered, CheckOptions{}))
	}
	return report, err
}

// Read reads a backup into the checker: of our own form of lines, if it must be ordered,
// or of any. The error is ErrNotLines or ErrUnsorted if the file can't be read in that way,
// a [*failure.FaultsError], a [*failure.NewerFormatError], or the file's own.
func Read(ctx context.Context, file io.ReaderAt, size int64, c *Checker) (Report, error) {
	if c.ordered && !c.hopes {
		return readLinesInto(ctx, io.NewSectionReader(file, 0, size), c)
	}
	return readAnyInto(ctx, file, size, c)
}

// ErrUnsorted says that the bookings do not come in the order of their days.
var ErrUnsorted = errors.New("the bookings are not sorted")

func readAnyInto(ctx context.Context, file io.ReaderAt, size int64, c *Checker) (Report, error) {
	bounded := &regular.Bounded{Ctx: ctx, From: io.NewSectionReader(file, 0, size)}
	// Invalid UTF-8 is refused. Keys that come twice are looked for by the checker,
	// among those that mean something: to keep them all in mind would have no bound.
	d := jsontext.NewDecoder(bounded, jsontext.AllowDuplicateNames(true))
	a := &anyReader{check: c, decode: d, bounded: bounded}
	a.check.where = func() string { return string(d.StackPointer()) }
	sumAt, err := a.read()
	c.report.Bytes = size
	switch {
	case ctx.Err() != nil:
		return c.report, context.Cause(ctx)
	case bounded.Err != nil:
		return c.report, bounded.Err
	case errors.Is(err, ErrUnsorted):
		return c.report, err
	case errors.Is(err, errEnough):
		return c.report, c.Err()
	case err != nil:
		var newer *failure.NewerFormatError
		if errors.As(err, &newer) {
			return c.report, newer
		}
		f := failure.Fault{}
		f.Code, f.Value = failure.JSONFault(err, size)
		var syntax *jsontext.SyntacticError
		switch {
		case f.Code == failure.FaultTooLong:
			f.Most = regular.MaxRecord
		case f.Code == failure.FaultNotJSON && errors.As(err, &syntax) && backupfile.IsZero(file, syntax.ByteOffset):
			f.Code, f.Value = failure.FaultZeroPart, fmt.Sprint(syntax.ByteOffset)
		}
		c.add(f)
		return c.report, c.Err()
	}
	if c.report.SHA256, err = sumBefore(file, sumAt, size); err != nil {
		return c.report, err
	}
	c.where = nil
	c.finish()
	return c.report, c.Err()
}

// anyReader follows JSON tokens.
type anyReader struct {
	check   *Checker
	decode  *jsontext.Decoder
	bounded *regular.Bounded
}

// read reads the outermost object and returns where the key "sha256" stands, or
// -1.
func (a *anyReader) read() (sumAt int64, err error) {
	sumAt = -1
	if a.decode.PeekKind() != jsontext.KindBeginObject {
		if err := a.decode.SkipValue(); err != nil {
			return sumAt, err
		}
		a.check.fault(failure.FaultNotBackup, "")
		return sumAt, errEnough
	}
	if _, err := a.decode.ReadToken(); err != nil {
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
			err = a.eachRecord(key, a.check.office)
		case "users":
			err = a.eachRecord(key, a.check.user)
		case "pictures":
			err = a.eachRecord(key, a.check.picture)
		case "bookings":
			var r record
			err = a.eachRecord(key, func(value []byte) error { return a.check.bookingValue(value, &r) })
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
		if a.check.manyKeys {
			return sumAt, errEnough
		}
		a.bounded.Allow()
	}
	if _, err := a.decode.ReadToken(); err != nil {
		return sumAt, err
	}
	if _, err := a.decode.ReadToken(); !errors.Is(err, io.EOF) {
		a.check.fault(failure.FaultTrailing, "")
	}
	return sumAt, nil
}

// skip passes over the value of a key that is not known, token by token.
func (a *anyReader) skip() error {
	depth := a.decode.StackDepth()
	for {
		if _, err := a.decode.ReadToken(); err != nil {
			return err
		}
		a.bounded.Allow()
		if a.decode.StackDepth() == depth {
			return nil
		}
	}
}

// eachRecord reads a list. A record that is not what it should be is a fault and
// does not end the reading.
func (a *anyReader) eachRecord(list string, f func(value []byte) error) error {
	if a.decode.PeekKind() != jsontext.KindBeginArray {
		return a.noList(list)
	}
	if _, err := a.decode.ReadToken(); err != nil {
		return err
	}
	for a.decode.PeekKind() != jsontext.KindEndArray {
		value, err := a.decode.ReadValue()
		if err != nil {
			return err
		}
		if err := f(value); err != nil {
			return err
		}
		if a.check.hopes && a.check.unsorted {
			return ErrUnsorted
		}
		a.bounded.Allow()
	}
	_, err := a.decode.ReadToken()
	return err
}

// noList passes over what stands in the place of a list. Nothing is known of what the
// list would hold.
func (a *anyReader) noList(list string) error {
	kind := a.decode.PeekKind()
	if err := a.skip(); err != nil {
		return err
	}
	a.check.add(failure.Fault{Code: failure.FaultWrongType, Key: list, Want: failure.WantList, Got: gotOf(kind)})
	a.check.partDesks = a.check.partDesks || list == "offices"
	a.check.partUsers = a.check.partUsers || list == "users"
	a.check.partPictures = a.check.partPictures || list == "pictures"
	delete(a.check.counts, list)
	return nil
}

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

var errEnough = errors.New("enough faults")
