package words

import (
	"strings"
	"unicode"
)

// Plain makes text from people or files fit to be shown on one line: control
// characters and line breaks become a space, and what could turn the direction
// of the words around it, or hide, is removed. The joiners that Persian, Hindi
// and emoji need are kept. Bytes that are not UTF-8 become U+FFFD.
func Plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := true // so that none is written at the start
	for _, r := range s {
		switch {
		case unicode.IsControl(r) || unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
		case isHidden(r):
		default:
			b.WriteRune(r)
			space = false
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// isHidden reports whether r draws nothing and can mislead the reader: the
// direction marks, embeddings, overrides and isolates of Unicode's bidirectional
// algorithm (UAX #9), zero-width spaces, soft hyphens and language tags.
func isHidden(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x061C, r == 0x180E, r == 0x200B, r == 0x200E, r == 0x200F, r == 0xFEFF:
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	case r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}
