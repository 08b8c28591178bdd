package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"seatkeeper/data"
	"seatkeeper/storage/engine"
	"seatkeeper/storage/format/values"
)

// SchemaVersion is the version of the backup file's format: a reader refuses
// another major version, and ignores what a later minor one adds.
// docs/backup-format.md describes it.
const SchemaVersion = "1.4.0"

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
		values.AppendDate(t.text[:0], day)
	}
	return append(b, t.text[:]...)
}

func newEncoder(s *engine.Snapshot) *encoder {
	e := &encoder{}
	e.desks.all = make([]byte, 0, len(s.DeskRefs)*likelyText)
	e.users.all = make([]byte, 0, len(s.UserIDs)*likelyText)
	var b []byte
	for _, ref := range s.DeskRefs {
		b = b[:0]
		if ref.Desk != "" {
			b = append(b, `","office":`...)
			b = values.AppendString(b, ref.Office)
			b = append(b, `,"floor":`...)
			b = values.AppendString(b, ref.Floor)
			b = append(b, `,"deskId":`...)
			b = values.AppendString(b, ref.Desk)
			b = append(b, `,"date":"`...)
		}
		e.desks.add(b)
	}
	for _, id := range s.UserIDs {
		b = b[:0]
		if id != "" {
			b = append(b, `","userId":`...)
			b = values.AppendString(b, id)
			b = append(b, `,"createdAt":"`...)
		}
		e.users.add(b)
	}
	return e
}

// likelyText is how long a desk or a person is in a booking, about.
const likelyText = 96

// likelyHead is how long the head is, about: memory that grows costs more than that which is
// not used.
func likelyHead(s *engine.Snapshot) int { return 4096 + 192*(len(s.DeskRefs)+len(s.Users)) }

// appendHead appends everything before the first booking.
func appendHead(b []byte, app string, exportedAt time.Time, origin Origin, s *engine.Snapshot) ([]byte, error) {
	b = append(b, "{\n\"schemaVersion\": "...)
	b = values.AppendString(b, SchemaVersion)
	b = append(b, ",\n\"app\": "...)
	b = values.AppendString(b, app)
	b = append(b, ",\n\"exportedAt\": \""...)
	b = exportedAt.AppendFormat(b, ExportedAtFormat)
	b = append(b, "\",\n\"lastUpdated\": \""...)
	b = s.Status.LastUpdated.UTC().AppendFormat(b, data.TimeFormat)
	if origin != OriginUser {
		b = append(b, "\",\n\"automatic\": {\"reason\": "...)
		b = values.AppendString(b, string(origin))
		b = append(b, ", \"store\": "...)
		b = values.AppendString(b, s.Status.Store)
		b = append(b, "},\n\"counts\""...)
	} else {
		b = append(b, "\",\n\"counts\""...)
	}
	b = fmt.Appendf(b, ": {\"offices\": %d, \"users\": %d, \"bookings\": %d", len(s.Offices), len(s.Users), s.Status.Counts.Bookings)
	if released := s.Status.Counts.Released(); released > 0 {
		b = fmt.Appendf(b, ", \"released\": %d", released)
	}
	b = append(b, "},\n\"offices\": [\n"...)
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
	b = values.AppendUUID(b, &row.ID)
	b = append(b, e.desks.at(row.Desk)...)
	b = e.date.append(b, row.Day)
	b = append(b, e.users.at(row.User)...)
	day, rest := values.SplitInstant(row.Created)
	b = values.AppendClock(e.created[uint32(day)%16].append(b, day), rest)
	if !row.IsReleased && len(row.Guest) == 0 {
		return append(b, `"}`...)
	}
	if row.IsReleased {
		b = append(b, `","releasedAt":"`...)
		b = values.AppendInstant(b, row.Released)
	}
	b = append(b, '"')
	if len(row.Guest) > 0 {
		b = append(b, `,"guest":`...)
		b = values.AppendString(b, string(row.Guest))
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
