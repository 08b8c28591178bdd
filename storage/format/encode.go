package format

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
)

// SchemaVersion is the version of the backup file's format: a reader refuses
// another major version, and ignores what a later minor one adds.
// docs/backup-format.md describes it.
const SchemaVersion = "1.3.0"

// ExportedAtFormat is how a backup says when it was exported, in its own zone.
const ExportedAtFormat = "2006-01-02T15:04:05.000Z07:00"

// encoder writes the lines of a backup. What is the same in many bookings, a
// desk's place, a person and a day, is made once, so that a booking costs a few
// copies. It serves one goroutine; a copy of it serves another.
type encoder struct {
	desks texts // ","office":"…","floor":"…","deskId":"…","date":"
	users texts // ","userId":"…","createdAt":"

	date    dayText     // of the booking before
	created [16]dayText // of bookings before, each at its day modulo 16
}

// texts is a list of texts, one behind the other in one piece of memory, so that more of
// it is near the core.
type texts struct {
	all  []byte
	ends []uint32 // of each; 0 before the first
}

func (t *texts) add(text []byte) {
	if t.ends == nil {
		t.ends = []uint32{0}
	}
	t.all = append(t.all, text...)
	t.ends = append(t.ends, uint32(len(t.all)))
}

// at returns a text, which is empty where the number is not in use.
func (t *texts) at(i int) []byte { return t.all[t.ends[i]:t.ends[i+1]] }

// shortest returns the length of the shortest text that is not empty.
func (t *texts) shortest() (n int) {
	for i := range len(t.ends) - 1 {
		if length := len(t.at(i)); length > 0 && (n == 0 || length < n) {
			n = length
		}
	}
	return n
}

// dayText is a day and how it is written.
type dayText struct {
	day  data.Date
	text [len("2006-01-02")]byte
	made bool
}

func (t *dayText) append(b []byte, day data.Date) []byte {
	if !t.made || t.day != day {
		t.day, t.made = day, true
		appendDate(t.text[:0], day)
	}
	return append(b, t.text[:]...)
}

func newEncoder(s *engine.Snapshot) *encoder {
	e := &encoder{}
	var b []byte
	for _, ref := range s.DeskRefs {
		b = b[:0]
		if ref.Desk != "" {
			b = append(b, `","office":`...)
			b = appendString(b, ref.Office)
			b = append(b, `,"floor":`...)
			b = appendString(b, ref.Floor)
			b = append(b, `,"deskId":`...)
			b = appendString(b, ref.Desk)
			b = append(b, `,"date":"`...)
		}
		e.desks.add(b)
	}
	for _, id := range s.UserIDs {
		b = b[:0]
		if id != "" {
			b = append(b, `","userId":`...)
			b = appendString(b, id)
			b = append(b, `,"createdAt":"`...)
		}
		e.users.add(b)
	}
	return e
}

// appendHead appends everything before the first booking.
func appendHead(b []byte, app string, exportedAt time.Time, origin Origin, s *engine.Snapshot) ([]byte, error) {
	b = append(b, "{\n\"schemaVersion\": "...)
	b = appendString(b, SchemaVersion)
	b = append(b, ",\n\"app\": "...)
	b = appendString(b, app)
	b = append(b, ",\n\"exportedAt\": \""...)
	b = exportedAt.AppendFormat(b, ExportedAtFormat)
	b = append(b, "\",\n\"lastUpdated\": \""...)
	b = s.Status.LastUpdated.UTC().AppendFormat(b, data.TimeFormat)
	if origin != OriginUser {
		b = append(b, "\",\n\"automatic\": {\"reason\": "...)
		b = appendString(b, string(origin))
		b = append(b, ", \"store\": "...)
		b = appendString(b, s.Status.Store)
		b = append(b, "},\n\"counts\""...)
	} else {
		b = append(b, "\",\n\"counts\""...)
	}
	b = fmt.Appendf(b, ": {\"offices\": %d, \"users\": %d, \"bookings\": %d},\n\"offices\": [\n",
		len(s.Offices), len(s.Users), s.Status.Counts.Bookings)
	b, err := AppendRecords(b, s.Offices)
	if err != nil {
		return nil, err
	}
	b = append(b, "],\n\"users\": [\n"...)
	if b, err = AppendRecords(b, s.Users); err != nil {
		return nil, err
	}
	return append(b, "],\n\"bookings\": [\n"...), nil
}

// AppendRecords appends one line for each record.
func AppendRecords[T any](b []byte, records []T) ([]byte, error) {
	line := bytes.NewBuffer(b)
	encode := json.NewEncoder(line) // ends each value with a line break
	encode.SetEscapeHTML(false)
	for i, record := range records {
		if i > 0 {
			line.Truncate(line.Len() - 1)
			line.WriteString(",\n")
		}
		if err := encode.Encode(record); err != nil {
			return nil, err
		}
	}
	return line.Bytes(), nil
}

// appendBooking appends a separator and one line, without its line break. The
// first booking of a file drops the separator, separatorLength bytes.
func (e *encoder) appendBooking(b []byte, row *engine.Row) []byte {
	b = append(b, ",\n{\"id\":\""...)
	b = appendUUID(b, &row.ID)
	b = append(b, e.desks.at(row.Desk)...)
	b = e.date.append(b, row.Day)
	b = append(b, e.users.at(row.User)...)
	day, rest := splitInstant(row.Created)
	b = appendClock(e.created[uint32(day)%16].append(b, day), rest)
	if !row.IsReleased && len(row.Guest) == 0 {
		return append(b, `"}`...)
	}
	if row.IsReleased {
		b = append(b, `","releasedAt":"`...)
		b = appendInstant(b, row.Released)
	}
	b = append(b, '"')
	if len(row.Guest) > 0 {
		b = append(b, `,"guest":`...)
		b = appendString(b, string(row.Guest))
	}
	return append(b, '}')
}

const separatorLength = len(",\n")

// appendTail appends the last two lines; sum is the SHA-256, in hexadecimal, of
// all bytes before them.
func appendTail(b []byte, sum string) []byte {
	b = append(b, "\"sha256\": \""...)
	b = append(b, sum...)
	return append(b, "\"\n}\n"...)
}

const hexDigits = "0123456789abcdef"

// appendUUID appends the lower-case text form of RFC 9562, section 4.
func appendUUID(b []byte, id *[16]byte) []byte {
	text := [36]byte{8: '-', 13: '-', 18: '-', 23: '-'}
	first, second := hexOf(binary.BigEndian.Uint32(id[:])), hexOf(binary.BigEndian.Uint32(id[4:]))
	third, fourth := hexOf(binary.BigEndian.Uint32(id[8:])), hexOf(binary.BigEndian.Uint32(id[12:]))
	binary.BigEndian.PutUint64(text[:], first)
	binary.BigEndian.PutUint32(text[9:], uint32(second>>32))
	binary.BigEndian.PutUint32(text[14:], uint32(second))
	binary.BigEndian.PutUint32(text[19:], uint32(third>>32))
	binary.BigEndian.PutUint32(text[24:], uint32(third))
	binary.BigEndian.PutUint64(text[28:], fourth)
	return append(b, text[:]...)
}

// hexOf returns the eight hexadecimal digits of a number, the first in the highest byte.
// All of them are made at once, as this is done four million times.
func hexOf(number uint32) uint64 {
	x := uint64(number)
	x = (x<<16 | x) & 0x0000ffff_0000ffff
	x = (x<<8 | x) & 0x00ff00ff_00ff00ff
	x = (x<<4 | x) & 0x0f0f0f0f_0f0f0f0f
	letters := (x + 0x06060606_06060606) >> 4 & 0x01010101_01010101 // where a digit is above 9
	return x + '0'*0x01010101_01010101 + letters*('a'-'0'-10)
}

// uuidPlaces says where each byte of a UUID stands in its text.
var uuidPlaces = [16]byte{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34}

// appendDate appends YYYY-MM-DD.
func appendDate(b []byte, day data.Date) []byte {
	y, m, d := civil(int64(day))
	return append(b, digit(y/1000), digit(y/100), digit(y/10), digit(y), '-',
		digit(m/10), digit(m), '-', digit(d/10), digit(d))
}

// appendInstant appends milliseconds since 1970 as in data.TimeFormat.
func appendInstant(b []byte, milliseconds int64) []byte {
	day, rest := splitInstant(milliseconds)
	return appendClock(appendDate(b, day), rest)
}

// splitInstant cuts milliseconds since 1970 into a day and milliseconds of it.
func splitInstant(milliseconds int64) (day data.Date, rest int64) {
	const perDay = 24 * 60 * 60 * 1000
	days, rest := milliseconds/perDay, milliseconds%perDay
	if rest < 0 {
		days, rest = days-1, rest+perDay
	}
	return data.Date(days), rest
}

// appendClock appends what stands behind the date: T09:00:00.123Z.
func appendClock(b []byte, milliseconds int64) []byte {
	n := uint32(milliseconds)
	h, m, s, ms := n/3600000, n/60000%60, n/1000%60, n%1000
	return append(b, 'T', '0'+byte(h/10), '0'+byte(h%10), ':', '0'+byte(m/10), '0'+byte(m%10), ':', '0'+byte(s/10), '0'+byte(s%10),
		'.', '0'+byte(ms/100), '0'+byte(ms/10%10), '0'+byte(ms%10), 'Z')
}

func digit(n int64) byte { return byte('0' + n%10) }

// civil turns days since 1970-01-01 into a date of the years 1 to 9999, by
// counting in eras of 400 years that begin on 1 March
// (https://howardhinnant.github.io/date_algorithms.html, civil_from_days). The
// time package takes five times as long, which shows in a million bookings.
func civil(days int64) (year, month, day int64) {
	days += 719468 // from 0000-03-01
	era := days / 146097
	d := days - era*146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	year, month, day = y+era*400, m+3, d-(153*m+2)/5+1
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// appendString appends text as a JSON string. Bytes that are not UTF-8, which
// only a damaged store can hold, become U+FFFD.
func appendString(b []byte, text string) []byte {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	b = append(b, '"')
	start := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, text[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	b = append(b, text[start:]...)
	return append(b, '"')
}
