package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Forms returns a name in the ways it can be written, the longest first: "Gael
// Dubois", "G. Dubois", "Dubois". None stands there twice.
func Forms(name string) []string {
	forms := []string{name}
	if short := Short(name); short != name {
		_, surname, _ := strings.Cut(name, " ")
		forms = append(forms, short, strings.TrimSpace(surname))
	}
	return forms
}

// Short returns a name with its first part as an initial: "I. Okafor". A name of one
// part stays whole.
func Short(name string) string {
	parts := strings.Fields(name)
	if len(parts) < 2 {
		return name
	}
	return firstLetter(parts[0]) + ". " + strings.Join(parts[1:], " ")
}

// Initials returns the first letters of the first and the last part of a name.
func Initials(name string) string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '·' })
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return firstLetter(parts[0])
	}
	return firstLetter(parts[0]) + firstLetter(parts[len(parts)-1])
}

// firstLetter returns the first letter or digit of a word as a capital, with the marks
// on it; of a word that has neither, its first character.
func firstLetter(word string) string {
	word = norm.NFC.String(word)
	first := ""
	for rest := word; rest != ""; {
		length := markedLength(rest)
		letter := rest[:length]
		if r, _ := utf8.DecodeRuneInString(letter); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return strings.ToUpper(letter)
		}
		if first == "" {
			first = letter
		}
		rest = rest[length:]
	}
	return first
}

// markedLength returns how many bytes the first character of a text takes with its
// marks and what is joined to it.
func markedLength(text string) int {
	joined := true
	for at, r := range text {
		mark := unicode.In(r, unicode.M) || r == '\u200c' || r == '\u200d'
		if !mark && !joined {
			return at
		}
		joined = r == '\u200d'
	}
	return len(text)
}
