package format

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/failure"
	"seatkeeper/storage/format/values"
)

// An export checks what it writes on its way out, and of each piece that is good it
// keeps a sum. What is read back from the drive only has to have these sums.
//
//   - What stands before and behind the bookings is read by the reader of all
//     backups.
//   - Each booking's line is read and held against the row of which it was made. That
//     takes nothing of the encoder but how a desk and a person stand in a line, and
//     these were read as JSON before: what is asked here a million times is whether
//     the bytes are the same.
//   - Each row is held against the rules that a reader asks of a backup, as a damaged
//     store may break them.
//
// So a fault of the store, the encoder or the memory is found here, and one of the
// drive by the sums; they are made where the check was, not where the bytes are
// written, so that nothing in between is left out.

// outCheck checks one export on its way out.
type outCheck struct {
	snapshot *engine.Snapshot
	encoder  *encoder
	frame    *lineReader // reads what stands around the bookings
}

// newOutCheck checks the head of a backup.
func newOutCheck(s *engine.Snapshot, e *encoder, head []byte) (*outCheck, error) {
	c := &outCheck{snapshot: s, encoder: e, frame: newLineReader(NewChecker(MustBeOrdered, CheckOptions{}))}
	if _, err := c.frame.eachLine(head); err != nil {
		return nil, wrongText("head", err)
	}
	if c.frame.state != inList || c.frame.list != "bookings" {
		return nil, wrongText("head", ErrNotLines)
	}
	return c, damage(c.frame.check.Err())
}

// behind goes on behind so many bookings.
func (c *outCheck) behind(bookings int64) {
	c.frame.comma, c.frame.any = false, bookings > 0
	c.frame.check.report.Bookings, c.frame.check.report.Released = bookings, c.snapshot.Status.Counts.Released()
}

// lines checks what stands there: whole lines, but for the end of the one before.
func (c *outCheck) lines(what string, text []byte) error {
	if _, err := c.frame.eachLine(bytes.TrimPrefix(text, []byte("\n"))); err != nil {
		return wrongText(what, err)
	}
	return damage(c.frame.check.Err())
}

// end checks the end, with the sum of all before.
func (c *outCheck) end(text []byte, sum string) error {
	if err := c.lines("end", text); err != nil {
		return err
	}
	if c.frame.state != afterEnd {
		return wrongText("end", ErrNotLines)
	}
	c.frame.check.report.SHA256 = sum
	c.frame.check.finish()
	return damage(c.frame.check.Err())
}

// damage is the error of a store that breaks a rule.
func damage(faults error) error {
	if faults == nil {
		return nil
	}
	// Not wrapped: the faults are of no file.
	return fmt.Errorf("%w: %v", failure.ErrDamaged, faults)
}

// wrongText is an error of the encoder, or of the computer's memory.
func wrongText(what string, err error) error {
	return fmt.Errorf("the %s of the backup was made wrong: %w", what, err)
}

// rowCheck checks the bookings of one encoder. It serves one goroutine. All bookings
// of a day go through the same.
type rowCheck struct {
	*outCheck
	desks, users     []bool // those whose text was read and is theirs
	deskDay, userDay []data.Date
	last             rowKey
	days             [32]dayCheck // at each day modulo 32
	records          *recordReader
}

// dayCheck is a day as package data writes it, which has a calendar of its own.
type dayCheck struct {
	day  data.Date
	text [len("2006-01-02")]byte
	made bool
}

// rowKey says where a booking stands in the order: by day, then by ID.
type rowKey struct {
	day       data.Date
	high, low uint64
}

func keyOf(row *engine.Row) rowKey {
	return rowKey{row.Day, binary.BigEndian.Uint64(row.ID[:8]), binary.BigEndian.Uint64(row.ID[8:])}
}

func (k rowKey) before(o rowKey) bool {
	switch {
	case k.day != o.day:
		return k.day < o.day
	case k.high != o.high:
		return k.high < o.high
	}
	return k.low < o.low
}

// beforeAll is before every booking.
var beforeAll = rowKey{day: data.MinDate - 1}

func (c *outCheck) newRowCheck() *rowCheck {
	r := &rowCheck{
		outCheck: c, last: beforeAll, records: NewChecker(MustBeOrdered, CheckOptions{}).records,
		desks: make([]bool, len(c.snapshot.DeskRefs)), users: make([]bool, len(c.snapshot.UserIDs)),
		deskDay: make([]data.Date, len(c.snapshot.DeskRefs)), userDay: make([]data.Date, len(c.snapshot.UserIDs)),
	}
	for _, days := range [][]data.Date{r.deskDay, r.userDay} {
		for i := range days {
			days[i] = data.MinDate - 1
		}
	}
	return r
}

// booking checks the line, with its separator, that was made of the row.
func (r *rowCheck) booking(line []byte, row *engine.Row) error {
	if err := r.rules(row); err != nil {
		return err
	}
	if !r.says(line, row) {
		return wrongText("line of a booking on "+row.Day.String(), ErrNotLines)
	}
	return nil
}

// rules holds a row against the rules.
func (r *rowCheck) rules(row *engine.Row) error {
	if !r.desks[row.Desk] || !r.users[row.User] {
		if err := r.names(row); err != nil {
			return err
		}
	}
	if !row.Day.Valid() || !isInCalendar(row.Created) || row.IsReleased && !isInCalendar(row.Released) {
		return brokenRule(row, "has a time that is none")
	}
	key := keyOf(row)
	if !r.last.before(key) {
		return brokenRule(row, "is not in its order, or there twice")
	}
	r.last = key
	if row.User == 0 {
		if len(row.Guest) > 0 && data.CheckGuest(string(bytes.ToValidUTF8(row.Guest, []byte("\uFFFD")))) != nil {
			return brokenRule(row, "has a guest whose name can't be one")
		}
	} else if len(row.Guest) > 0 {
		return brokenRule(row, "has a guest, but is not of a visitor")
	}
	if row.IsReleased {
		return nil
	}
	if r.deskDay[row.Desk] == row.Day {
		return brokenRule(row, "has a desk that another has too")
	}
	r.deskDay[row.Desk] = row.Day
	if row.User != 0 {
		if r.userDay[row.User] == row.Day {
			return brokenRule(row, "is the second of one person")
		}
		r.userDay[row.User] = row.Day
	}
	if blocks := r.frame.check.blocks; len(blocks) > 0 {
		ref := r.snapshot.DeskRefs[row.Desk]
		desk := data.Desk{Blocks: blocks[r.frame.check.desks.of[textKey([]byte(deskKey(ref)))]]}
		if _, blocked := desk.BlockOn(row.Day); blocked {
			return brokenRule(row, "has a desk that is blocked")
		}
	}
	return nil
}

func brokenRule(row *engine.Row, what string) error {
	return fmt.Errorf("%w: a booking on %s %s", failure.ErrDamaged, row.Day, what)
}

// deskKey is how a checker names a desk.
func deskKey(ref data.DeskRef) string { return ref.Office + "\x00" + ref.Floor + "\x00" + ref.Desk }

// names reads, as JSON, how the row's desk and person stand in a line, and holds them
// against the store's and against the lists in the head.
func (r *rowCheck) names(row *engine.Row) error {
	ref, user := r.snapshot.DeskRefs[row.Desk], r.snapshot.UserIDs[row.User]
	if _, listed := r.frame.check.desks.of[textKey([]byte(deskKey(ref)))]; !listed {
		return brokenRule(row, "is of a desk that is in no office")
	}
	if _, listed := r.frame.check.users.of[textKey([]byte(user))]; !listed && row.User != 0 {
		return brokenRule(row, "is of a person who is not in the list")
	}
	line := append([]byte(`{"id":"`), r.encoder.desks.at(row.Desk)...)
	line = append(append(line, r.encoder.users.at(row.User)...), `"}`...)
	var b record
	if _, err := r.records.booking(line, &b); err != nil {
		return wrongText("name of a desk or a person", err)
	}
	if string(b.office) != ref.Office || string(b.floor) != ref.Floor || string(b.desk) != ref.Desk || string(b.user) != user ||
		row.User == 0 && user != data.VisitorID {
		return wrongText("name of a desk or a person", ErrNotLines)
	}
	r.desks[row.Desk], r.users[row.User] = true, true
	return nil
}

// says reports whether the line says what the row does.
func (r *rowCheck) says(line []byte, row *engine.Row) bool {
	const start, id, date, instant, end = ",\n{\"id\":\"", 36, len("2006-01-02"), len(data.TimeFormat), `"}`
	desk, user := r.encoder.desks.at(row.Desk), r.encoder.users.at(row.User)
	atDesk := len(start) + id
	atDate := atDesk + len(desk)
	atUser := atDate + date
	atTime := atUser + len(user)
	if len(line) < atTime+instant+len(end) {
		return false
	}
	if string(line[:len(start)]) != start || !isID((*[id]byte)(line[len(start):]), &row.ID) || !bytes.Equal(line[atDesk:atDate], desk) ||
		!r.isDay(line[atDate:], row.Day) || !bytes.Equal(line[atUser:atTime], user) || !r.isInstant(line[atTime:], row.Created) {
		return false
	}
	line = line[atTime+instant:]
	if !row.IsReleased && len(row.Guest) == 0 {
		return string(line) == end
	}
	return r.saysMore(line, row)
}

// saysMore reads what few lines have.
func (r *rowCheck) saysMore(line []byte, row *engine.Row) bool {
	if row.IsReleased {
		var found bool
		if line, found = bytes.CutPrefix(line, []byte(`","releasedAt":"`)); !found || len(line) < len(data.TimeFormat) ||
			!r.isInstant(line[:len(data.TimeFormat)], row.Released) {
			return false
		}
		line = line[len(data.TimeFormat):]
	}
	if len(row.Guest) == 0 {
		return string(line) == `"}`
	}
	text, found := bytes.CutPrefix(line, []byte(`","guest":`))
	if !found || !bytes.HasSuffix(text, []byte("}")) {
		return false
	}
	guest, err := jsontext.AppendUnquote(nil, text[:len(text)-1])
	return err == nil && bytes.Equal(guest, bytes.ToValidUTF8(row.Guest, []byte("\uFFFD")))
}

// isDay reports whether text begins with the day, which must be one of the calendar.
func (r *rowCheck) isDay(text []byte, day data.Date) bool {
	d := &r.days[uint32(day)%uint32(len(r.days))]
	if d.day != day || !d.made {
		if !day.Valid() {
			return false
		}
		d.day, d.text, d.made = day, [len(d.text)]byte([]byte(day.String())), true
	}
	return [len(d.text)]byte(text) == d.text
}

const perDay = 24 * 60 * 60 * 1000 // milliseconds

func isInCalendar(milliseconds int64) bool {
	return milliseconds >= int64(data.MinDate)*perDay && milliseconds < (int64(data.MaxDate)+1)*perDay
}

// isInstant reports whether text begins with the point in time of so many milliseconds
// since 1970.
func (r *rowCheck) isInstant(text []byte, milliseconds int64) bool {
	t := (*[len(data.TimeFormat)]byte)(text)
	// Without a branch for each digit, as this is done a million times.
	other := values.NotDigit[t[11]] | values.NotDigit[t[12]] | values.NotDigit[t[14]] | values.NotDigit[t[15]] | values.NotDigit[t[17]] |
		values.NotDigit[t[18]] | values.NotDigit[t[20]] | values.NotDigit[t[21]] | values.NotDigit[t[22]] |
		(t[10] ^ 'T') | (t[13] ^ ':') | (t[16] ^ ':') | (t[19] ^ '.') | (t[23] ^ 'Z')
	two := func(tens, ones byte) int64 { return 10*int64(tens-'0') + int64(ones-'0') }
	clock := ((two(t[11], t[12])*60+two(t[14], t[15]))*60+two(t[17], t[18]))*1000 + two(t[20], t[21])*10 + int64(t[22]-'0')
	day := (milliseconds - clock) / perDay
	return other == 0 && clock < perDay && t[14] < '6' && t[17] < '6' && day*perDay+clock == milliseconds &&
		day >= int64(data.MinDate) && day <= int64(data.MaxDate) && r.isDay(text, data.Date(day))
}

// isID reports whether text is the UUID of these bytes, in lower case. It knows the
// digits from another source than the encoder.
func isID(text *[36]byte, id *[16]byte) bool {
	at := func(i int) uint16 { return binary.NativeEndian.Uint16(text[i:]) }
	other := (at(0) ^ hexOfByte[id[0]]) | (at(2) ^ hexOfByte[id[1]]) | (at(4) ^ hexOfByte[id[2]]) | (at(6) ^ hexOfByte[id[3]]) |
		(at(9) ^ hexOfByte[id[4]]) | (at(11) ^ hexOfByte[id[5]]) | (at(14) ^ hexOfByte[id[6]]) | (at(16) ^ hexOfByte[id[7]]) |
		(at(19) ^ hexOfByte[id[8]]) | (at(21) ^ hexOfByte[id[9]]) | (at(24) ^ hexOfByte[id[10]]) | (at(26) ^ hexOfByte[id[11]]) |
		(at(28) ^ hexOfByte[id[12]]) | (at(30) ^ hexOfByte[id[13]]) | (at(32) ^ hexOfByte[id[14]]) | (at(34) ^ hexOfByte[id[15]])
	return other == 0 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
}

// hexOfByte is the two digits of each byte, as they lie in memory.
var hexOfByte = func() (digits [256]uint16) {
	for i := range digits {
		digits[i] = binary.NativeEndian.Uint16([]byte(hex.EncodeToString([]byte{byte(i)})))
	}
	return digits
}()
