package values

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"seatkeeper/data"
)

// HexDigits are those of the hexadecimal numbers in a backup.
const HexDigits = "0123456789abcdef"

// AppendUUID appends the lower-case text form of RFC 9562, section 4.
func AppendUUID(b []byte, id *[16]byte) []byte {
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

// AppendDate appends YYYY-MM-DD.
func AppendDate(b []byte, day data.Date) []byte {
	y, m, d := civil(int64(day))
	return append(b, digit(y/1000), digit(y/100), digit(y/10), digit(y), '-',
		digit(m/10), digit(m), '-', digit(d/10), digit(d))
}

// AppendInstant appends milliseconds since 1970 as in data.TimeFormat.
func AppendInstant(b []byte, milliseconds int64) []byte {
	day, rest := SplitInstant(milliseconds)
	return AppendClock(AppendDate(b, day), rest)
}

// SplitInstant cuts milliseconds since 1970 into a day and milliseconds of it.
func SplitInstant(milliseconds int64) (day data.Date, rest int64) {
	const perDay = 24 * 60 * 60 * 1000
	days, rest := milliseconds/perDay, milliseconds%perDay
	if rest < 0 {
		days, rest = days-1, rest+perDay
	}
	return data.Date(days), rest
}

// AppendClock appends what stands behind the date: T09:00:00.123Z.
func AppendClock(b []byte, milliseconds int64) []byte {
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

// AppendString appends text as a JSON string. Bytes that are not UTF-8, which
// only a damaged store can hold, become U+FFFD.
func AppendString(b []byte, text string) []byte {
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
			b = append(b, '\\', 'u', '0', '0', HexDigits[c>>4], HexDigits[c&15])
		}
	}
	b = append(b, text[start:]...)
	return append(b, '"')
}
