package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Forms returns a name in the ways it can be written, the longest first: "Anna Weiß
// (Sales)", "A. Weiß (Sales)", "Anna Weiß", "A. Weiß", "Weiß". Each is shorter than the
// one before. The first is the name itself.
func Forms(name string) []string {
	p := read(name)
	forms := []string{p.whole}
	add := func(form string) {
		if form != "" && utf8.RuneCountInString(form) < utf8.RuneCountInString(forms[len(forms)-1]) {
			forms = append(forms, form)
		}
	}
	if p.isGroup {
		add(p.surname + p.note)
	} else {
		add(p.short() + p.note)
		add(p.plain())
	}
	add(p.short())
	add(p.last())
	return forms
}

// Short returns a name with an initial for what stands before the surname: "G. Dubois",
// "J. van der Berg", "J.-L. Picard". A name of one part, one in letters that have no
// capitals, and one whose surname is a single letter stay whole; of a group the first
// word goes where it says no more: "ACME" of "Visitors ACME (3)".
func Short(name string) string { return read(name).short() }

// Surname returns the surname with what belongs before it: "van der Berg", "O'Brien".
func Surname(name string) string { return read(name).surname }

// Initials returns the first letters of first name and surname, without "van der" and
// such; a single one where there is no more, and of a Chinese, Japanese or Korean name.
func Initials(name string) string {
	p := read(name)
	last := p.sortedBy()
	switch {
	case p.isGroup:
		words := strings.FieldsFunc(p.unnoted, func(r rune) bool { return unicode.IsSpace(r) || r == '·' || r == '&' || r == '+' || r == '/' })
		if len(words) < 2 {
			return firstLetter(p.whole)
		}
		return firstLetter(words[0]) + firstLetter(words[len(words)-1])
	case len(p.given) == 0 && p.number != "":
		return firstLetter(last) + firstLetter(p.number)
	case len(p.given) == 0 || isEastern(last):
		return firstLetter(last)
	}
	return firstLetter(p.firstGiven()) + firstLetter(last)
}

// SurnameFirst returns the name as it stands in a list by surnames: "van der Berg, Jan".
// What is written so already, or has no other part, stays as it is.
func SurnameFirst(name string) string {
	p := read(name)
	if p.isGroup || p.hasComma || p.isFixed || len(p.given) == 0 || !hasCase(p.surname) {
		return p.whole
	}
	turned := joined(p.surname, p.suffix) + ", " + joined(p.title, strings.Join(p.given, " "), p.number) + p.note
	if again := read(turned); !again.hasComma || again.surname != p.surname {
		return p.whole // a text so odd that it would be read otherwise
	}
	return turned
}

// Order is the order of a list of people, which the user chooses.
type Order int

// The orders.
const (
	ByFirstName Order = iota
	BySurname
)

// Show returns the name as it stands in a list of that order.
func (o Order) Show(name string) string {
	if o == BySurname {
		return SurnameFirst(name)
	}
	return name
}

// Key returns the text by which the name is sorted in a list of that order, in the user's
// language. By surname, what stands before it counts where it has a capital, and does
// not where it has none: Jan van der Berg is under B, Jan Van der Berg under V. So it is
// usual in Germany, France, Spain and Portugal (von, de, do), in the Netherlands and in
// Belgium (van, Van), and in Italy and America for names as they are written there (De
// Luca, Van Buren). By first name, a title does not count, and what is written with its
// surname first is under that, where people see it.
func (o Order) Key(name string) string {
	p := read(name)
	if p.isGroup {
		return p.whole
	}
	// Two spaces come before all that could go on with a longer surname.
	given := strings.Join(p.given, " ")
	if o != BySurname && !p.hasComma && !p.isFixed {
		return apart(given, p.surname, p.suffix, p.number, p.note)
	}
	return apart(p.sortedBy(), given, p.surname, p.suffix, p.number, p.note)
}

// short returns the name with an initial.
func (p parts) short() string {
	initial := ""
	if first := p.firstGiven(); first != "" {
		initial = initialOf(first)
	}
	switch {
	case p.isGroup:
		return p.surname
	case len(p.given) == 0:
		return joined(p.title, p.last())
	case initial == "", utf8.RuneCountInString(strings.Trim(p.surname, ".")) < 2:
		return p.plain()
	}
	return joined(initial, p.surname, p.suffix, p.number)
}

// plain returns the name without title and note.
func (p parts) plain() string {
	given := strings.Join(p.given, " ")
	switch {
	case p.hasComma && given != "":
		return joined(p.surname, p.suffix) + ", " + joined(given, p.number)
	case p.isSurnameFirst:
		return joined(p.surname, given, p.suffix, p.number)
	}
	return joined(given, p.surname, p.suffix, p.number)
}

// last returns the surname with the number that tells two of one name apart.
func (p parts) last() string { return joined(p.surname, p.number) }

// firstGiven returns the given name of which the initial is taken: the first, in Vietnam
// the last. What is in brackets is none.
func (p parts) firstGiven() string {
	given := slices.DeleteFunc(slices.Clone(p.given), isAside)
	switch {
	case len(given) == 0:
		return ""
	case p.isFixed:
		return given[len(given)-1]
	}
	return given[0]
}

// sortedBy returns the surname without what does not count before it.
func (p parts) sortedBy() string {
	words := strings.Fields(p.surname)
	for len(words) > 1 && isLower(words[0]) && isParticle(words[0]) {
		words = words[1:]
	}
	if len(words) == 0 {
		return p.whole
	}
	for _, prefix := range []string{"d'", "l'", "dell'", "dall'", "al-", "el-", "ar-", "as-", "at-", "ash-", "an-", "ad-", "'t"} {
		if rest, is := strings.CutPrefix(straight(words[0]), prefix); is && rest != "" {
			words[0] = rest
		}
	}
	return strings.Join(words, " ")
}

// initialOf returns the initials of a given name, "J." or "J.-L."; none in letters
// without capitals.
func initialOf(given string) string {
	if !hasCase(given) {
		return ""
	}
	first := firstLetter(given)
	if head, tail, is := strings.Cut(given, "-"); is && head != "" && isUpper(tail) {
		return first + ".-" + firstLetter(tail) + "."
	}
	return first + "."
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
			if unicode.Is(unicode.Georgian, r) { // whose capitals never stand alone
				return letter
			}
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

// joined puts a space between the texts that are not empty.
func joined(texts ...string) string { return join(" ", texts) }

// apart puts two spaces between them.
func apart(texts ...string) string { return join("  ", texts) }

func join(separator string, texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		if t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(separator)
		}
		b.WriteString(t)
	}
	return b.String()
}
