package storage

import (
	"time"

	"seatkeeper/data"
)

// isUUID reports whether text is a UUID in lower case, as this program writes it.
func isUUID(text []byte) bool {
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

// notHex is 0 for the lower-case hexadecimal digits, notDigit for the decimal ones.
var notHex, notDigit = func() (hex, decimal [256]byte) {
	for c := range hex {
		hex[c], decimal[c] = 1, 1
	}
	for i, c := range []byte(hexDigits) {
		hex[c] = 0
		if i < 10 {
			decimal[c] = 0
		}
	}
	return hex, decimal
}()

// isInstant reports whether text is a point in time of RFC 3339. Our own form is
// recognised without parsing it again.
func isInstant(text []byte) bool {
	if len(text) == len(data.TimeFormat) && text[23] == 'Z' {
		other := text[4] ^ '-' | text[7] ^ '-' | text[10] ^ 'T' | text[13] ^ ':' | text[16] ^ ':' | text[19] ^ '.'
		for _, part := range [...][]byte{text[0:4], text[5:7], text[8:10], text[11:13], text[14:16], text[17:19], text[20:23]} {
			for _, c := range part {
				other |= notDigit[c]
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
