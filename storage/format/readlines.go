package format

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/data"
	"seatkeeper/storage/format/values"
	"seatkeeper/storage/regular"
)

// A backup that this program wrote has one record a line, which is read several
// times faster than JSON in general. ReadLines reads that form alone, and is
// strict about it; readAny reads everything else.

const (
	blockSize  = 512 << 10
	tailLength = 128 // the last two lines are shorter
)

// ErrNotLines says that a file is not in our form of lines, or not to its end.
var ErrNotLines = errors.New("not in the form that this program writes")

// ReadLines reads a backup in our own form of lines, in constant memory, and
// checks it against every rule. The error is ErrNotLines where it strays from
// the form, a [*failure.FaultsError] where the form is kept but a rule is broken, a
// [*failure.NewerFormatError], or the reader's own.
func ReadLines(ctx context.Context, r io.Reader) (Report, error) {
	return readLinesInto(ctx, r, NewChecker(MustBeOrdered, CheckOptions{}))
}

func readLinesInto(ctx context.Context, r io.Reader, c *Checker) (Report, error) {
	l := newLineReader(c)
	if err := l.read(ctx, r); err != nil {
		return l.check.report, err
	}
	c.report.Bytes = l.offset
	c.report.SHA256 = hex.EncodeToString(l.hash.Sum(nil))
	c.line = 0
	c.finish()
	return c.report, c.Err()
}

func newLineReader(c *Checker) *lineReader {
	return &lineReader{check: c, hash: sha256.New(), desks: map[string]int32{}, users: map[string]int32{}, room: roomForNames}
}

// lineReader follows the lines of a backup.
type lineReader struct {
	check  *Checker
	hash   hash.Hash
	offset int64 // bytes read
	list   string
	state  lineState
	comma  bool // whether the last record had one, so that another must follow
	any    bool // whether the list has a record
	record record
	// How desks and users stand in a line, with their numbers. Most bookings are
	// of a desk and a user that an earlier line has shown to be good.
	desks, users           map[string]int32
	room                   int // for these parts, in bytes
	deskLength, userLength int // of those parts in the line before
}

type lineState int

const (
	beforeStart lineState = iota
	inObject
	inList
	afterSum
	afterEnd
)

// read reads blocks of whole lines. While the lines of one block are checked,
// the block is hashed by a second goroutine.
func (l *lineReader) read(ctx context.Context, r io.Reader) error {
	block := make([]byte, 0, blockSize)
	for {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		if len(block) == cap(block) {
			if cap(block) >= regular.MaxRecord {
				return ErrNotLines
			}
			block = append(make([]byte, 0, 2*cap(block)), block...)
		}
		n, err := io.ReadFull(r, block[len(block):cap(block)])
		l.offset += int64(n)
		block = block[:len(block)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		ready := len(block)
		if !last {
			// The sum's line is not hashed, so it must come with the last block.
			ready = max(0, ready-tailLength)
		}
		whole := bytes.LastIndexByte(block[:ready], '\n') + 1
		if err := l.lines(block[:whole], last); err != nil {
			return err
		}
		if l.check.unsorted && l.check.LeavesOut() {
			return ErrNotLines // good bookings all the same, for a reader that asks for no order
		}
		if last {
			if whole < len(block) || l.state != afterEnd {
				return ErrNotLines
			}
			return nil
		}
		block = block[:copy(block, block[whole:])]
	}
}

// lines checks and hashes whole lines. Only in the last block is there a line
// that is not to be hashed.
func (l *lineReader) lines(lines []byte, last bool) error {
	if last {
		hashed, err := l.eachLine(lines)
		l.hash.Write(lines[:hashed])
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.hash.Write(lines)
	}()
	_, err := l.eachLine(lines)
	<-done
	if err == nil && l.state >= afterSum {
		// The sum is not in the last block, so more than its end follows.
		return ErrNotLines
	}
	return err
}

// eachLine follows the lines and returns how many bytes stand before the line of
// the sum, or all of them.
func (l *lineReader) eachLine(lines []byte) (hashed int, err error) {
	hashed = len(lines)
	for start := 0; start < len(lines); {
		end := start + bytes.IndexByte(lines[start:], '\n')
		before := l.state
		l.check.line++
		if err := l.line(lines[start:end]); err != nil {
			return hashed, err
		}
		if before != afterSum && l.state == afterSum {
			hashed = start
		}
		start = end + 1
	}
	return hashed, nil
}

// line follows one line, without its line break.
func (l *lineReader) line(line []byte) error {
	switch l.state {
	case inList:
		return l.listLine(line)
	case beforeStart:
		if string(line) == "{" {
			l.state = inObject
			return nil
		}
	case inObject:
		return l.objectLine(line)
	case afterSum:
		if string(line) == "}" {
			l.state = afterEnd
			return nil
		}
	}
	return ErrNotLines
}

// objectLine follows `"key": value,`, `"key": [` and `"sha256": "…"`.
func (l *lineReader) objectLine(line []byte) error {
	key, value, found := bytes.Cut(line, []byte(`": `))
	if !found || len(key) < 2 || key[0] != '"' || bytes.ContainsAny(key[1:], `"\`) {
		return ErrNotLines
	}
	name := string(key[1:])
	l.check.seenKey(name)
	switch {
	case string(value) == "[":
		l.state, l.list, l.comma, l.any = inList, name, false, false
		if name != "offices" && name != "users" && name != "bookings" && name != "pictures" {
			return ErrNotLines
		}
		return nil
	case name == "sha256":
		l.state = afterSum
	default:
		if value, found = bytes.CutSuffix(value, []byte(",")); !found {
			return ErrNotLines
		}
	}
	if !isJSON(value) {
		return ErrNotLines
	}
	return l.check.value(name, value)
}

// listLine follows a record or the end of a list.
func (l *lineReader) listLine(line []byte) error {
	if string(line) == "]," {
		if l.comma {
			return ErrNotLines
		}
		l.state = inObject
		return nil
	}
	if l.any && !l.comma {
		return ErrNotLines
	}
	line, l.comma = bytes.CutSuffix(line, []byte(","))
	l.any = true
	switch l.list {
	case "bookings":
		if l.knownBooking(line) {
			return nil
		}
		if scanBooking(line, &l.record) {
			l.learn(line)
			return nil
		}
		return asLine(l.check.bookingValue(line, &l.record)) // it has escapes, other keys, or faults
	case "users":
		return asLine(l.check.user(line))
	case "offices":
		return asLine(l.check.office(line))
	case "pictures":
		return asLine(l.check.picture(line))
	}
	return nil
}

// split cuts the line of a booking into its ID, the part that names the desk, the
// date, the part that names the user, and the rest from the creation time on.
func (l *lineReader) split(line []byte) (id, desk, date, user, rest []byte, ok bool) {
	const before, idLength, dateLength = len(`{"id":"`), 36, len("2006-01-02")
	if len(line) < before+idLength || string(line[:before]) != `{"id":"` {
		return
	}
	id = line[before : before+idLength]
	if desk, rest, ok = cutAt(line[before+idLength:], `,"date":"`, &l.deskLength); !ok || len(rest) < dateLength {
		return id, nil, nil, nil, nil, false
	}
	date = rest[:dateLength]
	user, rest, ok = cutAt(rest[dateLength:], `,"createdAt":"`, &l.userLength)
	return id, desk, date, user, rest, ok
}

// cutAt is bytes.Cut, which looks first where it found the separator the last time:
// that is mostly where it is, as most names in an office are of one length. A
// separator of ours can't stand earlier, inside a JSON string, as its quotes would
// have backslashes there.
func cutAt(text []byte, separator string, last *int) (before, after []byte, found bool) {
	if end := *last + len(separator); end <= len(text) && string(text[*last:end]) == separator {
		return text[:*last], text[end:], true
	}
	before, after, found = bytes.Cut(text, []byte(separator))
	*last = len(before)
	return before, after, found
}

// knownBooking takes a line whose desk and user are known from earlier lines and
// reports whether it did.
func (l *lineReader) knownBooking(line []byte) bool {
	id, desk, date, user, rest, ok := l.split(line)
	if !ok || len(rest) != len(data.TimeFormat)+len(`"}`) || string(rest[len(data.TimeFormat):]) != `"}` {
		return false
	}
	deskNumber, ok := l.desks[string(desk)]
	if !ok {
		return false
	}
	userNumber, ok := l.users[string(user)]
	return ok && l.check.knownBooking(id, date, rest[:len(data.TimeFormat)], deskNumber, userNumber)
}

// learn takes the booking that scanBooking has read, and remembers how its desk
// and user stand in the line.
func (l *lineReader) learn(line []byte) {
	desk, user := l.check.booking(&l.record)
	_, deskPart, _, userPart, _, ok := l.split(line)
	if !ok || !values.IsUUID(l.record.id) || !l.check.hasDesks || !l.check.hasUsers {
		return
	}
	for _, part := range []struct {
		text   []byte
		number int32
		of     map[string]int32
	}{{deskPart, desk, l.desks}, {userPart, user, l.users}} {
		if _, known := part.of[string(part.text)]; part.number < 0 || known || len(part.text) > l.room {
			continue
		}
		l.room -= len(part.text)
		part.of[string(part.text)] = part.number
	}
}

// asLine takes a line that is no JSON for one that is not ours.
func asLine(err error) error {
	if err != nil {
		return ErrNotLines
	}
	return nil
}

// isJSON reports whether a value is JSON. Names that come twice are looked for where
// they mean something.
func isJSON(value []byte) bool {
	return jsontext.Value(value).IsValid(jsontext.AllowDuplicateNames(true))
}

// scanBooking reads the line of a booking exactly as this program writes it, and
// without an escape in any string. It returns false for everything else.
func scanBooking(line []byte, r *record) bool {
	rest := line
	text := func(key string) (value []byte, ok bool) {
		if len(rest) < len(key) || string(rest[:len(key)]) != key {
			return nil, false
		}
		rest = rest[len(key):]
		end := bytes.IndexByte(rest, '"')
		if end < 0 || !isPlain(rest[:end]) {
			return nil, false
		}
		value, rest = rest[:end], rest[end+1:]
		return value, true
	}
	var ok bool
	for _, field := range [...]struct {
		key string
		to  *[]byte
	}{
		{`{"id":"`, &r.id}, {`,"office":"`, &r.office}, {`,"floor":"`, &r.floor}, {`,"deskId":"`, &r.desk},
		{`,"date":"`, &r.date}, {`,"userId":"`, &r.user}, {`,"createdAt":"`, &r.created},
	} {
		if *field.to, ok = text(field.key); !ok {
			return false
		}
	}
	r.released, r.guest = nil, nil
	if len(rest) > 1 {
		if released, ok := text(`,"releasedAt":"`); ok {
			r.released = released
		}
		if guest, ok := text(`,"guest":"`); ok {
			r.guest = guest
		}
	}
	return string(rest) == "}"
}

// isPlain reports whether the bytes are printable ASCII without a backslash, so
// that a JSON string of them means just them.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c == '\\' || c >= 0x7f {
			return false
		}
	}
	return true
}
