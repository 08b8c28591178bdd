package values

import (
	"time"

	"github.com/google/uuid"

	"seatkeeper/data"
)

// IsUUID reports whether text is a UUID in lower case, as this program writes it.
func IsUUID(text []byte) bool {
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return false
	}
	// Without a branch for each digit, as this is done a million times.
	other := byte(0)
	for _, part := range [...][]byte{text[0:8], text[9:13], text[14:18], text[19:23], text[24:36]} {
		for _, c := range part {
			other |= notHex[c]
		}
	}
	return other == 0
}

// NotDigit is 0 for the decimal digits, notHex for the lower-case hexadecimal ones.
var notHex, NotDigit = func() (hex, decimal [256]byte) {
	for c := range hex {
		hex[c], decimal[c] = 1, 1
	}
	for i, c := range []byte(HexDigits) {
		hex[c] = 0
		if i < 10 {
			decimal[c] = 0
		}
	}
	return hex, decimal
}()

// IsInstant reports whether text is a point in time of RFC 3339. Our own form is
// recognised without parsing it again.
func IsInstant(text []byte) bool {
	if len(text) == len(data.TimeFormat) && text[23] == 'Z' {
		other := text[4] ^ '-' | text[7] ^ '-' | text[10] ^ 'T' | text[13] ^ ':' | text[16] ^ ':' | text[19] ^ '.'
		for _, part := range [...][]byte{text[0:4], text[5:7], text[8:10], text[11:13], text[14:16], text[17:19], text[20:23]} {
			for _, c := range part {
				other |= NotDigit[c]
			}
		}
		if other != 0 {
			return false
		}
		two := func(at int) int { return 10*int(text[at]-'0') + int(text[at+1]-'0') }
		year, month, day := 100*two(0)+two(2), two(5), two(8)
		return year > 0 && 1 <= month && month <= 12 && 1 <= day && (day <= 28 || day <= data.DaysInMonth(year, time.Month(month))) &&
			two(11) < 24 && text[14] < '6' && text[17] < '6'
	}
	t, err := time.Parse(time.RFC3339, string(text))
	return err == nil && t.UTC().Year() > 0 && t.UTC().Year() < 10000
}

// BookingID returns the ID as the database keeps it. One that is not in our form
// gets another, which is the same whenever it is read.
func BookingID(text []byte) (id [16]byte) {
	if IsUUID(text) {
		DecodeUUID(&id, text)
		return id
	}
	return uuid.NewSHA1(foreignIDs, text)
}

// foreignIDs is the name space (RFC 9562, section 6.5) of IDs that others gave.
var foreignIDs = uuid.MustParse("5ea7c0de-5ea7-4c0d-8ea7-5ea7c0de5ea7")

// DecodeUUID reads text that IsUUID has found good.
func DecodeUUID(id *[16]byte, text []byte) {
	for i, at := range uuidPlaces {
		id[i] = hexValue[text[at]]<<4 | hexValue[text[at+1]]
	}
}

var hexValue = func() (value [256]byte) {
	for i, c := range []byte(HexDigits) {
		value[c] = byte(i)
	}
	return value
}()

// InstantOf returns the milliseconds since 1970 of text that IsInstant has found
// good.
func InstantOf(text []byte) int64 {
	if len(text) != len(data.TimeFormat) || text[23] != 'Z' {
		t, _ := time.Parse(time.RFC3339, string(text))
		return t.UnixMilli()
	}
	two := func(at int) int64 { return 10*int64(text[at]-'0') + int64(text[at+1]-'0') }
	day := dayNumber(100*two(0)+two(2), two(5), two(8))
	return ((day*24+two(11))*60+two(14))*60_000 + two(17)*1000 + 100*int64(text[20]-'0') + two(21)
}

// dayNumber turns a date into days since 1970-01-01, the reverse of civil
// (https://howardhinnant.github.io/date_algorithms.html, days_from_civil).
func dayNumber(year, month, day int64) int64 {
	if month <= 2 {
		year--
	}
	era := year / 400 // not below 0: the year 1 is the first
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}
